"""Reading our own data files: strictly, and with a message that a law clerk can act upon.

These files are written by us, not by users; but whoever edits them deserves the same clear answer as a user.
"""

from __future__ import annotations

import re
from importlib.resources import files
from typing import TYPE_CHECKING, Any, TypeVar

import yaml
from pydantic import BaseModel, ValidationError

from engine.errors import Finding, InputError, Place, dotted
from engine.library.files import parsed, text
from engine.reading.messages import wording
from engine.reading.suspects import MAY_BE_SUSPECT
from engine.reading.yaml_strict import Source
from models import chemins

if TYPE_CHECKING:
    from pydantic_core import ErrorDetails

Fichier = TypeVar("Fichier", bound=BaseModel)

_UNREADABLE = "cette ligne ne se lit pas : ce n'est pas du YAML, ou une clé y est en double."
_LOOK = "L'en-tête du fichier dit ce que chaque clé peut dire."

# The C parser where PyYAML was built with it: ten times the speed.
_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class _StrictLoader(_Loader):  # type: ignore[misc]
    """YAML without repeated keys: the second would silently replace the first."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
        """Build a mapping, or raise at the first repeated key."""
        seen = set()
        for key, _ in node.value:
            if key.value in seen:
                raise yaml.constructor.ConstructorError(None, None, f"clé en double : {key.value}", key.start_mark)
            seen.add(key.value)
        return dict(super().construct_mapping(node, deep))


def _day(loader: yaml.SafeLoader, node: yaml.ScalarNode) -> object:
    """A day; what is none (« 2024-13-45 ») stays a text, which its schema refuses at its line."""
    try:
        return loader.construct_yaml_timestamp(node)
    except ValueError:
        return node.value


_StrictLoader.add_constructor("tag:yaml.org,2002:timestamp", _day)


def read(name: str, schema: type[Fichier]) -> Fichier:
    """Read a file of data/ (« droit/textes.yaml ») as `schema` says it must be.

    Raises:
        InputError: with everything that is wrong in the file.

    """
    file = files("engine.referentiels").joinpath(name)
    try:
        content = file.read_text("utf-8")
        whole = not MAY_BE_SUSPECT.search(content)
    except (OSError, UnicodeError):
        whole = False
    if not whole:
        content = text(file, f"data/{name}")  # says what is wrong with it
    return parse(content, schema, f"data/{name}")


def parse(content: str, schema: type[Fichier], name: str) -> Fichier:
    """Read the text of a data file, called `name` in messages.

    Raises:
        InputError: with everything that is wrong in the text.

    """
    try:
        data = yaml.load(content, _StrictLoader)  # noqa: S506 - a subclass of the safe loader
    except (yaml.YAMLError, ValueError) as error:
        parsed(content.encode(), name)  # the reader of descriptions says it in French
        mark = getattr(error, "problem_mark", None)
        place = Place(name, mark.line + 1, mark.column + 1) if mark else Place(name)
        raise InputError([Finding("referentiel-yaml", _UNREADABLE, hint=_LOOK, place=place)]) from None
    try:
        return schema.model_validate(data)
    except ValidationError as error:
        source = _source(content, name)
        raise InputError(_finding(one, source) for one in error.errors(include_url=False)) from None


def _source(content: str, name: str) -> Source:
    """Where each value stands: read again, for this reader is slower than the other."""
    try:
        return parsed(content.encode(), name)
    except InputError:
        return Source(name, content, {}, {}, {})


def _finding(detail: ErrorDetails, source: Source) -> Finding:
    path = chemins.of_error(detail["loc"], source.data, missing=detail["type"] == "missing")
    words = wording(detail["type"], detail["input"], detail.get("ctx", {}))
    message = words.message.rstrip(".")
    place = source.key_place(path) if detail["type"] == "extra_forbidden" else source.place(path)
    if not path:  # a rule of the whole file begins with the key that breaks it
        named = message.partition(" : ")[0]
        place = source.key_places.get(chemins.lire(named)) or source.place_of(named)
    accepted = re.findall(r"'([^']*)'", str(detail.get("ctx", {}).get("expected", "")))
    hint = f"Au choix : {', '.join(accepted)}." if accepted else words.hint or _LOOK
    where = f"{dotted(path)} : " if path else ""
    return Finding("referentiel-invalide", f"{where}{message}.", hint=hint, path=path, place=place)
