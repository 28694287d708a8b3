"""YAML read strictly: every scalar is text exactly as typed, with its place; whatever could mislead is refused."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field, replace
from itertools import islice, starmap, zip_longest
from marshal import dumps
from pathlib import Path as FilePath
from typing import Any

from engine.errors import Finding, InputError, Path, Place, Severity
from engine.reading.decoding import (
    MOST_FINDINGS,
    check_size,
    decode,
    forbidden_characters,
    printable,
    read_bytes,
    without_forbidden,
)
from engine.reading.yaml_by_entry import Entry, sound_by_entry, within
from engine.reading.yaml_by_key import Lines, sound_again
from engine.reading.yaml_sound import Sound
from engine.reading.yaml_tree import MOST_NODES, Tree
from models import chemins
from models.chemins import DEEPEST
from models.records import dataclass


@dataclass(frozen=True, slots=True)
class Source:
    """A YAML file as read: its text, its tree of texts, and where each value and each key stands.

    `remarks` is what its reader is to know although nothing is wrong: its encoding, what was removed. `errors` is what
    is wrong in it, where the rest can be read all the same (`parse_part`). `file` is what its file was called, where
    it was found in a document.
    """

    name: str
    text: str
    data: dict[str, Any]
    places: Mapping[Path, Place] = field(repr=False)
    key_places: Mapping[Path, Place] = field(repr=False)
    remarks: tuple[Finding, ...] = ()
    errors: tuple[Finding, ...] = ()
    file: str = ""

    def place(self, path: Path) -> Place:
        """Tell where the value at `path` stands, or else the nearest thing above it that the file says."""
        if path in self.places:
            return self.places[path]
        while path:
            path = path[:-1]
            if path in self.key_places:
                return self.key_places[path]
            if path in self.places and path:
                return self.places[path]
        return Place(self.name)

    def key_place(self, path: Path) -> Place:
        """Tell where the key that leads to `path` stands, or else as `place`."""
        return self.key_places.get(path) or self.place(path)

    def place_under(self, path: Path, words: str) -> Place:
        """Tell where a value under `path` is these words, or else where `path` stands."""
        known = ((one, place) for one, place in self.places.items() if one[: len(path)] == path)
        return next((place for one, place in known if chemins.at(self.data, one) == words), self.place(path))

    def places_of(self, words: str) -> list[Place]:
        """Tell every place where a value is these words."""
        return [place for path, place in self.places.items() if chemins.at(self.data, path) == words]

    def place_of(self, words: str) -> Place:
        """Tell where a value, or else a key, first is these words; the head of the file where none is."""
        said = next((place for path, place in self.places.items() if chemins.at(self.data, path) == words), None)
        return said or next((place for path, place in self.key_places.items() if path[-1] == words), Place(self.name))


def read_again(source: Source, text: str) -> Source:
    """A file whose text has changed: what stands under the keys that it says alike is the very same.

    Raises:
        InputError: with all that is wrong, located, as far as the file can be read.
    """
    return with_the_very_same(parse_yaml(text.encode(), source.name), source)


def read_again_by_key(source: Source, where: Lines, written: str) -> Source:
    """A file where other lines are `written` for one of its `keyed_lines`: they alone are read, if they can be.

    Raises:
        InputError: with all that is wrong, located, as far as the file can be read.
    """
    text = source.text[: where.start] + written + source.text[where.end :]
    found = sound_again(Sound(source.data, source.places, source.key_places), where, written, DEEPEST, MOST_NODES)
    if found is None or source.remarks or source.errors:
        return read_again(source, text)
    check_size(text.encode(), Place(source.name))
    return with_the_very_same(Source(source.name, text, *found), source)


def read_again_by_entry(source: Source, entry: Entry, written: str) -> Source:
    """A file where other lines are `written` for one of its entries: they alone are read, if they can be.

    Raises:
        InputError: with all that is wrong, located, as far as the file can be read.
    """
    before = Sound(source.data, source.places, source.key_places)
    found = sound_by_entry(before, source.text, entry, written, DEEPEST, MOST_NODES)
    if found is None or source.remarks or source.errors:
        return read_again_by_key(source, entry.of, within(source.text, entry, written))
    text = source.text[: entry.start] + written + source.text[entry.end :]
    check_size(text.encode(), Place(source.name))
    return with_the_very_same(Source(source.name, text, *found), source)


def with_the_very_same(source: Source, other: Source) -> Source:
    """The same file: what another says alike at the same place, in the same order, is the very same."""
    shared = {key: _shared(one, other.data.get(key)) for key, one in source.data.items()}
    return replace(source, data=shared)


_BY_VALUE = 2
"""The way of marshal that writes keys in their order, and nothing of which objects hold them."""


def _shared(one: Any, other: Any) -> Any:
    """A tree of texts, where the groups and the lists that another has at the same place are the very same."""
    if one is other or (type(one) is type(other) and dumps(one, _BY_VALUE) == dumps(other, _BY_VALUE)):
        return other
    if isinstance(one, dict) and isinstance(other, dict):
        return {key: _shared(held, other.get(key)) for key, held in one.items()}
    if isinstance(one, list) and isinstance(other, list):
        return [*starmap(_shared, zip_longest(one, other[: len(one)]))]
    return one


def parse_yaml(data: bytes, name: str) -> Source:
    """Read the bytes of a YAML file; `name` is what messages call it.

    Raises:
        InputError: with all that is wrong, located, as far as the file can be read.

    """
    source = parse_part(data, name)
    if source.errors:
        raise InputError(source.errors)
    return source


def parse_part(data: bytes, name: str) -> Source:
    """Read what can be read of the bytes of a YAML file; what is wrong is in `errors`.

    Raises:
        InputError: where nothing of it can be read.

    """
    check_size(data, Place(name))
    text, findings = decode(data, name)
    forbidden = [*islice(forbidden_characters(text, name), MOST_FINDINGS)]
    tree = _tree(without_forbidden(text) if forbidden else text, name, [*findings, *forbidden])
    if len(tree.findings) >= MOST_FINDINGS:
        tree.findings.append(_and_others(tree.findings))
    if any(one.severity is Severity.ERROR for one in tree.findings):
        if not isinstance(tree.root, dict):
            raise InputError(tree.findings)
        return Source(name, text, tree.root, tree.places, tree.key_places, errors=tuple(tree.findings))
    return Source(name, text, tree.root, tree.places, tree.key_places, tuple(tree.findings))


def _and_others(told: list[Finding]) -> Finding:
    """Say that the other mistakes will be told once these are corrected; a file that is only doubtful is read whole."""
    if any(one.severity is Severity.ERROR for one in told):
        message = f"ce fichier a au moins {MOST_FINDINGS} erreurs d'écriture : il n'a pas été lu plus loin."
    else:
        message = (
            f"ce fichier a au moins {MOST_FINDINGS} valeurs douteuses : il est lu en entier, et d'autres sont tues."
        )
    hint = "Corrigez celles qui sont dites, puis vérifiez de nouveau."
    return Finding("erreurs-nombreuses", message, Severity.WARNING, hint, place=told[-1].place)


def _tree(text: str, name: str, findings: list[Finding]) -> Tree:
    """The tree of a text, or of what can be read of it, with all that is wrong."""
    tree = Tree(text, name, [*findings])
    if tree.read():
        if not isinstance(tree.root, dict):
            tree.findings.append(_no_mapping(tree))
    elif tree.stopped_at:
        from engine.reading.yaml_recovery import recovered  # noqa: PLC0415 - where a file is wrong

        rest, wrong = recovered(text, name, tree.stopped_at)
        # A comma in brackets that are not closed is no mistake; in those that are, it is found again.
        seen = [one for one in tree.findings if one.code != "yaml-virgule"]
        part = Tree(rest, name, [*seen, *wrong[1:]])
        if part.read() and isinstance(part.root, dict):
            part.findings = list(dict.fromkeys(part.findings))
            return part
    return tree


def _no_mapping(tree: Tree) -> Finding:
    place = tree.places.get((), Place(tree.name))
    if tree.root is None:
        hint = "« cpom questionnaire MODELE » écrit un fichier à remplir."
        return Finding("yaml-vide", "le fichier est vide.", hint=hint, place=Place(tree.name))
    what = "une liste" if isinstance(tree.root, list) else "un texte"
    hint = "Écrivez « clé: valeur », une clé par ligne, sans retrait."
    found = Finding("yaml-sommet", f"le fichier doit contenir des clés, et non {what}.", hint=hint, place=place)
    from engine.reading.yaml_syntax import bad_colon  # noqa: PLC0415 - of what is no mapping

    return bad_colon(tree.text.splitlines(), place.line - 1, tree.name) or found


def read_yaml(path: FilePath) -> Source:
    """Read a YAML file.

    Raises:
        InputError: where the file cannot be read, or with all that is wrong in it.

    """
    return parse_yaml(read_bytes(path), printable(path))


def read_part(path: FilePath) -> Source:
    """Read what can be read of a YAML file.

    Raises:
        InputError: where the file cannot be read, or nothing of it.

    """
    return parse_part(read_bytes(path), printable(path))
