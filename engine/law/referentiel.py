"""Reading the files of law of a library: strictly, and with a message that a law clerk can act upon.

Whoever edits them deserves the same clear answer as the author of a description.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache
from pathlib import Path as FilePath
from typing import Any, TypeVar

import yaml

from engine.errors import Finding, InputError, Path, Place, dotted
from engine.law.superposition import Correction, Laid, Layer, laid
from engine.libraries.bibliotheque import Bibliotheque, kept
from engine.libraries.compiled import kept as compiled
from engine.libraries.files import parsed, text
from engine.reading.messages import wording
from engine.reading.suggestions import nearest
from engine.reading.suspects import MAY_BE_SUSPECT
from models import chemins
from models.champs import Fiche
from models.fiches.faults import Fault, UnreadError
from models.fiches.groupe import fields_of, of_values, read_as
from models.fiches.reading import reader_of

AnyFichier = TypeVar("AnyFichier", bound=Fiche)

_UNREADABLE = "cette ligne ne se lit pas : ce n'est pas du YAML, ou une clé y est en double."
_LOOK = "docs/veille-juridique.md dit les clés de chaque fichier."
_ENTRIES: Mapping[str, tuple[tuple[str, ...], ...]] = {
    "": (("*",),),
    "droit/montants.yaml": (("*",), ("*", "annees", "*")),
    "collectivites.yaml": (("services", "*"), ("regions", "*"), ("territoires", "*"), ("departement",)),
    "organisations.yaml": (("statuts", "*"), ("mots", "*"), ("sigles", "*")),
}
"""Where the entries of each file are, which another library adds or corrects; by default, at its top."""

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


class Fichier(Fiche):
    """What a file of law holds: what its keys are, or `root`, of what each of its keys is."""


class Donnees(Fichier):
    """A file of which some facts must agree with others, of this file or of another one."""

    def mistakes(self, library: Bibliotheque) -> Iterator[tuple[Path, str]]:
        """What does not agree, each with the path of the entry that says it."""
        raise NotImplementedError


def read(library: Bibliotheque, name: str, schema: type[AnyFichier]) -> AnyFichier:
    """Read a file of law (« droit/textes.yaml ») of every layer of a library, as `schema` says it must be.

    Raises:
        InputError: with everything that is wrong in it, each mistake in the file and at the line that says it.

    """
    known = compiled.found(library, name)
    if isinstance(known, schema):
        return known
    made = _typed(_laid(library, name), schema, library)
    compiled.keep(library, name, made)
    return made


def corrections(library: Bibliotheque, name: str) -> Mapping[Path, Correction]:
    """What the layers of a library correct in a file of law, by the path of the entry.

    Raises:
        InputError: where the file cannot be read.
    """
    said = _laid(library, name)
    if said.wrong:
        raise InputError(said.wrong)
    return said.corrections


@kept
def _laid(library: Bibliotheque, name: str) -> Laid:
    layers = [
        _layer(couche.titre, file.nom, _content(file.chemin, file.nom)) for couche, file in library.par_couche(name)
    ]
    entries = _ENTRIES.get(name, _ENTRIES[""])
    return laid(layers[::-1], lambda path: any(_is_like(path, one) for one in entries))


def _content(file: FilePath, name: str) -> str:
    try:
        content = file.read_text("utf-8")
        whole = not MAY_BE_SUSPECT.search(content)
    except (OSError, UnicodeError):
        whole = False
    return content if whole else text(file, name)  # says what is wrong with it


def _is_like(path: Path, pattern: tuple[str, ...]) -> bool:
    return len(path) == len(pattern) and all(wanted in ("*", step) for step, wanted in zip(path, pattern, strict=True))


def parse(content: str, schema: type[AnyFichier], name: str, library: Bibliotheque) -> AnyFichier:
    """Read the text of one data file by itself, called `name` in messages; the other files are those of `library`.

    Raises:
        InputError: with everything that is wrong in the text.

    """
    return _typed(Laid(layer := _layer("", name, content), layer.data), schema, library)


@lru_cache(maxsize=32)  # every library is laid over our files
def _layer(bibliotheque: str, name: str, content: str) -> Layer:
    try:
        data = yaml.load(content, _StrictLoader)  # noqa: S506 - a subclass of the safe loader
    except (yaml.YAMLError, ValueError) as error:
        parsed(content.encode(), name)  # the reader of descriptions says it in French
        mark = getattr(error, "problem_mark", None)
        place = Place(name, mark.line + 1, mark.column + 1) if mark else Place(name)
        raise InputError([Finding("referentiel-yaml", _UNREADABLE, hint=_LOOK, place=place)]) from None
    if not isinstance(data, dict):
        parsed(content.encode(), name)  # likewise
    return Layer(bibliotheque, name, content, data)


def _typed(said: Laid, schema: type[AnyFichier], library: Bibliotheque) -> AnyFichier:
    try:
        read = _read(schema, said.data)
    except UnreadError as error:
        raise InputError([*said.wrong, *(_finding(one, said) for one in error.faults)]) from None
    if said.wrong:
        raise InputError(said.wrong)
    linked: object = read
    if isinstance(linked, Donnees) and (wrong := [_mistake(*one, said) for one in linked.mistakes(library)]):
        raise InputError(wrong)
    return read


def _read(schema: type[AnyFichier], data: Any) -> AnyFichier:
    """What a file says; one whose keys are not known beforehand is the `root` of its schema."""
    if (root := fields_of(schema).get("root")) is None:
        return read_as(schema, data)
    return of_values(schema, {"root": reader_of(root.annotation)(data)})


def _mistake(path: Path, message: str, said: Laid) -> Finding:
    words = f"{dotted(path)} : {message}."
    return Finding("referentiel-invalide", words, hint=_LOOK, path=path, place=said.key_place(path))


def _as_written(data: Any) -> Any:
    """The same, its keys as the file has them: a year is a text there."""
    if isinstance(data, dict):
        return {str(key): _as_written(one) for key, one in data.items()}
    return [_as_written(one) for one in data] if isinstance(data, list) else data


def _finding(fault: Fault, said: Laid) -> Finding:
    path = chemins.of_error(fault.path, _as_written(said.data), missing=fault.sort == "missing")
    words = wording(fault)
    place = said.key_place(path) if fault.sort == "unknown_key" else said.place(path)
    accepted = fault.limits.get("expected", ())
    hint = f"Au choix : {', '.join(accepted)}." if accepted else words.hint or _meant(fault.sort, path, said)
    where = f"{dotted(path)} : " if path else ""
    return Finding("referentiel-invalide", f"{where}{words.message.rstrip('.')}.", hint=hint, path=path, place=place)


def _meant(kind: str, path: Path, said: Laid) -> str:
    """The key that an unknown one may stand for, of those that the other entries have; or where to look."""
    if kind != "unknown_key" or len(path) < len(("entry", "key")):
        return _LOOK
    group = said.data
    for step in path[:-2]:
        group = _as_written(group).get(str(step)) if isinstance(group, dict) else None
    others = group.values() if isinstance(group, dict) else ()
    known = {str(key) for one in others if isinstance(one, dict) for key in one} - {str(path[-1])}
    near = nearest(str(path[-1]), sorted(known))
    return f"Vouliez-vous dire « {near} » ? {_LOOK}" if near else _LOOK
