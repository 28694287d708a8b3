"""A file that is no description is recognised, and the command that reads it is named."""

from __future__ import annotations

import re
import shutil
import zipfile
from pathlib import Path

import pytest
from docx import Document
from openpyxl import Workbook

from engine.cli import main

PROGRAMMATION = Path("data/exemples/programmation-ehpad/programmation.yaml")
CONTRAT = Path("data/exemples/ehpad-complet.yaml")


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What cpom writes, in a folder where no description is."""
    folder = tmp_path_factory.mktemp("sortie")
    words = ["--sortie", str(folder)]
    assert main(["generer", str(CONTRAT), "--format", "docx,pdf,html", *words]) == 0
    assert main(["generer", str(CONTRAT), "--format", "pdf", "--moteur", "typst", "--sortie", str(folder / "t")]) == 0
    assert main(["annexes", str(CONTRAT), "--format", "xlsx", *words]) == 0
    assert (
        main(["lot", str(PROGRAMMATION), "--annee", "2026", "--format", "docx", "--sortie", str(folder / "lot")]) == 0
    )
    assert main(["schema", "saad", "--sortie", str(folder / "schema.json")]) == 0
    book = Workbook()
    book.save(folder / "classeur.xlsx")
    Document().save(str(folder / "document.docx"))
    (folder / "arrete.yaml").write_text("modele: programmations/ehpad\n", encoding="utf-8")
    (folder / "vide").mkdir()
    with zipfile.ZipFile(folder / "ehpad-complet.docx") as whole, zipfile.ZipFile(folder / "perdu.docx", "w") as lost:
        for name in whole.namelist():
            if name not in ("docProps/custom.xml", *filter(re.compile("customXml/").match, whole.namelist())):
                lost.writestr(name, whole.read(name))
    (folder / "abime.docx").write_bytes((folder / "ehpad-complet.docx").read_bytes()[:500])
    with zipfile.ZipFile(folder / "archive.zip", "w") as archive:
        archive.writestr("contrat.yaml", "modele: saad\n")
    assert main(["programmation", "arrete", str(PROGRAMMATION), "--format", "docx", *words]) == 0
    for name in ("litiges.md", "modele.yaml", "tableaux/activite.yaml"):
        shutil.copy(Path("clauses/saad") / name, folder)
    for name, start in {"image.webp": b"RIFF", "texte.rtf": rb"{\rtf1}", "contrat.yaml.gz": b"\x1f\x8b\x08"}.items():
        (folder / name).write_bytes(start)
    shutil.copy("data/apercu.png", folder / "image.yaml")
    shutil.copy("data/chartes/neutre.docx", folder / "charte.docx")
    shutil.copy(PROGRAMMATION.with_name("etablissements.csv"), folder / "tableau.csv")
    return folder


@pytest.mark.parametrize(
    ("file", "what", "hint"),
    [
        ("perdu.docx", "un document que cpom a écrit (Word)", "cpom relire "),
        ("ehpad-complet.html", "une page HTML", "navigateur"),
        ("ehpad-complet-annexes.xlsx", "un classeur d'annexes", "cpom importer "),
        ("lot/rapport.xlsx", "le rapport d'un lot", "cpom lot PROGRAMMATION"),
        ("lot/manifeste.json", "le manifeste d'un lot", "cpom lot PROGRAMMATION"),
        ("lot/cpom-journal.jsonl", "le journal d'un lot", "cpom lot PROGRAMMATION"),
        ("lot/echeances.ics", "un calendrier", "agenda"),
        ("lot/2026", "un dossier", "cpom verifier "),
        ("schema.json", "un schéma JSON", "éditeur"),
        ("classeur.xlsx", "un classeur", "cpom importer "),
        ("document.docx", "un document Word", "cpom questionnaire MODELE"),
        ("charte.docx", "un papier à en-tête", "charte: "),
        ("arrete.yaml", "la description d'un arrêté de programmation", "cpom programmation arrete "),
        ("abime.docx", "une archive abîmée", "cpom questionnaire MODELE"),
        ("archive.zip", "une archive ZIP", "fichier YAML"),
        ("image.yaml", "une image", "« logo »"),
        ("tableau.csv", "un tableau (CSV)", "cpom programmation verifier "),
        ("rapport.txt", "le compte rendu d'une commande", "la description qu'il nomme"),
        ("programmation-arrete.docx", "un arrêté de programmation que cpom a écrit (Word)", "cpom programmation "),
        ("litiges.md", "une clause de la bibliothèque", "cpom clauses MODELE"),
        ("modele.yaml", "le plan d'un modèle de la bibliothèque", "cpom clauses MODELE"),
        ("activite.yaml", "un tableau de la bibliothèque", "cpom clauses MODELE"),
        ("image.webp", "une image", "« logo »"),
        ("texte.rtf", "un document RTF", "cpom questionnaire MODELE"),
        ("contrat.yaml.gz", "une archive", "fichier YAML"),
        ("vide", "un dossier", "chemin d'un fichier"),
    ],
)  # fmt: skip
def test_a_file_of_another_kind_is_named_with_what_reads_it(
    file: str, what: str, hint: str, made: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    capsys.readouterr()
    assert main(["verifier", str(made / file)]) == 1
    first, second, total = capsys.readouterr().out.splitlines()
    assert f"c'est {what}" in first
    assert hint in second
    assert total.endswith(" : 1 erreur")


@pytest.mark.parametrize(
    ("file", "what", "hint"),
    [
        ("charte.docx", "un papier à en-tête, et non une programmation.", "dans la programmation, sous « commun » : "),
        ("document.docx", "un document Word, et non une programmation.", "Donnez la programmation, en YAML"),
        ("ehpad-complet.docx", "un document que cpom a écrit (Word), et non une programmation.",
         "cpom relire "),
        ("ehpad-complet.pdf", "un document que cpom a écrit (PDF), et non une programmation.", ""),
        ("classeur.xlsx", "un classeur, et non une programmation.", "« tableau »"),
        ("tableau.csv", "un tableau (CSV), et non une programmation.", "« tableau »"),
        ("image.webp", "une image.", "dans la programmation, sous « commun » : "),
        ("rapport.txt", "le compte rendu d'une commande.", "donnez la programmation qu'il nomme"),
        ("abime.docx", "une archive abîmée.", "Donnez la programmation"),
        ("lot/2026", "un dossier.", "chemin d'un fichier"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("command", [["lot"], ["programmation", "verifier"], ["programmation", "arrete"]])
def test_what_is_expected_is_a_programmation_where_a_command_reads_one(
    command: list[str], file: str, what: str, hint: str, made: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    capsys.readouterr()
    words = [] if command[-1] == "verifier" else ["--sortie", str(made / "ailleurs")]
    assert main([*command, str(made / file), *words]) == 1
    said = "".join(capsys.readouterr())
    assert f"c'est {what}" in said
    assert hint in said
    assert "une description" not in said
    assert "Donnez la description" not in said


@pytest.mark.parametrize("command", ["verifier", "generer", "annexes", "expliquer", "calendrier"])
def test_a_programmation_is_sent_to_its_commands(
    command: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    words = ["--sortie", str(tmp_path)] if command in ("generer", "annexes") else []
    assert main([command, str(PROGRAMMATION), *words]) == 1
    said = "".join(capsys.readouterr())
    assert f"{PROGRAMMATION}:4:9: erreur [autre-fichier] c'est une programmation" in said
    assert f"cpom programmation verifier {PROGRAMMATION} ; rédigez ses contrats par : cpom lot {PROGRAMMATION}" in said


@pytest.mark.parametrize("command", [["lot"], ["programmation", "verifier"], ["programmation", "arrete"]])
def test_a_description_is_sent_to_its_commands(
    command: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    words = [] if command[-1] == "verifier" else ["--sortie", str(tmp_path)]
    assert main([*command, str(CONTRAT), *words]) == 1
    said = "".join(capsys.readouterr())
    assert "erreur [autre-fichier] c'est la description d'un contrat, et non une programmation." in said
    assert f"cpom verifier {CONTRAT} ; écrivez le contrat par : cpom generer {CONTRAT}" in said
