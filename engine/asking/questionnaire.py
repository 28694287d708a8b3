"""The questionnaire of a model: a YAML file that is a description of a contract once it is filled in."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from textwrap import wrap
from typing import Any

from engine.asking.asked import Asked
from engine.asking.conditions import conditioned
from engine.asking.exiges import without_false_options
from engine.asking.left import Rank, deciding_first, rank, under
from engine.asking.needed import needed
from engine.asking.negotiated import lines_of
from engine.asking.yaml_text import entry, scalar
from engine.french import NO_BREAK, capitalise, enumerate_fr
from engine.libraries.modele import Modele
from models.champs import Repondant

_Tell = Callable[[Asked, str, Any], list[str]]
"""What stands above a key, by its margin and by what the description says of it already."""

_WIDTH = 100
_BLOCKS = "Un bloc par élément : pour en ajouter un, recopiez celui-ci à partir de son tiret"
_LINES = "un texte par ligne, après un tiret"
# Where a line of French may not be cut.
_GLUED = re.compile(r" (?=[:;!?»%€·])|(?<=«) |(?<=\bn°) |(?<=\b[LRDM]\.) |(?<=\bMme) ")

_PARTS = {
    Rank.DECIDES: "Ce qui décide des autres questions",
    Rank.LEFT: "Ce qui reste à dire",
    Rank.ANSWERED: "Ce qui est déjà dit",
}
_BEGUN = """\
Les réponses déjà données y sont, sans leur aide ; le reste est demandé, d'abord ce qui décide des
autres questions."""
_WHOLE = """
Ce fichier est une description entière : il peut prendre la place de la première, dont il n'a pas
les commentaires."""
_HOW_TO = """\
Écrivez chaque réponse après les deux-points et une espace. Laissez vide ce que vous ignorez :
le projet dira ce qui manque, ou lira ce que dit « facultatif (vide : …) », comme « néant ».

  une date             effet: 2024-02-01
  oui ou non           retenu: oui
  un texte             nom: Service Exemple
  … entre guillemets s'il contient « : » ou « # », ou s'il commence par un signe
                       nom: "Service Exemple : antenne nord"
  … sur plusieurs lignes, en retrait après une barre
                       modalites: |
                         Première ligne.
                         Seconde ligne.
  une liste            communes:
                         - Rennes
                         - Fougères

Ne changez pas les retraits, faits d'espaces. Les lignes précédées de « # » ne sont pas lues.
Ensuite, « cpom verifier FICHIER » dit ce qui est faux et ce qui manque."""


def _wrapped(text: str, margin: str, hanging: str = "") -> list[str]:
    """Cut a comment into lines."""
    opening = f"{margin}# "
    lines = wrap(
        _GLUED.sub(NO_BREAK, text), max(_WIDTH, len(opening) + 50), initial_indent=opening + hanging,
        subsequent_indent=opening + hanging * 2, break_long_words=False, break_on_hyphens=False,
    )  # fmt: skip
    return [line.replace(NO_BREAK, " ") for line in lines]


def _format(one: Asked) -> str:
    """Tell how to write the answer, unless its help begins with it."""
    if one.format is None:
        return ""
    words = one.format.words
    if one.choices and not any(one.choices.values()):
        listed = all(choice in one.aide for choice in one.choices)
        words = "" if listed else f"au choix : {enumerate_fr([scalar(choice) for choice in one.choices], 'ou')}"
    if re.match(rf"{words}(?! \w)", one.aide, re.IGNORECASE):
        words = ""
    return _LINES if one.many else words


def _answer(one: Asked, pour: Repondant | None) -> str:
    """Tell how to answer, give an example, and say who answers."""
    said = (
        _format(one),
        f"exemple : {scalar(one.exemple)}" if one.exemple else "",
        f"répond : {one.repond}" if pour is None and not one.under else "",
        f"facultatif (vide : {one.facultatif})" if one.facultatif else "",
        one.si,
        f"source : {one.source}" if one.source else "",
    )
    return capitalise(" · ".join(part for part in said if part))


def _comment(one: Asked, margin: str, pour: Repondant | None) -> list[str]:
    """Write what stands above a key: its name and its help, its choices, then how to answer and who does."""
    # A banner names the groups at the top; some help begins with the name.
    unnamed = (one.under and not margin) or one.aide.lower().startswith(one.libelle.lower())
    said = ("" if unnamed else capitalise(one.libelle), one.aide)
    lines = _wrapped(" — ".join(part for part in said if part), margin)
    if any(one.choices.values()):
        for choice, label in one.choices.items():
            lines += _wrapped(f"{scalar(choice)} : {label}" if label else scalar(choice), margin, "  ")
    if one.under and one.many:
        lines += _wrapped(f"{_BLOCKS}.", margin)
    return [*lines, *_wrapped(_answer(one, pour), margin)]


def _banner(one: Asked) -> list[str]:
    lines = wrap(capitalise(one.libelle), _WIDTH - 1, initial_indent="# ── ", subsequent_indent="#    ")
    return [*lines[:-1], f"{lines[-1]} ".ljust(_WIDTH, "─")]


def _kept(questions: tuple[Asked, ...], pour: Repondant) -> Iterator[Asked]:
    """Keep the questions of one party, and the first of each item of a list: the name by which both parties know it."""
    for one in questions:
        under = tuple(_kept(one.under, pour))
        if one.under and under:
            first = one.under[0]
            if one.many and not first.under and under[0].name != first.name:
                aide = f"Pour mémoire, tel que {first.repond} l'écrit"
                under = (replace(first, aide=aide, exemple="", facultatif=""), *under)
            yield replace(one, under=under)
        elif not one.under and (one.qui == pour or one.name == "modele"):
            yield one


def _fact(one: Asked, value: Any, opening: str) -> list[str]:
    """Write a fact with what is known of it; `opening` is what precedes it on its line: spaces, perhaps a dash."""
    key, indent = f"{opening}{one.name}:", len(opening) + 2
    margin = " " * indent
    if isinstance(value, str):
        return entry(key, value, indent)
    if one.many:
        items = value if isinstance(value, list) and value else [None]
        return [key, *(line for item in items for line in entry(f"{margin}-", item, indent + 2))]
    if isinstance(value, dict):
        return [key, *(line for name, item in value.items() for line in entry(f"{margin}{name}:", item, indent + 2))]
    return entry(key, value, indent)


def _written(one: Asked, value: Any, opening: str, tell: _Tell, *, rest: bool) -> list[str]:
    """Write a key and all that stands under it, each key with what `tell` puts above it."""
    if not one.under or (isinstance(value, str) and value.strip()):
        return _fact(one, value, opening)
    lines, margin = [f"{opening}{one.name}:"], " " * (len(opening) + 2)
    if not one.many:
        return [*lines, *_group(one, value, margin, tell, rest=rest)]
    tell = _once(tell)
    for item in value if isinstance(value, list) and value else [None]:
        lines += _group(one, item, f"{margin}- ", tell, rest=rest)
    return lines


def _group(one: Asked, value: Any, opening: str, tell: _Tell, *, rest: bool) -> list[str]:
    known = value if isinstance(value, dict) else {}
    lines: list[str] = []
    questions = under(one, known)
    for fact in deciding_first(questions, known, named=one.many) if rest else questions:
        said = known.get(fact.name)
        lines += [*tell(fact, opening.replace("- ", ""), said), *_written(fact, said, opening, tell, rest=rest)]
        opening = " " * len(opening)
    return lines


def _once(tell: _Tell) -> _Tell:
    """Say what stands above a key at the first item that has it."""
    told: set[int] = set()

    def first(one: Asked, margin: str, value: Any) -> list[str]:
        lines = [] if id(one) in told else tell(one, margin, value)
        if lines:
            told.add(id(one))
        return lines

    return first


def _head(model: Modele, pour: Repondant | None, schema_name: str, *, rest: bool) -> list[str]:
    title = f"Questionnaire du modèle « {model.nom} »"
    title += f" : {model.plan.intitule}" if model.plan.intitule else ""
    begun = f"{_BEGUN}{'' if pour else _WHOLE}\n\n" if rest else ""
    whose = f"Questions auxquelles répond {model.plan.repondants[pour]}.\n\n" if pour else ""
    return [
        f"# yaml-language-server: $schema={schema_name}",
        *_wrapped(f"(l'aide à la saisie d'un éditeur de code : cpom schema {model.nom} --sortie {schema_name})", ""),
        "#",
        *_wrapped(title, ""),
        *(f"# {line}".rstrip() for line in f"\n{whose}{begun}{_HOW_TO}".split("\n")),
        "",
        f"modele: {scalar(model.nom)}",
    ]


def questions_of(
    model: Modele, pour: Repondant | None, valeurs: Mapping[str, Any], *, every: bool = False
) -> tuple[Asked, ...]:
    """The questions of a contract that these answers leave, in its order; `pour` keeps those of one party.

    With `every`, those that these answers exclude are there too.
    """
    asked = conditioned(model, without_false_options(model, needed(model, valeurs)), {} if every else valeurs)
    return tuple(one for one in (_kept(asked, pour) if pour else asked) if one.name != "modele")


def questionnaire(
    model: Modele,
    pour: Repondant | None = None,
    schema_name: str | None = None,
    valeurs: Mapping[str, Any] | None = None,
    *,
    rest: bool = False,
) -> str:
    """Write the YAML file to fill in: every question that the contract needs, in its order, each with its help.

    As it stands it is a description in which everything is missing. `pour` keeps the questions of one party.
    `valeurs` is a description (keys, lists and texts, as `parse_yaml` reads them) whose answers are written in place;
    with `rest`, they are written without help, and what decides which of the other questions are asked comes first.
    """

    def tell(one: Asked, margin: str, value: Any) -> list[str]:
        answered = rest and rank(one, value) is Rank.ANSWERED
        return [] if answered else ["", *_comment(one, margin, pour)]

    known = valeurs or {}
    lines = _head(model, pour, schema_name or f"{model.nom}.schema.json", rest=rest)
    questions, agreed = questions_of(model, pour, known), lines_of(known)
    if not rest:
        return (
            "\n".join([*lines, *(line for one in questions for line in _top(one, known, tell, rest=rest)), *agreed])
            + "\n"
        )
    for place, title in _PARTS.items():
        part = [one for one in questions if rank(one, known.get(one.name)) is place]
        lines += ["", f"# ═══ {title} ".ljust(_WIDTH, "═")] if part else []
        lines += (line for one in part for line in _top(one, known, tell, rest=rest))
    return "\n".join([*lines, *agreed]) + "\n"


def _top(one: Asked, known: Mapping[str, Any], tell: _Tell, *, rest: bool) -> list[str]:
    value = known.get(one.name)
    lines = tell(one, "", value)
    banner = [*lines[:1], *_banner(one), *lines[1:]] if lines and one.under else lines
    return [*banner, *_written(one, value, "", tell, rest=rest)]
