"""A file read in a process of its own: what it is made to do there stays there.

The process has no variable of ours, little memory, some seconds, no right to write a file; where the system allows it,
no network. It may die at any moment, and what it printed until then is nothing: only a whole answer is believed.
"""

from __future__ import annotations

import json
import logging
import os
import selectors
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from time import monotonic
from typing import Any, Final

from engine.bureau.refusals import RefusedError
from engine.writing.temporary import temporary_folder

SECONDS: Final = 15.0
"""How long a file may take to be read, by the clock of whoever waits."""
LARGEST_ANSWER: Final = 60_000_000
_PIECE = 1 << 16
_LOG = logging.getLogger(__name__)


def isolated(
    work: str,
    content: bytes,
    *,
    name: str = "fichier",
    beside: Mapping[str, bytes] | None = None,
    seconds: float = SECONDS,
    **arguments: Any,
) -> Any:
    """What `work` (« engine.bureau.form.sent:read ») makes of a file: `read(file: Path, **arguments)`, in JSON.

    `name` is the file's, `beside` other files of its folder. Long work belongs in a task: whoever waits here holds the
    thread where the engine works.

    Raises:
        RefusedError: where the file is refused (with its findings), cannot be read, or takes too much.
    """
    with temporary_folder("recu") as folder:
        files = Path(folder) / "fichiers"
        files.mkdir()
        for one, held in {**(beside or {}), name: content}.items():
            (files / Path(one).name).write_bytes(held)
        asked = {"travail": work, "fichier": Path(name).name, "arguments": arguments}
        (Path(folder) / "demande.json").write_text(json.dumps(asked), encoding="utf-8")
        answer = _answered(files, seconds)
    try:
        said = json.loads(answer)
    except ValueError:
        _LOG.warning("a file was not read to its end: %s", work)
        raise RefusedError(422, "fichier-illisible") from None
    if "rendu" in said:
        return said["rendu"]
    if "constats" in said:
        raise RefusedError(422, "fichier-refuse", said["constats"])
    if said["panne"] == "MemoryError":
        raise RefusedError(422, "fichier-trop-long")
    _LOG.error("reading a file failed: %s\n%s", work, said["trace"])
    raise RefusedError(422, "fichier-illisible")


def _cache() -> str:
    """Where this user keeps compiled clauses: read there, they take seconds less; nothing is written there."""
    return os.environ.get("XDG_CACHE_HOME") or str(Path.home() / ".cache")


def _answered(files: Path, seconds: float) -> bytes:
    """All that the process prints, nothing where it does not end by itself, and well.

    Raises:
        RefusedError: where it takes longer than `seconds`, or answers more than is bearable.
    """
    process = subprocess.Popen(
        [sys.executable, "-I", "-m", "engine.bureau.uploads.apart", str(int(seconds) + 1)],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        cwd=files,
        env={"PATH": os.defpath, "LANG": "C.UTF-8", "HOME": str(files), "XDG_CACHE_HOME": _cache()},
        start_new_session=True,
    )
    with process:
        try:
            return _read(process, monotonic() + seconds)
        finally:
            process.kill()


def _read(process: subprocess.Popen[bytes], until: float) -> bytes:
    pieces: list[bytes] = []
    length = 0
    with selectors.DefaultSelector() as waiting:
        if process.stdout is None:
            raise ValueError("a process without a pipe")
        pipe = process.stdout.fileno()
        waiting.register(pipe, selectors.EVENT_READ)
        while length <= LARGEST_ANSWER and (left := until - monotonic()) > 0:
            if waiting.select(left):
                if not (piece := os.read(pipe, _PIECE)):
                    return b"".join(pieces) if process.wait() == 0 else b""
                pieces.append(piece)
                length += len(piece)
    raise RefusedError(422, "fichier-trop-long")
