"""Marks of a clause that cannot be read, or that were not written whole: what is left of them would print as it is."""

from __future__ import annotations

import re

from engine.libraries.conditions import PATH
from models.regexes import regex

_CALLED = "renvoi|terme|texte|instrument|graphique|tableau|commun|signatures"
_STRAY = (
    (regex(r"\{\?"), "« {? » ouvre des mots facultatifs qui ne sont pas fermés. Fermez-les par « ?} »."),
    (regex(r"\?\}"), "« ?} » ferme des mots facultatifs qui n'ont pas été ouverts par « {? »."),
    (regex(r"\{\*"), "« {* » répète des mots qui ne sont pas fermés. Écrivez {* site de sites: … *}."),
    (regex(r"\*\}(?!\})"), "« *} » ferme des mots répétés qui n'ont pas été ouverts par « {* »."),
    (regex(r"\^\["), "« ^[ » ouvre une note qui n'est pas fermée, ou qui contient du code. Fermez-la par « ] »."),
    (
        regex(r"\](?=\((?!https?:)[^()\n]*$|\([A-Za-z_][\w.]*[ \n])", re.MULTILINE),
        "cet accord n'est pas fermé. Il s'écrit [du/des site(s)](sites), avec le nom d'un fait.",
    ),
    (
        regex(rf"\[[^\[\]\n]*(?:\w\(\w+\)|\w/\w|\|)[^\[\]\n]*\] +\({PATH}\)"),
        "un accord s'écrit sans espace entre le crochet et la parenthèse : [du/des site(s)](sites).",
    ),
    (regex(r"\]\((?=[\s)])"), "cet accord ne dit pas de quel fait il dépend : [du/des site(s)](sites)."),
    (regex(r":::"), "« ::: » ouvre ou ferme un passage seul au début d'une ligne."),
    (
        regex(r"</?(?!br>)[a-z][^<>\n]*>"),
        "une balise HTML s'imprimerait telle quelle. Écrivez **gras** ou *italique*.",
    ),
    (
        regex(r'note\("(?:[Rr]emarques?|[Rr][ée]serves?) ?:'),
        "une remarque s'écrit ^[remarque : …], et une réserve ^[réserve : …].",
    ),
    (regex(r"\{ ?[;,.…][;,. ]*(?:et ?)?\}"), "ce séparateur n'existe pas. Écrivez {;.}, {;}, {,} ou {, et}."),
    (
        regex(rf"(?<!\{{)\{{(?!\{{) ?(?!signatures\}})(?i:{_CALLED})\b[^{{}}%\n]*\}}"),
        "cet appel ne peut pas être lu. Il s'écrit sans majuscule, avec ce qu'il nomme : {renvoi objectifs}.",
    ),
)


class UnreadableMarkError(ValueError):
    """A mark that cannot be read, with its position in the text, or in what has been made of the text so far."""

    def __init__(self, message: str, position: int, text: str) -> None:
        super().__init__(message)
        self.line = text.count("\n", 0, position)


def check_nothing_is_left(text: str) -> None:
    """Refuse a text in which something of a mark is left, once all that are whole have been read.

    Raises:
        UnreadableMarkError: where there is one.
    """
    for pattern, message in _STRAY:
        if left := pattern.search(text):
            raise UnreadableMarkError(message, left.start(), text)
