"""Reading our own data files: strictly, and with a message that a law clerk can act upon.

These files are written by us, not by users; but whoever edits them deserves the same clear answer as a user.
"""

from __future__ import annotations

from importlib.resources import files
from typing import Any, TypeVar

import yaml
from pydantic import BaseModel, ValidationError

from engine.errors import Finding, InputError, Place

Fichier = TypeVar("Fichier", bound=BaseModel)

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


def read(name: str, schema: type[Fichier]) -> Fichier:
    """Read a file of data/ (« droit/textes.yaml ») as `schema` says it must be.

    Raises:
        InputError: with everything that is wrong in the file.

    """
    return parse(files("engine.referentiels").joinpath(name).read_text("utf-8"), schema, f"data/{name}")


def parse(text: str, schema: type[Fichier], name: str) -> Fichier:
    """Read the text of a data file, called `name` in messages.

    Raises:
        InputError: with everything that is wrong in the text.

    """
    try:
        content = yaml.load(text, _StrictLoader)  # noqa: S506 - a subclass of the safe loader
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark
        place = Place(name, mark.line + 1, mark.column + 1) if mark else Place(name)
        raise InputError([Finding("referentiel-yaml", f"YAML illisible : {error.problem}", place=place)]) from error
    try:
        return schema.model_validate(content)
    except ValidationError as error:
        raise InputError(_finding(name, dict(detail)) for detail in error.errors()) from error


def _finding(name: str, detail: dict[str, Any]) -> Finding:
    path = tuple(detail["loc"])
    where = ".".join(map(str, path))
    message = "clé inconnue" if detail["type"] == "extra_forbidden" else str(detail["msg"])
    return Finding("referentiel-invalide", f"{where} : {message}", path=path, place=Place(name))
