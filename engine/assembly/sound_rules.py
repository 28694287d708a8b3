"""The facts and the traits that the rules of a plan name: those of its own, and of the trunks that it inherits from.

The rules that it inherits from another model may be of no use to it: that model is checked for them.
"""

from __future__ import annotations

from collections import ChainMap
from collections.abc import Callable, Container, Iterator, Mapping
from functools import partial
from typing import Any

from engine.errors import Path, Place
from engine.libraries.lignee import TRUNKS
from engine.libraries.modele import Modele
from engine.libraries.plan import Regles
from engine.libraries.regles import Incompatibilite
from engine.reading.yaml_strict import Source
from models import chemins
from models.fiches.groupe import fields_of

_Conditions = tuple[Mapping[str, list[str]], Callable[[str], Place]]


def facts_of_rules(model: Modele) -> Iterator[tuple[str, Place]]:
    """The facts that the rules name, each with where it is said."""
    for choice, place in _incompatibilites(model):
        yield choice.sur, place("sur")
    yield from ((fact, model.place("regles", *path)) for path, fact in _facts(model.regles, _said(model)))


def every_fact_of_rules(model: Modele) -> Iterator[str]:
    """The facts that the rules name, those that the model inherits included."""
    yield from (choice.sur for choice in model.regles.incompatibilites)
    yield from (fact for _, fact in _facts(model.regles, fields_of(type(model.regles))))


def conditions_of_rules(model: Modele) -> Iterator[_Conditions]:
    """The conditions of the rules on traits, each with where a trait of it is said."""
    said, rules = _said(model), model.regles
    for at, mention in enumerate(rules.mentions if "mentions" in said else ()):
        yield mention.si, partial(model.place, "regles", "mentions", at, "si")
    for at, delay in enumerate(rules.delais if "delais" in said else ()):
        yield delay.si, partial(model.place, "regles", "delais", at, "si")
    for choice, place in _incompatibilites(model):
        yield choice.si, partial(place, "si")
        yield choice.suppose, partial(place, "suppose")


def _facts(rules: Regles, said: Container[str]) -> Iterator[tuple[Path, str]]:
    for at, delay in enumerate(rules.delais if "delais" in said else ()):
        yield from ((("delais", at, key), getattr(delay, key)) for key in ("premier", "second"))
    for at, least in enumerate(rules.minimums if "minimums" in said else ()):
        yield from ((("minimums", at, "faits", fact), fact) for fact in least.faits)
    for at, yearly in enumerate(rules.tarifs_annuels if "tarifs_annuels" in said else ()):
        yield from ((("tarifs_annuels", at, key), getattr(yearly, key)) for key in ("fait", "lignes"))
    for at, group in enumerate(rules.mentions if "mentions" in said else ()):
        for rank, mention in enumerate(group.contenu):
            yield from ((("mentions", at, "contenu", rank, "faits", n), one) for n, one in enumerate(mention.faits))
    if (siege := rules.frais_de_siege) and "frais_de_siege" in said:
        yield from ((("frais_de_siege", key), getattr(siege, key)) for key in ("effet", "arrete", "duree"))
    if (prix := rules.prix) and "prix" in said:
        items = chemins.ecrit(chemins.lire(prix.prix)[:-1])
        yield from ((("prix", key), getattr(prix, key)) for key in ("prix", "precedent", "taux"))
        yield from ((("prix", "si", name), f"{items}.{name}") for name in prix.si)
        yield from ((("prix", "tarifs", at), fact) for at, fact in enumerate(prix.tarifs))


def _said(model: Modele) -> Mapping[str, Any]:
    return dict(ChainMap(*(source.data["regles"] for source in _own(model))))


def _own(model: Modele) -> list[Source]:
    """The plan of the model and those of its trunks, where they say rules."""
    told = (one for one in model.lus if one is model.lus[0] or f"{TRUNKS}/" in one.name)
    return [one for one in told if isinstance(one.data.get("regles"), dict)]


def _incompatibilites(model: Modele) -> Iterator[tuple[Incompatibilite, Callable[..., Place]]]:
    """Those of these plans, among those of all from which the model inherits: each adds its own before the others."""
    every, own = iter(model.regles.incompatibilites), _own(model)
    for source in model.lus:
        rules = source.data.get("regles")
        for at in range(len(rules.get("incompatibilites") or ()) if isinstance(rules, dict) else 0):
            choice = next(every, None)
            if choice and source in own:
                yield choice, partial(_place, source, at)


def _place(source: Source, at: int, *path: str) -> Place:
    return source.place(("regles", "incompatibilites", at, *path))
