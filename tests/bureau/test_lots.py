"""The documents of a whole programmation in one run, taken up again where it was cut short."""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import insert, select
from starlette.testclient import TestClient

from engine.bureau.dossiers.creating import New, created
from engine.bureau.storage.connect import reading
from engine.bureau.storage.tables import fichiers, programmations, taches
from engine.bureau.tasks.kinds import lot
from engine.lot.outcome import State
from engine.lot.run import run as run_batch
from tests.bureau.conftest import EXEMPLES, OFFICER, Desk


@pytest.fixture
def home(desk: Desk, tmp_path: Path) -> str:
    """The page of a programmation of three contracts, one of which has an error."""
    desk.settings = replace(desk.settings, travail=str(tmp_path / "travail"))
    with desk.base.begin() as db:
        db.execute(insert(programmations).values(id="p1", titre="Programmation d’essai", cree_par="Camille Exemple"))
    for name, example in (("2026/35-une", "saad-habilite"), ("2026/35-deux", "saad-mixte"), ("2027/35-trois", "")):
        text = (
            (EXEMPLES / f"{example}.yaml").read_text(encoding="utf-8") if example else "modele: saad\nduree: 12 lunes\n"
        )
        new = New(f"Association {name[8:]}", text, programmation="p1", contrat=name)
        created(desk.base, desk.settings, new, OFFICER, date.today())
    return "/programmations/p1"


def _ask(desk: Desk, officer: TestClient, home: str, **said: str) -> str:
    answer = officer.post(f"{home}/lots", data={"format": "txt", **said})
    assert answer.status_code == 303, answer.text
    return answer.headers["location"]


def _archive(officer: TestClient, report: str) -> zipfile.ZipFile:
    link = re.search(r'href="(/taches/\w+/fichiers/\w+)"', report)
    assert link
    return zipfile.ZipFile(io.BytesIO(officer.get(link[1]).content))


def _report(officer: TestClient, task: str) -> str:
    link = re.search(r'href="(/programmations/p1/rapports/\w+)"', officer.get(task).text)
    assert link, officer.get(task).text
    return officer.get(link[1]).text


def test_every_contract_is_written_and_told(desk: Desk, home: str) -> None:
    officer = desk.officer()
    task = _ask(desk, officer, home)
    desk.work()
    report = _report(officer, task)
    assert "écrit : 2" in report
    assert "à corriger : 1" in report
    assert "12 lunes" in report
    archive = _archive(officer, report)
    assert {"2026/35-une.txt", "2026/35-deux.txt", "2026/35-une.yaml", "rapport.html", "echeances.ics"} <= set(
        archive.namelist()
    )
    assert not [one for one in archive.namelist() if "journal" in one or "verrou" in one]
    assert "Article 1" in archive.read("2026/35-une.txt").decode()
    assert "Lot du" in officer.get(f"{home}/lots").text
    assert not [*Path(desk.settings.travail).iterdir()]


def test_a_batch_of_a_year_takes_no_other(desk: Desk, home: str) -> None:
    officer = desk.officer()
    task = _ask(desk, officer, home, annee="2026")
    desk.work()
    assert "trois" not in _report(officer, task)


def test_a_batch_that_was_cut_short_drafts_the_rest(desk: Desk, home: str, monkeypatch: pytest.MonkeyPatch) -> None:
    officer = desk.officer()
    task = _ask(desk, officer, home)
    written = run_batch

    def cut_short(*said: object, **more: object) -> object:
        for entry in written(*said, **more):  # type: ignore[arg-type]
            yield entry
            raise KeyboardInterrupt  # the process ends here, whatever ends it

    with monkeypatch.context() as patched:
        patched.setattr(lot, "run_batch", cut_short)
        with pytest.raises(KeyboardInterrupt):
            desk.work()
    with desk.base.begin() as db:
        db.execute(taches.update().values(situation="attente"))
    again: list[State] = []

    def seen(*said: object, **more: object) -> object:
        for entry in run_batch(*said, **more):  # type: ignore[arg-type]
            again.append(entry.state)
            yield entry

    monkeypatch.setattr(lot, "run_batch", seen)
    desk.work()
    report = _report(officer, task)
    assert sorted(again) == sorted([State.UNCHANGED, State.WRITTEN, State.TO_FIX])
    assert "écrit : 2" in report
    assert "2026/35-deux.txt" in _archive(officer, report).namelist()


@pytest.mark.parametrize(
    ("said", "why"), [({"format": "exe"}, "au moins un format"), ({"annee": "1999"}, "Aucun contrat")]
)
def test_a_batch_of_nothing_is_refused(desk: Desk, home: str, said: dict[str, str], why: str) -> None:
    answer = desk.officer().post(f"{home}/lots", data={"format": "txt", **said})
    assert answer.status_code == 422
    assert why in answer.text


def test_only_the_last_archives_are_kept(desk: Desk, home: str) -> None:
    officer = desk.officer()
    for _ in range(4):
        _ask(desk, officer, home, annee="2027")
        desk.work()
    with reading(desk.base) as db:
        kinds = [row.nature for row in db.execute(select(fichiers.c.nature))]
    assert (kinds.count("lot"), kinds.count("rapport")) == (3, 4)


def test_a_reader_sees_batches_and_asks_for_none(desk: Desk, home: str) -> None:
    reader = desk.reader()
    assert reader.get(f"{home}/lots").status_code == 200
    assert reader.post(f"{home}/lots", data={"format": "txt"}).status_code == 403
