"""What is wrong with the Jinja of a clause, in French and at its line; no word of Jinja or of Python is printed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from jinja2 import TemplateSyntaxError, UndefinedError
from jinja2.exceptions import SecurityError

from engine.errors import LibraryError, UnknownNameError
from engine.likeness import most_like
from models.records import dataclass
from models.regexes import regex

CORRECT_THE_CLAUSE = "C'est la clause qu'il faut corriger, et non la description."
_WORDS = "docs/ecrire-une-clause.md dit les mots de la langue des clauses."
_IN_A_LOOP = "Écrivez-les entre « ::: chaque … de … » et « ::: », après l'élément (« {, et} » avant lui)."
_CLOSE_IT = "Fermez-le, ou supprimez-le."
_NESTED = "Chaque {% if … %} se ferme par {% endif %}, chaque {% for … %} par {% endfor %}, dans l'ordre inverse."
_QUOTES = 'Un texte se met entre guillemets droits, ouverts et fermés : {{ note("…") }}.'

_SYNTAX: Mapping[str, tuple[str, str]] = {
    r"Missing end of comment": (
        "« {# » ouvre un commentaire qui n'est jamais fermé.",
        "Fermez-le par « #} ». Un repère ne s'écrit qu'après un titre : « ## Titre {#repere} ».",
    ),
    r"Missing end of raw": ("« {% raw %} » n'est jamais fermé.", "Fermez-le par « {% endraw %} »."),
    r"innermost block that needs to be closed is '(\w+)'": ("« {{% {0} … %}} » n'est jamais fermé.", _NESTED),
    r"unknown tag '(end\w+)'": ("« {{% {0} %}} » ferme ce qui n'a pas été ouvert.", _NESTED),
    r"unknown tag '(\w+)'": ("« {{% {0} … %}} » n'existe pas.", _WORDS),
    r"nesting mistake": ("un bloc est fermé avant celui qu'il contient.", _NESTED),
    r"unexpected char (.+) at": ("ce signe ne peut pas se trouver ici : {0}.", _QUOTES),
    r"No filter named '(\w+)'": ("« | {0} » n'existe pas.", _WORDS),
    r"No test named '(\w+)'": ("« is {0} » n'existe pas.", _WORDS),
    r"Expected an expression, got 'end of print": ("« {{{{ }}}} » est vide.", "Écrivez-y le fait à imprimer."),
    r"expected token 'end of (?:print statement|statement block)', got '(.+)'": (
        "« {0} » ne peut pas suivre ce qui le précède.",
        "Une opération, une virgule ou la fin (« }} », « %} ») manque peut-être avant.",
    ),
    r"expected token '(.+)', got 'end of (?:template|print|statement)": (
        "« {0} » manque avant la fin.",
        "Vérifiez que chaque parenthèse, crochet et accolade est fermé.",
    ),
    r"expected token '(.+)', got '(.+)'": ("« {0} » est attendu ici, et non « {1} ».", _QUOTES),
    r"[Uu]nexpected '(.+)'": ("« {0} » ne peut pas se trouver ici.", _WORDS),
    r"[Uu]nexpected end": ("« {{ » ou « {% » n'est jamais fermé.", _CLOSE_IT),
}
_TOKENS = {"name": "un nom", "string": "un texte", "integer": "un nombre", "end of template": "fin du texte"}
_OPENED = regex(r"\{\{.*?\}\}|\{%.*?%\}")
_BLOCK = regex(r"\{%-?\s*(end)?(for|if|set|macro|call|filter|block|with)\b([^%]*)")


@dataclass(frozen=True, slots=True)
class Mistake:
    """What is wrong, what to do, and the line of the text where it stands, from 1."""

    message: str
    hint: str
    line: int | None


def syntax_mistake(error: TemplateSyntaxError, text: str) -> Mistake:
    """Word what Jinja could not read."""
    if line := _open_quotes(text, error.lineno):
        return Mistake("un texte entre guillemets n'est pas fermé.", _QUOTES, line)
    words = error.message or ""
    for pattern, (message, hint) in _SYNTAX.items():
        if found := re.search(pattern, words):
            shown = [_TOKENS.get(one, one.strip("'\"") or one) for one in found.groups()]
            said = message.format(*shown) if shown else message
            line = _never_closed(text) if "jamais fermé" in message else None
            return Mistake(said, hint, line or error.lineno)
    return Mistake("ce code ne peut pas être lu.", _WORDS, error.lineno)


def _open_quotes(text: str, last: int) -> int | None:
    """The first line, up to `last`, on which a piece of code opens quotes that it does not close."""
    for number, line in enumerate(text.splitlines()[:last], start=1):
        for code in _OPENED.findall(line):
            if re.sub(r"\"[^\"]*\"|'[^']*'", "", code).count('"'):
                return number
    return None


def _never_closed(text: str) -> int | None:
    """The line of the last thing that was opened and is not closed."""
    opened: list[int] = []
    for block in _BLOCK.finditer(text):
        if block[1]:
            opened = opened[:-1]
        elif block[2] != "set" or "=" not in block[3]:
            opened.append(text.count("\n", 0, block.start()) + 1)
    if opened:
        return opened[-1]
    starts = [match.start() for match in re.finditer(r"\{#(?!.*?#\})|\{\{(?!.*?\}\})|\{%(?!.*?%\})", text, re.DOTALL)]
    return text.count("\n", 0, starts[0]) + 1 if starts else None


def failure(error: BaseException, known: Iterable[str]) -> tuple[str, str]:
    """Word what could not be worked out, and what to do; `known` are the names that a clause may use."""
    words = str(error)
    if isinstance(error, UnknownNameError):
        return not_a_name(error.name, error.among or known)
    if isinstance(error, LibraryError):
        return f"{words}.", CORRECT_THE_CLAUSE
    if isinstance(error, SecurityError):
        return "ce code demande ce qu'aucune clause ne peut voir.", _WORDS
    if isinstance(error, RecursionError):
        return "ce code s'appelle lui-même sans fin.", CORRECT_THE_CLAUSE
    if unknown := re.search(r"has no (?:attribute|element) '?([^']+)'?", words):
        return _no_attribute(unknown[1], isinstance(error, UndefinedError))
    if isinstance(error, UndefinedError) and (unknown := re.search(r"'(.+)' is undefined", words)):
        return not_a_name(unknown[1], known)
    if isinstance(error, TypeError) and (called := re.search(r"(\w+)\(\) (missing|takes|got)", words)):
        name = "colonne" if called[1] == "__init__" else called[1]
        return f"« {name} » n'est pas appelé avec ce qu'il lui faut.", _WORDS
    if isinstance(error, ArithmeticError | OverflowError):
        return "ce calcul ne peut pas être fait.", CORRECT_THE_CLAUSE
    return "ce code ne peut pas être exécuté : ce qu'il emploie n'est pas de la sorte attendue.", _WORDS


def not_a_name(name: str, known: Iterable[str]) -> tuple[str, str]:
    """Say that a name is nobody's; `loop` is what the marks between the items of a list look at."""
    if name == "loop":
        return "« {;.} », « {;} », « {,} » et « {, et} » ne vont que dans une liste.", _IN_A_LOOP
    near = most_like(name, known)
    hint = f"Vouliez-vous dire « {near} » ?" if near else CORRECT_THE_CLAUSE
    return f"« {name} » n'est ni un fait de la description ni une fonction.", hint


def _no_attribute(name: str, asked: bool) -> tuple[str, str]:
    if not asked:
        return "ce code ne peut pas être exécuté : ce qu'il emploie n'est pas de la sorte attendue.", _WORDS
    hint = "Posez-le dans les « questions » d'une clause, ou corrigez son nom (« cpom questionnaire » les dit tous)."
    return f"« {name} » n'est ni un fait de la description ni une fonction, à cet endroit.", hint
