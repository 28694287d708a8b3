"""The server, as the command starts it: processes that are warm before they answer, a journal in JSON, a clean stop."""

from __future__ import annotations

import json
import logging
import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path
from urllib.request import urlopen

import pytest

from engine.bureau.journals import JsonLines
from engine.bureau.server import bound
from tests.bureau.conftest import Desk
from tests.bureau.serveur import free_port

PATIENCE = 90


def answered(url: str) -> dict[str, str]:
    end = time.monotonic() + PATIENCE
    while True:
        try:
            with urlopen(url, timeout=10) as answer:  # noqa: S310 - our own server
                return dict(json.load(answer))
        except OSError:
            if time.monotonic() > end:
                raise
            time.sleep(0.2)


def test_two_processes_answer_and_stop_when_asked(tmp_path: Path) -> None:
    url = f"127.0.0.1:{free_port()}"
    words = ["bureau", "--adresse", url, "--processus", "2", "--journal", "json", "--base", "sqlite:///b.db"]
    with (tmp_path / "journal").open("wb") as journal:
        process = subprocess.Popen(
            [sys.executable, "-m", "engine.cli", *words], cwd=tmp_path, stderr=journal, stdout=journal,
            env={**os.environ, "PYTHONPATH": os.getcwd()},
        )  # fmt: skip
        try:
            assert answered(f"http://{url}/sante")["etat"] == "bon"
            with urlopen(f"http://{url}/connexion?secret=abc", timeout=30) as answer:
                assert answer.status == 200
        finally:
            process.send_signal(signal.SIGTERM)
            assert process.wait(PATIENCE) == 0
    lines = (tmp_path / "journal").read_text(encoding="utf-8").splitlines()
    said = [json.loads(line) for line in lines if line.startswith("{")]
    told = " ".join(line for line in lines if not line.startswith("{"))
    assert told.startswith(f"Le bureau s'ouvre sur http://{url} (Ctrl-C l'arrête).")
    assert f"http://{url}/connexion/lien/" in told
    (asked,) = [one for one in said if one.get("methode") and one["chemin"].startswith("/connexion")]
    assert (asked["methode"], asked["statut"], asked["niveau"]) == ("GET", 200, "info")


def test_the_health_of_a_desk(desk: Desk) -> None:
    assert desk.client().get("/sante").json()["etat"] == "bon"
    with desk.base.begin() as db:
        db.exec_driver_sql("alter table dossiers rename to ailleurs")
    answer = desk.client().get("/sante")
    assert (answer.status_code, answer.json()["etat"]) == (503, "base injoignable")


def test_a_fault_is_one_line_with_its_trace() -> None:
    try:
        raise ValueError("é\nfaux")
    except ValueError:
        record = logging.LogRecord("engine.bureau", logging.ERROR, __file__, 1, "raté : %s", ("ceci",), sys.exc_info())
    line = JsonLines().format(record)
    said = json.loads(line)
    assert "\n" not in line
    assert (said["message"], said["niveau"], said["journal"]) == ("raté : ceci", "error", "engine.bureau")
    assert "ValueError: é\nfaux" in said["trace"]


def test_addresses(tmp_path: Path) -> None:
    with bound("[::1]:0") if socket.has_ipv6 else bound("127.0.0.1:0") as one:
        assert one.getsockname()[1] > 0
    path = tmp_path / "b.sock"
    for _ in range(2):  # the file that a server left is taken again
        with bound(f"unix:{path}") as one:
            assert one.getsockname() == str(path)
    for wrong in ("8000", "127.0.0.1:", "127.0.0.1:70000", ""):
        with pytest.raises(ValueError, match=r"^.*$"):
            bound(wrong)
