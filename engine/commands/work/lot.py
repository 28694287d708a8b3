"""`cpom lot`: every contract of a programmation in one run."""

from __future__ import annotations

import sys
from argparse import Namespace
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import chain

from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from engine.collecting import collect_often
from engine.commands.account import Account, missing_by_party, missing_lines, reserve_lines, sorts_of, tally, words_of
from engine.commands.chosen_library import library_of
from engine.commands.ecriture import settle_engine
from engine.commands.interruption import before_writing, stopped_as_by_hand
from engine.commands.output import Told, report, result, tell
from engine.commands.terminal import console
from engine.definitif import Final, has_errors
from engine.errors import Finding, InputError, Severity
from engine.french import plural
from engine.libraries.ouverture import provenance
from engine.lot.autres_formats import in_other_formats
from engine.lot.executors import Workforce, dask, local, processors
from engine.lot.hors_programmation import left_over
from engine.lot.journal import Entry, unread
from engine.lot.outcome import Order, State
from engine.lot.place import room_for_reports
from engine.lot.reports import remove_reports, write_reports
from engine.lot.reports.rapport import Rapport, Refused, rapport_of
from engine.lot.reports.resume import counted_states, lines, whereabouts
from engine.lot.run import run as run_batch
from engine.lot.verrou import alone_in
from engine.on_disk import OnDisk
from engine.programmation.audit import audit, sound_programme
from engine.programmation.programme import Programme
from engine.programmation.projet import Projet, Sommaire
from engine.programmation.projets import projets


def run(arguments: Namespace) -> int:
    """Draft the contracts of a programmation and report on them; 1 where an error stands or one is not written."""
    with before_writing():
        programme = sound_programme(arguments.fichier, library_of(arguments, arguments.fichier))
        found = audit(programme)
        told = Told()
        told.report(one for one in found if arguments.details or one.severity is Severity.ERROR)
        settle_engine(arguments)
        library = provenance(programme.modele.bibliotheque)
        order = Order(arguments.format, arguments.aujourdhui, arguments.moteur, Final.of(arguments), library)
        drafts, refused = _projets(programme, arguments.annee, told)
        others = () if arguments.annee is None else _others(programme, drafts)
        programme = replace(programme, rows=(), groupes=())  # the contracts on the disk say all that is left to be said
        workforce = _workforce(arguments, programme, order, drafts)
        collect_often()
        tell(f"{plural(len(drafts), 'contrat')} à rédiger, {workforce.words}.")
    with stopped_as_by_hand(), alone_in(arguments.sortie):
        report(unread(arguments.sortie))
        remove_reports(arguments.sortie)
        with room_for_reports(arguments.sortie, len(drafts)):
            counts, stopped = _drafted(drafts, order, workforce, arguments, told)
        counts[State.TO_FIX] += len(refused)
        planned = {projet.nom for projet in chain(drafts, others)} | {nom for nom, *_ in refused}
        left = [*left_over(arguments.sortie, planned)]
        left += in_other_formats(arguments.sortie, (projet.nom for projet in drafts), order.formats)
        report(left)
        result(f"{arguments.sortie} : {counted_states(counts)}")
        rapport = rapport_of(
            programme, drafts, refused, order, arguments.sortie, [*stopped, *left, *found], others=others
        )
        for line in (*_essentials(rapport), *lines(rapport, arguments.aujourdhui)):
            tell(line)
        write_reports(rapport, arguments.sortie)
        tell(whereabouts(arguments.sortie))
    return 1 if has_errors(found) or counts[State.TO_FIX] or counts[State.FAILED] or counts[State.TO_DO] else 0


def _drafted(
    drafts: Sequence[Projet], order: Order, workforce: Workforce, arguments: Namespace, told: Told
) -> tuple[Counter[State], list[Finding]]:
    """How many contracts are in each state once the run is over, and what stopped it before its end."""
    counts: Counter[State] = Counter()
    stopped: list[Finding] = []
    try:
        made = run_batch(
            drafts, order, workforce, arguments.sortie, resume=arguments.reprendre, overwrite=arguments.ecraser
        )
        for entry in _followed(made, len(drafts)):
            counts[entry.state] += 1
            if arguments.details:
                told.report(entry.findings)
                _tell_lists(_account(entry))
            elif entry.state is not State.UNCHANGED:
                account = _account(entry)
                told.report([*account.of(Severity.ERROR), *account.copies])
    except KeyboardInterrupt:
        tell("cpom : interrompu ; relancez avec --reprendre pour finir.")
    except InputError as error:  # a full disk: what was written before is reported all the same
        stopped += error.findings
        told.report(stopped)
        tell("cpom : arrêté ; relancez avec --reprendre pour finir.")
    counts[State.TO_DO] = len(drafts) - counts.total()
    return counts, stopped


def _account(entry: Entry) -> Account:
    return Account(entry.nom, entry.findings, missing_by_party(entry.missing))


def _tell_lists(account: Account) -> None:
    for line in (*missing_lines(account), *reserve_lines(account)):
        tell(line)


def _essentials(rapport: Rapport) -> Iterator[str]:
    """How much there is to say of the contracts and of the programmation, and the sorts of warnings."""
    every = tally(chain([Account("", rapport.findings)], (_account(line.entry) for line in rapport.lines)))
    yield f"{plural(len(rapport.lines), 'contrat')} : {words_of(every)}"
    yield from (f"    {line}" for line in sorts_of(every))


def _projets(programme: Programme, year: int | None, told: Told) -> tuple[Sequence[Projet], Refused]:
    """The contracts to draft, and those whose description cannot be made."""
    refused: list[tuple[str, Sommaire, InputError]] = []

    def made() -> Iterator[Projet]:
        for one in projets(programme, year):
            if isinstance(one, Projet):
                yield one
            else:
                groupe, error = one
                told.report(error.findings)
                refused.append((groupe.nom, groupe.sommaire, error))

    return OnDisk(made()), refused


def _others(programme: Programme, drafts: Iterable[Projet]) -> Sequence[Projet]:
    """The contracts of the years that are not asked for."""
    asked = {projet.nom for projet in drafts}
    return OnDisk(made for made in projets(programme) if isinstance(made, Projet) and made.nom not in asked)


def _workforce(arguments: Namespace, programme: Programme, order: Order, drafts: Sequence[Projet]) -> Workforce:
    models = (programme.modele.nom,)
    if arguments.dask:
        return dask(arguments.dask, models, order, drafts)
    # A process costs half a second to start: a few contracts are sooner done in this one.
    asked = arguments.processus or (processors() if len(drafts) > _FEW else 1)
    return local(min(asked, max(len(drafts), 1)), models, order)


_FEW = 10


def _followed(entries: Iterator[Entry], total: int) -> Iterator[Entry]:
    """The same entries, with a bar and the time left where someone looks."""
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    screen = console(sys.stderr)
    with Progress(*columns, console=screen, transient=True, disable=not sys.stderr.isatty()) as progress:
        task = progress.add_task("Contrats", total=total)
        for entry in entries:
            progress.advance(task)
            yield entry
