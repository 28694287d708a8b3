"""One fact changed, and the preview of the contract that it gives: the longest contract, beside the goal."""

from __future__ import annotations

import statistics
from collections.abc import Callable
from datetime import date

import cpom
from tests.benchmarks.bureau import LONGEST
from tests.benchmarks.goals import at_most
from tests.benchmarks.timing import seconds
from tests.bureau.conftest import EXEMPLES

TURNS, WARM = 40, 5
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
    """Change a fact again and again, each time from what the last one gave, and draw the contract."""
    text = (EXEMPLES / f"{LONGEST}.yaml").read_text(encoding="utf-8")
    for called, fact in FACTS.items():
        dossier = cpom.lire(text, jour=date(2026, 2, 1))
        cpom.passages(dossier)
        spent = []
        for turn in range(TURNS):
            path, words = fact(turn)

            def change(path: str = path, words: str = words) -> None:
                nonlocal dossier
                dossier = dossier.avec({path: words})
                _ = cpom.passages(dossier), dossier.constats, dossier.manquants

            spent.append(seconds(change))
        told = MILLISECONDS.told(statistics.median(spent[WARM:]) * 1000)
        print(f"un fait changé, un nouvel aperçu ({LONGEST}), {called:<26} {told}")
