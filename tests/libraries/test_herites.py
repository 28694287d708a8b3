"""Which tables a model has of the one that it inherits from: no clause that it takes over loses its figures."""

from __future__ import annotations

from pathlib import Path

import pytest

from engine.libraries.modele import load_model, model_names
from engine.libraries.ouverture import opened
from engine.soundness.controls import controlled

CLAUSES = Path("clauses").resolve()


def heir(folder: Path, parent: str, clauses: dict[str, str] | None = None) -> Path:
    """A library whose model « le-mien » inherits from a model, with these clauses of its own."""
    model = folder / "modeles" / "le-mien"
    model.mkdir(parents=True)
    (folder / "bibliotheque.yaml").write_text('format: 1\nnom: Essai\nversion: "1"\n', encoding="utf-8")
    (model / "modele.yaml").write_text(f"modele: le-mien\nherite: {parent}\n", encoding="utf-8")
    for name, text in (clauses or {}).items():
        file = model / f"{name}.md"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    return folder


@pytest.mark.parametrize("parent", model_names())
def test_an_heir_that_changes_nothing_has_every_table(parent: str, tmp_path: Path) -> None:
    found = controlled(opened([heir(tmp_path, parent)]))
    assert not found.findings
    assert found.models[0].tableaux.keys() == load_model(parent).tableaux.keys()


@pytest.mark.parametrize(
    ("parent", "clause"),
    [("saad", "annexes/diagnostic"), ("chrs", "moyens/dotation"),
     ("saad-seine-et-marne", "documents/juste-compensation/solde")],
)  # fmt: skip
def test_a_clause_that_takes_anothers_place_still_prints_its_tables(parent: str, clause: str, tmp_path: Path) -> None:
    words = (CLAUSES / parent / f"{clause}.md").read_text(encoding="utf-8")
    found = controlled(opened([heir(tmp_path, parent, {clause: words})]))
    assert not found.findings
    assert found.models[0].tableaux.keys() == load_model(parent).tableaux.keys()


def test_a_table_that_the_model_prints_no_more_is_left_out(tmp_path: Path) -> None:
    short = "---\ntitre: Diagnostic\nsource: essai\n---\nLe diagnostic est joint.\n"
    found = controlled(opened([heir(tmp_path, "saad", {"annexes/diagnostic": short})]))
    assert "activite" not in found.models[0].tableaux
    assert "activite_par_zone" not in found.models[0].tableaux
