"""The FINESS number of each row of a programmation is one of its département.

The contract of a region is drawn up in the name of one of its départements: the rows alone say where each establishment
is, so that what its contract would tell of those numbers is left to the audit.
"""

from __future__ import annotations

from collections.abc import Iterator

from engine.checks.finess_departement import elsewhere
from engine.programmation.constat import Constat
from engine.programmation.programme import Programme


def implantations(programme: Programme) -> Iterator[Constat]:
    """Compare the number of each row with the code of its département."""
    for row in programme.rows:
        found = elsewhere(row.ligne.finess or "", row.ligne.departement or "")
        if row.ligne.finess and found:
            yield Constat(found.at(row.at("finess")), (row.place,))
