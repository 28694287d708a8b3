"""The parts of a letterhead that hold fields, which each contract fills in."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from jinja2 import FunctionLoader, StrictUndefined
from jinja2.sandbox import SandboxedEnvironment
from markupsafe import Markup

from engine.compiling.cache import CompiledClauses, cache_home
from engine.writing.docx.named import CONTROL
from engine.writing.docx.text import XML_DECLARATION
from models.records import dataclass

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

    def _text(self, values: Mapping[str, str], controls: Markup) -> str:
        template = self.controlled if controls else self.template
        return XML_DECLARATION + JINJA.get_template(template).render({**values, CONTROL: controls})
