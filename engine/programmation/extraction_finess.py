"""The extraction of the establishments of FINESS, as the State publishes it: no headings, columns at fixed places.

Source: data.gouv.fr, « FINESS Extraction du Fichier des établissements » (fields of the line « structureet »).
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from itertools import islice

from engine import french
from engine.errors import Finding, Place, Severity
from engine.on_disk import Batches
from engine.programmation.cellules import Table, day_of

SECTION = "structureet"
_NOFINESSET, _NOFINESSEJ, _RS, _RSLONGUE = 1, 2, 3, 4
_VOIE, _DEPARTEMENT, _ACHEMINEMENT, _CATEGORIE = (7, 8, 9), 13, 15, 19
_HEADINGS = ("nofinesset", "nofinessej", "raison sociale", "adresse", "departement", "categorie")
_COLUMNS = (_NOFINESSET, _NOFINESSEJ, _RSLONGUE, _VOIE[-1], _DEPARTEMENT, _CATEGORIE)
"""The field of the extraction in which each of these facts stands."""


def as_table(table: Table) -> Table | None:
    """The table of an extraction, with the headings that it does not write; None where it is none."""
    lines = list(islice(filter(None, table.rows), 2))
    if not any(row.get(0, "").strip() == SECTION for row in lines):
        return None
    rows = Batches(_row(row) if row.get(0, "").strip() == SECTION else {} for row in table.rows)
    read = sum(map(bool, rows))
    dated = lines[0].get(3, "") if lines[0].get(0, "").strip() == "finess" else ""
    day = f" du {_in_french(dated)}" if dated else ""
    many = "s" if read > 1 else ""
    message = f"c'est une extraction de FINESS{day} : {read} établissement{many} lu{many} par la place des colonnes."
    hint = (
        "Elle ne dit ni le nom du gestionnaire, ni l'année du contrat, ni la capacité : complétez-la dans un tableur."
    )
    told = [Finding("extraction-finess", message, Severity.INFORMATION, hint, place=table.place(0, 0))]
    others = [number for number, row in enumerate(table.rows) if row.get(0, "").strip() not in ("", "finess", SECTION)]
    if others:
        message = f"{len(others)} lignes de cette extraction ne sont pas des établissements : elles ne sont pas lues."
        if len(others) == 1:
            message = "une ligne de cette extraction n'est pas un établissement : elle n'est pas lue."
        where = table.place(others[0], 0)
        told.append(Finding("extraction-autres-lignes", message, Severity.INFORMATION, "", place=where))

    def place(row: int, column: int) -> Place:
        return table.place(max(row, 0), _COLUMNS[column] if column < len(_COLUMNS) else column)

    return Table(table.name, rows, place, findings=(*table.findings, *told), fixed=_HEADINGS)


def _in_french(dated: str) -> str:
    """« 2022-09-05 » is « 5 septembre 2022 »; what is no date is said as it stands."""
    try:
        return french.date_in_french(date.fromisoformat(day_of(dated)))
    except ValueError:
        return dated


def _row(row: Mapping[int, str]) -> dict[int, str]:
    street = " ".join(row[at].strip() for at in _VOIE if at in row)
    address = ", ".join(one for one in (street, row.get(_ACHEMINEMENT, "").strip()) if one)
    said = (
        row.get(_NOFINESSET, ""),
        row.get(_NOFINESSEJ, ""),
        row.get(_RSLONGUE, "") or row.get(_RS, ""),
        address,
        row.get(_DEPARTEMENT, ""),
        row.get(_CATEGORIE, ""),
    )
    return {at: cell for at, cell in enumerate(said) if cell}
