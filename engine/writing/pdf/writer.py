"""A PDF made by WeasyPrint from the HTML page: PDF/A-3a (ISO 19005-3) and PDF/UA-1 (ISO 14289-1) in one file.

The description that the contract was made from is attached as its source (ISO 19005-3, annex E). The same document
gives the same bytes on any day: the dates are the document's and the identifier is a digest of its content.
"""

from __future__ import annotations

from datetime import UTC, datetime, time
from functools import cache
from hashlib import sha256
from threading import RLock
from types import SimpleNamespace
from typing import Any

from engine.document import Document
from engine.errors import Finding, InputError
from engine.shipped import shipped
from engine.writing.layout.fonts import drawable
from engine.writing.layout.page.markup import page_markup, stylesheet
from engine.writing.layout.pdf_seal import sealed_pdf
from engine.writing.layout.setting import Setting, Written
from engine.writing.layout.signing import with_signing_places
from engine.writing.layout.stand_in import stand_in_sheet
from engine.writing.layout.stationery import Stationery
from engine.writing.layout.undrawn import font_findings
from engine.writing.pdf.fonts import font_configuration, new_font_configuration, only_our_fonts
from engine.writing.pdf.structure import fix_structure

COLOURS = "sRGB"
"""The colour space of the pages, which PDF/A-3 wants described in the file (ISO 19005-3, 6.2.3)."""

PDFUA_METADATA = b"""
<rdf:Description rdf:about="" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/" pdfuaid:part="1"/>
<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
 xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA identification schema</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name><pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>Part of ISO 14289</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property></rdf:li></rdf:Bag></pdfaExtension:schemas></rdf:Description>
"""
"""Says PDF/UA-1, and describes the property that says it, as PDF/A-3 asks of any property outside its own schemas."""

NO_PANGO = Finding(
    "pango-absent",
    "Le PDF a besoin de la bibliothèque Pango, absente de cette machine.",
    hint=(
        "Sous Debian ou Ubuntu : apt-get install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0. "
        "Le moteur Typst (--moteur typst) et les formats DOCX, ODT, HTML et TXT s’en passent."
    ),
)


_ONE_AT_A_TIME = RLock()
"""Pango's map of fonts, read once for the process, may be used by one thread at a time."""


def write(document: Document, setting: Setting) -> Written:
    """Write the contract in the page of a letterhead, or in the library's own."""
    content = with_signing_places(write_pdf(document, setting.stationery), document)
    return sealed_pdf(content, document, "weasyprint", setting.charte), font_findings(document)


def write_pdf(document: Document, stationery: Stationery | None = None) -> bytes:
    """Write the contract as a PDF; raises InputError where Pango is missing or a logo cannot be read."""
    _weasyprint()
    markup = drawable(page_markup(document, stationery=stationery, signed=True))
    with _ONE_AT_A_TIME:
        content, undrawn = _laid_out(document, markup, font_configuration(), [_sheet()])
        if undrawn:
            fonts = new_font_configuration()
            sheets = [_sheet_of(stylesheet(), fonts), _sheet_of(stand_in_sheet(undrawn), fonts)]
            content, undrawable = _laid_out(document, markup, fonts, sheets)
            if undrawable:  # a few that Pango draws with no font at all
                markup = markup.translate(dict.fromkeys(map(ord, undrawable), "\ufffd"))
                content, _ = _laid_out(document, markup, fonts, sheets)
    return content


def _laid_out(document: Document, markup: str, fonts: Any, sheets: list[Any]) -> tuple[bytes, set[str]]:
    """Make the PDF of a page; tell with it the characters that had no glyph in these fonts."""
    variant = {"pdf_variant": "pdf/a-3a", "pdf_tags": True, "output_intent": COLOURS}
    page = _weasyprint().HTML(string=markup, url_fetcher=fetcher())
    pdf = page.render(font_config=fonts, stylesheets=sheets, color_profiles={COLOURS: _srgb()}, **variant)
    _claim_pdfua(pdf.metadata)
    if document.source:
        pdf.metadata.attachments.append(_attachment(document))
    digest = sha256(f"{markup}\0{document.source_name}\0{document.source}".encode()).digest()
    content = pdf.write_pdf(pdf_identifier=digest[:16], finisher=fix_structure, **variant)
    return content, {chr(code) for font in pdf.fonts.values() for code in font.missing}


def pango_is_there() -> bool:
    """Whether WeasyPrint finds Pango on this machine."""
    try:
        _weasyprint()
    except InputError:
        return False
    return True


def _weasyprint() -> Any:
    """Import WeasyPrint, which takes 0.7 s, where a PDF is made and nowhere else."""
    with _ONE_AT_A_TIME:
        return _imported()


@cache
def _imported() -> Any:
    try:
        with only_our_fonts():
            import weasyprint  # noqa: PLC0415
    except OSError as error:
        raise InputError([NO_PANGO]) from error
    return weasyprint


@cache
def _sheet() -> Any:
    return _sheet_of(stylesheet(), font_configuration())


def _sheet_of(rules: str, fonts: Any) -> Any:
    return _weasyprint().CSS(string=rules, url_fetcher=fetcher(), font_config=fonts)


@cache
def fetcher() -> Any:
    """Serve the pictures that the page holds in itself, and no file and no network, whatever a value may say."""
    from weasyprint.urls import URLFetcher  # noqa: PLC0415

    return URLFetcher(allowed_protocols=("data",), allow_redirects=False)


@cache
def _srgb() -> SimpleNamespace:
    """Read WeasyPrint's own description of sRGB, as its ColorProfile would.

    That class parses the profile and writes it anew, with other bytes the second time, and leaves the file open.
    """
    content = (shipped("weasyprint.pdf") / "sRGB2014.icc").read_bytes()
    return SimpleNamespace(name="sRGB2014", content=content, components=("r", "g", "b"), pdf_reference=None)


def _claim_pdfua(metadata: Any) -> None:
    """Add PDF/UA-1 to what the metadata claim: WeasyPrint claims one conformity, and one rdf:RDF must hold both."""
    of_pdfa = metadata.generate_rdf_metadata
    metadata.generate_rdf_metadata = lambda *claim: of_pdfa(*claim).replace(
        b"</rdf:RDF>", PDFUA_METADATA + b"</rdf:RDF>"
    )


def _attachment(document: Document) -> Any:
    day = datetime.combine(document.date, time(), UTC)
    return _weasyprint().Attachment(
        string=document.source,
        name=document.source_name,
        description="Description dont ce contrat est issu",
        relationship="Source",
        created=day,
        modified=day,
        url_fetcher=fetcher(),
    )
