"""What a clause calls by name: another article, a name of the law, a computed table.

{renvoi objectifs}                   the number of another heading of the contract, linked to it
{terme etablissement pluriel}        a name in use at the date of the law
{texte decret-2016-502}              the citation of a text of the register
{instrument tarif-minimal}           what fixes an amount: « par le décret … »
{tableau finances sauf places}       a computed table, « sauf » some of its rubriques, or with « rubriques » some alone
{tableau finances série 1}           … one of its series alone; « largeurs 40, 10 » are those of its columns,
                                     « coin Notre bilan » the words of its first corner
{tableau finances extrait soldes}    … the extract of it that its description names
{graphique finances}                 its charts
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from engine.libraries.conditions import quoted
from engine.libraries.marques_incompletes import UnreadableMarkError
from models.regexes import regex

_CALL = regex(r"(?<!\{)\{(?P<name>[a-zé]+) (?P<said>[^{}%]+)\}(?!\})")
_WORD = regex(r"[\w/#.-]+(?: [\w-]+)?")
_TABLE = regex(
    r"(?P<name>\w+)(?: extrait (?P<extract>\w+))?"
    r"(?: (?P<part>sauf|rubriques) (?P<lines>\w+(?:, \w+)*))?(?: série (?P<series>\d+))?"
    r"(?: largeurs (?P<widths>\d+(?:, \d+)*))?(?: coin (?P<corner>.+))?"
)


def _called(function: str) -> Callable[[str], str]:
    def call(said: str) -> str:
        if not _WORD.fullmatch(said):
            raise ValueError(said)
        return f"{{{{ {function}({', '.join(map(quoted, said.split()))}) }}}}"

    return call


def _table(said: str) -> str:
    found = _TABLE.fullmatch(said)
    if not found:
        raise ValueError(said)
    given = [quoted(found["name"])]
    if found["extract"]:
        given.append(f"extrait={quoted(found['extract'])}")
    if found["part"]:
        given.append(f"{found['part']}=[{_listed(found['lines'].split(', '))}]")
    if found["series"]:
        given.append(f"series=[{int(found['series']) - 1}]")
    if found["widths"]:
        given.append(f"largeurs=[{found['widths']}]")
    if found["corner"]:
        given.append(f"coin={quoted(found['corner'])}")
    return f"{{{{ tableau({', '.join(given)}) }}}}"


def _listed(words: Sequence[str]) -> str:
    return ", ".join(map(quoted, words))


CALLS: dict[str, Callable[[str], str]] = {
    "renvoi": _called("renvoi"),
    "terme": _called("terme"),
    "texte": _called("texte_de_loi"),
    "instrument": _called("instrument"),
    "graphique": _called("graphique"),
    "tableau": _table,
}


def read_calls(text: str) -> str:
    """The text with its calls in Jinja.

    Raises:
        UnreadableMarkError: where a call is unknown, or where what it names cannot be read.
    """

    def one(mark: re.Match[str]) -> str:
        try:
            lines = "\n" * mark.group().count("\n")
            return CALLS[mark["name"]](" ".join(mark["said"].split())).replace(" }}", f"{lines} }}}}")
        except (KeyError, ValueError):
            known = ", ".join(CALLS)
            message = f"« {mark.group()} » ne peut pas être lu. Les appels sont : {known}."
            raise UnreadableMarkError(message, mark.start(), mark.string) from None

    return _CALL.sub(one, text)
