"""The XML of the parts of a package, which may come from anybody."""

from __future__ import annotations

from lxml import etree

_PARSER = etree.XMLParser(remove_blank_text=True, resolve_entities=False, no_network=True)
"""As that of python-docx; the bounds of libxml2 on depth and size stay."""


def parse_xml(xml: str | bytes) -> etree._Element:
    """The root of a part.

    Raises:
        etree.XMLSyntaxError, ValueError: where it is no XML.
    """
    return etree.fromstring(xml, _PARSER)
