"""What a command imports: what it does not use is not paid for at each of its starts.

These are the packages that each brings, and not their time, which depends on the machine (`make bench`).
"""

from __future__ import annotations

import gc
import subprocess
import sys
from pathlib import Path

import pytest

from engine.cli import main

EXAMPLE = "data/exemples/saad-habilite.yaml"
ASKED = """
import sys
from engine.cli import main
main(sys.argv[1:])
sys.stderr.write("\\n" + " ".join(sys.modules))
"""
READING = {"cpom", "engine", "jinja2", "markupsafe", "models", "yaml", "_french_num2words"}
"""What reading, checking and assembling a contract takes."""
ENGINE = {
    "accords", "addresses", "as_read", "asking", "assembly", "bibliotheque", "by_identity", "calendar", "causes",
    "checked", "checks", "cli", "commands", "compiling", "definitif", "document", "dossier", "errors", "formulas",
    "french", "last_read", "lately", "law", "libraries", "likeness", "lock", "missing_facts", "nodes", "reading",
    "redaction", "referentiels", "shipped", "tables", "versions", "writing",
}  # fmt: skip
"""The rooms of the engine that take part in it."""


@pytest.fixture(scope="module", autouse=True)
def _kept(tmp_path_factory: pytest.TempPathFactory) -> None:
    """What a command keeps for the next, which imports what reads libraries and letterheads no more."""
    for words in (["verifier", EXAMPLE], ["generer", EXAMPLE, "--sortie", str(tmp_path_factory.mktemp("sortie"))]):
        subprocess.run([sys.executable, "-m", "engine.cli", *words], check=False, capture_output=True)


def imported(*words: str) -> set[str]:
    """The modules that a command has imported at its end, in a process of its own."""
    told = subprocess.run([sys.executable, "-c", ASKED, *words], check=False, capture_output=True, text=True)
    return set(told.stderr.rpartition("\n")[2].split())


def packages(modules: set[str]) -> set[str]:
    """The packages that are not of the standard library."""
    known = sys.stdlib_module_names | {"__main__", "distutils-precedence", "_distutils_hack"}
    every = {one.partition(".")[0] for one in modules} - known
    return {name for name in every if "cython" not in name and "__editable__" not in name}  # of libyaml's binding


def test_verifier_imports_nothing_but_what_reads_and_assembles() -> None:
    modules = imported("verifier", EXAMPLE)
    assert packages(modules) == READING
    assert {one.split(".")[1] for one in modules if one.startswith("engine.")} == ENGINE
    assert not modules & {"ssl", "pydoc", "http.client", "urllib.request", "importlib.metadata", "zipfile", "difflib"}
    assert not modules & {
        "engine.annexes.classeur",
        "engine.asking.formats",
        "engine.assembly.jinja_errors",
        "engine.assembly.sound_models",
        "engine.assembly.traced_words",
        "engine.calendar.echeancier",
        "engine.compiling.blocks",
        "engine.compiling.following",
        "engine.explaining.explained",
        "engine.formulas.functions.moyenne",
        "engine.libraries.marques",
        "engine.reading.yaml_syntax",
        "engine.rereading",
    }
    assert not {one for one in modules if one.startswith(("engine.writing.docx", "engine.writing.typst"))}


@pytest.mark.parametrize(
    ("words", "unused"),
    [
        (("--format", "docx"), {"rich", "typst", "weasyprint", "fontTools", "stdnum", "markdown_it", "pydantic"}),
        (
            ("--format", "pdf", "--moteur", "typst"),
            {"rich", "weasyprint", "fontTools", "stdnum", "docxtpl", "pydantic"},
        ),
    ],
)
def test_generer_imports_no_other_writer(words: tuple[str, ...], unused: set[str], tmp_path: Path) -> None:
    found = packages(imported("generer", EXAMPLE, "--sortie", str(tmp_path), *words))
    assert any(tmp_path.iterdir())
    assert not found & unused


def test_a_docx_where_none_stands_imports_nothing_that_draws_or_reads_one(tmp_path: Path) -> None:
    """No chart and no logo is drawn, no other document is compared to it."""
    modules = imported("generer", EXAMPLE, "--sortie", str(tmp_path))
    assert any(tmp_path.iterdir())
    assert not {one for one in modules if one.startswith("engine.writing.layout.charts")}
    assert not modules & {
        "zipfile",
        "difflib",
        "lxml.etree",
        "engine.rereading.replacing.contracts",
        "engine.writing.layout.pictures",
    }


def test_a_process_goes_through_nothing_of_what_it_made_as_it_ends() -> None:
    program = "import atexit, gc, sys; atexit.register(lambda: print(gc.get_freeze_count() > 1000))\n"
    program += "from engine.cli import main; sys.exit(main())"
    done = subprocess.run([sys.executable, "-c", program, "verifier", EXAMPLE], check=False, capture_output=True)
    assert done.returncode == 0
    assert done.stdout.endswith(b"True\n")


def test_a_program_that_runs_a_command_keeps_its_collector(capsys: pytest.CaptureFixture[str]) -> None:
    usual = gc.get_threshold()
    assert main(["verifier", EXAMPLE]) == 0
    assert capsys.readouterr().out
    assert gc.get_threshold() == usual
