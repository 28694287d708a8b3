"""The marks that the author of a clause writes as in a form, and what the engine reads in their place.

    [du/des site(s)](sites)             agrees with a fact: the number of a list or of a count, the gender of somebody
    {?, dont le siège est {{ x }}?}     words that stand only where the facts that they print are given
    {?x:, par dérogation?}              words that stand only under a condition (engine.libraries.conditions)
    {?x = oui: déjà | y: bientôt | non?}   … and what stands otherwise; no space is kept after « : »
    {;.}   {;}   {,}   {, et}   {<br>}  between the items of a list that is gone through: « ; » then a final stop…
    {,, et}  {…, et}                    … of items that have commas; of a list that goes on from the words before
    {signatures}                        the places to sign that the front matter names

Passages (engine.libraries.passages), notes (engine.libraries.notes), calls (engine.libraries.appels) and names
(engine.libraries.derives) are read beside. `vierge` and `ecarts` of the front matter say what the blank form prints in
place of a fact, or of words put right.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from engine.accords import Formes, formes
from engine.errors import Finding, Place
from engine.libraries.appels import read_calls
from engine.libraries.conditions import CONDITION, PATH, in_jinja, quoted
from engine.libraries.lignes import read_rows
from engine.libraries.marques_incompletes import UnreadableMarkError, check_nothing_is_left
from engine.libraries.notes import read_notes
from engine.libraries.passages import read_passages, read_repeated
from models.regexes import regex

_AGREEMENT = regex(rf"\[(?P<notation>[^\[\]{{}}\n]+)\]\((?P<fact>{PATH})\)")
_NO_END = r"(?:(?!\{\?|\?\}|\n[ \t]*\n).)*"
_OPTIONAL = regex(rf"\{{\?(?P<words>{_NO_END})\?\}}(?P<end>(?=\n|\Z))?", re.DOTALL)
_CONDITIONAL = regex(rf"(?P<condition>{CONDITION}):(?P<words>.*)", re.DOTALL)
_OR = regex(r"\{\{.*?\}\}|\{%.*?%\}|\[[^\]\n]*\](?=\()|(?P<or>(?: |\n[ \t]*)\|(?: |\n[ \t]*))", re.DOTALL)
_PRINTED = regex(rf"\{{\{{-? *(?P<fact>{PATH})")
BETWEEN = {
    "{;.}": "{% if loop.last %}.{% else %} ;{% endif %}",
    "{;}": "{% if not loop.last %} ; {% endif %}",
    "{,}": "{% if not loop.last %}, {% endif %}",
    "{<br>}": "{% if not loop.last %}<br>{% endif %}",
    "{, et}": "{% if not loop.first %}{% if loop.last %} et {% else %}, {% endif %}{% endif %}",
    "{,, et}": "{% if not loop.first %}, {% if loop.last %}et {% endif %}{% endif %}",
    "{…, et}": "{% if loop.last %} et {% else %}, {% endif %}",
}
_SEPARATOR = regex(rf"({'|'.join(map(re.escape, BETWEEN))})(?P<end>$)?", re.MULTILINE)
SIGNATURES = "{signatures}"


def as_jinja(
    text: str, blank: Mapping[str, str] | None = None, slips: Sequence[tuple[str, str]] = (), signatures: str = ""
) -> str:
    """The text with its marks in the language of clauses; no line of it moves.

    `blank` is what the blank form prints for what a clause prints, `slips` the words of the source that it keeps with
    those that a contract has in their place; `signatures` the places to sign, read already.

    Raises:
        UnreadableMarkError: where a mark cannot be read, or is not whole.
    """
    for source, words in slips:
        text = _either(text, words, source)
    text = _words(read_passages(read_rows(read_repeated(_SEPARATOR.sub(_between, read_notes(text))))))
    for printed, words in (blank or {}).items():
        text = _with_blank(text, _words(printed), words)
    text = _AGREEMENT.sub(lambda mark: f"{{{{ accorde({quoted(mark['notation'])}, {mark['fact']}) }}}}", text)
    check_nothing_is_left(text)
    return text.replace(SIGNATURES, signatures) if signatures else text


def _words(text: str) -> str:
    """The text with what is optional in it, and what it calls, in Jinja."""
    while (simpler := _OPTIONAL.sub(_optional, text)) != text:
        text = simpler
    return read_calls(text)


def _either(text: str, words: str, blank: str) -> str:
    """The text in which a blank prints other words, wherever its author ended a line in those that it has."""
    said = map(re.escape, words.replace("+%}", "%}").split(" "))
    pattern = r"\s+".join(said).replace(re.escape("%}"), r"\+?%\}")

    def put(mark: re.Match[str]) -> str:
        end = " +" if text[mark.end() : mark.end() + 1] == "\n" else " "
        return f"{{% if vierge %}}{blank}{{% else %}}{mark.group()}{{% endif{end}%}}"

    return re.sub(pattern, put, text)


def _between(mark: re.Match[str]) -> str:
    separator = BETWEEN[mark[1]]
    return separator.removesuffix("%}") + "+%}" if mark["end"] is not None else separator


def _optional(mark: re.Match[str]) -> str:
    said = _alternatives(mark["words"])
    branches = [_branch(words, last=bool(rank) and rank == len(said) - 1) for rank, (words, _) in enumerate(said)]
    if len(said) > 1:
        branches = [(test, words.removeprefix(" ") if test else words) for test, words in branches]
    elif branches[0][1].startswith("\n"):  # Jinja takes away the end of a line that follows a condition
        branches = [(branches[0][0], f" {branches[0][1]}")]
    if branches[0][0] is None:
        message = (
            f"« {mark.group()} » ne dit pas de quel fait il dépend. Écrivez {{?fait: mots?}}, sans espace devant « : »."
        )
        raise UnreadableMarkError(message, mark.start(), mark.string)
    made = f"{{% if {branches[0][0]} %}}{branches[0][1]}"
    for (test, words), (_, lines) in zip(branches[1:], said[1:], strict=True):
        made += f"{{% {f'elif {test}' if test else 'else'} {lines}%}}{words}"
    return made + ("{% endif +%}" if mark["end"] is not None else "{% endif %}")


def _alternatives(words: str) -> list[tuple[str, str]]:
    """What « | » separates, outside of facts and of agreements, each after the ends of lines that came before it."""
    cuts = [mark.span() for mark in _OR.finditer(words) if mark["or"]]
    edges = [0, *(edge for cut in cuts for edge in cut), len(words)]
    parts = zip(edges[::2], edges[1::2], strict=True)
    ends = ["", *("\n" * words.count("\n", *cut) for cut in cuts)]
    return [(words[begin:end], lines) for (begin, end), lines in zip(parts, ends, strict=True)]


def _branch(words: str, *, last: bool) -> tuple[str | None, str]:
    """The test of some words, and the words; the last of several stand whatever the facts, unless they say it."""
    if conditional := _CONDITIONAL.fullmatch(words):
        return in_jinja(conditional["condition"]), conditional["words"]
    facts = [] if last else list(dict.fromkeys(_PRINTED.findall(words)))
    return " and ".join(facts) or None, words


def _with_blank(text: str, printed: str, words: str) -> str:
    """Give a fact, through its filters or not, or a passage with its facts, the words of the blank form."""
    if "{" in printed:
        return _either(text, printed, words)
    pattern = re.compile(rf"\{{\{{ {re.escape(printed)}(?P<filters>(?: \| [^{{}}]*)?) \}}\}}")
    return pattern.sub(lambda mark: f"{{{{ {printed}{mark['filters']} | vierge({quoted(words)}) }}}}", text)


def unreadable_marks(text: str, file: str, first_line: int) -> Iterator[Finding]:
    """The agreements that no rule resolves, each at its line."""
    for mark in _AGREEMENT.finditer(text):
        if not readable(mark["notation"]):
            line = first_line + text.count("\n", 0, mark.start())
            message = f"« {mark['notation']} » ne dit ni singulier et pluriel, ni masculin et féminin."
            hint = "Écrivez les deux formes, séparées par « | » : [le site | chacun des sites](sites)."
            yield Finding("accord-illisible", message, hint=hint, place=Place(file, line))


def readable(notation: str) -> list[Formes]:
    """The forms that a notation can stand for; none where it cannot be read."""
    found: list[Formes] = []
    for number in (True, False):
        try:
            found.append(formes(notation, "nombre" if number else "genre"))
        except ValueError:
            continue
    return found
