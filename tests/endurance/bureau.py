"""The desk on a disk that fills up: who writes is told, no acknowledged answer is lost, and work goes on with room."""

from __future__ import annotations

import subprocess
from pathlib import Path

from httpx2 import HTTPStatusError

from engine.bureau.access.rights import REDACTEUR
from engine.bureau.app import make_app
from engine.bureau.settings import Settings
from engine.bureau.states.journal import history, is_whole
from engine.bureau.storage.connect import connect, reading
from tests.bureau.conftest import Desk
from tests.bureau.serveur import serving
from tests.bureau.visiteurs import Filler, filler
from tests.endurance.disques import mounted
from tests.endurance.outcome import Outcome

FACT, SAID = "gestionnaire.raison_sociale", "Centre intercommunal d’action sociale Exemple"
SMALL, LARGER = "size=2m", "remount,size=12m"
MOST = 3_000


def filling_up(folder: Path, _: int) -> Outcome:
    """Answer until the disk is full, then once more when it has room."""
    seen, place = Outcome(), folder / "disque"
    settings = Settings(base=f"sqlite:///{place}/bureau.db")
    with mounted(place, SMALL) as why:
        if why:
            return Outcome(impossible=why)
        with serving(settings, folder) as server:
            base = connect(settings.base)
            desk = Desk(make_app(server.settings, base), base, server.settings)
            dossier = desk.dossier()
            one = filler(desk, dossier, compte=desk.account(REDACTEUR))
            last, status, count = _until_refused(one)
            seen.expect(status == 507, f"après {count} réponses : code {status}")
            subprocess.run(["mount", "-o", LARGER, str(place)], check=True)
            seen.expect(_answered(one, last, "Nom d'après") == 200, "le bureau n'a pas repris, avec de la place")
            with reading(base) as db:
                states = history(db, dossier)
            said = [change.get("apres") for state in states for change in state.changements]
            seen.expect(is_whole(states), "des états se sont perdus")
            seen.expect(last in said and "Nom d'après" in said, "une réponse enregistrée s'est perdue")
            base.dispose()
        journal = server.journal.read_text(encoding="utf-8")
    seen.expect("ne peut plus être écrite" in journal, "le journal du serveur ne le dit pas")
    seen.expect("Traceback" not in journal, f"une trace dans le journal : {journal[-400:]}")
    seen.said = f"bureau : {count} réponses sur un disque de 2 Mo, puis une de plus avec de la place"
    return seen


def _until_refused(one: Filler) -> tuple[str, int, int]:
    """The last answer that was acknowledged, what the desk answered then, how many it took."""
    shown, status, count = SAID, 200, 0
    while status == 200 and count < MOST:
        count += 1
        now = f"Nom {count} " + "x" * 900
        status = _answered(one, shown, now)
        shown = now if status == 200 else shown
    return shown, status, count


def _answered(one: Filler, shown: str, now: str) -> int:
    try:
        return 200 if one.answers(FACT, shown, now)["enregistre"] == [FACT] else 409
    except HTTPStatusError as why:
        return why.response.status_code
