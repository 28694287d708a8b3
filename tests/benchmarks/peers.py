"""The peers: docxtpl rendering one template of the same contracts, and LibreOffice turning their DOCX into PDF."""

from __future__ import annotations

import multiprocessing
import resource
import shutil
import subprocess
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass
from datetime import date
from functools import partial
from io import BytesIO
from pathlib import Path

import yaml
from docxtpl import DocxTemplate

from engine.lot.draft import draft
from engine.lot.executors import Workforce
from engine.lot.outcome import Order
from engine.programmation.projet import Projet
from tests.benchmarks.pools import PROCESSES, Pool, Taken
from tests.benchmarks.template import template_of


def render_with_docxtpl(template: Path, facts: dict[str, str]) -> bytes:
    """What a script around docxtpl does for each contract."""
    document = DocxTemplate(template)
    document.render(facts, autoescape=True)
    output = BytesIO()
    document.save(output)
    return output.getvalue()


@contextmanager
def docxtpl_pool(projets: Sequence[Projet], folder: Path) -> Iterator[Pool]:
    """As many processes that know docxtpl; the template is a contract whose names and numbers are placeholders."""
    first = draft(projets[0], Order(("docx",), date(2026, 1, 1))).files["docx"]
    (folder / "modele.docx").write_bytes(template_of(first, facts(projets[0])))
    with ProcessPoolExecutor(PROCESSES, multiprocessing.get_context("spawn")) as executor:
        pool = Pool(executor, Workforce(lambda: nullcontext(executor), PROCESSES, ""))
        rendered(pool, projets, folder)
        yield pool


def facts(projet: Projet) -> dict[str, str]:
    """What tells a contract from the others: names and numbers of its gestionnaire and of its establishments."""
    said = yaml.safe_load(projet.texte)
    found = {"gestionnaire": said["gestionnaire"]["raison_sociale"], "finess": said["gestionnaire"]["finess"]}
    for rank, one in enumerate(said["etablissements"]):
        found |= {f"nom_{rank}": one["nom"], f"finess_{rank}": one["finess"], f"adresse_{rank}": one["adresse"]}
    return found


def rendered(peer: Pool, projets: Sequence[Projet], folder: Path) -> Taken:
    """Measure docxtpl on the same contracts, each written to disk as it comes."""
    render = partial(render_with_docxtpl, folder / "modele.docx")
    wanted = [facts(projet) for projet in projets]

    def written() -> Iterator[int]:
        for rank, content in enumerate(peer.executor.map(render, wanted)):
            yield (folder / f"contrat-{rank:04}.docx").write_bytes(content)

    return peer.takes(len(projets), written())


def libreoffice() -> str | None:
    """The LibreOffice command, where there is one."""
    return shutil.which("soffice") or shutil.which("libreoffice")


def convert_with_libreoffice(docx: Sequence[Path], folder: Path, profile: Path) -> None:
    """Turn any number of DOCX into PDF in one call; two calls at once need two profiles."""
    command = libreoffice()
    assert command is not None
    words = [command, f"-env:UserInstallation=file://{profile}", "--headless", "--convert-to", "pdf", "--outdir"]
    subprocess.run([*words, str(folder), *map(str, docx)], check=True, capture_output=True)
    assert all((folder / f"{one.stem}.pdf").is_file() for one in docx)


@dataclass(frozen=True)
class Converter:
    """LibreOffice, called once or several times side by side on the contracts that docxtpl has written in a folder."""

    folder: Path
    calls: int

    def __post_init__(self) -> None:
        """Make the profiles, which take a second."""
        self.converted(self.calls)

    def converted(self, count: int) -> Taken:
        """Measure it; a call takes its contracts in one batch."""
        docx = sorted(self.folder.glob("contrat-*.docx"))[:count]
        profiles = [self.folder / f"profil-{call}" for call in range(self.calls)]
        shares = [docx[call :: self.calls] for call in range(self.calls)]
        before, start = _children(), time.perf_counter()
        with ThreadPoolExecutor(self.calls) as threads:
            list(threads.map(convert_with_libreoffice, shares, [self.folder] * self.calls, profiles))
        most = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss * 1024
        return Taken(count, time.perf_counter() - start, _children() - before, most)


def _children() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime
