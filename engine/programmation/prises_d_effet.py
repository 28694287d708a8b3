"""A contract takes effect once it can be signed: in the year that is planned for it, after the act that plans it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from engine import french
from engine.errors import InputError, Severity
from engine.programmation.constat import Constat, of_row
from engine.programmation.contrats import Groupe
from engine.programmation.precedentes import precedentes
from engine.programmation.programme import Programme


def effets(programme: Programme) -> Iterator[Constat]:
    """Compare the effect of each contract with the first day on which it can be signed."""
    chain = _chain(programme)
    for groupe in programme.groupes:
        day = groupe.effet(programme.head, programme.rules)
        if day is None:
            continue
        act = max(filter(None, (_planned_on(chain, groupe, at) for at in range(len(groupe.rows)))), default=None)
        year = date(groupe.annees[0], 1, 1) if groupe.annees else None
        if act and day[0] < act and (year is None or act >= year):
            why = f"l'arrêté qui le programme est du {french.date_in_french(act)}"
        elif year and day[0] < year:
            why = f"il se signe en {year.year}"
        else:
            continue
        message = (
            f"le contrat de « {groupe.gestionnaire} » prendrait effet le {french.date_in_french(day[0])}, avant toute "
            f"signature possible : {why}."
        )
        hint = "Corrigez la date d'effet, l'année ou la date de l'arrêté ; si le contrat est rétroactif, justifiez-le."
        yield of_row(groupe.rows[0].at("effet"), "effet-avant-signature", message, hint, Severity.WARNING)


def _chain(programme: Programme) -> Sequence[Programme]:
    """A programmation after those that it adjusts; alone where they cannot be read, which is told elsewhere."""
    try:
        return (*precedentes(programme), programme)
    except InputError:
        return (programme,)


def _planned_on(chain: Sequence[Programme], groupe: Groupe, at: int) -> date | None:
    """The day of the act since which an establishment is planned in its year, or takes effect on its day."""
    row, found = groupe.rows[at].ligne, None
    for programme in reversed(chain):
        same = (one.ligne for one in programme.rows if one.ligne.finess == row.finess)
        if programme is not chain[-1] and not any((o.annee, o.effet) == (row.annee, row.effet) for o in same):
            break
        found = programme.head.arrete.date
    return found
