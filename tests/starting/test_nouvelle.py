"""`cpom bibliotheque nouvelle`: what it writes is sound and generates; what it cannot write, it does not begin."""

from __future__ import annotations

import os
import re
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from engine.cli import main
from engine.errors import InputError
from engine.libraries.modele import load_model, model_names
from engine.libraries.ouverture import opened
from engine.soundness.controls import controlled
from engine.starting.folder import write_folder
from engine.writing.formats import FORMATS

NAMES = ("", *model_names())


@pytest.fixture
def ici(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("CPOM_BIBLIOTHEQUE", raising=False)
    return tmp_path


def begin(*words: str) -> int:
    return main(["bibliotheque", "nouvelle", *words])


@pytest.mark.parametrize("herite", NAMES)
def test_nothing_is_to_be_corrected_in_what_is_written(herite: str, ici: Path) -> None:
    assert begin("ma", *(["--herite", herite] if herite else [])) == 0
    found = controlled(opened([Path("ma")]))
    assert not found.findings
    (model,) = found.models
    assert model.nom == f"{herite or 'contrat'}-exemple"
    if herite:  # nothing of the parent is lost
        assert model.tableaux.keys() == load_model(herite).tableaux.keys()
        assert model.documents.keys() == load_model(herite).documents.keys()
        assert model.clauses["duree"].en_tete.source == load_model(herite).clauses["duree"].en_tete.source


@pytest.mark.parametrize("herite", NAMES)
def test_its_example_generates_with_the_library_of_its_folder(
    herite: str, ici: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    begin("ma", *(["--herite", herite] if herite else []))
    assert main(["generer", "ma/exemples/contrat.yaml", "--format", "txt"]) == 0
    assert "à compléter" in (ici / "output" / "contrat.txt").read_text(encoding="utf-8")


def test_a_whole_model_is_written_in_every_format(ici: Path) -> None:
    begin("ma")
    assert main(["generer", "ma/exemples/contrat.yaml", "--format", ",".join(FORMATS), "--moteur", "typst"]) == 0
    written = {file.suffix.lstrip(".") for file in (ici / "output").iterdir() if file.stem == "contrat"}
    assert written >= set(FORMATS)
    text = (ici / "output" / "contrat.txt").read_text(encoding="utf-8").replace("\u00a0", " ").replace("\u202f", " ")
    for words in ("L’acompte est de 70 % de la dotation", "retracés à l’annexe 1.", "Résultat (1)-(2) | 12 000,00 €",
                  "Vu l’arrêté du 5 janvier 2026 portant règlement départemental"):  # fmt: skip
        assert words in text


def test_every_command_that_it_tells_to_type_works(ici: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    begin("ma", "--herite", "saad", "--nom", "sad-exemple")
    monkeypatch.chdir(ici / "ma")
    typed = re.findall(r"^    cpom (.+)$", Path("LISEZMOI.md").read_text(encoding="utf-8"), re.MULTILINE)
    assert [one.split()[0] for one in typed] == ["generer", *["bibliotheque"] * 4, "questionnaire"]
    for line in typed:
        assert main(line.replace("docx,pdf", "txt").split()) == 0, line
    assert Path("pages/index.html").is_file()
    assert Path("mon-contrat.yaml").is_file()


def test_its_correction_of_the_law_serves_once_its_marks_are_taken_off(ici: Path) -> None:
    begin("ma", "--herite", "saad")
    file = Path("ma/droit/textes.yaml")
    before, _, commented = file.read_text(encoding="utf-8").partition("#\n# casf/l313-11:")
    file.write_text(f"{before}casf/l313-11:{commented.replace(chr(10) + '# ', chr(10))}", encoding="utf-8")
    assert not controlled(opened([Path("ma")])).findings
    assert main(["generer", "ma/exemples/contrat.yaml", "--format", "txt", "--details"]) == 0


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["ma", "--herite", "sad"], "Vouliez-vous dire « saad »"),
        (["ma", "--herite", "xyz"], "Modèles dont on peut hériter : chrs, ehpad, saad"),
        (["ma", "--nom", "SAD Été"], "« sad-ete »"),
        (["ma", "--nom", "../sad"], "« sad »"),
        (["ma", "--nom", "droit"], "ne peut pas être le nom d'un modèle"),
        (["ma", "--nom", "saad"], "« saad » est déjà un modèle"),
        (["."], "est le dossier courant"),
        (["occupe"], "occupe n'est pas vide (a.txt)"),
        (["occupe/a.txt"], "n'est pas un dossier"),
        (["occupe/a.txt/ma"], "un fichier porte le nom de son dossier"),
    ],
)
def test_what_cannot_be_begun_is_told_and_writes_nothing(
    words: list[str], said: str, ici: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (ici / "occupe").mkdir()
    (ici / "occupe" / "a.txt").write_text("à moi", encoding="utf-8")
    (ici / "vide").mkdir()
    monkeypatch.chdir(ici / "vide" if words == ["."] else ici)
    assert begin(*words) == 1
    assert said in " ".join(capsys.readouterr().err.split())
    assert sorted(one.name for one in ici.rglob("*")) == ["a.txt", "occupe", "vide"]


def test_a_model_may_take_the_name_of_the_one_that_it_inherits_from(ici: Path) -> None:
    assert begin("ma", "--herite", "saad", "--nom", "saad") == 0
    assert not controlled(opened([Path("ma")])).findings


def test_an_empty_folder_serves_and_keeps_who_may_read_it(ici: Path) -> None:
    (ici / "ma").mkdir(mode=0o700)
    assert begin("ma") == 0
    assert (ici / "ma").stat().st_mode & 0o777 == 0o700
    assert (ici / "ma" / "cpom.yaml").is_file()


def test_two_at_once_make_one_library(ici: Path) -> None:
    def one(text: str) -> str:
        try:
            write_folder(Path("ma"), {"a/b.txt": text.encode(), "c.txt": text.encode()})
        except InputError as error:
            return error.findings[0].code
        return text

    with ThreadPoolExecutor() as pool:
        told = list(pool.map(one, map(str, range(8))))
    (made,) = set(told) - {"dossier-non-vide"}
    assert {file.read_text(encoding="utf-8") for file in Path("ma").rglob("*.txt")} == {made}
    assert os.listdir() == ["ma"]


def test_an_interruption_leaves_nothing(ici: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(Path, "rename", interrupted)
    with pytest.raises(KeyboardInterrupt):
        write_folder(Path("ma"), {"a.txt": b"a"})
    assert os.listdir() == []


def test_it_is_laid_over_the_library_that_it_inherits_from(ici: Path, capsys: pytest.CaptureFixture[str]) -> None:
    begin("commune", "--herite", "saad", "--nom", "sad-commun")
    assert begin("ma", "--bibliotheque", "commune", "--herite", "sad-commun") == 0
    assert "herite: ['../commune']" in Path("ma/bibliotheque.yaml").read_text(encoding="utf-8")
    assert main(["generer", "ma/exemples/contrat.yaml", "--format", "txt"]) == 0
    capsys.readouterr()
    assert main(["bibliotheque", "controler", "ma"]) == 0
    assert "rien à corriger" in capsys.readouterr().out


@pytest.mark.parametrize(
    "nom", ["Bibliothèque de l'été", "OneDrive - Département Exemple/CPOM 2026", "a: b #1", "2026"]
)
def test_a_folder_may_have_any_name(nom: str, ici: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert begin(nom) == 0
    assert main(["bibliotheque", "controler", nom]) == 0
    assert main(["generer", f"{nom}/exemples/contrat.yaml", "--format", "txt"]) == 0
    assert opened([Path(nom)]).siennes[0].nom == Path(nom).name
