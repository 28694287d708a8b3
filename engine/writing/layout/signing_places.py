"""The places where parties sign a PDF: empty fields of signature, and marks that a platform finds and nobody sees.

Each engine shows the place of a party by a link, since it knows links: it says where they stand, and tags them. The
links are made here what was asked, and the PDF is written anew: what signs it afterwards adds to a file that is whole
(ISO 32000-1, 12.7.4.5; ISO 14289-1, 7.18.4; ISO 19005-3, 6.3 and 6.4).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from io import BytesIO
from typing import Any, NamedTuple

from pypdf import PdfReader, PdfWriter
from pypdf.generic import (
    ArrayObject,
    DecodedStreamObject,
    DictionaryObject,
    FloatObject,
    NameObject,
    NumberObject,
    PdfObject,
    TextStringObject,
)

from engine.document import Signature
from engine.writing.layout.words import words_of

PRINTED = 4
"""The flag of an annotation that is printed, as PDF/A wants all of them (ISO 32000-1, table 165)."""
SIGNED_BY_ADDING = 3
"""The flags of a form that has fields of signature, in a file that one only adds to (table 219)."""
UNSEEN = 3
"""The mode of letters that are neither filled nor stroked (table 106): their font need not be embedded."""
MARK_LETTERS = 8
"""The size of the letters of a mark, in points."""
FONT = "/CpomRepere"


class _Place(NamedTuple):
    """A link that shows where a party signs: its page, what refers to it there, and its box in points."""

    party: Signature
    page: Any
    reference: Any
    box: tuple[float, float, float, float]

    @property
    def link(self) -> Any:
        return self.reference.get_object()

    @property
    def title(self) -> str:
        """What the party is called where its field cannot be seen."""
        return words_of(self.party.title, blank=False).strip() or self.party.field


def with_places(content: bytes, parties: Mapping[str, Signature]) -> bytes:
    """The PDF with what is asked where each party signs; they are named by the address of the link that shows where."""
    reader = PdfReader(BytesIO(content))
    writer = PdfWriter(clone_from=reader)
    writer.pdf_header = reader.pdf_header
    root: Any = writer.root_object["/StructTreeRoot"]
    tags = {number: element for element in _elements(root) for number in map(_annotation, _kids(element)) if number}
    fields = ArrayObject()
    for place in [*_places(writer, parties)]:
        tag = tags[place.reference.idnum]
        if place.party.mark:
            _print_mark(writer, place)
        if place.party.field:
            _make_field(writer, place, tag)
            fields.append(place.reference)
        else:
            _remove(root, place, tag)
    if fields:
        form = _dictionary({"/Fields": fields, "/SigFlags": NumberObject(SIGNED_BY_ADDING)})
        writer.root_object[NameObject("/AcroForm")] = writer._add_object(form)
    written = BytesIO()
    writer.write(written)
    return written.getvalue()


def _places(writer: PdfWriter, parties: Mapping[str, Signature]) -> Iterator[_Place]:
    """The places that the engine shows, in the order of the pages."""
    for page in writer.pages:
        annotations: Any = page.get("/Annots", ())
        for reference in annotations:
            link = reference.get_object()
            party = parties.get(str(link.get("/A", {}).get("/URI", "")))
            if party:
                (left, right), (foot, top) = (sorted(map(float, link["/Rect"][side::2])) for side in (0, 1))
                yield _Place(party, page, reference, (left, foot, right, top))


def _make_field(writer: PdfWriter, place: _Place, tag: Any) -> None:
    """Make of a link, and of its tag, a field that nobody has signed and that looks like nothing."""
    left, foot, right, top = place.box
    look = DecodedStreamObject()
    look.update(_dictionary({
        "/Type": NameObject("/XObject"),
        "/Subtype": NameObject("/Form"),
        "/BBox": _numbers(0, 0, right - left, top - foot),
        "/Resources": DictionaryObject(),
    }))  # fmt: skip
    number, title = place.link["/StructParent"], TextStringObject(place.title)
    place.link.clear()
    place.link.update(_dictionary({
        "/Type": NameObject("/Annot"),
        "/Subtype": NameObject("/Widget"),
        "/FT": NameObject("/Sig"),
        "/T": TextStringObject(place.party.field),
        "/TU": title,
        "/Rect": _numbers(*place.box),
        "/F": NumberObject(PRINTED),
        "/P": place.page.indirect_reference,
        "/AP": _dictionary({"/N": writer._add_object(look)}),
        "/StructParent": number,
    }))  # fmt: skip
    # A field is the lone kid of its tag: pyHanko takes no other change of it for that of a signature.
    (kid,) = _kids(tag)
    tag.update(_dictionary({"/S": NameObject("/Form"), "/Alt": title, "/K": kid}))


def _remove(root: Any, place: _Place, tag: Any) -> None:
    """Take a link out of its page and of the tree of tags."""
    number = place.link["/StructParent"]
    place.page["/Annots"].remove(place.reference)
    place.link.clear()
    above = tag["/P"]
    above[NameObject("/K")] = ArrayObject(kid for kid in _kids(above) if kid.get_object() is not tag)
    leaves = [root["/ParentTree"]]
    while leaves:
        leaf = leaves.pop().get_object()
        leaves += leaf.get("/Kids", ())
        numbers = leaf.get("/Nums", [])
        if number in numbers[::2]:
            at = 2 * numbers[::2].index(number)
            del numbers[at : at + 2]


def _print_mark(writer: PdfWriter, place: _Place) -> None:
    """Put the words of a mark at the left of a place: unseen, and an artifact, which nobody hears."""
    fonts = place.page["/Resources"].setdefault(NameObject("/Font"), DictionaryObject()).get_object()
    if FONT not in fonts:
        font = {"/Type": "/Font", "/Subtype": "/Type1", "/BaseFont": "/Helvetica", "/Encoding": "/WinAnsiEncoding"}
        fonts[NameObject(FONT)] = writer._add_object(_dictionary({key: NameObject(one) for key, one in font.items()}))
    left, foot, _, top = place.box
    where, letters = f"{left:.2f} {(foot + top) / 2:.2f}", place.party.mark.encode("cp1252", "replace").hex()
    mark = f"/Artifact BMC q BT {FONT} {MARK_LETTERS} Tf {UNSEEN} Tr {where} Td <{letters}> Tj ET Q EMC"
    held = place.page.raw_get("/Contents")
    drawn = held.get_object() if isinstance(held.get_object(), ArrayObject) else [held]
    around = [writer._add_object(_stream(words)) for words in ("q\n", f"\nQ\n{mark}\n")]
    place.page[NameObject("/Contents")] = ArrayObject([around[0], *drawn, around[1]])


def _elements(root: Any) -> Iterator[Any]:
    """The elements of the tree of tags."""
    left = _kids(root)
    while left:
        element = left.pop().get_object()
        if isinstance(element, DictionaryObject) and "/S" in element:
            yield element
            left += _kids(element)


def _kids(element: Any) -> list[Any]:
    """The kids of an element: itself a list, or a lone one."""
    kids = element.get("/K", ArrayObject())
    return list(kids) if isinstance(kids, ArrayObject) else [element.raw_get("/K")]


def _annotation(kid: Any) -> int:
    """The number of the annotation that a kid of an element refers to; 0 where it refers to none."""
    reference = kid.get_object()
    is_one = isinstance(reference, DictionaryObject) and reference.get("/Type") == "/OBJR"
    return int(reference.raw_get("/Obj").idnum) if is_one else 0


def _dictionary(held: Mapping[str, PdfObject]) -> DictionaryObject:
    return DictionaryObject({NameObject(key): value for key, value in held.items()})


def _numbers(*values: float) -> ArrayObject:
    return ArrayObject(FloatObject(round(one, 2)) for one in values)


def _stream(words: str) -> DecodedStreamObject:
    stream = DecodedStreamObject()
    stream.set_data(words.encode("ascii"))
    return stream
