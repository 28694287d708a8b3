"""`make bench`: cpom beside its peers, in the same run. `python -m tests.benchmarks lots` measures one part alone."""

from __future__ import annotations

import sys
from collections.abc import Callable

from tests.benchmarks.bureau import filling
from tests.benchmarks.bureau_seul import many_dossiers, one_save
from tests.benchmarks.chaud import one_contract
from tests.benchmarks.froid import one_process
from tests.benchmarks.lots import growth, networks, throughput
from tests.benchmarks.moteurs import engines
from tests.benchmarks.profil import profile
from tests.benchmarks.rapport import report_opened
from tests.benchmarks.tableaux import tables
from tests.benchmarks.un_fait import one_fact
from tests.benchmarks.verification import audited

PARTS: dict[str, tuple[Callable[[], None], ...]] = {
    "froid": (one_process,),
    "chaud": (one_contract,),
    "lots": (throughput, growth, networks),
    "rapport": (report_opened,),
    "moteurs": (engines,),
    "verification": (audited,),
    "tableaux": (tables,),
    "profil": (profile,),
    "bureau": (one_fact, one_save, many_dossiers, filling),
}


def main(asked: list[str]) -> None:
    """Measure the parts asked, or all of them."""
    for name in asked or PARTS:
        for part in PARTS[name]:
            part()


if __name__ == "__main__":
    main(sys.argv[1:])
