"""Letterheads drawn by lot: a contract in this letterhead with all its words, or a sentence that says what to do."""

from __future__ import annotations

import tempfile
from pathlib import Path

from hypothesis import given

from engine.dossier import Dossier, open_dossier
from engine.errors import InputError, Severity
from engine.writing import written
from tests.fuzz.chartes import letterheads, outside
from tests.fuzz.essais import tried
from tests.fuzz.sorties import TODAY, letters, well_told, words_of

DESCRIPTION = """\
modele: chrs
charte: charte.docx
departement: "35"
gestionnaire: {raison_sociale: Association Exemple & fils <du Léguer>}
"""
NAME = "Association Exemple & fils <du Léguer>"


def _read(folder: Path, letterhead: bytes) -> Dossier:
    (folder / "charte.docx").write_bytes(letterhead)
    file = folder / "contrat.yaml"
    file.write_text(DESCRIPTION, encoding="utf-8")
    return open_dossier(file, TODAY)


@given(letterheads())
@tried(60, share=0.5)
def test_a_letterhead_is_used_or_refused(letterhead: bytes) -> None:
    with tempfile.TemporaryDirectory() as name:
        dossier = _read(Path(name), letterhead)
        refused = [one for one in dossier.findings if one.severity is Severity.ERROR]
        well_told(refused, DESCRIPTION.encode())
        document = dossier.assembled().document
        if refused:
            assert all(one.path == ("charte",) and one.hint for one in refused), refused
            return
        word, _ = written(document, "docx", dossier.charte)
        text, _ = written(document, "txt", None)
        assert letters(NAME) in letters(words_of(word, "docx"))
        assert len(letters(words_of(word, "docx"))) > 0.9 * len(letters(text.decode()))
        assert outside(word) == []
        _laid_out(dossier)


def _laid_out(dossier: Dossier) -> None:
    """The PDF in the page of the letterhead; where a page cannot hold it, a sentence."""
    try:
        pdf, _ = written(dossier.assembled().document, "pdf", dossier.charte, "typst")
    except InputError as error:
        assert all(one.message and one.hint for one in error.findings)  # noqa: PT017 - one of two ways out
    else:
        assert pdf.startswith(b"%PDF-")
        assert pdf.rstrip().endswith(b"%%EOF")
