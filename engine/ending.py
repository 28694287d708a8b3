"""The end of a command's process: the system takes back at once what Python would free piece by piece.

To free what a contract was made of takes a thirtieth of the command that wrote it. Whatever a program may count on as a
process ends is done before: what was registered for it runs, what was printed is written.
"""

from __future__ import annotations

import atexit
import os
import sys
import threading


def end_at_once(code: int) -> None:
    """End the process with this exit code; Python has to where another thread works, or where an output is broken."""
    if threading.active_count() > 1:
        return
    atexit._run_exitfuncs()
    try:
        for stream in (sys.stdout, sys.stderr):
            stream.flush()
    except (OSError, ValueError, AttributeError):  # Python tells it, and says so by its exit code
        return
    os._exit(code)
