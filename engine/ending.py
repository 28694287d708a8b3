"""The end of a command's process: the system takes back at once what Python would free piece by piece.

To free what a contract was made of takes a thirtieth of the command that wrote it. Whatever a program may count on as a
process ends is done before: what was registered for it runs, what was printed is written. Where something else is at
work in the process (another thread, a profiler, a program that runs the command), the process is not ours to end.
"""

from __future__ import annotations

import atexit
import os
import sys
import threading
from types import FrameType

_OF_PYTHON = "runpy"
"""What Python itself runs a module with (`python -m`)."""


def end_at_once(code: int) -> None:
    """End the process with this exit code; Python has to where it is not ours alone, or where an output is broken."""
    if threading.active_count() > 1 or _is_watched() or _is_called(sys._getframe(1)):
        return
    atexit._run_exitfuncs()
    try:
        for stream in (sys.stdout, sys.stderr):
            stream.flush()
    except (OSError, ValueError, AttributeError):  # Python tells it, and says so by its exit code
        return
    os._exit(code)


def _is_watched() -> bool:
    """Whether a profiler, a debugger or a measure of what is covered has yet to say what it saw, or someone to look."""
    monitoring = getattr(sys, "monitoring", None)  # since Python 3.12
    tools = any(monitoring.get_tool(number) for number in range(6)) if monitoring else False
    inspected = sys.flags.inspect or os.environ.get("PYTHONINSPECT")
    return bool(sys.getprofile() or sys.gettrace() or tools or inspected)


def _is_called(command: FrameType) -> bool:
    """Whether a program runs the command, and does something after it: nothing does below the module of the process."""
    frame = command.f_back and command.f_back.f_back
    while frame and frame.f_globals.get("__name__") == _OF_PYTHON:
        frame = frame.f_back
    return frame is not None
