"""Where the time of a contract goes, in a process that is warm: DOCX, then PDF by each engine."""

from __future__ import annotations

import cProfile
import pstats
import re
from collections import Counter
from dataclasses import replace

from engine.lot.draft import draft, warm_up
from engine.lot.outcome import Order
from tests.benchmarks.lots import DOCX, MODELS, TYPST, WEASYPRINT, contracts


def profile() -> None:
    """Print the share of each package, and the functions that take the most by themselves."""
    print("Où va le temps d'un contrat, dans un processus chaud :")
    for order, count in ((DOCX, 60), (_alone(TYPST), 20), (_alone(WEASYPRINT), 6)):
        warm_up(MODELS, order)
        made = contracts(100)
        for projet in made[:10]:
            draft(projet, order)
        profiler = cProfile.Profile()
        profiler.enable()
        for projet in made[10 : 10 + count]:
            draft(projet, order)
        profiler.disable()
        print(f"  {' '.join(order.formats)}{' ' + order.engine if 'pdf' in order.formats else ''}, {count} contrats")
        _shares(pstats.Stats(profiler))


def _alone(order: Order) -> Order:
    """The PDF without the DOCX."""
    return replace(order, formats=("pdf",))


def _shares(stats: pstats.Stats) -> None:
    packages: Counter[str] = Counter()
    functions: Counter[str] = Counter()
    for (file, _, name), (_, _, own, _, _) in stats.stats.items():  # type: ignore[attr-defined]
        package, said = _named(file, name)
        packages[package] += own
        functions[f"{package} {said}"] += own
    whole = packages.total()
    for title, counted in (("paquets", packages), ("fonctions", functions)):
        print(f"    {title} : " + ", ".join(f"{name} {own / whole:.0%}" for name, own in counted.most_common(12)))


def _named(file: str, name: str) -> tuple[str, str]:
    """The package of a function, with the part of ours or of WeasyPrint; and its name."""
    if file == "~":  # written in C: « <method 'compress' of 'zlib.Compress' objects> »
        method = re.search(r"'(\w+)' of '(\w+)[\w.]*'", name)
        return (method[2], method[1]) if method else ("python", name.strip("<>").rpartition(".")[2])
    parts = file.removesuffix(".py").split("/")
    root = next((root for root in ("site-packages", "engine", "models") if root in parts), "")
    kept = parts[parts.index(root) + (root == "site-packages") :] if root else ["python"]
    return ".".join(kept[:2]), name
