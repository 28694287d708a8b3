"""A description with other facts: its text completed as a person would, and read again."""

from __future__ import annotations

from collections.abc import Mapping

from ruamel.yaml.error import YAMLError

from engine.asking.order import contract_order
from engine.errors import Finding, InputError, Path, Place
from engine.importing.yaml_edit import edited
from engine.libraries.modele import Modele
from engine.reading.yaml_strict import Source, parse_yaml
from models import chemins
from models.adaptations import NEGOCIES
from models.avenants import SUIVI


def completed(source: Source, model: Modele | None, facts: Mapping[Path, str]) -> Source:
    """The description with these facts (an empty text erases one), its comments and its layout kept, read again.

    Keys that are new come in the order of the model, or last where it is not known.

    Raises:
        InputError: where it cannot be completed without harm to the rest of what it says.
    """

    def order(names: tuple[str, ...]) -> list[str]:
        if model is None:
            return []
        return (
            list(chemins.fields_at(model.description, names)) if names else [*contract_order(model), *NEGOCIES, *SUIVI]
        )

    if not facts:
        return source
    try:
        read = parse_yaml(edited(source.text, facts, order).encode(), source.name)
    except YAMLError:
        raise _cannot_be_completed(source) from None
    if any(raw(read, path) != value for path, value in facts.items()):
        raise _cannot_be_completed(source)
    return read


def raw(source: Source, path: Path) -> str:
    """What the file writes for a fact."""
    held = chemins.at(source.data, path)
    return held if isinstance(held, str) else ""


def _cannot_be_completed(source: Source) -> InputError:
    message = "cette description ne peut pas être complétée sans changer le reste de ce qu'elle dit."
    hint = "Écrivez-la plus simplement (une clé par ligne, sans accolades), ou saisissez les chiffres vous-même."
    return InputError([Finding("description-non-completee", message, hint=hint, place=Place(source.name))])
