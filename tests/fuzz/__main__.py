"""`make fuzz`: each part in turn, on new inputs, until the time is over; then what was tried, and what was found."""

from __future__ import annotations

import argparse
import time
from itertools import count

from tests.fuzz.parts import PARTS
from tests.fuzz.rounds import Tried, one_round


def main() -> int:
    """Draw until the time is over.

    Returns 1 where anything was found.
    """
    asked = _asked()
    parts = {name: files for name, files in PARTS.items() if not asked.parts or name in asked.parts}
    print(f"DUREE={asked.duree:g} (minutes) EXEMPLES={asked.exemples} SEED={asked.seed}", flush=True)
    tried = {name: Tried() for name in parts}
    end = time.monotonic() + 60 * asked.duree
    for turn in count():
        for name, files in parts.items():
            if time.monotonic() >= end and all(one.rounds for one in tried.values()):
                return _told(tried)
            if turn and time.monotonic() >= end:
                continue
            start, before = time.monotonic(), len(tried[name].found)
            one_round(files, asked.exemples, asked.seed + turn, tried[name])
            tried[name].seconds += time.monotonic() - start
            for found in list(tried[name].found.values())[before:]:
                print(f"TROUVÉ ({name}) {found.test}\n{found.said}\n    {found.again}", flush=True)
    raise AssertionError("an endless count has ended")


def _asked() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz", description=__doc__)
    parser.add_argument("--duree", type=float, default=60, help="minutes ; chaque partie est tirée une fois au moins")
    parser.add_argument("--exemples", type=int, default=200, help="à chaque tour, pour chaque partie")
    parser.add_argument("--seed", type=int, default=int(time.time()), help="le même tire les mêmes")
    parser.add_argument("parts", nargs="*", metavar="partie", help=", ".join(PARTS))
    return parser.parse_args()


def _told(tried: dict[str, Tried]) -> int:
    """Print the table, then each failure with the words that draw it again."""
    print(f"\n{'partie':24} {'tours':>6} {'essais':>9} {'minutes':>8} {'trouvés':>8}")
    for name, one in tried.items():
        print(f"{name:24} {one.rounds:6} {one.inputs:9} {one.seconds / 60:8.1f} {len(one.found):8}")
    found = [one for each in tried.values() for one in each.found.values()]
    print(f"{'en tout':24} {'':6} {sum(one.inputs for one in tried.values()):9} {'':8} {len(found):8}")
    for failure in found:
        print(f"\n{failure.test}\n    {failure.again}\n    {failure.said.strip().splitlines()[-1]}")
    return 1 if found else 0


if __name__ == "__main__":
    raise SystemExit(main())
