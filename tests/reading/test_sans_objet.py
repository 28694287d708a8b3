"""« Néant » to a question that may stay blank is a blank: it is told, and no contract prints it in a sentence."""

from datetime import date
from pathlib import Path
from typing import Any, get_args

import pytest

from engine.dossier import Dossier, dossier_of
from engine.libraries.modele import load_model, model_names
from engine.reading.lectures import CODE
from engine.reading.yaml_strict import parse_yaml
from engine.writing.layout.plain import write_text
from models import chemins
from models.champs import Fiche, est_un_texte, facultatifs
from models.fiches.groupe import fields_of, given_in, read_as

NEANTS = ("néant", "Néant.", "sans objet", "AUCUN", "aucune", "RAS", "sans numéro", ["néant"], [None, "Sans objet"])


def groups(kind: type[Fiche]) -> set[type[Fiche]]:
    """A description class and those of all its groups of facts."""
    found = {kind}
    for _, info in chemins.walk(kind):
        found |= {one for one in (info.annotation, *get_args(info.annotation)) if _is_a_group(one)}
    return found


def _is_a_group(kind: Any) -> bool:
    return isinstance(kind, type) and issubclass(kind, Fiche)


def dossier(text: str) -> Dossier:
    return dossier_of(parse_yaml(text.encode(), "contrat.yaml"), Path("contrat.yaml"), date(2026, 1, 1))


@pytest.mark.parametrize("model", model_names())
def test_every_optional_text_of_every_model_reads_none_as_a_blank(model: str) -> None:
    for kind in groups(load_model(model).description):
        for name, info in fields_of(kind).items():
            extra = info.said
            if not isinstance(extra, dict) or not extra.get("facultatif") or extra.get("neant"):
                continue
            if est_un_texte(info) and not str(info.annotation).startswith("dict"):
                assert name in facultatifs(kind), f"{kind.__name__}.{name}"
                for answer in NEANTS:
                    assert name not in given_in(read_as(kind, {name: answer}))


def test_none_is_told_with_what_a_blank_means() -> None:
    told = dossier(
        "modele: ehpad\ncollectivite: {denomination: néant}\nvisas_locaux: [néant]\n"
        "gestionnaire: {adresse: néant, representant: {delegation: sans objet}}\n"
        "autres_departements: [{departement: néant, nom: }]\nprogrammation: {modificatifs: aucun}\n"
    ).findings
    assert [(one.message, one.reserve) for one in told if one.code == CODE] == [
        ("collectivite.denomination : « néant », lu comme une réponse vide : le nom du registre.", True),
        ("visas_locaux : « néant », lu comme une réponse vide : aucun autre visa.", False),
        ("gestionnaire.adresse : « néant », lu comme une réponse vide.", False),
        (
            "gestionnaire.representant.delegation : « sans objet », lu comme une réponse vide : "
            "le représentant signe sans délégation.",
            False,
        ),
        (
            "autres_departements : « néant », lu comme une réponse vide : le Département du contrat signe seul.",
            False,
        ),
        ("programmation.modificatifs : « aucun », lu comme une réponse vide : aucun ajustement.", False),
    ]


def test_none_enters_no_sentence() -> None:
    words = write_text(
        dossier(
            "modele: saad\ndepartement: 35\ncollectivite: {denomination: néant}\nvisas_locaux: [sans objet]\n"
            "pieces_annexees: [aucune]\nvisas: {schema_departemental: néant}\n"
            "services: [{nom: Service Exemple, autorisation: 2019-03-04, autorisation_reference: néant}]\n"
        )
        .assembled()
        .document
    )
    assert "Le Département d’Ille-et-Vilaine, représenté" in words
    assert not any(one in words.lower() for one in ("néant", "sans objet ;", "et aucune sont"))


def test_a_row_that_says_nothing_else_is_none_where_the_question_offers_it() -> None:
    contrat: Any = dossier("modele: ehpad\nprojets:\n- {etablissement: néant, projet: , exonere: }\n").contrat
    assert contrat.projets == []
    assert "projets" in given_in(contrat)
