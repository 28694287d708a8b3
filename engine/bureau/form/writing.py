"""Write answers in a description: each as its question wants it, and none that could not be read afterwards."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date

import cpom
from engine.bureau.form.posted import NONE
from engine.bureau.form.saved import Wrong
from engine.french import capitalise

_DAY = re.compile(r"([0-9]{1,2})\s*[/.-]\s*([0-9]{1,2})\s*[/.-]\s*([0-9]{4})")
_AS_SHOWN = re.compile(r"\b([0-9]{4})-([0-9]{2})-([0-9]{2})\b")


def written(question: cpom.Question, text: str, before: str) -> str:
    """An answer as a description writes it: a day as 2026-01-15, the last line of several with an end."""
    if question.genre == "jour" and (said := _DAY.fullmatch(text)):
        try:
            return date(int(said[3]), int(said[2]), int(said[1])).isoformat()
        except ValueError:
            return text
    if question.plusieurs:
        return "\n".join(line.strip() for line in text.split("\n") if line.strip())
    if "\n" in text or before.endswith("\n"):
        return f"{text}\n"
    return text


def with_answers(dossier: cpom.Dossier, facts: Mapping[str, str]) -> tuple[cpom.Dossier, dict[str, Wrong]]:
    """The description with these answers (an empty one is erased), and those that it refuses, by their paths.

    What can be read and breaks a rule is kept, as in a file: the rule is told beside it. What cannot be read would
    hide the contract from everybody: it stays with whoever typed it.
    """
    wrong: dict[str, Wrong] = {}
    left = dict(facts)
    while left:
        try:
            made = _with(dossier, left)
        except (cpom.Refus, ValueError) as error:
            found = dict.fromkeys(left, _refusal(error)) if len(left) == 1 else {}
        else:
            if not (errors := _unread(dossier, made)):
                return made, wrong
            found = {
                path: one for one in errors for path in left if one.chemin == path or one.chemin.startswith(f"{path}[")
            }
            if not found and len(left) == 1:
                found = dict.fromkeys(left, errors[0])
        if not found:  # one of them, that nothing names
            return _one_by_one(dossier, left, wrong)
        for path, why in found.items():
            wrong[path] = Wrong(path, left.pop(path), *_told(why))
    return dossier, wrong


def _one_by_one(
    dossier: cpom.Dossier, facts: Mapping[str, str], wrong: dict[str, Wrong]
) -> tuple[cpom.Dossier, dict[str, Wrong]]:
    for path, text in facts.items():
        dossier, refused = with_answers(dossier, {path: text})
        wrong |= refused
    return dossier, wrong


def _unread(before: cpom.Dossier, after: cpom.Dossier) -> list[cpom.Constat]:
    """What can no longer be read; what could not be before is nobody's fault here."""
    if after.entier:
        return []
    known = {(one.code, one.chemin, one.message) for one in before.controles}
    errors = (one for one in after.controles if one.gravite == "erreur")
    return [one for one in errors if (one.code, one.chemin, one.message) not in known]


def _told(why: cpom.Constat) -> tuple[str, str]:
    """What is said at a field, which needs not be named again."""
    return capitalise(why.message.removeprefix(f"{why.chemin} : ")), _AS_SHOWN.sub(r"\3/\2/\1", why.conseil)


def _refusal(error: cpom.Refus | ValueError) -> cpom.Constat:
    if isinstance(error, cpom.Refus):
        return error.constats[0]
    return cpom.Constat("reponse-refusee", f"{error}", hint="Rechargez la page, et recommencez.")


def _with(dossier: cpom.Dossier, facts: Mapping[str, str]) -> cpom.Dossier:
    said = cpom.reponses(dossier)
    plain: dict[str, str] = {}
    lists: dict[str, str] = {}
    for path, text in facts.items():
        question = said.question(path)
        several = question is not None and question.plusieurs
        (lists if several else plain)[path] = text
    made = dossier.avec({path: text or None for path, text in plain.items()}) if plain else dossier
    for path, text in lists.items():
        made = _with_lines(made, path, text)
    return made


def _with_lines(dossier: cpom.Dossier, path: str, text: str) -> cpom.Dossier:
    """With these texts, one a line, in the place of those of a list."""
    count = cpom.reponses(dossier).combien(path)
    lines = text.split("\n") if text else []
    if not lines or (lines == [NONE] and not count):
        return dossier.avec({path: lines[0] if lines else None})
    if not count and cpom.reponses(dossier).de(path):  # « aucun »
        dossier = dossier.avec({path: None})
    for rank in range(count, len(lines), -1):
        dossier = dossier.sans_element(f"{path}[{rank}]")
    held = cpom.reponses(dossier)
    changed = {f"{path}[{at}]": line for at, line in enumerate(lines, 1) if held.de(f"{path}[{at}]") != line}
    return dossier.avec(changed) if changed else dossier
