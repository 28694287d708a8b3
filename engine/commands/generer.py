"""`cpom generer`: the contracts of one or several descriptions, or the blank form of a model."""

from __future__ import annotations

import sys
from argparse import Namespace
from pathlib import Path

from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

from engine.assembly.assemble import Assembled, assemble
from engine.commands.output import errors_console, report, report_missing, result
from engine.dossier import open_dossier
from engine.errors import Finding, InputError, Severity
from engine.law.applicable import Droit
from engine.reading.decoding import printable
from engine.reading.library import load_model
from engine.writing import WRITERS, cautions
from engine.writing.files import write_whole


def run(arguments: Namespace) -> int:
    """Generate; the exit code says whether everything asked for was written."""
    arguments.dits = set()
    if arguments.vierge:
        return _blank(arguments)
    twins = _twins(arguments.fichiers)
    if twins:
        report(twins)
        return 1
    failed = 0
    with _progress() as progress:
        task = progress.add_task("", total=len(arguments.fichiers) * len(arguments.format))
        for path in arguments.fichiers:
            try:
                failed += _one(path, arguments, progress, task)
            except InputError as error:
                report(error.findings)
                failed += 1
    return 1 if failed else 0


def _twins(paths: list[Path]) -> list[Finding]:
    """Descriptions of one name, whose contracts would overwrite one another."""
    first: dict[str, Path] = {}
    hint = "Renommez l'une des deux descriptions, ou générez-les dans deux dossiers (--sortie)."
    return [
        Finding(
            "meme-nom", f"{printable(path)} et {printable(first[path.stem])} donneraient les mêmes fichiers.", hint=hint
        )
        for path in paths
        if first.setdefault(path.stem, path) is not path
    ]


def _progress() -> Progress:
    return Progress(
        SpinnerColumn(),
        TextColumn("{task.description}"),
        TimeElapsedColumn(),
        console=errors_console(),
        transient=True,
        redirect_stdout=sys.stdout.isatty(),  # or rich would print on the terminal what goes to a file
        disable=not errors_console().is_terminal,
    )


def _one(path: Path, arguments: Namespace, progress: Progress, task: object) -> int:
    dossier = open_dossier(path, arguments.aujourdhui)
    assembled = dossier.assembled(arguments.document)
    findings = (*dossier.findings, *dossier.located(assembled.findings))
    report(findings)
    report_missing(printable(path), assembled, dossier.modele.plan.repondants)
    if dossier.errors:
        report([_refused(path, "des erreurs restent à corriger")])
        return 1
    if arguments.definitif and assembled.missing:
        what = "document" if arguments.document else "contrat"
        report([_refused(path, f"{len(assembled.missing)} faits manquent pour un {what} définitif")])
        return 1
    stem = f"{path.stem}-{arguments.document}" if arguments.document else path.stem
    return _write(assembled, stem, dossier.charte, arguments, progress, task)


def _refused(path: Path, why: str) -> Finding:
    return Finding("contrat-non-genere", f"{printable(path)} : rien n'a été écrit, {why}.", Severity.ERROR)


def _write(
    assembled: Assembled, stem: str, charte: Path | None, arguments: Namespace, progress: Progress, task: object
) -> int:
    failed = 0
    for extension in arguments.format:
        target = arguments.sortie / f"{stem}.{extension}"
        progress.update(task, description=str(target))  # type: ignore[arg-type]
        try:
            write_whole(target, WRITERS[extension](assembled.document, charte))
            report(cautions(assembled.document, extension))
            result(str(target))
        except InputError as error:
            report(one for one in error.findings if one not in arguments.dits)
            arguments.dits.update(error.findings)  # a missing library is told once, not for each contract
            failed = 1
        progress.advance(task)  # type: ignore[arg-type]
    return failed


def _blank(arguments: Namespace) -> int:
    """The empty form: every alternative shown; as published, or in the law of the date that is asked for."""
    model = load_model(arguments.vierge)
    droit = Droit(arguments.date or arguments.aujourdhui, tel_que_publie=arguments.date is None)
    contrat = model.description.model_validate({"modele": model.nom})
    assembled = assemble(model, contrat, droit, None, blank=True)
    if arguments.date:  # as published, the form says of itself what is out of date
        report(assembled.findings)
    with _progress() as progress:
        task = progress.add_task("", total=len(arguments.format))
        return _write(assembled, f"{model.nom}-vierge", None, arguments, progress, task)
