"""Hands that change a DOCX: what is typed in the controls of facts."""

from __future__ import annotations

import io
import zipfile
from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from typing import Any

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
Places = Collection[int] | None
"""Which places of a fact, from 0 in the order of the file; None for all of them."""


def typed(data: bytes, texts: Mapping[str, str], places: Places = None) -> bytes:
    """A DOCX in which these texts are typed over facts, by their paths."""
    seen: Counter[str] = Counter()
    held = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(held, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            if b"<w:sdt>" in content:
                content = _typed(content, texts, places, seen)
            new.writestr(name, content)
    return held.getvalue()


def _typed(content: bytes, texts: Mapping[str, str], places: Places, seen: Counter[str]) -> bytes:
    root = etree.fromstring(content)
    for path, control in controls(root):
        if path in texts:
            if places is None or seen[path] in places:
                first, *others = control.iter(f"{W}t")
                first.text = texts[path]
                first.set(_SPACE, "preserve")
                for one in others:
                    one.text = ""
                for one in list(control.iter(f"{W}noBreakHyphen")):  # Word replaces all that the control holds
                    one.getparent().remove(one)
            seen[path] += 1
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def controls(root: Any) -> Iterator[tuple[str, Any]]:
    """The controls of a part, with the paths of their facts."""
    for control in root.iter(f"{W}sdt"):
        tag = control.find(f"{W}sdtPr/{W}tag")
        if tag is not None:
            yield tag.get(f"{W}val"), control


def places_of(data: bytes) -> Counter[str]:
    """How many places each fact has."""
    with zipfile.ZipFile(io.BytesIO(data)) as held:
        parts = [held.read(name) for name in held.namelist() if name.endswith(".xml")]
    roots = [etree.fromstring(part) for part in parts if b"<w:sdt>" in part]
    return Counter(path for root in roots for path, _ in controls(root))
