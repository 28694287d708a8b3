"""Answers saved as they come, whatever the server does: what is on the page is told, and nothing is lost.

The server of these tests is ours, and answers what a test wants: a network that fails or a conflict is not had at will.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from urllib.parse import parse_qsl

import pytest
from playwright.sync_api import Page, Route, expect

from engine.bureau.access.rights import REDACTEUR, Visitor
from engine.bureau.templating import environment
from tests.bureau.navigateur.conftest import Visits

ADDRESS = "/dossiers/essai/sections/1"
SAVED = re.compile(r"^Enregistré à \d{1,2} h \d\d\.$")
PAGE = """
{% extends "cote_a_cote.html" %}
{% block titres %}<h1>Questionnaire</h1>{% endblock %}
{% block questionnaire %}
<form method="post" data-enregistrer="/dossiers/essai/reponses">
<input type="hidden" name="etat" value="{{ etat }}">
<p class="champ"><label for="n">Nom</label><input id="n" name="f:nom" value="{{ nom }}"></p>
<p class="champ"><label for="t">Texte</label><textarea id="t" name="f:texte">un
deux
</textarea></p>
<p class="champ"><label for="s">Statut</label>
<select id="s" name="f:statut"><option value="">—</option><option>association</option><option>societe</option></select>
</p>
{% if plus %}<p class="champ"><label for="p">Président</label><input id="p" name="f:president"></p>{% endif %}
<button name="ajoute:services">Ajouter un service</button>
<button>Enregistrer</button>
</form>
{% endblock %}
{% block contrat %}
<div class="contrat" data-apercu="/dossiers/essai/apercu">
<div data-fragment="a" data-empreinte="1"><p>Article a</p></div>
<div data-fragment="b" data-empreinte="1"><p>Article b <span data-chemin="nom">…</span></p></div>
</div>
{% endblock %}
"""

Answer = Callable[[dict[str, list[str]]], dict[str, object] | int]


@dataclass
class Simulated:
    """A server that keeps what it is sent, and answers as a test says."""

    page: Page
    posted: list[dict[str, list[str]]] = field(default_factory=list)
    answer: Answer = lambda _: {}
    shown: dict[str, object] = field(default_factory=dict)
    csrf: str = "jeton"
    found: dict[str, list[dict[str, str]]] = field(default_factory=dict)

    def start(self) -> None:
        """Answer for the address, its saves and its contract."""
        self.page.route(f"**{ADDRESS}", self._page)
        self.page.route("**/dossiers/essai/reponses", self._saved)
        self.page.route("**/dossiers/essai/apercu", self._contract)

    def _page(self, route: Route) -> None:
        visitor = Visitor(REDACTEUR, "Camille Exemple", "compte:essai", csrf=self.csrf)
        said = {"etat": 7, "nom": "", "plus": False} | self.shown
        text = (
            environment()
            .from_string(PAGE)
            .render(visitor=visitor, ici=ADDRESS, dossier={"id": "essai", "titre": "Association Exemple"}, **said)
        )
        route.fulfill(body=text, content_type="text/html")

    def _saved(self, route: Route) -> None:
        form: dict[str, list[str]] = {}
        for name, value in parse_qsl(route.request.post_data or "", keep_blank_values=True):
            form.setdefault(name, []).append(value)
        form["csrf"] = [route.request.headers["x-csrf"]]
        self.posted.append(form)
        answer = self.answer(form)
        if isinstance(answer, int):
            said = (
                {"message": "Ce dossier est clos.", "conseil": "Un juriste peut le rouvrir."} if answer == 409 else {}
            )
            route.fulfill(status=answer, json=said) if answer else route.abort()
        else:
            self.shown |= {"nom": form["f:nom"][0]} if "f:nom" in form and not answer else {}
            route.fulfill(json={"etat": 8, "conflits": [], "erreurs": [], "questions_changees": False} | answer)

    def _contract(self, route: Route) -> None:
        html = '<div data-fragment="b" data-empreinte="2"><p>Article b <b data-chemin="nom">Asso</b></p></div>'
        added = '<div data-fragment="c" data-empreinte="1"><p>Article c</p></div>'
        changes = {"b": html, "c": added}
        route.fulfill(body=json.dumps({"ordre": ["c", "b"], "changes": changes, "champs": self.found}))


@pytest.fixture
def simulated(visits: Visits) -> Simulated:
    made = Simulated(visits.window())
    made.start()
    made.page.goto(ADDRESS)
    return made


def told(page: Page, words: str | re.Pattern[str]) -> None:
    expect(page.locator("[data-annonce] p")).to_have_text(words)


def type_name(page: Page, words: str) -> None:
    page.get_by_label("Nom").fill(words)
    page.get_by_label("Nom").blur()


def until(page: Page, reached: Callable[[], object]) -> None:
    for _ in range(150):
        if reached():
            return
        page.wait_for_timeout(50)
    raise AssertionError("never reached")


def test_what_changed_is_saved_with_what_was_shown(simulated: Simulated) -> None:
    page = simulated.page
    type_name(page, "Association Exemple")
    told(page, SAVED)
    type_name(page, "Association Exemple 2")
    page.get_by_label("Statut").select_option("societe")
    until(page, lambda: any("f:statut" in form for form in simulated.posted))
    first = {"etat": ["7"], "v:nom": [""], "f:nom": ["Association Exemple"], "csrf": ["jeton"]}
    assert simulated.posted[0] == first
    sent = {name: value for form in simulated.posted[1:] for name, value in form.items()}
    assert sent["v:nom"] == ["Association Exemple"]
    assert sent["f:nom"] == ["Association Exemple 2"]
    assert sent["v:statut"] == [""]
    assert not any("f:texte" in form for form in simulated.posted), "a text block that nobody touched is no change"


def test_only_what_changed_of_the_contract_is_replaced_and_the_cursor_stays(simulated: Simulated) -> None:
    page = simulated.page
    page.locator("[data-fragment=a]").evaluate("one => one.id = 'the-same'")
    page.get_by_label("Nom").fill("Asso")
    expect(page.locator("[data-fragment=b] b")).to_have_text("Asso")
    expect(page.get_by_label("Nom")).to_be_focused()
    assert page.locator("[data-fragment]").evaluate_all("all => all.map(one => one.dataset.fragment)") == ["c", "b"]
    assert page.locator("#the-same").count() == 0, "what is no longer in the contract is gone"


def test_what_is_found_of_an_answer_is_told_at_its_field_until_it_is_corrected(simulated: Simulated) -> None:
    page = simulated.page
    said = {"gravite": "avertissement", "message": "Ce nom est celui d’un exemple.", "conseil": "Écrivez le vôtre."}
    simulated.found = {"nom": [said], "ailleurs": [said]}
    type_name(page, "Association Exemple")
    told_there = page.locator(".champ .constat")
    expect(told_there).to_have_text("Avertissement. Ce nom est celui d’un exemple. Écrivez le vôtre.")
    simulated.found = {}
    type_name(page, "Association des Ajoncs")
    expect(told_there).to_have_count(0)


def test_what_cannot_be_sent_is_told_kept_and_sent_again(simulated: Simulated, visits: Visits) -> None:
    page, simulated.answer = simulated.page, lambda _: 0
    type_name(page, "Association Exemple")
    told(page, re.compile("^Pas encore enregistré : le bureau ne répond pas"))
    page.once("dialog", lambda dialog: dialog.accept())
    page.reload()
    expect(page.get_by_label("Nom")).to_have_value("Association Exemple")
    told(page, re.compile("^Pas encore enregistré"))
    simulated.answer = lambda _: {}
    page.get_by_role("button", name="Réessayer").click()
    told(page, SAVED)
    assert simulated.posted[-1]["f:nom"] == ["Association Exemple"]
    count = len(simulated.posted)
    page.reload()
    page.wait_for_timeout(300)
    assert len(simulated.posted) == count, "what is saved is not sent twice"
    visits.forgiven = True


def test_two_tabs_that_cannot_send_lose_neither_answer(simulated: Simulated, visits: Visits) -> None:
    simulated.answer = lambda _: 0
    other = Simulated(simulated.page.context.new_page(), answer=lambda _: 0)
    other.start()
    other.page.goto(ADDRESS)
    type_name(simulated.page, "Association Exemple")
    told(simulated.page, re.compile("^Pas encore enregistré"))
    other.page.get_by_label("Statut").select_option("societe")
    told(other.page, re.compile("^Pas encore enregistré"))
    for page in (simulated.page, other.page):
        page.once("dialog", lambda dialog: dialog.accept())
        page.reload()
        expect(page.get_by_label("Nom")).to_have_value("Association Exemple")
        expect(page.get_by_label("Statut")).to_have_value("societe")
    visits.forgiven = True


def test_a_dossier_that_nobody_writes_in_any_more_says_so(simulated: Simulated, visits: Visits) -> None:
    page, simulated.answer = simulated.page, lambda _: 409
    type_name(page, "Association Exemple")
    told(page, re.compile("^Pas enregistré. Ce dossier est clos. .*Vos réponses restent dans cette page"))
    expect(page.get_by_label("Nom")).to_have_value("Association Exemple")
    visits.forgiven = True


def test_one_answer_that_breaks_the_server_keeps_no_other_from_it(simulated: Simulated, visits: Visits) -> None:
    page, simulated.answer = simulated.page, lambda form: 500 if "f:nom" in form else {}
    type_name(page, "Association Exemple")
    page.get_by_label("Statut").select_option("societe")
    told(page, re.compile("^Pas encore enregistré : le bureau n’y parvient pas"))
    until(page, lambda: any("f:nom" not in form for form in simulated.posted))
    expect(page.get_by_label("Nom")).to_have_value("Association Exemple")
    visits.forgiven = True


def test_a_conflict_shows_both_values_and_who_gave_the_other(simulated: Simulated) -> None:
    page = simulated.page
    said = {"chemin": "nom", "mien": "Mienne", "autre": "Autre", "qui": "Jeanne Exemple"}
    simulated.answer = lambda form: {"conflits": [said]} if form["v:nom"] == [""] else {}
    type_name(page, "Mienne")
    box = page.locator(".champ.en-conflit")
    expect(box).to_contain_text("Jeanne Exemple a répondu en même temps que vous")
    told(page, "une réponse attend une correction ou votre choix.")
    box.get_by_role("button", name="Prendre l’autre réponse").click()
    expect(page.get_by_label("Nom")).to_have_value("Autre")
    expect(page.locator(".en-conflit")).to_have_count(0)
    type_name(page, "Mienne")
    until(page, lambda: simulated.posted[-1]["v:nom"] == ["Autre"])


def test_mine_is_kept_once_the_other_was_seen(simulated: Simulated) -> None:
    page = simulated.page
    said = {"chemin": "nom", "mien": "Mienne", "autre": "Autre", "qui": ""}
    simulated.answer = lambda form: {"conflits": [said]} if form["v:nom"] == [""] else {}
    type_name(page, "Mienne")
    page.get_by_role("button", name="Enregistrer ma réponse").click()
    told(page, SAVED)
    assert simulated.posted[-1]["v:nom"] == ["Autre"]
    assert simulated.posted[-1]["f:nom"] == ["Mienne"]


def test_a_refusal_is_told_at_its_field(simulated: Simulated) -> None:
    page = simulated.page
    said = {"chemin": "nom", "message": "ce nom est trop long.", "conseil": "Raccourcissez-le."}
    simulated.answer = lambda form: {"erreurs": [said]} if form["f:nom"] == ["Long"] else {}
    type_name(page, "Long")
    field_ = page.get_by_label("Nom")
    expect(field_).to_have_attribute("aria-invalid", "true")
    expect(field_).to_have_accessible_description("Erreur : ce nom est trop long. Raccourcissez-le.")
    type_name(page, "Court")
    told(page, SAVED)
    expect(field_).not_to_have_attribute("aria-invalid", "true")


def test_an_emptied_field_erases_nothing_and_says_so(simulated: Simulated) -> None:
    page = simulated.page
    type_name(page, "Association Exemple")
    told(page, SAVED)
    type_name(page, "")
    expect(page.locator(".champ").first).to_contain_text("La réponse enregistrée est gardée (« Association Exemple »)")
    page.wait_for_timeout(300)
    assert len(simulated.posted) == 1


def test_a_question_that_an_answer_brings_comes_without_moving_the_cursor(simulated: Simulated) -> None:
    page = simulated.page
    simulated.shown = {"plus": True, "etat": 8}
    simulated.answer = lambda form: {"questions_changees": True} if "f:statut" in form else {}
    page.get_by_label("Statut").select_option("association")
    until(page, lambda: simulated.posted)
    page.get_by_label("Nom").press_sequentially("Ass")
    page.get_by_label("Nom").press("ArrowLeft")
    expect(page.get_by_label("Président")).to_be_visible()
    expect(page.get_by_label("Nom")).to_be_focused()
    page.keyboard.type("X")
    expect(page.get_by_label("Nom")).to_have_value("AsXs")


def test_an_item_that_is_added_is_where_the_cursor_goes(simulated: Simulated) -> None:
    page = simulated.page
    page.get_by_label("Nom").fill("Association Exemple")
    simulated.shown = {"plus": True, "nom": "Association Exemple", "etat": 9}
    page.get_by_role("button", name="Ajouter un service").click()
    expect(page.get_by_label("Président")).to_be_focused()
    assert [name for form in simulated.posted for name in form if name[1:2] == ":" or name.startswith("ajoute")] == [
        "v:nom", "f:nom", "ajoute:services",
    ]  # fmt: skip


def test_whoever_signs_in_again_elsewhere_goes_on(simulated: Simulated, visits: Visits) -> None:
    page, simulated.answer = simulated.page, lambda form: {} if form["csrf"] == ["neuf"] else 403
    simulated.csrf = "neuf"
    type_name(page, "Association Exemple")
    told(page, SAVED)
    assert [form["csrf"] for form in simulated.posted] == [["jeton"], ["neuf"]]
    visits.forgiven = True
