"""`cpom lot`: every contract of a programmation in one run."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Iterator

from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from engine.batch.audit import audit
from engine.batch.executors import Workforce, dask, local, processors
from engine.batch.journal import Entry
from engine.batch.programme import Programme, open_programme
from engine.batch.projet import Order, Projet, State
from engine.batch.run import run as run_batch
from engine.batch.run import summary
from engine.commands.output import errors_console, report, result, tell
from engine.errors import Severity


def run(arguments: Namespace) -> int:
    """Draft the contracts of a programmation; 1 where one of them could not be."""
    programme = open_programme(arguments.fichier)
    report(one for one in audit(programme) if one.severity is not Severity.INFORMATION)
    order = Order(arguments.format, arguments.aujourdhui, definitive=arguments.definitif)
    projets, refused = _projets(programme, arguments.annee)
    workforce = _workforce(arguments, programme, order, len(projets))
    tell(f"{len(projets)} contrats à rédiger, {workforce.words}.")
    entries: list[Entry] = []
    try:
        made = run_batch(projets, order, workforce, arguments.sortie, resume=arguments.reprendre)
        for entry in _followed(made, len(projets)):
            entries.append(entry)
            if entry.state in (State.TO_MEND, State.FAILED):
                report(one for one in entry.findings if one.severity is Severity.ERROR)
    except KeyboardInterrupt:
        tell("cpom : interrompu ; relancez avec --reprendre pour finir.")
        refused += 1
    counts = summary(entries)
    said = ", ".join(f"{count} {state}{'s' if count > 1 else ''}" for state, count in counts.items() if count)
    result(f"{arguments.sortie} : {said or 'aucun contrat'}")
    return 1 if refused or counts[State.TO_MEND] or counts[State.FAILED] else 0


def _projets(programme: Programme, year: int | None) -> tuple[list[Projet], int]:
    """The contracts to draft, and how many of the programmation cannot be read."""
    projets, refused = [], 0
    for made in programme.projets(year):
        if isinstance(made, Projet):
            projets.append(made)
        else:
            report(made[1].findings)
            refused += 1
    return projets, refused


def _workforce(arguments: Namespace, programme: Programme, order: Order, count: int) -> Workforce:
    models = (programme.modele.nom,)
    if arguments.dask:
        return dask(arguments.dask, models, order)
    # A process costs half a second to start: a few contracts are sooner done in this one.
    asked = arguments.processus or (processors() if count > _FEW else 1)
    return local(min(asked, max(count, 1)), models, order)


_FEW = 10


def _followed(entries: Iterator[Entry], total: int) -> Iterator[Entry]:
    """The same entries, with a bar and the time left where someone looks."""
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    console = errors_console()
    with Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as progress:
        task = progress.add_task("Contrats", total=total)
        for entry in entries:
            progress.advance(task)
            yield entry
