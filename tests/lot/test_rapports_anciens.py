"""The reports of a former run go before the next one begins; nothing else of the folder does."""

from __future__ import annotations

from pathlib import Path

from engine.lot.reports import remove_reports

THEIRS = ("rapport.html", "rapport.xlsx", "echeances.ics", "manifeste.json", "rapport-001.html", "rapport-1000.html")
OF_SOMEBODY = (
    "rapport-2025 définitif.html",
    "rapport-123-mien.html",
    "rapport-12.html",
    "rapport-001.pdf",
    "notes.txt",
)


def test_only_the_reports_of_a_run_are_taken_away(tmp_path: Path) -> None:
    for name in (*THEIRS, *OF_SOMEBODY):
        (tmp_path / name).write_text("", encoding="utf-8")
    remove_reports(tmp_path)
    assert {file.name for file in tmp_path.iterdir()} == {*OF_SOMEBODY}
