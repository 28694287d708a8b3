"""One task, in a process of its own: `python -m engine.bureau.tasks.run ID PORTEUR`, started by worker.py.

Its standard input is a pipe that the server holds open: where the server is gone, whatever killed it, this process
ends with those that it started, and the task is taken again by another.
"""

from __future__ import annotations

import os
import signal
import sys
import threading
import traceback

from sqlalchemy import Engine

from engine.bureau import refusals
from engine.bureau.settings import Settings, settings_of
from engine.bureau.storage.connect import connect
from engine.bureau.tasks.catalogue import KINDS
from engine.bureau.tasks.queue import failed, finished
from engine.bureau.tasks.task import LostError, RefusedError, task_of

_BEHIND = 5
"""How far tasks stand behind whoever answers pages, where processors are short."""
FAULT = (
    "Erreur du bureau : cette tâche n’a pas pu être faite. "
    "Recommencez ; si cela se reproduit, signalez-le à qui administre le bureau."
)


def done(base: Engine, settings: Settings, name: str, porteur: str) -> None:
    """Do a task that was taken, and say what came of it; one that is not theirs any more is left."""
    try:
        task = task_of(base, settings, name, porteur)
        KINDS[task.genre].run(task)
    except LostError:
        return
    except RefusedError as why:
        failed(base, name, porteur, str(why))
    except refusals.RefusedError as why:
        said = refusals.refusal_of(why)
        failed(base, name, porteur, "\n".join((said.message, *said.constats, said.conseil)))
    except Exception:
        traceback.print_exc()  # in the journal of the server
        failed(base, name, porteur, FAULT)
    else:
        finished(base, name, porteur, str(task.avancement.get("message", "")))


def main() -> int:
    """Do the task that the command names."""
    threading.Thread(target=_end_with_the_server, daemon=True).start()
    if hasattr(os, "nice"):
        os.nice(_BEHIND)
    settings = settings_of()
    base = connect(settings.base)
    try:
        done(base, settings, *sys.argv[1:3])
    finally:
        base.dispose()
    return 0


def _end_with_the_server() -> None:
    while os.read(0, 1024):
        pass
    if hasattr(os, "killpg"):
        os.killpg(0, signal.SIGKILL)
    os._exit(1)


if __name__ == "__main__":
    sys.exit(main())
