"""The programmations that one adjusts, each named by the next (« precedente: programmation-2025.yaml »)."""

from __future__ import annotations

import os
from pathlib import Path

from engine.errors import Finding, InputError, Severity
from engine.programmation.programme import Programme, open_programme
from engine.programmation.tableau import refuse_unreadable
from engine.reading.fichiers import named_file

_KEY = ("precedente",)


def precedentes(programme: Programme) -> list[Programme]:
    """The programmations adjusted, from the first arrêté to the one just before; none where this one is the first.

    Raises:
        InputError: where one cannot be read, adjusts itself, or is of another model or of another period.
    """
    found: list[Programme] = []
    seen = {os.path.realpath(programme.path)}
    while programme.head.precedente:
        path = _named(programme)
        if os.path.realpath(path) in seen:
            message = "cette programmation s'ajuste elle-même, de précédente en précédente."
            raise _refused(programme, "programmation-en-boucle", message, "Corrigez « precedente ».")
        seen.add(os.path.realpath(path))
        before = _opened(programme, path)
        _same(programme, before)
        found.insert(0, before)
        programme = before
    return found


def _named(programme: Programme) -> Path:
    here = programme.source.place(_KEY)
    try:
        path = named_file(str(programme.head.precedente), programme.path.parent, "programmation")
    except InputError as error:
        raise InputError([one.at(here) for one in error.findings]) from None
    refuse_unreadable(path, here)
    return path


def _opened(programme: Programme, path: Path) -> Programme:
    here = programme.source.place(_KEY)
    try:
        before = open_programme(path, programme.bibliotheque)
    except InputError as error:
        raise InputError([one if one.place else one.at(here) for one in error.findings]) from None
    if wrong := [one for one in before.findings if one.severity is Severity.ERROR]:
        raise InputError(wrong)
    return before


def _same(programme: Programme, before: Programme) -> None:
    """An adjustment keeps the contracts and the years of what it adjusts."""
    if before.modele.nom != programme.modele.nom:
        message = f"la programmation précédente est celle de contrats « {before.modele.nom} »."
        raise _refused(programme, "ajustement-autre-modele", message, "Corrigez « precedente », ou « modele ».")
    old, new = before.head.periode, programme.head.periode
    if old and new and old != new:
        message = f"la programmation précédente couvre {old.debut}-{old.fin}, et celle-ci {new.debut}-{new.fin}."
        hint = "Un ajustement garde la période ; si c'est une nouvelle programmation, retirez « precedente »."
        raise _refused(programme, "ajustement-autre-periode", message, hint)


def _refused(programme: Programme, code: str, message: str, hint: str) -> InputError:
    return InputError([Finding(code, message, hint=hint, place=programme.source.place(_KEY))])
