"""A document that cpom wrote reads as the description that it carries: the same findings, told of it."""

from __future__ import annotations

import shutil
import zipfile
from pathlib import Path

import pytest
from docx import Document

import cpom
from engine.cli import main
from engine.reading.yaml_strict import read_yaml

CONTRAT = Path("data/exemples/saad-habilite.yaml")


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The contract in every format that carries its description."""
    folder = tmp_path_factory.mktemp("sortie")
    assert main(["generer", str(CONTRAT), "--format", "docx,odt,pdf", "--sortie", str(folder)]) == 0
    assert main(["generer", str(CONTRAT), "--format", "pdf", "--moteur", "typst", "--sortie", str(folder / "t")]) == 0
    return folder


FILES = ["saad-habilite.docx", "saad-habilite.odt", "saad-habilite.pdf", "t/saad-habilite.pdf"]


@pytest.mark.parametrize("file", FILES)
def test_a_document_opens_as_its_description(file: str, made: Path) -> None:
    dossier, written = cpom.ouvrir(made / file), cpom.ouvrir(CONTRAT)
    mine = [one for one in dossier.constats if one.code != "document-description-lue"]
    assert [(one.code, one.message) for one in mine] == [(one.code, one.message) for one in written.constats]
    assert {one.place.file for one in mine if one.place} == {f"{made / file} (description)"}
    assert dossier.calendrier == written.calendrier
    assert [one.code for one in dossier.constats if one.code.startswith("document-")] == ["document-description-lue"]


@pytest.mark.parametrize("file", FILES)
def test_what_is_written_of_it_is_what_its_description_gives(file: str, made: Path) -> None:
    assert cpom.ouvrir(made / file).ecrire("docx") == cpom.ouvrir(CONTRAT).ecrire("docx")


@pytest.mark.parametrize("command", ["verifier", "calendrier", "expliquer"])
def test_commands_say_that_the_description_is_that_of_the_document(
    command: str, made: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    capsys.readouterr()
    assert main([command, str(made / "saad-habilite.docx")]) == 0
    assert "[document-description-lue] la description lue est celle que ce document porte" in "".join(
        capsys.readouterr()
    )


def test_the_questionnaire_of_a_document(made: Path, tmp_path: Path) -> None:
    written = tmp_path / "reste.yaml"
    assert main(["questionnaire", "--de", str(made / "saad-habilite.docx"), "--sortie", str(written)]) == 0
    assert read_yaml(written).data["departement"] == "35"


def test_words_changed_by_hand_are_told_and_not_read(made: Path, tmp_path: Path) -> None:
    document = Document(str(made / "saad-habilite.docx"))
    document.paragraphs[1].add_run(" et autre chose")
    document.paragraphs[2].add_run(" et autre chose")
    document.add_comment(document.paragraphs[3].runs, "Pourquoi ?", author="Mme Exemple")
    document.save(str(tmp_path / "a.docx"))
    (found,) = [one for one in cpom.ouvrir(tmp_path / "a.docx").constats if one.code == "document-retouche"]
    assert "(2 passages changés, 1 commentaire)" in found.message
    assert found.hint.endswith(f"cpom relire {tmp_path / 'a.docx'}")


@pytest.mark.parametrize("asked", [(), ("--apercu",)])
def test_an_avenant_to_a_document_that_was_changed_by_hand_says_so(
    asked: tuple[str, ...], made: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    signed, new = tmp_path / "signe.docx", tmp_path / "nouveau.yaml"
    document = Document(str(made / "saad-habilite.docx"))
    document.paragraphs[1].add_run(" et autre chose")
    document.save(str(signed))
    new.write_text(cpom.ouvrir(CONTRAT).yaml().replace("communes: [", "communes: [Beaucé, "), encoding="utf-8")
    capsys.readouterr()
    assert main(["avenant", str(signed), str(new), *asked, "--sortie", str(tmp_path / "sortie")]) == 0
    assert f"{signed}:1:1: avertissement [document-retouche] ce document a été retouché" in capsys.readouterr().err


def test_files_that_the_description_names_are_beside_the_document(tmp_path: Path) -> None:
    text = CONTRAT.read_text(encoding="utf-8") + "\ncharte: papier.docx\n"
    (tmp_path / "avant").mkdir()
    (tmp_path / "avant/contrat.yaml").write_text(text, encoding="utf-8")
    for folder in ("avant", "."):
        shutil.copy("data/chartes/neutre.docx", tmp_path / folder / "papier.docx")
    (tmp_path / "a.docx").write_bytes(cpom.ouvrir(tmp_path / "avant/contrat.yaml").ecrire("docx"))
    shutil.rmtree(tmp_path / "avant")
    assert cpom.ouvrir(tmp_path / "a.docx").ecrire("docx") == (tmp_path / "a.docx").read_bytes()
    (tmp_path / "papier.docx").unlink()
    assert "charte-introuvable" in [one.code for one in cpom.ouvrir(tmp_path / "a.docx").constats]


def without(made: Path, tmp_path: Path, change: bytes | None, into: bytes = b"") -> Path:
    """The document with another property of its description."""
    path = tmp_path / "a.docx"
    with zipfile.ZipFile(made / "saad-habilite.docx") as whole, zipfile.ZipFile(path, "w") as other:
        for name in whole.namelist():
            if not name.startswith("customXml/"):
                content = whole.read(name)
                other.writestr(name, content.replace(change, into) if change else content)
    return path


@pytest.mark.parametrize(
    ("change", "into", "code"),
    [
        (b">1.e", b">9.e", "document-version"),
        (b'name="cpom-0002"', b'name="cpom-0002x"', "document-description"),
        (b"cpom-0", b"autre-0", "autre-fichier"),
    ],
)
def test_a_description_that_cannot_be_had_is_told(
    change: bytes, into: bytes, code: str, made: Path, tmp_path: Path
) -> None:
    with pytest.raises(cpom.PasUneDescription) as refused:
        cpom.ouvrir(without(made, tmp_path, change, into))
    (found,) = refused.value.constats
    assert (found.code, str(found.gravite)) == (code, "erreur")
    assert "cpom relire" in found.hint


@pytest.mark.parametrize("suffix", ["xlsx", "docx"])
def test_a_form_given_as_a_contract_is_refused_and_led_to_what_takes_its_answers(
    suffix: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    form, beside = tmp_path / f"formulaire.{suffix}", tmp_path / "beside.yaml"
    beside.write_bytes(CONTRAT.read_bytes())
    assert main(["questionnaire", "--de", str(CONTRAT), "--format", suffix, "--sortie", str(form)]) == 0
    commands = [["verifier", form], ["calendrier", form], ["generer", form, "--sortie", tmp_path / "out"]]
    if suffix == "docx":
        commands += [["relire", form], ["relire", form, beside, "--appliquer"], ["comparer", form, beside]]
    for command in commands:
        capsys.readouterr()
        assert main(list(map(str, command))) == 1, command
        said = "".join(capsys.readouterr())
        assert "[autre-fichier]" in said, command
        assert f"cpom importer {form} FICHIER" in said, command
    assert not (tmp_path / "out").exists()
    assert beside.read_bytes() == CONTRAT.read_bytes()
    if suffix == "docx":
        there = form.rename(tmp_path / "beside.docx")
        assert main(["generer", str(beside), "--sortie", str(tmp_path)]) == 1
        assert "est un formulaire, et peut avoir des réponses : il n'est pas remplacé" in "".join(capsys.readouterr())
        assert main(["importer", str(there), str(beside)]) == 0


def test_each_wrong_file_is_led_to_its_own_command(
    made: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    mine = tmp_path / "contrat.yaml"
    mine.write_bytes(CONTRAT.read_bytes())
    assert main(["importer", str(made / "saad-habilite.docx"), str(mine)]) == 1
    assert "se relit par : cpom relire" in capsys.readouterr().err
    assert main(["annexes", str(CONTRAT), "--sortie", str(tmp_path)]) == 0
    assert main(["relire", str(tmp_path / "saad-habilite-annexes.xlsx")]) == 1
    assert "se reprend par : cpom importer" in capsys.readouterr().err
