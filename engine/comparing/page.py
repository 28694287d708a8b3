"""A comparison as a page that stands alone: read in a browser, sent by mail, printed; or as what another page holds."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

from jinja2 import Environment, PackageLoader
from markupsafe import Markup

from engine.comparing.compare import Comparison
from engine.comparing.text import SAME, described, fate_of, grouped, place_of, why
from engine.passages import Passage, shown_on_a_page


def as_page(comparison: Comparison) -> str:
    """The comparison, whole."""
    style = (files(__package__) / "page.css").read_text(encoding="utf-8")
    return _rendered("page.html", comparison, style=Markup(style))  # noqa: S704 - ours


def as_body(comparison: Comparison) -> str:
    """What differs, and why, for a page that has its own head and its own style: headings from the second level."""
    return _rendered("body.html", comparison)


def _rendered(template: str, comparison: Comparison, **more: Markup) -> str:
    return (
        _templates()
        .get_template(template)
        .render(
            old=comparison.old,
            new=comparison.new,
            causes_of_all=comparison.causes,
            articles=comparison.articles,
            findings=comparison.findings,
            same=SAME.capitalize() if not comparison.causes else "Aucun mot du contrat ne diffère",
            **more,
        )
    )


@cache
def _templates() -> Environment:
    made = Environment(loader=PackageLoader("engine.comparing", "."), autoescape=True, trim_blocks=True,
                       lstrip_blocks=True, finalize=_unbroken)  # fmt: skip
    made.globals |= {"described": described, "fate_of": fate_of, "grouped": grouped, "place_of": place_of, "why": why,
                     "shown": _shown}  # fmt: skip
    return made


def _unbroken(said: object) -> object:
    """Guillemets that stay with their words at the ends of lines."""
    return type(said)(said.replace("« ", "«\u00a0").replace(" »", "\u00a0»")) if isinstance(said, str) else said


def _shown(one: Passage) -> Markup:
    return Markup(shown_on_a_page(one))  # noqa: S704 - it escapes the words
