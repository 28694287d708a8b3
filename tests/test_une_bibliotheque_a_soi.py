"""The page of a library of one's own, followed to the letter by somebody who has an installed cpom and no checkout."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import sysconfig
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from docx import Document

PAGE = Path("docs/une-bibliotheque-a-soi.md").read_text(encoding="utf-8")
PACKAGED = ("engine", "models", "cpom", "clauses", "data", "pyproject.toml", "README.md", "LICENSE")
_STEP = re.compile(
    r"^```(?P<kind>fichier|ajout) (?P<file>\S+)\n(?P<text>.*?)^```$"
    r"|^```console\n(?P<console>.*?)^```$"
    r"|`(?P<changed>[^`]+)`,?\s+remplacez\s+« (?P<before>[^»]+) »\s+par\s+« (?P<after>[^»]+) »"
    r"|enregistrez-le sous le nom\s+`(?P<letterhead>[^`]+)`",
    re.MULTILINE | re.DOTALL,
)


@dataclass
class Terminal:
    """A terminal of somebody who has cpom in an environment of their own."""

    bin: Path
    folder: Path
    said: list[tuple[str, str, str]] = field(default_factory=list)

    def type(self, line: str) -> str:
        """What a command says on its standard output."""
        name, *words = line.split()
        if name == "cd":
            self.folder /= words[0]
            return ""
        quiet = {key: value for key, value in os.environ.items() if not key.startswith(("CPOM", "PYTHON"))}
        done = subprocess.run(
            [self.bin / name, *words], cwd=self.folder, env=quiet, capture_output=True, encoding="utf-8", check=False
        )
        assert "Traceback" not in done.stderr, done.stderr
        self.said.append((line, done.stdout, done.stderr))
        return done.stdout


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The commands of an environment where the wheel of cpom is installed, with the dependencies of this one."""
    home = tmp_path_factory.mktemp("installation")
    source = home / "source"
    for name in PACKAGED:
        if Path(name).is_dir():
            shutil.copytree(name, source / name, ignore=shutil.ignore_patterns("__pycache__", "*.egg-info"))
        else:
            shutil.copy(name, source / name)
    build = "import sys; from setuptools.build_meta import build_wheel; build_wheel(sys.argv[1])"
    _run(source, sys.executable, "-W", "ignore", "-c", build, home)
    (wheel,) = home.glob("cpom-*.whl")
    environment = home / "environnement"
    _run(home, sys.executable, "-m", "venv", "--without-pip", environment)
    python = environment / ("Scripts" if os.name == "nt" else "bin") / "python"
    _run(home, sys.executable, "-m", "uv", "pip", "install", "--offline", "--no-deps", "--python", python, wheel)
    (packages,) = environment.rglob("site-packages")
    (packages / "dependances.pth").write_text(sysconfig.get_path("purelib"), encoding="utf-8")
    return python.parent


def _run(folder: Path, *words: str | Path) -> None:
    subprocess.run(words, cwd=folder, check=True, capture_output=True)


@pytest.fixture(scope="module")
def story(installed: Path, tmp_path_factory: pytest.TempPathFactory) -> Terminal:
    """The page, done from its first word to its last."""
    terminal = Terminal(installed, tmp_path_factory.mktemp("Bureau de l'été"))
    for step in _STEP.finditer(PAGE):
        if step["console"]:
            for line, expected in re.findall(r"^\$ (.*)\n((?:(?!\$ ).*\n)*)", step["console"], re.MULTILINE):
                assert _matches(expected, said := terminal.type(line)), f"{line}\n{said}"
        elif step["letterhead"]:
            stationery(terminal.folder / "chartes" / "a-modifier.docx", terminal.folder / step["letterhead"])
        else:
            change(terminal.folder, step)
    return terminal


def _matches(expected: str, said: str) -> bool:
    """Whether a command says what the page shows, where « … » stands for what is long."""
    words = "(?:.|\n)*?".join(map(re.escape, expected.rstrip("\n").split("…")))
    return re.fullmatch(words + r"\s*", said.replace("\u00a0", " ").replace("\u202f", " ")) is not None


def change(folder: Path, step: re.Match[str]) -> None:
    """Write a file, add to it, or put words in the place of others."""
    file = folder / (step["file"] or step["changed"])
    file.parent.mkdir(parents=True, exist_ok=True)
    text = file.read_text(encoding="utf-8") if file.exists() and step["kind"] != "fichier" else ""
    if step["changed"]:
        assert text.count(step["before"]) == 1, step["before"]
        file.write_text(text.replace(step["before"], step["after"]), encoding="utf-8")
    else:
        file.write_text(text + step["text"], encoding="utf-8")


def stationery(given: Path, named: Path) -> None:
    """What the page does in Word: an address in the header, under another name."""
    document = Document(str(given))
    document.sections[0].header.add_paragraph("Département Exemple – direction de l’autonomie")
    document.save(str(named))


def test_the_page_is_true(story: Terminal) -> None:
    assert len(story.said) == PAGE.count("\n$ cpom ")


def test_cpom_is_not_that_of_the_checkout(installed: Path) -> None:
    told = "import engine, cpom; print(engine.__file__, cpom.__file__)"
    done = subprocess.run([installed / "python", "-I", "-c", told], capture_output=True, encoding="utf-8", check=True)
    assert all(str(installed.parent) in one for one in done.stdout.split())


def test_the_contract_has_all_that_was_changed_in_every_format(story: Terminal) -> None:
    made = story.folder / "output"
    text = (made / "contrat.txt").read_text(encoding="utf-8").replace("\u00a0", " ").replace("\u202f", " ")
    for words in (
        "est ouverte dans le mois.",
        "Les heures réalisées sont transmises au Département par télégestion.",
        "pour les montants de l’annexe 4.",
        "Reste à la charge du service | 4 000,00 € | 2 000,00 €",
        "Vu la délibération du 6 janvier 2025 du Département Exemple relative à la télégestion",
    ):
        assert words in text, words
    header = Document(str(made / "contrat.docx")).sections[0].header
    assert "direction de l’autonomie" in "\n".join(one.text for one in header.paragraphs)
    assert (made / "contrat.pdf").read_bytes().startswith(b"%PDF-")
    for name in ("contrat.odt", "contrat.html", "contrat.json"):
        assert (made / name).stat().st_size > 10_000


def test_the_pages_of_the_library_tell_what_was_added(story: Terminal) -> None:
    pages = "".join(file.read_text(encoding="utf-8") for file in (story.folder / "pages").rglob("*.html"))
    for words in ("Télégestion", "Participation à l’équipement", "ervice qui transmet ses heures"):
        assert words in pages.replace("'", "’"), words
