"""Rows and objectives by the answers of a choice, in the order in which its question gives them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial
from typing import Any

from engine.assembly.facts import Liste, Vue
from engine.assembly.fields import said
from engine.assembly.printed import Choisi, Printed
from models.fiches.groupe import altered, fields_of


def dans_l_ordre(lignes: Iterable[Any], fait: str) -> list[Any]:
    """The rows in the order of the answers of their choice; those without an answer come last."""

    def rank(ligne: Any) -> float:
        answer = getattr(ligne, fait)
        return answer.rang if isinstance(answer, Choisi) else float("inf")

    return sorted(lignes, key=rank)


def un_par_reponse(objectifs: Liste, fait: str, printed: Printed) -> Iterable[Any]:
    """The objectives of a contract; in the blank form, one for each answer of their choice."""
    if not printed.blank:
        return objectifs
    empty: Vue = objectifs[0]
    answers = said(fields_of(type(empty._fiche))[fait], "textes")
    return [Vue(altered(empty._fiche, {fait: answer}), empty._path, printed) for answer in answers]


def names(printed: Printed) -> dict[str, Callable[..., Any]]:
    """The functions, as clauses call them."""
    return {"dans_l_ordre": dans_l_ordre, "un_par_reponse": partial(un_par_reponse, printed=printed)}
