"""`cpom annexes`: the computed annexes of a contract, as a workbook that computes and as a document."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Sequence
from difflib import get_close_matches
from functools import partial
from pathlib import Path

from rich.progress import Progress, TaskID

from engine.annexes.classeur import workbook
from engine.annexes.document import Annexes, annexes
from engine.assembly.assemble import Assembled, assemble
from engine.assembly.soundness import open_model
from engine.commands.account import Account, missing_of
from engine.commands.ecriture import Maker, blank_written, each, settle_engine, write_all
from engine.definitif import WITH_ERRORS
from engine.dossier import open_dossier
from engine.errors import Finding, InputError, Severity
from engine.law.applicable import Droit
from engine.reading.decoding import printable
from engine.writing import write_workbook, written

_WORKBOOK = "xlsx"
_ENDING = "-annexes"


def run(arguments: Namespace) -> int:
    """Write the annexes; the exit code says whether everything asked for was written."""
    settle_engine(arguments)
    if arguments.vierge:
        return _blank(arguments)
    return each(arguments, partial(_one, arguments), _ENDING)


def _one(arguments: Namespace, path: Path, progress: Progress, task: TaskID) -> Account:
    dossier = open_dossier(path, arguments.aujourdhui)
    assembled = dossier.assembled()
    found = annexes(assembled, _wanted(assembled, arguments.tableau))
    findings = (
        *dossier.findings,
        *_left_out(found, arguments.format),
    )  # what the law changes is said with the contract
    missing = missing_of(found, dossier.modele.plan.repondants)
    if dossier.errors:
        return Account(printable(path), findings, missing, refusal=WITH_ERRORS)
    makers = _makers(assembled, found, path.stem, dossier.charte, arguments)
    files, said = write_all(makers, progress, task)
    return Account(printable(path), (*findings, *said), missing, tuple(files))


def _blank(arguments: Namespace) -> int:
    """The forms to fill in, as the model was published."""
    model = open_model(arguments.vierge)
    contrat = model.description.model_validate({"modele": model.nom})
    droit = Droit(arguments.aujourdhui, tel_que_publie=True)
    assembled = assemble(model, contrat, droit, None, blank=True)
    found = annexes(assembled, _wanted(assembled, arguments.tableau))
    makers = _makers(assembled, found, f"{model.nom}-vierge", None, arguments)
    return blank_written(model.nom, makers, (), arguments)


def _makers(
    assembled: Assembled, found: Annexes, stem: str, charte: Path | None, arguments: Namespace
) -> dict[Path, Maker]:
    """What makes each file; a document without any table would say nothing."""

    def workbook_file() -> tuple[bytes, Sequence[Finding]]:
        return write_workbook(workbook(assembled, _wanted(assembled, arguments.tableau))), ()

    def document_file(extension: str) -> tuple[bytes, Sequence[Finding]]:
        if not found.titles:
            raise InputError([_EMPTY])
        return written(found.document, extension, charte, arguments.moteur)

    return {
        arguments.sortie / f"{stem}{_ENDING}.{extension}": (
            workbook_file if extension == _WORKBOOK else partial(document_file, extension)
        )
        for extension in arguments.format
    }


_EMPTY = Finding(
    "annexes-vides",
    "aucun des tableaux n'a encore de chiffre : il n'y a pas d'annexe à imprimer.",
    hint="Remplissez d'abord le classeur (cpom annexes … --format xlsx), ou la description.",
)


def _wanted(assembled: Assembled, asked: list[tuple[str, ...]]) -> list[str] | None:
    """The names of the tables asked for, None for all of them.

    Raises:
        InputError: where the contract has none of that name, or none at all.
    """
    known = list(assembled.tables.grilles)
    if not known:
        message = "ce contrat n'a pas d'annexe calculée."
        hint = "Les tableaux d'un modèle sont dans le dossier « tableaux » de ses clauses."
        raise InputError([Finding("sans-tableau", message, hint=hint)])
    names = [name for some in asked for name in some]
    unknown = [name for name in names if name not in known]
    if unknown:
        raise InputError([_unknown(name, known) for name in unknown])
    return names or None


def _unknown(name: str, known: Sequence[str]) -> Finding:
    near = get_close_matches(name, known, 1)
    start = f"Vouliez-vous dire « {near[0]} » ? " if near else ""
    hint = f"{start}Tableaux de ce contrat : {', '.join(known)}."
    return Finding("tableau-inconnu", f"« {name} » n'est pas un tableau de ce contrat.", hint=hint)


def _left_out(found: Annexes, formats: Sequence[str]) -> list[Finding]:
    """The optional tables that have no figure: they are forms in the workbook, and nothing in the document."""
    if not found.left_out or set(formats) == {_WORKBOOK}:
        return []
    message = f"tableaux facultatifs sans chiffre, laissés hors du document : {' ; '.join(found.left_out)}."
    hint = "Le classeur (--format xlsx) les contient, à remplir."
    return [Finding("tableaux-facultatifs", message, Severity.INFORMATION, hint)]
