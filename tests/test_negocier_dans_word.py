"""The page of a negotiation, followed to the letter: two parties, a law that changes meanwhile, the PDF to sign."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path
from zipfile import ZipFile

import pytest

from engine.reading.yaml_strict import read_yaml
from engine.rereading.files.read import read_edited
from tests.hands import answer, comment, plain, replace

PAGE = Path("docs/negocier-dans-word.md").read_text(encoding="utf-8")
_STEP = re.compile(
    r"^```fichier (?P<new>\S+)\n(?P<text>.*?)^```$|^```console\n(?P<console>.*?)^```$"
    r"|Copiez `(?P<copied>[^`]+)` en `(?P<copy>[^`]+)`"
    r"|[Dd]ans `(?P<file>[^`]+)`,\s(?:(?P<who>[A-Z]\w+ [A-Z]\w+),? )?"
    r"(?:à l'article (?P<article>\d+), )?(?P<tracked>en suivi des modifications, )?"
    r"(?:remplacez?\s« (?P<before>[^»]+) »\spar\s« (?P<after>[^»]+) »"
    r"|commente « (?P<about>[^»]+) » : « (?P<remark>[^»]+) »"
    r"|à « (?P<question>[^»]+) », l'association répond « (?P<answer>[^»]+) »)",
    re.MULTILINE | re.DOTALL,
)
REDLINES = find_spec("python_redlines") is not None


def typed(folder: Path, line: str) -> str:
    """What a command says, findings included."""
    command = [sys.executable, "-m", "engine.cli", *shlex.split(line)[1:]]
    here = {**os.environ, "PYTHONPATH": str(Path.cwd())}
    done = subprocess.run(command, cwd=folder, env=here, capture_output=True, encoding="utf-8", check=False)
    assert "Traceback" not in done.stderr, done.stderr
    return plain(done.stdout + done.stderr)


def type_all(folder: Path, console: str) -> None:
    for line, expected in re.findall(r"^\$ (.*)\n((?:(?!\$ ).*\n)*)", console, re.MULTILINE):
        if "--format docx" in line and not REDLINES:
            continue
        words = "(?:.|\n)*?".join(map(re.escape, expected.rstrip("\n").split("…")))
        said = typed(folder, line)
        assert re.match(words, said), f"{line}\n{said}"


def follow(folder: Path, step: re.Match[str]) -> None:
    """Do what a step of the page says."""
    said = {name: " ".join(words.split()) for name, words in step.groupdict("").items()}
    file = folder / (said["file"] or said["new"])
    if step["console"]:
        type_all(folder, step["console"])
    elif step["copied"]:
        shutil.copy(folder / said["copied"], folder / said["copy"])
    elif step["new"]:
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(step["text"], encoding="utf-8")
    elif step["question"]:
        answer(file, said["question"], said["answer"])
    elif step["remark"]:
        comment(file, said["about"], said["remark"], said["who"])
    elif file.suffix == ".docx":
        tracked_by = said["who"] if step["tracked"] else ""
        replace(file, said["before"], said["after"], article=said["article"], tracked_by=tracked_by)
    else:
        text = file.read_text(encoding="utf-8")
        assert text.count(said["before"]) == 1, said["before"]
        file.write_text(text.replace(said["before"], said["after"]), encoding="utf-8")


@pytest.fixture(scope="module")
def story(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder where the page was followed, from its first word to its last."""
    folder = tmp_path_factory.mktemp("negociation")
    shutil.copy("data/exemples/saad-habilite.yaml", folder / "contrat.yaml")
    for step in _STEP.finditer(PAGE):
        follow(folder, step)
        if step["console"] and "adaptation-a-revoir" in step["console"]:
            shutil.copy(folder / "output/contrat.docx", folder / "conflit.docx")
    return folder


def test_every_sentence_that_says_to_do_something_is_followed() -> None:
    steps = list(_STEP.finditer(PAGE))
    told = re.sub(r"^```.*?^```$", "", PAGE, flags=re.MULTILINE | re.DOTALL)
    assert sum(bool(one["before"]) for one in steps) == len(re.findall(r"remplacez?\s«", told))
    assert sum(bool(one["remark"]) for one in steps) == told.count("commente «")
    assert sum(bool(one["console"] or one["new"]) for one in steps) == PAGE.count("```") // 2


def test_the_contract_says_what_both_agreed_and_the_law_of_its_day(story: Path) -> None:
    text = plain((story / "output/contrat.txt").read_text(encoding="utf-8"))
    agreed = ("25,40 €/h", "avant le 30 juin, afin", "par avenant motivé", "par tout moyen donnant date certaine")
    for words in (*agreed, "Fait à Rennes, le 20 janvier 2025", "devant le tribunal administratif", "18 décembre 2023"):
        assert words in text, words
    for words in ("25,10 €/h", "par simple avenant", "interrégional", "recommandée électronique"):
        assert words not in text, words
    assert (story / "output/contrat.pdf").read_bytes().startswith(b"%PDF-")


def test_the_draft_says_the_conflict_with_the_library_until_it_is_settled(story: Path) -> None:
    ours = [one.text for one in read_edited(story / "conflit.docx").comments if one.is_ours]
    assert [one for one in ours if one.startswith("Conflit") and "électronique" in one]
    after = [one.text for one in read_edited(story / "output/contrat.docx").comments if one.is_ours]
    assert not [one for one in after if "Conflit" in one]
    settled = read_yaml(story / "contrat.yaml").data["adaptations"]["litiges"]
    assert "recommandée électronique" in settled["origine"]


def test_the_remark_of_the_other_party_is_in_the_new_draft(story: Path) -> None:
    for name in ("conflit.docx", "output/contrat.docx"):
        draft = read_edited(story / name)
        (kept,) = [one for one in draft.comments if not one.is_ours]
        assert (kept.author, kept.text) == ("Zoé Exemple", "À confirmer.")
        assert "par avenant motivé" in draft.lines[kept.line].text


@pytest.mark.skipif(not REDLINES, reason="the extra « comparaison » is not installed")
def test_the_redline_has_the_changes_as_tracked_ones(story: Path) -> None:
    (red,) = [one for one in (story / "output").glob("*.docx") if one.name != "contrat.docx"]
    words = ZipFile(red).read("word/document.xml").decode()
    assert words.count("<w:ins ") > 3
    assert words.count("<w:del ") > 3
    told = {(one.kind, plain(one.text).strip()) for one in read_edited(red).revisions}
    assert {("del", "31 octobre"), ("ins", "30 juin"), ("del", "simple"), ("ins", "motivé")} <= told
    assert [text for kind, text in told if kind == "del" and text.startswith("interrégional")]
