"""Whatever is wrong in the cache of compiled clauses costs a compilation, and nothing else."""

from __future__ import annotations

import marshal
import os
import stat
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from jinja2 import Environment, FunctionLoader

from engine.compiling import cache as compiling_cache
from engine.compiling.cache import CompiledClauses
from engine.compiling.own_folder import own_folder, put
from tests.dommages import DAMAGES, files, truncated

CLAUSE = "Le tarif est de {{ tarif }} €."


def environment(home: Path | None, **options: bool) -> Environment:
    made = Environment(loader=FunctionLoader(lambda text: text), autoescape=False, **options)  # type: ignore[arg-type]  # noqa: S701
    made.bytecode_cache = CompiledClauses(home).of(made)
    return made


def folder_of(home: Path, **options: bool) -> Path | None:
    cache = environment(home, **options).bytecode_cache
    assert isinstance(cache, CompiledClauses)
    return cache.store.folder


def said(home: Path | None) -> str:
    return environment(home).get_template(CLAUSE).render(tarif=24)


@pytest.mark.parametrize("spoil", DAMAGES)
def test_a_bad_file_costs_a_compilation(tmp_path: Path, spoil: Callable[[Path], None]) -> None:
    assert said(tmp_path / "cpom") == "Le tarif est de 24 €."
    (file,) = files(tmp_path / "cpom")
    spoil(file)
    assert said(tmp_path / "cpom") == "Le tarif est de 24 €."


def test_what_was_kept_is_not_compiled_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    said(tmp_path / "cpom")
    monkeypatch.setattr(Environment, "compile", lambda *_, **__: pytest.fail("compiled again"))
    assert said(tmp_path / "cpom") == "Le tarif est de 24 €."


def test_a_bad_file_is_written_anew(tmp_path: Path) -> None:
    said(tmp_path / "cpom")
    (file,) = files(tmp_path / "cpom")
    whole = file.read_bytes()
    truncated(file)
    said(tmp_path / "cpom")
    assert file.read_bytes() == whole
    assert files(tmp_path / "cpom") == [file], "nothing of the writing stays beside it"


def test_what_a_process_killed_as_it_wrote_left_goes_an_hour_later(tmp_path: Path) -> None:
    dies = "import os, signal, sys; from pathlib import Path; from engine.compiling.own_folder import own_folder, put\n"
    dies += "os.replace = lambda *_: os.kill(os.getpid(), signal.SIGKILL)\n"
    dies += "put(Path(sys.argv[1]), 'modules', b'x' * 8_000_000)\n"
    for _ in range(2):
        subprocess.run([sys.executable, "-c", dies, str(tmp_path)], check=False)
    just_now, left = files(tmp_path)
    hours_ago = left.stat().st_mtime - 3_700
    os.utime(left, (hours_ago, hours_ago))
    (tmp_path / "clause").write_bytes(b"x")
    os.utime(tmp_path / "clause", (0, 0))

    put(tmp_path, "modules", b"whole")
    assert {one.name for one in files(tmp_path)} == {"modules", "clause", just_now.name}


def test_a_file_of_somebody_else_is_not_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    said(tmp_path / "cpom")
    folder_of_this_version = files(tmp_path / "cpom")[0].parent
    monkeypatch.setattr(os, "geteuid", lambda: os.stat(folder_of_this_version).st_uid + 1)
    monkeypatch.setattr(marshal, "loads", lambda _: pytest.fail("read"))
    assert said(tmp_path / "cpom") == "Le tarif est de 24 €."


def test_a_link_in_place_of_the_folder_is_not_followed(tmp_path: Path) -> None:
    said(tmp_path / "cpom")
    version = files(tmp_path / "cpom")[0].parent
    version.rename(tmp_path / "ailleurs")
    version.symlink_to(tmp_path / "ailleurs")
    assert folder_of(tmp_path / "cpom") is None
    assert said(tmp_path / "cpom") == "Le tarif est de 24 €."


@pytest.mark.parametrize("home", [None, "fichier", "fichier/dessous", "/proc/nulle/part", "nul\0le"])
def test_where_there_is_no_room_for_it(tmp_path: Path, home: str | None) -> None:
    (tmp_path / "fichier").write_text("ceci n'est pas un dossier", encoding="utf-8")
    assert said(home and tmp_path / home) == "Le tarif est de 24 €."  # type: ignore[arg-type]


def test_whatever_rights_the_user_gives_to_what_he_makes(tmp_path: Path) -> None:
    """Where each user has a group of his own, what he makes may be written by his group."""
    before = os.umask(0o002)
    try:
        home = tmp_path / "maison" / "cpom"
        folder = own_folder(home, "essai-0123456789abcdef")
    finally:
        os.umask(before)
    assert folder == home / "essai-0123456789abcdef"
    assert own_folder(home, folder.name) == folder  # and again
    assert [stat.S_IMODE(one.stat().st_mode) for one in (home, folder)] == [0o700, 0o700]


def test_a_disk_that_is_full(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "replace", full)
    assert said(tmp_path / "cpom") == "Le tarif est de 24 €."
    assert not files(tmp_path / "cpom")


def test_other_options_have_another_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folders = {folder_of(tmp_path), folder_of(tmp_path, trim_blocks=True)}
    monkeypatch.setattr(compiling_cache, "version_of", lambda name="cpom": f"{name} 99")
    folders.add(folder_of(tmp_path))
    assert len(folders) == 3


def test_processes_at_once_with_a_cache_that_was_spoilt(tmp_path: Path) -> None:
    """As users meet it: the command, each file of its cache truncated, several processes reading and writing it."""
    home = {**os.environ, "XDG_CACHE_HOME": str(tmp_path), "HOME": str(tmp_path), "LOCALAPPDATA": str(tmp_path)}
    command = [sys.executable, "-m", "engine.cli", "verifier", "data/exemples/saad-non-habilite.yaml"]

    def run() -> list[tuple[int, bytes]]:
        started = [subprocess.Popen(command, env=home, stdout=-1, stderr=-1) for _ in range(2)]
        ended = [one.communicate() for one in started]
        return [(one.returncode, out + err) for one, (out, err) in zip(started, ended, strict=True)]

    first = run()
    found = files(tmp_path)
    assert found, "the cache is used"
    for file in found:
        truncated(file)
    assert run() == first
    assert first[0][0] == 0
    assert all(b"Traceback" not in said for _, said in first)


def test_the_folders_of_former_versions_go_but_the_last_few(tmp_path: Path) -> None:
    for day in range(8):
        former = tmp_path / f"clauses-{day:016x}"
        former.mkdir(mode=0o700)
        (former / "clause").write_bytes(b"x")
        os.utime(former, (day * 86_400, day * 86_400))
    (tmp_path / "clauses-a-moi").mkdir()
    (tmp_path / "clauses-ffffffffffffffff").symlink_to(tmp_path / "clauses-a-moi")
    said(tmp_path)
    left = {path.name for path in tmp_path.iterdir()}
    assert {f"clauses-{day:016x}" for day in (3, 4, 5, 6, 7)} < left
    assert not {f"clauses-{day:016x}" for day in (0, 1, 2)} & left
    assert {"clauses-a-moi", "clauses-ffffffffffffffff"} < left
    assert len(left) == 8


def test_a_folder_that_serves_is_not_a_former_one(tmp_path: Path) -> None:
    folder = folder_of(tmp_path)
    assert folder
    os.utime(folder, (0, 0))
    assert said(tmp_path) == "Le tarif est de 24 €."
    assert folder.stat().st_mtime > 1_000_000
