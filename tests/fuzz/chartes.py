"""Letterheads as the offices of départements have them, and worse."""

from __future__ import annotations

from importlib.resources import files
from typing import Final

from hypothesis import strategies as st

from tests.fuzz.archives import altered, parts_of
from tests.fuzz.essais import lots

NEUTRAL: Final = (files("engine.referentiels") / "chartes/neutre.docx").read_bytes()
_W: Final = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_R: Final = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'


def _paragraph(run: str) -> str:
    return f"<w:p {_W} {_R}>{run}</w:p>"


_TEXTS: Final = (
    "{{ titre }}", "{{ autorites }}", "{{p corps }}", "{{ cycler }}", "{{ self }}", "{% if x %}", "{{ titre",
    "{{titre|upper}}", "{%tr for a in b %}", "{{ 9**9**9 }}", "{{ ''.__class__ }}", "{{r titre }}", "{# note #}",
    "Direction",
    "{{\u00a0titre\u00a0}}", "{{ logo_autorite }}", "}}", "{{ inconnu }}", "{{ date }}", "{{ lipsum(99) }}",
)  # fmt: skip
_SNIPPETS: Final = (
    *(_paragraph(f"<w:r><w:t>{text}</w:t></w:r>") for text in _TEXTS),
    _paragraph("<w:r><w:t>{{ ti</w:t></w:r><w:r><w:rPr><w:b/></w:rPr><w:t>tre }}</w:t></w:r>"),
    _paragraph('<w:ins w:id="1" w:author="x"><w:r><w:t>ajouté</w:t></w:r></w:ins>'),
    _paragraph('<w:del w:id="2" w:author="x"><w:r><w:delText>ôté</w:delText></w:r></w:del>'),
    _paragraph('<w:fldSimple w:instr="INCLUDEPICTURE x"><w:r><w:t>x</w:t></w:r></w:fldSimple>'),
    _paragraph('<w:fldSimple w:instr="PAGE"><w:r><w:t>1</w:t></w:r></w:fldSimple>'),
    _paragraph('<w:r><w:instrText xml:space="preserve"> DDEAUTO a b </w:instrText></w:r>'),
    _paragraph('<w:r><w:object><w:control r:id="rId1"/></w:object></w:r>'),
    _paragraph('<w:r><w:tab/><w:br w:type="page"/><w:sym w:font="Wingdings" w:char="F0FE"/></w:r>'),
    f'<w:altChunk {_W} {_R} r:id="rId1"/>',
    f'<w:sdt {_W}><w:sdtContent><w:p><w:r><w:t>{{{{p corps }}}}</w:t></w:r></w:p></w:sdtContent></w:sdt>',
    f'<w:tbl {_W}><w:tr><w:tc><w:p><w:r><w:t>cellule</w:t></w:r></w:p></w:tc></w:tr></w:tbl>',
    f'<w:cols {_W} w:num="2" w:space="12.5"/>',
    f'<w:pgSz {_W} w:w="11906.4" w:h="21cm" w:orient="landscape"/>',
    f'<w:pgMar {_W} w:top="-1" w:left="2.5cm"/>',
    f'<w:sectPr {_W}/>',
    f'<w:headerReference {_W} {_R} w:type="even" r:id="rId99"/>',
    '<Relationship xmlns="http://schemas.openxmlformats.org/package/2006/relationships" Id="rX" TargetMode="External" '
    'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/image" Target="file:///x.png"/>',
    '<Relationship xmlns="http://schemas.openxmlformats.org/package/2006/relationships" Id="rY" '
    'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/oleObject" Target="x.bin"/>',
)  # fmt: skip


def letterheads() -> st.SearchStrategy[bytes]:
    """The neutral letterhead that a person, a tool or an accident changed; or what is no letterhead at all."""
    changed = lots().map(lambda lot: altered(NEUTRAL, lot, _SNIPPETS))
    other = st.sampled_from([b"", b"PK\x05\x06" + bytes(18), b"%PDF-1.7", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", NEUTRAL])
    return st.one_of(*[changed] * 15, other)


def outside(content: bytes) -> list[str]:
    """What of a contract is looked for elsewhere when it is opened, links that a reader clicks on aside."""
    relations = (text for name, text in parts_of(content).items() if name.endswith(".rels"))
    found = [one for text in relations for one in text.split(b"<") if b"External" in one and b"/hyperlink" not in one]
    return [one.decode(errors="replace") for one in found]
