"""Accounts of the desk: a first way in, links that serve once, passwords, roles; attempts are counted."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import select, update
from starlette.testclient import TestClient

from engine.bureau.access import attempts
from engine.bureau.access.accounts import LastAdministratorError, changed, created, link_of
from engine.bureau.access.attempts import MOST, WINDOW
from engine.bureau.access.first import administrator_link, first_link, is_here
from engine.bureau.access.passwords import hash_of, is_right, wrong_with
from engine.bureau.access.rights import ADMINISTRATEUR, REDACTEUR
from engine.bureau.storage.tables import comptes, jetons, now, seances, tentatives
from engine.cli import main
from tests.bureau.conftest import Desk
from tests.bureau.test_invitations import press

WORD = "cheval agrafe pile bleue"


def _token(browser: TestClient, address: str) -> str:
    found = re.search(r'name="csrf" content="([^"]+)"', browser.get(address).text)
    assert found
    return found[1]


def _by_link(desk: Desk, address: str) -> TestClient:
    browser = desk.client()
    path = address.removeprefix(desk.settings.public_url)
    return press(browser, browser.get(path).text, "/connexion/lien", secret=path.rpartition("/")[2])


def _account(desk: Desk, role: str = REDACTEUR, mail: str = "camille@exemple.fr") -> str:
    with desk.base.begin() as db:
        name = created(db, mail, "Camille Exemple", role)
        db.execute(update(comptes).where(comptes.c.id == name).values(mot_de_passe=hash_of(WORD)))
    return name


def _sign_in(desk: Desk, password: str, mail: str = "camille@exemple.fr") -> tuple[TestClient, int, str]:
    browser = desk.client()
    token = _token(browser, "/connexion")
    answer = browser.post("/connexion", data={"csrf": token, "courriel": mail, "mot_de_passe": password})
    return browser, answer.status_code, answer.text


def test_a_new_desk_on_this_machine_gives_one_way_in(desk: Desk) -> None:
    address = first_link(desk.base, desk.settings)
    assert address.startswith("http://127.0.0.1:8000/connexion/lien/")
    assert first_link(desk.base, desk.settings) == ""
    browser = _by_link(desk, address)
    assert browser.get("/comptes").status_code == 200
    # It serves once, and whoever just looks at it does not consume it.
    path = address.removeprefix(desk.settings.public_url)
    other = desk.client()
    page = other.get(path).text
    token = re.search(r'name="csrf" value="([^"]+)"', page)
    assert token
    again = other.post("/connexion/lien", data={"csrf": token[1], "secret": path.rpartition("/")[2]})
    assert again.status_code == 404
    assert "demandez un nouveau lien" in again.text


def test_a_desk_that_others_reach_gives_none_by_itself(desk: Desk) -> None:
    open_to_others = replace(desk.settings, adresse="10.0.0.1:8000")
    assert first_link(desk.base, open_to_others) == ""
    address = administrator_link(desk.base, open_to_others, "chef@exemple.fr")
    assert _by_link(desk, address.replace("10.0.0.1", "127.0.0.1")).get("/comptes").status_code == 200


def test_whoever_has_the_server_gives_an_administrator_a_way_in(desk: Desk, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["bureau", "administrateur", "chef@exemple.fr", "--base", desk.settings.base]) == 0
    assert _by_link(desk, capsys.readouterr().out.strip()).get("/comptes").status_code == 200


@pytest.mark.parametrize(
    ("address", "here"),
    [
        ("127.0.0.1:8000", True),
        ("localhost:80", True),
        ("[::1]:8000", True),
        ("10.0.0.1:8000", False),
        ("a.fr:1", False),
    ],
)
def test_where_a_desk_is_reached_from(address: str, here: bool) -> None:
    assert is_here(address) is here


def test_an_administrator_opens_an_account_whose_link_leads_to_a_password(desk: Desk) -> None:
    administrator = desk.administrator()
    said = {"nom": "Jeanne Exemple", "courriel": " Jeanne@Exemple.fr ", "role": "redacteur"}
    page = administrator.post("/comptes", data=said).text
    found = re.search(r'value="(http://127.0.0.1:8000/connexion/lien/[^"]+)"', page)
    assert found
    assert administrator.post("/comptes", data=said).status_code == 422  # one account a mail
    jeanne = _by_link(desk, found[1])
    assert jeanne.get("/comptes").status_code == 403
    token = _token(jeanne, "/compte")
    new = {"csrf": token, "nouveau": WORD, "encore": WORD}
    assert jeanne.post("/compte", data=new).status_code == 303
    again, code, _ = _sign_in(desk, WORD, "JEANNE@exemple.fr")
    assert code == 303
    assert 'href="/compte"' in again.get("/dossiers").text


def test_a_password_that_is_wrong_or_of_nobody_says_the_same(desk: Desk) -> None:
    _account(desk)
    _, known, said = _sign_in(desk, "autre mot de passe")
    _, unknown, other = _sign_in(desk, WORD, "personne@exemple.fr")
    assert known == unknown == 422
    message = "L’adresse ou le mot de passe ne conviennent pas"
    assert message in said
    assert message in other


def test_attempts_are_counted_in_the_base_and_a_password_typed_as_a_mail_is_not_kept(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(attempts, "MOST", {**MOST, "couple": 2})
    _account(desk)
    codes = [_sign_in(desk, "autre mot de passe")[1] for _ in range(3)]
    assert codes == [422, 422, 429]
    assert _sign_in(desk, WORD)[1] == 429  # even the right one
    with desk.base.begin() as db:
        assert not any("exemple" in one for one in db.execute(select(tentatives.c.cle)).scalars())
        db.execute(update(tentatives).values(depuis=now() - WINDOW - timedelta(seconds=1)))
    assert _sign_in(desk, WORD)[1] == 303


def test_an_account_that_is_deactivated_is_out_at_once(desk: Desk) -> None:
    administrator, name = desk.administrator(), _account(desk)
    camille, code, _ = _sign_in(desk, WORD)
    assert code == 303
    said = {"nom": "Camille Exemple", "courriel": "camille@exemple.fr", "role": "redacteur", "actif": "non"}
    assert administrator.post(f"/comptes/{name}", data=said).status_code == 303
    assert camille.get("/dossiers").status_code == 401
    assert _sign_in(desk, WORD)[1] == 422
    assert administrator.post(f"/comptes/{name}/lien").status_code == 404


def test_somebody_always_administers_the_desk(desk: Desk) -> None:
    name = _account(desk, ADMINISTRATEUR)
    kept = {"courriel": "camille@exemple.fr", "nom": "Camille Exemple"}
    for change in ({"role": REDACTEUR, "actif": True}, {"role": ADMINISTRATEUR, "actif": False}):
        with pytest.raises(LastAdministratorError), desk.base.begin() as db:
            changed(db, name, **kept, **change)  # type: ignore[arg-type]
    other = _account(desk, ADMINISTRATEUR, "autre@exemple.fr")
    with desk.base.begin() as db:
        changed(db, name, **kept, role=REDACTEUR, actif=True)
    browser = desk.client(compte=other)
    said = {**kept, "courriel": "autre@exemple.fr", "role": "lecteur", "actif": "oui"}
    answer = browser.post(f"/comptes/{other}", data=said)
    assert answer.status_code == 422
    assert "le seul compte actif qui administre" in answer.text


def test_a_new_password_asks_for_the_one_before_and_closes_the_other_sessions(desk: Desk) -> None:
    name = _account(desk)
    other, _, _ = _sign_in(desk, WORD)
    mine, _, _ = _sign_in(desk, WORD)
    new = "une autre phrase longue"
    said = {"csrf": _token(mine, "/compte"), "nouveau": new, "encore": new}
    answer = mine.post("/compte", data={**said, "actuel": "faux"})
    assert answer.status_code == 422
    assert "Ce n’est pas votre mot de passe actuel" in answer.text
    assert mine.post("/compte", data={**said, "actuel": WORD}).status_code == 303
    assert mine.get("/dossiers").status_code == 200
    assert other.get("/dossiers").status_code == 401
    with desk.base.connect() as db:
        kept = db.execute(select(comptes.c.mot_de_passe).where(comptes.c.id == name)).scalar_one()
    assert kept.startswith("$argon2id$")


def test_a_link_stops_when_another_is_made_and_when_it_is_old(desk: Desk) -> None:
    name = _account(desk)
    with desk.base.begin() as db:
        first, second = link_of(db, name), link_of(db, name)
    assert _used(desk, first) == 404
    with desk.base.begin() as db:
        db.execute(update(jetons).values(expire_le=now() - timedelta(seconds=1)))
    assert _used(desk, second) == 404


def _used(desk: Desk, secret: str) -> int:
    browser = desk.client()
    token = _token(browser, f"/connexion/lien/{secret}")
    return browser.post("/connexion/lien", data={"csrf": token, "secret": secret}).status_code


def test_a_session_ends_by_itself_and_when_one_signs_out(desk: Desk) -> None:
    _account(desk)
    browser, _, _ = _sign_in(desk, WORD)
    cookie = browser.cookies["cpom_seance"]
    browser.post("/deconnexion", data={"csrf": _token(browser, "/dossiers")})
    browser.cookies.set("cpom_seance", cookie)
    assert browser.get("/dossiers").status_code == 401
    browser, _, _ = _sign_in(desk, WORD)
    with desk.base.begin() as db:
        db.execute(update(seances).values(expire_le=now() - timedelta(seconds=1)))
    assert browser.get("/dossiers").status_code == 401


def test_signing_in_leads_to_the_page_that_was_asked_for_and_never_elsewhere(desk: Desk) -> None:
    _account(desk)
    for vers, where in (("/dossiers?page=2", "/dossiers?page=2"), ("//ailleurs.exemple", "/"), ("https://a.fr", "/")):
        browser = desk.client()
        data = {"csrf": _token(browser, "/connexion"), "courriel": "camille@exemple.fr", "mot_de_passe": WORD}
        assert browser.post("/connexion", data={**data, "vers": vers}).headers["location"] == where


@pytest.mark.parametrize(
    "password", ["court", "a" * 20, "abababababababab", "camille exemple 2026", "x" * 201, "x@exemple.fr et la suite"]
)
def test_a_password_that_others_would_guess_is_refused(password: str) -> None:
    assert wrong_with(password, "Camille Exemple", "camille@exemple.fr")


def test_a_password_is_right_or_not() -> None:
    assert wrong_with(WORD, "Camille Exemple", "camille@exemple.fr") == ""
    assert is_right(hash_of(WORD), WORD)
    assert not is_right(hash_of(WORD), WORD + " ")
    assert not is_right(None, "personne n’a ce mot de passe")
    assert not is_right("pas un condensat", WORD)
