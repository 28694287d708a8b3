"""A letterhead that was made ready is kept for other processes; whatever is wrong with it costs its making again."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from engine.compiling.cache import Store
from engine.compiling.sealing import LARGEST
from engine.document import Document
from engine.errors import InputError
from engine.writing.docx import kept, letterhead
from engine.writing.docx.prepared import PreparedLetterhead, from_plain, plain
from engine.writing.docx.preparing import prepared
from engine.writing.docx.writer import write_docx
from tests.dommages import DAMAGES, files
from tests.writing.test_docx_letterhead import NEUTRAL, rewritten

CONTENT = NEUTRAL.read_bytes()


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A cache that nobody has used yet."""
    store = Store(tmp_path / "cpom", "essai", "chartes", 3)
    monkeypatch.setattr(kept, "_store", lambda: store)
    return tmp_path / "cpom"


def of(content: bytes) -> PreparedLetterhead:
    return kept.kept(content, "charte", lambda: prepared(content, "charte.docx"))


def again(content: bytes) -> PreparedLetterhead:
    return kept.kept(content, "charte", lambda: pytest.fail("made again"))


def test_what_was_kept_makes_the_same_document(home: Path, sample: Document) -> None:
    made = of(CONTENT)
    assert again(CONTENT) == made == from_plain(plain(made))
    assert write_docx(sample, again(CONTENT)) == write_docx(sample, prepared(CONTENT, "neutre.docx"))
    assert len(files(home)) == 1


@pytest.mark.parametrize("spoil", DAMAGES)
def test_a_bad_file_costs_the_making_of_a_letterhead(home: Path, spoil: Callable[[Path], None]) -> None:
    made = of(CONTENT)
    spoil(files(home)[0])
    assert of(CONTENT) == made


@pytest.mark.parametrize("said", [{"a": 1}, (1, 2), "abcdefghi", [None] * 9, compile("1", "", "eval")])
def test_what_is_no_letterhead_is_made_again(home: Path, said: object) -> None:
    made = of(CONTENT)
    (file,) = files(home)
    kept._store().write(file.name, said)
    assert of(CONTENT) == made == again(CONTENT)


def test_a_file_that_changed_is_another_letterhead(home: Path) -> None:
    of(CONTENT)
    changed = rewritten({"word/styles.xml": ("E8EDF2", "AABBCC")})
    assert of(changed).header_fill == "AABBCC"
    assert len(files(home)) == 2


def test_our_own_letterhead_and_that_of_a_departement_are_kept_apart(home: Path, tmp_path: Path) -> None:
    """The second goes through more: what is no content is taken out of it."""
    file = tmp_path / "charte.docx"
    file.write_bytes(CONTENT)
    letterhead._neutral.__wrapped__()
    letterhead.load_letterhead(file)
    assert len(files(home)) == 2


def test_a_letterhead_that_is_refused_is_refused_each_time(home: Path, tmp_path: Path) -> None:
    file = tmp_path / "charte.docx"
    file.write_bytes(rewritten({"word/document.xml": ("{{p corps }}", "{{p titre }}")}))
    for _ in range(2):
        letterhead._loaded.cache_clear()
        with pytest.raises(InputError, match="n’a pas de champ"):
            letterhead.load_letterhead(file)
    assert not files(home)


def test_the_letterheads_that_are_kept_are_few_and_not_too_large(home: Path) -> None:
    store = kept._store()
    for number in range(10):
        store.write(f"{number}", number)
    assert len(files(home)) <= 4
    store.write("lourde", os.urandom(LARGEST))
    assert store.read("lourde") is None
    assert not [path for path in files(home) if path.name == "lourde"]


def test_a_second_process_loads_nothing_that_only_letterheads_pictures_and_terminals_need(tmp_path: Path) -> None:
    program = (
        "import sys; from engine.cli import main\n"
        "try: main()\n"
        "except SystemExit: pass\n"
        "print(*sorted({one.partition('.')[0] for one in sys.modules}))"
    )
    command = ["generer", "data/exemples/saad-habilite.yaml", "--format", "docx", "--ecraser", f"--sortie={tmp_path}"]
    environment = {**os.environ, "XDG_CACHE_HOME": str(tmp_path / "cache")}
    for _ in range(2):
        done = subprocess.run(
            [sys.executable, "-c", program, *command], env=environment, capture_output=True, text=True, check=True
        )
    loaded = {*done.stdout.splitlines()[-1].split()}
    assert not loaded & {"docx", "docxcompose", "docxtpl", "lxml", "PIL", "rich"}
