"""The programs of Docxodus: unpacked whole, once, wherever one may write; and what is told where they cannot run."""

from __future__ import annotations

import builtins
import multiprocessing
import os
import time
from pathlib import Path
from typing import Any

import pytest

from engine.comparing.docxodus import compared, programs, unpacked
from engine.errors import InputError

pytest.importorskip("python_redlines")
MOMENT = "2026-03-12T00:00:00Z"


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("cache")
    unpacked(folder)
    return folder


def contents(folder: Path) -> dict[str, int]:
    return {str(one.relative_to(folder)): one.stat().st_size for one in folder.rglob("*") if one.is_file()}


def test_they_are_unpacked_once(home: Path) -> None:
    folder = unpacked(home)
    times = {one: one.stat().st_mtime_ns for one in folder.rglob("*") if one.is_file()}
    assert len(times) > 100
    assert unpacked(home) == folder
    assert {one: one.stat().st_mtime_ns for one in folder.rglob("*") if one.is_file()} == times
    assert list(home.iterdir()) == [folder]


def test_what_is_missing_of_them_is_unpacked_again(home: Path) -> None:
    folder = unpacked(home)
    whole = contents(folder)
    gone = max(folder.rglob("*"), key=lambda one: one.stat().st_size if one.is_file() else 0)
    gone.unlink()
    cut = next(one for one in folder.rglob("*.dll"))
    cut.write_bytes(cut.read_bytes()[:100])
    assert contents(unpacked(home)) == whole


def test_two_processes_at_once_find_them_whole(tmp_path: Path, home: Path) -> None:
    context = multiprocessing.get_context("spawn")
    with context.Pool(2) as pool:
        first, second = pool.map(unpacked, [tmp_path, tmp_path])
    assert first == second
    assert contents(first) == contents(unpacked(home))
    assert list(tmp_path.iterdir()) == [first]


def test_what_a_run_that_was_killed_left_is_removed_later_and_stands_in_nobodys_way(home: Path) -> None:
    fresh, old = home / "en-cours-abc", home / "en-cours-def"
    for one in (fresh, old):
        one.mkdir()
        (one / "redline").write_bytes(b"a half")
    hours_ago = time.time() - 7200
    os.utime(old, (hours_ago, hours_ago))
    with programs(home) as folder:
        assert len(contents(folder)) > 100
    assert fresh.exists()
    assert not old.exists()
    fresh.joinpath("redline").unlink()
    fresh.rmdir()


def test_where_one_may_not_write_they_go_with_the_run(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with programs(tmp_path / "file" / "cpom") as folder:
        assert len(contents(folder)) > 100
    assert not folder.exists()


def test_without_the_extra_a_sentence_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    real = builtins.__import__

    def without(name: str, *others: Any, **more: Any) -> Any:
        if name == "python_redlines":
            raise ImportError(name)
        return real(name, *others, **more)

    monkeypatch.setattr(builtins, "__import__", without)
    with pytest.raises(InputError) as refused:
        compared(b"", b"", "cpom", MOMENT)
    (finding,) = refused.value.findings
    assert finding.code == "comparaison-non-installee"
    assert "pip install 'cpom[comparaison]'" in finding.hint
    assert "html, txt ou json" in finding.hint


def test_what_it_cannot_compare_is_told_in_a_sentence() -> None:
    with pytest.raises(InputError) as refused:
        compared(b"no document", b"nor this", "cpom", MOMENT)
    (finding,) = refused.value.findings
    assert finding.code == "comparaison-impossible"
    assert "Traceback" not in str(finding)
