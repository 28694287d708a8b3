"""Logos drawn by lot: the same picture in every format, with nothing of the phone that took it, or a sentence."""

from __future__ import annotations

import tempfile
from io import BytesIO
from pathlib import Path

from hypothesis import given
from PIL import Image

from engine.dossier import open_dossier
from engine.errors import Severity
from engine.writing import written
from engine.writing.layout.pictures import read_picture
from tests.fuzz.archives import parts_of
from tests.fuzz.essais import tried
from tests.fuzz.logos import logos
from tests.fuzz.sorties import TODAY, well_told

DESCRIPTION = b'modele: chrs\ndepartement: "35"\ngestionnaire: {raison_sociale: Association Exemple, logo: logo.png}\n'


@given(logos())
@tried(60, share=0.5)
def test_a_logo_is_printed_or_refused(logo: bytes) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "logo.png").write_bytes(logo)
        (folder / "contrat.yaml").write_bytes(DESCRIPTION)
        dossier = open_dossier(folder / "contrat.yaml", TODAY)
        refused = [one for one in dossier.findings if one.severity is Severity.ERROR]
        well_told(refused, DESCRIPTION)
        if refused:
            assert all(one.path == ("gestionnaire", "logo") and one.hint for one in refused), refused
            return
        picture = read_picture(str(folder / "logo.png"))
        with Image.open(BytesIO(picture.content)) as opened:
            opened.load()
            assert not opened.getexif()
        document = dossier.assembled().document
        word = parts_of(written(document, "docx", None)[0])
        assert picture.content in word.values()
        assert written(document, "pdf", None, "typst")[0].startswith(b"%PDF-")
        assert b"data:image/" in written(document, "html", None)[0]
