"""The pages of a library, by the names of their files; they refer to each other, and to nothing else."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any

from jinja2 import Environment, FunctionLoader, StrictUndefined
from markupsafe import Markup

from engine import french
from engine.documenting.pages.law import law
from engine.documenting.pages.links import anchor
from engine.documenting.pages.model import model_page
from engine.libraries.bibliotheque import Bibliotheque
from engine.libraries.modele import Modele
from engine.libraries.tableaux import without_files
from engine.writing.layout.page.markup import stylesheet

_PACKAGE = "engine.documenting.pages"
HOME, LAW = "index.html", "droit.html"


def site(library: Bibliotheque, models: Sequence[Modele], day: date) -> dict[str, bytes]:
    """The pages of these models and of the law that they rest on, made on a day.

    Raises:
        InputError: where a clause of the library cannot be rendered.
    """
    pages = [model_page(model, day) for model in models]
    known = law(library, models)
    shared = {"bibliotheque": library, "aujourdhui": day, "modeles": pages, "noms": known.names}
    found = {
        HOME: _rendered("accueil.html", **shared),
        LAW: _rendered("droit.html", droit=known, **shared),
    }
    return found | {page.file: _rendered("modele.html", page=page, **shared) for page in pages}


def _rendered(name: str, **shared: Any) -> bytes:
    return _environment().get_template(name).render(**shared).encode()


@cache
def _environment() -> Environment:
    """Whatever comes from the library is escaped, but for the blocks that the writer of pages has made."""
    environment = Environment(
        loader=FunctionLoader(_text),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    filters: dict[str, Callable[..., Any]] = {
        "ancre": anchor,
        "typo": lambda text: french.typography(str(text)),
        "jour": lambda day: french.date_in_french(day) if day else "",
        "majuscule": french.capitalise,
        "sans_fichiers": without_files,
    }
    environment.filters |= filters
    environment.globals["feuilles"] = Markup(f"{stylesheet()}\n{_text('pages.css')}")  # noqa: S704 - files of ours
    return environment


def _text(name: str) -> str:
    return (files(_PACKAGE) / name).read_text(encoding="utf-8")
