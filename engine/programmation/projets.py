"""The contracts of a programmation, each ready to be drafted, citing the act that programmes them all."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from engine.errors import InputError
from engine.programmation.acte import acte_de, cite
from engine.programmation.audit import stopping
from engine.programmation.contrats import description, projet
from engine.programmation.groupes import Groupe
from engine.programmation.programme import Programme
from engine.programmation.projet import Projet


def projets(
    programme: Programme, year: int | None = None, *, written: bool = True
) -> Iterator[Projet | tuple[Groupe, InputError]]:
    """The contracts to draft, those of a year where one is given; or why one of them cannot be.

    Where they are not to be `written`, their text is made when it is asked.

    Raises:
        InputError: where a programmation that this one adjusts cannot be read.
    """
    acte, errors = acte_de(programme), stopping(programme)
    for groupe in programme.groupes:
        if year is None or year in groupe.annees:
            try:
                facts = description(groupe, *programme.context)
            except InputError as error:
                yield groupe, error
            else:
                cite(facts, acte, programme)
                made = projet(groupe, facts, programme.path.parent, written=written)
                stopped = errors.get(groupe.nom)
                yield replace(made, bloquants=stopped) if stopped else made
