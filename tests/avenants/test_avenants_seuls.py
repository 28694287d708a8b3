"""Avenants that change no contract of ours: a convention tripartite prolonged, the yearly avenant of subsidies."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

import cpom
from tests.hands import plain

EXEMPLES = Path("data/exemples")
JOUR = date(2021, 10, 4)
MARAIS = "{etablissement: EHPAD Exemple des Marais, date: 2016-12-19}"
PORT = "    - {etablissement: EHPAD Exemple du Port, date: 2016-01-18}\n"
CONVENTION, SUBVENTION = "convention-tripartite", "activites-subventionnees"


def _read(name: str, *changed: tuple[str, str]) -> cpom.Dossier:
    text = (EXEMPLES / f"{name}.yaml").read_text(encoding="utf-8")
    for before, after in changed:
        assert before in text, before
        text = text.replace(before, after)
    return cpom.lire(text, nom=f"{name}.yaml", dossier=EXEMPLES, jour=JOUR)


def _ends(day: str) -> tuple[str, str]:
    return MARAIS, MARAIS.replace("}", f", fin: {day}}}")


def _text(made: cpom.Redaction) -> str:
    return plain(made.ecrire("txt").decode())


def _prolonged(day: str, **said: Any) -> cpom.Redaction:
    dossier = _read("ehpad-complet", _ends(day), (PORT, ""))
    return cpom.avenant_seul(dossier, CONVENTION, **{"date": JOUR, **said})


def _refused(dossier: cpom.Dossier, genre: str, **said: Any) -> tuple[str, str]:
    """The code and the message of a refusal."""
    with pytest.raises(cpom.Refus) as error:
        cpom.avenant_seul(dossier, genre, **said)
    (found,) = error.value.constats
    return found.code, plain(found.message)


def test_a_convention_is_prolonged_until_the_eve_of_the_contract() -> None:
    made = _prolonged("2021-10-31")
    assert not made.refus, made.constats
    text = _text(made)
    for words in (
        "Avenant à la convention tripartite pluriannuelle du 19 décembre 2016\n",
        "dûment habilité à signer le présent avenant par décision de la commission permanente en date du [à compléter",
        "personne habilitée à signer le présent avenant, ci-après dénommé « le gestionnaire ».",
        "Vu l’arrêté du 3 mars 2017 fixant le contenu du cahier des charges",
        "Article 2 : Durée de la prolongation",
        "dont les effets prennent fin le 31 octobre 2021, continue de les produire jusqu’au 31 décembre 2021.",
        "Les autres stipulations de la convention demeurent inchangées.",
        "Fait à Nantes, le 4 octobre 2021, en quatre exemplaires originaux.",
    ):
        assert words in text, words
    assert "convention-echue" not in {one.code for one in made.constats}
    assert "ayant délivré les autorisations d’activités couvertes par la convention :" in text
    assert "le présent contrat" not in text
    assert (
        text.index("Article 4 : Prise d’effet") < text.index("Fait à Nantes") < text.rindex("L’organisme gestionnaire")
    )


def test_an_end_that_is_not_known_is_to_fill_in() -> None:
    dossier = _read("ehpad-complet")
    made = cpom.avenant_seul(dossier, CONVENTION, convention=1)
    assert "prennent fin le [à compléter : fin de la convention prolongée], continue" in _text(made)
    assert "le [à compléter : date de signature]" in _text(made)
    given = cpom.avenant_seul(dossier, CONVENTION, convention=1, faits={"prolongee.fin": "2021-06-30"})
    assert "prennent fin le 30 juin 2021, continue" in _text(given)


def test_an_avenant_signed_after_the_end_is_to_verify() -> None:
    made = _prolonged("2021-06-30")
    assert not made.refus
    (late,) = [one for one in made.constats if one.code == "convention-echue"]
    assert plain(late.message).endswith("la convention a pris fin le 30 juin 2021 : à vérifier.")
    assert (late.gravite, late.source) == ("avertissement", "arrêté du 3 mars 2017, article 1er")


@pytest.mark.parametrize(
    ("end", "code"),
    [
        ("2020-12-30", "convention-trop-prolongee"),
        ("2020-12-31", ""),
        ("2021-12-30", ""),
        ("2021-12-31", "convention-sans-prolongation"),
        ("2022-03-31", "convention-sans-prolongation"),
    ],
)
def test_a_convention_is_prolonged_for_one_day_at_least_and_a_year_at_most(end: str, code: str) -> None:
    if not code:
        assert not _prolonged(end).refus
        return
    with pytest.raises(cpom.Refus) as error:
        _prolonged(end)
    assert [(one.code, one.source) for one in error.value.constats] == [(code, "arrêté du 3 mars 2017, article 1er")]


def test_what_is_given_by_hand_is_checked_too() -> None:
    dossier = _read("ehpad-complet")
    facts = {"prolongee.fin": "2021-06-30", "prolongee.jusque": "2022-07-01"}
    code, message = _refused(dossier, CONVENTION, convention=1, faits=facts)
    assert code == "convention-trop-prolongee"
    assert message.endswith("elle ne peut l'être que jusqu'au 30 juin 2022.")


def test_the_yearly_avenant_lists_what_is_subsidised() -> None:
    made = cpom.avenant_seul(_read("chrs-complet"), SUBVENTION, annee=2026, date=date(2026, 3, 2))
    text = _text(made)
    for words in (
        "Avenant annuel au contrat pluriannuel d’objectifs et de moyens, année 2026\n",
        "conclu le 20 janvier 2025 avec l’Association Exemple Alsace\n",
        "Vu l’arrêté du 25 octobre 2019 fixant le contenu du cahier des charges",
        "Vu le contrat pluriannuel d’objectifs et de moyens conclu le 20 janvier 2025 avec",
        "Activité ou établissement subventionné | Subvention (2026)",
        "Accueil de jour Exemple | [à compléter : montant de la subvention de l’année]",
        "Fait à Strasbourg, le 2 mars 2026",
    ):
        assert words in text, words
    assert [one.chemin for every in made.manquants.values() for one in every] == ["annuel.activites[1].montant"]
    given = cpom.avenant_seul(
        _read("chrs-complet"), SUBVENTION, annee=2026, faits={"annuel.activites[1].montant": "118 000"}
    )
    assert "Accueil de jour Exemple | 118 000,00 €" in _text(given)


@pytest.mark.parametrize(
    ("name", "genre", "said", "code", "words"),
    [
        ("saad-habilite", CONVENTION, {}, "avenant-sans-convention", "ne succèdent à aucune convention tripartite"),
        ("chrs-complet", CONVENTION, {}, "avenant-sans-convention", "ne succèdent à aucune convention tripartite"),
        ("ehpad-complet", CONVENTION, {}, "avenant-convention", "il faut dire quelle convention est prolongée"),
        ("ehpad-complet", CONVENTION, {"convention": 3}, "avenant-convention", "il n'y a pas de convention 3"),
        ("ehpad-complet", CONVENTION, {"annee": 2022}, "avenant-genre", "« --annee » ne va qu'avec"),
        ("chrs-complet", SUBVENTION, {"convention": 1}, "avenant-genre", "« --convention » ne va qu'avec"),
        ("chrs-complet", SUBVENTION, {}, "avenant-annee", "il manque l'année"),
        ("chrs-complet", SUBVENTION, {"annee": 2024}, "avenant-annee", "le contrat va de 2025 à 2030"),
        ("chrs-complet", SUBVENTION, {"annee": 2031}, "avenant-annee", "2031 n'est pas une de ses années"),
        ("saad-habilite", SUBVENTION, {"annee": 2026}, "avenant-sans-subvention", "n'a pas d'activité subventionnée"),
        ("ehpad-complet", "tarif", {}, "avenant-genre", "se fait de deux contrats, et il manque NOUVEAU"),
        ("ehpad-complet", "inconnu", {}, "avenant-genre-inconnu", "« inconnu » n'est pas un genre d'avenant"),
    ],
)
def test_what_the_model_or_the_contract_does_not_have_is_refused(
    name: str, genre: str, said: dict[str, int], code: str, words: str
) -> None:
    found, message = _refused(_read(name), genre, **said)
    assert found == code
    assert words in message


def test_a_kind_that_stands_alone_is_not_one_of_two_contracts() -> None:
    old = _read("saad-habilite")
    new = old.avec({"moyens.tarif_horaire": "26,40"})
    made = cpom.avenant(old, new, date=date(2026, 3, 2), genre=CONVENTION)
    assert made.refus
    assert {one.code for one in made.constats if one.gravite == "erreur"} == {"avenant-genre"}


@pytest.mark.parametrize(
    ("name", "genre", "said"),
    [("ehpad-complet", CONVENTION, {"convention": 2}), ("chrs-complet", SUBVENTION, {"annee": 2026})],
)
def test_it_is_made_again_of_its_one_description(name: str, genre: str, said: dict[str, int], tmp_path: Path) -> None:
    made = cpom.avenant_seul(_read(name), genre, date=JOUR if name[0] == "e" else date(2026, 3, 2), **said)  # type: ignore[arg-type]
    for ext in ("docx", "html"):
        written = tmp_path / f"avenant.{ext}"
        written.write_bytes(made.ecrire(ext))
        again = cpom.refaire(written)
        assert again.identique, again.texte()
