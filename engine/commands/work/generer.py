"""`cpom generer`: the contracts of one or several descriptions, or the blank form of a model."""

from __future__ import annotations

from argparse import Namespace
from functools import partial
from pathlib import Path

from rich.progress import Progress, TaskID

from engine.assembly.assemble import Assembled, assemble
from engine.assembly.soundness import open_model
from engine.commands.account import Account, missing_of
from engine.commands.ecriture import Maker, blank_written, each, settle_engine, write_all
from engine.definitif import Final
from engine.dossier import open_dossier
from engine.law.applicable import Droit
from engine.reading.decoding import printable
from engine.writing import written


def run(arguments: Namespace) -> int:
    """Generate; the exit code says whether everything asked for was written."""
    settle_engine(arguments)
    if arguments.vierge:
        return _blank(arguments)
    ending = f"-{arguments.document}" if arguments.document else ""
    return each(arguments, partial(_one, arguments, ending), ending)


def _one(arguments: Namespace, ending: str, path: Path, progress: Progress, task: TaskID) -> Account:
    dossier = open_dossier(path, arguments.aujourdhui)
    assembled = dossier.assembled(arguments.document)
    findings = dossier.told(assembled)
    missing = missing_of(assembled, dossier.modele.plan.repondants)
    if why := Final.of(arguments).refusal(len(assembled.missing), findings):
        return Account(printable(path), findings, missing, refusal=why)
    files, said = write_all(_makers(assembled, f"{path.stem}{ending}", dossier.charte, arguments), progress, task)
    return Account(printable(path), (*findings, *said), missing, tuple(files))


def _makers(assembled: Assembled, stem: str, charte: Path | None, arguments: Namespace) -> dict[Path, Maker]:
    return {
        arguments.sortie / f"{stem}.{extension}": partial(
            written, Final.of(arguments).document(assembled.document), extension, charte, arguments.moteur
        )
        for extension in arguments.format
    }


def _blank(arguments: Namespace) -> int:
    """The empty form: every alternative shown; as published, or in the law of the date that is asked for."""
    model = open_model(arguments.vierge)
    droit = Droit(arguments.date or arguments.aujourdhui, tel_que_publie=arguments.date is None)
    contrat = model.description.model_validate({"modele": model.nom})
    assembled = assemble(model, contrat, droit, None, blank=True)
    # As published, the form says of itself what is out of date.
    found = assembled.findings if arguments.date else ()
    return blank_written(model.nom, _makers(assembled, f"{model.nom}-vierge", None, arguments), found, arguments)
