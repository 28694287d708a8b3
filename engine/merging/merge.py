"""The file that was sent and those that came back, made one description, with what is to be said of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import Any

from engine.errors import Finding, Path, Place, Severity, dotted
from engine.libraries.modele import Modele
from engine.merging.answers import Answers
from engine.merging.comments import Comment, new_comments, told, with_comments
from engine.merging.rewritten import now, rewritten
from engine.merging.sides import Side
from engine.merging.since_sent import FORM, INTO, SinceSent, since_sent
from engine.merging.three_way import BASE, Conflict, Prefers, Taken, ThreeWay
from engine.reading.description import stated
from engine.reading.yaml_strict import Source
from models import chemins
from models.records import dataclass

_LONGEST = 80


@dataclass(frozen=True, slots=True)
class Merged:
    """The description that was sent, completed; what was taken, what contradicts itself, what else to know."""

    source: Source
    taken: tuple[Taken, ...]
    conflicts: tuple[Conflict, ...]
    findings: tuple[Finding, ...]


def merge(
    base: Source, sides: Sequence[Side], model: Modele, answers: Answers, prefers: Prefers = lambda _: None
) -> Merged:
    """Bring together what several made of a description; what they contradict each other about stays as it was sent.

    Raises:
        InputError: where the text of the description cannot receive what they say.
    """
    own = Side(base.name, stated(base.data, model.description))
    since = {at: _since(at, own, side, model, answers, prefers) for at, side in enumerate(sides) if side.knows}
    work = ThreeWay(answers, [since[at].side if at in since else side for at, side in enumerate(sides)], prefers)
    merged = work.merge((), own.data, {at: side.data for at, side in enumerate(work.sides)})
    source = rewritten(base, merged, answers)
    findings: list[Finding] = []
    for at, side in enumerate(sides):
        comments: list[Comment] = new_comments(side.source, base, model) if side.source else []
        source, left = with_comments(source, comments, partial(now, merged, work.ranks, at))
        findings += told(left, side.name)
    of_forms = _together([(at, one) for at, found in since.items() for one in found.conflicts], work.conflicts)
    conflicts = tuple(sorted(of_forms, key=lambda one: dotted(one.path)))
    findings = [
        *(conflict_told(one, base, sides, answers) for one in conflicts),
        *_never_shown(work.unseen, base, sides),
        *_for_another(work.taken, conflicts, sides, answers),
        *findings,
    ]
    return Merged(source, tuple(work.taken), conflicts, tuple(findings))


def _since(at: int, own: Side, form: Side, model: Modele, answers: Answers, prefers: Prefers) -> SinceSent:
    """What the form of a rank changed since it was sent, put into the description that all are brought into."""

    def preferred(path: Path) -> int | None:
        found = prefers(path)
        return None if found is None else FORM if found == at else BASE

    return since_sent(own, form, model, answers, preferred)


def _together(of_forms: Sequence[tuple[int, Conflict]], others: Sequence[Conflict]) -> list[Conflict]:
    """The conflicts of forms, by rank, with the description, and those of the files with one another, one a path."""
    found = {one.path: one for one in others}
    for at, one in of_forms:
        other = found.get(one.path, replace(one, old=one.answers[INTO], answers={}))
        found[one.path] = replace(other, answers={**other.answers, at: one.answers[FORM]})
    return list(found.values())


def conflict_told(one: Conflict, base: Source, sides: Sequence[Side], answers: Answers) -> Finding:
    """Who says what, what was sent, and who is asked."""
    names, path = chemins.noms(one.path), dotted(one.path)
    label = answers.label(names)
    said: dict[str, list[str]] = {}
    for at, value in one.answers.items():
        said.setdefault(f"l'ordre de {sides[at].name}" if one.order else in_words(value), []).append(sides[at].name)
    parts = [value if one.order else f"{value} ({', '.join(files)})" for value, files in said.items()]
    sent = in_words(one.old)
    before = "" if one.order else f" ; le fichier envoyé {'ne ' if sent == 'rien' else ''}disait {sent}"
    who = answers.who(names)
    about = f" ({label})" if label else ""
    message = f"{path}{about} : {' ou '.join(parts)}{before}."
    hint = f"Rien n'en est repris : choisissez par « --preferer {path}=FICHIER », ou écrivez la réponse vous-même."
    return Finding(
        "conflit", message, hint=hint + (f" Répond : {who}." if who else ""), path=one.path, place=base.place(one.path)
    )


def in_words(value: Any) -> str:
    """« Association Exemple », shortened; a group by its facts."""
    if value in (None, "", {}, []):
        return "rien"
    if isinstance(value, Mapping):
        texts = (f"{dotted(path)} : {text}" for path, text in chemins.written(dict(value)) if text)
        return _quoted(", ".join(texts))
    if isinstance(value, list):
        return _quoted(", ".join(str(text) for _, text in chemins.written(value) if text))
    return _quoted(str(value))


def _quoted(text: str) -> str:
    text = " ".join(text.split())
    return f"« {text if len(text) <= _LONGEST else text[:_LONGEST] + '…'} »"


def _never_shown(unseen: Sequence[tuple[Path, int]], base: Source, sides: Sequence[Side]) -> Iterator[Finding]:
    """The items that stay because a form, which adds others to their list, never showed them."""
    for at, side in enumerate(sides):
        if paths := [path for path, file in unseen if file == at]:
            named = " ; ".join(f"{dotted(path)} ({in_words(chemins.at(base.data, path))})" for path in paths)
            message = f"ce formulaire ne montrait pas ce que la description disait déjà, et qui y reste : {named}."
            hint = "Si ce qu'il ajoute le remplace, retirez l'ancien de la description."
            yield Finding("elements-gardes", message, Severity.WARNING, hint, place=Place(side.name))


def _for_another(
    taken: Sequence[Taken], conflicts: Sequence[Conflict], sides: Sequence[Side], answers: Answers
) -> Iterator[Finding]:
    """The answers that were given by another than the party that is asked."""
    given = [(one.path, at) for one in taken for at in one.files] + [
        (one.path, at) for one in conflicts for at in one.answers
    ]
    for at, side in enumerate(sides):
        mine = [path for path, file in given if file == at]
        others = [path for path in mine if side.party and answers.party(chemins.noms(path)) not in (None, side.party)]
        others = [path for path in others if not answers.names_its_item(chemins.noms(path))]
        if others:
            whose = answers.model.plan.repondants[side.party] if side.party else ""
            named = " ; ".join(f"{dotted(path)} ({answers.who(chemins.noms(path))})" for path in others)
            message = f"ce fichier, où {whose} était interrogé, répond aussi à la place d'un autre : {named}."
            hint = "Vérifiez ces réponses auprès de qui doit les donner."
            yield Finding("reponse-d-un-autre", message, Severity.WARNING, hint, place=Place(side.name))
