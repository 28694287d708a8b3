"""One fact changed, and the preview of the contract that it gives: the longest contract, beside the goal."""

from __future__ import annotations

import statistics
from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

import cpom
from engine.collecting import collect_between_answers
from models import chemins
from models.chemins import Chemin
from tests.benchmarks.bureau import LONGEST
from tests.benchmarks.chaud import SAAD, templated
from tests.benchmarks.goals import at_most
from tests.benchmarks.peers import render_with_docxtpl
from tests.benchmarks.timing import seconds
from tests.bureau.conftest import EXEMPLES
from tests.faits_changes import another, one_of_every_kind

TURNS, WARM = 40, 5
TURNS_OF_EACH = 3
"""How often a fact of each kind changes."""
SHOWN = 5
"""How many of the dearest kinds are told."""
MILLISECONDS = at_most(10, "ms de CPU")
FACTS: dict[str, Callable[[int], tuple[str, str]]] = {
    "une adresse": lambda turn: ("gestionnaire.adresse", f"{turn} rue de l’Exemple, 35000 Rennes"),
    "une ville de signature": lambda turn: ("signature.lieu", f"Exemple-sur-Vilaine {turn}"),
    "l’intitulé d’un indicateur": lambda turn: (
        "objectifs[1].operationnels[1].indicateurs[1].intitule",
        f"Interventions en binôme n° {turn}",
    ),
    "un nom, imprimé partout": lambda turn: ("gestionnaire.raison_sociale", f"Association Exemple {turn}"),
}


def one_fact() -> None:
    """Change a fact again and again, each time from what the last one gave, and draw the contract; then one of each."""
    text = (EXEMPLES / f"{LONGEST}.yaml").read_text(encoding="utf-8")
    _seen(cpom.lire(text, jour=date(2026, 2, 1)))
    collect_between_answers()  # as in the processes of the desk, where facts change one by one
    for called, fact in FACTS.items():
        dossier = cpom.lire(text, jour=date(2026, 2, 1))
        cpom.passages(dossier)
        spent = []
        for turn in range(TURNS):
            path, words = fact(turn)

            def change(path: str = path, words: str = words) -> None:
                nonlocal dossier
                dossier = _seen(dossier.avec({path: words}))

            spent.append(seconds(change))
        told = MILLISECONDS.told(statistics.median(spent[WARM:]) * 1000)
        print(f"un fait changé, un nouvel aperçu ({LONGEST}), {called:<26} {told}")
    _of_every_kind(cpom.lire(text, jour=date(2026, 2, 1)))


def _of_every_kind(dossier: cpom.Dossier) -> None:
    """Change one fact of every kind, each time in another contract that nobody has drawn with it; tell the dearest."""
    spent: dict[str, float] = {}
    for path, words in one_of_every_kind(dossier):
        turns = []
        for turn in range(1, TURNS_OF_EACH + 1):
            before = _seen(dossier.avec({"dossier.nom": f"EXEMPLE {chemins.ecrit(path)} {turn}"}))
            facts = {path: another(dossier, path, words, turn)}
            turns.append(seconds(partial(_changed, before, facts)))
        spent[chemins.ecrit(path)] = statistics.median(turns) * 1000
    dearest = sorted(spent, key=lambda fact: -spent[fact])
    over = sum(one > MILLISECONDS.bound for one in spent.values())
    print(f"un fait de chacun des {len(spent)} genres ({LONGEST}) : {over} au-dessus de l’objectif, les plus chers :")
    for fact in dearest[:SHOWN]:
        print(f"  {fact:<66} {MILLISECONDS.told(spent[fact])}")
    with TemporaryDirectory() as folder:
        (template := Path(folder) / "saad.docx").write_bytes(templated(SAAD, SAAD.facts()))
        render = partial(render_with_docxtpl, template, SAAD.facts())
        peer = statistics.median(seconds(render) for _ in range(WARM)) * 1000
    print(f"  à côté, dans la même exécution : docxtpl seul, {SAAD.name} {peer:.0f} ms de CPU")


def _changed(dossier: cpom.Dossier, facts: dict[Chemin, str]) -> None:
    _seen(dossier.avec(facts))


def _seen(dossier: cpom.Dossier) -> cpom.Dossier:
    """A description whose contract is drawn, with what is found of it and what is missing."""
    _ = cpom.passages(dossier), dossier.constats, dossier.manquants
    return dossier
