"""From a question to the words that its answer enters, and from words to their questions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import cpom
from engine.bureau.preview.fragments import Fragment
from engine.bureau.preview.parties import question_at
from models import chemins


@dataclass(frozen=True, slots=True)
class Effects:
    """What an answer does in a contract: the pieces whose words come from it, the clauses of which it decides."""

    fragments: tuple[Fragment, ...]
    decisions: tuple[cpom.Decision, ...]


@dataclass(frozen=True, slots=True)
class Source:
    """A question whose answers words come from: who answers it, and the facts, each with whether it is given.

    It has several where it is asked of each item of a list.
    """

    question: cpom.Question
    faits: tuple[tuple[str, bool], ...]


def effects(dossier: cpom.Dossier, pieces: Sequence[Fragment], chemin: str) -> Effects:
    """What the answer at a path, or those under it, do."""
    decided = (
        one for one in dossier.decisions if any(_meets(said, chemin) for trait in one.traits for said in trait.chemins)
    )
    return Effects(tuple(one for one in pieces if any(_meets(said, chemin) for said in one.chemins)), tuple(decided))


def sources(dossier: cpom.Dossier, piece: Fragment) -> list[Source]:
    """The questions whose answers the words of a piece come from, in the order of its words."""
    found: dict[str, tuple[cpom.Question, list[str]]] = {}
    for chemin in piece.chemins:
        if asked := question_at(dossier, chemin):
            found.setdefault(asked.chemin, (asked, []))[1].append(chemin)
    return [Source(asked, tuple((one, dossier.dit(one)) for one in facts)) for asked, facts in found.values()]


def _meets(said: str, chemin: str) -> bool:
    """Whether what words come from is at a path, under it (a group) or around it (an answer of one year).

    « sites[].nom » is the name of each site.
    """
    one, other = chemins.lire(said), chemins.lire(chemin)
    if chemins.CHAQUE in one:
        one, other = chemins.noms(one), chemins.noms(other)
    shared = min(len(one), len(other))
    return one[:shared] == other[:shared]
