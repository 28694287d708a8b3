"""A questionnaire asks what its contract prints or what decides of it, and nothing else: for every two traits."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

import pytest
from allpairspy import AllPairs

from engine.asking.questionnaire import questionnaire
from engine.assembly import unprinted
from engine.assembly.assemble import assemble, domains_of
from engine.law.applicable import law_of
from engine.law.collectivites import authority
from engine.libraries.modele import Modele, load_model, model_names
from engine.reading.yaml_strict import parse_yaml
from models.fiches.groupe import read_as
from tests import descriptions
from tests.bibliotheques import OURS

DAY = date(2024, 1, 15)
ELSEWHERE: Mapping[str, Mapping[str, str]] = {
    "saad": {
        "moyens.tarif_horaire": "printed where no service gives its own",
        "services.siren": "printed for want of a FINESS number",
        "services.siret": "printed for want of a FINESS number",
    },
    "sad-ille-et-vilaine": {
        "services.siren": "printed for want of a FINESS number",
        "services.siret": "printed for want of a FINESS number",
        "objectifs.operationnels.actions.kilometres": "in the table of a fiche objectif, for some objectives",
        "objectifs.operationnels.actions.heures": "in the table of a fiche objectif, for some objectives",
        "dotation_complementaire.allocation_cnsa": "in the table of a fiche objectif, for some objectives",
    },
    "saad-seine-et-marne": {"suivi.direction": "printed where the registre does not name it"},
    "chrs": {
        "etablissements.siret": "printed for want of a FINESS number",
        "etablissements.siren": "printed for want of a FINESS number",
        "service_etat.direction": "printed before April 2021",
    },
    "ehpad": {
        "etablissements.evaluation_conduite": "« non » is printed in other words",
        "etablissements.pmp_et_gmp": "« non » is printed in other words",
        "autres_departements.departement": "its name is printed, where it is no métropole",
        "autres_departements.organe": "printed where it is no métropole",
        "programmation.signataires.departement": "its name is printed, where it is no métropole",
    },
}
"""What the descriptions of this test do not print, and when it is."""


def keys(value: Any, path: str = "") -> Iterator[str]:
    """The questions of a questionnaire, by the path of their facts."""
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from keys(inner, f"{path}.{key}")
    elif isinstance(value, list) and value and isinstance(value[0], dict):
        yield from keys(value[0], path)
    else:
        yield path.strip(".")


def told_useless(model: Modele, asked: frozenset[str]) -> set[str]:
    """What no contract uses of the facts asked: each is told in every contract that gives it."""
    domains, never = domains_of(model), None
    for row in AllPairs([list(values) for values in domains.values()]):
        traits = dict(zip(domains, row, strict=True))
        if not descriptions.possible(traits):
            continue
        data = descriptions.complete(model, traits)
        contrat = read_as(model.description, data)
        found = assemble(model, contrat, law_of(contrat, DAY, OURS), authority(OURS, data["departement"]))
        lost = {fact for one in found.findings if one.code == "fait-non-imprime" for fact in named(one.message)}
        never = lost if never is None else never & lost
    return (never or set()) & asked


def named(message: str) -> Iterator[str]:
    for path in message.rpartition(" : ")[2].removesuffix(".").split(", "):
        yield re.sub(r"\[\d+\]", "", path)


@pytest.mark.parametrize("name", model_names())
def test_what_is_asked_serves(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(unprinted, "_MOST_NAMED", 10_000)
    model = load_model(name)
    asked = frozenset(keys(parse_yaml(questionnaire(model).encode(), "q.yaml").data))
    assert told_useless(model, asked) - ELSEWHERE[name].keys() == set()


@pytest.mark.parametrize("name", model_names())
def test_what_is_not_asked_is_no_fact_that_a_contract_lacks(name: str) -> None:
    model = load_model(name)
    asked = frozenset(keys(parse_yaml(questionnaire(model).encode(), "q.yaml").data))
    domains = domains_of(model)
    for row in AllPairs([list(values) for values in domains.values()]):
        traits = dict(zip(domains, row, strict=True))
        if descriptions.possible(traits):
            contrat = read_as(model.description, descriptions.partial(model, traits))
            found = assemble(model, contrat, law_of(contrat, DAY, OURS), authority(OURS, contrat.departement or "35"))
            missing = {".".join(step for step in path if isinstance(step, str)) for path in found.missing}
            missing = {re.sub(r"\.(?:19|20)\d\d$", "", path) for path in missing}
            groups = {one for one in missing if any(path.startswith(f"{one}.") for path in asked)}
            assert missing - asked - groups == set()


@pytest.mark.parametrize("name", model_names())
def test_headings_are_words_of_a_reader(name: str) -> None:
    text = questionnaire(load_model(name))
    headings = re.findall(r"^# ── (.*?) ?─*$", text, re.MULTILINE)
    assert len(headings) == len(set(headings))
    for heading in headings:
        assert not re.search(r"  |[a-zà-ÿ][A-ZÀ-Ý]|_", heading), heading
    rest = "\n".join(line for line in text.split("\n") if "schema.json" not in line)
    assert not re.search(r"\.(?:txt|md|json)\b", rest)


def test_each_authority_of_an_ehpad_is_told_apart() -> None:
    text = questionnaire(load_model("ehpad"))
    agence = text[text.index("\nars:") : text.index("\nautres_autorites:")]
    departement = text[text.index("\ncollectivite:") : text.index("\nmetropole:")]
    assert "répond : l'agence régionale de santé" in agence
    assert "le Département" not in agence
    assert "répond : le Département" in departement
    assert "agence" not in departement
