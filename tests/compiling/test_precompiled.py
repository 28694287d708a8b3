"""What is shipped compiled is found before a user has any cache; whatever is wrong with it costs a compilation."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from engine.compiling import precompiled
from engine.compiling.cache import Store
from tests.dommages import DAMAGES, files

VALUES = {f"clé-{number}": {"texte": f"L'article {number}." * 50} for number in range(20)}


@pytest.fixture
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A file that ships the values of a store, beside the code."""
    path = tmp_path / "livre" / "precompiled.bin"
    path.parent.mkdir()
    path.write_bytes(precompiled.packed({Store(None).name: VALUES, "chartes-0123456789abcdef": {"autre": 1}}))
    monkeypatch.setattr(precompiled, "FILE", path)
    precompiled._shipped.cache_clear()
    yield path
    precompiled._shipped.cache_clear()


@pytest.mark.usefixtures("file")
def test_it_is_found_where_nothing_can_be_written(tmp_path: Path) -> None:
    for home in (None, Path("/proc/nulle/part"), tmp_path / "cpom"):
        assert {key: Store(home).read(key) for key in VALUES} == VALUES
    assert not files(tmp_path / "cpom")


@pytest.mark.usefixtures("file")
@pytest.mark.parametrize("other", [Store(None, "d'autres options"), Store(None, family="chartes")])
def test_what_another_version_would_say_is_not_found(other: Store) -> None:
    assert [other.read(key) for key in VALUES] == [None] * len(VALUES)


def test_the_same_values_give_the_same_bytes(file: Path) -> None:
    again: dict[str, dict[str, Any]] = {
        "chartes-0123456789abcdef": {"autre": 1},
        Store(None).name: dict(reversed(VALUES.items())),
    }
    assert precompiled.packed(again) == file.read_bytes()


@pytest.mark.parametrize("spoil", DAMAGES)
def test_a_bad_file_is_refused_and_its_values_are_kept_by_the_user(
    file: Path, tmp_path: Path, spoil: Callable[[Path], None]
) -> None:
    spoil(file)
    store = Store(tmp_path / "cpom")
    for key, value in VALUES.items():
        found = store.read(key)
        assert found in (None, value)
        if found is None:
            store.write(key, value)
    assert {key: store.read(key) for key in VALUES} == VALUES


@pytest.mark.parametrize("at", [4, 40, 200, -1])
def test_a_file_that_is_cut_short(file: Path, tmp_path: Path, at: int) -> None:
    file.write_bytes(file.read_bytes()[:at])
    store = Store(tmp_path / "cpom")
    lost = [key for key in VALUES if store.read(key) is None]
    assert lost == list(VALUES) if at > 0 else len(lost) == 1
