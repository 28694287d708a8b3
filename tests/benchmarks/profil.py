"""Where the time of a contract goes, in a process that is warm: DOCX, then PDF by each engine."""

from __future__ import annotations

import cProfile
import pstats
from collections import Counter
from datetime import date

from engine.batch.draft import draft, warm_up
from engine.batch.projet import Order
from tests.benchmarks.lots import MODELS, contracts


def profile() -> None:
    """Print the share of each package, and the functions that take the most by themselves."""
    for formats, engine, count in ((("docx",), "", 60), (("pdf",), "typst", 20), (("pdf",), "weasyprint", 6)):
        order = Order(formats, date(2026, 1, 1), engine or "weasyprint")
        warm_up(MODELS, order, alone=False)
        made = contracts(100)
        for projet in made[:10]:
            draft(projet, order)
        profiler = cProfile.Profile()
        profiler.enable()
        for projet in made[10 : 10 + count]:
            draft(projet, order)
        profiler.disable()
        print(f"{' '.join(formats)} {engine} : {count} contrats")
        _shares(pstats.Stats(profiler))


def _shares(stats: pstats.Stats) -> None:
    entries = stats.stats  # type: ignore[attr-defined]
    packages: Counter[str] = Counter()
    functions: Counter[str] = Counter()
    for (file, _, name), (_, _, own, _, _) in entries.items():
        packages[_package(file, name)] += own
        functions[f"{_package(file, name)} {name}"] += own
    whole = packages.total()
    for title, counted, most in (("paquets", packages, 8), ("fonctions", functions, 12)):
        said = ", ".join(f"{name} {own / whole:.0%}" for name, own in counted.most_common(most))
        print(f"  {title} : {said}")


def _package(file: str, name: str) -> str:
    """The package of a function, with the part of ours or of WeasyPrint."""
    if file == "~":
        return name.strip("<>").removeprefix("built-in method ").partition(" ")[0] if "method" in name else "C"
    parts = file.removesuffix(".py").split("/")
    for root in ("engine", "models", "site-packages"):
        if root in parts:
            kept = parts[parts.index(root) + (root == "site-packages") :]
            return ".".join(kept[:2])
    return parts[-1]
