"""`make conformite`: tracked changes between many pairs of contracts, against the Open XML SDK and LibreOffice.

The pairs are drawn by lot among the examples and among contracts of every model; SEED=… draws the same ones again, and
PAIRES=24 draws more of them.
"""

from __future__ import annotations

import os
import random
import subprocess
from datetime import date
from itertools import pairwise, permutations
from pathlib import Path

import pytest

import cpom
from engine.comparing.redline import redline
from engine.libraries.modele import load_model, model_names
from engine.writing import written
from tests import descriptions
from tests.assembly.test_coverage import pairs
from tests.conformite.conformite import EXAMPLES
from tests.conformite.validateurs import all_valid, required
from tests.revisions import told

DAY = date(2026, 1, 1)
SEED = os.environ.get("SEED", "1")
DRAWN = random.Random(SEED)  # noqa: S311 - which contracts are compared is no secret
COUNT = int(os.environ.get("PAIRES", "6"))
OF_EXAMPLES = DRAWN.sample(list(permutations(EXAMPLES, 2)), COUNT)


def settles(first: bytes, second: bytes) -> bytes:
    red = redline(first, second, DAY)
    assert told(red, "accepted") == told(second)
    assert told(red, "rejected") == told(first)
    return red


@pytest.fixture(scope="session")
def redlines(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("comparaisons")
    for rank, (first, second) in enumerate(OF_EXAMPLES):
        a, b = (cpom.ouvrir(path, jour=DAY).ecrire("docx") for path in (first, second))
        (folder / f"{rank:02}-{first.stem}-{second.stem}.docx").write_bytes(settles(a, b))
    return folder


@pytest.mark.parametrize("name", model_names())
def test_contracts_of_a_model_drawn_by_lot_settle_as_they_must(name: str) -> None:
    model = load_model(name)
    cases = DRAWN.sample(pairs(model), min(max(COUNT // 3, 1), len(pairs(model))))
    drawn = [
        described(model, traits) for traits in cases for described in (descriptions.complete, descriptions.partial)
    ]
    contracts = [written(cpom.lire(one, jour=DAY).document(), "docx", None)[0] for one in drawn]
    for first, second in pairwise(contracts):
        settles(first, second)


def test_every_redline_is_valid_open_xml(redlines: Path) -> None:
    all_valid(sorted(redlines.glob("*.docx")))


def test_libreoffice_opens_every_redline(redlines: Path, tmp_path: Path) -> None:
    files = sorted(map(str, redlines.glob("*.docx")))
    command = [required("soffice"), f"-env:UserInstallation=file://{tmp_path}/profil", "--headless"]
    subprocess.run(
        [*command, "--convert-to", "pdf", "--outdir", str(tmp_path), *files], check=True, capture_output=True
    )
    assert len(list(tmp_path.glob("*.pdf"))) == len(files)
