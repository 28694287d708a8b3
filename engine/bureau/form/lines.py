"""Two changes of a list of texts, one a line, put together where neither undoes the other."""

from __future__ import annotations


def merged(base: str, theirs: str, mine: str) -> str | None:
    """Their list with what I added and without what I took out; None where both took out the same, or moved lines.

    What both took out may be one line that both wrote otherwise: nobody but they knows which is right.
    """
    old, other, new = ([line.strip() for line in text.split("\n") if line.strip()] for text in (base, theirs, mine))
    if any(len(set(one)) < len(one) for one in (old, other, new)):
        return None
    if [one for one in old if one in new] != [one for one in new if one in old]:
        return None
    gone = set(old) - set(new)
    if gone - set(other):
        return None
    added = [one for one in new if one not in old and one not in other]
    return "\n".join([*(one for one in other if one not in gone), *added])
