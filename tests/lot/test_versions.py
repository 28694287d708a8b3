"""What makes a document is one list: its lock says it, machines compare it, and a contract is drafted anew for it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

import cpom
from engine import makers
from engine.compiling import precompiled
from engine.lot import fingerprint, machine
from engine.lot.machine import differences, drafted_with
from engine.lot.outcome import Order
from engine.versions import version_of
from engine.writing.layout.lock import lock_of
from tests.lot.test_run import ORDER, projets

_OF_PAGES = ("docx", "odt", "weasyprint", "typst")
OF_WEASYPRINT = replace(ORDER, formats=("pdf",), engine="weasyprint")
OF_TYPST = replace(ORDER, formats=("pdf",), engine="typst")


@pytest.fixture(autouse=True)
def _read_again() -> Iterator[None]:
    """Versions are read once a process."""
    fingerprint._library.cache_clear()
    yield
    fingerprint._library.cache_clear()


@pytest.fixture(scope="module")
def locked(tmp_path_factory: pytest.TempPathFactory) -> frozenset[str]:
    """All that the locks of a contract with a logo say the version of, whatever makes it."""
    document = cpom.ouvrir("data/exemples/saad-habilite.yaml").redaction().document
    logo = tmp_path_factory.mktemp("logo") / "logo.png"
    logo.write_bytes(b"un logo")
    document = replace(document, letterhead=replace(document.letterhead, authority_logo=str(logo)))
    made_of = [name for maker in (*_OF_PAGES, "html", "json") for name, _ in lock_of(document, maker, None).made_of]
    return frozenset(name.removeprefix("version/") for name in made_of if name.startswith("version/"))


def test_all_that_a_lock_says_is_compared_between_machines_and_decides_of_a_contract(
    locked: frozenset[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert locked >= {"holidays", "pillow", "pypdf", "lxml", "zlib", "pango"}
    for one in (fingerprint, machine):
        monkeypatch.setattr(one, "contents", lambda *_: ())  # the files are the same, and long to read
    here = drafted_with(by_weasyprint=True)
    fingerprint._library.cache_clear()
    before = digest(OF_WEASYPRINT)
    for name in sorted(locked):
        with monkeypatch.context() as patched:
            changed(name, patched)
            assert makers.every_version(by_weasyprint=True)[name] == "99"
            assert differences(here, drafted_with(by_weasyprint=True)) == [f"{name} 99 (ici {here[name]})"]
            fingerprint._library.cache_clear()
            assert digest(OF_WEASYPRINT) != before, name


def changed(name: str, patched: pytest.MonkeyPatch) -> None:
    """Install another version of a package, or of a library of the system."""
    if name == "zlib":
        patched.setattr("zlib.ZLIB_RUNTIME_VERSION", "99")
    elif name == "pango":
        patched.setattr(makers, "_pango", lambda: "99")
    else:
        patched.setattr(makers, "version_of", lambda package="cpom": "99" if package == name else version_of(package))


def digest(order: Order) -> str:
    return fingerprint.fingerprint(projets(1)[0], order)


@pytest.mark.parametrize("order", [ORDER, OF_TYPST])
def test_pango_is_looked_for_where_weasyprint_makes_pdfs_alone(order: Order, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("engine.writing.pdf.writer.pango_is_there", lambda: pytest.fail("looked for"))
    assert digest(order)
    assert "pango" not in drafted_with(by_weasyprint=fingerprint.asks_weasyprint(order))


def test_a_machine_without_pango_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    here = drafted_with(by_weasyprint=True)
    monkeypatch.setattr("engine.writing.pdf.writer.pango_is_there", lambda: False)
    assert differences(here, drafted_with(by_weasyprint=True)) == [f"pango absent (ici {here['pango']})"]


def test_clauses_compiled_beforehand_are_nothing_of_the_program(tmp_path: Path) -> None:
    """A wheel of ours has them, and what pip installs of the same code has not: both write the same bytes."""
    compiling = tmp_path / "compiling"
    compiling.mkdir()
    (compiling / "cache.py").write_bytes(b"")
    (compiling / precompiled.FILE.name).write_bytes(b"compilees")
    assert [path for path, _ in fingerprint.contents(tmp_path, "engine")] == ["engine/compiling/cache.py"]
