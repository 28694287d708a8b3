"""Several threads may share everything, and the process of whoever calls is left as it is."""

from __future__ import annotations

import gc
import os
import sys
import threading
import warnings
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import date
from itertools import product
from pathlib import Path

import pytest
from PIL import Image

import cpom

JOUR = date(2024, 6, 1)
EXEMPLES = ("saad-mixte", "chrs-premier-jet", "saad-seine-et-marne-association")
FILS = 8
FAITS: dict[str, Callable[[cpom.Dossier], object]] = {
    **{nom: lambda dossier, nom=nom: dossier.ecrire(nom) for nom in cpom.FORMATS},  # type: ignore[misc]
    "typst": lambda dossier: dossier.ecrire("pdf", moteur="typst"),
    "constats": lambda dossier: [str(one) for one in dossier.constats],
    "manquants": lambda dossier: dict(dossier.manquants),
    "tableaux": lambda dossier: dict(dossier.tableaux),
    "calendrier": lambda dossier: dossier.calendrier,
    "decisions": lambda dossier: dossier.decisions,
    "avec": lambda dossier: dossier.avec({"duree": "4 ans"}).ecrire("txt"),
}


def ouvert(nom: str) -> cpom.Dossier:
    return cpom.ouvrir(f"data/exemples/{nom}.yaml", jour=JOUR)


@pytest.fixture(scope="module")
def seul() -> dict[tuple[str, str], object]:
    """What one thread alone gets of each; WeasyPrint is imported here."""
    return {(nom, fait): FAITS[fait](ouvert(nom)) for nom, fait in product(EXEMPLES, FAITS)}


@pytest.fixture
def often() -> Iterator[None]:
    """Threads that take turns a hundred times as often as usual."""
    before = sys.getswitchinterval()
    sys.setswitchinterval(5e-5)
    yield
    sys.setswitchinterval(before)


def _together(jobs: list[tuple[cpom.Dossier, str]]) -> list[object]:
    start = threading.Barrier(FILS)

    def work(rank: int) -> list[tuple[int, object]]:
        start.wait()
        return [(at, FAITS[fait](dossier)) for at, (dossier, fait) in list(enumerate(jobs))[rank::FILS]]

    with ThreadPoolExecutor(FILS) as executor:
        made = dict(pair for part in executor.map(work, range(FILS)) for pair in part)
    return [made[at] for at in range(len(jobs))]


@pytest.mark.usefixtures("often")
def test_threads_that_share_dossiers_get_what_one_gets_alone(seul: dict[tuple[str, str], object]) -> None:
    shared = {nom: ouvert(nom) for nom in EXEMPLES}
    asked = list(product(EXEMPLES, FAITS))
    got = _together([(shared[nom], fait) for nom, fait in asked])
    for (nom, fait), value in zip(asked, got, strict=True):
        assert value == seul[nom, fait], (nom, fait)


@pytest.mark.usefixtures("often")
@pytest.mark.parametrize("fait", ["tableaux", "xlsx", "txt"])
def test_threads_that_ask_one_dossier_the_same_thing_all_get_it(seul: dict[tuple[str, str], object], fait: str) -> None:
    """Its tables are worked out as they are looked at: a cell under way in a thread is not one that needs itself."""
    for _ in range(3):
        dossier = ouvert("saad-seine-et-marne-association")
        got = _together([(dossier, fait)] * FILS)
        assert all(value == seul["saad-seine-et-marne-association", fait] for value in got)


def _umask() -> int:
    """That of this process, which the system tells without its being changed."""
    said = Path("/proc/self/status").read_text(encoding="ascii")
    return int(next(line.split()[1] for line in said.splitlines() if line.startswith("Umask:")), 8)


def _state() -> tuple[object, ...]:
    filters = tuple(warnings.filters)
    return (
        _umask(),
        tuple(sorted(os.environ.items())),
        filters,
        gc.isenabled(),
        gc.get_threshold(),
        gc.get_freeze_count(),
    )


@contextmanager
def _watched() -> Iterator[list[tuple[object, ...]]]:
    """Every state of the process that another thread sees which is not that of the beginning."""
    before, seen, over = _state(), list[tuple[object, ...]](), threading.Event()

    def watch() -> None:
        while not over.wait(0.0005):
            if (now := _state()) != before:
                seen.append(now)

    watcher = threading.Thread(target=watch)
    watcher.start()
    try:
        yield seen
    finally:
        over.set()
        watcher.join()
    assert _state() == before


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="only Linux tells the umask without changing it")
@pytest.mark.usefixtures("seul")
def test_the_process_is_left_as_it_is_meanwhile(tmp_path: Path) -> None:
    Image.new("RGB", (40, 20), "red").save(tmp_path / "logo.png")
    texte = "modele: saad\ngestionnaire: {logo: logo.png, raison_sociale: Association 😀}\n"
    with _watched() as seen:
        jobs = [(cpom.lire(texte, dossier=tmp_path, jour=JOUR), fait) for fait in FAITS]
        jobs += [(ouvert(EXEMPLES[0]), fait) for fait in FAITS]
        cpom.Bibliotheque().relire().modele("saad").questions  # noqa: B018
        _together(jobs)
    assert not seen
