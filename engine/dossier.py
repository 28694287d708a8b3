"""A description and everything needed to assemble it: its model, the law of its day, its collectivité, what to fix."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from engine.as_read import as_read, called, without_another_metropole
from engine.asking.order import unused
from engine.assembly.assemble import Assembled, assemble, traits_of
from engine.assembly.head import Origin
from engine.assembly.kept_tables import kept_grilles
from engine.assembly.parties import public_parties
from engine.assembly.selection import Selection, select
from engine.assembly.soundness import open_model
from engine.assembly.to_know import ToKnow, to_know
from engine.causes import without_consequences
from engine.checked import checked
from engine.checks import Known, reponse_en_phrase
from engine.checks.partie import findings_of_a_part, without_repeats
from engine.errors import Finding, InputError, Severity
from engine.last_read import LastRead
from engine.law.applicable import Droit, law_of
from engine.law.codes import with_codes
from engine.law.collectivites import Autorite, authority
from engine.libraries.bibliotheque import Bibliotheque
from engine.libraries.modele import Modele
from engine.libraries.ouverture import installed
from engine.reading.description import modele_de, read_again, valid_part
from engine.reading.fichiers import named_elsewhere, named_file
from engine.reading.lectures import Lectures, lectures
from engine.reading.natures import refuse_other_file, refuse_other_yaml
from engine.reading.yaml_strict import Source, read_part, with_the_very_same
from engine.tables.grilles import Grilles
from models.contrat import Contrat
from models.fiches.groupe import altered, sharing
from models.records import dataclass
from models.traits import Trait

if TYPE_CHECKING:
    from engine.calendar.echeancier import Deadline, Period


@dataclass(frozen=True, slots=True)
class Dossier:
    """One description as read, with its computed tables and the findings of every check, all located.

    `allowed` are the folders, beside its own, in which the files that it names may be. `lectures` keep its facts as
    they were read, for the next description that says the same of most of them.
    """

    path: Path
    source: Source
    modele: Modele
    contrat: Contrat
    droit: Droit
    autorite: Autorite | None
    grilles: Grilles
    findings: tuple[Finding, ...]
    allowed: tuple[Path, ...] = ()
    lectures: Lectures | None = None

    @property
    def errors(self) -> tuple[Finding, ...]:
        """The findings that forbid a contract."""
        return tuple(finding for finding in self.findings if finding.severity is Severity.ERROR)

    def assembled(self, document: str = "", *, traced: bool = False) -> Assembled:
        """The contract, or another document of its model, as a tree; `traced`, with what its words come from.

        Raises:
            InputError: where the model has no such document.
        """
        if document and document not in self.modele.documents:
            raise InputError(self.located((_no_document(document, self.modele),)))
        name = self.source.file or Path(self.source.name).name
        assembled = assemble(
            self.modele,
            self.contrat,
            self.droit,
            self.autorite,
            origin=Origin(self.source.text, name, self.path.parent, self.allowed),
            document=document,
            grilles=None if document else self.grilles,
            traced=traced,
        )
        return replace(assembled, findings=tuple(one for one in assembled.findings if not self._told_already(one)))

    def to_know(self) -> ToKnow:
        """What the contract leaves to be known, as it is where it is assembled.

        Raises:
            InputError: where a clause of the library cannot be rendered.
        """
        left = to_know(self.modele, self.contrat, self.droit, self.autorite, self.grilles)
        return left._replace(findings=tuple(one for one in left.findings if not self._told_already(one)))

    def _told_already(self, found: Finding) -> bool:
        """Whether a fact that nothing prints is of a key that the model has no use for, or is wrong in itself.

        Where others are told with it, they would be lost with what is told of it.
        """
        if found.code not in {"fait-non-imprime", "fait-en-attente"}:
            return False
        is_alone = " : ce fait " in found.message
        return found.path[0] in unused(self.modele) or (is_alone and any(one.path == found.path for one in self.errors))

    def told(self, assembled: Assembled | ToKnow) -> tuple[Finding, ...]:
        """Everything that there is to know; nothing is said of the sentence of an answer that is not printed."""
        lost = set(assembled.unprinted)
        checked = (one for one in self.findings if one.code != reponse_en_phrase.CODE or one.path not in lost)
        return (*checked, *self.located(assembled.findings))

    @property
    def deadlines(self) -> tuple[Deadline, ...]:
        """The calendar of the contract, by day; empty while its dates are unknown."""
        from engine.assembly.echeances import deadlines_of  # noqa: PLC0415 - no contract prints them

        return deadlines_of(self.modele, self.contrat, self.droit)

    @property
    def periods(self) -> tuple[Period, ...]:
        """The periods of the contract that run from something which has no day yet."""
        from engine.assembly.echeances import periods_of  # noqa: PLC0415 - likewise

        return periods_of(self.modele, self.contrat, self.droit)

    @property
    def charte(self) -> Path | None:
        """The letterhead that the description asks for, or else its model's or its library's; None for the neutral one.

        Raises:
            InputError: where it is of another folder (its findings tell it too).
        """
        asked = self.contrat.charte
        if asked and (elsewhere := named_elsewhere(asked, self.path.parent, self.allowed)):
            raise InputError(self.located(tuple(replace(one, path=("charte",)) for one in elsewhere)))
        return named_file(asked, self.path.parent, allowed=self.allowed) if asked else self.modele.charte_par_defaut

    @property
    def traits(self) -> dict[str, Trait]:
        """The properties that decide its clauses."""
        return traits_of(self.modele, self.contrat, self.droit)

    def selection(self) -> Selection:
        """The clauses that the contract holds."""
        return select(self.modele, self.traits)

    def located(self, findings: tuple[Finding, ...]) -> tuple[Finding, ...]:
        """Findings with the place of the fact that each is about: for what the law says, the date of signature."""
        law = ("signature", "date")
        return tuple(one if one.place else one.at(self.source.place(one.path or law)) for one in findings)


_LAST: LastRead[Dossier] = LastRead(32)


class WrongDescriptionError(InputError):
    """A description, and yet one that cannot be read whole; `part` is what of it could be, None where nothing was."""

    def __init__(self, findings: Iterable[Finding], part: Dossier | None = None) -> None:
        super().__init__(findings)
        self.part = part


def open_dossier(
    path: Path, today: date, library: Bibliotheque | None = None, allowed: tuple[Path, ...] = ()
) -> Dossier:
    """Read a description and check it, with the models and the law of a library (by default the installed one).

    Raises:
        WrongDescriptionError: where it cannot be read whole; what the checks find is in `findings` instead.
        InputError: where the file is no description, or cannot be read.
    """
    refuse_other_file(path)
    source = read_part(path)
    refuse_other_yaml(source)
    return dossier_of(source, path, today, library, allowed)


def dossier_of(
    source: Source,
    path: Path,
    today: date,
    library: Bibliotheque | None = None,
    allowed: tuple[Path, ...] = (),
    *,
    before: Dossier | None = None,
) -> Dossier:
    """Check a description that has been read; the files that it names are beside `path`, or in the `allowed` folders.

    What `before` says alike, or else the last description of its model, is not read again, and is the very same.

    Raises:
        WrongDescriptionError: where it cannot be read whole, with all that is known to be wrong in it.
    """
    try:
        model = open_model(modele_de(source), library or installed())
    except InputError as error:
        named = [one if one.place else one.at(source.place(one.path)) for one in error.findings]
        # What cannot be read of the file may be the name of its model.
        found = [*source.errors, *(named if "modele" in source.data or not source.errors else ())]
        raise WrongDescriptionError(found) from None
    if not source.errors and (other := _beside(source, model, before)):
        source = with_the_very_same(source, other.source)
        if again := _read_beside(source, other):
            return _kept(checked_dossier(source, model, again, path, today, allowed, before=other), model)
    read, wrong = valid_part(source, model.description)
    told = [*source.errors, *without_repeats(wrong, source.errors)]
    if not told and read is not None:
        return _kept(checked_dossier(source, model, read, path, today, allowed), model)
    part = None
    if read is not None:
        with suppress(InputError):
            part = checked_dossier(source, model, read, path, today, allowed)
            told += findings_of_a_part(part.findings, told, dated=part.contrat.signature.date is not None)
    raise WrongDescriptionError(told, part)


def _kept(dossier: Dossier, model: Modele) -> Dossier:
    """The same, for the next description of its model."""
    _LAST.keep(dossier.source, model, dossier)
    return dossier


def _beside(source: Source, model: Modele, before: Dossier | None) -> Dossier | None:
    """A whole description of a model: this one, where it is of that model, or else the last most alike."""
    if before and before.lectures and type(before.lectures.read) is model.description:
        return before
    return _LAST.like(source, model)


def _read_beside(source: Source, before: Dossier) -> Contrat | None:
    """A description, of which what another says too is the very same; None where something in it is wrong."""
    known = before.lectures
    return read_again(source, before.source, known.read) if known and isinstance(known.read, Contrat) else None


def checked_dossier(
    source: Source,
    model: Modele,
    read: Contrat,
    path: Path,
    today: date,
    allowed: tuple[Path, ...] = (),
    *,
    before: Dossier | None = None,
) -> Dossier:
    """Check a description that was read as one of a model; `today` is the day of the law where it says none.

    `before` is one of the same model, some of whose facts are the very same.
    """
    library = model.bibliotheque
    said = lectures(source.data, with_codes(library, read), before.lectures if before else None)
    contrat = as_read(library, read)
    if contrat.departement is None and model.plan.departement:
        contrat = altered(contrat, {"departement": model.plan.departement})
    droit = law_of(contrat, today, library)
    findings: list[Finding] = [*source.remarks, *said.at(source)]
    autorite = None
    if contrat.departement is not None:
        try:
            autorite = authority(library, contrat.departement, droit.jour)
        except InputError as error:
            findings += error.findings
            droit = replace(droit, departement=None)
    autorite = called(autorite, contrat.collectivite.denomination, library)
    contrat = without_another_metropole(contrat, autorite)
    if before and before.lectures:
        contrat = sharing(contrat, before.contrat, unless=said.differing_from(before.lectures))
    negotiated: list[Finding] = []
    if contrat.adaptations or contrat.clauses_ajoutees:
        from engine.adapting.agreed import agreed  # noqa: PLC0415 - most contracts say the words of their model

        model, negotiated = agreed(model, contrat, source, droit, autorite)
    findings += negotiated
    if contrat.avenants or contrat.numeros:
        from engine.adapting.consolidated import consolidated  # noqa: PLC0415 - few contracts have avenants

        model = consolidated(model, contrat, droit)
    traits = traits_of(model, contrat, droit)
    grilles = kept_grilles(model, contrat, traits, before.grilles if before else None)
    known = Known(model, droit, autorite, traits, grilles, source.data.keys(), path.parent, allowed)
    parties = len(public_parties(tuple(model.plan.autorites), contrat, autorite, droit, traits)) + 1
    findings += checked(contrat, known, parties)
    dossier = Dossier(path, source, model, contrat, droit, autorite, grilles, (), allowed, said)
    return replace(dossier, findings=dossier.located(tuple(without_consequences(findings))))


def _no_document(name: str, model: Modele) -> Finding:
    known = ", ".join(model.documents)
    hint = f"Documents de ce modèle : {known}." if known else "Ce modèle n'a pas d'autre document que le contrat."
    message = f"« {name} » n'est pas un document du modèle « {model.nom} »."
    return Finding("document-inconnu", message, hint=hint, path=("modele",))
