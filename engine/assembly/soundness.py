"""A model opened to be used: what of its plan and of its clauses no contract can have is told, each at its place."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache, partial
from pathlib import Path

from engine.assembly.sound_answers import answer_mistakes
from engine.assembly.sound_tables import table_mistakes
from engine.compiling.uses import uses_of
from engine.errors import Finding, InputError, Place
from engine.law.experimentations import VALUES, load_experimentations
from engine.law.register import load_register
from engine.reading.library import Clause, Modele, load_model
from engine.reading.suggestions import nearest
from models.traits import DOMAINES

_Said = tuple[Mapping[str, Iterable[str]], Callable[[str], Place]]
_CASE = re.compile(r"""\bcas\(\s*["'](?P<trait>[^"']+)["'](?P<values>(?:\s*,\s*["'][^"']*["'])*)\s*\)""")
_OF_THE_RULES = {"preavis": "preavis", "limite_preavis": "preavis", "reponse": "reponse"}
"""The names of the calendar, with the rule of the model that each rests on where a description is silent."""


@cache
def open_model(name: str, root: Path | None = None) -> Modele:
    """A model that every command can use.

    Raises:
        InputError: with all that is wrong in its files.
    """
    model = load_model(name, root)
    found = [wrong for part in (model, *model.documents.values()) for wrong in _mistakes(part)]
    found += [*table_mistakes(model), *answer_mistakes(model)]
    if found:
        raise InputError(dict.fromkeys(found))
    return model


def every_domain(model: Modele) -> dict[str, tuple[str, ...]]:
    """Every trait that a condition of this model may name, with its values."""
    preambules = {"preambule": tuple(model.plan.preambule.au_choix)} if model.plan.preambule else {}
    experiments = dict.fromkeys(load_experimentations(), VALUES)
    return {**DOMAINES, **preambules, **model.domaines, **experiments}


def _mistakes(model: Modele) -> Iterator[Finding]:
    domains = every_domain(model)
    for condition, place in _conditions(model):
        yield from _of_condition(condition, domains, place)
    yield from _texts(model)
    yield from _uses(model)
    yield from _plan(model)
    yield from _rules(model)


def _conditions(model: Modele) -> Iterator[_Said]:
    """Every condition of a model, with where each of its traits is said."""
    for clause in model.clauses.values():
        yield from _cases(clause)
        yield clause.en_tete.si, _under(clause.place, "si")
        for at, deadline in enumerate(clause.en_tete.echeances):
            yield deadline.si, _under(clause.place, "echeances", at, "si")
    for at, visa in enumerate(model.plan.visas):
        yield visa.si, _under(model.place, "visas", at, "si")
    for line in model.plan.lignes():
        yield {name: [value] for name, value in line.cumul.items()}, model.place_of
    said = model.lus[0].data.get("regles", {}) if model.lus else {}  # of those that are inherited, some are of no use
    for at, mention in enumerate(model.regles.mentions if "mentions" in said else ()):
        yield mention.si, _under(model.place, "regles", "mentions", at, "si")
    for at, choice in enumerate(model.regles.incompatibilites if "incompatibilites" in said else ()):
        yield choice.si, _under(model.place, "regles", "incompatibilites", at, "si")
        yield choice.suppose, _under(model.place, "regles", "incompatibilites", at, "suppose")
    for table in model.tableaux.values():
        for condition in table.conditions():
            yield condition, table.place_of


def _cases(clause: Clause) -> Iterator[_Said]:
    """The conditions of the passages of a clause, which are calls of `cas` once its marks are read."""
    for text in (clause.en_tete.titre, clause.corps):
        for call in _CASE.finditer(text):
            place = clause.place_of(text, text.count("\n", 0, call.start()) + 1)
            yield {call["trait"]: re.findall(r"[\"']([^\"']*)[\"']", call["values"])}, partial(_always, place)


def _always(place: Place, _: str) -> Place:
    return place


def _under(place: Callable[..., Place], *path: str | int) -> Callable[[str], Place]:
    return lambda name: place(*path, name)


def _of_condition(
    condition: Mapping[str, Iterable[str]], domains: Mapping[str, tuple[str, ...]], place: Callable[[str], Place]
) -> Iterator[Finding]:
    """A trait, or a value, that no contract of the model can have."""
    for name, values in condition.items():
        known, asked = (domains, [name]) if name not in domains else (domains[name], list(values))
        for one in (one for one in asked if one not in known):
            near = nearest(one, known)
            hint = f"Vouliez-vous dire « {near} » ?" if near else f"Au choix : {', '.join(known)}."
            what = "une valeur du trait" if name in domains else "un trait"
            message = f"la condition sur « {name} » : « {one} » n'est pas {what}."
            yield Finding("condition-inconnue", message, hint=hint, place=place(name))


def _texts(model: Modele) -> Iterator[Finding]:
    """The keys of texts that the register does not hold."""
    cited = [
        (key, clause.place(group, at))
        for clause in model.clauses.values()
        for group in ("fondements", "exige")
        for at, key in enumerate(getattr(clause.en_tete, group))
    ]
    for at, visa in enumerate(model.plan.visas):
        cited += [(visa.visa, model.place("visas", at))] if visa.est_un_texte else []
        cited += [(key, model.place("visas", at, "articles")) for key in visa.articles]
    for key, place in cited:
        try:
            load_register().texte(key)
        except InputError as error:
            yield from (one if one.place else one.at(place) for one in error.findings)  # else it is data/'s own


def _uses(model: Modele) -> Iterator[Finding]:
    """The keys that only a contract would tell: nobody can say beforehand whom a change of the law reaches."""
    hint = 'Nommez la clé entre guillemets, ou d\'une liste de la clause : cas("habilitation", "mixte").'
    for clause in model.clauses.values():
        for text in (clause.en_tete.titre, clause.corps):
            for use in uses_of(text).unknown:
                message = f"ce que la clause emploie ({use.sort}) ne peut pas être suivi : son nom n'y est pas écrit."
                yield Finding("cle-inconnue", message, hint=hint, place=clause.place_of(text, use.line))


def _plan(model: Modele) -> Iterator[Finding]:
    """What the plan names, its clauses aside."""
    preambule = model.plan.preambule
    if preambule and preambule.defaut not in preambule.au_choix:
        hint = f"Préambules de ce modèle : {', '.join(preambule.au_choix)}."
        message = f"le préambule par défaut « {preambule.defaut} » n'est pas au choix."
        yield Finding("preambule-inconnu", message, hint=hint, place=model.place("preambule", "defaut"))
    if model.plan.charte and model.charte is None:
        message = f"la charte « {model.plan.charte} » n'est pas dans le dossier du modèle."
        hint = "Placez-y le fichier, ou supprimez cette ligne : le contrat aura l'en-tête neutre."
        yield Finding("charte-absente", message, hint=hint, place=model.place("charte"))
    for entry in model.plan.lignes():
        if not entry.clause and not entry.parmi:
            message, hint = "une ligne du plan ne nomme aucune clause.", "Écrivez « clause: nom », ou « parmi: […] »."
            yield Finding("plan-incomplet", message, hint=hint, place=model.place("articles"))


def _rules(model: Modele) -> Iterator[Finding]:
    """The rules of the model that its clauses print and that it does not give."""
    wanted: dict[str, str] = {}
    for clause in model.clauses.values():
        for name in sorted(clause.uses.names & set(_OF_THE_RULES)):
            wanted.setdefault(_OF_THE_RULES[name], clause.fichier)
    for rule, file in wanted.items():
        if getattr(model.regles.prorogation, rule) is None:
            message = f"« regles.prorogation.{rule} » manque : {file} l'imprime."
            hint = "Écrivez « regles: {prorogation: {preavis: 12 mois, reponse: 2 mois}} » avec les délais du modèle."
            yield Finding("regle-manquante", message, hint=hint, place=model.place("regles", "prorogation"))
