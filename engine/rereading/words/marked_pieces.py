"""The text of a clause with a private letter before each of its pieces, which tells what printed each letter."""

from __future__ import annotations

import re

from engine.rereading.words.source_pieces import Pieces

BEGIN, END, _MOST = 0xF0000, 0x100000, 0xFFF0
MARKS = re.compile("[\U000f0000-\U0010fffd]")
BRACKET = re.compile("[\U000f0000-\U0010fffd]x")
"""A line that is printed to tell where the paragraphs of a slot begin or end."""


def marked(pieces: Pieces) -> tuple[str, str]:
    """The body and the title of a clause with a mark before each piece that prints, and after those that are a slot."""
    if len(pieces.all) > _MOST:
        return pieces.text, pieces.title
    shown = [_shown(pieces, rank) for rank in range(len(pieces.all))]
    return "".join(shown[pieces.body :]), "".join(shown[: pieces.body])


def _shown(pieces: Pieces, rank: int) -> str:
    one = pieces.all[rank]
    begin, end = chr(BEGIN + rank), chr(END + rank)
    if one.sort == "slot":
        if _is_alone(pieces, rank):
            return f"{one.before}{begin}x\n\n{one.text}\n\n{end}x"
        return f"{one.before}{begin}{one.text}{end}"
    after_mark = rank > 0 and pieces.all[rank - 1].sort == "mark" and not one.before and not one.text[0].isalnum()
    if one.sort == "break" or (one.sort == "word" and not after_mark and one.text not in ("^", "<")):
        return f"{one.before}{begin}{one.text}"
    return one.before + one.text


def _is_alone(pieces: Pieces, rank: int) -> bool:
    """Whether a slot is a paragraph by itself, which may print several, or a table."""
    one = pieces.all[rank]
    if rank < pieces.body:
        return False
    if one.text.startswith(":::"):
        return True
    leaf = [at for at in range(max(rank - 1, 0), min(rank + 2, len(pieces.all))) if pieces.all[at].leaf == one.leaf]
    start = pieces.all[rank - 1]
    return len(leaf) == 2 and start.sort == "start" and not start.text.strip()
