"""A disk that is full, a folder where nobody writes: a sentence, the return code 1, and nothing half-written."""

from __future__ import annotations

import shutil
import subprocess
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.endurance.outcome import Outcome, cpom, is_told, programmation

EXAMPLE = Path("data/exemples/saad-premier-jet.yaml")


def full(folder: Path, _: int) -> Outcome:
    """On a disk of a few kilobytes."""
    return _tried(folder, "size=16k,nr_inodes=40")


def read_only(folder: Path, _: int) -> Outcome:
    """In folders that are mounted for reading."""
    return _tried(folder, "ro")


def _tried(folder: Path, options: str) -> Outcome:
    seen, place = Outcome(), folder / "disque"
    yaml = folder / "contrat.yaml"
    shutil.copyfile(EXAMPLE, yaml)
    rows = programmation(folder, 3)
    commands: dict[str, tuple[str | Path, ...]] = {
        "generer": ("generer", yaml, "--format", "docx,pdf", "--moteur", "typst", "--sortie", place / "output"),
        "lot": ("lot", rows, "--processus", "1", "--sortie", place / "lot"),
        "annexes": ("annexes", yaml, "--sortie", place / "annexes"),
        "questionnaire": ("questionnaire", "ehpad", "--sortie", place / "questionnaire.yaml"),
        "bureau importer": ("bureau", "importer", yaml, "--base", f"sqlite:///{place}/bureau.db"),
        "bureau": ("bureau", "--adresse", "127.0.0.1:0", "--base", f"sqlite:///{place}/bureau.db"),
    }
    for name, words in commands.items():
        with mounted(place, options) as why:
            if why:
                return Outcome(impossible=why)
            done = cpom(*words)
            seen.expect(is_told(done), f"{name} : code {done.returncode} {(done.stdout + done.stderr)[-400:]}")
            halves = [one.name for one in place.rglob("*") if one.is_file() and not _is_whole(one)]
            halves += [one.name for one in place.rglob(".cpom-*")]
            seen.expect(not halves, f"{name} : à moitié écrits, {halves}")
    with mounted(place, options):  # what is only kept to go faster is no reason to stop
        done = cpom("generer", yaml, "--sortie", folder / "ok", XDG_CACHE_HOME=str(place), HOME=str(place))
        seen.expect(done.returncode == 0 and "Traceback" not in done.stderr, f"cache : {done.stderr[-400:]}")
    seen.said = ", ".join((*commands, "cache"))
    return seen


def _is_whole(file: Path) -> bool:
    """Whether a document, a workbook or a text ends as it is written; the desk's own files are its database's."""
    if file.suffix in {".docx", ".xlsx", ".zip"}:
        return zipfile.is_zipfile(file)
    content = file.read_bytes()
    if file.suffix == ".pdf":
        return content.rstrip().endswith(b"%%EOF")
    return file.suffix not in {".yaml", ".txt", ".html", ".csv", ".ics", ".json"} or content.endswith(
        (b"\n", b"}", b">")
    )


@contextmanager
def mounted(place: Path, options: str) -> Iterator[str]:
    """A small disk in memory; why not, where the system does not allow it."""
    place.mkdir(exist_ok=True)
    words = ["mount", "-t", "tmpfs", "-o", options, "tmpfs", str(place)]
    try:
        done = subprocess.run(words, capture_output=True, text=True, check=False)
    except FileNotFoundError:
        yield "« mount » manque"
        return
    if done.returncode:
        yield f"monter un disque n'est pas permis ici ({done.stderr.strip()})"
        return
    try:
        yield ""
    finally:
        subprocess.run(["umount", str(place)], check=True)
