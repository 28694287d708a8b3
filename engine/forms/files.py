"""A form as a file, which says of what it was made: its model, its libraries, and the description that was begun."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Literal

from engine.calendar.calendrier import annees_couvertes
from engine.carried import PROPERTY, Carried, packed
from engine.document import Document, Letterhead, MadeWith
from engine.forms.document import section_of
from engine.forms.made import form_of
from engine.forms.sheets import workbook_of
from engine.libraries.modele import Modele
from engine.reading.yaml_strict import Source
from engine.versions import version_of
from engine.writing import write_workbook, written
from models.champs import Repondant
from models.contrat import Contrat

FormFormat = Literal["xlsx", "docx"]
"""What a form can be."""


def form_file(
    kind: FormFormat,
    model: Modele,
    pour: Repondant | None,
    day: date,
    begun: Source | None = None,
    contrat: Contrat | None = None,
) -> bytes:
    """The workbook or the document to fill in, for one party or for all.

    `begun` is the description that is begun, and `contrat` the same as read.
    """
    form = form_of(model, pour, begun.data if begun else {}, years_of(contrat))
    source, name = begun.text if begun else f"modele: {model.nom}\n", f"{model.nom}.yaml"
    if kind == "docx":
        made_with = MadeWith(titles_of(model), day)
        document = Document(
            form.title, (section_of(form),), Letterhead(form.title, (), ""), day,
            source=source, source_name=name, table_of_contents=False, made_with=made_with,
        )  # fmt: skip
        return written(document, "docx", None)[0]
    book = workbook_of(form, f"cpom, {model.nom}", day)
    carried = Carried(source, name, day, version_of(), titles_of(model))
    properties = tuple((PROPERTY.format(number), piece) for number, piece in enumerate(packed(carried), start=1))
    return write_workbook(replace(book, properties=properties))


def titles_of(model: Modele) -> tuple[str, ...]:
    """The libraries that a model is made of, with their versions."""
    return tuple(dict.fromkeys(layer.titre for layer, _ in model.lignee))


def years_of(contrat: Contrat | None) -> tuple[int, ...]:
    """The years of a contract; none while its dates are not known."""
    if contrat is None or contrat.effet is None or contrat.duree is None:
        return ()
    return tuple(annees_couvertes(contrat.effet, contrat.duree))
