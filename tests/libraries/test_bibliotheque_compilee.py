"""What is kept of a library says what its files say; whatever is wrong with it costs their reading, no more."""

from __future__ import annotations

import marshal
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import cpom
from engine.asking import conditions
from engine.assembly.soundness import open_model
from engine.compiling.cache import Store
from engine.compiling.sealing import sealed, whole
from engine.errors import InputError
from engine.law.experimentations import load_experimentations
from engine.law.register import load_register
from engine.libraries.bibliotheque import Bibliotheque
from engine.libraries.compiled import content, kept
from engine.libraries.compiled.plain import objects, plain
from engine.libraries.modele import Modele, act_names, model_names, read_model
from engine.libraries.ouverture import installed, opened
from tests.dommages import DAMAGES, files, truncated

DESCRIPTION = "data/exemples/saad-non-habilite.yaml"


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A cache that nobody has used yet."""
    store = Store(tmp_path / "cpom", "essai", "bibliotheques", 500)
    monkeypatch.setattr(kept, "_store", lambda: store)
    return tmp_path / "cpom"


def ours() -> Bibliotheque:
    """The library that comes with cpom, as a new process has it: nothing of it is read."""
    return Bibliotheque(installed().couches)


def read_from_files(_: Bibliotheque, name: str) -> None:
    pytest.fail(f"{name} is read again")


@pytest.mark.parametrize("name", [*model_names(), *act_names()])
def test_each_of_our_models_is_kept_as_it_is_read(name: str) -> None:
    library = Bibliotheque(installed().couches)
    read, wrong = read_model(name, library)
    given_ = (library, *library.couches)
    again = objects(whole("clé", sealed("clé", plain(read, given_))), given_)
    assert not wrong
    assert isinstance(again, Modele)
    for part in ("nom", "plan", "clauses", "questions", "bibliotheque", "lignee", "tableaux"):
        assert getattr(again, part) == getattr(read, part), part
    assert {nom: one.clauses for nom, one in again.documents.items()} == {
        nom: one.clauses for nom, one in read.documents.items()
    }
    for before, after in zip(read.lus, again.lus, strict=True):
        assert (after.text, after.data) == (before.text, before.data)
        assert dict(after.places) == dict(before.places)
        assert dict(after.key_places) == dict(before.key_places)
    for nom, clause in read.clauses.items():
        assert clause.lu
        assert again.clauses[nom].ecrit == clause.ecrit
        assert dict(again.clauses[nom].lu.places) == dict(clause.lu.places)  # type: ignore[union-attr]
    for nom, table in read.tableaux.items():
        assert again.tableaux[nom].place_of(table.titre) == table.place_of(table.titre)
        assert [line.formula for line in again.tableaux[nom].rubriques] == [line.formula for line in table.rubriques]


@pytest.mark.usefixtures("home")
def test_what_was_kept_is_not_read_again(monkeypatch: pytest.MonkeyPatch) -> None:
    first = open_model("saad", ours())
    monkeypatch.setattr("engine.libraries.modele.read_plan", read_from_files)
    monkeypatch.setattr("engine.law.referentiel._laid", read_from_files)
    monkeypatch.setattr("engine.assembly.sound_models.opening_mistakes", lambda _: pytest.fail("checked again"))
    again = ours()
    assert open_model("saad", again).clauses == first.clauses
    assert load_experimentations(again) == load_experimentations(first.bibliotheque)
    assert load_register(again).textes == load_register(first.bibliotheque).textes


@pytest.mark.usefixtures("home")
def test_what_a_question_depends_on_is_worked_out_once(monkeypatch: pytest.MonkeyPatch) -> None:
    first = conditions.conditions(open_model("saad", ours()))
    assert len(first) > 20
    monkeypatch.setattr(conditions, "_worked_out", lambda model: {("celui", model.nom): ()})
    model = open_model("saad", ours())
    assert conditions.conditions(model) == first
    # What a contract adapts is not the model that has the same name.
    assert conditions.conditions(replace(model)) == {("celui", "saad"): ()}


@pytest.mark.usefixtures("home")
def test_what_is_kept_of_a_library_knows_that_library() -> None:
    open_model("saad", ours())
    again = ours()
    model = open_model("saad", again)
    assert model.bibliotheque is again
    assert all(part.bibliotheque is again for part in model.documents.values())
    assert next(iter(model.lignee))[0] is again.couches[0]


@pytest.mark.parametrize("spoil", DAMAGES)
def test_bad_files_cost_a_reading(home: Path, spoil: Callable[[Path], None]) -> None:
    expected = open_model("saad", ours()).clauses
    for file in files(home):
        spoil(file)
    assert open_model("saad", ours()).clauses == expected
    assert open_model("saad", ours()).clauses == expected


def test_what_another_version_kept_is_not_taken_for_ours(home: Path) -> None:
    """Whole, under the right name, but of what this version does not know."""
    expected = open_model("saad", ours()).clauses
    store = kept._store()
    foreign: list[object] = [
        (["os:system"], [("rm",)]), (["engine.errors:nowhere"], (7, 0, [])), (7, 8), (["engine.errors:Place"], 3)
    ]  # fmt: skip
    for said in foreign:
        for file in files(home):
            store.write(file.name, said)
        assert open_model("saad", ours()).clauses == expected


def test_a_full_disk_and_a_folder_of_somebody_else(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    expected = open_model("saad", ours()).clauses
    monkeypatch.setattr(os, "geteuid", lambda: os.stat(home).st_uid + 1)
    monkeypatch.setattr(marshal, "loads", lambda _: pytest.fail("read"))
    assert open_model("saad", ours()).clauses == expected
    monkeypatch.undo()

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "replace", full)
    assert open_model("saad", ours()).clauses == expected


@pytest.mark.parametrize("place", [None, "fichier", "fichier/dessous", "/proc/nulle/part"])
def test_where_there_is_no_room_for_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, place: str | None) -> None:
    (tmp_path / "fichier").write_text("ceci n'est pas un dossier", encoding="utf-8")
    store = Store(tmp_path / place if place else None, "essai", "bibliotheques")
    monkeypatch.setattr(kept, "_store", lambda: store)
    assert open_model("saad", ours()).clauses


def test_writing_at_once(home: Path) -> None:
    expected = open_model("saad", ours()).clauses
    for file in files(home):
        truncated(file)
    with ThreadPoolExecutor(4) as pool:
        assert all(clauses == expected for clauses in pool.map(lambda _: open_model("saad", ours()).clauses, range(8)))
    assert not [file for file in files(home) if file.suffix == ".tmp"]


def test_no_more_than_its_share_is_kept(tmp_path: Path) -> None:
    store = Store(tmp_path / "cpom", family="bibliotheques", most=5)
    for number in range(20):
        store.write(f"{number:04}", number)
    assert len(files(tmp_path)) <= 6
    assert store.read("0019") == 19


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.data())
def test_whatever_becomes_of_the_files_a_contract_says_the_same(home: Path, data: st.DataObject) -> None:
    """Bytes drawn by lot in files drawn by lot: the same findings, the same words."""
    expected = said(installed())
    said(ours())
    for file in data.draw(st.lists(st.sampled_from(sorted(files(home))), min_size=1, max_size=5)):
        written = bytearray(file.read_bytes())
        at = data.draw(st.integers(0, max(len(written) - 1, 0)))
        written[at : at + data.draw(st.integers(0, 40))] = data.draw(st.binary(max_size=40))
        file.write_bytes(written)
    assert said(ours()) == expected


def said(library: Bibliotheque) -> tuple[list[str], bytes]:
    """The findings and the words of a contract, drafted with this library."""
    theirs = cpom.Bibliotheque()
    theirs._est((), library)
    dossier = cpom.ouvrir(DESCRIPTION, bibliotheque=theirs, jour=date(2026, 1, 15))
    return [str(one) for one in dossier.redaction().constats], dossier.ecrire("txt")


@pytest.fixture
def theirs(tmp_path: Path) -> Path:
    """A library of one's own, whose files were written long ago."""
    shutil.copytree("tests/fixtures/departement-exemple", tmp_path / "la-notre")
    for path in (tmp_path / "la-notre").rglob("*"):
        os.utime(path, (1_500_000_000, 1_500_000_000))
    return tmp_path / "la-notre"


def edited(folder: Path) -> None:
    file = folder / "modeles" / "sad-exemple" / "litiges.md"
    file.write_text(file.read_text(encoding="utf-8") + "\nEt tout autre.\n", encoding="utf-8")


def edited_unseen(folder: Path) -> None:
    """As many bytes, and the date of the file put back: as some programs that copy files do."""
    file = folder / "modeles" / "sad-exemple" / "litiges.md"
    words = file.read_text(encoding="utf-8")
    file.write_text(words.rstrip("\n")[:-1] + "!\n", encoding="utf-8")
    os.utime(file, (1_500_000_000, 1_500_000_000))


def laid_over(folder: Path) -> None:
    """A clause of the installed library, that this one now has too."""
    shutil.copy("clauses/saad/litiges.md", folder / "modeles" / "saad" / "litiges.md")


def taken_away(folder: Path) -> None:
    (folder / "modeles" / "saad" / "duree.md").unlink()


def of_the_law(folder: Path) -> None:
    file = folder / "droit" / "montants.yaml"
    file.write_text(file.read_text(encoding="utf-8") + "\n# relu\n", encoding="utf-8")


@pytest.mark.usefixtures("home")
@pytest.mark.parametrize("change", [edited, edited_unseen, laid_over, taken_away, of_the_law])
def test_a_library_that_changed_is_read_again(theirs: Path, change: Callable[[Path], None]) -> None:
    library = opened([theirs])
    before = content.content_of(library)
    open_model("sad-exemple", library)
    change(theirs)
    now = Bibliotheque(library.couches)
    assert before != content.content_of(now)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(kept, "found", lambda *_: None)
        plain_read = open_model("sad-exemple", Bibliotheque(library.couches))
    assert open_model("sad-exemple", now).clauses == plain_read.clauses


@pytest.mark.usefixtures("home")
def test_a_library_that_changes_while_it_is_read_is_not_kept(theirs: Path) -> None:
    library = opened([theirs])
    kept.found(library, "modele:sad-exemple")
    edited(theirs)
    open_model("sad-exemple", library)
    assert kept.found(library, "modele:sad-exemple") is None


@pytest.mark.usefixtures("home")
def test_what_is_wrong_is_told_each_time(theirs: Path) -> None:
    file = theirs / "modeles" / "sad-exemple" / "litiges.md"
    file.write_text("---\nsource: exemple\nsi: {habilitation: [jamais]}\n---\nLes litiges.\n", encoding="utf-8")
    told = []
    for _ in range(3):
        with pytest.raises(InputError) as error:
            open_model("sad-exemple", Bibliotheque(opened([theirs]).couches))
        told.append([str(one) for one in error.value.findings])
    assert told[0] == told[1] == told[2]
    assert any(":3:" in one for one in told[0]), told[0]


@pytest.mark.usefixtures("home")
def test_a_folder_that_leads_back_to_itself(theirs: Path) -> None:
    (theirs / "modeles" / "sad-exemple" / "boucle").symlink_to(theirs / "modeles")
    expected = open_model("sad-exemple", Bibliotheque(opened([theirs]).couches)).clauses
    assert open_model("sad-exemple", Bibliotheque(opened([theirs]).couches)).clauses == expected


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="Windows has no named pipes")
def test_a_pipe_among_its_files_is_not_waited_for(theirs: Path) -> None:
    os.mkfifo(theirs / "tuyau.md")
    assert content.content_of(opened([theirs])) == ""


def test_whatever_code_reads_a_library_is_part_of_what_is_kept(home: Path) -> None:
    """A change of it is a change of version: the modules that read and check one, in a process of their own."""
    program = (
        "import sys; from engine.asking.conditions import conditions\n"
        "from engine.assembly.soundness import open_model\n"
        "conditions(open_model('saad'))\n"
        "print(*(one.__file__ for one in sys.modules.values() if getattr(one, '__file__', None)))"
    )
    environment = {**os.environ, "XDG_CACHE_HOME": str(home / "vide")}
    done = subprocess.run([sys.executable, "-c", program], env=environment, capture_output=True, text=True, check=True)
    engine = Path(content.__file__).parents[2]
    ours = {
        Path(one).parent for one in done.stdout.split() if one.startswith((f"{engine}/", f"{engine.parent}/models/"))
    }
    known = {Path(os.path.normpath(engine / folder)) for folder in content._CODE}
    assert ours <= known
