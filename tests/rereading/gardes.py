"""A contract written in a folder, changed there by somebody, and written again: what the tests of the guard share."""

from __future__ import annotations

from pathlib import Path

from docx import Document

from engine.cli import main

CONTRAT = """\
modele: saad
departement: "35"
gestionnaire: {raison_sociale: Association Exemple, statut: association, siren: "999999014"}
services:
  - {nom: Service Exemple, finess: "350999918", habilitation_aide_sociale: oui}
moyens: {tarif_horaire: "25,10"}
effet: 2024-02-01
duree: 5 ans
signature: {lieu: Rennes, date: 2024-01-15}
"""


def description(folder: Path, text: str = CONTRAT, name: str = "contrat.yaml") -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / name
    file.write_text(text, encoding="utf-8")
    return file


def with_facts(file: Path, **facts: str) -> Path:
    """The same description, some of its words changed: `Rennes="Vannes"`."""
    text = file.read_text(encoding="utf-8")
    for old, new in facts.items():
        assert old in text
        text = text.replace(old, new)
    file.write_text(text, encoding="utf-8")
    return file


def generer(file: Path, out: Path, *options: str) -> int:
    return main(["generer", str(file), "--sortie", str(out), *options])


def typed(path: Path, beginning: str, more: str) -> None:
    """Type words at the end of a paragraph, as somebody does in Word."""
    document = Document(str(path))
    next(one for one in document.paragraphs if one.text.startswith(beginning)).add_run(more)
    document.save(str(path))


def names(folder: Path) -> list[str]:
    return sorted(one.name for one in folder.iterdir() if one.name != "rapport.txt")
