"""The contracts of a run kept on the disk: the same as in memory, as often as they are asked for."""

from __future__ import annotations

import gc
import os
import pickle
from collections.abc import Callable, Iterator
from pathlib import Path
from tempfile import TemporaryFile
from typing import IO

import pytest

from engine import on_disk
from engine.errors import InputError, Place
from engine.on_disk import Batches, OnDisk
from engine.programmation.projet import Projet

PLACE = Place("etablissements.csv", 2)
PROJETS = [
    Projet(f"2026/35-association-{n}", "modele: ehpad\n", ".", PLACE, {("effet",): PLACE}, dated=bool(n % 2))
    for n in range(5)
]


def test_they_are_read_again_in_their_order_however_many_times() -> None:
    kept = OnDisk(iter(PROJETS))
    assert (len(kept), list(kept), list(kept)) == (5, PROJETS, PROJETS)
    assert (kept[-1], kept[1:3]) == (PROJETS[-1], PROJETS[1:3])


@pytest.mark.parametrize("few", [on_disk.FEW, 200, 0])
def test_one_more_is_kept_once_others_were_read(monkeypatch: pytest.MonkeyPatch, few: int) -> None:
    monkeypatch.setattr(on_disk, "FEW", few)
    kept = OnDisk(PROJETS[:4])
    assert kept[1] == PROJETS[1]
    kept.append(PROJETS[4])
    assert list(kept) == PROJETS


@pytest.mark.parametrize("count", [0, 1, 63, 64, 65, 200])
def test_batches_are_the_same_things_in_their_order(count: int) -> None:
    kept = Batches(iter(range(count)))
    assert (len(kept), list(kept), [kept[at] for at in range(count)]) == (count, list(range(count)), list(range(count)))
    assert kept[-3:] == list(range(count))[-3:]
    with pytest.raises(IndexError):
        kept[count]


def test_two_readers_do_not_disturb_each_other() -> None:
    kept = OnDisk(PROJETS)
    assert list(zip(kept, kept, strict=True)) == list(zip(PROJETS, PROJETS, strict=True))


def _cut(file: IO[bytes], _: int) -> None:
    file.truncate(os.fstat(file.fileno()).st_size - 1)


def _poisoned(file: IO[bytes], size: int) -> None:
    file.seek(size // 2)
    file.write(pickle.dumps(PROJETS[0]))


def _moved(file: IO[bytes], size: int) -> None:
    file.seek(0)
    content = file.read()
    file.seek(0)
    file.write(content[size // 2 :] + content[: size // 2])


@pytest.mark.parametrize("spoil", [_cut, _poisoned, _moved])
def test_what_this_process_did_not_write_there_is_never_taken(
    monkeypatch: pytest.MonkeyPatch, spoil: Callable[[IO[bytes], int], None]
) -> None:
    monkeypatch.setattr(on_disk, "FEW", 0)
    with TemporaryFile(buffering=0) as file:
        monkeypatch.setattr(on_disk, "TemporaryFile", lambda: file)
        kept = OnDisk([PROJETS[0]] * 2)
        assert list(kept) == [PROJETS[0]] * 2
        spoil(file, os.fstat(file.fileno()).st_size)
        monkeypatch.setattr(pickle, "loads", _never_of_another(PROJETS[0]))
        with pytest.raises(InputError) as told:
            list(kept)
    assert [one.code for one in told.value.findings] == ["fichier-temporaire-change"]


def _never_of_another(written: Projet) -> Callable[[bytes], Projet]:
    known = pickle.dumps(written, pickle.HIGHEST_PROTOCOL)
    return lambda data: written if data == known else pytest.fail("read")


def test_nothing_is_kept_of_none() -> None:
    assert list(OnDisk([])) == []


def test_a_folder_without_room_is_told(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    def refused() -> Iterator[None]:
        raise PermissionError(13, "refused", str(tmp_path))

    monkeypatch.setattr(on_disk, "FEW", 0)
    monkeypatch.setattr(on_disk, "TemporaryFile", refused)
    with pytest.raises(InputError) as told:
        OnDisk(PROJETS)
    assert [one.code for one in told.value.findings] == ["ecriture-impossible"]


def test_what_goes_wrong_as_they_are_made_is_not_told_of_the_folder() -> None:
    def made() -> Iterator[Projet]:
        yield PROJETS[0]
        raise BrokenPipeError(32, "the reader of the report is gone")

    with pytest.raises(BrokenPipeError):
        OnDisk(made())


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no device here that is always full")
def test_a_full_disk_is_told_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """What could not be written is not tried again, with a trace, when the file is closed."""
    told: list[object] = []
    monkeypatch.setattr(on_disk, "FEW", 0)
    monkeypatch.setattr("sys.unraisablehook", told.append)
    monkeypatch.setattr(on_disk, "TemporaryFile", lambda: Path("/dev/full").open("r+b"))  # noqa: SIM115 - closed by what holds it
    with pytest.raises(InputError) as caught:
        OnDisk(PROJETS)
    assert "le disque est plein" in caught.value.findings[0].message
    del caught
    gc.collect()
    assert told == []
