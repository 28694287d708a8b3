"""Descriptions drawn by lot: never a traceback, every value comes out or is told, every error has a place."""

from __future__ import annotations

import tempfile
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.asking.questionnaire import questionnaire
from engine.cli import main
from engine.errors import InputError, Severity
from engine.libraries.modele import load_model, model_names
from tests.fuzz.alterations import alterations
from tests.fuzz.descriptions import MODELS, any_description, descriptions
from tests.fuzz.essais import DEAREST, tried
from tests.fuzz.sorties import Made, in_yaml, lost_in_a_format, lost_values, made

FOLDER = Path("data/exemples")


@cache
def texts() -> list[str]:
    """The examples, and the questionnaire of each model, which takes a second to find out."""
    examples = [path.read_text(encoding="utf-8") for path in sorted(FOLDER.glob("*.yaml"))]
    return examples + [questionnaire(load_model(name)) for name in model_names()]


TEXTS = st.deferred(lambda: st.sampled_from(texts()))


@given(any_description())
@tried(40)
def test_every_value_comes_out_or_is_told(data: dict[str, Any]) -> None:
    found = made(in_yaml(data).encode(), FOLDER)
    assert isinstance(found, Made), found
    assert lost_values(found) == []


@pytest.mark.parametrize("extension", ["html", "docx"])
@given(data=any_description())
@tried(10, share=0.1)
def test_every_format_says_what_the_text_says(extension: str, data: dict[str, Any]) -> None:
    found = made(in_yaml(data).encode(), FOLDER)
    assert isinstance(found, Made), found
    assert lost_in_a_format(found, extension) == []


@pytest.mark.parametrize(("engine", "count"), [("typst", 8), ("weasyprint", 2)])
def test_both_engines_say_what_the_text_says(engine: str, count: int) -> None:
    @given(any_description())
    @tried(count, share=DEAREST)
    def test(data: dict[str, Any]) -> None:
        found = made(in_yaml(data).encode(), FOLDER)
        assert isinstance(found, Made), found
        if not any(one.severity is Severity.ERROR for one in found.findings):  # which writes nothing
            assert lost_in_a_format(found, "pdf", engine) == []

    test()


@given(alterations(st.one_of(TEXTS, any_description().map(in_yaml))))
@tried(150, share=2)
def test_an_altered_description_is_a_contract_or_a_located_message(content: bytes) -> None:
    found = made(content, FOLDER)
    if isinstance(found, Made):
        for extension in ("txt", "html"):
            lost_in_a_format(found, extension)


@given(alterations(st.one_of(TEXTS, any_description().map(in_yaml))))
@tried(15, share=0.1)
def test_a_command_writes_whole_files_or_none(content: bytes) -> None:
    """As at a terminal: the files asked for, and the return code 0; or none, a message, and 1."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        file = folder / "contrat.yaml"
        file.write_bytes(content)
        code = main(["generer", str(file), "--format", "docx,txt", "--sortie", str(folder / "output")])
        written = {path.name for path in (folder / "output").glob("**/*")} - {"rapport.txt"}
        assert written == ({"contrat.docx", "contrat.txt"} if code == 0 else set())
        found = made(content, folder)
        stopped = isinstance(found, InputError) or any(one.severity is Severity.ERROR for one in found.findings)
        assert code == int(stopped)
        assert file.read_bytes() == content


@pytest.mark.parametrize("model", MODELS)
def test_every_command_reads_a_description(model: str) -> None:
    """What one command reads, every command reads; what one refuses, all refuse."""

    @given(st.one_of(descriptions(model).map(in_yaml).map(str.encode), alterations(descriptions(model).map(in_yaml))))
    @tried(3, share=DEAREST)
    def test(content: bytes) -> None:
        with tempfile.TemporaryDirectory() as name:
            file = Path(name) / "contrat.yaml"
            file.write_bytes(content)
            words = [["verifier"], ["calendrier"], ["droit", "--de", "2024-01-01", "--a", "2026-01-01"]]
            codes = [main([*one, str(file)]) for one in (*words, ["expliquer"])]
            codes.append(main(["annexes", str(file), "--sortie", str(Path(name) / "output")]))
            readable = isinstance(made(content, Path(name)), Made)
            assert set(codes) <= {0, 1}
            assert readable or set(codes) == {1}

    test()
