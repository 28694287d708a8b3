"""`make endurance`: each part, then what was tried and found; `python -m tests.endurance horloge` tries one alone."""

from __future__ import annotations

import argparse
import random
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from tests.endurance.bureau import filling_up
from tests.endurance.disques import full, read_only
from tests.endurance.horloge import jumping, of_the_system
from tests.endurance.lots import one_process, one_run
from tests.endurance.morts import killed
from tests.endurance.outcome import Outcome

PARTS: dict[str, tuple[Callable[[Path, int], Outcome], str]] = {
    "disque plein": (full, ""),
    "dossier en lecture": (read_only, ""),
    "bureau sans place": (filling_up, ""),
    "horloge": (jumping, "sauts"),
    "horloge du système": (of_the_system, "sauts"),
    "arrêts au hasard": (killed, "arrets"),
    "un processus": (one_process, "seul"),
    "un lot": (one_run, "contrats"),
}


def main() -> int:
    """Try the parts asked, or all of them.

    Returns 1 where anything was found, 2 where nothing was and a part could not be tried: it is not proved.
    """
    parser = argparse.ArgumentParser(prog="python -m tests.endurance", description=__doc__)
    parser.add_argument("--contrats", type=int, default=10_000, help="d'un lot")
    parser.add_argument("--seul", type=int, default=2_000, help="contrats dans un seul processus")
    parser.add_argument("--arrets", type=int, default=20)
    parser.add_argument("--sauts", type=int, default=5, help="lots dont l'horloge saute")
    parser.add_argument("--seed", type=int, default=int(time.time()), help="la même tire les mêmes")
    parser.add_argument("parts", nargs="*", metavar="partie", help=", ".join(PARTS))
    asked = parser.parse_args()
    print(f"SEED={asked.seed}", flush=True)
    lines, found, untried = [], [], []
    for name in asked.parts or PARTS:
        part, number = PARTS[name]
        random.seed(asked.seed)  # a part draws the same alone
        start = time.monotonic()
        with tempfile.TemporaryDirectory(prefix="cpom-endurance-") as folder:
            outcome = part(Path(folder), getattr(asked, number) if number else 0)
        minutes = (time.monotonic() - start) / 60
        count = "non tenté" if outcome.impossible else f"{outcome.tried}"
        said = outcome.impossible or outcome.said
        lines.append(f"{name:20} {count:>10} {len(outcome.found):8} {minutes:8.1f}  {said}")
        untried += [f"NON TENTÉ ({name}) {outcome.impossible}"] if outcome.impossible else []
        found += [f"TROUVÉ ({name}) {one}" for one in outcome.found]
        print(lines[-1], flush=True)
    print(f"\n{'partie':20} {'vérifiés':>10} {'trouvés':>8} {'minutes':>8}", *lines, *untried, *found, sep="\n")
    return 1 if found else 2 if untried else 0


if __name__ == "__main__":
    raise SystemExit(main())
