"""The clauses of a model, as whoever looks through a library reads them."""

from __future__ import annotations

import re

from engine.library.clause import Clause as ClauseLue
from engine.library.tableaux import without_files

_INSERTED = re.compile(r"(?:\s*\{[{%].*?[%}]\})+\s*")
_MODEL = re.compile(r"^[a-z-]+, ")


def intitule(clause: ClauseLue) -> str:
    """The title of a clause, its own words alone; or what the model calls that part: « désignation des parties »."""
    return _INSERTED.sub(" … ", clause.en_tete.titre).strip() or _called(clause)


def _called(clause: ClauseLue) -> str:
    source = without_files(clause.en_tete.source)
    if source.startswith("("):  # no model has it: « (sans équivalent : …) »
        return clause.id.rpartition("/")[2].replace("-", " ")
    return _MODEL.sub("", source.split(" ; ")[0])
