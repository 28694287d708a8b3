"""The style sheet of a contract for a page that has other things: each rule holds within one box."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from engine.writing.layout.page.markup import stylesheet

_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_RULE = re.compile(r"\s*(?P<selectors>[^{}@]+?)\s*\{(?P<declarations>[^{}]*)\}")
_WHOLE = re.compile(r"(?:html|body)\b")
_ELSEWHERE = re.compile(r"nav\b|#sommaire|header\b|section\b")
"""What is not in the pieces of a contract: its table of contents, its letterhead, its pages."""
_RANK = re.compile(r"\bh(?P<rank>[2-5])\b")
"""A heading: under one of the page, it is a rank lower."""
_SIDE_BY_SIDE = 12
"""More parties than ever sign side by side."""
_OF_PIECES = """
{box} {{ background: #fff; font-size: 1rem; overflow-wrap: anywhere; }}
{box} a.renvoi {{ color: #1b4f91; text-decoration: underline; }}
{box} .defile {{ overflow-x: auto; }}
{box} .defile > table {{ min-width: 56rem; }}
{box} .nouvelle-page {{ margin-top: 3rem; }}
"""


@cache
def scoped_stylesheet(box: str) -> str:
    """The rules of the screen for the pieces of a contract (engine.writing.html.passages), in a box (« .contrat »).

    Pages, running headers and the table of contents are of the file alone. Widths and places are classes.
    """
    everywhere = _COMMENT.sub("", stylesheet()).partition("@media")[0]
    rules = [f"{', '.join(said)} {{{found['declarations']}}}" for found in _RULE.finditer(everywhere)
             if (said := list(_scoped(found["selectors"], box)))]  # fmt: skip
    widths = (f"{box} col.large-{share} {{ width: {share}%; }}" for share in range(1, 101))
    columns = (f"{box} .colonne-{at} {{ grid-column: {at}; }}" for at in range(1, _SIDE_BY_SIDE + 1))
    return "\n".join((*rules, _OF_PIECES.format(box=box).strip(), *widths, *columns, ""))


def _scoped(selectors: str, box: str) -> Iterator[str]:
    for one in selectors.split(","):
        selector = _RANK.sub(lambda found: f"h{int(found['rank']) + 1}", one.strip())
        if _WHOLE.match(selector):
            yield _WHOLE.sub(box, selector, count=1)
        elif not _ELSEWHERE.match(selector):
            yield f"{box} {selector}"
