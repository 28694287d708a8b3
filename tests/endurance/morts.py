"""A run killed at random, its leader or a worker: not one file half-written, and the same ones once it has gone on."""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import time
import zipfile
from collections import Counter
from contextlib import suppress
from pathlib import Path

from engine.lot.journal import NAME
from tests.endurance.lots import children
from tests.endurance.outcome import CPOM, Outcome, cpom, hashes, programmation

CONTRACTS = 100
REPORTS = {"rapport.html", "rapport.xlsx", "echeances.ics", "manifeste.json"}
KINDS = ("qui mène, pendant la rédaction", "qui rédige, pendant la rédaction", "qui mène, pendant les rapports")
DRAFTING, WORKER, REPORTING = KINDS
TURNS = (DRAFTING, WORKER, DRAFTING, REPORTING)
MOST_MISSED = 3
"""The times that a kill may come too late, for each that lands: a machine does other work."""
_LOOK = 0.002


def killed(folder: Path, kills: int) -> Outcome:
    """Kill a run once some of its files are written, look at them, have it go on; that often, each in a new folder."""
    seen, file = Outcome(), programmation(folder, CONTRACTS)
    words = ("lot", file, "--processus", "2", "--sortie")
    whole = cpom(*words, folder / "entier")
    expected = hashes(folder / "entier")
    seen.expect(whole.returncode == 0 and len(expected) == CONTRACTS, f"le lot entier : {whole.stderr[-300:]}")
    landed: Counter[str] = Counter()
    at: list[str] = []
    for rank in range(kills * MOST_MISSED):
        if landed.total() == kills:
            break
        kind = TURNS[landed.total() % len(TURNS)]
        out = folder / f"coupe-{rank}"
        run = _killed_worker(words, out, folder) if kind == WORKER else _killed_leader(words, out, folder, kind)
        if run is None:
            continue
        landed[kind] += 1
    seen.expect(landed.total() == kills, f"{landed.total()} arrêts seulement sont tombés pendant un lot")
    return seen
