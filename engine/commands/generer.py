"""`cpom generer`: the contracts of one or several descriptions, or the blank form of a model."""

from __future__ import annotations

from argparse import Namespace
from functools import partial
from pathlib import Path

from rich.progress import Progress, TaskID

from engine.assembly.assemble import Assembled, assemble
from engine.commands.ecriture import each, progress_bar, refused, settle_engine, write_all
from engine.commands.output import report, report_missing, report_reserves
from engine.definitif import Final
from engine.dossier import open_dossier
from engine.law.applicable import Droit
from engine.reading.decoding import printable
from engine.reading.library import load_model
from engine.writing import written


def run(arguments: Namespace) -> int:
    """Generate; the exit code says whether everything asked for was written."""
    arguments.dits = set()
    settle_engine(arguments)
    if arguments.vierge:
        return _blank(arguments)
    return each(arguments, partial(_one, arguments))


def _one(arguments: Namespace, path: Path, progress: Progress, task: TaskID) -> int:
    dossier = open_dossier(path, arguments.aujourdhui)
    assembled = dossier.assembled(arguments.document)
    findings = (*dossier.findings, *dossier.located(assembled.findings))
    report(findings)
    report_missing(printable(path), assembled, dossier.modele.plan.repondants)
    if arguments.definitif:
        report_reserves(printable(path), findings)
    if why := Final.of(arguments).refusal(len(assembled.missing), findings):
        report([refused(path, why)])
        return 1
    stem = f"{path.stem}-{arguments.document}" if arguments.document else path.stem
    return _write(assembled, stem, dossier.charte, arguments, progress, task)


def _write(
    assembled: Assembled, stem: str, charte: Path | None, arguments: Namespace, progress: Progress, task: TaskID
) -> int:
    makers = {
        arguments.sortie / f"{stem}.{extension}": partial(
            written, assembled.document, extension, charte, arguments.moteur
        )
        for extension in arguments.format
    }
    return write_all(makers, arguments.dits, progress, task)


def _blank(arguments: Namespace) -> int:
    """The empty form: every alternative shown; as published, or in the law of the date that is asked for."""
    model = load_model(arguments.vierge)
    droit = Droit(arguments.date or arguments.aujourdhui, tel_que_publie=arguments.date is None)
    contrat = model.description.model_validate({"modele": model.nom})
    assembled = assemble(model, contrat, droit, None, blank=True)
    if arguments.date:  # as published, the form says of itself what is out of date
        report(assembled.findings)
    with progress_bar() as progress:
        task = progress.add_task("", total=len(arguments.format))
        return _write(assembled, f"{model.nom}-vierge", None, arguments, progress, task)
