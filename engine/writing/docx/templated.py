"""The parts of a letterhead that hold fields, which each contract fills in."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import Final

from jinja2 import FunctionLoader, StrictUndefined
from jinja2.sandbox import SandboxedEnvironment
from markupsafe import Markup, escape

from engine.compiling.cache import CompiledClauses
from engine.compiling.own_folder import cache_home
from engine.writing.docx.named import CONTROL
from engine.writing.docx.text import XML_DECLARATION
from models.records import dataclass
from models.regexes import regex

BODY: Final = "corps"
LOGOS: Final = ("logo_autorite", "logo_gestionnaire")
FIELDS: Final = ("titre", "autorite", "autorites", "autres_autorites", "gestionnaire", *LOGOS)
"""What a letterhead may print, besides the body: the first public party, all of them, or all but the first."""

SECTION: Final = "section_du_corps"
"""Our own field, in the place of the w:sectPr of the letterhead that the body stands in."""

_MOST: Final = 200
"""The compiled parts that are kept on disk, those of some thirty letterheads."""

JINJA = SandboxedEnvironment(
    autoescape=True,
    undefined=StrictUndefined,
    loader=FunctionLoader(lambda text: text),  # a template is named by its own text
)
"""Values never become markup, and a letterhead reaches nothing but its fields."""
JINJA.bytecode_cache = CompiledClauses(cache_home(), "champs", _MOST).of(JINJA)


BODY_MARK: Final = Markup("\0")
"""What stands for the body where the text around it is asked: no letterhead and no value holds it."""

UNNAMED: Final = Markup()
"""What is said of a control where there is none."""

_OTHERWISE: Final = regex(r"\{[{%][^{}]*\|")
"""A field that a filter writes otherwise (« {{ autorite | upper }} »)."""
_MARK: Final = "\ue000{}\ue000"
"""What stands for the words of a field, in letters of no alphabet."""
_NAMED: Final = regex("\ue000(\\w+)\ue000")
_KEPT: Final = 64
"""The parts that are cut once: those of the letterheads of a run."""


@dataclass(frozen=True, slots=True)
class TemplatedPart:
    """A part of the package that holds fields: its template, and the logos that it prints.

    `controlled` is the same with the name of the gestionnaire in a content control.
    """

    name: str
    template: str
    logos: frozenset[str]
    controlled: str

    def render(self, values: Mapping[str, str], controls: Markup = UNNAMED) -> bytes:
        """Fill the fields in; `corps` and the logos are Markup, all the rest is escaped.

        `controls` says what the control of a name is called, empty where it has none.
        """
        return self._text(values, controls).encode()

    def around(self, values: Mapping[str, str], controls: Markup = UNNAMED) -> tuple[str, str]:
        """The same of the part that holds the body: the text before it, and the text after it."""
        before, _, after = self._text({**values, BODY: BODY_MARK}, controls).partition(BODY_MARK)
        return before, after

    def named(self, values: Mapping[str, str], controls: Markup = UNNAMED) -> str:
        """The part with the name of each field, for `said` to find it, in the place of its words.

        Empty where it writes one otherwise: it is then to be read as it is.
        """
        if not self._pieces(values, controls):
            return ""
        plain = [name for name, value in values.items() if value and not isinstance(value, Markup)]
        return self._text({**values, **{name: _MARK.format(name) for name in plain}}, controls)

    def _text(self, values: Mapping[str, str], controls: Markup) -> str:
        values = {**values, CONTROL: controls}
        pieces = [*self._pieces(values, controls)]
        if not pieces:
            return XML_DECLARATION + JINJA.get_template(self._template(controls)).render(values)
        pieces[1::2] = [escape(values[name]) for name in pieces[1::2]]
        return "".join(pieces)

    def _pieces(self, values: Mapping[str, str], controls: Markup) -> tuple[str, ...]:
        return _pieces(self._template(controls), tuple([name for name, value in values.items() if value]))

    def _template(self, controls: Markup) -> str:
        return self.controlled if controls else self.template


@lru_cache(maxsize=_KEPT)
def _pieces(template: str, given: tuple[str, ...]) -> tuple[str, ...]:
    """A part where these fields are given: what stands between them, by turns with their names.

    All that a part does of a field is to print it, or to look at whether it is given; () where it writes one otherwise.
    """
    if _OTHERWISE.search(template):
        return ()
    empty = dict.fromkeys((*FIELDS, BODY, SECTION, CONTROL), "")
    values = {**empty, **{name: Markup(f"\0{name}\0") for name in given}}  # noqa: S704 - a name of ours
    return tuple((XML_DECLARATION + JINJA.get_template(template).render(values)).split("\0"))


def said(text: str, values: Mapping[str, str]) -> str:
    """Words of a part that was `named`, with those of its fields."""
    return _NAMED.sub(lambda found: values.get(found[1], found[0]), text) if _MARK[0] in text else text
