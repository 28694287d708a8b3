"""A description that comes through a pipe is read whole; a pipe that nobody writes in is refused, without waiting."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from engine.cli import main

pytestmark = pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes here")


def test_a_description_through_a_pipe_is_read_from_its_first_letter(capsys: pytest.CaptureFixture[str]) -> None:
    reading, writing = os.pipe()
    os.write(writing, b"modele: saad\ngestionnaire: {siren: '123'}\n")
    os.close(writing)
    try:
        assert main(["verifier", f"/dev/fd/{reading}"]) == 1
    finally:
        os.close(reading)
    said = "".join(capsys.readouterr())
    assert f"/dev/fd/{reading}:2:23: erreur [valeur-refusee]" in said
    assert "[yaml" not in said


@pytest.mark.parametrize("command", ["verifier", "relire", "expliquer"])
def test_a_pipe_that_nobody_writes_in_is_refused(
    command: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    os.mkfifo(tmp_path / "tube")
    assert main([command, str(tmp_path / "tube")]) == 1
    assert "[fichier-special]" in "".join(capsys.readouterr())


def test_contracts_are_not_compared_with_a_pipe(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    os.mkfifo(tmp_path / "tube")
    assert main(["comparer", str(tmp_path / "tube"), "data/exemples/saad-premier-jet.yaml"]) == 1
    assert "[fichier-special]" in "".join(capsys.readouterr())
