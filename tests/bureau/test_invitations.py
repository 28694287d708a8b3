"""Somebody without an account opens one dossier by a link, until it expires or is taken back."""

from __future__ import annotations

import re
from datetime import timedelta

from sqlalchemy import select, update
from starlette.testclient import TestClient

from engine.bureau.access.sessions import hashed
from engine.bureau.storage.tables import evenements, invitations, now, seances
from tests.bureau.conftest import Desk

WHO = {
    "nom": "Jeanne Exemple",
    "courriel": "jeanne@exemple.fr",
    "partie": "gestionnaire",
    "remet": "oui",
    "jours": "30",
}


def _link(client: TestClient, dossier: str, **said: str) -> str:
    """The link of a new invitation, as the page shows it once."""
    answer = client.post(f"/dossiers/{dossier}/invitations", data={**WHO, **said})
    assert answer.status_code == 200, answer.text
    return _shown(answer.text)


def _shown(page: str) -> str:
    found = re.search(r'value="http://127.0.0.1:8000(/invitation/[^"]+)"', page)
    assert found
    return found[1]


def _open(desk: Desk, link: str) -> TestClient:
    """A browser that opens a link, and presses its button."""
    browser = desk.client()
    page = browser.get(link)
    assert page.status_code == 200, page.text
    return press(browser, page.text, "/invitation", secret=link.rpartition("/")[2])


def press(browser: TestClient, page: str, address: str, **fields: str) -> TestClient:
    """Send the form of a page, as a browser that runs no script."""
    token = re.search(r'name="csrf" value="([^"]+)"', page)
    assert token
    answer = browser.post(address, data={"csrf": token[1], **fields})
    assert answer.status_code == 303, answer.text
    return browser


def test_a_link_opens_its_dossier_and_no_other(desk: Desk) -> None:
    mine, other = desk.dossier(), desk.dossier(title="Autre association")
    guest = _open(desk, _link(desk.officer(), mine))
    assert guest.get("/").headers["location"] == f"/dossiers/{mine}"
    assert "Association Exemple" in guest.get(f"/dossiers/{mine}").text
    assert guest.get(f"/dossiers/{other}").status_code == 404
    assert guest.get("/dossiers").status_code == 403


def test_programs_that_open_the_links_of_a_mail_consume_nothing(desk: Desk) -> None:
    link = _link(desk.officer(), desk.dossier())
    scanner = desk.client()
    for _ in range(3):
        assert scanner.get(link).status_code == 200
    assert scanner.head(link).status_code == 200
    assert "cpom_seance" not in scanner.cookies
    with desk.base.connect() as db:
        assert db.execute(select(seances).where(seances.c.invitation.is_not(None))).first() is None
        assert db.execute(select(invitations.c.vue_le)).scalar() is None
    _open(desk, link)
    _open(desk, link)  # any day, any browser, until it expires


def test_the_secret_of_a_link_is_kept_nowhere_and_leads_nowhere_else(desk: Desk) -> None:
    link = _link(desk.officer(), desk.dossier())
    secret = link.rpartition("/")[2]
    page = desk.client().get(link)
    assert page.headers["referrer-policy"] == "no-referrer"
    assert page.headers["cache-control"] == "no-store"
    with desk.base.connect() as db:
        kept = db.execute(select(invitations)).mappings().one()
    assert secret not in str(dict(kept))
    assert kept["empreinte"] == hashed(secret)


def test_a_link_that_is_made_up_expired_or_taken_back_opens_nothing(desk: Desk) -> None:
    officer, dossier = desk.officer(), desk.dossier()
    link = _link(officer, dossier)
    guest = _open(desk, link)
    assert desk.client().get(f"{link[:-1]}{'a' if link[-1] != 'a' else 'b'}").status_code == 404
    with desk.base.begin() as db:
        db.execute(update(invitations).values(expire_le=now() - timedelta(minutes=1)))
    refused = desk.client().get(link)
    assert refused.status_code == 404
    assert "demandez un nouveau lien" in refused.text
    assert guest.get(f"/dossiers/{dossier}").status_code == 401
    with desk.base.begin() as db:
        db.execute(update(invitations).values(expire_le=now() + timedelta(days=1)))
    assert guest.get(f"/dossiers/{dossier}").status_code == 200
    name = _name(desk)
    assert officer.post(f"/dossiers/{dossier}/invitations/{name}/retirer").status_code == 303
    assert guest.get(f"/dossiers/{dossier}").status_code == 401
    assert desk.client().get(link).status_code == 404
    assert "retirée" in officer.get(f"/dossiers/{dossier}/invitations").text


def test_a_new_link_replaces_the_one_that_was_lost(desk: Desk) -> None:
    officer, dossier = desk.officer(), desk.dossier()
    lost = _link(officer, dossier)
    guest = _open(desk, lost)
    page = officer.post(f"/dossiers/{dossier}/invitations/{_name(desk)}/lien").text
    assert desk.client().get(lost).status_code == 404
    assert guest.get(f"/dossiers/{dossier}").status_code == 401
    _open(desk, _shown(page))


def test_a_guest_invites_a_colleague_who_does_not_hand_in(desk: Desk) -> None:
    officer, dossier = desk.officer(), desk.dossier()
    guest = _open(desk, _link(officer, dossier, jours="10"))
    guest.headers["x-csrf"] = _token(guest, f"/dossiers/{dossier}")
    link = _link(guest, dossier, nom="Paul Exemple", partie="", remet="oui", jours="300")
    with desk.base.connect() as db:
        child = db.execute(select(invitations).where(invitations.c.nom == "Paul Exemple")).mappings().one()
        parent = db.execute(select(invitations).where(invitations.c.nom == "Jeanne Exemple")).mappings().one()
    assert (child["partie"], child["peut_remettre"], child["parente"]) == ("gestionnaire", False, parent["id"])
    assert child["expire_le"] == parent["expire_le"]
    colleague = _open(desk, link)
    assert colleague.get(f"/dossiers/{dossier}").status_code == 200
    assert colleague.get(f"/dossiers/{dossier}/invitations").status_code == 403
    assert "Paul Exemple" in officer.get(f"/dossiers/{dossier}/invitations").text
    # Taken back with whoever invited them.
    officer.post(f"/dossiers/{dossier}/invitations/{parent['id']}/retirer")
    assert colleague.get(f"/dossiers/{dossier}").status_code == 401


def test_a_guest_sees_and_takes_back_only_those_they_invited(desk: Desk) -> None:
    officer, dossier = desk.officer(), desk.dossier()
    _link(officer, dossier, nom="Autre Exemple")
    other = _name(desk)
    guest = _open(desk, _link(officer, dossier))
    guest.headers["x-csrf"] = _token(guest, f"/dossiers/{dossier}")
    assert "Autre Exemple" not in guest.get(f"/dossiers/{dossier}/invitations").text
    for what in ("retirer", "lien"):
        assert guest.post(f"/dossiers/{dossier}/invitations/{other}/{what}").status_code == 404
    _link(guest, dossier, nom="Paul Exemple")
    child = _name(desk, "Paul Exemple")
    assert officer.post(f"/dossiers/{dossier}/invitations/{child}/retirer").status_code == 303
    assert guest.post(f"/dossiers/{dossier}/invitations/{child}/lien").status_code == 403


def test_what_is_wrong_in_the_form_is_said_at_its_field(desk: Desk) -> None:
    answer = desk.officer().post(
        f"/dossiers/{desk.dossier()}/invitations", data={"nom": "", "courriel": "a@", "partie": "x", "jours": "9999"}
    )
    assert answer.status_code == 422
    for said in ("Dites qui vous invitez", "n’est pas complète", "Choisissez de qui", "de 1 à 400"):
        assert said in answer.text
    assert answer.text.count('aria-invalid="true"') == 4


def test_the_text_to_send_says_what_to_do(desk: Desk) -> None:
    answer = desk.officer().post(f"/dossiers/{desk.dossier(title='L’Île & Cie')}/invitations", data=WHO)
    assert "Vous êtes invité à compléter le contrat « L’Île &amp; Cie »" in answer.text
    assert "mailto:jeanne%40exemple.fr?subject=Contrat%20" in answer.text
    assert "jusqu’au" in answer.text
    with desk.base.connect() as db:
        assert db.execute(select(evenements.c.quoi)).scalars().all() == ["invitation"]


def test_another_site_opens_no_link_in_somebody_s_browser(desk: Desk) -> None:
    link = _link(desk.officer(), desk.dossier())
    browser = desk.client()
    secret = link.rpartition("/")[2]
    assert browser.post("/invitation", data={"secret": secret}).status_code == 403
    page = browser.get(link).text
    token = re.search(r'name="csrf" value="([^"]+)"', page)
    assert token
    from_elsewhere = {"sec-fetch-site": "cross-site"}
    answer = browser.post("/invitation", data={"secret": secret, "csrf": token[1]}, headers=from_elsewhere)
    assert answer.status_code == 403


def _name(desk: Desk, nom: str = "") -> str:
    with desk.base.connect() as db:
        asked = select(invitations.c.id).order_by(invitations.c.creee_le.desc())
        return str(db.execute(asked.where(invitations.c.nom == nom) if nom else asked).scalars().first())


def _token(browser: TestClient, address: str) -> str:
    found = re.search(r'name="csrf" content="([^"]+)"', browser.get(address).text)
    assert found
    return found[1]
