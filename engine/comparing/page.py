"""A comparison as a page that stands alone: read in a browser, sent by mail, printed."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

from jinja2 import Environment, Template
from markupsafe import Markup

from engine.comparing.compare import Comparison
from engine.comparing.text import SAME, described, fate_of, grouped, place_of, why
from engine.passages import Passage, shown_on_a_page


def as_page(comparison: Comparison) -> str:
    """The comparison, whole."""
    return _template().render(
        old=comparison.old,
        new=comparison.new,
        causes_of_all=comparison.causes,
        articles=comparison.articles,
        findings=comparison.findings,
        same=SAME.capitalize() if not comparison.causes else "Aucun mot du contrat ne diffère",
        style=Markup((files(__package__) / "page.css").read_text(encoding="utf-8")),  # noqa: S704 - ours
    )


@cache
def _template() -> Template:
    made = Environment(autoescape=True, trim_blocks=True, lstrip_blocks=True, finalize=_unbroken)
    made.globals |= {"described": described, "fate_of": fate_of, "grouped": grouped, "place_of": place_of, "why": why,
                     "shown": _shown}  # fmt: skip
    return made.from_string((files(__package__) / "page.html").read_text(encoding="utf-8"))


def _unbroken(said: object) -> object:
    """Guillemets that stay with their words at the ends of lines."""
    return type(said)(said.replace("« ", "«\u00a0").replace(" »", "\u00a0»")) if isinstance(said, str) else said


def _shown(one: Passage) -> Markup:
    return Markup(shown_on_a_page(one))  # noqa: S704 - it escapes the words
