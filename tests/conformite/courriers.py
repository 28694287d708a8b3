"""Letters, projects of délibérations, prorogations: against veraPDF, the Open XML SDK and LibreOffice."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pypdfium2
import pytest

import cpom
from engine.actes.acte import with_acte
from engine.redaction import redaction_of
from engine.transmission.pieces import ACT, day_of_the_act
from engine.writing.engines import ENGINES
from tests.conformite.validateurs import all_conform, all_valid, required

EXAMPLES = ("saad-habilite", "ehpad-complet", "chrs-complet")
DELIBERATED = ("saad-habilite", "ehpad-complet")
"""Those that an assembly votes; the CHRS contract is of the State."""
JOUR = date(2026, 3, 2)
ANSWER = {"courrier.accord": "oui", "courrier.notification": "2026-02-16"}
MISSING = {"gestionnaire.raison_sociale": None, "signature.lieu": None}


def redactions(name: str) -> Iterator[tuple[str, cpom.Redaction]]:
    """Every letter of an example, its project of délibération, its prorogation, and the contract prorogued."""
    dossier = cpom.ouvrir(Path("data/exemples") / f"{name}.yaml", jour=JOUR)
    for kind in cpom.courriers(dossier.bibliotheque):
        of = dossier.avec(MISSING) if kind == "pieces" else dossier
        deadlines = [dossier.calendrier[0].genre] if kind == "rappel" else []
        yield kind, cpom.courrier(of, kind, faits=ANSWER if kind == "reponse" else {}, echeances=deadlines)
    if name in DELIBERATED:
        read = dossier._en_entier()
        act = with_acte(read, ACT, {}, day_of_the_act(read) or read.droit.jour)
        yield "deliberation", cpom.Redaction(redaction_of(act, document=ACT))
    avenant = cpom.avenant(dossier, dossier, date=JOUR, prorogation="1 an", motif="Accord.", jour=JOUR)
    yield "avenant", avenant.redaction
    yield "consolide", avenant.contrat_consolide


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """All of them: a folder of PDFs for each engine, and the DOCX with their words beside."""
    folder = tmp_path_factory.mktemp("courriers")
    for name in (*ENGINES, "mots"):
        (folder / name).mkdir()
    for example in EXAMPLES:
        for kind, made in redactions(example):
            assert made.refus == "", (example, kind, made.constats)
            for engine in ENGINES:
                (folder / engine / f"{example}-{kind}.pdf").write_bytes(made.ecrire("pdf", moteur=engine))
            for extension in ("docx", "txt"):
                (folder / "mots" / f"{example}-{kind}.{extension}").write_bytes(made.ecrire(extension))
    return folder


def found(folder: Path, extension: str) -> list[Path]:
    files = sorted(folder.glob(f"*.{extension}"))
    assert len(files) == 7 * len(EXAMPLES) + len(DELIBERATED)
    return files


@pytest.mark.parametrize("engine", ENGINES)
def test_every_pdf_is_pdf_a_3a_and_pdf_ua_1(written: Path, engine: str) -> None:
    all_conform(found(written / engine, "pdf"))


def test_every_docx_is_valid_open_xml(written: Path) -> None:
    all_valid(found(written / "mots", "docx"))


def test_libreoffice_opens_each_and_finds_its_words(written: Path, tmp_path: Path) -> None:
    profile = f"-env:UserInstallation={(tmp_path / 'profil').as_uri()}"
    asked = [required("soffice"), profile, "--headless", "--convert-to", "pdf", "--outdir", str(tmp_path)]
    subprocess.run([*asked, *map(str, found(written / "mots", "docx"))], capture_output=True, check=True)
    for file in found(written / "mots", "docx"):
        document = pypdfium2.PdfDocument(tmp_path / f"{file.stem}.pdf")
        read = "".join(page.get_textpage().get_text_bounded() for page in document)
        document.close()
        letters = "".join(re.findall(r"\w+", read))
        words = set(re.findall(r"\w+", file.with_suffix(".txt").read_text(encoding="utf-8")))
        assert len(words) > 50
        assert sorted(word for word in words if word not in letters) == [], file
