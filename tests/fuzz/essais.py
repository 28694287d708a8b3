"""How many inputs are tried: a few, always the same, in `make test`; as many as asked, drawn anew, in `make fuzz`."""

from __future__ import annotations

import os
import random
from typing import Final

from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st

ASKED: Final = int(os.environ.get("FUZZ_EXEMPLES", "0"))
"""The number of descriptions that `make fuzz` tries; the other targets try a share of it."""

SHRINK: Final = "FUZZ_REDUIRE"
"""Asks for the smallest input that fails; otherwise it is kept as it was drawn, which takes minutes less."""

DEAREST: Final = 0.02
"""The share of what takes a second."""


def tried(in_tests: int, share: float = 1.0) -> settings:
    """`in_tests` inputs in `make test`, a `share` of those asked for in `make fuzz`, which prints its seed."""
    return settings(
        max_examples=max(1, round(ASKED * share)) if ASKED else in_tests,
        derandomize=not ASKED,
        database=None,
        deadline=None,
        print_blob=True,
        phases=(Phase.explicit, Phase.generate, *([Phase.shrink] if os.environ.get(SHRINK) else [])),
        report_multiple_bugs=False,
        suppress_health_check=list(HealthCheck),
    )


def lots() -> st.SearchStrategy[random.Random]:
    """What changes and damages are drawn from: a seed says the whole of it."""
    return st.integers(0, 2**64).map(random.Random)
