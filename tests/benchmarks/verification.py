"""`cpom programmation verifier` on 4,000 rows."""

from __future__ import annotations

from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from tests.benchmarks.goals import at_most
from tests.benchmarks.programme import write_programme
from tests.benchmarks.timing import cold, cpu_of_children, seconds

CONTRACTS = 2_000
"""Of two establishments, each a row."""


def audited() -> None:
    """Seconds of processor of the audit of a programmation, in a process of its own."""
    with TemporaryDirectory() as folder:
        head = write_programme(CONTRACTS, Path(folder))
        words = ("-m", "engine.cli", "programmation", "verifier", str(head))
        taken = median(seconds(lambda: cold(*words, allowed=(0, 1)), cpu_of_children) for _ in range(3))
    print(f"programmation verifier, {2 * CONTRACTS} lignes : {at_most(5, 's de processeur').told(taken)}")
