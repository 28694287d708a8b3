"""A run killed at random, its leader or a worker: not one file half-written, and the same ones once it has gone on."""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import time
import zipfile
from collections import Counter
from itertools import count
from pathlib import Path

from tests.endurance.lots import children
from tests.endurance.outcome import CPOM, Outcome, cpom, hashes, programmation

CONTRACTS = 100
REPORTS = {"rapport.html", "rapport.xlsx", "echeances.ics", "manifeste.json"}
"""What is written once the last contract is, one after the other."""
LEADER, WORKER = "qui mène", "qui rédige"
DRAFTING, REPORTING = "à la rédaction", "aux rapports"
TURNS = ((LEADER, DRAFTING), (WORKER, DRAFTING), (LEADER, DRAFTING), (LEADER, REPORTING))
PAUSES = {DRAFTING: 0.05, REPORTING: 0.3}
"""The most seconds between the file that is waited for and the kill, which falls at any point of what is then done."""
MOST_TRIED = 3
"""Kills that are tried for each that is asked: one that comes when the run is over does not count."""
_LOOK = 0.002


def killed(folder: Path, kills: int) -> Outcome:
    """Kill a run once so many of its files are written, a number that is drawn; that often, each in a new folder.

    A worker is replaced, and the run ends by itself; a run whose leader is killed is taken up again.
    """
    seen, file = Outcome(), programmation(folder, CONTRACTS)
    words = ("lot", str(file), "--processus", "2", "--sortie")
    whole = cpom(*words, folder / "entier")
    expected = _contracts(folder / "entier")
    seen.expect(whole.returncode == 0 and len(expected) == 2 * CONTRACTS, f"le lot entier : {whole.stderr[-300:]}")
    landed, missed = Counter[tuple[str, str]](), 0
    for rank in count():
        if landed.total() == kills or rank == kills * MOST_TRIED:
            break
        out, (whom, stage) = folder / f"coupe-{rank}", TURNS[landed.total() % len(TURNS)]
        code, at = _struck([*CPOM, *words, str(out)], out, whom, stage)
        if at is None:
            missed += 1
            continue
        name = f"{out.name}, {whom}, {at} fichiers écrits"
        landed[whom, DRAFTING if at < CONTRACTS else REPORTING] += 1
        if whom == LEADER:
            seen.expect(_contracts(out).items() <= expected.items(), f"{name} : d'autres contrats")
            seen.expect(_all_whole(out), f"{name} : un fichier à moitié écrit")
            for left in out.rglob(".cpom-*"):  # what is younger than a minute may not be locked yet, and stays
                os.utime(left, (time.time() - 3600,) * 2)
            code = cpom(*words, out, "--reprendre").returncode
        seen.expect(code == 0, f"{name} : code {code}")
        seen.expect(_contracts(out) == expected, f"{name} : d'autres fichiers à la fin")
        seen.expect(_all_whole(out) and len(_written(out)) == CONTRACTS + len(REPORTS), f"{name} : les rapports")
        seen.expect(not list(out.rglob(".cpom-*")), f"{name} : des morceaux restent")
    seen.expect(landed.total() == kills, f"{landed.total()} arrêts seulement sont tombés sur un lot en cours")
    kinds = ", ".join(f"{number} {' '.join(kind)}" for kind, number in sorted(landed.items()))
    seen.said = f"{CONTRACTS} contrats ; arrêts : {kinds} ; {missed} trop tard, non comptés"
    return seen


def _struck(words: list[str], out: Path, whom: str, stage: str) -> tuple[int, int | None]:
    """The return code of a run, and how many files it had written when it was killed; None where it was over."""
    at = random.randrange(1, CONTRACTS) if stage == DRAFTING else CONTRACTS + random.randrange(2)
    with out.with_suffix(".txt").open("w") as said:
        run = subprocess.Popen(words, stdout=said, stderr=said)
        while run.poll() is None and len(_written(out)) < at:
            time.sleep(_LOOK)
        time.sleep(random.uniform(0, PAUSES[stage]))
        done = _one_worker_killed(run, out) if whom == WORKER else _killed(run, out)
        return run.wait(), done


def _killed(run: subprocess.Popen[bytes], out: Path) -> int | None:
    run.kill()
    at = len(_written(out)) if run.wait() == -signal.SIGKILL else CONTRACTS + len(REPORTS)
    return at if at < CONTRACTS + len(REPORTS) else None


def _one_worker_killed(run: subprocess.Popen[bytes], out: Path) -> int | None:
    """Kill one that is there: its leader is stopped meanwhile, and neither ends it nor writes what it made."""
    run.send_signal(signal.SIGSTOP)
    if run.returncode is not None:
        return None
    state = os.waitid(os.P_PID, run.pid, os.WSTOPPED | os.WEXITED | os.WNOWAIT)
    at, alive = len(_written(out)), [one for one in children(run.pid) if _lives(one)]
    if alive:
        os.kill(random.choice(alive), signal.SIGKILL)
    run.send_signal(signal.SIGCONT)
    return at if alive and state and state.si_code == os.CLD_STOPPED else None


def _lives(process: int) -> bool:
    """Whether a process runs or waits: one that has ended stays listed until whoever started it asks how."""
    return Path(f"/proc/{process}/stat").read_text().rpartition(") ")[2][0] not in "ZX"


def _contracts(out: Path) -> dict[str, str]:
    """The documents and the descriptions of a folder."""
    return hashes(out) | hashes(out, "yaml")


def _written(out: Path) -> list[Path]:
    """The documents and the reports of a folder, those that are being written aside."""
    files = [one for one in out.rglob("*") if not one.name.startswith(".")]
    return [one for one in files if one.suffix == ".docx" or one.name in REPORTS]


def _all_whole(out: Path) -> bool:
    """Whether each document, and each report that is there, is read to its end."""
    return all(map(_is_whole, _written(out)))


def _is_whole(file: Path) -> bool:
    content = file.read_bytes().rstrip()
    match file.suffix:
        case ".docx" | ".xlsx":
            return zipfile.is_zipfile(file)
        case ".html":
            return content.endswith(b"</html>")
        case ".ics":
            return content.endswith(b"END:VCALENDAR")
    try:
        return bool(json.loads(content))
    except ValueError:
        return False
