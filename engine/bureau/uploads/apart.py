"""The process where a file is read (`isolated.py`): it binds itself before it loads anything, then answers in JSON."""

from __future__ import annotations

import ctypes
import json
import os
import resource
import sys
import traceback
from contextlib import suppress
from importlib import import_module
from pathlib import Path
from typing import Any

MEMORY = 512 * 1024 * 1024
_NEW_USER_AND_NETWORK = 0x10000000 | 0x40000000  # CLONE_NEWUSER, CLONE_NEWNET (os.unshare: Python 3.12)


def main() -> int:
    """Do what is asked beside the files; the answer, whole or not at all, on standard output."""
    bind(int(sys.argv[1]))
    answer = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # whatever a library prints goes elsewhere
    with answer:
        answer.write(_done(json.loads(Path("../demande.json").read_text(encoding="utf-8"))))
    return 0


def bind(seconds: int) -> None:
    """Bound what this process may take, for good: memory, time, files; and the network, where the system allows it."""
    for limit, most in (
        (resource.RLIMIT_AS, MEMORY),
        (resource.RLIMIT_CPU, seconds),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_NOFILE, 64),
        (resource.RLIMIT_CORE, 0),
    ):
        resource.setrlimit(limit, (most, most))
    with suppress(AttributeError, OSError):
        ctypes.CDLL(None).unshare(_NEW_USER_AND_NETWORK)


def _done(asked: dict[str, Any]) -> bytes:
    try:
        from engine.errors import InputError  # noqa: PLC0415 - nothing is loaded before the process is bound

        module, _, name = asked["travail"].partition(":")
        try:
            made = getattr(import_module(module), name)(Path(asked["fichier"]), **asked["arguments"])
            return json.dumps({"rendu": made}).encode()
        except InputError as error:
            findings = [" ".join(filter(None, (one.message, one.hint))) for one in error.findings]
            return json.dumps({"constats": findings}).encode()
    except MemoryError:
        return b'{"panne": "MemoryError"}'
    except Exception as error:  # told to whoever waits, who logs it
        trace = traceback.format_exc(limit=-8)[-4_000:]
        return json.dumps({"panne": type(error).__name__, "trace": trace}).encode()


if __name__ == "__main__":
    sys.exit(main())
