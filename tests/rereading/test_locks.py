"""A document that is open in Word or in LibreOffice stays; who has it open, and how to go on, are said."""

from __future__ import annotations

from pathlib import Path

import pytest

from engine.rereading.replacing.locks import opened
from tests.rereading.gardes import description, generer, names, with_facts


def of_word(who: str, *, wide: int) -> bytes:
    """What Word (`wide` 54) and Excel (55) write of who opened a document."""
    ansi = bytes([len(who)]) + who.encode("cp1252")
    double = len(who).to_bytes(2, "little") + who.encode("utf-16-le")
    return (ansi.ljust(wide, b" ") + double).ljust(162, b" ")


@pytest.mark.parametrize(
    ("name", "mark"),
    [
        ("note.docx", "~$note.docx"),
        ("contrat.docx", "~$ontrat.docx"),
        ("contrat.docx", "~$ntrat.docx"),
        ("mon-contrat.docx", "~$n-contrat.docx"),
        ("mon-contrat-annexes.xlsx", "~$mon-contrat-annexes.xlsx"),
    ],
)
def test_the_mark_of_word_is_found_under_its_name(tmp_path: Path, name: str, mark: str) -> None:
    wide = 55 if name.endswith("xlsx") else 54
    (tmp_path / mark).write_bytes(of_word("Zoé Exemple", wide=wide))
    found = opened(tmp_path / name)
    assert found is not None
    assert str(found).startswith(f"ouvert dans {'Excel' if wide == 55 else 'Word'} par Zoé Exemple, depuis le ")
    assert opened(tmp_path / "autre.docx") is None


def test_that_of_libreoffice_says_who_where_and_since_when(tmp_path: Path) -> None:
    mark = tmp_path / ".~lock.contrat.odt#"
    mark.write_text(r",Zoé Exemple\, juriste,poste-12,28.11.2026 14:05,file:///home/zoe;", encoding="utf-8")
    assert str(opened(tmp_path / "contrat.odt")) == (
        "ouvert dans LibreOffice par Zoé Exemple, juriste (poste-12), depuis le 28.11.2026 14:05"
    )


@pytest.mark.parametrize("content", [b"", b"\xff", b"\x05ab", bytes(range(200)), b";;;", b"\x1b]0;titre\x07" * 20])
def test_a_mark_that_says_nothing_is_a_mark_all_the_same(tmp_path: Path, content: bytes) -> None:
    for mark in ("~$ntrat.docx", ".~lock.contrat.docx#"):
        file = tmp_path / mark
        file.write_bytes(content)
        said = str(opened(tmp_path / "contrat.docx"))
        assert said.startswith("ouvert dans ")
        assert said.isprintable()
        file.unlink()


def test_an_open_document_stays_and_what_to_do_is_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    contrat, out = description(tmp_path), tmp_path / "sortie"
    generer(contrat, out)
    before = (out / "contrat.docx").read_bytes()
    mark = out / "~$ntrat.docx"
    mark.write_bytes(of_word("Zoé Exemple", wide=54))
    assert generer(contrat, out) == 0  # it would be the same
    with_facts(contrat, Rennes="Vannes")
    capsys.readouterr()
    assert generer(contrat, out) == 1
    assert (out / "contrat.docx").read_bytes() == before
    said = " ".join(capsys.readouterr().err.split())
    assert "[document-ouvert]" in said
    assert "est ouvert dans Word par Zoé Exemple, depuis le" in said
    assert f"supprimez « {mark} »" in said
    assert generer(contrat, out, "--ecraser") == 0
    assert [one for one in names(out) if "(copie du" in one]
