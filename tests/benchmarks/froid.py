"""A new process for one contract, its caches on disk: `cpom verifier`, a DOCX, a PDF, beside a process of docxtpl's."""

from __future__ import annotations

import json
import site
import subprocess
import sys
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.benchmarks.chaud import SAAD, templated
from tests.benchmarks.goals import at_most
from tests.benchmarks.peers import convert_with_libreoffice, libreoffice
from tests.benchmarks.timing import AS_INSTALLED, cold, cpu_of_children, in_turn

RUNS = 11
_DOCXTPL = """
import sys
sys.path[:0] = sys.argv[4:]
sys.modules["docxcompose"] = None
from docxtpl import DocxTemplate
import json
document = DocxTemplate(sys.argv[1])
document.render(json.loads(sys.argv[2]), autoescape=True)
document.save(sys.argv[3])
"""
"""As docxtpl is alone in its environment: without our own packages, nor what they have it import besides."""
_MODULES = """
import sys
from engine.cli import main
main(sys.argv[1:])
own = [one for one in sys.modules if one.partition(".")[0] in ("cpom", "engine", "models")]
sys.stderr.write(f"\\n{len(sys.modules)} {len(own)}")
"""


def one_process() -> None:
    """Measure and print."""
    subprocess.run(
        [sys.executable, "-m", "compileall", "-q", "engine", "models", "cpom"], check=False, env=AS_INSTALLED
    )
    print(f"Un contrat dans un processus neuf (processeur, médiane de {RUNS}) :")
    with TemporaryDirectory() as name:
        folder = Path(name)
        template, facts = folder / "modele.docx", SAAD.facts()
        template.write_bytes(templated(SAAD, facts))
        asked = (str(template), json.dumps(facts), str(folder / "autre.docx"))
        peer = partial(cold, "-I", "-S", "-c", _DOCXTPL, *asked, *site.getsitepackages())
        write = ("generer", str(SAAD.path), "--ecraser", "--sortie", name)
        commands = (
            ("cpom verifier", ("verifier", str(SAAD.path)), at_most(1.05)),
            ("cpom generer, DOCX", write, at_most(1.25)),
            ("cpom generer, PDF par Typst", (*write, "--format", "pdf", "--moteur", "typst"), at_most(2)),
        )
        for title, words, goal in commands:
            ours = partial(cold, "-m", "engine.cli", *words)
            print(in_turn(ours, peer, RUNS, clock=cpu_of_children).line(title, "docxtpl", goal))
            print(f"    {modules(words)}")
        if libreoffice():
            filled = folder / "contrat.docx"
            filled.write_bytes(SAAD.contract("docx"))
            convert = partial(convert_with_libreoffice, [filled], folder, folder / "profil")
            ours = partial(cold, "-m", "engine.cli", *write, "--format", "pdf", "--moteur", "weasyprint")
            pair = in_turn(ours, convert, 3, clock=cpu_of_children)
            print(pair.line("cpom generer, PDF par WeasyPrint", "LibreOffice"))


def modules(words: tuple[str, ...]) -> str:
    """How many modules a command imports, and how many of them are ours."""
    done = subprocess.run(
        [sys.executable, "-c", _MODULES, *words], check=False, capture_output=True, text=True, env=AS_INSTALLED
    )
    every, own = done.stderr.rpartition("\n")[2].split()
    return f"{every} modules importés, dont {own} de cpom"
