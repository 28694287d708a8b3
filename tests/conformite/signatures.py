"""`make conformite`: veraPDF on PDFs with fields of signature and marks, by both engines, and once they are signed."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from engine.assembly.signing import with_spaces
from engine.dossier import open_dossier
from engine.writing import written
from engine.writing.engines import ENGINES
from models.contrat import Signature
from tests.conformite.conformite import COMPLETE
from tests.conformite.validateurs import all_conform
from tests.signatures import signed

ASKED = {
    "champs": Signature(champs=True),
    "reperes": Signature(reperes="/signature1/"),
    "les-deux": Signature(champs=True, reperes="#SIGNATURE1#"),
}


@pytest.mark.parametrize("engine", ENGINES)
def test_fields_marks_and_signatures_leave_a_pdf_conform(engine: str, tmp_path: Path) -> None:
    """A signature whose look has no words; a tool that writes some without their font makes a PDF that is not."""
    for path in COMPLETE:
        contract = open_dossier(path, date(2026, 1, 1)).assembled().document
        for name, asked in ASKED.items():
            content = written(replace(contract, sections=with_spaces(contract.sections, asked)), "pdf", None, engine)[0]
            (tmp_path / f"{path.stem}-{name}.pdf").write_bytes(content)
        once = signed(content, "Signature_1", "Jean EXEMPLE")
        (tmp_path / f"{path.stem}-signe.pdf").write_bytes(once)
        (tmp_path / f"{path.stem}-signes.pdf").write_bytes(signed(once, "Signature_2", "Jeanne EXEMPLE"))
    all_conform(sorted(tmp_path.glob("*.pdf")))
