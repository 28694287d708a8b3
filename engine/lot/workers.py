"""Processes that draft contracts for the one that leads them, and that end when it does, however it ends.

Each reads its tasks on its standard input and writes its results on its standard output, in a group of its own: the
keyboard and the terminal speak to the leader alone. When the leader is gone, whatever killed it, the system closes that
input, which a thread of the worker reads: the worker ends at once, whatever it is doing, and says nothing. A worker
that dies closes its own pipes alone: what it was drafting is known, and nobody waits for the rest of its message.
(`multiprocessing` gives none of this: its workers share one pipe, and outlive whoever is killed.)
"""

from __future__ import annotations

import os
import pickle
import signal
import subprocess
import sys
import threading
import warnings
from collections import deque
from collections.abc import Callable, Iterator
from concurrent.futures import BrokenExecutor, Executor, Future
from contextlib import contextmanager, suppress
from queue import Empty, SimpleQueue
from types import FrameType
from typing import IO, Any

from engine.collecting import collect_seldom, freeze
from engine.errors import Finding, InputError
from engine.writing.files import reason

Start = Callable[[], None]
"""What a worker does once, before its first task."""
Task = tuple[Callable[..., Any], tuple[Any, ...], dict[str, Any]]
Result = tuple["_Worker", tuple[bool, Any] | None]
"""What a worker sends: whether the task was done, and what came of it; None once there is nothing more to come."""

_AHEAD = 2
"""Tasks given to a worker at once: it finds the next one where it finishes the first."""
_TICK = 1.0
"""Seconds between two looks at the keyboard: on Windows, nothing interrupts a wait."""
_TO_STOP = [getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP") if hasattr(signal, name)]
_OUT_OF_THE_KEYBOARD: dict[str, Any] = (
    {"creationflags": getattr(subprocess, "CREATE_NEW_PROCESS_GROUP", 0)} if os.name == "nt" else {"process_group": 0}
)


class Workers(Executor):
    """So many processes; they are started at once, and replaced when they die."""

    def __init__(self, count: int, start: Start) -> None:
        """Start them.

        Raises:
            InputError: where the system refuses to.
        """
        self._start = start
        self._results: SimpleQueue[Result] = SimpleQueue()
        self._waiting: deque[tuple[Future[Any], Task]] = deque()
        self._workers: list[_Worker] = []
        try:
            for _ in range(count):
                self._workers.append(self._hired())
        except BaseException:
            self.kill()
            raise

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        """Give a task to whoever has the fewest, or to the first that finishes; `wait` says when one is done."""
        future: Future[Any] = Future()
        self._waiting.append((future, (fn, args, kwargs)))
        self._hand_out()
        return future

    def wait(self) -> None:
        """Wait until one more task is done; that of a worker that has died has a `BrokenExecutor`."""
        worker, result = self._next()
        if worker in self._workers:
            if result is None:
                self._replace(worker)
            else:
                future, _ = worker.under_way.popleft()
                (future.set_result if result[0] else future.set_exception)(result[1])
            self._hand_out()

    def _next(self) -> Result:
        while True:
            with suppress(Empty):
                return self._results.get(timeout=_TICK)

    def kill(self) -> None:
        """End them all now, whatever they are at: they write nothing."""
        for worker in self._workers:
            worker.kill()
        self._workers.clear()

    def _hand_out(self) -> None:
        while self._waiting:
            worker = min(self._workers, key=lambda one: len(one.under_way))
            if len(worker.under_way) >= _AHEAD:
                return
            worker.give(*self._waiting.popleft())

    def _replace(self, dead: _Worker) -> None:
        """Hire another worker: the first task of the dead is the one it died of, the others have not been begun."""
        dead.kill()
        lost, others = [*dead.under_way][:1], [*dead.under_way][1:]
        self._waiting.extendleft(reversed(others))
        self._workers[self._workers.index(dead)] = self._hired()
        for future, _ in lost:
            future.set_exception(BrokenExecutor())

    def _hired(self) -> _Worker:
        try:
            with undisturbed():
                return _Worker(self._start, self._results)
        except OSError as error:
            message = f"le système refuse de démarrer un processus : {reason(error)}."
            hint = "Relancez avec --reprendre --processus 1."
            raise InputError([Finding("processus-refuse", message, hint=hint)]) from None


class _Worker:
    """A process, the tasks that it has, and the thread that puts what it sends among the `results`."""

    def __init__(self, start: Start, results: SimpleQueue[Result]) -> None:
        self.under_way: deque[tuple[Future[Any], Task]] = deque()
        words = [sys.executable, "-c", f"import sys; sys.path[:] = {sys.path}; from {__name__} import work; work()"]
        self._process = subprocess.Popen(words, stdin=subprocess.PIPE, stdout=subprocess.PIPE, **_OUT_OF_THE_KEYBOARD)
        self._tasks: Any = self._process.stdin
        self._answers: Any = self._process.stdout
        self._thread = threading.Thread(target=self._listen, args=(results,), daemon=True)
        self._thread.start()
        self._send(start)

    def give(self, future: Future[Any], task: Task) -> None:
        self.under_way.append((future, task))
        self._send(task)

    def _send(self, words: object) -> None:
        with suppress(OSError):  # it has just died: its results say so
            self._tasks.write(pickle.dumps(words))
            self._tasks.flush()

    def _listen(self, results: SimpleQueue[Result]) -> None:
        try:
            while True:
                results.put((self, pickle.load(self._answers)))  # noqa: S301 - from our own process
        except Exception:  # nothing more, or half a message
            results.put((self, None))

    def kill(self) -> None:
        self._process.kill()
        self._process.wait()
        self._thread.join()
        with suppress(OSError):
            self._tasks.close()
        self._answers.close()


def work() -> None:
    """Do, in a worker, each task that comes; never returns."""
    tasks, results = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # what a library prints is no result
    asked: SimpleQueue[Any] = SimpleQueue()
    threading.Thread(target=_listen, args=(tasks, asked), daemon=True).start()
    warnings.filterwarnings("ignore", module="PIL")  # of what is damaged in a logo, which is told
    asked.get()()
    freeze()
    collect_seldom()
    while True:
        result = pickle.dumps(_result(*asked.get()))
        try:
            results.write(result)
            results.flush()
        except OSError:
            os._exit(1)


def _listen(tasks: IO[bytes], asked: SimpleQueue[Any]) -> None:
    """Read tasks as they come, so that the leader never waits to give one; end the process where it is gone."""
    try:
        while True:
            asked.put(pickle.load(tasks))  # noqa: S301 - from whoever started it
    except Exception:
        os._exit(1)


def _result(fn: Callable[..., Any], args: Any, kwargs: Any) -> tuple[bool, Any]:
    try:
        return True, fn(*args, **kwargs)
    except Exception as error:
        return False, error


@contextmanager
def undisturbed() -> Iterator[None]:
    """Start a process without being interrupted, then hear what came meanwhile: it would be lost between the two.

    Raises:
        KeyboardInterrupt: where something did.
    """
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    heard: list[int] = []

    def hear(number: int, _frame: FrameType | None) -> None:
        heard.append(number)

    handled = {one: signal.getsignal(one) for one in _TO_STOP}
    before = {one: handler for one, handler in handled.items() if callable(handler)}
    for one in before:
        signal.signal(one, hear)
    try:
        yield
    finally:
        for one, handler in before.items():
            signal.signal(one, handler)
    if heard:
        raise KeyboardInterrupt
