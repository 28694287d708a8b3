"""The tree of a file in which nothing is refused, from libyaml's own nodes: several times faster than by its events.

Whatever may be refused is left to `yaml_tree`, which says why: here a doubt is enough.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Any, NamedTuple

import yaml

from engine.errors import Path, Place
from engine.reading.decoding import FORBIDDEN
from engine.reading.invisibles import cleaned
from engine.reading.suspects import MAY_BE_SUSPECT, suspicions
from models.regexes import regex

LOADER: Any = getattr(yaml, "CBaseLoader", None)
"""None where there is no libyaml: its nodes are then no faster than events."""

NULL = ("", "~", "null")
"""What a value that is not given may be written as."""
# A « # » that a word follows at once: more likely « bâtiment #3 » than a comment.
GLUED_COMMENT = regex(r"[ \t]+#\w")
_LONGEST = 1_000_000
_AT_A_NODE = r"(?<![^\s\[\]{},:?\"'-]%s)"
_REFUSED = regex(
    rf"#(?<=[ \t]#)\w|!{_AT_A_NODE % '!'}|&{_AT_A_NODE % '&'}[\w-]|\*{_AT_A_NODE % '[*]'}[\w-]|%(?<![^\n\r]%)"
)
"""Comments that may be words, labels, anchors, aliases and directives, or what looks like one.

Each begins by its sign, which is quickly found.
"""
_INDICATORS = regex(r"[ ?:-]{100}")
_CLOSED = regex(r"\{[^][{}\"'#\n\r]*\}|\[[^][{}\"'#\n\r]*\]")
_MOST_OPENED = 300
"""libyaml's nodes recurse: what is emptied in one line aside, no file opens as many groups at once."""


class Sound(NamedTuple):
    """A tree, and where each value and each key stands."""

    root: Any
    places: Mapping[Path, Place]
    key_places: Mapping[Path, Place]


class _DoubtError(Exception):
    """Something may have to be refused."""


def sound(text: str, name: str, deepest: int, most: int, kind: Any = yaml.MappingNode) -> Sound | None:
    """The tree of a text of at most so many nodes, so deep; None wherever something may have to be told of it.

    It is of keys, or of another `kind` of nodes.
    """
    if LOADER is None or len(text) > _LONGEST or _REFUSED.search(text) or not _is_shallow(text):
        return None
    try:
        root = nodes_of(text)
        return _Walk(text, name, deepest, most).tree(root) if isinstance(root, kind) else None
    except (yaml.YAMLError, ValueError, OverflowError, _DoubtError):
        return None


def nodes_of(text: str) -> Any:
    """The node of a whole text, as libyaml gives it; a short one that was asked lately has the very same.

    Raises:
        yaml.YAMLError: where it is no YAML, or no one document.
    """
    return _short_nodes(text) if len(text) <= _SHORT else _nodes(text)


def _nodes(text: str) -> Any:
    loader = LOADER(text)
    try:
        return loader.get_single_node()
    finally:
        loader.dispose()


_SHORT = 20_000
_short_nodes = lru_cache(maxsize=8)(_nodes)
"""What stands under a key is read, then changed between its marks: those of a few keys are kept."""


def _is_shallow(text: str) -> bool:
    """Whether libyaml may recurse through it: a group in brackets has its own, another has a column of its own."""
    opened = text.count("[") + text.count("{")
    if opened > _MOST_OPENED:
        rest = _CLOSED.sub("", text)
        opened = rest.count("[") + rest.count("{")
    return opened <= _MOST_OPENED and not _INDICATORS.search(text)


def _doubts(text: str) -> Iterator[int]:
    """Where a text holds what a suspicion may be about; each of its characters is looked at once."""
    doubtful = [re.escape(one) for one in set(text) if one in "\\&?" or MAY_BE_SUSPECT.match(one)]
    if doubtful:
        yield from (match.start() for match in re.finditer(f"[{''.join(sorted(doubtful))}]", text))


class _Walk:
    def __init__(self, text: str, name: str, deepest: int, most: int) -> None:
        self.text, self.name, self.deepest, self.left = text, name, deepest, most
        self.places: dict[Path, Place] = {}
        self.key_places: dict[Path, Place] = {}
        self.doubts = _doubts(text)
        self.doubt = next(self.doubts, len(text))

    def tree(self, root: Any) -> Sound:
        found = self.value(root, (), flow=False, depth=0)
        return Sound(found, self.places, self.key_places)

    def value(self, node: Any, path: Path, *, flow: bool, depth: int) -> Any:
        mark = node.start_mark
        self.places[path] = Place(self.name, mark.line + 1, mark.column + 1)
        if type(node) is yaml.ScalarNode:
            words = self.words(node, flow)
            return None if words in NULL and not node.style else words
        self.left -= 1
        if depth >= self.deepest:
            raise _DoubtError
        flow = bool(node.flow_style)
        if type(node) is yaml.SequenceNode:
            return [self.value(one, (*path, at), flow=flow, depth=depth + 1) for at, one in enumerate(node.value)]
        return self.group(node, path, flow=flow, depth=depth + 1)

    def group(self, node: Any, path: Path, *, flow: bool, depth: int) -> dict[str, Any]:
        held: dict[str, Any] = {}
        for key, value in node.value:
            words = self.words(key, flow) if type(key) is yaml.ScalarNode else ""
            if not words or words in held or words.strip() != words or words == "<<":
                raise _DoubtError
            here, mark = (*path, words), key.start_mark
            self.key_places[here] = Place(self.name, mark.line + 1, mark.column + 1)
            held[words] = None  # a key is told twice even where its value is being read
            held[words] = self.value(value, here, flow=flow, depth=depth)
        return held

    def words(self, node: Any, flow: bool) -> str:
        """The words of a scalar."""
        self.left -= 1
        if self.left < 0:
            raise _DoubtError
        words: str = node.value
        if flow and not node.style and words[:1].isdigit() and node.start_mark.index > 1:
            before = self.text[node.start_mark.index - 2 : node.start_mark.index]
            if before[1] == "," and before[0].isdigit():
                raise _DoubtError
        if self.doubt < (end := node.end_mark.index):
            self.look(words, node.start_mark.index, end)
        return words

    def look(self, words: str, start: int, end: int) -> None:
        """Look at the words of a scalar where they, or what stands before them, may be doubtful."""
        doubtful = False
        while self.doubt < end:
            doubtful = doubtful or self.doubt >= start
            self.doubt = next(self.doubts, len(self.text))
        if doubtful and (FORBIDDEN.search(words) or cleaned(words) != words or any(suspicions(words))):
            raise _DoubtError
