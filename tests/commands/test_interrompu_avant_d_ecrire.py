"""A run that is stopped before it has written anything says so, and how to go on."""

from __future__ import annotations

from pathlib import Path

import pytest

from engine.cli import main


def test_a_run_that_is_stopped_while_it_reads_says_that_nothing_was_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def stop(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("engine.commands.work.lot.sound_programme", stop)
    assert main(["lot", "data/exemples/saad-habilite.yaml", "--sortie", str(tmp_path / "lot")]) == 130
    said = "cpom : interrompu avant d'avoir rien écrit ; relancez la même commande pour recommencer.\n"
    assert capsys.readouterr().err == said
    assert not [*tmp_path.iterdir()]
