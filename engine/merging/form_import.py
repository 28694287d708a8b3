"""The answers of a form, put into the description that it comes back to, or made a new one."""

from __future__ import annotations

from dataclasses import replace

from engine.asking.questionnaire import questionnaire
from engine.libraries.modele import Modele
from engine.merging.answers import Answers
from engine.merging.merge import Merged, conflict_told, merge
from engine.merging.sides import Side, written_side
from engine.merging.since_sent import FORM, since_sent
from engine.reading.yaml_strict import Source, parse_yaml


def filled(sent: Source, side: Side, model: Modele, answers: Answers) -> Merged:
    """A description of what a form says: the one that it was made from, completed, or else a questionnaire."""
    if sent.data.keys() - {"modele"}:
        return merge(sent, [side], model, answers)
    text = questionnaire(model, side.party, valeurs=side.data)
    made = merge(sent, [side], model, answers)
    return Merged(parse_yaml(text.encode(), sent.name), made.taken, made.conflicts, made.findings)


def returned(sent: Source, into: Source, side: Side, model: Modele, answers: Answers) -> Merged:
    """A description with what a form changed since it was made; what both changed otherwise is a conflict.

    Raises:
        InputError: where it is of another model, or its text cannot receive the answers.
    """
    own = written_side(into, model, answers)
    if not sent.data.keys() - {"modele"}:  # nobody knows what it said
        alone = merge(into, [side], model, answers)
        return replace(alone, taken=tuple(replace(one, files=(FORM,)) for one in alone.taken))
    if own.party is None:  # the description of a contract, of which no head says that it asks one party alone
        own = replace(own, asked=None)
    since = since_sent(own, side, model, answers)
    made = merge(into, [since.side], model, answers)
    taken = tuple(replace(one, files=(FORM,)) for one in made.taken)
    findings = (conflict_told(one, into, [own, side], answers) for one in since.conflicts)
    return Merged(made.source, taken, since.conflicts, (*findings, *made.findings))
