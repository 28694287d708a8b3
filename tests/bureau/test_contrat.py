"""The contract beside its questionnaire: whole without a script, what changed with one, each word led to its answer."""

from __future__ import annotations

import re
from urllib.parse import quote

from sqlalchemy import update

import cpom
from engine.bureau.states.journal import Next, appended
from engine.bureau.storage.tables import etats
from tests.bureau.conftest import OFFICER, Desk

SCRIPT = {"accept": "application/json"}


def pieces(page: str) -> dict[str, str]:
    return dict(re.findall(r'data-fragment="([^"]+)" data-empreinte="([^"]+)"', page))


def test_the_whole_contract_is_on_a_page_without_any_script(desk: Desk) -> None:
    dossier = desk.dossier("saad-habilite")
    page = desk.officer().get(f"/dossiers/{dossier}/contrat")
    assert page.status_code == 200
    assert "Article 1er" in page.text.replace("<sup>er</sup>", "er")
    assert page.text.count("<h1") == 1
    assert " style=" not in page.text.partition("<main")[2]
    assert len(pieces(page.text)) > 20


def test_a_guest_reads_the_draft_and_nothing_of_another_dossier(desk: Desk) -> None:
    one, other = desk.dossier("saad-premier-jet"), desk.dossier("saad-habilite")
    guest = desk.guest(one)
    assert guest.get(f"/dossiers/{one}/contrat").status_code == 200
    assert guest.get(f"/dossiers/{other}/contrat").status_code == 404
    assert guest.post(f"/dossiers/{other}/contrat", headers=SCRIPT).status_code == 404


def test_only_what_changed_is_sent_again(desk: Desk) -> None:
    dossier = desk.dossier("saad-habilite")
    officer = desk.officer()
    seen = pieces(officer.get(f"/dossiers/{dossier}/contrat").text)
    nothing = officer.post(f"/dossiers/{dossier}/contrat", data=seen, headers=SCRIPT).json()
    assert nothing["ordre"] == list(seen)
    assert nothing["changes"] == {}
    appended(
        desk.base,
        dossier,
        lambda last: Next(cpom.lire(last.texte.replace("Association Exemple", "Association Nouvelle")), "reponses", []),
        OFFICER,
    )
    answer = officer.post(f"/dossiers/{dossier}/contrat", data=seen, headers=SCRIPT).json()
    assert 0 < len(answer["changes"]) < len(answer["ordre"])
    assert all("Association Nouvelle" in html for html in answer["changes"].values())
    assert {**seen, **{name: pieces(html)[name] for name, html in answer["changes"].items()}} == pieces(
        officer.get(f"/dossiers/{dossier}/contrat").text
    )


def test_a_script_without_the_token_of_its_session_is_refused(desk: Desk) -> None:
    dossier = desk.dossier("saad-habilite")
    officer = desk.officer()
    del officer.headers["x-csrf"]
    assert officer.post(f"/dossiers/{dossier}/contrat", headers=SCRIPT).status_code == 403


def test_what_is_found_is_told_at_its_field_and_what_is_missing_by_who_knows_it(desk: Desk) -> None:
    dossier = desk.dossier("saad-premier-jet")
    with desk.base.begin() as db:
        db.execute(
            update(etats)
            .where(etats.c.dossier == dossier)
            .values(
                texte="modele: saad\ngestionnaire: {siren: '123456789'}\nservices: [{nom: Un, finess: '350000001'}]\n"
            )
        )
    answer = desk.officer().post(f"/dossiers/{dossier}/contrat", headers=SCRIPT).json()
    assert {"gestionnaire.siren", "services[1].finess"} <= answer["champs"].keys()
    assert answer["champs"]["gestionnaire.siren"][0]["gravite"] == "erreur"
    assert "Le gestionnaire :" in answer["manquants"]
    guest = desk.guest(dossier, partie="departement").post(f"/dossiers/{dossier}/contrat", headers=SCRIPT).json()
    assert "gestionnaire.siren" not in guest["champs"]


def test_a_piece_leads_to_its_answers_and_says_why_it_is_there(desk: Desk) -> None:
    dossier = desk.dossier("saad-habilite")
    officer = desk.officer()
    page = officer.get(f"/dossiers/{dossier}/contrat/passages/contrat-duree")
    assert page.status_code == 200
    assert f"/dossiers/{dossier}/questionnaire?chemin=effet" in page.text
    assert "Pourquoi ce passage est là" in page.text
    assert officer.get(f"/dossiers/{dossier}/contrat/passages/contrat-rien").status_code == 404
    told = officer.get(f"/dossiers/{dossier}/contrat/passages/contrat-duree", headers=SCRIPT).json()
    assert "effet" in told["faits"]


def test_an_answer_leads_to_its_words_and_to_what_it_decides(desk: Desk) -> None:
    dossier = desk.dossier("saad-mixte")
    officer = desk.officer()
    where = f"/dossiers/{dossier}/contrat/fait?chemin="
    told = officer.get(where + "effet", headers=SCRIPT).json()
    assert "contrat-duree" in told["passages"]
    decided = officer.get(where + quote("services[1].habilitation_aide_sociale"), headers=SCRIPT).json()
    assert {"garde", "ecarte"} <= set(decided["clauses"].values())
    page = officer.get(where + "effet")
    assert "Elle entre dans ces passages" in page.text
    for wrong in ("", "rien", "services[]", "a'b", "effet[0]"):
        assert officer.get(where + quote(wrong)).status_code == 404


def test_the_law_of_the_day_says_what_it_changed(desk: Desk) -> None:
    dossier = desk.dossier("saad-premier-jet")
    page = desk.officer().get(f"/dossiers/{dossier}/contrat/droit")
    assert page.status_code == 200
    assert "au lieu de" in page.text
    assert "Les clauses du modèle que ce contrat n’a pas" in page.text


def test_an_older_state_is_shown_as_it_was_and_one_that_never_was_is_not_found(desk: Desk) -> None:
    dossier = desk.dossier("saad-habilite")
    appended(
        desk.base,
        dossier,
        lambda last: Next(cpom.lire(last.texte.replace("Association Exemple", "Autre")), "reponses", []),
        OFFICER,
    )
    officer = desk.officer()
    assert "Association Exemple" in officer.get(f"/dossiers/{dossier}/contrat?etat=1").text.partition("Son texte")[2]
    assert officer.get(f"/dossiers/{dossier}/contrat?etat=9").status_code == 404
    assert officer.get(f"/dossiers/{dossier}/contrat?etat=un").status_code == 404


def test_the_style_of_a_contract_touches_nothing_else(desk: Desk) -> None:
    sheet = desk.client().get("/contrat.css")
    assert sheet.headers["content-type"].startswith("text/css")
    rules = [one.partition("{")[0] for one in sheet.text.splitlines() if one.strip()]
    assert all(selector.strip().startswith(".contrat") for one in rules for selector in one.split(","))
