"""Programmations written in the tests."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.programmations import MakeProgramme, maker


@pytest.fixture
def programme(tmp_path: Path) -> MakeProgramme:
    """A programmation from the text of its table and of its head."""
    return maker(tmp_path)
