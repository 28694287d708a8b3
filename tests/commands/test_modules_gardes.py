"""Modules kept in one file: a command imports the same from it; Python finds what is wrong in it or has changed."""

from __future__ import annotations

import importlib.util
import inspect
import marshal
import os
import shutil
import subprocess
import sys
import traceback
from collections.abc import Callable
from importlib.machinery import PathFinder
from pathlib import Path
from types import ModuleType

import pytest

from engine.cli import main
from engine.kept import at_start, modules
from engine.kept.at_start import Kept
from tests.dommages import DAMAGES, files

EXAMPLE = "data/exemples/saad-non-habilite.yaml"
NAME = "engine.essai"
LOADERS = """
import sys
from engine.cli import main
code = main()
print(*sorted({type(module.__spec__.loader).__name__ for name, module in list(sys.modules.items())
               if name.startswith(("engine.commands.", "engine.assembly.", "models.kinds."))}))
sys.exit(code)
"""


@pytest.fixture(autouse=True)
def _own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A cache of its own, where Python may keep what it compiles."""
    monkeypatch.setattr(at_start, "cache_home", lambda: tmp_path / "cpom")
    monkeypatch.setattr(sys, "dont_write_bytecode", False)


@pytest.fixture
def source(tmp_path: Path) -> Path:
    """A module of ours, and the folder of its package."""
    path = tmp_path / "paquet" / "essai.py"
    (path.parent / "__pycache__").mkdir(parents=True)  # Python adds it as it compiles the first module of a folder
    path.write_text("def reponse():\n    return 1 / 1\n", encoding="utf-8")
    return path


def imported(source: Path, name: str = NAME) -> ModuleType:
    """The module, as a command of its own imports it, and keeps it as it ends."""
    kept, folder = Kept(), [str(source.parent)] if "." in name else None
    spec = kept.modules.find_spec(name, folder) or PathFinder.find_spec(name, folder)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    with pytest.MonkeyPatch.context() as patched:
        patched.setitem(sys.modules, name, module)
        spec.loader.exec_module(module)
        kept.keep()
    return module


def is_kept(module: ModuleType) -> bool:
    return type(module.__loader__).__module__ == modules.__name__


def test_a_module_is_kept_and_says_the_same_of_itself(source: Path) -> None:
    first, second = imported(source), imported(source)
    assert (is_kept(first), is_kept(second)) == (False, True)
    for said in ("__name__", "__file__", "__cached__", "__package__"):
        assert getattr(first, said) == getattr(second, said)
    assert inspect.getsource(second.reponse) == source.read_text(encoding="utf-8")
    source.write_text("def reponse():\n    return 1 / 0  # faux\n", encoding="utf-8")
    with pytest.raises(ZeroDivisionError) as raised:
        imported(source).reponse()
    assert "return 1 / 0" in "".join(traceback.format_exception(raised.value))


def test_a_package_has_its_folder(source: Path) -> None:
    inside = source.parent / "dedans"
    inside.mkdir()
    source.rename(inside / "__init__.py")
    for kept in (False, True):
        package = imported(inside, "engine.dedans")
        assert (is_kept(package), list(package.__path__)) == (kept, [str(inside)])


@pytest.mark.parametrize("said", [2, 12])
def test_a_source_that_changed_is_read_again_then_kept(source: Path, said: int) -> None:
    imported(source)
    source.write_text(f"def reponse():\n    return {said} / 1\n", encoding="utf-8")
    os.utime(source, (1_600_000_000, 1_600_000_000))
    changed, again = imported(source), imported(source)
    assert (is_kept(changed), is_kept(again)) == (False, True)
    assert changed.reponse() == again.reponse() == said


def test_a_module_of_the_same_name_elsewhere_is_another(source: Path, tmp_path: Path) -> None:
    imported(source)
    copy = tmp_path / "ailleurs" / "essai.py"
    copy.parent.mkdir()
    copy.write_bytes(source.read_bytes())
    os.utime(copy, ns=(source.stat().st_mtime_ns, source.stat().st_mtime_ns))
    assert not is_kept(imported(copy))


def test_what_python_would_take_instead_is_taken_as_soon_as_it_appears(source: Path) -> None:
    imported(source)
    package = source.with_suffix("")
    package.mkdir()
    (package / "__init__.py").write_text("def reponse():\n    return 2\n", encoding="utf-8")
    importlib.invalidate_caches()
    assert Kept().modules.find_spec(NAME, [str(source.parent)]) is None
    shutil.rmtree(package)
    importlib.invalidate_caches()
    assert [is_kept(imported(source)) for _ in range(2)] == [False, True]


@pytest.mark.parametrize("spoil", DAMAGES)
def test_a_bad_file_leaves_modules_to_python(source: Path, tmp_path: Path, spoil: Callable[[Path], None]) -> None:
    imported(source)
    (file,) = files(tmp_path / "cpom")
    spoil(file)
    assert imported(source).reponse() == 1


def test_a_file_of_somebody_else_is_not_read(source: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    imported(source)
    monkeypatch.setattr(os, "geteuid", lambda: os.stat(tmp_path).st_uid + 1)
    monkeypatch.setattr(marshal, "loads", lambda _: pytest.fail("read"))
    assert Kept().modules.find_spec(NAME, [str(source.parent)]) is None


def test_nothing_is_kept_where_nothing_may_be(source: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as patched:
        patched.setattr(sys, "dont_write_bytecode", True)
        assert imported(source).reponse() == 1
    assert not files(tmp_path / "cpom")
    monkeypatch.setattr(at_start, "cache_home", lambda: None)
    assert imported(source).reponse() == 1


@pytest.fixture
def outside(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A module of no package, in the last folder where Python looks; the first is the user's own."""
    last = tmp_path / "installes"
    for folder in (tmp_path / "a-l-utilisateur", tmp_path / "autres", last):
        folder.mkdir()
    monkeypatch.setattr(sys, "path", [str(tmp_path / "a-l-utilisateur"), str(tmp_path / "autres"), str(last)])
    (last / "__pycache__").mkdir()  # where Python keeps the first that it compiles, it adds this to the folder
    source = last / "essai_seul.py"
    source.write_text("reponse = 1\n", encoding="utf-8")
    importlib.invalidate_caches()
    return source


def test_a_module_of_no_package_is_kept(outside: Path) -> None:
    assert [is_kept(imported(outside, outside.stem)) for _ in range(2)] == [False, True]
    assert imported(outside, outside.stem).reponse == 1


@pytest.mark.parametrize("folder", ["a-l-utilisateur", "autres"])
def test_one_of_the_same_name_that_stands_before_is_taken(outside: Path, folder: str) -> None:
    imported(outside, outside.stem)
    (outside.parents[1] / folder / outside.name).write_text("reponse = 2\n", encoding="utf-8")
    importlib.invalidate_caches()
    assert [imported(outside, outside.stem).reponse for _ in range(2)] == [2, 2]
    (outside.parents[1] / folder / outside.name).unlink()
    importlib.invalidate_caches()
    assert imported(outside, outside.stem).reponse == 1


def test_what_is_compiled_in_another_language_is_kept_where_it_stands() -> None:
    name, found = "_decimal", PathFinder.find_spec("_decimal")
    assert found
    kept = Kept()
    assert kept.modules.find_spec(name, None) is None
    kept.keep()
    spec = Kept().modules.find_spec(name, None)
    assert spec
    assert (spec.origin, type(spec.loader), spec.cached) == (found.origin, type(found.loader), found.cached)


def test_what_other_commands_imported_stays(source: Path) -> None:
    other = source.with_name("autre.py")
    other.write_text("reponse = 2\n", encoding="utf-8")
    imported(source)
    imported(other, "engine.autre")
    assert is_kept(imported(source))
    assert is_kept(imported(other, "engine.autre"))


def test_a_command_says_the_same_from_its_kept_modules(tmp_path: Path) -> None:
    home = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    home |= {"XDG_CACHE_HOME": str(tmp_path), "HOME": str(tmp_path), "LOCALAPPDATA": str(tmp_path)}

    def run() -> tuple[int, str, str]:
        words = [sys.executable, "-c", LOADERS, "verifier", EXAMPLE]
        done = subprocess.run(words, env=home, check=False, capture_output=True, text=True)
        said, _, loaders = done.stdout.rstrip().rpartition("\n")
        return done.returncode, said + done.stderr, loaders

    first, second, third = run(), run(), run()
    assert first[:2] == second[:2] == third[:2]
    assert (first[0], first[2], second[2], third[2]) == (0, "SourceFileLoader", "_InHand", "_InHand")


def test_a_program_that_runs_a_command_keeps_its_way_to_import() -> None:
    main(["modeles"])
    assert not [one for one in sys.meta_path if type(one).__module__ == modules.__name__]
