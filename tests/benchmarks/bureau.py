"""Fifty people at the desk at once, on two processes and the longest contract: how long a save and its preview take."""

from __future__ import annotations

import statistics
import tempfile
import threading
import time
from dataclasses import dataclass, field
from pathlib import Path

import httpx2

from engine.bureau.access.rights import REDACTEUR
from engine.bureau.app import make_app
from engine.bureau.settings import Settings
from engine.bureau.states.journal import history
from engine.bureau.storage.connect import connect
from tests.bureau.conftest import Desk
from tests.bureau.serveur import serving
from tests.bureau.visiteurs import Filler, filler

LONGEST = "sad-ille-et-vilaine-association"
PEOPLE, PROCESSES = 50, 2
EVERY, LASTS = 5.0, 40.0
"""Seconds between two answers of somebody; seconds of the measure."""

FACT, SHOWN = "gestionnaire.adresse", "12 rue de l’Exemple"


@dataclass
class Told:
    """What people saw: seconds of each save with its preview, what was acknowledged, what was refused."""

    seconds: list[float] = field(default_factory=list)
    acknowledged: list[tuple[str, str]] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)


def filling() -> None:
    """One person, then fifty: each answers every five seconds, and sees the contract change."""
    with tempfile.TemporaryDirectory() as folder:
        settings = Settings(base=f"sqlite:///{folder}/bureau.db", taches=0)
        base = connect(settings.base)
        before = Desk(make_app(settings, base), base, settings)
        dossiers = [before.dossier(LONGEST, f"Association Exemple {at}") for at in range(PEOPLE + 1)]
        with serving(settings, Path(folder), PROCESSES) as server:
            desk = Desk(before.app, base, server.settings)
            alone = _measured(desk, dossiers[PEOPLE:], LASTS / 4, EVERY / 10)
            many = _measured(desk, dossiers[:PEOPLE], LASTS, EVERY)
        lost = _lost(desk, many)
        base.dispose()
    one, median = statistics.median(alone.seconds), statistics.median(many.seconds)
    late = statistics.quantiles(many.seconds, n=20)[-1]
    print(
        f"bureau, {PEOPLE} personnes, {len(many.seconds) / LASTS:.1f} réponses/s   médiane {median * 1000:.0f} ms   "
        f"95e centile {late * 1000:.0f} ms   rapport à une seule personne ({one * 1000:.0f} ms) {median / one:.1f}   "
        f"refusées {len(many.refused)}, perdues {lost} sur {len(many.acknowledged)}"
    )
    for why in sorted(set(many.refused)):
        print(f"  refusée : {why}")


def _measured(desk: Desk, dossiers: list[str], lasts: float, every: float) -> Told:
    told = Told()
    people = [filler(desk, one, compte=desk.account(REDACTEUR)) for one in dossiers]
    end = time.monotonic() + lasts
    threads = [
        threading.Thread(target=_works, args=(one, told, end, every, every * at / len(people)))
        for at, one in enumerate(people)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return told


def _works(one: Filler, told: Told, end: float, every: float, late: float) -> None:
    """Answer and look, again and again."""
    with one.client:
        pieces, shown, count = one.sees({}), SHOWN, 0
        time.sleep(late)
        while (start := time.monotonic()) < end:
            count += 1
            now = f"{count} rue de l’Exemple, 35000 Rennes"
            try:
                said = one.answers(FACT, shown, now)
                pieces = one.sees(pieces)
            except httpx2.HTTPError as error:
                told.refused.append(repr(error))
                continue
            told.seconds.append(time.monotonic() - start)
            if FACT in said["enregistre"]:
                told.acknowledged.append((one.dossier, now))
                shown = now
            else:
                told.refused.append(str(said))
            time.sleep(max(0.0, every - (time.monotonic() - start)))


def _lost(desk: Desk, told: Told) -> int:
    """How many answers were acknowledged, and are in no state."""
    kept: set[tuple[str, str]] = set()
    with desk.base.connect() as db:
        for dossier in {dossier for dossier, _ in told.acknowledged}:
            for state in history(db, dossier):
                kept.update((dossier, change["apres"]) for change in state.changements if "apres" in change)
    return len([one for one in told.acknowledged if one not in kept])
