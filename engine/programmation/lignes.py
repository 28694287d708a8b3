"""The rows of a programmation: those of its table (CSV, XLSX) or of its YAML, each with its place."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache, partial
from itertools import chain, islice
from pathlib import Path as FilePath

from engine import french
from engine.checks.finess_cle import key_is_right
from engine.errors import Finding, InputError, Place, Severity
from engine.law.codes import code_with_its_name
from engine.libraries.bibliotheque import Bibliotheque
from engine.programmation.apparence import covering, not_as_seen, shown
from engine.programmation.cellules import HIGHEST_HEADINGS, MOST_ROWS, Table, day_of, too_long
from engine.programmation.colonnes import columns, recognised
from engine.programmation.faits_des_lignes import facts, shared
from engine.programmation.faits_des_lignes import ligne as ligne_of
from engine.programmation.hors_tableau import Totals, kind_of, untold
from engine.programmation.mots_des_cellules import of_a_cell, plain_words
from engine.programmation.rows import Row, RowPlaces, Rows
from engine.programmation.tableau import read_table, refuse_unreadable
from engine.reading import lectures
from engine.reading.decoding import without_forbidden
from engine.reading.fichiers import named_file
from engine.reading.invisibles import cleaned
from engine.reading.messages import wording
from engine.reading.suggestions import choices
from engine.reading.suspects import suspicions
from engine.reading.yaml_strict import Source
from models.champs import est_un_texte
from models.fiches.faults import Fault, UnreadError
from models.fiches.groupe import altered, fields_of, read_as
from models.programmation import Ligne, Programmation

_DAYS = ("date_convention", "fin_convention", "effet")
_LONGEST_QUOTE = 60
_MOST_TOLD = 20
_MOST_READINGS = 3
_AS_TEXT = (
    "Dans un tableur, mettez la colonne au format « Texte » : un zéro initial s'y perd, un long nombre s'y arrondit."
)

_Typed = Mapping[str, str]
"""What was typed in a row, by fact."""


def read_rows(
    head: Programmation, source: Source, folder: FilePath, library: Bibliotheque
) -> tuple[Rows, list[Finding]]:
    """The rows of a programmation, and what is wrong with some of them: a bad row never hides the others.

    Raises:
        InputError: where the table itself cannot be read.
    """
    own = (
        Row(_settled(library, ligne), source.place(("etablissements", at)), _yaml_places(library, source, at))
        for at, ligne in enumerate(head.etablissements)
    )
    if not head.tableau:
        return Rows(own, ligne_of(library)), []
    try:
        path = named_file(head.tableau, folder, "programmation")
        refuse_unreadable(path, source.place(("tableau",)))
        table = read_table(path, head.feuille, partial(recognised, library, named=head.colonnes))
        rows, findings = _of_the_table(table, head, library, own)
    except InputError as error:
        where = source.place(("tableau",))
        raise InputError(
            one if one.place else one.at(source.key_place(one.path) if one.path else where) for one in error.findings
        ) from None
    if head.feuille and not table.is_workbook:
        message = "« feuille » ne sert pas : le tableau n'est pas un classeur."
        told = Finding("feuille-inutile", message, Severity.INFORMATION, place=source.place(("feuille",)))
        findings.append(told)
    if head.colonnes and table.fixed:
        message = "« colonnes » ne sert pas : les colonnes d'une extraction de FINESS sont à des places fixes."
        told = Finding("colonnes-inutiles", message, Severity.INFORMATION, place=source.key_place(("colonnes",)))
        findings.append(told)
    return rows, findings


def _of_the_table(
    table: Table, head: Programmation, library: Bibliotheque, own: Iterator[Row]
) -> tuple[Rows, list[Finding]]:
    """The rows of a table, after those of the programmation's `own`."""
    if not any(table.rows):
        raise InputError([_empty(table)])
    top = -1 if table.fixed else _headings(table, head.colonnes, library)
    headings, findings = _headings_of(table, top)
    read, told = columns(library, headings, {} if table.fixed else head.colonnes, partial(table.place, top))
    findings += [*table.findings, *told]
    titled = {column for column, heading in enumerate(headings) if heading}
    said, unread, filled = [], dict[int, int](), 0
    for number, cells in enumerate(islice(table.rows, top + 1, None), start=top + 1):
        filled += bool(cells)
        if not read.keys().isdisjoint(cells):
            said.append(number)
        for column in cells.keys() - titled:
            unread.setdefault(column, number)
    if filled > MOST_ROWS:
        raise InputError([too_long(table.name)])
    findings += _without_a_heading(table, unread)
    findings += not_as_seen(table, said, read, head, ligne_of(library), partial(shared, library))
    found = _rows(table, shown(table, said, head), read, headings, findings, library)
    at = {fact: column for column, fact in read.items()}
    return Rows(chain(own, found), ligne_of(library), table.place, at), findings


def _empty(table: Table) -> Finding:
    hint = "Vérifiez que c'est le bon fichier, et qu'il est enregistré"
    hint += " ; si ses lignes sont sur une autre feuille, nommez-la en tête : feuille: …." if table.is_workbook else "."
    return Finding("tableau-vide", f"{table.name} est vide.", hint=hint, place=table.place(0, 0))


def _rows(
    table: Table,
    said: Sequence[int],
    read: Mapping[int, str],
    headings: Sequence[str],
    findings: list[Finding],
    library: Bibliotheque,
) -> Iterator[Row]:
    """The rows that are establishments; the others are told, then what was read of another form."""
    readings: list[Finding] = []
    told: dict[str, set[str]] = {}
    totals = Totals(library)
    at = {fact: column for column, fact in read.items()}
    for number in said:
        cells = table.rows[number]
        kind = kind_of(cells, read, headings)
        if kind == "total":
            findings += totals.check(table, number, read)
        elif kind:
            findings.append(untold(table, number, kind))
        else:
            row, given = _row(table, number, cells, at, findings, library)
            yield row
            readings += _read_as(row, given, told)
            totals.add(row.ligne)
    findings += readings


def _headings(table: Table, named: Mapping[str, str], library: Bibliotheque) -> int:
    """The row of the headings: the one that has most of those that are known; titles may stand above it."""
    filled = islice(((number, cells) for number, cells in enumerate(table.rows) if cells), HIGHEST_HEADINGS)
    return max(filled, key=lambda one: recognised(library, list(one[1].values()), named))[0]


def _headings_of(table: Table, top: int) -> tuple[list[str], list[Finding]]:
    """The headings, without what nobody sees in them; what is wrong with them is told even where they are not read."""
    headings, findings = [], []
    for column, cell in enumerate(table.fixed or table.row(top)):
        headings.append(without_forbidden(" ".join(cleaned(cell).split())))
        findings += [
            Finding(one.code, f"titre de la colonne : {one.message}", one.severity, one.hint).at(
                table.place(top, column)
            )
            for one in suspicions(cell)
        ]
    return headings, findings


def _without_a_heading(table: Table, first: Mapping[int, int]) -> Iterator[Finding]:
    """What stands in no column, with its `first` row: a note, or a row that one separator too many has shifted."""
    for column, number in sorted(first.items())[:_MOST_TOLD]:
        message = f"« {_short(table.rows[number][column])} » est dans une colonne sans titre, qui n'est pas lue."
        hint = (
            "Donnez un titre à la colonne."
            if table.is_workbook
            else "Donnez-lui un titre ; ou, si un séparateur décale la ligne, mettez la cellule qui le contient entre "
            "guillemets."
        )
        yield Finding("colonne-sans-titre", message, Severity.WARNING, hint, place=table.place(number, column))


def _yaml_places(library: Bibliotheque, source: Source, at: int) -> dict[str, Place]:
    return {name: source.place(("etablissements", at, name)) for name in facts(library)}


def _row(
    table: Table,
    number: int,
    cells: Mapping[int, str],
    at: Mapping[str, int],
    findings: list[Finding],
    library: Bibliotheque,
) -> tuple[Row, _Typed]:
    """One row, and what was typed in it; a cell that cannot be read is added to `findings`, the rest is kept."""
    given: dict[str, str] = {}
    kind = ligne_of(library)
    places = RowPlaces(table.place, number, at)
    for fact, column in at.items():
        cell = cells.get(column, "")
        if not cell and table.merged and shared(library, fact):
            cell = covering(table, number, column)
        words = plain_words(cell)
        if words is None:
            words, told = of_a_cell(kind.libelle(fact), cell, places[fact])
            findings += told
        if words:
            given[fact] = day_of(words) if fact in _DAYS else words
    while True:
        try:
            ligne = read_as(kind, given)
        except UnreadError as error:
            wrong = {str(one.path[0]): one for one in error.faults}
            findings += [_refused(kind, fact, given[fact], one, places[fact]) for fact, one in wrong.items()]
            given = {fact: value for fact, value in given.items() if fact not in wrong}
        else:
            return Row(_settled(library, ligne), table.place(number, 0), places), given


def _read_as(row: Row, given: _Typed, told: dict[str, set[str]]) -> Iterator[Finding]:
    """What a row writes in another form than descriptions do, but what was `told` of a row before."""
    has_a_form = _with_a_form(type(row.ligne))
    for fact, cell in given.items():
        if fact not in has_a_form:
            continue
        known = told.setdefault(fact, set())
        if cell in known or len(known) == _MOST_READINGS:
            continue
        if words := lectures.lu(cell, getattr(row.ligne, fact)).rstrip("."):
            known.add(cell)
            message = f"{row.ligne.libelle(fact)} : « {_short(cell)} », lu : {words}."
            yield Finding(lectures.CODE, message, Severity.INFORMATION, place=row.at(fact))


@lru_cache(maxsize=8)
def _with_a_form(kind: type[Ligne]) -> frozenset[str]:
    """The facts of a row that are no free text."""
    return frozenset(fact for fact, info in fields_of(kind).items() if not est_un_texte(info))


def _settled(library: Bibliotheque, ligne: Ligne) -> Ligne:
    """A row whose département is written as its code is: « 1 » is « 01 », « 22 - Côtes-d'Armor » is « 22 »."""
    known = ligne.departement and code(library, ligne.departement)
    return ligne if known == ligne.departement else altered(ligne, {"departement": known})


def code(library: Bibliotheque, departement: str) -> str:
    """The code of a département as it is written: two characters at least, in capitals."""
    if known := code_with_its_name(library, departement):
        return known
    written = departement.strip().upper()
    return written.zfill(2) if written.isascii() and written.isdecimal() else written


def _refused(kind: type[Ligne], fact: str, value: str, error: Fault, place: Place) -> Finding:
    label = kind.libelle(fact)
    words = wording(error._replace(value=value)).message.replace(value, _short(value))
    if error.sort == "choice":
        words = f"au choix : {french.enumerate_fr(_offered(kind, fact), 'ou')}."
    hint = _hint(value) if "finess" in fact or fact == "siren" else ""
    quoted = f"« {_short(value)} »"
    message = f"{label} : {words if words.startswith(quoted) else f'{quoted} ; {words}'}"
    return Finding("cellule-illisible", message, Severity.ERROR, hint, place=place)


def _offered(kind: type[Ligne], fact: str) -> list[str]:
    return list(choices(fields_of(kind)[fact].annotation))


def _hint(number: str) -> str:
    """What a spreadsheet does to a number that is a name."""
    whole = number.zfill(9)
    if number.isascii() and number.isdecimal() and len(number) < len(whole) and key_is_right(whole):
        return f"C'est sans doute « {whole} », dont un tableur a perdu le zéro : mettez la colonne au format « Texte »."
    return _AS_TEXT


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST_QUOTE else f"{text[:_LONGEST_QUOTE]}…"
