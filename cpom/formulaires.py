"""Forms: made of a description, and read when they come back, filled in."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import partial
from pathlib import Path

from cpom.erreurs import refusant
from engine.assembly.soundness import check_syntax
from engine.carried import Carried, DamagedError, LaterFormatError
from engine.containers import Container, ContainerError, Limits
from engine.dossier import Dossier
from engine.errors import Finding, InputError, Place, Severity
from engine.forms.files import FormFormat, form_file
from engine.importing.archive import LARGEST_FILE, open_archive
from engine.importing.spreadsheet import read_workbook
from engine.libraries.modele import Modele
from engine.merging.form_cells import form_marks
from engine.merging.form_document import document_marks, filled_document
from engine.merging.form_reading import Fill, filled_workbook, read_form
from engine.merging.sides import Side, of_another_model
from engine.reading.decoding import ZIP, begins, printable, read_bytes
from engine.reading.packed import LIMITS, carried_in
from engine.reading.yaml_strict import Source, parse_yaml
from engine.rereading.files.docx import main_part
from engine.rereading.files.docx_tables import read_tables
from engine.rereading.files.edited import Comment
from engine.rereading.files.read import read_edited
from models.champs import Repondant
from models.records import dataclass

_PARTIES: Mapping[str, Repondant] = {"departement": "departement", "gestionnaire": "gestionnaire"}


@dataclass(frozen=True, slots=True)
class Recu:
    """A form that came back: its model, its party, the description that it was made from, its cells."""

    path: Path
    fill: Fill
    model: str
    party: Repondant | None
    carried: Carried | None
    findings: tuple[Finding, ...]

    @property
    def name(self) -> str:
        """What messages call it."""
        return printable(self.path)

    @property
    def sent(self) -> Source:
        """The description that it was made from, or one that says its model alone."""
        text = self.carried.description if self.carried else f"modele: {self.model}\n"
        return parse_yaml(text.encode(), self.name)

    def side(self, model: Modele, *, erase: bool | None = None) -> tuple[Side, tuple[Finding, ...]]:
        """What it says, and what is to be known of it; with `erase`, what was said and is now empty is nothing.

        Without it, that is so where it is known what was said.

        Raises:
            InputError: where it is of another model, or with every cell that is refused.
        """
        if self.model != model.nom:
            raise InputError([of_another_model(self.name, self.model, model.nom)])
        filled = read_form(self.fill, self.name, model, self.party, self.carried, self.sent)
        known = self.carried is not None
        return filled.side(erase=known if erase is None else erase), (*self.findings, *filled.findings)


def formulaire_de(read: Dossier, pour: Repondant | None, day: date, kind: FormFormat) -> bytes:
    """The form of a description, with its answers.

    Raises:
        Refus: where a clause of its model is badly written.
    """
    with refusant():
        check_syntax(read.modele)
        return form_file(kind, read.modele, pour, day, read.source, read.contrat)


def recu(path: Path) -> Recu | None:
    """A form that is read; None where the file is none.

    Raises:
        InputError: where it is a workbook that cannot be read.
    """
    if not begins(path, ZIP):
        return None
    if (document := _document(path)) is not None:
        return _recu_document(path, document)
    open_archive(path)
    book = read_workbook(path)
    if (marks := form_marks(book.sheets)) is None:
        return None
    carried, findings = _carried(path)
    return Recu(
        path,
        partial(filled_workbook, book.sheets),
        marks[0],
        _PARTIES.get(marks[1]),
        carried,
        (*book.findings, *findings),
    )


def _document(path: Path) -> Container | None:
    """The parts of a document of Word; None where the file is something else."""
    try:
        container = Container(read_bytes(path, LARGEST_FILE), LIMITS)
        container.check()
        return container if main_part(container) else None
    except ContainerError:  # told by whoever reads it as a workbook
        return None


def _recu_document(path: Path, container: Container) -> Recu | None:
    name = printable(path)
    edited = read_edited(path, name, form=True)
    document = read_tables(container)
    if (marks := document_marks(document)) is None:
        return None
    carried, findings = _carried(path)
    kept = [one for one in edited.findings if one.code in ("document-ajout", "document-macros")]
    findings += [*kept, *(_comment(one, name) for one in edited.comments)]
    fill = partial(filled_document, document, carried=carried)
    return Recu(path, fill, marks[0], _PARTIES.get(marks[1]), carried, tuple(findings))


def _comment(one: Comment, name: str) -> Finding:
    author = f"{one.author} a" if one.author else "quelqu'un a"
    message = f"{author} écrit en commentaire : « {' '.join(one.text.split())[:200]} »."
    hint = "Un commentaire n'est pas une réponse : voyez s'il faut en tenir compte."
    return Finding("formulaire-commentaire", message, Severity.WARNING, hint, place=Place(name))


def _carried(path: Path) -> tuple[Carried | None, list[Finding]]:
    place = Place(printable(path))
    try:
        found = carried_in(Container(read_bytes(path, LARGEST_FILE), Limits()))
    except LaterFormatError:
        message = "ce formulaire vient d'une version plus récente de cpom."
        raise InputError(
            [
                Finding(
                    "formulaire-plus-recent", message, hint="Installez cette version, ou une plus récente.", place=place
                )
            ]
        ) from None
    except (DamagedError, ContainerError):
        found = None
    if found is not None:
        return found, []
    message = "ce formulaire ne dit plus de quelle description il vient : "
    message += "une réponse effacée ne s'y distingue pas d'une autre laissée vide."
    hint = "Ce qui y est écrit est lu ; effacez vous-même dans la description ce qui doit l'être."
    return None, [Finding("formulaire-sans-origine", message, Severity.WARNING, hint, place=place)]
