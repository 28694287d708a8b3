"""Two commands at once on one description: one writes it, the others say that it was changed."""

from __future__ import annotations

import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from engine.commands import rewriting
from engine.commands.rewriting import rewrite
from engine.errors import InputError
from engine.writing.files import write_whole

BEFORE = "modele: saad\n"


def test_what_several_write_at_once_is_the_text_of_one_and_the_others_know(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "contrat.yaml"
    file.write_text(BEFORE, encoding="utf-8")

    def slowly(path: Path, content: bytes) -> None:
        time.sleep(0.02)  # time enough for the others to find it unchanged
        write_whole(path, content)

    def told(number: int) -> str:
        try:
            rewrite(file, f"{BEFORE}exemplaires: {number}\n", BEFORE.encode())
        except InputError as error:
            return error.findings[0].code
        return f"{BEFORE}exemplaires: {number}\n"

    monkeypatch.setattr(rewriting, "write_whole", slowly)
    with ThreadPoolExecutor(8) as threads:
        said = list(threads.map(told, range(8)))
    assert sorted(said, reverse=True)[0] == file.read_text(encoding="utf-8")
    assert said.count("fichier-change") == 7
