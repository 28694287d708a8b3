"""What keeps the house readable: short files, names that say something. lint-imports keeps the direction of imports."""

from __future__ import annotations

import re
from pathlib import Path

MOST_LINES = 300
SAY_NOTHING = {"utils", "util", "helpers", "helper", "common", "manager", "misc"}
FILES = [
    file
    for root in ("cpom", "engine", "models", "tests")
    for file in Path(root).rglob("*.py")
    if "node_modules" not in file.parts
]


def test_a_file_fits_in_the_head() -> None:
    long = {str(file): lines for file in FILES if (lines := file.read_bytes().count(b"\n")) > MOST_LINES}
    assert not long


def test_the_words_of_the_code_are_plain() -> None:
    """Cache, fix, missing, typeset: what a newcomer would write."""
    worn = re.compile(
        r"\b(remember\w*|forg[eo]t\w*|mend(s|ed|ing)?|lack(s|ed|ing)?|la(y|ys|id|ying) (\w+ )?out)\b", re.IGNORECASE
    )
    found = {
        f"{file}:{number}": match[0]
        for file in FILES
        if file.name != Path(__file__).name
        for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), 1)
        if (match := worn.search(line))
    }
    assert not found


def test_a_name_says_what_is_there() -> None:
    assert not [str(file) for file in FILES if SAY_NOTHING.intersection((*file.parent.parts, file.stem))]
