"""A model opened to be used: what of it no contract can have is told, once for each content of its library."""

from __future__ import annotations

from engine.errors import InputError
from engine.libraries.bibliotheque import Bibliotheque, kept
from engine.libraries.compiled import kept as compiled
from engine.libraries.modele import Modele, load_model
from engine.libraries.ouverture import installed


def open_model(name: str, library: Bibliotheque | None = None) -> Modele:
    """A model that every command can use; by default of the installed library.

    Raises:
        InputError: with all that is wrong in its files.
    """
    return _sound(library or installed(), name)


@kept
def _sound(library: Bibliotheque, name: str) -> Modele:
    model = load_model(name, library)
    if compiled.found(library, f"sain:{name}") is True:
        return model
    from engine.assembly.sound_models import opening_mistakes  # noqa: PLC0415 - a model is looked at once

    if found := list(opening_mistakes(model)):
        from engine.assembly.syntax import syntax_mistakes  # noqa: PLC0415 - it reads every clause

        raise InputError(dict.fromkeys((*found, *syntax_mistakes(model))))
    compiled.keep(library, f"sain:{name}", True)
    return model


@kept
def check_syntax(model: Modele) -> None:
    """Refuse a model one of whose texts cannot be read.

    Raises:
        InputError: with all that cannot be.
    """
    from engine.assembly.syntax import syntax_mistakes  # noqa: PLC0415 - it reads every clause

    if found := list(syntax_mistakes(model)):
        raise InputError(found)
