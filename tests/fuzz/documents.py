"""Documents as they come back: changed by an editor, damaged, or hostile."""

from __future__ import annotations

import random
from functools import cache
from pathlib import Path
from typing import Final

from hypothesis import strategies as st

import cpom
from tests.fuzz.archives import altered

WORD: Final = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
TEXT: Final = 'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"'
BY: Final = 'w:author="Mme Exemple" w:date="2026-03-12T10:00:00Z"'
SNIPPETS: Final = {
    "docx": (
        f"<w:ins {WORD} {BY}><w:r><w:t>neuf</w:t></w:r></w:ins>",
        f"<w:del {WORD} {BY}><w:r><w:delText>vieux</w:delText></w:r></w:del>",
        f"<w:sdt {WORD}><w:sdtPr/><w:sdtContent><w:p><w:r><w:t>x</w:t></w:r></w:p></w:sdtContent></w:sdt>",
        f'<w:r {WORD}><w:fldChar w:fldCharType="begin"/></w:r>',
        f'<w:r {WORD}><w:fldChar w:fldCharType="end"/></w:r>',
        f"<w:r {WORD}><w:instrText> TOC </w:instrText></w:r>",
        f'<w:r {WORD}><w:sym w:char="F0FC"/><w:sym w:char="99999999"/></w:r>',
        f'<w:bookmarkStart {WORD} w:name="_Cpom0003"/>',
        f'<w:commentRangeStart {WORD} w:id="1"/>',
        f'<w:p {WORD}><w:pPr><w:rPr><w:del {BY}/></w:rPr></w:pPr></w:p>',
        f"<w:tbl {WORD}><w:tr><w:tc/></w:tr></w:tbl>",
    ),
    "odt": (
        f'<text:change {TEXT} text:change-id="ct1"/>',
        f'<text:s {TEXT} text:c="99999999999"/>',
        f"<text:text-input {TEXT}>x</text:text-input>",
        f'<text:bookmark {TEXT} text:name="_Cpom0003"/>',
        f"<text:p {TEXT}>x<text:line-break/></text:p>",
    ),
}  # fmt: skip


@cache
def written(kind: str) -> bytes:
    """A contract as we write it."""
    return cpom.ouvrir(Path("data/exemples/saad-premier-jet.yaml")).ecrire(kind)


def documents(kind: str) -> st.SearchStrategy[bytes]:
    """A contract that something happened to."""
    return st.integers(0, 2**32).map(lambda lot: altered(written(kind), random.Random(lot), SNIPPETS[kind]))  # noqa: S311
