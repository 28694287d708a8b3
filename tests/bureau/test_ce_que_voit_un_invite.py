"""What a guest is shown: what its own party is to do, under the name that its model gives to each party."""

from __future__ import annotations

import html
import re
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

import pytest
import yaml

import cpom
from engine.bureau.access.rights import INVITE, Visitor
from engine.bureau.dossiers.uncommented import uncommented
from engine.bureau.preview.parties import missing_for
from engine.bureau.states.journal import Next, State, appended
from engine.reading.packed import carried_of
from tests.bureau.conftest import EXEMPLES, OFFICER, Desk


def _read(example: Path) -> cpom.Dossier:
    return cpom.lire(example.read_text(encoding="utf-8"), nom=example.name, jour=date(2026, 9, 1))


def _paths(missing: Mapping[str, Sequence[cpom.Manquant]]) -> set[str]:
    return {one.chemin for facts in missing.values() for one in facts}


@pytest.mark.parametrize("address", ["", "/contrat", "/remettre", "/questionnaire"])
def test_a_guest_sees_the_missing_facts_of_its_own_party_alone(desk: Desk, address: str) -> None:
    dossier = desk.dossier("chrs-premier-jet")
    guest = desk.guest(dossier)
    guest.follow_redirects = True
    page = html.unescape(guest.get(f"/dossiers/{dossier}{address}").text)
    assert "Le gestionnaire" in page
    assert "numéro SIREN de l’organisme gestionnaire" in page
    assert "L’État : " not in page
    assert "numéro de l’arrêté régional de programmation</a>" not in page
    told = guest.post(f"/dossiers/{dossier}/contrat", data={}).json()["manquants"]
    assert "L’État" not in told
    assert "Le gestionnaire" in told


def test_what_is_missing_is_shared_out_by_party_whatever_each_is_called() -> None:
    for example in sorted(EXEMPLES.glob("*-premier-jet.yaml")):
        read = _read(example)
        shared = {
            partie: _paths(missing_for(read, Visitor(INVITE, partie=partie)))
            for partie in ("gestionnaire", "departement")
        }
        whole = _paths(read.manquants)
        assert shared["gestionnaire"] | shared["departement"] == whole, example
        assert not shared["gestionnaire"] & shared["departement"], example
        assert shared["departement"], example


def test_a_party_is_called_as_in_its_model(desk: Desk) -> None:
    dossier = desk.dossier("chrs-premier-jet")
    page = desk.guest(dossier).get(f"/dossiers/{dossier}/demandes").text
    assert re.search(r'<option value="departement"[^>]*>l’État</option>', page)
    assert "Département" not in page


def test_who_answers_for_both_parties_sees_what_is_asked_of_each(desk: Desk) -> None:
    dossier, officer = desk.dossier(), desk.officer()
    for pour in ("gestionnaire", "departement"):
        officer.post(f"/dossiers/{dossier}/demandes", data={"pour": pour, "texte": f"À revoir par {pour}."})
    both = desk.guest(dossier, partie="").get(f"/dossiers/{dossier}/demandes").text
    assert "À revoir par gestionnaire." in both
    assert "À revoir par departement." in both
    one = desk.guest(dossier).get(f"/dossiers/{dossier}/demandes").text
    assert "À revoir par departement." not in one


def test_a_colleague_who_does_not_hand_in_is_led_to_the_questions(desk: Desk) -> None:
    dossier = desk.dossier()
    page = desk.guest(dossier, peut_remettre=False).get(f"/dossiers/{dossier}").text
    assert "Répondre aux questions" in page
    assert "/remettre" not in page


def test_the_declaration_of_accessibility_has_each_part_of_its_model(desk: Desk) -> None:
    page = desk.client().get("/accessibilite").text
    parts = (
        "Déclaration d’accessibilité", "État de conformité", "Résultats des tests", "Contenus non accessibles",
        "Établissement de cette déclaration d’accessibilité", "Retour d’information et contact", "Voies de recours",
    )  # fmt: skip
    assert tuple(re.findall(r"<h[12]>([^<]+)</h", page)) == parts
    assert "n’est pas conforme" in page
    assert "aucun taux de conformité n’est donné" in page


NOTE = "# à surveiller"


def test_a_guest_reads_none_of_the_comments_of_those_who_draft(desk: Desk) -> None:
    dossier = desk.dossier()

    def noted(last: State) -> Next:
        return Next(cpom.lire(f"{NOTE}\n{last.texte}"), "import", [{"tout": True}])

    appended(desk.base, dossier, noted, OFFICER)
    guest, here = desk.guest(dossier), f"/dossiers/{dossier}"
    assert NOTE in desk.reader().get(f"{here}/etats/2").text
    assert NOTE not in guest.get(f"{here}/etats/2").text
    assert guest.get(f"{here}/etats/2/description.yaml").status_code == 403
    form, _ = carried_of(guest.get(f"{here}/a-remplir/formulaire.docx").content, "formulaire.docx")
    assert form
    task = guest.post(f"{here}/documents", data={"format": "json"}).headers["location"]
    desk.work()
    file = re.search(r'href="(/taches/[^"]*/fichiers/[^"]*)"', guest.get(task).text)
    assert file
    draft = guest.get(file[1]).json()["description"]["texte"]
    for text in (form.description, draft):
        assert "à surveiller" not in text
        assert "modele: saad" in text


@pytest.mark.parametrize("example", sorted(EXEMPLES.glob("*.yaml")), ids=lambda one: one.stem)
def test_a_description_without_its_comments_says_the_same(example: Path) -> None:
    text = example.read_text(encoding="utf-8")
    without = uncommented(text)
    assert yaml.load(without, Loader=yaml.BaseLoader) == yaml.load(text, Loader=yaml.BaseLoader)  # noqa: S506
    assert not re.search(r"^ *#", without, re.MULTILINE)


def test_a_sign_within_a_text_is_no_comment() -> None:
    text = 'a: "n° # 3" # note\nb: mot#1\nc: |\n  # gardé\n  suite\nd: x\n'
    assert uncommented(text) == 'a: "n° # 3"\nb: mot#1\nc: |\n  # gardé\n  suite\nd: x\n'
