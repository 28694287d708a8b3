"""What happens to the files of Word and of spreadsheets: parts lost, elements moved, attributes changed, bytes cut."""

from __future__ import annotations

import random
import re
import zipfile
from collections.abc import Mapping, Sequence
from copy import deepcopy
from io import BytesIO
from typing import Final

from lxml import etree

_VALUES: Final = (
    "", "0", "-1", "1", "12.5", "12,5pt", "2cm", "abc", "9" * 40, "٣", "true", "on", "FF0000", "auto", "rId1", "rId99",
    "A1", "A1:XFD1048576", "../../etc/passwd", "http://exemple.invalid/x", "file:///C:/x", "é" * 300,
    "&#0;", "14", "49",
)  # fmt: skip
_BOMB: Final = b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "x"><!ENTITY c "&b;&b;">]><a>&c;</a>'


def parts_of(content: bytes) -> dict[str, bytes]:
    """The parts of a package."""
    with zipfile.ZipFile(BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def zipped(parts: Mapping[str, bytes]) -> bytes:
    """A package of these parts."""
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            info = zipfile.ZipInfo(name, (2026, 1, 1, 0, 0, 0))
            info.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(info, content)
    return out.getvalue()


def undated(content: bytes) -> bytes:
    """The same package, without the hour at which it was made: the same draw gives the same bytes."""
    moment = re.compile(rb"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")
    return zipped({name: moment.sub(b"2026-01-01T00:00:00Z", part) for name, part in parts_of(content).items()})


def _attribute(element: etree._Element, lot: random.Random) -> None:
    names = sorted(map(str, element.attrib))
    if names:
        element.set(lot.choice(names), lot.choice(_VALUES[:-3]))


def _change(root: etree._Element, lot: random.Random, snippets: Sequence[str]) -> None:
    """One change somewhere in an XML part."""
    elements = [one for one in root.iter() if isinstance(one.tag, str)]
    element = lot.choice(elements)
    above = element.getparent()
    match lot.randrange(7):
        case 0 if above is not None:
            above.remove(element)
        case 1 if above is not None:
            above.insert(lot.randrange(len(above) + 1), deepcopy(element))
        case 2:
            element.text = lot.choice(_VALUES[:-3])
        case 3:
            element.insert(lot.randrange(len(element) + 1), etree.Comment(" remarque "))
        case 4 if snippets:
            element.insert(lot.randrange(len(element) + 1), etree.fromstring(lot.choice(snippets)))
        case _:
            _attribute(element, lot)


def _raw(parts: dict[str, bytes], name: str, lot: random.Random) -> None:
    """A part lost, emptied, cut, hostile or given to another name."""
    content = parts[name]
    match lot.randrange(6):
        case 0:
            del parts[name]
        case 1:
            parts[name] = b""
        case 2:
            parts[name] = content[: lot.randrange(len(content) + 1)]
        case 3:
            parts[name] = _BOMB
        case 4:
            parts[lot.choice(sorted(parts))] = content
        case _:
            parts[f"{name.rpartition('/')[0]}/{lot.choice(['vbaProject.bin', 'x.bin', 'a/../b.xml'])}"] = content


def altered(content: bytes, lot: random.Random, snippets: Sequence[str] = ()) -> bytes:
    """A package that something happened to, once or several times."""
    parts = parts_of(content)
    for _ in range(lot.randint(1, 4)):
        name = lot.choice(sorted(parts))
        try:
            root = etree.fromstring(parts[name])
        except (etree.XMLSyntaxError, ValueError):
            root = None
        if root is None or lot.random() < 0.1:
            _raw(parts, name, lot)
        else:
            _change(root, lot, snippets)
            parts[name] = etree.tostring(root, encoding="UTF-8", standalone=True)
        if not parts:
            break
    made = bytearray(zipped(parts))
    if lot.random() < 0.05:
        made[lot.randrange(len(made))] ^= 1 << lot.randrange(8)
    if lot.random() < 0.03:
        del made[lot.randrange(len(made)) :]
    return bytes(made)
