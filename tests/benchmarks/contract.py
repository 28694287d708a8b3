"""One contract: cpom beside docxtpl (DOCX) and LibreOffice (PDF), cold process and warm."""

from __future__ import annotations

import json
import resource
import statistics
import subprocess
import sys
import tempfile
from datetime import date
from functools import partial
from pathlib import Path

from engine.dossier import open_dossier
from engine.writing import written
from tests.benchmarks.peers import convert_with_libreoffice, libreoffice, make_template, render_with_docxtpl
from tests.benchmarks.timing import in_turn

EXAMPLE = Path("data/exemples/saad-habilite.yaml")
DAY = date(2024, 1, 15)
_COLD_DOCXTPL = """
import sys
from docxtpl import DocxTemplate
import json
document = DocxTemplate(sys.argv[1])
document.render(json.loads(sys.argv[2]), autoescape=True)
document.save(sys.argv[3])
"""
_SHARE = """
import sys, time
from engine.cli import main
from engine.writing.docx import inline, writer
spent = 0.0
def timed(function):
    def called(*given):
        global spent
        begun = time.process_time()
        made = function(*given)
        spent += time.process_time() - begun
        return made
    return called
of_writer = ("lines_of", "lines_around", "packed", "properties", "described")
for module, name in [(inline, "control"), *((writer, name) for name in of_writer)]:
    setattr(module, name, timed(getattr(module, name)))
main(["generer", *sys.argv[1:]])
sys.stderr.write("\\n" + str(spent / time.process_time()))
"""
"""What a command spends on the controls of facts and on what a document carries, of all its CPU, in one process."""


def contract(extension: str) -> bytes:
    """The whole of our work for one contract: read, check, assemble, write."""
    return written(open_dossier(EXAMPLE, DAY).assembled().document, extension, None)[0]


def cold(*words: str) -> None:
    """One command in a new process."""
    subprocess.run([sys.executable, *words], check=True, capture_output=True)


def children_cpu(*words: str) -> float:
    """Seconds of CPU that a new process takes."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run([sys.executable, *words], check=False, capture_output=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return (after.ru_utime - before.ru_utime) + (after.ru_stime - before.ru_stime)


def share_of_origin(folder: str) -> float:
    """The share of the CPU of `cpom generer` that goes to controls and to what the DOCX carries (0 to 1)."""
    words = [sys.executable, "-c", _SHARE, str(EXAMPLE), "--ecraser", "--sortie", folder]
    said = subprocess.run(words, check=False, capture_output=True, text=True).stderr
    return float(said.rpartition("\n")[2])


def one_contract() -> None:
    """Measure and print."""
    contrat = open_dossier(EXAMPLE, DAY).contrat
    facts = {"raison_sociale": contrat.gestionnaire.raison_sociale or "", "service": "Service Exemple",
             "lieu": contrat.signature.lieu or ""}  # fmt: skip
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        template, filled = folder / "modele.docx", folder / "contrat.docx"
        filled.write_bytes(contract("docx"))
        template.write_bytes(make_template(filled.read_bytes(), facts))
        peer = partial(render_with_docxtpl, template, facts)
        print(in_turn(partial(contract, "docx"), peer, runs=15).line("DOCX, processus chaud", "docxtpl"))
        write = partial(written, open_dossier(EXAMPLE, DAY).assembled().document, "docx", None)
        print(in_turn(write, peer, runs=15).line("DOCX, écriture seule", "docxtpl"))
        ours = partial(cold, "-m", "engine.cli", "generer", str(EXAMPLE), "--sortie", name)
        theirs = partial(cold, "-c", _COLD_DOCXTPL, str(template), json.dumps(facts), str(folder / "autre.docx"))
        print(in_turn(ours, theirs, runs=7).line("DOCX, processus froid", "docxtpl"))
        share = statistics.median(share_of_origin(name) for _ in range(7))
        print(f"DOCX, processus froid : {share:.1%} du processeur pour les champs et l'origine (médiane de 7)")
        if libreoffice():
            convert = partial(convert_with_libreoffice, [filled], folder, folder / "profil")
            print(in_turn(partial(contract, "pdf"), convert, runs=3).line("PDF, processus chaud", "LibreOffice"))
            ours = partial(cold, "-m", "engine.cli", "generer", str(EXAMPLE), "--format", "pdf", "--sortie", name)
            print(in_turn(ours, convert, runs=3).line("PDF, processus froid", "LibreOffice"))
        else:
            print("LibreOffice n'est pas installé : le PDF n'est pas comparé.")
    times = [children_cpu("-m", "engine.cli", "verifier", str(EXAMPLE)) for _ in range(7)]
    print(f"cpom verifier, froid : {statistics.median(times):.2f} s de processeur (médiane de {len(times)})")
