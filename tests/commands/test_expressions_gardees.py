"""Regular expressions kept in one file: they match the same; Python compiles what is wrong in it, or is not there."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from re import _compiler  # type: ignore[attr-defined]
from typing import Any

import pytest

from engine.cli import main
from engine.compiling.pack import Pack, packed
from engine.compiling.sealing import sealed
from engine.kept import at_start, regexes
from engine.kept.at_start import Kept
from models.regexes import regex
from tests.dommages import DAMAGES, files

EXAMPLE = "data/exemples/saad-non-habilite.yaml"
PATTERNS: tuple[tuple[str | bytes, int], ...] = (
    (r"(?P<jour>[0-9]{1,2})(?:er)? (?P<mois>janvier|février|août) (?P<an>\d{4})", 0),
    (r"(a)|(?P<b>b)|(c)", re.IGNORECASE),
    (r"^ (?<=x ) \w+? # un mot", re.VERBOSE | re.MULTILINE),
    (r"[\s\u00a0\u202f\U00010000-\U0010ffff-]+|[^\W\d_]{2,}(?!\.)", 0),
    (rb"\xef\xbb\xbf|(?P<octets>[\x80-\xff]+)", 0),
    ("(?i:é|œ)(?>x+)\\Z", 0),
)
WORDS = ("le 1er août 2024", "B", "x mot\nx autre", "a\u00a0\U00010400é\u202f b.", "ÉXX", "œx", "")


@pytest.fixture(autouse=True)
def _own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A cache of its own, where Python may keep what it compiles."""
    monkeypatch.setattr(at_start, "cache_home", lambda: tmp_path / "cpom")
    monkeypatch.setattr(sys, "dont_write_bytecode", False)


@contextmanager
def command() -> Iterator[list[str | bytes]]:
    """A command that compiles expressions, and keeps them as it ends: those that Python compiled."""
    compiled: list[str | bytes] = []
    usual = _compiler.compile

    def noted(pattern: Any, flags: int = 0) -> Any:
        compiled.append(pattern)
        return usual(pattern, flags)

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(_compiler, "compile", noted)
        kept = Kept()
        kept.regexes.take()
        re.purge()
        yield compiled
        kept.keep()
    re.purge()


def declared() -> list[re.Pattern[Any]]:
    """The expressions, as those of our modules are declared."""
    made: list[Any] = [regex(pattern, flags) for pattern, flags in PATTERNS]
    return [one.scanner("" if isinstance(one.pattern, str) else b"").pattern for one in made]


def told(one: re.Pattern[Any]) -> tuple[Any, ...]:
    """What an expression says of itself, and of what it finds."""
    words: list[Any] = [word.encode() if isinstance(one.pattern, bytes) else word for word in WORDS]
    found = [[(match.groups(), match.groupdict(), match.span()) for match in one.finditer(word)] for word in words]
    return one.pattern, one.flags, one.groups, dict(one.groupindex), found


def test_an_expression_that_is_kept_matches_the_same() -> None:
    usual = [re.compile(pattern, flags) for pattern, flags in PATTERNS]
    with command() as compiled:
        first = declared()
    assert set(compiled) >= {pattern for pattern, _ in PATTERNS}
    with command() as compiled:
        second = declared()
    assert not compiled
    for one, another, python in zip(first, second, usual, strict=True):
        assert one == another == python
        assert told(one) == told(another) == told(python)


def test_an_expression_that_is_written_where_it_is_used_is_kept() -> None:
    for expected in (True, False):
        with command() as compiled:
            assert re.sub("a+(?=b)", "c", "aab") == "cb"
        assert ("a+(?=b)" in compiled) == expected


def test_an_expression_made_of_what_a_user_says_is_not_kept(tmp_path: Path) -> None:
    said = f"Association {len(WORDS)}"
    for _ in range(2):
        with command() as compiled:
            assert re.search(re.escape(said), said)
        assert re.escape(said) in compiled
    assert not any(b"Association" in path.read_bytes() for path in files(tmp_path))


def test_what_cannot_be_kept_stops_no_command(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(*_: object) -> bytes:
        raise ValueError("unmarshallable object")

    monkeypatch.setattr(regexes, "sealed", refused)
    with command():
        assert re.sub("a+(?=b)", "c", "aab") == "cb"
    assert not files(tmp_path)


def test_an_expression_made_otherwise_at_each_start_is_not_kept(tmp_path: Path) -> None:
    source = tmp_path / "essai_variable.py"
    source.write_text("import re\nM = re.compile('x{1,%d}y' % NUMBER)\nC = re.compile('x{1,3}z')\n", encoding="utf-8")
    code = compile(source.read_text(encoding="utf-8"), str(source), "exec")
    for constant in (1, 0):
        with command() as compiled:
            exec(code, {"NUMBER": len(PATTERNS), "__name__": "essai_variable"})  # noqa: S102 - as a module is imported
        assert (compiled.count("x{1,6}y"), compiled.count("x{1,3}z")) == (1, constant)


def test_one_that_is_badly_written_is_refused_each_time() -> None:
    for _ in range(2):
        with command(), pytest.raises(re.error, match="unterminated"):
            re.compile("(a")


@pytest.mark.parametrize("spoil", DAMAGES)
def test_a_bad_file_leaves_expressions_to_python(tmp_path: Path, spoil: Callable[[Path], None]) -> None:
    with command():
        usual = [told(one) for one in declared()]
    (file,) = files(tmp_path / "cpom")
    spoil(file)
    with command() as compiled:
        assert [told(one) for one in declared()] == usual
    assert set(compiled) >= {pattern for pattern, _ in PATTERNS}


@pytest.mark.parametrize(
    "foreign",
    [
        {("a+(?=b)", 0): (32, b"\xff\xff\xff\xff" * 30, 0, {})},
        {("a+(?=b)", 0): (32, b"abc", 0, {})},
        {("a+(?=b)", 0): (32, b"", -1, {"a": 12})},
        {("a+(?=b)", 0): (2**70, b"\x01\x00\x00\x00", 0, {})},
        {("a+(?=b)", 0): None},
        ["a+(?=b)"],
        "a+(?=b)",
    ],
)
def test_what_python_does_not_know_is_compiled(tmp_path: Path, foreign: object) -> None:
    with command():
        re.compile("a+(?=b)")
    (file,) = files(tmp_path / "cpom")
    pieces = Pack(str(file), lambda _: True).pieces()
    (piece,) = (name for name in pieces if name == " regexes")
    file.write_bytes(packed(pieces | {piece: sealed(piece, foreign)}))
    with command() as compiled:
        assert re.sub("a+(?=b)", "c", "aab") == "cb"
    assert "a+(?=b)" in compiled


def test_the_second_command_has_nothing_to_keep(tmp_path: Path) -> None:
    home = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    home |= {"XDG_CACHE_HOME": str(tmp_path), "HOME": str(tmp_path), "LOCALAPPDATA": str(tmp_path)}

    def kept(seed: str) -> tuple[str, list[int]]:
        words = [sys.executable, "-m", "engine.cli", "verifier", EXAMPLE]
        done = subprocess.run(words, env=home | {"PYTHONHASHSEED": seed}, check=True, capture_output=True, text=True)
        return done.stdout, [path.stat().st_mtime_ns for path in files(tmp_path) if path.name == "modules"]

    first, second, third = kept("0"), kept("1"), kept("2")
    assert first[0] == second[0] == third[0]
    assert second == third  # the first read libraries: what reads them is imported no more


def test_a_program_that_runs_a_command_keeps_its_way_to_compile() -> None:
    before = _compiler.compile
    main(["modeles"])
    assert _compiler.compile is before
