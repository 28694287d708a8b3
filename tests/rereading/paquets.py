"""Documents that a test makes by hand, and what an editor would have changed in one."""

from __future__ import annotations

import zipfile
from collections.abc import Iterable, Mapping
from datetime import date
from functools import cache
from io import BytesIO
from pathlib import Path
from xml.sax.saxutils import escape

import cpom
from engine.carried import PROPERTY, Carried, Line, Words, packed

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
CARRIED = Carried(
    "modele: saad\n",
    "contrat.yaml",
    date(2024, 1, 15),
    "0.1.0",
    lines=(
        Line((Words("Le tarif est de "), Words("25,10\u00a0€", "moyens.tarif_horaire"), Words("."))),
        Line((Words("Article 2 : Objet"),), "heading", "objet"),
        Line((Words("Voir l’article "), Words("2", reference="objet"), Words(".")), clause="suivi"),
    ),
)


def zipped(parts: Mapping[str, str | bytes]) -> bytes:
    """An archive of parts."""
    written = BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return written.getvalue()


def parts_of(data: bytes) -> dict[str, bytes]:
    """The parts of an archive."""
    with zipfile.ZipFile(BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def relations(**parts: str) -> str:
    """The relationships of a part: the kind of each, and its target."""
    found = "".join(f'<Relationship Id="{kind}" Type="{OFFICE}/{kind}" Target="{one}"/>' for kind, one in parts.items())
    return f'<Relationships xmlns="{PACKAGE}">{found}</Relationships>'


def docx(body: str, parts: Mapping[str, str] | None = None, store: Iterable[str] = ()) -> bytes:
    """A DOCX of a body; `parts` are other parts of « word », by their kind."""
    parts = parts or {}
    held = {f"word/{kind}.xml": content for kind, content in parts.items()}
    names = {kind: f"{kind}.xml" for kind in parts}
    return zipped(
        {
            "[Content_Types].xml": "<Types/>",
            "_rels/.rels": relations(officeDocument="word/document.xml"),
            "word/_rels/document.xml.rels": relations(**names),
            "word/document.xml": word("document", f"<w:body>{body}</w:body>"),
            **held,
            **({"docProps/custom.xml": properties(store)} if store else {}),
        }
    )


def word(name: str, content: str) -> str:
    """A part of WordprocessingML."""
    return f'<w:{name} xmlns:w="{WORD}" xmlns:r="{OFFICE}">{content}</w:{name}>'


def properties(pieces: Iterable[str]) -> str:
    """The properties of a document that hold what it was made from."""
    found = "".join(
        f'<property name="{PROPERTY.format(number)}"><lpwstr>{escape(piece)}</lpwstr></property>'
        for number, piece in enumerate(pieces, 1)
    )
    return f"<Properties>{found}</Properties>"


def run(text: str, look: str = "") -> str:
    """A run of words."""
    return f'<w:r><w:rPr>{look}</w:rPr><w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def paragraph(content: str, look: str = "") -> str:
    """A paragraph; what is no XML is one run."""
    return f"<w:p><w:pPr>{look}</w:pPr>{content if content.startswith('<') else run(content)}</w:p>"


def control(content: str, tag: str = "") -> str:
    """A control around runs or blocks."""
    said = f'<w:tag w:val="{tag}"/>' if tag else ""
    return f"<w:sdt><w:sdtPr>{said}</w:sdtPr><w:sdtContent>{content}</w:sdtContent></w:sdt>"


def field(instruction: str, content: str) -> str:
    """A field, in several runs."""
    return (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        f"<w:r><w:instrText>{instruction}</w:instrText></w:r>"
        f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{content}<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


def kept() -> tuple[str, ...]:
    """The pieces of what a small contract was made from."""
    return packed(CARRIED)


@cache
def contract(example: str = "saad-habilite", kind: str = "docx") -> bytes:
    """A contract of the examples, in a format."""
    return cpom.ouvrir(Path("data/exemples") / f"{example}.yaml").ecrire(kind)
