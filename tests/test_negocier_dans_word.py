"""The page of a negotiation, followed to the letter: two parties, a law that changes meanwhile, the PDF to sign."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from engine.rereading.files.read import read_edited

PAGE = Path("docs/negocier-dans-word.md").read_text(encoding="utf-8")
_STEP = re.compile(
    r"^```(?P<kind>fichier|ajout) (?P<file>\S+)\n(?P<text>.*?)^```$|^```console\n(?P<console>.*?)^```$"
    r"|`(?P<changed>[^`]+)`,?\s+remplacez\s+« (?P<before>[^»]+) »\s+par\s+« (?P<after>[^»]+) »",
    re.MULTILINE | re.DOTALL,
)


def typed(folder: Path, line: str) -> str:
    """What a command says, findings included."""
    name, *words = shlex.split(line)
    command = [sys.executable, *words] if name == "python" else [sys.executable, "-m", "engine.cli", *words]
    here = {**os.environ, "PYTHONPATH": str(Path.cwd())}
    done = subprocess.run(command, cwd=folder, env=here, capture_output=True, encoding="utf-8", check=False)
    assert "Traceback" not in done.stderr, done.stderr
    return (done.stdout + done.stderr).replace("\u00a0", " ").replace("\u202f", " ")


@pytest.fixture(scope="module")
def story(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder where the page was followed, from its first word to its last."""
    folder = tmp_path_factory.mktemp("negociation")
    shutil.copy("data/exemples/saad-habilite.yaml", folder / "contrat.yaml")
    for step in _STEP.finditer(PAGE):
        if step["console"]:
            for line, expected in re.findall(r"^\$ (.*)\n((?:(?!\$ ).*\n)*)", step["console"], re.MULTILINE):
                words = "(?:.|\n)*?".join(map(re.escape, expected.rstrip("\n").split("…")))
                said = typed(folder, line)
                assert re.match(words, said), f"{line}\n{said}"
        elif step["changed"]:
            file = folder / step["changed"]
            text = file.read_text(encoding="utf-8")
            assert text.count(step["before"]) == 1, step["before"]
            file.write_text(text.replace(step["before"], step["after"]), encoding="utf-8")
        else:
            file = folder / step["file"]
            before = file.read_text(encoding="utf-8") if step["kind"] == "ajout" else ""
            file.write_text(before + step["text"], encoding="utf-8")
    return folder


def test_the_contract_says_what_both_agreed_and_the_law_of_its_day(story: Path) -> None:
    text = (story / "output/contrat.txt").read_text(encoding="utf-8").replace("\u00a0", " ").replace("\u202f", " ")
    for words in ("25,40 €/h", "par avenant motivé", "Fait à Rennes, le 20 janvier 2025"):
        assert words in text, words
    for words in ("25,10 €/h", "par simple avenant", "interrégional"):
        assert words not in text, words
    assert (story / "output/contrat.pdf").read_bytes().startswith(b"%PDF-")


def test_the_remark_of_the_other_party_is_in_the_new_draft(story: Path) -> None:
    draft = read_edited(story / "output/contrat.docx")
    (kept,) = [one for one in draft.comments if not one.is_ours]
    assert (kept.author, kept.text) == ("Zoé Exemple", "À confirmer.")
    assert "par avenant motivé" in draft.lines[kept.line].text
