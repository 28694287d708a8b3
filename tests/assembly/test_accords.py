"""Number: a contract of one service says « le service », several: « les services », and their verbs follow."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

import pytest

from engine.assembly.assemble import assemble
from engine.law.applicable import Droit
from engine.law.collectivites import authority
from engine.libraries.modele import Modele, load_model, model_names
from engine.writing.layout.plain import write_text
from models.fiches.groupe import read_as
from tests import descriptions
from tests.bibliotheques import OURS

DAY = date(2024, 1, 15)
HOME_CARE = ["saad", "saad-seine-et-marne", "sad-ille-et-vilaine"]

OF_EACH = (
    "communes sur lesquelles le service prestataire",  # in the entry of each service
    "Descriptif du service",
    "zone d’intervention effective du service",
    "Zone d’intervention du service",
    "autres activités du service",
    "le service attendu",  # what is done, not who does it
    "le service rendu",
    "le service public",
    "la qualité du service",
    "qualité de service",
    "pour chaque service du co-signataire",
    "territoire d’intervention du service,",  # what any contract of this kind is for
    "tarif du SAD",  # a row of the form
)
OF_ALL = (
    "soutenir les services",  # those of the whole département
    "pilotage des services",
    "obligations de service public imposées aux services",
    "confiée aux services",
    "les services du Département",
    "les services départementaux",
    "accès aux services",
    "aux services du Département",
    "les services à l’issue de la procédure",
    "leurs services par rapport à des structures comparables",
)

ONE = re.compile(
    r"\b(?:[Ll]e|[Dd]u|[Aa]u|[Cc]e|[Ss]on|[Ll]eur|[Cc]haque) (?:service|SAAD|SAD)s?\b"
    r"(?! (?:de la|du Département|rendu|attendu|d’intérêt|public|ménager|départemental))"
)
SEVERAL = re.compile(
    r"\b(?:[Ll]es|[Dd]es|[Aa]ux|[Ss]es) (?:services (?:prestataires|concernés|cosignataires)|SAD cosignataires)\b|"
    r"\b[Ss]es services\b|\bchacun des services\b|\bl’un des services\b"
)
PLURAL_VERB = (
    r"(?:s’engagent|disposent|doivent|devront|peuvent|sont|ont|facturent|respectent|couvrent|présentent|permettent)"
)
SINGULAR_VERB = r"(?:s’engage|dispose|doit|devra|peut|est|a|facture|respecte|couvre|présente|permet)"
NAME = r"(?:service|établissement|co-?signataire|gestionnaire|organisme gestionnaire|Département|SAD|SAAD)"
ADJECTIVE = r"(?: (?!et\b|ou\b)[^\W\d]+)?"
DISAGREEING = re.compile(
    rf"(?<! et )(?<! ou )\b(?:[Ll]e |[Ll]’|[Cc]e |[Cc]haque ){NAME}{ADJECTIVE} {PLURAL_VERB}\b|"
    rf"\b(?:[Ll]es|[Cc]es|[Ss]es|[Ll]eurs) {NAME}s?{ADJECTIVE} {SINGULAR_VERB}\b"
)


def text_of(model: Modele, traits: dict[str, str], count: int) -> str:
    data: dict[str, Any] = descriptions.complete(model, traits)
    for several in ("services", "etablissements"):
        if data.get(several):
            one = data[several][0]
            data[several] = [{**one, "nom": f"Exemple {number}"} for number in range(1, count + 1)]
    contrat = read_as(model.description, data)
    return write_text(
        assemble(model, contrat, Droit(DAY, departement="35", bibliotheque=OURS), authority(OURS, "35", DAY)).document
    )


def found(pattern: re.Pattern[str], text: str, legitimate: tuple[str, ...] = ()) -> list[str]:
    """What a pattern finds in what is not legitimate, with its neighbours."""
    answers = re.sub(r"Réponse à « [^»]* »", "…", text)
    for words in legitimate:
        answers = answers.replace(words, "…")
    return [answers[max(0, match.start() - 40) : match.end() + 30] for match in pattern.finditer(answers)]


def preambule_of(name: str) -> dict[str, str]:
    preambule = load_model(name).plan.preambule
    return {"preambule": preambule.defaut} if preambule else {}


@pytest.mark.parametrize("name", HOME_CARE)
def test_a_contract_of_several_services_never_speaks_of_the_service(name: str) -> None:
    assert found(ONE, text_of(load_model(name), preambule_of(name), 2), OF_EACH) == []


@pytest.mark.parametrize("name", HOME_CARE)
def test_a_contract_of_one_service_never_speaks_of_its_services(name: str) -> None:
    assert found(SEVERAL, text_of(load_model(name), preambule_of(name), 1), OF_ALL) == []


@pytest.mark.parametrize("name", model_names())
@pytest.mark.parametrize("count", [1, 2])
def test_every_verb_agrees_with_its_subject(name: str, count: int) -> None:
    model = load_model(name)
    for preambule in model.plan.preambule.au_choix if model.plan.preambule else ("",):
        for answer in ("oui", "non"):
            traits = {"preambule": preambule} if preambule else {}
            if "dotation_complementaire" in model.plan.traits:
                traits["dotation_complementaire"] = answer
            text = text_of(model, traits, count)
            assert found(DISAGREEING, text) == [], (preambule, answer)


@pytest.mark.parametrize(
    ("count", "said"), [(1, "et le service prestataire s’engagent"), (2, "et les services prestataires s’engagent")]
)
def test_the_preambule_of_saad_names_its_services(count: int, said: str) -> None:
    assert said in text_of(load_model("saad"), {"preambule": "virage-domiciliaire"}, count)
