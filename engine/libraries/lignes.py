"""A table of objectives as the form has it: its headings, one row of facts, and the rows that the blank form prints.

    ::: lignes de objectifs {donnes: indicateur}
    {largeurs="20 30 30 10 5"}
    | Objectif | Action | Indicateur | Montant octroyé | {{ annee }} |
    |---|---|---|--:|---|
    | {{ objectif.intitule }} | {{ action.intitule }} | {{ indicateur.intitule }} | {{ action.montant | euros }} | {{ indicateur.annees[annee] }} |
    | | | Taux de qualification |
    ::: sinon
    Aucun indicateur n'est donné.
    :::

One row follows for each action or indicator, whichever is the more numerous, the cells of an objective over all of its
own (engine.assembly.objectifs). A column that prints a fact of the `annee` is there for each year of the contract.
`| euros` writes an amount, `| facultatif` leaves empty what is not given, `| repete` shows it on every row; a rule
« --: » sets to the right. Two rows of headings are groups (« << » goes on) and what stands under them. What follows the
row of facts are rows of the blank; `vierge` is how many empty ones it has, `annees` what it calls the years. `donnes`
leaves out the objectives without any, `a_remplir` then shows a row to fill in; `intertitre` is a row across the table,
`intertitre_par_objectif` the facts of the row that opens each objective. « ::: sinon » stands where there is no row.
"""  # noqa: E501 - a row of a table is one line

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any, NamedTuple

import yaml

from engine.libraries.conditions import PATH, quoted
from engine.libraries.marques_incompletes import UnreadableMarkError
from models.regexes import regex

_BLOCK = regex(
    rf"^::: lignes de (?P<items>{PATH}|\[{PATH}\])(?: (?P<options>\{{[^\n]*\}}))?\n(?P<table>.*?)"
    r"(?:^::: sinon\n(?P<otherwise>.*?))?^:::$",
    re.MULTILINE | re.DOTALL,
)
_LEVELS = ("objectif", "operationnel", "action", "indicateur")
_ARGUMENTS = (*_LEVELS, "rang", "numero", "annee")
_FILTERS = r"(?: \| \w+(?:\(\"[^\"]*\"\))?)*"
_FACT = regex(rf"\{{\{{ (?P<fact>(?:{'|'.join(_LEVELS)})\.\w+)(?:\[annee\])?(?P<filters>{_FILTERS}) \}}\}}")
_WIDTHS = regex(r'\{largeurs="(?P<widths>[\d. ]+)"\}')
_RULES = {"---": "", ":-:": "centre", "--:": "droite"}
_CELLS = regex(r"(?<!\\)\|(?![^{}]*\}\})")
_GROUPED = 2
_EXPECTED = (
    'un tableau d\'objectifs a ses largeurs ({largeurs="…"}), un ou deux rangs de titres, une ligne « |---| » et une '
    "ligne de faits."
)
_OPTIONS = {"vierge", "annees", "donnes", "a_remplir", "intertitre", "intertitre_par_objectif"}


class _Column(NamedTuple):
    """A column as it is written: `group` is the rank of the column whose group it is in, none where it is in none."""

    rank: int
    width: str
    title: str
    rule: str
    cell: str
    group: int | None = None


class _Table(NamedTuple):
    """The columns of a table, the words of the groups that some are in, and the rows of the blank form."""

    columns: Sequence[_Column]
    groups: Sequence[str]
    blank: Sequence[Sequence[str]]


def read_rows(text: str) -> str:
    """The text with its tables of objectives in Jinja.

    Raises:
        UnreadableMarkError: where a table has not its headings, its rule and its row of facts, all of a length.
    """

    def one(mark: re.Match[str]) -> str:
        try:
            made = _table(mark, _rows(mark["table"]), _options(mark["options"]))
        except ValueError as error:
            raise UnreadableMarkError(str(error), mark.start(), text) from None
        return made + "\n" * (mark.group().count("\n") - made.count("\n"))

    return _BLOCK.sub(one, text)


def _options(said: str | None) -> dict[str, Any]:
    options = yaml.safe_load(said) if said else {}
    if not isinstance(options, dict) or options.keys() - _OPTIONS:
        raise ValueError(f"« ::: lignes de … {said} » : les options sont {', '.join(sorted(_OPTIONS))}.")
    return options


def _rows(table: str) -> _Table:
    lines = [line for line in table.splitlines() if line.strip()]
    widths = _WIDTHS.fullmatch(lines[0]) if lines else None
    rows = [[cell.strip() for cell in _CELLS.split(line.strip().strip("|"))] for line in lines[1:]]
    at = next((rank for rank, row in enumerate(rows) if all(cell in _RULES for cell in row)), 0)
    if not widths or at not in (1, _GROUPED) or len(rows) <= at + 1:
        raise ValueError(_EXPECTED)
    parts = (widths["widths"].split(), rows[at - 1], rows[at], rows[at + 1])
    groups = rows[0] if at == _GROUPED else [""] * len(parts[0])
    if len({len(part) for part in (*parts, groups)}) > 1:
        raise ValueError("les largeurs, les titres et la ligne de faits d'un tableau n'ont pas autant de cellules.")
    columns = [_Column(rank, *each) for rank, each in enumerate(zip(*parts, strict=True))]
    return _Table([one._replace(group=_group(one.rank, groups)) for one in columns], groups, rows[at + 2 :])


def _group(rank: int, groups: Sequence[str]) -> int | None:
    while groups[rank] == "<<":
        rank -= 1
    return rank if groups[rank] else None


def _table(mark: re.Match[str], table: _Table, options: dict[str, Any]) -> str:
    made = "".join(f"{{% set groupe{at}_ %}}{words}{{% endset %}}" for at, words in enumerate(table.groups)
                   if words not in ("", "<<"))  # fmt: skip
    columns = []
    for one in table.columns:
        before, column = _column(one, options)
        made += before
        columns.append(column)
    given = [f"colonnes=[{', '.join(columns)}]", *_asked(table, options)]
    whole = f"tableau_des_objectifs({mark['items']}, {', '.join(given)})"
    if options.get("a_remplir"):
        empty = [one for one in given if not one.startswith("donnes=")]
        whole += f" or tableau_des_objectifs([{mark['items']}[{mark['items']} | length]], {', '.join(empty)})"
    if mark["otherwise"] is None:
        return f"{made}{{{{ {whole} }}}}"
    return (
        f"{made}{{% set lignes_ = {whole} %}}{{% if lignes_ %}}{{{{ lignes_ }}}}{{% else %}}\n"
        f"{mark['otherwise']}{{% endif %}}"
    )


def _asked(table: _Table, options: dict[str, Any]) -> list[str]:
    rows = [f"[{', '.join(map(quoted, row))}]" for row in table.blank]
    said = [f"vierge=[{', '.join(rows)}]"] if rows else [f"vierge={options['vierge']}"] if "vierge" in options else []
    said += [f"{name}={quoted(options[name])}" for name in ("donnes", "intertitre") if name in options]
    if openings := options.get("intertitre_par_objectif"):
        said.append(f"intertitre_par_objectif=[{', '.join(map(quoted, openings))}]")
    return said


def _column(one: _Column, options: dict[str, Any]) -> tuple[str, str]:
    """A column in Jinja, and what must be set before it."""
    before, heading, yearly = "", quoted(one.title), re.search(r"\bannee\b", one.cell)
    if not yearly and ("{" in one.title or "[" in one.title):
        before, heading = f"{{% set titre{one.rank}_ %}}{one.title}{{% endset %}}", f"titre{one.rank}_"
    fact, asked = _fact(one.rank, one.cell)
    if isinstance(fact, _Macro):
        before, fact = before + fact.macro, fact.name
    extra = [asked] if asked else []
    extra += [f"aligne={quoted(_RULES[one.rule])}"] if _RULES[one.rule] else []
    extra += [f"groupe=groupe{one.group}_"] if one.group is not None else []
    if yearly:
        years = ", ".join(quoted(str(year)) for year in options.get("annees", ()))
        extra = [f"vierge=[{years}]", *extra] if years else extra
        return before, f"colonnes_par_annee({', '.join(['annees', one.width, fact, *extra])})"
    return before, f"colonne({', '.join([heading, one.width, *([fact] if fact else []), *extra])})"


class _Macro(NamedTuple):
    """A cell that is more than one fact."""

    name: str
    macro: str


def _fact(rank: int, cell: str) -> tuple[str | _Macro, str]:
    """The fact of a cell, and what its filters ask."""
    if not cell:
        return "", ""
    if alone := _FACT.fullmatch(cell):
        asked = []
        for filtered in alone["filters"].split(" | ")[1:]:
            name, _, unit = filtered.partition("(")
            asked.append(f"unite={unit.rstrip(')') or quoted('€')}" if name == "euros" else f"{name}=true")
        return quoted(alone["fact"]), ", ".join(asked)
    named = [one for one in _ARGUMENTS if re.search(rf"(?<![\w.]){one}\b(?!\s+in\b)", cell)]
    looped = set(re.findall(r"\{% for (\w+) in", cell))
    arguments = ", ".join(one for one in named if one not in looped)
    name = f"cellule{rank}_"
    return _Macro(name, f"{{% macro {name}({arguments}) %}}{cell}{{% endmacro %}}"), ""
