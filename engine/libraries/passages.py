"""The passages of a clause, between « ::: » and « ::: »: the blank's, the contract's, by case, for each item of a list.

::: vierge                            of the blank form alone; « ::: contrat » of a contract alone
::: {statut: association}             by case, on the same traits as the `si` of a front matter
::: si gestionnaire.adresse           by a condition on facts (engine.libraries.conditions)
::: sinon si …     ::: sinon          … and what stands otherwise
::: chaque site de sites              again for each item of a list; « ::: sinon » where there is none
:::                                   the end of a passage
{* site de sites: … *}                the same within a sentence

A paragraph of a case never runs on from the line before the passage, nor into the one after it.
"""

from __future__ import annotations

import re

import yaml

from engine.libraries.conditions import PATH, cases, in_jinja
from engine.libraries.marques_incompletes import UnreadableMarkError
from models.regexes import regex

_PASSAGE = regex(r"^ *:::(?P<asked>.*)$", re.MULTILINE)
SOLE = {"vierge": "vierge", "contrat": "not vierge"}
EACH = rf"[a-z_]\w*(?:, [a-z_]\w*)* de {PATH}(?:\({PATH}\))?"
_EACH = regex(rf"chaque ({EACH})")
_REPEATED = regex(
    rf"\{{\* ?(?P<each>{EACH}):(?P<words>(?:(?!\{{\*|\*\}}|\n[ \t]*\n).)*)\*\}}(?P<end>$)?", re.DOTALL | re.MULTILINE
)
_WORDS = regex(r"(?! *(?:[-*] |\||#+ |\d+[.)] |\{%|\{[a-z.]|:::|\^\^)) *\S")
"""A line of a paragraph, and not of a list nor of a table, a title or code."""
_USUAL = "« vierge », « contrat », « si … », « chaque … de … » ou un cas, comme {statut: association}"


def read_passages(text: str) -> str:
    """The text with its passages in Jinja, each mark on its own line.

    Raises:
        UnreadableMarkError: where a passage has no end or no beginning, or where its condition cannot be read.
    """
    opened: list[tuple[int, str]] = []

    def one(mark: re.Match[str]) -> str:
        asked = mark["asked"].strip()
        if asked == "sinon" or asked.startswith("sinon si "):
            return _otherwise(asked, mark, bool(opened))
        if asked:
            begun = _begun(asked, mark)
            kind = "for" if begun.startswith("{% for") else "if" if asked.startswith("{") else "sole"
            opened.append((mark.start(), kind))
            apart = kind == "if" and _before_words(mark) and not _goes_on(mark)
            return begun.removesuffix("%}") + "+%}" if apart else begun
        if not opened:
            raise UnreadableMarkError("« ::: » ferme un passage qui n'a pas été ouvert.", mark.start(), mark.string)
        return _ended(opened.pop()[1], mark)

    read = _PASSAGE.sub(one, text)
    if opened:
        message = "Ce passage n'est pas fermé. Écrivez « ::: » seul sur une ligne, à sa fin."
        raise UnreadableMarkError(message, opened[-1][0], text)
    return read


def read_repeated(text: str) -> str:
    """The text with what it repeats within a sentence in Jinja; no line of it moves."""
    while (simpler := _REPEATED.sub(_repeated, text)) != text:
        text = simpler
    return text


def _repeated(mark: re.Match[str]) -> str:
    words = mark["words"].strip(" ")
    return f"{_for(mark['each'])}{words}{'{% endfor +%}' if mark['end'] is not None else '{% endfor %}'}"


def _for(each: str) -> str:
    item, items = each.split(" de ", 1)
    return f"{{% for {item} in {items} %}}"


def _before_words(mark: re.Match[str]) -> bool:
    return _WORDS.match(mark.string, mark.end() + 1) is not None


def _last_line(mark: re.Match[str]) -> str:
    return mark.string[: mark.start()].rstrip("\n").rpartition("\n")[2]


def _goes_on(mark: re.Match[str]) -> bool:
    """Whether the line before it ends with a line break of Markdown, inside its paragraph."""
    return _last_line(mark).endswith("\\")


def _ended(kind: str, mark: re.Match[str]) -> str:
    if kind == "for":
        return "{% endfor %}"
    apart = kind == "if" and _WORDS.match(_last_line(mark)) and _before_words(mark) and not _goes_on(mark)
    return "{% endif +%}" if apart else "{% endif %}"


def _otherwise(asked: str, mark: re.Match[str], opened: bool) -> str:
    if not opened:
        raise UnreadableMarkError("« ::: sinon » n'est dans aucun passage.", mark.start(), mark.string)
    return "{% else %}" if asked == "sinon" else f"{{% elif {_condition(asked[9:], mark)} %}}"


def _begun(asked: str, mark: re.Match[str]) -> str:
    if asked in SOLE:
        return f"{{% if {SOLE[asked]} %}}"
    if asked.startswith("si "):
        return f"{{% if {_condition(asked[3:], mark)} %}}"
    if each := _EACH.fullmatch(asked):
        return _for(each[1])
    return f"{{% if {_case(asked, mark)} %}}"


def _condition(asked: str, mark: re.Match[str]) -> str:
    try:
        return in_jinja(asked)
    except ValueError:
        message = f"« {asked} » n'est pas une condition : écrivez un fait, « non » un fait, un fait « = » une réponse."
        raise UnreadableMarkError(message, mark.start(), mark.string) from None


def _case(asked: str, mark: re.Match[str]) -> str:
    """The values of traits."""
    try:
        case = yaml.load(asked, Loader=yaml.BaseLoader)  # noqa: S506 - every scalar is a text
    except yaml.YAMLError:
        case = None
    if not isinstance(case, dict) or not case or not all(map(_is_values, case.values())):
        raise UnreadableMarkError(f"« ::: {asked} » : écrivez {_USUAL}.", mark.start(), mark.string)
    return " and ".join(cases(trait, [values] if isinstance(values, str) else values) for trait, values in case.items())


def _is_values(said: object) -> bool:
    return isinstance(said, str) or (isinstance(said, list) and all(isinstance(one, str) for one in said))
