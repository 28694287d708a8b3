"""The typography that nothing puts right: what the engine does not write by itself in French words.

It writes the apostrophes, the spaces of « : ; ? ! », of « « » » and of numbers (engine.french.typography). The words of
a clause are those that its compiled tree prints; a slip of the form that the blank keeps is its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from jinja2 import TemplateSyntaxError, nodes

from engine.compiling.parsing import parsed
from engine.errors import Finding, Place, Severity
from engine.libraries.modele import Clause, Modele
from engine.libraries.tableaux import Tableau

_RULES: tuple[tuple[str, re.Pattern[str], str], ...] = (
    ("des points de suspension en trois points", re.compile(r"\.{3,}"), "Écrivez « … »."),
    ("deux espaces", re.compile(r"(?<=[\w,;:.!?»)])  +(?=[\w«(])"), "N'en laissez qu'une."),
    ("des guillemets anglais", re.compile(r"[“”]|(?<![=\w])\"(?=\w)[^\"\n]*\""), "Écrivez « … »."),
    ("une apostrophe suivie ou précédée d'une espace",
     re.compile(r"\b(?:[cdjlmnst]|qu|lorsqu|puisqu|jusqu)['’] +(?=\w)|(?<=\w) ['’](?=[^\W\d])", re.IGNORECASE),
     "Collez-la aux deux mots : « l'article »."),
    ("un accent à la place d'une apostrophe", re.compile(r"(?<=[^\W\d])[´`](?=[^\W\d])"), "Écrivez « ' »."),
    ("une espace devant une virgule ou un point", re.compile(r"(?<=\w) +(?=[,.](?:\s|$))"), "Supprimez-la."),
    ("un signe sans espace après lui", re.compile(r"(?<=[^\W\d])[,;](?=[^\W\d])|(?<=[^\W\d]{2})[!?](?=[^\W\d])"),
     "Laissez une espace après « , » et « ; »."),
    ("« numéro » mal abrégé", re.compile(r"\b[Nn](?:o|um\.|\.)? ?º? ?(?<=[o.º ])(?<!\bn )(?=\d)|\b[Nn]º|\b[Nn] °"),
     "Écrivez « n° »."),
    ("un ordinal mal abrégé",
     re.compile(r"\b(?:1[èe]res?|\d+(?:i?[èe]mes?|è))\b"),
     "Écrivez « 1er », « 1re », « 2e »."),
)  # fmt: skip
_ELIDED = re.compile(r"\b(?:[dl]|qu)['’]\{\{-? *renvoi\(\W*([\w/#-]+)", re.IGNORECASE)
_CODE = "typographie"
_FORM = ("vierge",)


def typography_mistakes(model: Modele) -> Iterator[Finding]:
    """What is wrong in the words of the clauses and of the tables of a model."""
    for clause in model.clauses.values():
        for text in (clause.en_tete.titre, clause.corps):
            yield from _of_text(text, clause)
        for at, note in enumerate(clause.en_tete.notes):
            yield from _told(note, clause.place("notes", at))
        for path, asked in clause.en_tete.questions.items():
            yield from _told(asked.libelle, clause.place("questions", path, "libelle"))
            yield from _told(asked.aide, clause.place("questions", path, "aide"))
    for table in model.tableaux.values():
        yield from _of_table(table)


def _of_text(text: str, clause: Clause) -> Iterator[Finding]:
    try:
        said = list(_words(text))
    except TemplateSyntaxError:  # told by what reads the code
        return
    for found in _ELIDED.finditer(text):
        message = f"« {{renvoi {found[1]}}} » s'imprime comme un numéro seul, sans le mot que son article attend."
        place = clause.place_of(text, text.count("\n", 0, found.start()) + 1)
        yield Finding(_CODE, message, Severity.WARNING, f"Écrivez « l'article {{renvoi {found[1]}}} ».", place=place)
    lines = [(one, line + at) for words, line in said for at, one in enumerate(words.split("\n"))]
    for words, line in lines:
        yield from _told(words, clause.place_of(text, line))
    yield from (_unclosed(clause.place_of(text, line)) for line in _alone(lines))


def _alone(lines: Iterable[tuple[str, int]]) -> Iterator[int]:
    """The lines of the guillemets that are opened twice, or closed without being opened; of that which never is."""
    opened = 0
    for words, line in lines:
        for mark in re.findall("[«»]", words):
            if (mark == "«") == bool(opened):
                yield opened or line
                return
            opened = line if mark == "«" else 0
    if opened:
        yield opened


def _unclosed(place: Place) -> Finding:
    message = "un guillemet est ouvert et n'est pas fermé, ou fermé sans être ouvert."
    return Finding(_CODE, message, Severity.WARNING, "Chaque « a son », avec ses espaces.", place=place)


def _words(text: str) -> Iterator[tuple[str, int]]:
    return _printed(parsed(text).body) if "{" in text else iter([(text, 1)])


def _printed(body: list[nodes.Node]) -> Iterator[tuple[str, int]]:
    """The words of a text, each with its line; those that the blank form alone prints are left out."""
    for node in body:
        match node:
            case nodes.TemplateData():
                yield node.data, node.lineno
            case nodes.If(test=nodes.Name(name="vierge")):
                yield from _printed(node.else_)
            case nodes.Call(node=nodes.Name(name="note" | "remarque")):
                yield from ((one.value, one.lineno) for one in node.args
                            if isinstance(one, nodes.Const) and isinstance(one.value, str))  # fmt: skip
            case nodes.Const() | nodes.Name():
                continue
            case _:
                yield from _printed(list(node.iter_child_nodes()))


def _of_table(table: Tableau) -> Iterator[Finding]:
    said = [(table.titre, table.place("titre"))]
    for group in ("parametres", "rubriques"):
        for at, line in enumerate(getattr(table, group)):
            said += [(getattr(line, key), table.place(group, at, key)) for key in ("titre", "libelle", "court")]
    for at, control in enumerate(table.controles):
        said += [(getattr(control, key), table.place("controles", at, key)) for key in ("libelle", "message", "aide")]
    for text, place in said:
        try:
            for words, _ in _words(text):
                yield from _told(words, place)
        except TemplateSyntaxError:  # told by what reads the code
            continue


def _told(words: str, place: Place) -> Iterator[Finding]:
    if words.lstrip().startswith(("|--", "|:-")):
        return
    for what, pattern, hint in _RULES:
        if found := pattern.search(words):
            begin = max(0, found.start() - 20)
            near = " ".join(words[begin : found.end() + 15].split())
            yield Finding(_CODE, f"{what} : « {near} ».", Severity.WARNING, hint, place=place)
