"""The names that a clause gives and the words that it calls: conditions, lists, notes apart, places to sign."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from engine.errors import InputError
from engine.libraries.appels import read_calls
from tests.libraries.test_marques import DEUX_SERVICES, DOMICILE, written

UN_SERVICE = {"services": [{"nom": "Service A"}]}
UN_HABILITE = {"services": [{"nom": "A", "habilitation_aide_sociale": True}, {"nom": "B"}]}
SIGNATAIRE = {"gestionnaire": {"representant": {"civilite": "Mme", "prenom": "Jeanne", "nom": "EXEMPLE"}}}
PAR_SERVICE = "::: chaque service de services\n- {{ service.nom }}{;.}\n:::"
SELON_L_ADRESSE = (
    "::: si gestionnaire.adresse\nÀ domicile.\n::: sinon si plusieurs services\nPartout.\n::: sinon\nIci.\n:::"
)
STATUT = "{?gestionnaire.statut = association, fondation: Sans but lucratif | gestionnaire.statut: Autre | Inconnu?}."
HABILITES = "derives:\n  habilites: {parmi: services, si: {habilitation_aide_sociale: oui}}\n"
NON_REFUSES = "derives:\n  autres: {parmi: services, sauf: {habilitation_aide_sociale: non}}\n"
UN_REFUSE = {"services": [{"nom": "A", "habilitation_aide_sociale": False}, {"nom": "B"}]}
AUTRES = "derives:\n  autres: {parmi: services, sauf: {habilitation_aide_sociale: oui}, vierge: 2}\n"
EN_UN_MOT = "derives:\n  dirigeant: {texte: 'Le dirigeant de l''organisme'}\n"

EN_PHRASE = "Sont concernés {* service de services: {, et}{{ service.nom }} *}"
DES_OBJECTIFS = """::: lignes de objectifs {donnes: action}
{largeurs="20 60 20"}
| Objectif | Action | Montant |
|---|---|--:|
| n° {{ rang }} : {{ objectif.intitule }} | {{ action.intitule }} | {{ action.montant | euros | facultatif }} |
| Former | |
::: sinon
Aucune action.
:::"""
DEUX_ACTIONS = {
    "objectifs": [
        {
            "intitule": "Recruter",
            "operationnels": [{"intitule": "A", "actions": [{"intitule": "B"}, {"intitule": "C"}]}],
        }
    ]
}

PAR_CONDITION = [
    (PAR_SERVICE, "", DEUX_SERVICES, "- Service A ; - Service B."),
    ("{* un de services: {,, et}{{ un.nom }}, dite*}.", "", DEUX_SERVICES, "Service A, dite, et Service B, dite."),
    ("Le siège{* un de services: {…, et}{{ un.nom }}*}.", "", DEUX_SERVICES, "Le siège, Service A et Service B."),
    ("Le siège{* un de services: {…, et}{{ un.nom }}*}.", "", UN_SERVICE, "Le siège et Service A."),
    (f"{EN_PHRASE}\n(liste).", "", DEUX_SERVICES, "Sont concernés Service A et Service B (liste)."),
    (f"{{?services: {EN_PHRASE} | Rien?}}.", "", DEUX_SERVICES, "Sont concernés Service A et Service B."),
    (SELON_L_ADRESSE, "", DOMICILE, "À domicile."),
    (SELON_L_ADRESSE, "", DEUX_SERVICES, "Partout."),
    (SELON_L_ADRESSE, "", UN_SERVICE, "Ici."),
    (STATUT, "", {"gestionnaire": {"statut": "fondation"}}, "Sans but lucratif."),
    (STATUT, "", {"gestionnaire": {"statut": "societe"}}, "Autre."),
    (STATUT, "", {}, "Inconnu."),
    ("{?gestionnaire.adresse: Avec\n| plusieurs services: Sans |\n Rien?} ;", "", {}, "Rien ;"),
    ("{?non gestionnaire.adresse: Sans adresse.?}", "", {}, "Sans adresse."),
    ("{?exemplaires > 2: Trop | exemplaires <= 1: Peu | Bien?}.", "", {"exemplaires": 3}, "Trop."),
    ("{?exemplaires > 2: Trop | exemplaires <= 1: Peu | Bien?}.", "", {"exemplaires": 1}, "Peu."),
    ("{?exemplaires > 2: Trop | exemplaires <= 1: Peu | Bien?}.", "", {}, "Bien."),
    ("{?cas statut = association:L'association | L'autre?}.", "", {"gestionnaire": {"statut": "societe"}}, "L'autre."),
    (
        "Un bilan{?gestionnaire.adresse:\nannuel,\ncomplet?} est rendu.",
        "",
        DOMICILE,
        "Un bilan annuel, complet est rendu.",
    ),
]
NOMMES = [
    ("{?existe suivi: Ici?}{?existe annexes/absente: Là?}.", "", {}, "Ici."),
    ("{?gestionnaire.statut = association: Un\n| Deux?}.", "", {}, "Deux."),
    ("En {{ exemplaires }} [exemplaire | exemplaires*](exemplaires).", "", {"exemplaires": "1"}, "En 1 exemplaire."),
    (DES_OBJECTIFS, "", None, "Objectif | Action | Montant Former | |"),
    (DES_OBJECTIFS, "", DEUX_ACTIONS, "Objectif | Action | Montant n° 1 : Recruter | B | | C |"),
    (DES_OBJECTIFS, "", {"objectifs": [{"intitule": "Recruter"}]}, "Aucune action."),
    ("{{ habilites | length }} service.", HABILITES, UN_HABILITE, "1 service."),
    ("::: chaque un de autres\n- {{ un.nom }}{;.}\n:::", AUTRES, UN_HABILITE, "- B."),
    ("::: chaque un de autres\n- {{ un.nom }}{;.}\n:::", NON_REFUSES, UN_REFUSE, "- B."),
    ("{{ dirigeant }} signe.", EN_UN_MOT, {}, "Le dirigeant de l'organisme signe."),
    ("{{ gestionnaire.representant }} signe.", "", SIGNATAIRE, "Mme Jeanne EXEMPLE signe."),
    ("{{ gestionnaire.representant | sans_civilite }} signe.", "", SIGNATAIRE, "Jeanne EXEMPLE signe."),
    ("{?plusieurs services: A | B^[Préciser\nle\ndélai.]?} ;", "", None, "B [Préciser le délai.] ;"),
    ("Un bilan[^quand].\n\n[^quand]: Préciser\nle délai.", "", None, "Un bilan [Préciser le délai.]."),
]


@pytest.mark.parametrize(("body", "head", "facts", "expected"), [*PAR_CONDITION, *NOMMES])
def test_a_clause_prints_by_condition_and_by_name(
    tmp_path: Path, body: str, head: str, facts: dict[str, Any] | None, expected: str
) -> None:
    assert written(tmp_path, body, facts, head) == expected


def test_a_call_of_a_table_may_go_over_two_lines_and_say_its_widths() -> None:
    called = read_calls("{tableau budget rubriques places,\ntotal largeurs 40, 10}")
    assert called == '{{ tableau("budget", rubriques=["places", "total"], largeurs=[40, 10])\n }}'
    assert read_calls("{tableau budget coin Notre bilan}") == '{{ tableau("budget", coin="Notre bilan") }}'


def test_a_call_of_a_table_may_name_an_extract_of_it() -> None:
    assert read_calls("{tableau budget extrait soldes}") == '{{ tableau("budget", extrait="soldes") }}'


def test_models_share_a_sentence(tmp_path: Path) -> None:
    shared = tmp_path / "communes" / "fin.md"
    shared.parent.mkdir(parents=True)
    shared.write_text(
        "---\nsource: essai\nvierge: {gestionnaire.adresse: '[adresse]'}\n---\nFin à\n{{ gestionnaire.adresse }}\n"
    )
    assert written(tmp_path, "{commun fin}.", DOMICILE) == "Fin à 1 rue Exemple."
    assert written(tmp_path, "{commun fin}.", None) == "Fin à [adresse]."


PLACES = (
    "signatures:\n  - titre: Le Président\n    vierge: Le Président (X)\n"
    "    nom: '{{ gestionnaire.representant | sans_civilite }}'\n"
    "  - {seulement: contrat, chaque: un de services, titre: 'Pour {{ un.nom }}'}\n"
)


def test_the_front_matter_names_the_places_to_sign(tmp_path: Path) -> None:
    assert written(tmp_path, "{signatures}", None, PLACES) == "Le Président (X)"
    signed = written(tmp_path, "{signatures}", {**SIGNATAIRE, **DEUX_SERVICES}, PLACES)
    assert signed == "Le Président Jeanne EXEMPLE Pour Service A Pour Service B"


WRONG = [
    ("Un.\n::: lignes de objectifs\n| A |\n:::", "", "clauses/essai/suivi.md:11", "a ses largeurs"),
    ('::: lignes de objectifs\n{largeurs="1"}\n| A |\n|---|\n| a | b |\n:::', "", "suivi.md:10", "autant de cellules"),
    ("Un.\n{commun nulle-part}", "", "clauses/essai/suivi.md:11", "commune-inconnue"),
    ("Un.\n::: sinon\n", "", "clauses/essai/suivi.md:11", "n'est dans aucun passage"),
    ("Un.\n::: si services <> 2\nDeux.\n:::", "", "clauses/essai/suivi.md:11", "n'est pas une condition"),
    ("Un.\n{renvoie objectifs}", "", "clauses/essai/suivi.md:11", "Les appels sont"),
    ("Un.\n{* un de services: A", "", "clauses/essai/suivi.md:11", "répète des mots qui ne sont pas fermés"),
    ("Un.\nA *}", "", "clauses/essai/suivi.md:11", "n'ont pas été ouverts"),
    ("Un bilan[^quand].", "", "clauses/essai/suivi.md:10", "n'est pas écrite"),
    ("Un bilan.\n\n[^quand]: Le délai.", "", "clauses/essai/suivi.md:12", "n'est nulle part"),
    ("Un.", "derives: {x: {si: {a: oui}}}\n", "clauses/essai/suivi.md:9", "dites « parmi », « texte »"),
    ("Un.", "signatures: [{titre: A, si: a <> b}]\n", "clauses/essai/suivi.md:9", "« si » dit une condition"),
]


@pytest.mark.parametrize(("body", "head", "place", "said"), WRONG)
def test_what_cannot_be_read_is_told_at_its_line(tmp_path: Path, body: str, head: str, place: str, said: str) -> None:
    with pytest.raises(InputError) as failure:
        written(tmp_path, body, {}, head)
    assert place in str(failure.value)
    assert said in str(failure.value)
