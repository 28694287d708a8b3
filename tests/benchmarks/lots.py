"""Runs on two processes: contracts a minute beside docxtpl and LibreOffice, growth from 10 to 1,000, dask.

Whatever is compared is measured in turn, warm, in this same run: a loaded machine slows both.
"""

from __future__ import annotations

import logging
import multiprocessing
import statistics
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from contextlib import contextmanager
from datetime import date
from functools import cache, partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import yaml

from engine.batch.draft import draft
from engine.batch.executors import Workforce, dask, local
from engine.batch.programme import open_programme
from engine.batch.projet import Order, Projet
from tests.benchmarks.peers import convert_with_libreoffice, libreoffice, make_template, render_with_docxtpl
from tests.benchmarks.pools import PROCESSES, WARM, Pool, Taken, warm
from tests.benchmarks.programme import write_programme

DAY = date(2026, 1, 1)
MODELS = ("ehpad",)
ROUNDS = 3
SIZES = ((10, 5), (100, 3), (1000, 1))
"""The runs whose growth is measured, and how many times each is."""

_DOCX = Order(("docx",), DAY)


@cache
def contracts(count: int) -> tuple[Projet, ...]:
    """The contracts of a programmation made for the occasion."""
    with TemporaryDirectory() as folder:
        made = open_programme(write_programme(count, Path(folder))).projets()
        return tuple(one for one in made if isinstance(one, Projet))


def throughput() -> None:
    """Contracts a minute, in DOCX, then in DOCX and PDF."""
    with TemporaryDirectory() as name, _docxtpl(Path(name)) as peer:
        _docx_alone(peer, Path(name))
        _docx_and_pdf(peer, Path(name))


def _docx_alone(peer: Pool, folder: Path) -> None:
    measured = contracts(WARM + 100)[WARM:]
    with warm(local(PROCESSES, MODELS, _DOCX), contracts(WARM), _DOCX) as pool:
        pairs = [(pool.drafts(measured, _DOCX), _rendered(peer, measured, folder)) for _ in range(ROUNDS)]
    ours, theirs = (_middle(one) for one in zip(*pairs, strict=True))
    ratio = statistics.median(their.seconds / own.seconds for own, their in pairs)
    print(_line("DOCX : cpom", ours))
    print(_line("DOCX : docxtpl", theirs), f"rapport {ratio:.1f}")


def _docx_and_pdf(peer: Pool, folder: Path) -> None:
    measured = contracts(WARM + 100)[WARM : WARM + 40]
    made = {}
    for engine in ("typst", "weasyprint"):
        order = Order(("docx", "pdf"), DAY, engine)
        with warm(local(PROCESSES, MODELS, order), contracts(WARM)[: WARM // 3], order) as pool:
            made[engine] = pool.drafts(measured if engine == "typst" else measured[:12], order)
        print(_line(f"DOCX et PDF : cpom, {engine}", made[engine]))
    if not libreoffice():
        print("LibreOffice n'est pas installé : le PDF n'est pas comparé.")
        return
    docx = _rendered(peer, measured, folder)
    for calls in (1, 2):
        seconds = docx.seconds + _converted(sorted(folder.glob("*.docx"))[: len(measured)], folder, calls)
        each = seconds / len(measured) * 1000
        said = ", ".join(f"{engine} {each / taken.each:.1f}" for engine, taken in made.items())
        words = "un appel de LibreOffice" if calls == 1 else "deux appels côte à côte"
        print(f"DOCX et PDF : docxtpl, puis {words:<24}{60_000 / each:7.0f} par minute {each:8.1f} ms   rapport {said}")


def growth() -> None:
    """The time of a contract in a run of 10, of 100, of 1,000: it must not grow."""
    for order in (_DOCX, Order(("docx", "pdf"), DAY, "typst")):
        print(f"{', '.join(order.formats)}, de 10 à 1 000 contrats :")
        with warm(local(PROCESSES, MODELS, order), contracts(1000), order) as pool:
            found = [_middle([pool.drafts(contracts(1000)[:size], order) for _ in range(n)]) for size, n in SIZES]
        for taken in found:
            print(_line(f"  {taken.count} contrats", taken))
        change = found[-1].processor_each / found[0].processor_each - 1
        print(f"  du premier au dernier, processeur par contrat : {change:+.1%}")


def networks() -> None:
    """A dask cluster of this machine beside the local processes; the same files from both."""
    from distributed import LocalCluster  # noqa: PLC0415 - only here

    measured = contracts(WARM + 100)[WARM:]
    options: dict[str, Any] = {"dashboard_address": None, "silence_logs": logging.ERROR}
    with LocalCluster(n_workers=PROCESSES, threads_per_worker=1, **options) as cluster:  # type: ignore[no-untyped-call]
        network = partial(dask, cluster.scheduler_address, MODELS, _DOCX)
        with (
            warm(local(PROCESSES, MODELS, _DOCX), contracts(WARM), _DOCX) as here,
            warm(network(), contracts(WARM), _DOCX) as there,
        ):
            assert _digests(here, measured[:10]) == _digests(there, measured[:10])
            pairs = [(here.drafts(measured, _DOCX), there.drafts(measured, _DOCX)) for _ in range(ROUNDS)]
    ours, theirs = (_middle(one) for one in zip(*pairs, strict=True))
    ratio = statistics.median(their.seconds / own.seconds for own, their in pairs)
    print(_line("DOCX : processus locaux", ours))
    print(_line("DOCX : dask, mêmes fichiers", theirs), f"rapport {ratio:.2f}")


def _digests(pool: Pool, projets: Sequence[Projet]) -> dict[str, Any]:
    with TemporaryDirectory() as folder:
        return {entry.nom: entry.files for entry in pool.run(projets, _DOCX, Path(folder))}


@contextmanager
def _docxtpl(folder: Path) -> Iterator[Pool]:
    """As many processes that know docxtpl; the template is a contract whose names and numbers are placeholders."""
    first = contracts(WARM)[0]
    template = folder / "modele.docx"
    template.write_bytes(make_template(draft(first, _DOCX).files["docx"], facts(first)))
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(PROCESSES, context) as executor:
        pool = Pool(executor, Workforce(lambda: executor, PROCESSES, ""))
        _rendered(pool, contracts(WARM)[:10], folder)
        yield pool


def facts(projet: Projet) -> dict[str, str]:
    """What tells a contract from the others: names and numbers of its gestionnaire and of its establishments."""
    said = yaml.safe_load(projet.texte)
    found = {"gestionnaire": said["gestionnaire"]["raison_sociale"], "finess": said["gestionnaire"]["finess"]}
    for rank, one in enumerate(said["etablissements"]):
        found |= {f"nom_{rank}": one["nom"], f"finess_{rank}": one["finess"], f"adresse_{rank}": one["adresse"]}
    return found


def _rendered(peer: Pool, projets: Sequence[Projet], folder: Path) -> Taken:
    """Measure docxtpl on the same contracts, each written to disk as it comes."""
    render = partial(render_with_docxtpl, folder / "modele.docx")
    wanted = [facts(projet) for projet in projets]

    def written() -> Iterator[int]:
        for rank, content in enumerate(peer.executor.map(render, wanted)):
            yield (folder / f"contrat-{rank:04}.docx").write_bytes(content)

    return peer.takes(len(projets), written())


def _converted(docx: Sequence[Path], folder: Path, calls: int) -> float:
    """Seconds of LibreOffice, its profiles made beforehand."""
    profiles = [folder / f"profil-{call}" for call in range(calls)]
    for profile in profiles:
        convert_with_libreoffice(docx[:1], folder, profile)
    start = time.perf_counter()
    with ThreadPoolExecutor(calls) as threads:
        shares = [docx[call::calls] for call in range(calls)]
        list(threads.map(convert_with_libreoffice, shares, [folder] * calls, profiles))
    return time.perf_counter() - start


def _middle(measured: Sequence[Taken]) -> Taken:
    """The median of some measures, by the clock."""
    return sorted(measured, key=lambda one: one.seconds)[len(measured) // 2]


def _line(title: str, taken: Taken) -> str:
    return (
        f"{title:<52}{taken.a_minute:7.0f} par minute {taken.each:8.1f} ms"
        f"   processeur {taken.processor_each:7.1f} ms   mémoire d'un processus {taken.memory / 1e6:5.0f} Mo"
    )
