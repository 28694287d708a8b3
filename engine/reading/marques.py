"""The marks that the author of a clause writes as in a form, and what the engine reads in their place.

    [du/des service(s)](services)       agrees with a fact: the number of a list or of a count, the gender of somebody
    {?, dont le siège est {{ x }}?}     words that stand only where the facts that they print are given
    {?x:, par dérogation?}              words that stand only where a fact is given, or true
    ^[Préciser le délai.]               an instruction of the form to its drafter, as a footnote
    ^[remarque : …]  ^[réserve : …]     … a remark of ours; what is to be verified before the contract is signed
    {;.}   {;}   {,}   {, et}           between the items of a list that is gone through: « ; » then a final stop…
    ::: vierge                          a passage of the blank form alone; « ::: contrat » of a contract alone
    ::: {habilitation: mixte}           a passage by case, on the same traits as the `si` of a front matter
    :::                                 the end of a passage

`vierge` and `ecarts` of the front matter say what the blank form prints in place of a fact, or of words put right.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

import yaml

from engine.accords import Formes, formes
from engine.errors import Finding, Place

_PATH = r"[a-z_][\w.]*"
_AGREEMENT = re.compile(rf"\[(?P<notation>[^\[\]{{}}\n]+)\]\((?P<fact>{_PATH})\)")
_OPTIONAL = re.compile(rf"\{{\?(?:(?P<fact>{_PATH}):)?(?P<words>(?:(?!\{{\?|\?\}}).)*)\?\}}(?P<end>(?=\n|\Z))?")
_PRINTED = re.compile(rf"\{{\{{-? *(?P<fact>{_PATH})")
_NOTE = re.compile(
    r"\^\[(?:(?P<kind>remarque|réserve)[ \u00a0\u202f]?:[ \u00a0\u202f])?(?P<words>(?:[^\[\]{}\n]|\[[^\[\]{}\n]*\])+)\]"
)
_NOTES = {"": "note", "remarque": "remarque", "réserve": "reserve"}
_BETWEEN = {
    "{;.}": "{% if loop.last %}.{% else %} ;{% endif %}",
    "{;}": "{% if not loop.last %} ; {% endif %}",
    "{,}": "{% if not loop.last %}, {% endif %}",
    "{, et}": "{% if not loop.first %}{% if loop.last %} et {% else %}, {% endif %}{% endif %}",
}
_SEPARATOR = re.compile(rf"({'|'.join(map(re.escape, _BETWEEN))})(?P<end>$)?", re.MULTILINE)
_STRAY = (
    (re.compile(r"\{\?"), "« {? » ouvre des mots facultatifs qui ne sont pas fermés. Fermez-les par « ?} »."),
    (re.compile(r"\?\}"), "« ?} » ferme des mots facultatifs qui n'ont pas été ouverts par « {? »."),
    (re.compile(r"\^\["), "« ^[ » ouvre une note qui n'est pas fermée, ou qui contient du code. Fermez-la par « ] »."),
    (
        re.compile(r"\](?=\((?!https?:)[^()\n]*$|\([A-Za-z_][\w.]*[ \n])", re.MULTILINE),
        "cet accord n'est pas fermé. Il s'écrit [du/des service(s)](services), avec le nom d'un fait.",
    ),
    (
        re.compile(rf"\[[^\[\]\n]*(?:\w\(\w+\)|\w/\w|\|)[^\[\]\n]*\] +\({_PATH}\)"),
        "un accord s'écrit sans espace entre le crochet et la parenthèse : [du/des service(s)](services).",
    ),
    (re.compile(r"\{ ?[;,.][;,. ]*(?:et ?)?\}"), "ce séparateur n'existe pas. Écrivez {;.}, {;}, {,} ou {, et}."),
)
"""What is left of a mark that was not written whole, and would print as it is."""
_PASSAGE = re.compile(r"^(?P<indent> *):::(?P<asked>.*)$", re.MULTILINE)
_SOLE = {"vierge": "vierge", "contrat": "not vierge"}


class UnreadableMarkError(ValueError):
    """A mark that cannot be read, with its position in the text, or in what has been made of the text so far."""

    def __init__(self, message: str, position: int, text: str) -> None:
        super().__init__(message)
        self.line = text.count("\n", 0, position)


def as_jinja(text: str, blank: Mapping[str, str] | None = None, slips: Sequence[tuple[str, str]] = ()) -> str:
    """The text with its marks in the language of clauses; no line of it moves.

    `blank` is what the blank form prints for what a clause prints, `slips` the words of the source that it keeps with
    those that a contract has in their place.

    Raises:
        UnreadableMarkError: where a mark is not whole, or where the condition of a passage cannot be read.
    """
    for source, words in slips:
        text = text.replace(words, f"{{% if vierge %}}{source}{{% else %}}{words}{{% endif %}}")
    text = _NOTE.sub(lambda mark: f"{{{{ {_NOTES[mark['kind'] or '']}({_quoted(mark['words'])}) }}}}", text)
    text = _SEPARATOR.sub(_between, text)
    text = _passages(text)
    while (simpler := _OPTIONAL.sub(_condition, text)) != text:
        text = simpler
    for printed, words in (blank or {}).items():
        text = _with_blank(text, printed, words)
    text = _AGREEMENT.sub(lambda mark: f"{{{{ accorde({_quoted(mark['notation'])}, {mark['fact']}) }}}}", text)
    _check_nothing_is_left(text)
    return text


def _check_nothing_is_left(text: str) -> None:
    for pattern, message in _STRAY:
        if left := pattern.search(text):
            raise UnreadableMarkError(message, left.start(), text)


def _quoted(words: str) -> str:
    escaped = words.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def _between(mark: re.Match[str]) -> str:
    separator = _BETWEEN[mark[1]]
    return separator.removesuffix("%}") + "+%}" if mark["end"] is not None else separator


def _condition(mark: re.Match[str]) -> str:
    facts = [mark["fact"]] if mark["fact"] else list(dict.fromkeys(_PRINTED.findall(mark["words"])))
    if not facts:
        message = f"« {mark.group()} » ne dit pas de quel fait il dépend. Écrivez {{?fait: mots?}}."
        raise UnreadableMarkError(message, mark.start(), mark.string)
    end = "{% endif +%}" if mark["end"] is not None else "{% endif %}"
    return f"{{% if {' and '.join(facts)} %}}{mark['words']}{end}"


def _with_blank(text: str, printed: str, words: str) -> str:
    """Give a fact, through its filters or not, or a passage with its facts, the words of the blank form."""
    if "{{" in printed:
        return text.replace(printed, f"{{% if vierge %}}{words}{{% else %}}{printed}{{% endif %}}")
    pattern = re.compile(rf"\{{\{{ {re.escape(printed)}(?P<filters>(?: \| [^{{}}]*)?) \}}\}}")
    return pattern.sub(lambda mark: f"{{{{ {printed}{mark['filters']} | vierge({_quoted(words)}) }}}}", text)


def _passages(text: str) -> str:
    opened: list[int] = []

    def opened_or_closed(mark: re.Match[str]) -> str:
        asked = mark["asked"].strip()
        if asked:
            opened.append(mark.start())
            return f"{{% if {_test(asked, mark)} %}}"
        if not opened:
            raise UnreadableMarkError("« ::: » ferme un passage qui n'a pas été ouvert.", mark.start(), text)
        opened.pop()
        return "{% endif %}"

    read = _PASSAGE.sub(opened_or_closed, text)
    if opened:
        message = "Ce passage n'est pas fermé. Écrivez « ::: » seul sur une ligne, à sa fin."
        raise UnreadableMarkError(message, opened[-1], text)
    return read


def _test(asked: str, mark: re.Match[str]) -> str:
    """The condition of a passage: the blank, the contract, or the values of traits."""
    if asked in _SOLE:
        return _SOLE[asked]
    try:
        case = yaml.load(asked, Loader=yaml.BaseLoader)  # noqa: S506 - every scalar is a text
    except yaml.YAMLError:
        case = None
    if not isinstance(case, dict) or not case or not all(map(_is_values, case.values())):
        message = f"« ::: {asked} » : écrivez « vierge », « contrat » ou un cas, comme {{habilitation: mixte}}."
        raise UnreadableMarkError(message, mark.start(), mark.string)
    tests = []
    for trait, values in case.items():
        words = [_quoted(one) for one in ([values] if isinstance(values, str) else values)]
        tests.append(f"cas({_quoted(trait)}, {', '.join(words)})")
    return " and ".join(tests)


def _is_values(said: object) -> bool:
    return isinstance(said, str) or (isinstance(said, list) and all(isinstance(one, str) for one in said))


def unreadable_marks(text: str, file: str, first_line: int) -> Iterator[Finding]:
    """The agreements that no rule resolves, each at its line."""
    for mark in _AGREEMENT.finditer(text):
        if not readable(mark["notation"]):
            line = first_line + text.count("\n", 0, mark.start())
            message = f"« {mark['notation']} » ne dit ni singulier et pluriel, ni masculin et féminin."
            hint = "Écrivez les deux formes, séparées par « | » : [le service | chacun des services](services)."
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
