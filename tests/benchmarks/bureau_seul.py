"""What the desk costs its server: the CPU of a save with its preview, and of the tables of thousands of dossiers."""

from __future__ import annotations

import os
import statistics
import tempfile
import time
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Table, insert, select

import cpom
from engine.bureau.access.rights import REDACTEUR
from engine.bureau.app import make_app
from engine.bureau.settings import Settings
from engine.bureau.storage.connect import connect
from engine.bureau.storage.tables import dossiers, echeances, etats, programmations
from tests.benchmarks.bureau import FACT, LONGEST, SHOWN
from tests.bureau.conftest import EXEMPLES, Desk
from tests.bureau.serveur import Server, serving
from tests.bureau.visiteurs import filler, visitor

SAVES, PAGES, TURNS = 40, 20, 5
FEW, MANY = 50, 5000
"""How many dossiers: a page of the table, and a hundred."""


@dataclass(frozen=True)
class Served:
    """A desk that is served by one process, with one dossier of the longest contract at first."""

    desk: Desk
    server: Server
    dossier: str

    def cpu(self, action: Callable[[], object], times: int) -> float:
        """Seconds of CPU that the server spends on each of these."""
        before = _spent(self.server.process.pid)
        for _ in range(times):
            action()
        return (_spent(self.server.process.pid) - before) / times


def one_save() -> None:
    """A save and its preview on the longest contract, beside reading, checking and drawing that contract once."""
    with ExitStack() as stack:
        served = _served(stack)
        one = filler(served.desk, served.dossier, compte=served.desk.account(REDACTEUR))
        stack.enter_context(one.client)
        shown, pieces, count = SHOWN, one.sees({}), 0

        def save() -> None:
            nonlocal shown, pieces, count
            count += 1
            now = f"{count} rue de l’Exemple, 35000 Rennes"
            assert FACT in one.answers(FACT, shown, now)["enregistre"]
            shown, pieces = now, one.sees(pieces)

        save()
        pairs = [(served.cpu(save, SAVES // TURNS), _drawn()) for _ in range(TURNS)]
    own, alone = (statistics.median(column) * 1000 for column in zip(*pairs, strict=True))
    ratio = statistics.median(one / other for one, other in pairs)
    print(
        f"bureau, une réponse et son aperçu ({LONGEST})   {own:.0f} ms de CPU   "
        f"rapport au contrat lu, vérifié et dessiné une fois ({alone:.0f} ms) {ratio:.2f}"
    )


def many_dossiers() -> None:
    """The tables of all the dossiers and of a programmation: many of them beside a page of them."""
    with ExitStack() as stack:
        few, many = (_table(stack, count) for count in (FEW, MANY))
        for title, at in (("tous les dossiers", 0), ("une programmation", 1)):
            few[at](), many[at]()
            pairs = [(few[at](), many[at]()) for _ in range(TURNS)]
            own = statistics.median(column[1] for column in pairs) * 1000
            ratio = statistics.median(large / small for small, large in pairs)
            print(f"bureau, {title} : {MANY} dossiers   {own:.1f} ms de CPU   rapport à {FEW} dossiers {ratio:.2f}")


def _drawn() -> float:
    """Seconds of CPU to read the longest contract, check it and draw it, in this process, once warm."""
    text = (EXEMPLES / f"{LONGEST}.yaml").read_text(encoding="utf-8")
    cpom.passages(cpom.lire(text, jour=date(2026, 2, 1)))
    spent = []
    for count in range(3):
        before = time.process_time()
        made = cpom.lire(f"{text}# {count}\n", jour=date(2026, 2, 1))
        _ = made.constats, made.manquants, cpom.passages(made)
        spent.append(time.process_time() - before)
    return statistics.median(spent)


def _table(stack: ExitStack, count: int) -> tuple[Callable[[], float], Callable[[], float]]:
    """The CPU of the table of all the dossiers of a desk, and of that of its programmation, which holds them all."""
    served = _served(stack)
    one = filler(served.desk, served.dossier, compte=served.desk.account(REDACTEUR))
    with one.client:
        one.answers(FACT, SHOWN, "1 rue de l’Exemple, 35000 Rennes")
    with served.desk.base.begin() as db:
        db.execute(insert(programmations).values(id="p", titre="Programmation Exemple", cree_par="Camille Exemple"))
        _copied(db, served.dossier, count)
    client = stack.enter_context(visitor(served.desk, compte=served.desk.account(REDACTEUR)))

    def asked(address: str) -> Callable[[], float]:
        def page() -> None:
            answer = client.get(address, headers={"Accept": "text/html"})
            answer.raise_for_status()
            assert answer.text.count("Association Exemple ") >= FEW - 1  # the one that was copied may be among them

        return lambda: served.cpu(page, PAGES)

    return asked("/dossiers"), asked("/programmations/p")


def _copied(db: Connection, dossier: str, count: int) -> None:
    """The same dossier as many times, in a programmation, with its states and its deadlines."""
    theirs = [(table, _rows(db, table, dossier, "dossier")) for table in (etats, echeances)]
    (about,) = _rows(db, dossiers, dossier, "id")
    for at in range(count):
        name = f"copie{at}"
        own: dict[str, Any] = {
            "titre": f"Association Exemple {at}",
            "programmation": "p",
            "contrat": f"{2024 + at % 5}/{at:05}",
        }
        moment = about["modifie_le"] - timedelta(seconds=at)
        own |= {"id": name, "cherche": own["titre"].casefold(), "modifie_le": moment}
        db.execute(insert(dossiers).values(**about | own))
        for table, rows in theirs:
            db.execute(insert(table), [row | {"dossier": name} for row in rows])


def _rows(db: Connection, table: Table, dossier: str, key: str) -> list[dict[str, Any]]:
    return [dict(row) for row in db.execute(select(table).where(table.c[key] == dossier)).mappings()]


def _served(stack: ExitStack) -> Served:
    folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
    settings = Settings(base=f"sqlite:///{folder}/bureau.db", taches=0)
    base = connect(settings.base)
    stack.callback(base.dispose)
    desk = Desk(make_app(settings, base), base, settings)
    dossier = desk.dossier(LONGEST)
    server = stack.enter_context(serving(settings, folder))
    return Served(Desk(desk.app, base, server.settings), server, dossier)


def _spent(process: int) -> float:
    """Seconds of CPU of a process so far, its own threads together."""
    said = Path(f"/proc/{process}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
    return (int(said[11]) + int(said[12])) / os.sysconf("SC_CLK_TCK")
