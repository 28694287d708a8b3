"""Descriptions made for the tests: any model, any combination of its traits, blank, partial or complete."""

from __future__ import annotations

import functools
import itertools
import operator
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any, get_args, get_origin

from engine.assembly.assemble import domains_of
from engine.calendar.calendrier import annees_couvertes
from engine.dossier import Dossier, dossier_of
from engine.libraries.modele import Modele
from engine.reading.suggestions import choices
from engine.reading.yaml_strict import Source
from models.adaptations import NEGOCIES
from models.avenants import SUIVI
from models.champs import Fiche
from models.fiches.champ import Champ
from models.fiches.groupe import fields_of
from models.jours import Duree
from models.kind import kind_of

Traits = Mapping[str, str]


def dossier(data: Mapping[str, Any], day: date) -> Dossier:
    """The description that says these facts, as read after the last one of its model: what differs alone is read.

    Raises:
        InputError: where one of them cannot be read.
    """
    return dossier_of(Source("contrat.yaml", "", {**data}, {}, {}), Path("data/exemples/contrat.yaml"), day)


def deciding(model: Modele) -> dict[str, tuple[str, ...]]:
    """The traits that decide the clauses of a model, with their domains: not those of its tables or of words alone."""
    kept = {trait for clause in model.clauses.values() for trait in clause.en_tete.si} | {"preambule"}
    kept |= {trait for visa in model.plan.visas for trait in visa.si}
    kept |= {trait for line in model.plan.lignes() for trait in line.cumul}
    return {name: values for name, values in domains_of(replace(model, tableaux={})).items() if name in kept}


def combinations(domains: Mapping[str, tuple[str, ...]]) -> Iterator[dict[str, str]]:
    """Every combination of the values of traits, but those that contradict each other."""
    for values in itertools.product(*domains.values()):
        combination = dict(zip(domains, values, strict=True))
        if possible(combination):
            yield combination


def possible(traits: Traits) -> bool:
    """One service alone is not of two kinds."""
    return not (traits.get("habilitation") == "mixte" and traits.get("services") == "un")


def _scalar(info: Champ) -> Any:
    """An answer of the right kind."""
    kind = kind_of(info.annotation, info.marks)
    if kind and not kind.free:
        return kind.example
    listed = choices(info.annotation)
    return listed[0] if listed else f"Réponse à « {info.title} »"


def _filled(kind: type[Fiche]) -> dict[str, Any]:
    return {name: _value(info) for name, info in fields_of(kind).items()}


def _value(info: Champ) -> Any:
    annotation = info.annotation
    if isinstance(annotation, type) and issubclass(annotation, Fiche):
        return _filled(annotation)
    if get_origin(annotation) is list:
        inner = get_args(annotation)[0]
        if isinstance(inner, type) and issubclass(inner, Fiche):
            return [_filled(inner)]
        return [f"Élément de « {info.title} »"]
    if get_origin(annotation) is dict:
        return {str(year): f"Valeur de {year}" for year in range(2017, 2034)}
    return _scalar(info)


def _set(data: dict[str, Any], path: str, value: Any) -> None:
    *parents, last = path.split(".")
    for step in parents:
        data = data.setdefault(step, {})
    data[last] = value


def _services(traits: Traits) -> list[dict[str, Any]]:
    answers = {"habilite": ["oui", "oui"], "non_habilite": ["non", "non"], "mixte": ["oui", "non"]}
    kind = traits.get("habilitation", "habilite")
    several = traits.get("services", "plusieurs" if kind == "mixte" else "un") == "plusieurs"
    chosen = answers[kind][: 2 if several else 1]
    return [{"habilitation_aide_sociale": answer, "nom": f"Service {n}"} for n, answer in enumerate(chosen, start=1)]


def partial(model: Modele, traits: Traits) -> dict[str, Any]:
    """A description that says what decides the traits, and hardly more."""
    data: dict[str, Any] = {"modele": model.nom, "duree": "5 ans"}
    if "services" in fields_of(model.description):
        data["services"] = _services(traits)
    for trait, path in _DECIDED.items():
        if trait in traits:
            _set(data, path, traits[trait])
    for path in model.domaines:
        if path in traits:
            _decide(data, path, traits[path])
    if "forfait_unique" in traits:
        data |= _experiment(traits["forfait_unique"], {})
        data["autres_departements"] = [{"departement": "22"}] if traits["forfait_unique"] == "en_partie" else []
    return data


_DECIDED = {
    "statut": "gestionnaire.statut",
    "dotation_complementaire": "dotation_complementaire.retenu",
    "preambule": "preambule",
}


# The experiment is on when the contract begins, begins while it runs, is for one of its territories, or for none.
_EXPERIMENT = {
    "oui": ("22", "2026-01-15"),
    "ensuite": ("22", "2025-03-15"),
    "en_partie": ("35", "2026-01-15"),
    "non": ("35", "2024-01-15"),
}


def _experiment(value: str, signature: dict[str, str]) -> dict[str, Any]:
    departement, signed = _EXPERIMENT[value]
    return {"departement": departement, "effet": signed, "signature": {**signature, "date": signed}}


def _decide(data: dict[str, Any], path: str, value: str) -> None:
    """Give a trait its value: an answer, or the answers of the items of a list."""
    group, several, column = path.partition("[].")
    if not several:
        _set(data, path, value)
        return
    answers = {"tous": ["oui"], "aucun": ["non"], "certains": ["oui", "non"]}[value]
    *parents, last = group.split(".")
    for step in parents:
        data = data.setdefault(step, {})
    given = data.get(last) or [{}]
    data[last] = [{**given[min(n, len(given) - 1)], column: answer} for n, answer in enumerate(answers)]


def complete(model: Modele, traits: Traits, signature: date = date(2024, 1, 15)) -> dict[str, Any]:
    """A description that answers every question, signed on a day."""
    data = {key: value for key, value in _filled(model.description).items() if key not in (*NEGOCIES, *SUIVI)}
    if "services" in data:
        data["services"] = [{**data["services"][0], **one} for one in partial(model, traits)["services"]]
    objective, name = data["objectifs"][0], "dotation_complementaire"
    data["objectifs"] = [{**objective, **({name: one} if name in objective else {})} for one in ("non", "oui")]
    for trait, path in _DECIDED.items():
        if trait in traits:
            _set(data, path, traits[trait])
    for path in model.domaines:
        if path in traits:
            _decide(data, path, traits[path])
    dates = {"date": signature.isoformat(), "lieu": "Rennes"}
    data |= {"modele": model.nom, "departement": "35", "charte": None, "droit": "jour_de_signature", "signature": dates,
             "effet": signature.isoformat(), "duree": "5 ans"}  # fmt: skip
    if traits.get("forfait_unique", "non") != "non":
        data |= _experiment(traits["forfait_unique"], {"lieu": "Rennes"})
    for party in ("collectivite", "gestionnaire"):
        data[party]["logo"] = None
    data["gestionnaire"]["forme"] = None  # the statut says it
    data["prorogation"] = {}
    _every_year(data, model)
    return data


def _every_year(data: dict[str, Any], model: Modele) -> None:
    """One row for each year of the contract, in the lists that a computed table repeats over."""
    effet = date.fromisoformat(data["effet"])
    years = annees_couvertes(effet, Duree(60))
    for repeated in (table.series for table in model.tableaux.values() if table.series.annees and table.series.pour):
        *parents, last = repeated.pour.split(".")
        group = functools.reduce(operator.getitem, parents, data)
        group[last] = [{**group[last][0], repeated.cle: str(year)} for year in years]
