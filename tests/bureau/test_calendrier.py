"""The calendar of every dossier, and the secret address that a diary reads."""

from __future__ import annotations

import re
from datetime import date

import pytest
from icalendar import Calendar
from sqlalchemy import insert, select, update

import cpom
from engine.bureau.dossiers.creating import New, created
from engine.bureau.states.journal import Next, State, appended
from engine.bureau.storage.tables import comptes, jetons, programmations
from tests.bureau.conftest import EXEMPLES, OFFICER, Desk


@pytest.fixture
def two(desk: Desk) -> dict[str, str]:
    """A dossier of a programmation, and one of none, which both take effect on 1 January 2027."""
    with desk.base.begin() as db:
        db.execute(insert(programmations).values(id="p1", titre="Programmation d’essai", cree_par="Camille Exemple"))
    text = (EXEMPLES / "saad-habilite.yaml").read_text(encoding="utf-8")
    text = re.sub(r"^effet: .*$", "effet: 2027-01-01", text, flags=re.MULTILINE)
    made = {}
    for title, of in (("Association Une", "p1"), ("Association Deux", "")):
        new = New(title, text, programmation=of, contrat=f"2027/{title}" if of else "")
        made[title] = created(desk.base, desk.settings, new, OFFICER, date.today())
    return made


def _shown(page: str) -> set[str]:
    return set(re.findall(r'<td><a href="/dossiers/\w+">([^<]+)</a>', page))


def test_the_deadlines_of_every_dossier_are_on_one_page(desk: Desk, two: dict[str, str]) -> None:
    officer = desk.officer()
    page = officer.get("/calendrier?du=2026-12-01").text
    assert _shown(page) == set(two)
    assert "1er janvier 2027" in page.replace("\xa0", " ")
    assert "prise d’effet du contrat" in page


def test_they_are_narrowed_to_a_programmation_a_period_and_whoever_acts(desk: Desk, two: dict[str, str]) -> None:
    officer = desk.officer()
    assert _shown(officer.get("/calendrier?du=2026-12-01&programmation=p1").text) == {"Association Une"}
    assert _shown(officer.get("/calendrier?du=2027-01-01&au=2027-01-01").text) == set(two)
    assert _shown(officer.get("/calendrier?du=1999-01-01&au=1999-12-31").text) == set()
    assert _shown(officer.get("/calendrier?qui=personne").text) == set()
    all_of_them = officer.get("/calendrier?du=").text
    who = re.findall(r'<option value="(la partie [^"]+)"', all_of_them)
    theirs = officer.get("/calendrier", params={"qui": who[0], "du": ""}).text
    assert _shown(theirs) == set(two)
    assert "prise d’effet du contrat" not in theirs


def test_a_state_takes_the_place_of_the_deadlines_of_the_one_before(desk: Desk, two: dict[str, str]) -> None:
    def later(last: State) -> Next:
        read = cpom.lire(last.texte).avec({"effet": "2028-01-01"})
        return Next(read, "reponses", [])

    appended(desk.base, two["Association Deux"], later, OFFICER)
    page = desk.officer().get("/calendrier?du=2027-01-01&au=2027-01-01").text
    assert _shown(page) == {"Association Une"}


def _subscribe(desk: Desk, **of: str) -> tuple[str, str]:
    """The path of a new subscription, and the account that made it."""
    account = desk.account("redacteur")
    page = desk.client(compte=account).post("/calendrier/abonnements", data=of).text
    found = re.search(r'value="http://127.0.0.1:8000(/agenda/[^"]+)"', page)
    assert found
    return found[1].replace("&amp;", "&"), account


def test_a_diary_subscribes_by_a_secret_address(desk: Desk, two: dict[str, str]) -> None:
    address, _ = _subscribe(desk)
    answer = desk.client().get(address)
    assert answer.headers["content-type"].startswith("text/calendar")
    events = Calendar.from_ical(answer.content).walk("VEVENT")
    assert {str(one["summary"]).split("\xa0")[0] for one in events} == set(two)
    assert len({str(one["uid"]) for one in events}) == len(events)
    narrowed, _ = _subscribe(desk, programmation="p1")
    events = Calendar.from_ical(desk.client().get(narrowed).content).walk("VEVENT")
    assert {str(one["summary"]).split("\xa0")[0] for one in events} == {"Association Une"}


def test_the_secret_is_kept_nowhere_and_taken_back(desk: Desk, two: dict[str, str]) -> None:
    address, account = _subscribe(desk)
    with desk.base.begin() as db:
        row = db.execute(select(jetons)).one()
    assert address.split("/")[-1].removesuffix(".ics") not in map(str, row)
    other = desk.officer()
    other.post(f"/calendrier/abonnements/{row.id}/fin")
    assert desk.client().get(address).status_code == 200  # it is not theirs
    desk.client(compte=account).post(f"/calendrier/abonnements/{row.id}/fin")
    assert desk.client().get(address).status_code == 404


def test_an_account_that_is_closed_reads_nothing_more(desk: Desk) -> None:
    address, account = _subscribe(desk)
    with desk.base.begin() as db:
        db.execute(update(comptes).where(comptes.c.id == account).values(actif=False))
    assert desk.client().get(address).status_code == 404
    assert desk.client().get("/agenda/inconnu.ics").status_code == 404


def test_a_guest_has_no_calendar(desk: Desk, two: dict[str, str]) -> None:
    guest = desk.guest(two["Association Une"])
    assert guest.get("/calendrier").status_code == 403
    assert guest.post("/calendrier/abonnements").status_code == 403
