"""What a workbook shows otherwise than it is read: hidden rows and columns, struck-through rows, merged cells.

A filter or a hidden row is a view: the row is still in the file, and an establishment that an arrêté leaves out is
graver than one told twice. So such rows are read, and told, until the head says `lignes_masquees: ecartees`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

from engine import french
from engine.errors import Finding, Severity
from engine.importing.merged_findings import read_as_empty, read_unseen
from engine.programmation.cellules import Table
from engine.programmation.rows import UNNAMED
from models.programmation import Ligne, Programmation

SHARED = frozenset(
    {"gestionnaire", "statut", "siren", "finess_juridique", "departement", "annee", "categorie", "effet",
     "date_convention", "fin_convention"}
)  # fmt: skip
"""The facts that several rows may share: a cell merged over them says it for each."""
_MOST_NAMED = 5


def shown(table: Table, below: Sequence[int], head: Programmation) -> list[int]:
    """The rows that are read: all of them, or those alone that are not hidden."""
    if head.lignes_masquees == "ecartees":
        return [number for number in below if number not in table.hidden_rows]
    return list(below)


def not_as_seen(
    table: Table,
    below: Sequence[int],
    read: Mapping[int, str],
    head: Programmation,
    kind: type[Ligne],
    shared: Callable[[str], bool],
) -> Iterator[Finding]:
    """What a reader of the workbook does not see as it is read; `shared` tells the facts that rows may share."""
    hidden = [number for number in below if number in table.hidden_rows]
    if hidden:
        yield _hidden_rows(table, hidden, read, head)
    for column, fact in read.items():
        if column in table.hidden_columns:
            message = f"la colonne de « {kind.libelle(fact)} » est masquée, et elle est lue."
            place = table.place(min(below, default=0), column)
            yield Finding("colonne-masquee", message, Severity.INFORMATION, "", place=place)
    rows = shown(table, below, head)
    for number in rows if table.struck else ():
        yield from _struck(table, number, read, kind)
    if table.merged:
        yield from _covered(table, rows, read, kind, shared)


def _hidden_rows(table: Table, hidden: Sequence[int], read: Mapping[int, str], head: Programmation) -> Finding:
    name = next((column for column, fact in read.items() if fact == "nom"), 0)
    names = [f"« {table.rows[number].get(name) or UNNAMED} »" for number in hidden[:_MOST_NAMED]]
    more = f" et {french.plural(len(hidden) - _MOST_NAMED, 'autre')}" if len(hidden) > _MOST_NAMED else ""
    many = len(hidden) > 1
    how = "masquées par un filtre ou à la main" if table.filtered else "masquées"
    how = how if many else how.replace("ées", "ée")
    state = ("ne sont pas lues" if many else "n'est pas lue") if head.lignes_masquees == "ecartees" else (
        "sont lues comme les autres" if many else "est lue comme les autres"
    )  # fmt: skip
    message = f"{len(hidden)} ligne{'s' if many else ''} {how} : {', '.join(names)}{more} {state}."
    if head.lignes_masquees:
        return Finding("lignes-masquees", message, Severity.INFORMATION, "", place=table.place(hidden[0], name))
    hint = (
        "Si elles ne comptent pas, supprimez-les du tableau, ou dites « lignes_masquees: ecartees » en tête ; si elles "
    )
    hint += "comptent, dites « lignes_masquees: lues »."
    return Finding("lignes-masquees", message, Severity.WARNING, hint, place=table.place(hidden[0], name), reserve=True)


def _struck(table: Table, number: int, read: Mapping[int, str], kind: type[Ligne]) -> Iterator[Finding]:
    """A row whose name is struck through, or else its struck cells, and those of which a part is, told in any case."""
    whole = any(fact == "nom" and table.struck.get((number, column)) == "whole" for column, fact in read.items())
    for column, fact in read.items():
        how = table.struck.get((number, column), "")
        cell = table.rows[number].get(column, "")
        if how == "whole" and fact == "nom":
            message = f"la ligne de « {cell} » est barrée, et elle est lue comme les autres."
            hint = "Supprimez-la si elle ne compte plus, ou ôtez le barré."
            place = table.place(number, column)
            yield Finding("ligne-barree", message, Severity.WARNING, hint, place=place, reserve=True)
        elif how and not (whole and how == "whole"):
            part = "une partie de cette cellule est barrée" if how == "part" else "cette cellule est barrée"
            message = f"{kind.libelle(fact)} : {part}, et elle est lue « {cell} »."
            hint = "Gardez ce qui vaut seulement, sans le barrer."
            severity = Severity.ERROR if how == "part" else Severity.WARNING
            yield Finding("cellule-barree", message, severity, hint, place=table.place(number, column))


def _covered(
    table: Table, rows: Sequence[int], read: Mapping[int, str], kind: type[Ligne], shared: Callable[[str], bool]
) -> Iterator[Finding]:
    """The cells that another covers, where they do not say what it does."""
    empty: dict[tuple[int, int], list[str]] = {}
    for number in rows:
        for column, fact in read.items():
            if not (over := table.merged.get((number, column))):
                continue
            label = kind.libelle(fact)
            if own := table.rows[number].get(column):
                yield read_unseen(own, label, table.place(number, column))
            elif table.rows[over[0]].get(over[1]) and not _says_it(table, number, column, over, shared(fact)):
                empty.setdefault(over, []).append(label)
    for (row, column), labels in empty.items():
        yield read_as_empty(table.rows[row][column], ", ".join(dict.fromkeys(labels)), table.place(row, column))


def _says_it(table: Table, number: int, column: int, over: tuple[int, int], is_shared: bool) -> bool:
    """Whether what covers an empty cell says its fact, or is a title across a row that says nothing else."""
    return len(table.rows[number]) == 1 if over[0] == number else is_shared and over[1] == column


def covering(table: Table, number: int, column: int) -> str:
    """What the cell of another row says that is merged over this one; nothing where none is."""
    top, left = table.merged.get((number, column), (number, -1))
    return table.rows[top].get(left, "") if left == column else ""
