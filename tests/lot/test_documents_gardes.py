"""A run never takes what somebody did in a contract: it is told like the rest, and the others go on."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from engine.cli import main
from engine.lot.outcome import State
from tests.rapports import journal
from tests.rereading.gardes import typed

HEAD = "modele: ehpad\nperiode: 2026-2030\ntableau: t.csv\nprise_d_effet: 01/01\n"
ROWS = "Raison sociale;Gestionnaire;Département;Année\n" + "".join(
    f"EHPAD {n};Association Exemple {n};35;2026\n" for n in range(3)
)
CHANGED, OTHER = "2026/35-association-exemple-1", "2026/35-association-exemple-2"


@pytest.fixture
def lot(tmp_path: Path) -> Path:
    (tmp_path / "t.csv").write_text(ROWS, encoding="utf-8")
    (tmp_path / "p.yaml").write_text(HEAD, encoding="utf-8")
    assert run(tmp_path) == 0
    return tmp_path / "lot"


def run(folder: Path, *options: str) -> int:
    return main(["lot", str(folder / "p.yaml"), "--sortie", str(folder / "lot"), "--format", "docx,txt", *options])


def with_other_law(folder: Path) -> None:
    (folder / "p.yaml").write_text(f"{HEAD}commun: {{duree: 5 ans}}\n", encoding="utf-8")


@pytest.mark.parametrize("options", [(), ("--reprendre",)])
def test_a_contract_changed_by_hand_stays_and_the_others_go_on(
    lot: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], options: tuple[str, ...]
) -> None:
    file, other = lot / f"{CHANGED}.docx", lot / f"{OTHER}.docx"
    typed(file, "Le présent contrat", " Les parties se voient chaque mois.")
    kept, text, before = file.read_bytes(), (lot / f"{CHANGED}.txt").read_bytes(), other.read_bytes()
    with_other_law(tmp_path)
    capsys.readouterr()
    assert run(tmp_path, *options) == 1
    said = capsys.readouterr()
    assert "[document-change]" in said.err
    assert "2 écrits, 1 à corriger" in said.out
    assert file.read_bytes() == kept
    assert (lot / f"{CHANGED}.txt").read_bytes() == text
    assert other.read_bytes() != before
    assert "a été changé depuis que cpom l" in (lot / "rapport.html").read_text(encoding="utf-8")
    assert journal(lot)[CHANGED].state is State.TO_FIX
    manifest = json.loads((lot / "manifeste.json").read_text(encoding="utf-8"))
    assert f"{CHANGED}.docx" not in json.dumps(manifest)


def test_once_the_description_says_it_the_contract_is_written(lot: Path, tmp_path: Path) -> None:
    """The description beside it, too: after a refusal it is still known as the one that was written."""
    file = lot / f"{CHANGED}.docx"
    typed(file, "Le présent contrat", " Les parties se voient chaque mois.")
    with_other_law(tmp_path)
    assert run(tmp_path) == 1
    file.unlink()
    assert run(tmp_path) == 0
    assert "duree: 5 ans" in (lot / f"{CHANGED}.yaml").read_text(encoding="utf-8")


def test_a_description_changed_beside_its_contract_stays(
    lot: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = lot / f"{CHANGED}.yaml"
    file.write_text(file.read_text(encoding="utf-8") + "\nexemplaires: 4\n", encoding="utf-8")
    kept = file.read_bytes()
    with_other_law(tmp_path)
    assert run(tmp_path) == 1
    assert file.read_bytes() == kept
    assert "dit des faits que le nouveau ne dit pas" in " ".join(capsys.readouterr().err.split())


def test_to_overwrite_keeps_dated_copies_of_what_was_changed_alone(lot: Path, tmp_path: Path) -> None:
    typed(lot / f"{CHANGED}.docx", "Le présent contrat", " Les parties se voient chaque mois.")
    with_other_law(tmp_path)
    assert run(tmp_path, "--ecraser") == 0
    assert [one.suffix for one in (lot / "2026").iterdir() if "(copie du" in one.name] == [".docx"]


def test_a_contract_that_is_not_written_any_more_leaves_what_was_changed(
    lot: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    typed(lot / f"{CHANGED}.docx", "Le présent contrat", " Les parties se voient chaque mois.")
    kept = (lot / f"{CHANGED}.docx").read_bytes()
    (tmp_path / "p.yaml").write_text(f"{HEAD}commun: {{duree: 12 ans}}\n", encoding="utf-8")
    assert run(tmp_path) == 1
    assert (lot / f"{CHANGED}.docx").read_bytes() == kept
    assert not (lot / f"{OTHER}.docx").exists()
    assert "n’est plus à jour" in (lot / "rapport.html").read_text(encoding="utf-8").replace("'", "’").replace(
        "&#39;", "’"
    )
