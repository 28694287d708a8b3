"""Where the text of a YAML file writes each value, to the character: what is changed there touches nothing else."""

from __future__ import annotations

import re
from functools import reduce
from typing import Any, Final

import yaml

from engine.errors import Path
from engine.reading.invisibles import cleaned
from engine.reading.yaml_sound import LOADER as LIBYAML
from engine.reading.yaml_sound import nodes_of
from engine.reading.yaml_tree import LOADER

BLOCK_STYLES: Final = ("|", ">")
_HEADER: Final = re.compile(r"[|>][-+0-9]*")


def root_of(text: str) -> Any:
    """The node of the whole text, with its marks; None where it cannot be read."""
    try:
        return yaml.compose(text, Loader=LOADER) if LIBYAML is None else nodes_of(text)
    except yaml.YAMLError:
        return None


def node_at(root: Any, path: Path) -> Any:
    """The node of the value at a path; None where the text has none there."""
    return reduce(_below, path, root)


def _below(node: Any, step: str | int) -> Any:
    if isinstance(node, yaml.SequenceNode):
        return node.value[step] if isinstance(step, int) and 0 <= step < len(node.value) else None
    if isinstance(node, yaml.MappingNode):
        return next((value for key, value in node.value if cleaned(key.value).strip() == str(step)), None)
    return None


def is_block(node: Any) -> bool:
    """Whether a group or a list is written with a line for each key or dash."""
    return isinstance(node, yaml.CollectionNode) and not node.flow_style


def header_end(text: str, node: Any) -> int:
    """Where the « |- » that opens a block of lines ends."""
    found = _HEADER.match(text, node.start_mark.index)
    return found.end() if found else int(node.start_mark.index)


def end_of(text: str, node: Any) -> int:
    """Where the last character of a value is written; the empty lines that follow a block of lines are not its own."""
    while is_block(node) and node.value:
        node = node.value[-1][1] if isinstance(node, yaml.MappingNode) else node.value[-1]
    end = int(node.end_mark.index)
    if isinstance(node, yaml.ScalarNode) and node.style in BLOCK_STYLES:
        header = header_end(text, node)
        if "+" not in text[node.start_mark.index : header]:
            end = max(header, len(text[:end].rstrip()))
    return end


def line_start(text: str, at: int) -> int:
    """Where the line of a character starts."""
    return text.rfind("\n", 0, at) + 1


def next_line(text: str, at: int) -> int:
    """Where the line after that of a character starts, or the text ends."""
    end = text.find("\n", at)
    return len(text) if end < 0 else end + 1


def line_end(text: str) -> str:
    """How the lines of a text end."""
    return "\r\n" if "\r\n" in text else "\n"


def own_end(text: str, at: int, margin: int) -> int:
    """Where the comments end that stand below an item or a key, further in than its dash or its key."""
    while True:
        line = text[at : next_line(text, at)]
        if not line.lstrip().startswith("#") or len(line) - len(line.lstrip()) <= margin:
            return at
        at += len(line)


def replaced(text: str, edits: list[tuple[int, int, str]]) -> str:
    """A text with other characters between some marks, which do not overlap."""
    for start, end, written in sorted(edits, reverse=True):
        text = text[:start] + written + text[end:]
    return text
