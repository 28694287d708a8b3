"""The notes of a clause: an instruction of the form, a remark of ours, a doubt.

^[Préciser le délai.]                an instruction of the form to its drafter
^[remarque : …]  ^[réserve : …]      a remark of ours; what is to be verified before the contract is signed
[^delai]  …  [^delai]: Préciser …    the same, its words apart, until an empty line; they may print facts
"""

from __future__ import annotations

import re

from engine.libraries.conditions import quoted
from engine.libraries.marques_incompletes import UnreadableMarkError
from models.regexes import regex

_LINE = r"\n(?![ \t]*(?:\n|\Z))"
_KIND = r"(?:(?P<kind>remarque|réserve)[ \u00a0\u202f]?:[ \u00a0\u202f])?"
_NOTE = regex(rf"\^\[{_KIND}(?P<words>(?:[^\[\]{{}}\n]|{_LINE}|\[[^\[\]{{}}\n]*\])+)\]")
_DEFINED = regex(rf"^\[\^(?P<name>[\w-]+)\]: {_KIND}(?P<words>(?:[^\n]|{_LINE})+)", re.MULTILINE)
_FACT = regex(r"\{\{ (.+?) \}\}")
_NAMED = regex(r"\[\^(?P<name>[\w-]+)\]")
NOTES = {"": "note", "remarque": "remarque", "réserve": "reserve"}


def read_notes(text: str) -> str:
    """The text with its notes in Jinja.

    Raises:
        UnreadableMarkError: where a note is named and not written, or written and not named.
    """
    apart: dict[str, tuple[str, int]] = {}

    def defined(mark: re.Match[str]) -> str:
        apart[mark["name"]] = _call(mark, lines=False), mark.start()
        return "\n" * mark.group().count("\n")

    text = _DEFINED.sub(defined, text)
    used: set[str] = set()

    def named(mark: re.Match[str]) -> str:
        if mark["name"] not in apart:
            message = f"La note « {mark.group()} » n'est pas écrite. Ajoutez « {mark.group()}: … » à la fin du texte."
            raise UnreadableMarkError(message, mark.start(), mark.string)
        used.add(mark["name"])
        return apart[mark["name"]][0]

    text = _NAMED.sub(named, _NOTE.sub(lambda mark: _call(mark, lines=True), text))
    if lost := [(name, at) for name, (_, at) in apart.items() if name not in used]:
        raise UnreadableMarkError(f"La note « [^{lost[0][0]}] » n'est nulle part dans le texte.", lost[0][1], text)
    return text


def _call(mark: re.Match[str], *, lines: bool) -> str:
    """The call of a note; its words, which a text holds, stay on as many lines."""
    said = mark["words"].splitlines() if lines else [mark["words"]]
    texts = [" ".join(line.split()) for line in said]
    words = "\n~ ".join(map(_argument, [*(f"{line} " for line in texts[:-1]), texts[-1]]))
    return f"{{{{ {NOTES[mark['kind'] or '']}({words}) }}}}"


def _argument(words: str) -> str:
    """Words with the facts that they print."""
    parts = _FACT.split(words)
    return " ~ ".join(f"({part})" if rank % 2 else quoted(part) for rank, part in enumerate(parts))
