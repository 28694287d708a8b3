"""The facts that a plan and the front matter of its clauses name, and that no description of the model can give."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any

from engine import french
from engine.assembly.sound_rules import every_fact_of_rules, facts_of_rules
from engine.errors import Finding, Path, Place
from engine.libraries.echeances import Echeance
from engine.libraries.modele import Clause, Modele
from engine.reading.suggestions import nearest
from models import chemins
from models.champs import Fiche
from models.contrat import Contrat
from models.fiches.groupe import fields_of
from models.regexes import regex

_ASK_IT = "Posez-le dans les « questions » d'une clause, ou corrigez son nom."
_OF_A_DEADLINE = ("annee", "exercice", "jour")
_OF_THE_RULES = ("effet", "echeance", "preavis", "reponse", "prorogation", "avenant", "siege")
_GROUPS = ("rubriques", "repondent", "sans", "programmation")
_IN_BRACES = regex(r"\{([^{}]*)\}")


def fact_mistakes(model: Modele) -> Iterator[Finding]:
    """The facts that a plan itself names (those it inherits may be of no use) or its clauses, and that nothing asks."""
    said = model.lus[0].data if model.lus else {}
    for fact, place in facts_of_rules(model):
        yield from _unknown(fact, model.description, place)
    for path, fact in _of_plan(model, said):
        yield from _unknown(fact, model.description, model.place(*path))
    yield from _clauses_of_mentions(model, said)
    for clause in {
        one.fichier: one for part in (model, *model.documents.values()) for one in part.clauses.values()
    }.values():
        for at, rule in enumerate(clause.en_tete.echeances):
            yield from _of_deadline(rule, at, clause, model.description)
        for name, asked in clause.en_tete.questions.items():
            if asked.limite:
                yield from _of_a_day(asked.limite.jour, clause.place("questions", name, "limite", "jour"))
            if asked.designe:
                yield from _unknown(asked.designe, model.description, clause.place("questions", name, "designe"))


def facts_of_the_plan(model: Modele) -> Iterator[str]:
    """The facts that a plan names, those that it inherits included."""
    yield from every_fact_of_rules(model)
    yield from (fact for _, fact in _of_plan(model, {name: getattr(model.plan, name) for name in _GROUPS}))


def _unknown(fact: str, kind: type[Fiche], place: Place) -> Iterator[Finding]:
    if not fact or chemins.field_at(kind, fact) is not None:
        return
    *group, last = chemins.lire(fact)
    held = chemins.field_at(kind, tuple(group)) if group else None
    inner = chemins.inner(held.annotation) if held else [] if group else [kind]
    near = nearest(str(last), fields_of(inner[0])) if inner else None
    hint = f"Vouliez-vous dire « {chemins.ecrit((*group, near))} » ?" if near else _ASK_IT
    yield Finding("fait-inconnu", f"rien ne demande le fait « {fact} ».", hint=hint, place=place)


def _of_plan(model: Modele, said: Mapping[str, Any]) -> Iterator[tuple[Path, str]]:
    plan = model.plan
    for group in ("rubriques", "repondent"):
        yield from (((group, key), key) for key in getattr(plan, group) if key in (said.get(group) or ()))
    yield from ((("sans", at), key) for at, key in enumerate(plan.sans) if "sans" in said)
    rules = plan.programmation
    if rules is None or "programmation" not in said:
        return
    yield ("programmation", "liste"), rules.liste
    for group in ("colonnes", "constantes"):
        for key, value in getattr(rules, group).items():
            yield ("programmation", group, key), f"{rules.liste}[].{value if group == 'colonnes' else key}"
    yield from ((("programmation", "arrete", key), fact) for key, fact in rules.arrete.items())
    conventions, signing = rules.conventions, rules.cosignataires
    yield ("programmation", "conventions", "existantes"), conventions.existantes
    yield ("programmation", "conventions", "liste"), conventions.liste
    for key in ("etablissement", "date", "fin"):
        column = getattr(conventions, key)
        yield ("programmation", "conventions", key), f"{conventions.liste}[].{column}" if column else ""
    yield ("programmation", "cosignataires", "liste"), signing.liste
    for group in ("colonnes", "metropole"):
        for column, fact in getattr(signing, group).items():
            yield ("programmation", "cosignataires", group, column), fact
            yield ("programmation", "cosignataires", group, column), f"{signing.liste}[].{column}"
    yield from ((("programmation", "cosignataires", "reunies", at), fact) for at, fact in enumerate(signing.reunies))


def _clauses_of_mentions(model: Modele, said: Iterable[str]) -> Iterator[Finding]:
    for at, group in enumerate(model.regles.mentions if "regles" in said else ()):
        for rank, mention in enumerate(group.contenu):
            for n, name in enumerate(mention.clauses):
                if name not in model.clauses:
                    near = nearest(name, model.clauses)
                    hint = f"Vouliez-vous dire « {near} » ?" if near else "Nommez une clause du plan."
                    place = model.place("regles", "mentions", at, "contenu", rank, "clauses", n)
                    message = f"« {name} » n'est pas une clause de ce modèle."
                    yield Finding("clause-inconnue", message, hint=hint, place=place)


def _of_deadline(rule: Echeance, at: int, clause: Clause, description: type[Contrat]) -> Iterator[Finding]:
    """The facts of a deadline, those of its words included, and the days that it says."""
    row: type[Fiche] | None = description
    if rule.rappelle and rule.rappelle not in _OF_THE_RULES:
        message = f"« {rule.rappelle} » n'est pas une échéance des règles du modèle."
        hint = f"Au choix : {', '.join(_OF_THE_RULES)}."
        yield Finding("echeance-inconnue", message, hint=hint, place=clause.place("echeances", at, "rappelle"))
    if rule.pour:
        held = chemins.field_at(description, rule.pour)
        inner = chemins.inner(held.annotation) if held else []
        row = inner[0] if inner else None
        if row is None:
            yield from _unknown(
                rule.pour if held is None else f"{rule.pour}[].…", description, clause.place("echeances", at, "pour")
            )
    for key, kind in (("fait", row), ("periodicite", description)):
        if kind is not None:
            yield from _unknown(getattr(rule, key), kind, clause.place("echeances", at, key))
    for name in _IN_BRACES.findall(rule.objet):
        if name not in _OF_A_DEADLINE and not any(kind and chemins.field_at(kind, name) for kind in (row, description)):
            yield from _unknown(name, description, clause.place("echeances", at, "objet"))
    for key in ("chaque_annee", "defaut"):
        if words := getattr(rule, key):
            yield from _of_a_day(words, clause.place("echeances", at, key))


def _of_a_day(words: str, place: Place) -> Iterator[Finding]:
    found = french.month_and_day(words)
    try:
        known = found is not None and date(2024, *found)
    except ValueError:
        known = False
    if not known:
        message = f"« {words} » ne dit pas de jour de l'année."
        hint = "Écrivez un jour et un mois : « 30 avril », « 30 avril N+1 »."
        yield Finding("jour-illisible", message, hint=hint, place=place)
