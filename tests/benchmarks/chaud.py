"""One contract in a process that is warm: read, checked, assembled, written; each has a description of its own."""

from __future__ import annotations

import itertools
import json
import shutil
import statistics
import subprocess
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from engine.dossier import open_dossier
from engine.writing import written
from tests.benchmarks import plancher
from tests.benchmarks.goals import at_least
from tests.benchmarks.peers import render_with_docxtpl
from tests.benchmarks.template import template_of
from tests.benchmarks.timing import Pair, in_turn, seconds

DAY = date(2024, 1, 15)
TURNS, IN_A_ROW = 9, 5
"""How many times each work is measured, and how many times in a row: what is warm does one thing for a while."""
NODE_TURNS, NODE_WARMUP, NODE_RUNS = 5, 20, 31
NODE = Path(__file__).with_name("node")
"""Where the peer of Node.js is: docxtemplater, installed there from the npm registry."""


@dataclass(frozen=True)
class Described:
    """An example, and as many descriptions like it as are asked: another gestionnaire, another address, another day."""

    name: str
    unsaid: str = ""
    """The fact of those below that its contract does not say: letters do."""
    turn: Iterator[int] = field(default_factory=itertools.count, compare=False)

    @property
    def path(self) -> Path:
        """The file of the example."""
        return Path(f"data/exemples/{self.name}.yaml")

    def facts(self) -> dict[str, str]:
        """What a template for the same contract asks."""
        contrat = open_dossier(self.path, DAY).contrat
        manager, person = contrat.gestionnaire, contrat.gestionnaire.representant
        said = {
            "raison_sociale": manager.raison_sociale,
            "adresse": manager.adresse,
            "prenom": person.prenom,
            "lieu": contrat.signature.lieu,
        }
        return {name: value for name, value in said.items() if value and name != self.unsaid}

    def another(self) -> str:
        """The text of the next description."""
        number, text = next(self.turn), self.path.read_text("utf-8")
        for line in ("  raison_sociale: ", "  adresse: "):
            head, _, rest = text.partition(line)
            said, end, tail = rest.partition("\n")
            text = f"{head}{line}{said} n° {number}{end}{tail}"
        return text.replace("Jeanne", f"Jeanne-{'ABCDEFGHIJ'[number % 10]}", 1)

    def contract(self, extension: str, engine: str = "typst") -> bytes:
        """The whole of our work for one contract: read, check, assemble, write."""
        with TemporaryDirectory() as folder:
            path = Path(folder) / "contrat.yaml"
            path.write_text(self.another(), "utf-8")
            return written(open_dossier(path, DAY).assembled().document, extension, None, engine)[0]


OF_ALL_SAAD = tuple(map(Described, ("saad-habilite", "saad-mixte", "saad-non-habilite")))
"""In turn, each finds little of what the one before it was made of."""
SAAD, EHPAD = Described("saad-habilite"), Described("ehpad-complet", unsaid="adresse")
ILLE_ET_VILAINE = Described("sad-ille-et-vilaine-association")
GOALS = ((SAAD, at_least(8)), (EHPAD, at_least(5)), (ILLE_ET_VILAINE, at_least(3.5)))


def templated(described: Described, facts: dict[str, str]) -> bytes:
    """The contract as a template of docxtpl's, for these facts."""
    return template_of(written(open_dossier(described.path, DAY).assembled().document, "docx", None)[0], facts)


def one_contract() -> None:
    """Measure and print."""
    turns = f"médiane de {TURNS} tours de {IN_A_ROW} contrats, chacun d'une description nouvelle"
    print(f"Un contrat entier en DOCX, processus chaud ({turns}) :")
    with TemporaryDirectory() as name:
        folder = Path(name)
        saad = folder / "saad-habilite.docx"
        saad.write_bytes(templated(SAAD, SAAD.facts()))
        for described, goal in GOALS:
            template, facts = folder / f"{described.name}.docx", described.facts()
            template.write_bytes(templated(described, facts))
            ours = partial(described.contract, "docx")
            pair = _beside(ours, partial(render_with_docxtpl, template, facts))
            print(pair.line(described.name, "docxtpl, même contrat", goal))
            pair = _beside(ours, partial(render_with_docxtpl, saad, SAAD.facts()))
            print(pair.line(described.name, "docxtpl, saad-habilite", goal))
        pair = _beside(partial(_each, OF_ALL_SAAD), partial(_rendered, saad, len(OF_ALL_SAAD)))
        print(pair.line("les trois SAAD, à tour de rôle", "docxtpl, saad-habilite", GOALS[0][1]))
        print(_beside_node(saad))
    plancher.beside(GOALS[0][0], GOALS[1][0], GOALS[2][0])


def _each(several: Sequence[Described]) -> bytes:
    return b"".join(one.contract("docx") for one in several)


def _rendered(template: Path, times: int) -> bytes:
    facts = SAAD.facts()
    return b"".join(render_with_docxtpl(template, facts) for _ in range(times))


def _beside(ours: partial[bytes], peer: partial[bytes]) -> Pair:
    return in_turn(ours, peer, TURNS, warmup=5, each=IN_A_ROW)


def _beside_node(template: Path) -> str:
    """docxtemplater rendering the same template, in a warm process of Node.js."""
    if not shutil.which("npm"):
        return "Node.js n'est pas installé : docxtemplater n'est pas comparé."
    install: Sequence[str] = ("npm", "install", "--silent", "--no-audit", "--no-fund", "--prefix", str(NODE))
    subprocess.run(install, check=True, capture_output=True)
    facts = json.dumps(SAAD.facts())
    ours, theirs = [], []
    for _ in range(NODE_TURNS):
        theirs.append(_in_node(template, facts))
        each = [seconds(partial(SAAD.contract, "docx")) for _ in range(NODE_WARMUP + NODE_RUNS)]
        ours.append(statistics.median(each[NODE_WARMUP:]))
    return Pair(tuple(ours), tuple(theirs)).line("saad-habilite", "docxtemplater", at_least(3))


def _in_node(template: Path, facts: str) -> float:
    """The seconds of processor of one rendering by docxtemplater: the median of several, once warm."""
    words = ["node", str(NODE / "docxtemplater.js"), str(template), facts, str(NODE_WARMUP), str(NODE_RUNS)]
    return float(subprocess.run(words, check=True, capture_output=True, text=True).stdout) / 1000
