"""The pages of the desk that list everything, with fifty dossiers in the base, then five thousand."""

from __future__ import annotations

import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from pathlib import Path

from sqlalchemy import insert, select
from starlette.testclient import TestClient

from engine.bureau.access.rights import REDACTEUR, Visitor
from engine.bureau.access.sessions import cookie_name, opened
from engine.bureau.app import make_app
from engine.bureau.dossiers.creating import New, created
from engine.bureau.settings import Settings
from engine.bureau.storage.connect import connect
from engine.bureau.storage.tables import comptes, dossiers, echeances, now, programmations
from tests.benchmarks.timing import in_turn

FEW, MANY, RUNS = 50, 5_000, 30
PAGES = {
    "programmation": "/programmations/p1?tri=modifie",
    "programmation, à qui manque": "/programmations/p1?manque=le+gestionnaire",
    "programmation, par échéance": "/programmations/p1?tri=echeance",
    "dossiers": "/dossiers",
    "calendrier": "/calendrier?du=2026-01-01",
}
_EXAMPLE = Path("data/exemples/saad-habilite.yaml")


def tables() -> None:
    """Tell how much longer each page takes with a hundred times as many dossiers."""
    with tempfile.TemporaryDirectory() as folder, _desk(Path(folder), FEW) as few, _desk(Path(folder), MANY) as many:
        for title, address in PAGES.items():
            pair = in_turn(_page(many, address), _page(few, address), RUNS, warmup=3, clock=time.process_time)
            growth = statistics.median(own / other for own, other in zip(pair.ours, pair.peers, strict=True)) - 1
            print(f"{pair.line(f'{title}, {MANY} dossiers', f'{FEW} dossiers')}   croissance {growth:+.0%}")


def _page(browser: TestClient, address: str) -> Callable[[], object]:
    def ask() -> None:
        assert browser.get(address).status_code == 200

    return ask


@contextmanager
def _desk(folder: Path, count: int) -> Iterator[TestClient]:
    """The browser of an officer on a desk of so many dossiers, all of one programmation."""
    settings = Settings(base=f"sqlite:///{folder / f'{count}.db'}", taches=0)
    base = connect(settings.base)
    app = make_app(settings, base)
    visitor = Visitor(REDACTEUR, "Camille Exemple", "compte:essai")
    with base.begin() as db:
        db.execute(insert(programmations).values(id="p1", titre="Programmation d’essai", cree_par=visitor.nom))
        account = {"id": "essai", "courriel": "camille@exemple.fr", "nom": visitor.nom, "role": REDACTEUR}
        db.execute(insert(comptes).values(account))
    model = New("Association Exemple", _EXAMPLE.read_text(encoding="utf-8"), programmation="p1", contrat="2026/000")
    name = created(base, settings, model, visitor, date.today())
    with base.begin() as db:
        row = db.execute(select(dossiers).where(dossiers.c.id == name)).mappings().one()
        days = db.execute(select(echeances).where(echeances.c.dossier == name)).mappings().all()
        for rank in range(1, count):
            new = {"id": f"d{rank}", "titre": f"Association Exemple {rank}", "contrat": f"{2026 + rank % 5}/{rank}"}
            moment = now() - timedelta(minutes=rank)
            db.execute(insert(dossiers).values({**row, **new, "cherche": new["titre"].lower(), "modifie_le": moment}))
            shift = timedelta(days=rank % 300)
            db.execute(insert(echeances), [{**one, "dossier": new["id"], "jour": one["jour"] + shift} for one in days])
        secret = opened(db, compte="essai")
    with TestClient(app) as browser:
        browser.cookies.set(cookie_name(settings), secret)
        yield browser
    base.dispose()
