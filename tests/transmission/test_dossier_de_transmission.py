"""The folder that goes to the assembly: what is in it, that it is whole, and that nobody's work is lost."""

from __future__ import annotations

import json
import shutil
import subprocess
from hashlib import sha256
from io import BytesIO
from pathlib import Path

import docx
import pytest

import cpom
from engine.cli import main
from tests.figures import plain

SAAD, CHRS = Path("data/exemples/saad-habilite.yaml"), Path("data/exemples/chrs-premier-jet.yaml")


@pytest.fixture(scope="module")
def made() -> cpom.DossierDeTransmission:
    return cpom.dossier_de_transmission(cpom.ouvrir(SAAD), moteur="typst", numero="2024-12")


def test_it_has_its_documents_under_names_that_stay(made: cpom.DossierDeTransmission) -> None:
    assert list(made.fichiers) == [
        "contrat.pdf",
        "annexes.pdf",
        "annexes.xlsx",
        "fiche-de-conformite.pdf",
        "projet-de-deliberation.docx",
        "bordereau.txt",
        "bordereau.json",
        "manifeste.json",
        "SHA256SUMS",
    ]
    assert made.fichiers["contrat.pdf"] == cpom.ouvrir(SAAD).ecrire("pdf", moteur="typst")
    assert all(made.objets[name] for name in made.fichiers)


def test_it_is_the_same_twice(made: cpom.DossierDeTransmission) -> None:
    again = cpom.dossier_de_transmission(cpom.ouvrir(SAAD), moteur="typst", numero="2024-12")
    assert dict(again.fichiers) == dict(made.fichiers)


def test_every_file_is_in_the_manifest_and_in_the_sums(made: cpom.DossierDeTransmission, tmp_path: Path) -> None:
    said = json.loads(made.fichiers["manifeste.json"])
    assert {one["nom"]: one["sha256"] for one in said["fichiers"]} == {
        name: sha256(content).hexdigest()
        for name, content in made.fichiers.items()
        if name not in ("manifeste.json", "SHA256SUMS")
    }
    assert (said["description"]["nom"], said["definitif"], said["moteur"]) == ("saad-habilite.yaml", False, "typst")
    made.enregistrer(tmp_path / "dossier")
    if shutil.which("sha256sum"):
        done = subprocess.run(
            ["sha256sum", "-c", "SHA256SUMS"], cwd=tmp_path / "dossier", capture_output=True, check=False
        )
        assert (done.returncode, done.stdout.count(b": OK")) == (0, 8)


def test_the_bordereau_says_what_is_known_and_what_is_to_be_checked(made: cpom.DossierDeTransmission) -> None:
    contract, vote = json.loads(made.fichiers["bordereau.json"])["actes"]
    assert contract["nature"] == "Contrats, conventions et avenants"
    assert (contract["numero"], contract["date"], contract["annexes"]) == ("2024-12", "2024-01-15", ["annexes.pdf"])
    assert contract["matiere"] is None
    assert any(one.startswith("matière") for one in contract["a_verifier"])
    assert "Association Exemple" in contract["objet"]
    assert (vote["nature"], vote["numero"], vote["date"]) == ("Délibérations", None, "2023-10-16")
    text = made.fichiers["bordereau.txt"].decode()
    assert "Rien n'est envoyé" in text
    assert "matière : [à vérifier]" in text


def test_the_project_of_deliberation_is_told_to_be_ours(made: cpom.DossierDeTransmission) -> None:
    document = docx.Document(BytesIO(made.fichiers["projet-de-deliberation.docx"]))
    words = plain("".join(str(one) for one in document.element.itertext()))
    assert "Vu le code général des collectivités territoriales" in words
    assert "approuve le contrat pluriannuel d’objectifs et de moyens à conclure avec l’Association Exemple" in words
    assert any("Aucun modèle officiel" in one.text for one in document.comments)


def test_where_no_collectivite_signs_there_is_no_deliberation() -> None:
    made = cpom.dossier_de_transmission(cpom.ouvrir(CHRS), moteur="typst")
    assert "projet-de-deliberation.docx" not in made.fichiers
    said = json.loads(made.fichiers["bordereau.json"])
    assert said["actes"] == []
    assert "Aucune collectivité ne signe" in said["avertissement"]


def test_a_contract_that_is_refused_makes_no_folder(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    words = ["dossier", str(CHRS), "--sortie", str(tmp_path / "t"), "--moteur", "typst", "--definitif"]
    assert main(words) == 1
    assert "contrat-non-genere" in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


def put(made: cpom.DossierDeTransmission, folder: Path) -> Path:
    made.enregistrer(folder)
    return folder


def test_the_same_folder_again_changes_nothing(made: cpom.DossierDeTransmission, tmp_path: Path) -> None:
    folder = put(made, tmp_path / "t")
    before = {one.name: one.stat().st_mtime_ns for one in folder.iterdir()}
    put(made, folder)
    assert {one.name: one.stat().st_mtime_ns for one in folder.iterdir()} == before
    assert [one.name for one in tmp_path.iterdir()] == ["t"]


def test_one_that_nobody_touched_is_replaced(made: cpom.DossierDeTransmission, tmp_path: Path) -> None:
    other = cpom.dossier_de_transmission(cpom.ouvrir(SAAD), moteur="typst", numero="2024-13")
    folder = put(made, tmp_path / "t")
    assert other.enregistrer(folder) == ()
    assert (folder / "bordereau.json").read_bytes() == other.fichiers["bordereau.json"]
    assert [one.name for one in tmp_path.iterdir()] == ["t"]


@pytest.mark.parametrize("touched", ["bordereau.txt", "contrat.pdf", "rapport-de-presentation.docx", "sous"])
def test_what_somebody_did_there_is_never_lost(made: cpom.DossierDeTransmission, tmp_path: Path, touched: str) -> None:
    if touched == "contrat.pdf":
        new = cpom.dossier_de_transmission(cpom.ouvrir(SAAD).avec({"signature.lieu": "Nantes"}), moteur="typst")
    else:
        new = cpom.dossier_de_transmission(cpom.ouvrir(SAAD), moteur="typst", numero="2024-13", matiere="x")
    folder = put(made, tmp_path / "t")
    if touched == "sous":
        (folder / touched).mkdir()
    else:
        with (folder / touched).open("ab") as file:
            file.write(b"\n")
    before = {one.name for one in folder.iterdir()}
    with pytest.raises(cpom.Refus) as refused:
        new.enregistrer(folder)
    assert {one.code for one in refused.value.constats} <= {"dossier-change", "document-change", "document-d-ailleurs"}
    assert {one.name for one in folder.iterdir()} == before
    (kept,) = new.enregistrer(folder, ecraser=True)
    assert kept.code == "copie-gardee"
    (copy,) = [one for one in tmp_path.iterdir() if one.name.startswith("t (copie du ")]
    assert (copy / touched).exists()
    assert {one.name for one in folder.iterdir()} == set(new.fichiers)


def test_another_folder_or_a_file_is_not_replaced(made: cpom.DossierDeTransmission, tmp_path: Path) -> None:
    folder = tmp_path / "mien"
    folder.mkdir()
    (folder / "SHA256SUMS").write_text("0" * 64 + "  ../../etc/passwd\nsans empreinte\n", encoding="utf-8")
    (folder / "notes.txt").write_text("à moi", encoding="utf-8")
    with pytest.raises(cpom.Refus) as refused:
        made.enregistrer(folder)
    assert [one.code for one in refused.value.constats] == ["dossier-change"]
    file = tmp_path / "fichier"
    file.write_text("à moi", encoding="utf-8")
    with pytest.raises(cpom.Refus) as refused:
        made.enregistrer(file, ecraser=True)
    assert [one.code for one in refused.value.constats] == ["ecriture-impossible"]
    assert file.read_text("utf-8") == "à moi"


def test_half_a_folder_is_never_left(
    made: cpom.DossierDeTransmission, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write = Path.write_bytes

    def full(self: Path, content: bytes) -> int:
        if self.name == "bordereau.txt":
            raise OSError(28, "")
        return write(self, content)

    monkeypatch.setattr(Path, "write_bytes", full)
    with pytest.raises(cpom.Refus, match="le disque est plein"):
        made.enregistrer(tmp_path / "t")
    assert list(tmp_path.iterdir()) == []


def test_the_command_says_what_is_in_it(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["dossier", str(CHRS), "--sortie", str(tmp_path / "t"), "--moteur", "typst"]) == 0
    said = plain(capsys.readouterr().out)
    assert "contrat.pdf : le contrat" in said
    assert "SHA256SUMS" in said


def test_the_mentions_that_nothing_shows_are_told(made: cpom.DossierDeTransmission) -> None:
    """As the sheet of the folder says them: three of the example."""
    absent = [one for one in made.constats if one.code == "mention-absente"]
    wrong = [one for one in cpom.conformite(SAAD).constats if one.code == "mention-absente"]
    assert [one.message for one in absent] == [one.message for one in wrong] != []
    assert {one.gravite for one in absent} == {"avertissement"}
