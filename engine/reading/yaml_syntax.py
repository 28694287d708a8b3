"""YAML's syntax errors in French: what the parser could not read, and the slip of the pen behind it.

PyYAML words its errors in English, one way in C and another in Python. `explain` never prints these words: it
recognises them, looks at the line of the user, and says what to do.
"""

from __future__ import annotations

import re
from typing import Any

import yaml

from engine.errors import Finding, Place
from models.records import dataclass
from models.regexes import regex

_QUOTE_IT = 'Mettez le texte entre guillemets : "…".'
_QUOTE_IT_TOO = 'mettez le texte entre guillemets : "…".'
_IN_BRACKETS = (
    "Séparez les éléments par des virgules et fermez par « {closing} » ; un texte qui contient « : », une virgule, un "
    "crochet ou une accolade se met entre guillemets."
)
_BAD_COLONS = {
    r"\S ?:(?=[\u00a0\u202f])|[\u00a0\u202f]:": "L'espace qui touche les deux-points est insécable : mettez une espace "
    "ordinaire.",
    r"^[ -]*[\w-]+:(?=[^\s/])": "Mettez une espace après les deux-points : « clé: valeur ».",
}
BULLET = regex(r"[ \t\u00a0]*([\u2013\u2014\u2022\u00b7\u2023\u25aa\u2212])(?=\s)")
"""What a word processor makes of the hyphen that begins an item: a dash, a bullet."""
_LEADING_TAB = regex(r"[ -]*\t")
LINE_END = regex(r"\r\n|\r|\n")


@dataclass(frozen=True, slots=True)
class _Slip:
    """What a user did: its words, what to do, and whether it is shown where the unfinished construct opened.

    The words may name where that construct opened, the `quotes` around its text, the `character` or the `escape` shown.
    """

    message: str
    hint: str = _QUOTE_IT
    code: str = "yaml-syntaxe"
    at_opening: bool = False


_COLON_IN_TEXT = _Slip("un texte ne peut pas contenir « : » suivi d'une espace, à moins d'être entre guillemets.")
_TEXT_AFTER_QUOTES = _Slip(
    "du texte suit le texte entre {quotes} qui commence {opening}.",
    'Mettez toute la valeur entre guillemets ("…") : une apostrophe n\'y gêne pas, un guillemet s\'y écrit \\".',
)
_NO_COLON = _Slip(
    "« : » manque après cette clé.",
    "Écrivez « clé: valeur » ; la suite d'un texte se met en retrait sous sa première ligne.",
    at_opening=True,
)
_NO_KEY = _Slip("une clé manque avant « : ».", "Écrivez « clé: valeur ».")
_BAD_COLON = "« : » ne sépare pas la clé de la valeur."
_TOO_FAR_RIGHT = _Slip(
    "cette ligne est en retrait sous une ligne qui a déjà une valeur.",
    "Alignez-la sur les autres clés de son groupe ; la ligne qui ouvre un groupe finit par « : ».",
)
_MISALIGNED = _Slip(
    "cette ligne n'est alignée avec aucun groupe ouvert plus haut.",
    "Donnez-lui le même nombre d'espaces au début qu'aux autres clés de son groupe.",
)
_DASH_AMONG_KEYS = _Slip(
    "un tiret de liste ne peut pas se trouver parmi des clés.",
    "Placez la liste sous la clé dont elle est la valeur, ou mettez un tiret à chaque élément.",
)
_UNEXPECTED = _Slip("ce texte ne peut pas suivre ce qui le précède sur la ligne.")
_STRAY_BRACKET = _Slip("« {character} » ferme ce qui n'a pas été ouvert.", f"Supprimez-le, ou {_QUOTE_IT_TOO}")
_ESCAPE = _Slip(
    "« {escape} » n'a pas de sens dans un texte entre guillemets.",
    "Doublez la barre (\\\\), ou mettez le texte entre apostrophes : '…'.",
)
_UNKNOWN = _Slip(
    "cette ligne n'est pas du YAML correct.",
    "Vérifiez les retraits, les deux-points suivis d'une espace et les guillemets.",
)

# The words of PyYAML (scanner.py, parser.py) and of libyaml (scanner.c, parser.c), the first that match.
_SLIPS = {
    r"quoted scalar .*(end of stream|document)": _Slip(
        "le texte entre {quotes} qui commence ici n'est jamais fermé.",
        'Fermez-le. Si c\'est une apostrophe du texte, mettez tout le texte entre guillemets : "…".',
        at_opening=True,
    ),
    r"quoted scalar": _ESCAPE,
    r"flow sequence": _Slip(
        "le crochet « [ » ouvert {opening} n'est pas fermé, ou une virgule manque avant ceci.",
        _IN_BRACKETS.format(closing="]"),
    ),
    r"flow mapping": _Slip(
        "l'accolade « {{ » ouverte {opening} n'est pas fermée, ou une virgule manque avant ceci.",
        _IN_BRACKETS.format(closing="}"),
    ),
    r"anchor": _Slip(
        "une valeur ne peut pas commencer par « & », que YAML réserve aux ancres.", code="yaml-ancre", at_opening=True
    ),
    r"alias": _Slip(
        "une valeur ne peut pas commencer par « * », que YAML réserve aux alias.", code="yaml-alias", at_opening=True
    ),
    r"(scanning|parsing) a tag|tag handle|URI": _Slip(
        "une valeur ne peut pas commencer par « ! », que YAML réserve aux étiquettes.",
        code="yaml-etiquette",
        at_opening=True,
    ),
    r"block scalar": _Slip(
        "après « | » ou « > », le texte commence à la ligne suivante, en retrait.",
        f"Allez à la ligne, ou {_QUOTE_IT_TOO}",
        at_opening=True,
    ),
    r"cannot start any token": _Slip("une valeur ne peut pas commencer par « {character} »."),
    r"could not find expected ':'": _NO_COLON,
    r"sequence entries are not allowed": _Slip(
        "une liste ne peut pas commencer ici.",
        "Allez à la ligne avant le premier tiret ; si le tiret fait partie du texte, mettez-le entre guillemets.",
    ),
    r"mapping keys are not allowed": _Slip("une valeur ne peut pas commencer par « ? » suivi d'une espace."),
    r"block collection": _Slip(
        "cette ligne n'est pas alignée avec les tirets de la liste ouverte {opening}.",
        "Commencez-la par un tiret, ou donnez-lui le retrait du groupe auquel elle appartient.",
    ),
    r"document start|directive|incompatible YAML": _Slip(
        "une ligne « --- », « ... » ou « % » ne peut pas se trouver ici.",
        "Un fichier décrit un seul contrat : supprimez cette ligne, ou mettez la valeur entre guillemets.",
    ),
    r"node content": _Slip("une valeur manque ici.", "Vérifiez que les crochets et les accolades sont fermés."),
}


def _slip(words: str, line: str, column: int, last: Any) -> _Slip:
    """Which slip made the parser say `words` at a column of a line, just after the event `last`."""
    before, after = line[:column], line[column:]
    if "mapping values are not allowed" in words:
        return _COLON_IN_TEXT if re.search(r":\s", before) else _TOO_FAR_RIGHT
    if re.search(r"block mapping|node content", words) and after.startswith(("]", "}")):
        return _STRAY_BRACKET
    if "block mapping" in words:
        after_quotes = isinstance(last, yaml.ScalarEvent) and last.style in ("'", '"')
        return _not_a_key(before, after, after_quotes=after_quotes)
    return next((slip for pattern, slip in _SLIPS.items() if re.search(pattern, words)), _UNKNOWN)


def _not_a_key(before: str, after: str, *, after_quotes: bool) -> _Slip:
    """Which slip puts something else where a key is expected, at the start of the line or not."""
    if before.strip():
        return _TEXT_AFTER_QUOTES if after_quotes else _UNEXPECTED
    if after.startswith(":"):
        return _NO_KEY
    if re.match(r"-(\s|$)", after):
        return _DASH_AMONG_KEYS
    return _TOO_FAR_RIGHT if after_quotes else _MISALIGNED


def bad_colon(lines: list[str], line: int, name: str) -> Finding | None:
    """Find what is wrong with the colon of a line (« clé:valeur », a no-break space), if anything; lines from 0."""
    for pattern, hint in _BAD_COLONS.items():
        if found := re.search(pattern, lines[line]):
            return Finding("yaml-syntaxe", _BAD_COLON, hint=hint, place=Place(name, line + 1, found.end()))
    return None


def _bullet(lines: list[str], line: int, name: str) -> Finding | None:
    """Find the bullet that begins a line, if it does; lines from 0."""
    if not (found := BULLET.match(lines[line])):
        return None
    message = f"« {found[1]} » n'est pas le tiret d'une liste."
    hint = "Écrivez un trait d'union et une espace, « - », au début de chaque élément : Word l'a remplacé."
    return Finding("yaml-puce", message, hint=hint, place=Place(name, line + 1, found.start(1) + 1))


def _tabulation(lines: list[str], line: int, column: int, name: str) -> Finding:
    tabbed = [str(number) for number, text in enumerate(lines, 1) if _LEADING_TAB.match(text)]
    others = f" (lignes {', '.join(tabbed[:10])}{'…' if len(tabbed) > 10 else ''})" if len(tabbed) > 1 else ""
    message = "YAML n'admet pas la tabulation à cet endroit."
    hint = f"Remplacez chaque tabulation par des espaces{others}."
    return Finding("yaml-tabulation", message, hint=hint, place=Place(name, line + 1, column + 1))


def _position(mark: Any, lines: list[str]) -> tuple[int, int]:
    """Line and column of a mark, from 0. libyaml counts a line more where the last one has no end."""
    if mark is None:
        return 0, 0
    return (mark.line, mark.column) if mark.line < len(lines) else (len(lines) - 1, len(lines[-1]))


def explain(error: yaml.MarkedYAMLError, text: str, name: str, last: Any) -> Finding:
    """Locate and word what PyYAML could not read in `text`; `last` is the event that it read just before."""
    words = f"{error.context or ''} | {error.problem or ''}"
    lines = LINE_END.split(text)
    line, column = _position(error.problem_mark or error.context_mark, lines)
    tab = None if "quoted" in words else _LEADING_TAB.match(lines[line])
    if tab or ("any token" in words and lines[line].startswith("\t", column)):
        return _tabulation(lines, line, tab.end() - 1 if tab else column, name)
    slip = _slip(words, lines[line], column, last)
    opening = last.start_mark if slip is _TEXT_AFTER_QUOTES else error.context_mark
    opening_line, opening_column = _position(opening, lines) if opening else (line, column)
    if slip.at_opening:
        line, column = opening_line, opening_column
    if slip is _ESCAPE:
        column = max(lines[line].rfind("\\", 0, column + 1), 0)
    message = slip.message.format(
        opening=f"ligne {opening_line + 1}, colonne {opening_column + 1}",
        quotes="apostrophes" if lines[opening_line].startswith("'", opening_column) else "guillemets",
        character=lines[line][column : column + 1],
        escape=lines[line][column : column + 2],
    )
    found = Finding(slip.code, message, hint=slip.hint, place=Place(name, line + 1, column + 1))
    if bullet := _bullet(lines, line, name) or _bullet(lines, max(line - 1, 0), name):
        return bullet
    if slip in (_NO_COLON, _TOO_FAR_RIGHT):  # it may come of a colon badly written here, or on the line before
        return bad_colon(lines, line, name) or bad_colon(lines, max(line - 1, 0), name) or found
    return found
