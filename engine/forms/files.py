"""A form as a file, which says of what it was made: its model, its libraries, and the description that was begun."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from engine.calendar.calendrier import annees_couvertes
from engine.carried import PROPERTY, Carried, packed
from engine.forms.made import form_of
from engine.forms.sheets import workbook_of
from engine.libraries.modele import Modele
from engine.versions import version_of
from engine.workbook import Workbook
from models.champs import Repondant
from models.contrat import Contrat

FORMATS = ("xlsx",)
"""What a form can be."""


def form_workbook(
    model: Modele,
    pour: Repondant | None,
    day: date,
    text: str = "",
    valeurs: Mapping[str, Any] | None = None,
    contrat: Contrat | None = None,
) -> Workbook:
    """The workbook to fill in, for one party or for all.

    `text` is the description that is begun, `valeurs` what it writes, and `contrat` the same as read.
    """
    form = form_of(model, pour, valeurs or {}, years_of(contrat))
    book = workbook_of(form, f"cpom, {model.nom}", day)
    carried = Carried(text or f"modele: {model.nom}\n", f"{model.nom}.yaml", day, version_of(), titles_of(model))
    properties = tuple((PROPERTY.format(number), piece) for number, piece in enumerate(packed(carried), start=1))
    return replace(book, properties=properties)


def titles_of(model: Modele) -> tuple[str, ...]:
    """The libraries that a model is made of, with their versions."""
    return tuple(dict.fromkeys(layer.titre for layer, _ in model.lignee))


def years_of(contrat: Contrat | None) -> tuple[int, ...]:
    """The years of a contract; none while its dates are not known."""
    if contrat is None or contrat.effet is None or contrat.duree is None:
        return ()
    return tuple(annees_couvertes(contrat.effet, contrat.duree))
