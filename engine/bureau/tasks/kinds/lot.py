"""The documents of the contracts of a programmation, in one run: the workers, the journal, the reports of `cpom lot`.

What is done is in a folder that outlives the process: a task that is taken again drafts the rest.
"""

from __future__ import annotations

import os
import shutil
import tempfile
import time
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from datetime import date
from itertools import groupby
from pathlib import Path

from sqlalchemy import delete, select

import cpom
from engine.bureau.libraries import current, library
from engine.bureau.programmations.batches import ARCHIVE, KEPT
from engine.bureau.storage.connect import writing
from engine.bureau.storage.tables import fichiers
from engine.bureau.tasks.kinds.lot_contracts import Contract, contracts
from engine.bureau.tasks.kinds.lot_report import told
from engine.bureau.tasks.kinds.reporting import kept_report
from engine.bureau.tasks.task import LostError, RefusedError, Task
from engine.definitif import Final
from engine.errors import InputError
from engine.libraries.ouverture import provenance
from engine.lot import executors
from engine.lot.journal import Entry
from engine.lot.outcome import Order
from engine.lot.reports import remove_reports, write_reports
from engine.lot.reports.line import Line
from engine.lot.reports.rapport import Rapport
from engine.lot.run import run as run_batch
from engine.lot.verrou import alone_in

_FEW = 10
_LARGEST = 900_000_000
_FORGOTTEN = 7 * 24 * 3600
_HIDDEN = ("cpom-journal.jsonl", "cpom-lot.verrou")


def run(task: Task) -> None:
    """Draft them: `formats`, `dossiers`, `definitif`, `avec_reserves`, `moteur`; `travail` names the folder of the run.

    Raises:
        RefusedError: where the run cannot go on, or the archive would be too large.
    """
    root = _root(task)
    folder, beside = root / "sortie", root / "fichiers"
    with _alone(folder), _refusing():
        beside.mkdir(parents=True, exist_ok=True)
        remove_reports(folder)
        asked = contracts(task, task.arguments["dossiers"], beside)
        made, orders = _drafted(task, asked, folder)
        write_reports(_rapport(task, asked, made, orders), folder)
        archive = _packed(folder, root / "lot.zip")
    kept = task.keep(f"{task.arguments['titre']}.zip", archive, ARCHIVE)
    report = told(asked, made, task.arguments, f"/taches/{task.id}/fichiers/{kept}")
    task.lead_to(kept_report(task, "lot", report), "Voir le compte rendu")
    _drop(task)
    shutil.rmtree(root, ignore_errors=True)
    task.say(" ; ".join(f"{state} : {count}" for state, count in report["comptes"].items()) + ".")


def _drafted(task: Task, asked: Sequence[Contract], folder: Path) -> tuple[dict[str, Entry], list[Order]]:
    """What came of each contract, by its name: those of a library, then those of the next one."""
    made: dict[str, Entry] = {}
    orders = []
    for name, several in groupby(sorted(asked, key=lambda one: one.bibliotheque), key=lambda one: one.bibliotheque):
        group = list(several)
        order = _order(task, name)
        orders.append(order)
        projets, workforce = [one.projet for one in group], _workforce(task, group, order)
        for entry in run_batch(projets, order, workforce, folder, resume=True):
            made[entry.nom] = entry
            task.say(f"{entry.nom} : {entry.state}.", len(made), len(asked))
    return made, orders


def _order(task: Task, name: str) -> Order:
    wanted = task.arguments
    today, _ = current(task.base, task.settings)
    of = cpom.Bibliotheque(*task.settings.folders) if name == today else library(task.base, name)
    final = Final(wanted.get("definitif", False), wanted.get("avec_reserves", False))
    formats, engine = tuple(wanted["formats"]), wanted.get("moteur", "weasyprint")
    return Order(formats, date.fromisoformat(wanted["jour"]), engine, final, provenance(of._lue))


def _workforce(task: Task, group: Sequence[Contract], order: Order) -> executors.Workforce:
    models = tuple({one.modele for one in group})
    if task.settings.dask:
        return executors.dask(task.settings.dask, models, order, [one.projet for one in group])
    return executors.local(executors.processors() if len(group) > _FEW else 1, models, order)


def _rapport(task: Task, asked: Sequence[Contract], made: Mapping[str, Entry], orders: Sequence[Order]) -> Rapport:
    lines = tuple(_line(one, made[one.projet.nom]) for one in asked if one.projet.nom in made)
    day = date.fromisoformat(task.arguments["jour"])
    last = orders[-1]
    return Rapport(task.arguments["titre"], lines, (), last, day, dated=False, bibliotheque=last.bibliotheque.ouverte())


def _line(one: Contract, entry: Entry) -> Line:
    year = one.projet.nom[:4]
    return Line(
        int(year) if year.isdecimal() else None,
        str(entry.facts.get("departement", "")),
        str(entry.facts.get("gestionnaire", "")) or one.titre,
        one.projet.texte.count("\n- finess:") + one.projet.texte.count("\n  finess:"),
        entry,
    )


def _packed(folder: Path, into: Path) -> bytes:
    with zipfile.ZipFile(into, "w", zipfile.ZIP_DEFLATED) as archive:
        for file in sorted(one for one in folder.rglob("*") if one.is_file() and one.name not in _HIDDEN):
            archive.write(file, file.relative_to(folder))
    if into.stat().st_size > _LARGEST:
        raise RefusedError("L’archive dépasse 900 Mo. Demandez moins de formats, ou une année à la fois.")
    return into.read_bytes()


def _drop(task: Task) -> None:
    """Keep the archives of the last batches alone; their reports stay."""
    theirs = fichiers.c.programmation == task.programmation, fichiers.c.nature == ARCHIVE
    last = select(fichiers.c.id).where(*theirs).order_by(fichiers.c.recu_le.desc()).limit(KEPT)
    with writing(task.base) as db:
        names = db.execute(last).scalars().all()
        db.execute(delete(fichiers).where(*theirs, fichiers.c.id.not_in(names)))


def _root(task: Task) -> Path:
    """The folder of this batch, ours alone; those that nobody took up again are removed."""
    user = os.getuid() if hasattr(os, "getuid") else 0
    home = Path(task.settings.travail or Path(tempfile.gettempdir()) / f"cpom-bureau-{user}")
    home.mkdir(mode=0o700, parents=True, exist_ok=True)
    if not task.settings.travail and (home.is_symlink() or home.stat().st_uid != user):
        raise RefusedError(f"{home} appartient à un autre. Qui administre le bureau doit dire CPOM_BUREAU_TRAVAIL.")
    for one in home.iterdir():
        with suppress(OSError):
            if time.time() - one.stat().st_mtime > _FORGOTTEN:
                shutil.rmtree(one, ignore_errors=True)
    root = home / str(task.arguments["travail"])
    root.mkdir(mode=0o700, exist_ok=True)
    os.utime(root)
    return root


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """Hold the folder of the run: a process that is still ending holds it for a moment."""
    try:
        with alone_in(folder):
            yield
    except InputError as error:
        if any(one.code == "dossier-occupe" for one in error.findings):
            raise LostError("busy") from None
        raise


@contextmanager
def _refusing() -> Iterator[None]:
    try:
        yield
    except InputError as error:
        raise RefusedError("\n".join(f"{one.message} {one.hint}".strip() for one in error.findings)) from None
