"""The letters that accompany a contract: every one of them, beside every model, by each party that may write."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

import cpom
from engine.libraries.modele import load_model, model_names
from engine.libraries.ouverture import installed
from engine.soundness.acts import acts_of

EXAMPLES = {
    "saad": "saad-habilite",
    "ehpad": "ehpad-complet",
    "chrs": "chrs-complet",
    "sad-ille-et-vilaine": "sad-ille-et-vilaine-association",
    "saad-seine-et-marne": "saad-seine-et-marne-association",
}
GENRES = ("pieces", "prorogation", "rappel", "reponse", "transmission")
JOUR = date(2026, 3, 2)
AVANT_LA_SIGNATURE = date(2024, 1, 10)


def ouvert(modele: str) -> cpom.Dossier:
    return cpom.ouvrir(f"data/exemples/{EXAMPLES[modele]}.yaml", jour=JOUR)


def texte(made: cpom.Redaction) -> str:
    assert made.refus == "", made.constats
    text = made.ecrire("txt").decode()
    return text.replace("\u00a0", " ").replace("\u202f", " ").replace("’", "'")


def test_every_letter_is_listed_with_what_it_is() -> None:
    listed = cpom.courriers(ouvert("saad").bibliotheque)
    assert tuple(listed) == GENRES
    assert listed["prorogation"] == "Notification du souhait de proroger le contrat"


@pytest.mark.parametrize("modele", EXAMPLES)
@pytest.mark.parametrize("genre", GENRES)
def test_every_letter_goes_with_every_model_from_each_party(modele: str, genre: str) -> None:
    assert set(EXAMPLES) == set(model_names())
    dossier = ouvert(modele)
    if genre in ("prorogation", "reponse") and modele == "saad-seine-et-marne":
        with pytest.raises(cpom.Refus) as refused:
            cpom.courrier(dossier, genre)
        assert [one.code for one in refused.value.constats] == ["prorogation-impossible"]
        return
    if genre == "pieces":
        dossier = dossier.avec({"gestionnaire.raison_sociale": None, "signature.lieu": None})
    facts = {"reponse": {"courrier.accord": "oui", "courrier.notification": "2026-02-16"}}.get(genre, {})
    kind = next(one.genre for one in dossier.calendrier) if genre == "rappel" else ""
    for de in cpom.expediteurs(dossier):
        said = texte(cpom.courrier(dossier, genre, de=de, faits=facts, echeances=[kind] if kind else []))
        assert re.search(r"^(Madame, Monsieur|Monsieur( le Président)?|Madame( la Présidente)?),$", said, re.M)
        assert "le 2 mars 2026" in said.lower()
        assert said.count("expression de ma considération distinguée") == 1
        assert "au contrat pluriannuel" in said or "contrat pluriannuel d'objectifs" in said


def test_a_notification_cites_the_article_the_term_the_notice_and_what_is_asked() -> None:
    said = texte(cpom.courrier(ouvert("ehpad"), "prorogation", de="gestionnaire"))
    lines = said.splitlines()
    assert lines[0] == "Association Exemple Loire"
    assert lines[1] == "2 rue de l'Exemple, 44000 Nantes"
    assert lines[2] == "Monsieur le Président du Conseil départemental de la Loire-Atlantique"
    assert lines[3] == "Madame la directrice générale de l'agence régionale de santé Pays de la Loire"
    assert lines[6] == "Le 2 mars 2026"
    assert "Lettre recommandée avec accusé de réception" in lines
    assert "a pour échéance le 31 décembre 2026." in said
    assert "Conformément à l'article 9 du contrat" in said
    assert "conclu le 16 décembre 2021 a pour échéance" in said
    assert "au plus tard six mois avant cette échéance, soit jusqu'au 30 juin 2026, je vous notifie le souhait" in said
    assert "prendrait fin le 31 décembre 2027." in said
    assert "soit jusqu'au 2 avril 2026" in said
    assert lines[-1] == "Jeanne EXEMPLE, présidente"


def test_the_gestionnaire_is_called_as_the_contract_calls_it() -> None:
    said = texte(cpom.courrier(ouvert("saad"), "transmission", jour=AVANT_LA_SIGNATURE))
    assert "à conclure avec l'Association Exemple, qui prendrait effet" in said


def test_the_other_party_writes_from_the_other_side() -> None:
    said = texte(cpom.courrier(ouvert("chrs"), "prorogation", de="prefet")).splitlines()
    assert said[0].endswith("de la région Grand Est")
    assert "Association Exemple Alsace" in said
    assert said[-3].startswith("Pour ")


def test_a_notification_after_the_notice_says_that_a_negotiation_opens() -> None:
    made = cpom.courrier(ouvert("ehpad"), "prorogation", jour=date(2026, 7, 1))
    assert [(one.code, one.gravite) for one in made.constats] == [("prorogation-tardive", "avertissement")]
    said = texte(made)
    assert "les parties entament une négociation en vue d'un nouveau contrat" in said
    assert "Conformément" not in said


@pytest.mark.parametrize(
    ("jour", "faits", "why"),
    [
        (date(2027, 1, 1), {}, "le contrat a pris fin le 31 décembre 2026"),
        (JOUR, {"courrier.duree": "2 ans"}, "une prorogation de vingt-quatre mois va au-delà"),
    ],
)
def test_what_the_model_does_not_allow_is_refused_with_its_source(jour: date, faits: dict[str, str], why: str) -> None:
    with pytest.raises(cpom.Refus) as refused:
        cpom.courrier(ouvert("ehpad"), "prorogation", jour=jour, faits=faits)
    (found,) = refused.value.constats
    assert found.code == "prorogation-impossible"
    assert why in found.message.replace("\u00a0", " ").replace("deux ans", "vingt-quatre mois")
    assert found.source == "arrêté du 3 mars 2017, article 2"


def test_a_contract_without_dates_has_no_letter_on_its_prorogation() -> None:
    dossier = ouvert("saad").avec({"effet": None})
    with pytest.raises(cpom.Refus) as refused:
        cpom.courrier(dossier, "prorogation")
    assert [one.code for one in refused.value.constats] == ["courrier-sans-dates"]


def test_an_answer_says_its_last_day_and_what_silence_is_worth() -> None:
    facts = {"courrier.notification": "2028-01-10", "courrier.accord": "non"}
    said = texte(cpom.courrier(ouvert("saad"), "reponse", jour=date(2028, 2, 1), faits=facts))
    assert "prend fin le 10 mars 2028 ; à défaut de réponse dans ce délai, l'accord est réputé acquis." in said
    assert "mon désaccord" in said
    assert "mon accord" not in said


def test_a_disagreement_after_a_tacit_agreement_is_refused_and_an_agreement_is_only_late() -> None:
    said = {"courrier.notification": "2028-01-10"}
    yes = {**said, "courrier.accord": "oui"}
    late = cpom.courrier(ouvert("saad"), "reponse", jour=date(2028, 3, 13), faits=yes)
    assert [(one.code, one.gravite) for one in late.constats] == [("reponse-tardive", "avertissement")]
    with pytest.raises(cpom.Refus) as refused:
        cpom.courrier(ouvert("saad"), "reponse", jour=date(2028, 3, 13), faits={**said, "courrier.accord": "non"})
    (found,) = refused.value.constats
    assert (found.code, found.gravite) == ("reponse-tardive", "erreur")
    assert "l’accord est réputé acquis" in found.message.replace("'", "’")


def test_a_disagreement_on_the_working_day_that_follows_the_last_is_told_and_not_refused() -> None:
    facts = {"courrier.notification": "2028-01-12", "courrier.accord": "non"}
    made = cpom.courrier(ouvert("saad"), "reponse", jour=date(2028, 3, 13), faits=facts)  # the last day is a Sunday
    assert {one.code for one in made.constats} == {"reponse-jour-non-ouvre", "reponse-tardive"}


def test_an_answer_cannot_come_before_what_it_answers() -> None:
    facts = {"courrier.notification": "2028-02-02", "courrier.accord": "oui"}
    with pytest.raises(cpom.Refus) as refused:
        cpom.courrier(ouvert("saad"), "reponse", jour=date(2028, 2, 1), faits=facts)
    assert [(one.code, one.gravite) for one in refused.value.constats] == [("reponse-avant-notification", "erreur")]


def test_an_agreement_says_how_long_and_until_when_where_it_is_told() -> None:
    facts = {"courrier.notification": "2028-01-10", "courrier.accord": "oui", "courrier.duree": "1 an"}
    agreed = "mon accord sur cette prorogation, d'une durée de douze mois : le contrat ainsi prorogé prendrait fin le"
    said = texte(cpom.courrier(ouvert("saad"), "reponse", jour=date(2028, 2, 14), faits=facts))
    assert f"{agreed} 31 janvier 2030." in said
    with pytest.raises(cpom.Refus) as refused:
        cpom.courrier(ouvert("saad"), "reponse", jour=date(2028, 2, 14), faits={**facts, "courrier.duree": "2 ans"})
    assert [one.code for one in refused.value.constats] == ["prorogation-impossible"]


def test_a_last_day_that_is_not_worked_is_told() -> None:
    facts = {"courrier.notification": "2028-01-12", "courrier.accord": "oui"}
    made = cpom.courrier(ouvert("saad"), "reponse", jour=date(2028, 3, 1), faits=facts)
    assert [one.code for one in made.constats] == ["reponse-jour-non-ouvre"]
    assert "jour ouvrable suivant" in made.constats[0].message


def test_a_request_lists_what_the_other_party_alone_knows() -> None:
    dossier = cpom.ouvrir("data/exemples/ehpad-premier-jet.yaml", jour=JOUR)
    said = texte(cpom.courrier(dossier, "pieces", de="departement"))
    assert "- L'identification du gestionnaire et périmètre du contrat : modalités d'organisation de l'entité" in said
    assert "; organigramme de l'entité gestionnaire ;" in said
    assert "; adresse de l'établissement (Petite unité de vie Exemple de la Lande) ;" in said
    assert "- L'articulation avec les autres CPOM signés par le gestionnaire : date du CPOM sanitaire\n" in said
    assert "agence régionale de santé" not in said
    assert "que nous préparons ne peut pas être achevé" in texte(cpom.courrier(dossier, "pieces", de="gestionnaire"))
    with pytest.raises(cpom.Refus) as refused:
        cpom.courrier(ouvert("saad"), "pieces")
    assert [one.code for one in refused.value.constats] == ["courrier-sans-objet"]


def test_a_request_says_the_years_of_a_table_that_has_no_row_of_them_yet() -> None:
    dossier = cpom.ouvrir("data/exemples/sad-ille-et-vilaine-premier-jet.yaml", jour=JOUR)
    said = texte(cpom.courrier(dossier, "pieces", de="departement"))
    assert (
        "; nombre de personnes suivies autres (2024 à 2029) ; nombre de personnes suivies APA (2025 à 2029) ;" in said
    )
    assert "n° " not in said
    two = texte(cpom.courrier(dossier.avec({"duree": "18 mois"}), "pieces", de="departement"))
    assert "; charges du groupe 1 (2024 et 2025) ;" in two


def test_a_reminder_is_of_what_comes_or_of_what_is_named() -> None:
    said = texte(cpom.courrier(ouvert("ehpad"), "rappel"))
    assert "- jeudi 30 avril 2026 : remise de l'état réalisé des recettes et des dépenses (ERRD) de 2025" in said
    named = texte(cpom.courrier(ouvert("ehpad"), "rappel", echeances=["preavis"]))
    assert "- mardi 30 juin 2026 : dernier jour pour notifier" in named
    with pytest.raises(cpom.Refus) as refused:
        cpom.courrier(ouvert("ehpad"), "rappel", echeances=["noel"])
    assert [one.code for one in refused.value.constats] == ["rappel-echeance-inconnue"]
    with pytest.raises(cpom.Refus) as refused:
        cpom.courrier(ouvert("ehpad"), "rappel", avant=JOUR)
    assert [one.code for one in refused.value.constats] == ["courrier-sans-objet"]


def test_who_does_not_write_and_what_is_no_letter_are_told() -> None:
    for genre, de, code in (("relance", "", "courrier-inconnu"), ("rappel", "prefet", "courrier-expediteur")):
        with pytest.raises(cpom.Refus) as refused:
            cpom.courrier(ouvert("saad"), genre, de=de)
        assert [one.code for one in refused.value.constats] == [code]


def test_a_letter_has_the_head_of_its_sender_alone_and_no_title() -> None:
    made = cpom.courrier(ouvert("ehpad"), "prorogation", de="gestionnaire").document
    assert made.letterhead.parties == ("Association Exemple Loire",)
    assert not made.titled
    assert cpom.courrier(ouvert("ehpad"), "transmission").document.letterhead.manager == ""


def test_a_library_rewords_a_letter_and_adds_another(tmp_path: Path) -> None:
    folder = tmp_path / "courriers"
    for name in ("transmission", "merci"):
        (folder / name).mkdir(parents=True)
    (tmp_path / "bibliotheque.yaml").write_text("format: 1\nnom: Essai\nversion: 1\n", encoding="utf-8")
    (folder / "transmission" / "corps.md").write_text("---\nsource: essai\n---\nMadame, Monsieur, voici.\n", "utf-8")
    plan = "modele: courriers/merci\nherite: communes/courrier\nintitule: Remerciements\nsource: {texte: essai}\n"
    (folder / "merci" / "modele.yaml").write_text(plan, encoding="utf-8")
    (folder / "merci" / "corps.md").write_text(
        "---\nsource: essai\n---\nMerci à {{ gestionnaire.raison_sociale }}.\n", "utf-8"
    )
    library = cpom.Bibliotheque(tmp_path)
    dossier = cpom.ouvrir("data/exemples/saad-habilite.yaml", bibliotheque=library, jour=JOUR)
    assert "Madame, Monsieur, voici." in texte(cpom.courrier(dossier, "transmission"))
    assert "Merci à Association Exemple." in texte(cpom.courrier(dossier, "merci"))
    _, wrong = acts_of(library._lue, [])
    assert wrong == []
    (folder / "merci" / "corps.md").write_text(
        "---\nsource: essai\n---\nMerci {{ gestionnaire.nom_inconnu }}.\n", "utf-8"
    )
    _, wrong = acts_of(cpom.Bibliotheque(tmp_path)._lue, [])
    assert wrong
    assert {one.place.file for one in wrong if one.place} == {str(folder / "merci" / "corps.md")}


def test_the_installed_letters_are_sound() -> None:
    acts, wrong = acts_of(installed(), [load_model("ehpad"), load_model("chrs")])
    assert wrong == []
    assert {one.nom for one in acts} >= {f"courriers/{one}" for one in GENRES}


@pytest.mark.parametrize(
    ("accord", "said"),
    [
        ({}, "de prorogation du contrat est la suivante : [à compléter : accord sur la prorogation]."),
        ({"courrier.accord": "oui"}, "Je vous fais connaître mon accord"),
        ({"courrier.accord": "non"}, "Je vous fais connaître mon désaccord"),
    ],
)
def test_an_answer_that_nobody_gave_is_neither_a_yes_nor_a_no(accord: dict[str, str], said: str) -> None:
    made = texte(cpom.courrier(ouvert("saad"), "reponse", jour=date(2028, 2, 1), faits=accord))
    assert said in made.replace("\N{NARROW NO-BREAK SPACE}", " ").replace("\N{NO-BREAK SPACE}", " ")
    assert sum(one in made for one in ("mon accord", "mon désaccord", "est la suivante")) == 1


@pytest.mark.parametrize("modele", ["saad", "ehpad", "chrs"])
def test_the_address_that_a_letter_prints_is_asked_and_taken_by_every_model(modele: str) -> None:
    assert "adresse du siège" in cpom.Bibliotheque().modele(modele).questionnaire().lower()
    read = cpom.lire(f"modele: {modele}\ngestionnaire: {{raison_sociale: A, adresse: 1 rue de l'Exemple}}\n")
    assert not [one for one in read.constats if "gestionnaire.adresse" in one.message]
