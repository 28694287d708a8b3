"""The page of a run of 2,500 contracts in a browser: seconds until it is loaded and drawn, then until its end is."""

from __future__ import annotations

import shutil
import statistics
import time
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from playwright.sync_api import Browser, sync_playwright

from engine.errors import Finding, Place, Severity
from engine.lot.outcome import Missing
from engine.lot.reports.line import Line
from engine.lot.reports.page import NAME, pages
from tests.benchmarks.goals import at_most
from tests.rapports import line, rapport

CONTRACTS, FACTS, ROUNDS = 2_500, 56, 5
"""Contracts, the facts missing from each, and how many times the page is opened."""

_DRAWN = "() => new Promise(done => requestAnimationFrame(() => setTimeout(done)))"
_TO_THE_END = "() => window.scrollTo(0, document.documentElement.scrollHeight)"


def report_opened() -> None:
    """Open the page on a browser that runs, several times; nothing that it says is left out."""
    program = shutil.which("chromium")
    if not program:
        print("Chromium n'est pas installé : l'ouverture du rapport n'est pas mesurée.")
        return
    with TemporaryDirectory() as folder, sync_playwright() as playwright:
        page = Path(folder) / NAME
        page.write_bytes(b"".join(dict(pages(rapport(*_lines())))[NAME]))
        browser = playwright.chromium.launch(executable_path=program)
        opened = [_opened(browser, page) for _ in range(ROUNDS)]
        browser.close()
        drawn, ended = (statistics.median(some) for some in zip(*opened, strict=True))
        print(f"Rapport de {CONTRACTS} contrats, {page.stat().st_size / 1e6:.1f} Mo, dans Chromium :")
        print(f"  ouvert et dessiné : {at_most(1, 's').told(drawn)}")
        print(f"  puis défilé jusqu'à sa fin : {ended:.2f} s".replace(".", ","))


def _opened(browser: Browser, page: Path) -> tuple[float, float]:
    """Seconds until the page is loaded and drawn, and from there until its end is."""
    with browser.new_context() as context:
        window = context.new_page()
        start = time.perf_counter()
        window.goto(page.as_uri())
        window.evaluate(_DRAWN)
        drawn = time.perf_counter()
        window.evaluate(_TO_THE_END)
        window.evaluate(_DRAWN)
        return drawn - start, time.perf_counter() - drawn


def _lines() -> Iterator[Line]:
    """Contracts that each have facts missing, messages that all share and one of their own."""
    missing = tuple(Missing(f"etablissements[1].fait_{n}", f"fait à compléter n° {n}", "le gestionnaire")
                    for n in range(FACTS))  # fmt: skip
    for number in range(CONTRACTS):
        place = Place("etablissements.csv", number + 2, 1)
        shared = (_warning(f"la dénomination n° {n} est à vérifier.", place) for n in range(12))
        own = _warning(f"le FINESS de l'établissement n° {number} est à vérifier.", place)
        yield line(
            f"Association Exemple {number}", nom=f"2026/35-association-exemple-{number}", missing=missing,
            findings=(*shared, own),
        )  # fmt: skip


def _warning(message: str, place: Place) -> Finding:
    return Finding("terme-a-verifier", message, Severity.WARNING, "Relisez-la.", "décret", place=place)
