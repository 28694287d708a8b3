"""`cpom lot`: every contract of a programmation in one run."""

from __future__ import annotations

from argparse import Namespace
from collections import Counter
from collections.abc import Iterator

from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from engine.batch.audit import audit
from engine.batch.contrats import Groupe
from engine.batch.executors import Workforce, dask, local, processors
from engine.batch.journal import NAME, Entry
from engine.batch.programme import Programme, open_programme
from engine.batch.projet import Order, Projet, State
from engine.batch.reports import forget_reports, write_reports
from engine.batch.reports.rapport import Refused, plural, rapport_of
from engine.batch.reports.resume import counted_states, lines, whereabouts
from engine.batch.run import run as run_batch
from engine.batch.verrou import alone_in
from engine.commands.ecriture import settle_engine
from engine.commands.interruption import stopped_as_by_hand
from engine.commands.output import Told, errors_console, result, tell
from engine.errors import Finding, InputError, Severity
from engine.reading.decoding import printable


def run(arguments: Namespace) -> int:
    """Draft the contracts of a programmation and report on them; 1 where one is not written, or an error is found.

    Raises:
        InputError: where the programmation cannot be read, plans nothing that year, or where the folder is not free.
    """
    programme = open_programme(arguments.fichier)
    _check_year(programme, arguments.annee)
    told = Told()
    found = audit(programme)
    told.report(one for one in found if one.severity is not Severity.INFORMATION)
    settle_engine(arguments)
    order = Order(arguments.format, arguments.aujourdhui, arguments.moteur, definitive=arguments.definitif)
    projets, refused = _projets(programme, arguments.annee, told)
    workforce = _workforce(arguments, programme, order, len(projets))
    with stopped_as_by_hand(), alone_in(arguments.sortie):
        tell(f"{plural(len(projets), 'contrat')} à rédiger, {workforce.words}.")
        forget_reports(arguments.sortie)
        counts, whole = _drafted(projets, order, workforce, arguments, told)
        counts[State.TO_MEND] += len(refused)
        if whole or (arguments.sortie / NAME).exists():  # a folder that is gone is not made again for its reports
            rapport = rapport_of(programme, projets, refused, order, arguments.sortie, found)
            write_reports(rapport, arguments.sortie)
            for line in (*lines(rapport, arguments.aujourdhui), whereabouts(arguments.sortie)):
                tell(line)
    result(f"{printable(arguments.sortie)} : {counted_states(counts)}")
    wrong = any(one.severity is Severity.ERROR for one in found)
    return 1 if wrong or counts[State.TO_MEND] or counts[State.FAILED] or counts[State.TO_DO] else 0


def _drafted(
    projets: list[Projet], order: Order, workforce: Workforce, arguments: Namespace, told: Told
) -> tuple[Counter[State], bool]:
    """How many contracts are in each state once the run has ended, and whether it has gone to its end."""
    counts: Counter[State] = Counter()
    try:
        made = run_batch(projets, order, workforce, arguments.sortie, resume=arguments.reprendre)
        for entry in _followed(made, len(projets)):
            counts[entry.state] += 1
            if entry.state in (State.TO_MEND, State.FAILED):
                told.report(one for one in entry.findings if one.severity is Severity.ERROR)
    except KeyboardInterrupt:
        tell("cpom : interrompu ; relancez avec --reprendre pour finir.")
    except InputError as error:
        told.report(error.findings)
    counts[State.TO_DO] = len(projets) - counts.total()
    return counts, not counts[State.TO_DO]


def _check_year(programme: Programme, year: int | None) -> None:
    """Refuse a year that the programmation cannot plan; one of its period may have no contract."""
    planned = sorted({one for groupe in programme.groupes for one in groupe.annees})
    period = programme.head.periode
    if year is None or year in planned or (period and year in period.annees):
        return
    hint = f"Années prévues : {', '.join(map(str, planned))}." if planned else "Aucune ligne n'a d'année."
    raise InputError([Finding("annee-sans-contrat", f"aucun contrat n'est prévu en {year}.", hint=hint)])


def _projets(programme: Programme, year: int | None, told: Told) -> tuple[list[Projet], Refused]:
    """The contracts to draft, and those whose description cannot be made."""
    projets: list[Projet] = []
    refused: list[tuple[Groupe, InputError]] = []
    for made in programme.projets(year):
        if isinstance(made, Projet):
            projets.append(made)
        else:
            told.report(made[1].findings)
            refused.append(made)
    return projets, refused


def _workforce(arguments: Namespace, programme: Programme, order: Order, count: int) -> Workforce:
    models = (programme.modele.nom,)
    if arguments.dask is not None:
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
