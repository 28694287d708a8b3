"""The XML of the parts of a package, which may come from anybody."""

from __future__ import annotations

from lxml import etree

from engine.writing.docx.text import XML_DECLARATION, Growing

_PARSER = etree.XMLParser(remove_blank_text=True, resolve_entities=False, no_network=True)
"""As that of python-docx; the bounds of libxml2 on depth and size stay."""


def parse_xml(xml: str | bytes) -> etree._Element:
    """The root of a part.

    Raises:
        etree.XMLSyntaxError, ValueError: where it is no XML.
    """
    return etree.fromstring(xml, _PARSER)


def growing(name: str, root: etree._Element, position: int) -> Growing:
    """Cut a part before the child at `position` of its root."""
    mark = etree.Comment("cpom")
    root.insert(position, mark)
    before, after = etree.tostring(root, encoding="unicode").split(etree.tostring(mark, encoding="unicode"), 1)
    root.remove(mark)
    return Growing(name, XML_DECLARATION + before, after)
