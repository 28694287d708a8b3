"""What keeps the house readable: short files, names that say something. lint-imports keeps the direction of imports."""

from __future__ import annotations

import re
import tomllib
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
    """A version of the tables is written by a program, and none of its lines is ever changed."""
    written = [file for file in FILES if "versions" not in file.parts]
    long = {str(file): lines for file in written if (lines := file.read_bytes().count(b"\n")) > MOST_LINES}
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


def test_every_package_has_its_place_among_the_layers() -> None:
    """One that is in none may import whatever it likes."""
    contracts = tomllib.loads(Path("pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"]["contracts"]
    layers = next(one["layers"] for one in contracts if one["name"] == "Data flows one way")
    placed = {name for layer in layers for name in layer.split(" | ")}
    assert {f"engine.{file.parent.name}" for file in Path("engine").glob("*/__init__.py")} <= placed


TRADES = re.compile(r"saad|ehpad|chrs|dotation|habilit|\bservices?\b", re.IGNORECASE)
"""Words of one kind of contract or of establishment: what says them is data of the library, and no code."""

OF_EVERY_CONTRACT = {
    "models/parties.py": (r"habilite à signer", "whoever allows somebody to sign"),
    "engine/assembly/derived.py": (r"habilite à signer|\"service\"", "who allows to sign; the service of the State"),
    "engine/assembly/parties.py": (r"habilite à signer", "who allows somebody to sign"),
    "engine/asking/questionnaire.py": (r"Service Exemple", "a name, to show how a text is written"),
    "engine/law/referentiel.py": (r"\"services\"", "the services of the State"),
    "engine/law/denominations.py": (r"services?", "the services of the State"),
    "engine/law/collectivites.py": (r"services?", "the services of the State"),
    "engine/law/changes.py": (r"service", "the services of the State"),
}
"""What is said of any contract with such a word, by file, and why."""


def test_no_trade_is_in_the_code() -> None:
    """A new kind of contract is written in YAML and in Markdown alone."""
    assert not {
        f"{file}:{number}": found
        for file in FILES
        if file.parts[0] != "tests"
        for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), 1)
        for said in [re.sub(OF_EVERY_CONTRACT.get(str(file), ("(?!)",))[0], "", line, flags=re.IGNORECASE)]
        if (found := TRADES.findall(said))
    }


def test_every_exception_serves() -> None:
    for file, (said, _) in OF_EVERY_CONTRACT.items():
        assert re.search(said, Path(file).read_text(encoding="utf-8"), re.IGNORECASE), file
