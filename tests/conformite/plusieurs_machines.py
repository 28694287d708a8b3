"""A run over several machines, each in a network of its own, one cut off in the middle: the files of a run on one.

Machines are network namespaces, joined by a bridge. They see nothing of the folder of the run: what contracts are made
of has to be sent. Only the administrator of a system may make them; elsewhere these tests say why they are skipped.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from itertools import count
from pathlib import Path

import pytest

from engine.errors import Finding, InputError
from engine.lot.executors import Workforce, dask, local
from engine.lot.journal import entries
from engine.lot.outcome import Order
from engine.lot.run import run
from engine.programmation.projet import Projet
from tests.reseau import MODELS, contracts

pytestmark = pytest.mark.filterwarnings("default")  # what the cluster says of itself is not ours

COUNT = 60
NETWORK = f"10.{77 + os.getpid() % 100}.0"
BRIDGE = f"cpom{os.getpid()}"
PATIENCE = 60
"""Seconds, on a machine that does something else too."""
_NUMBERS = count()
_WITHOUT = "mount -t tmpfs cpom {folder} && exec {words}"


def ip(*words: str) -> None:
    subprocess.run(["ip", *words], check=True, capture_output=True)


@dataclass(frozen=True)
class Machine:
    """A machine of the network, and what works there."""

    rank: int
    network: int

    @property
    def name(self) -> str:
        return f"{BRIDGE}-{self.network}-{self.rank}"

    @property
    def address(self) -> str:
        return f"{NETWORK}.{self.rank}"

    def join(self) -> None:
        """Take a cable to the bridge."""
        cable = f"c{self.rank}-{self.network}-{os.getpid()}"  # the system takes a moment to remove that of a former one
        ip("netns", "add", self.name)
        ip("link", "add", cable, "type", "veth", "peer", "name", "eth0", "netns", self.name)
        ip("link", "set", cable, "master", BRIDGE, "up")
        ip("-n", self.name, "addr", "add", f"{self.address}/24", "dev", "eth0")
        ip("-n", self.name, "link", "set", "lo", "up")
        ip("-n", self.name, "link", "set", "eth0", "up")

    def leave(self) -> None:
        subprocess.run(["ip", "netns", "del", self.name], check=False, capture_output=True)

    def cut(self) -> None:
        """Pull the cable out."""
        ip("-n", self.name, "link", "set", "eth0", "down")

    def starts(self, *words: str, without: Path) -> subprocess.Popen[bytes]:
        """Start dask there, where a folder holds nothing."""
        command = _WITHOUT.format(folder=without, words=f"{sys.executable} -m dask {' '.join(words)}")
        return subprocess.Popen(
            ["ip", "netns", "exec", self.name, "sh", "-c", command],
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
            env=os.environ | {"DASK_DISTRIBUTED__COMM__TIMEOUTS__TCP": "12s"},
        )  # fmt: skip


@dataclass(frozen=True)
class Network:
    """A scheduler and its two workers."""

    scheduler: Machine
    workers: tuple[Machine, ...]
    running: subprocess.Popen[bytes]

    @property
    def address(self) -> str:
        return f"tcp://{self.scheduler.address}:8786"


@pytest.fixture
def network(tmp_path: Path) -> Iterator[Network]:
    """Three machines and the bridge, on which this one leads."""
    if os.geteuid() or not shutil.which("ip"):
        pytest.skip("only the administrator, with iproute2, makes networks")
    with ExitStack() as stack:
        try:
            ip("link", "add", BRIDGE, "type", "bridge")
            stack.callback(subprocess.run, ["ip", "link", "del", BRIDGE], check=False)
            ip("addr", "add", f"{NETWORK}.254/24", "dev", BRIDGE)
            ip("link", "set", BRIDGE, "up")
            number = next(_NUMBERS)
            machines = [Machine(rank, number) for rank in (1, 2, 3)]
            for one in machines:
                stack.callback(one.leave)
                one.join()
        except subprocess.CalledProcessError as error:
            pytest.skip(f"this system lets nobody make networks: {error.stderr.decode().strip()}")
        scheduler, *others = machines

        def start(machine: Machine, *words: str) -> subprocess.Popen[bytes]:
            process = machine.starts(*words, without=tmp_path)
            stack.callback(process.wait)
            stack.callback(process.kill)
            return process

        running = start(scheduler, "scheduler", "--host", scheduler.address, "--no-dashboard")
        made = Network(scheduler, tuple(others), running)
        for one in others:
            start(
                one, "worker", made.address, "--nthreads", "1", "--no-nanny", "--no-dashboard",
                "--host", one.address, "--local-directory", str(tmp_path),
            )  # fmt: skip
        yield made


def joined(network: Network, several: list[Projet], order: Order) -> Workforce:
    """The workers, once both have come."""
    limit = time.monotonic() + PATIENCE
    said: tuple[Finding, ...] = ()
    while time.monotonic() < limit:
        try:
            workforce = dask(network.address, MODELS, order, several)
        except InputError as error:
            said = error.findings  # nobody yet
        else:
            if workforce.count == len(network.workers):
                return workforce
        time.sleep(0.5)
    raise AssertionError(f"the workers did not come: {said}")


@pytest.mark.parametrize("lost", ["nobody", "a worker"])
def test_several_machines_write_the_files_of_one(network: Network, tmp_path: Path, lost: str) -> None:
    several, order = contracts(tmp_path, COUNT)
    here = {one.nom: one.files for one in run(several, order, local(1, MODELS, order), tmp_path / "ici")}
    there = {}
    for rank, entry in enumerate(run(several, order, joined(network, several, order), tmp_path / "reseau")):
        if rank == 1 and lost == "a worker":
            network.workers[0].cut()
        there[entry.nom] = entry.files
    assert there == here
    assert len(there) == COUNT


def _kill(network: Network) -> None:
    network.running.kill()


def _unplug(network: Network) -> None:
    network.scheduler.cut()


@pytest.mark.parametrize("blow", [_kill, _unplug])
def test_a_scheduler_lost_in_the_middle_is_told_and_the_run_goes_on_without_it(
    network: Network, tmp_path: Path, blow: Callable[[Network], None]
) -> None:
    several, order = contracts(tmp_path, COUNT)
    folder = tmp_path / "reseau"
    made = run(several, order, joined(network, several, order), folder)
    next(made)
    blow(network)
    with pytest.raises(InputError) as caught:
        list(made)
    assert caught.value.findings[0].code == "reseau-perdu"
    known = {one.nom for one in entries(folder)}
    assert 0 < len(known) < COUNT
    again = {one.nom: one.files for one in run(several, order, local(1, MODELS, order), folder, resume=True)}
    here = {one.nom: one.files for one in run(several, order, local(1, MODELS, order), tmp_path / "ici")}
    assert again == here
