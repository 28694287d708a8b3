"""Every address of the desk, by everybody: nobody reaches what is not theirs, and every refusal is a page in French.

The addresses are those of the catalogue: a new page is walked by itself, once something stands for each part of its
address (`things_of`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

import pytest
from sqlalchemy import insert
from starlette.testclient import TestClient

import cpom
from engine.bureau.access.invitations import Invite, invited
from engine.bureau.access.rights import (
    ADMINISTRATEUR,
    INVITE,
    INVITE_QUI_REMET,
    LECTEUR,
    PERSONNE,
    REDACTEUR,
    RIGHTS,
    Right,
)
from engine.bureau.access.tokens import AGENDA, given
from engine.bureau.catalogue import PAGES
from engine.bureau.routing import Page
from engine.bureau.states.journal import Next, State, appended
from engine.bureau.storage.connect import new_id
from engine.bureau.storage.tables import demandes, fichiers, programmations, taches
from tests.bureau.conftest import OFFICER, Desk

GUESTS = (INVITE, INVITE_QUI_REMET)
OF_ANY_DOSSIER = {"dossier", "numero", "passage", "format", "clause", "section", "liste"}
"""Parts of an address that name a thing inside the dossier, and none that another dossier has."""
HOSTILE = "<script>alert(1)</script><img src=x onerror=alert(1)>"
MADE_UP = ("inconnu", "0", "-1", "9" * 30, "é’", "a" * 300, "%00", "%2e%2e", "x%0d%0ay")
Things = Mapping[str, str]


def things_of(desk: Desk) -> Things:
    """A dossier, and something for each part of the addresses of its pages; all of it says what a browser may run."""
    dossier, programmation, name = desk.dossier(title=HOSTILE), new_id(), new_id()
    appended(desk.base, dossier, _hostile, OFFICER)
    with desk.base.begin() as db:
        db.execute(insert(programmations).values(id=programmation, titre=HOSTILE, cree_par=HOSTILE))
        db.execute(
            insert(fichiers).values(
                id=name, dossier=dossier, nom=f"{HOSTILE}.csv", nature="annexe", contenu=b"a;b\n", sha256="0" * 64,
                qui=HOSTILE,
            )
        )  # fmt: skip
        db.execute(
            insert(taches).values(
                id=name, genre="documents", dossier=dossier, arguments={}, situation="faite", demandee_par=HOSTILE,
                par="compte:essai",
            )
        )  # fmt: skip
        db.execute(
            insert(demandes).values(
                id=name, dossier=dossier, chemin="duree", texte=HOSTILE, qui=HOSTILE, par="compte:essai"
            )
        )
        invitation, secret = invited(db, dossier, Invite(HOSTILE), OFFICER)
    compte = desk.account(LECTEUR)
    with desk.base.begin() as db:
        agenda = given(db, compte, HOSTILE, AGENDA)
    return {
        "dossier": dossier, "programmation": programmation, "fichier": name, "tache": name, "demande": name,
        "invitation": invitation, "secret": secret, "secret_de_connexion": "inconnu", "compte": compte,
        "abonnement": agenda, "rapport": name, "jeton": name, "retour": name,
        "genre": "reponses", "clause": "objet", "section": "duree", "numero": "1", "passage": "objet",
        "format": "docx",
    }  # fmt: skip


def _hostile(last: State) -> Next:
    """A description whose facts say it too, with the words of whoever adapts a clause."""
    text = re.sub(r"(raison_sociale|prenom|nom|adresse): .*", rf"\1: {HOSTILE}", last.texte)
    return Next(
        cpom.lire(text), "reponses", [{"chemin": "gestionnaire.raison_sociale", "avant": "", "apres": HOSTILE}], HOSTILE
    )


def _address(page: Page, things: Things) -> str:
    for name in _parts(page):
        assert name in things, f"{page.path}: say what stands for {name} (things_of)"
    return filled(page.path, things)


def filled(path: str, things: Things) -> str:
    return re.sub(r"\{(\w+)(:\w+)?\}", lambda part: things[part[1]], path)


def _parts(page: Page) -> set[str]:
    return {one.partition("}")[0].partition(":")[0] for one in page.path.split("{")[1:]}


def _calls(role: str, *, allowed: bool | None = None) -> Iterator[tuple[Page, str]]:
    """Every address and method, those that read first; of those that a role may open, or may not."""
    for method in ("GET", "POST", "PUT", "PATCH", "DELETE"):
        for page in PAGES:
            if method in page.methods and allowed in (None, page.right in RIGHTS[role]):
                yield page, method


def _known(desk: Desk, role: str, dossier: str, page: Page) -> TestClient:
    """Somebody of this role, as this address knows people: by a session, or by a token under /api."""
    if role in GUESTS:
        return desk.guest(dossier, peut_remettre=role == INVITE_QUI_REMET)
    if role == PERSONNE:
        return desk.client()
    compte = desk.account(role)
    if not page.path.startswith("/api/"):
        return desk.client(compte=compte)
    with desk.base.begin() as db:
        token = given(db, compte, "essai")
    client = desk.client()
    client.headers["authorization"] = f"Bearer {token}"
    return client


def _is_told(answer: object, text: str) -> None:
    """A refusal says what to do, in French, as a page or in JSON."""
    assert 'lang="fr"' in text or '"conseil"' in text, answer


def _is_safe(said: Mapping[str, str], path: str) -> None:
    """What keeps a browser from running anything but ours, and from keeping a page."""
    policy = said["content-security-policy"]
    assert "default-src 'none'" in policy, path
    assert "unsafe" not in policy, path
    assert "frame-ancestors" in policy, path
    assert said["x-content-type-options"] == "nosniff", path
    if said.get("content-type", "").startswith("text/html"):
        assert "no-store" in said["cache-control"], path


@pytest.mark.parametrize("role", list(RIGHTS))
def test_nobody_opens_what_their_role_does_not_allow(desk: Desk, role: str) -> None:
    things = things_of(desk)
    for page, method in _calls(role, allowed=False):
        answer = _known(desk, role, things["dossier"], page).request(method, _address(page, things))
        api = page.path.startswith("/api/")
        # A guest has no token: nobody is known under /api by the link that they were sent.
        expected = {401} if role == PERSONNE or (api and role in GUESTS) else {403}
        assert answer.status_code in expected, f"{role}, {method} {page.path}: {answer.status_code}"
        _is_told(answer, answer.text)


@pytest.mark.parametrize("role", [PERSONNE, INVITE_QUI_REMET, LECTEUR, ADMINISTRATEUR])  # the others may less
def test_nothing_that_a_role_opens_breaks(desk: Desk, role: str) -> None:
    things, escaped = things_of(desk), 0
    for page, method in _calls(role, allowed=True):
        answer = _known(desk, role, things["dossier"], page).request(method, _address(page, things))
        assert answer.status_code < 500, f"{role}, {method} {page.path}: {answer.status_code}"
        _is_safe(answer.headers, page.path)
        if answer.headers.get("content-type", "").startswith("text/html"):
            assert "<script>alert" not in answer.text, page.path
            assert "<img src=x" not in answer.text, page.path
            escaped += "&lt;script&gt;alert" in answer.text
        if answer.status_code >= 400 and answer.headers.get("content-type", "").startswith("text/html"):
            _is_told(answer, answer.text)
    assert escaped > (10 if role == ADMINISTRATEUR else 0)  # what could be run was there, and was shown


@pytest.mark.parametrize("role", GUESTS)
def test_a_guest_reaches_nothing_of_another_dossier(desk: Desk, role: str) -> None:
    mine, other = things_of(desk), things_of(desk)
    guest = desk.guest(mine["dossier"], peut_remettre=role == INVITE_QUI_REMET)
    for page, method in _calls(role):
        if page.right is Right.PUBLIC or not _parts(page):
            continue
        answer = guest.request(method, _address(page, other))
        told = f"{role}, {method} {page.path}: {answer.status_code}"
        hidden = "dossier" in _parts(page) and not page.path.startswith("/api/")  # a session is nobody's there
        assert answer.status_code in ((404,) if hidden else (401, 403, 404)), told
        _is_told(answer, answer.text)


@pytest.mark.parametrize("role", [*GUESTS, LECTEUR, REDACTEUR, ADMINISTRATEUR])
def test_a_thing_of_a_dossier_is_not_reached_through_another(desk: Desk, role: str) -> None:
    mine, other = things_of(desk), things_of(desk)
    crossed = {**other, "dossier": mine["dossier"], "programmation": mine["programmation"]}
    for page, method in _calls(role, allowed=True):
        if "dossier" not in _parts(page) or _parts(page) <= OF_ANY_DOSSIER:
            continue
        answer = _known(desk, role, mine["dossier"], page).request(method, _address(page, crossed))
        assert answer.status_code in (403, 404), f"{role}, {method} {page.path}: {answer.status_code}"


def test_what_does_not_exist_leads_nowhere_and_breaks_nothing(desk: Desk) -> None:
    browser = desk.administrator()
    for page, method in _calls(ADMINISTRATEUR):
        client = _known(desk, ADMINISTRATEUR, "", page) if page.path.startswith("/api/") else browser
        for said in MADE_UP if _parts(page) else ():
            answer = client.request(method, filled(page.path, dict.fromkeys(_parts(page), said)))
            assert answer.status_code < 500, f"{method} {page.path}, {said}: {answer.status_code}"
            if page.right is not Right.PUBLIC:
                assert answer.status_code >= 400, f"{method} {page.path}, {said}: {answer.status_code}"


def test_what_a_dossier_does_not_have_breaks_nothing(desk: Desk) -> None:
    things, browser = things_of(desk), desk.administrator()
    for page, method in _calls(ADMINISTRATEUR):
        client = _known(desk, ADMINISTRATEUR, "", page) if page.path.startswith("/api/") else browser
        for part in _parts(page) & (OF_ANY_DOSSIER - {"dossier"}):
            for said in MADE_UP:
                answer = client.request(method, _address(page, {**things, part: said}))
                assert answer.status_code < 500, f"{method} {page.path}, {said}: {answer.status_code}"


def test_a_form_without_its_token_changes_nothing(desk: Desk) -> None:
    things = things_of(desk)
    for page, method in _calls(ADMINISTRATEUR):
        if method == "GET" or page.path.startswith("/api/"):
            continue
        client = _known(desk, ADMINISTRATEUR, "", page)
        del client.headers["x-csrf"]
        answer = client.request(method, _address(page, things))
        assert answer.status_code == 403, f"{method} {page.path}: {answer.status_code}"
        assert "Formulaire périmé" in answer.text


def test_no_page_takes_a_method_that_it_does_not_say(desk: Desk) -> None:
    things = things_of(desk)
    client = desk.administrator()
    taken: dict[str, set[str]] = {}
    for page in PAGES:
        taken.setdefault(page.path, set()).update(page.methods)
    for path, methods in taken.items():
        for method in {"GET", "POST", "PUT", "PATCH", "DELETE", "TRACE"} - methods:
            answer = client.request(method, filled(path, things))
            assert answer.status_code in (404, 405), f"{method} {path}: {answer.status_code}"
