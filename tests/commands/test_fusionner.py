"""`cpom fusionner`: what is printed, what is written, and what is refused."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

import cpom
from engine.cli import main
from tests.merging.conftest import SENT, changed, files

assert files  # a fixture of this module too

Files = Callable[[Sequence[str]], list[Path]]
BACK = (changed(("Service Sud", "Service du Midi")), changed(("2026-02-01", "2026-03-01")))


def run(*words: object) -> int:
    return main(["fusionner", *map(str, words)])


def test_the_result_is_printed_and_the_rest_told(files: Files, capsys: pytest.CaptureFixture[str]) -> None:
    sent, one, other = files((SENT, *BACK))
    assert run(sent, one, other) == 0
    out, err = capsys.readouterr()
    assert out == changed(("Service Sud", "Service du Midi"), ("2026-02-01", "2026-03-01"))
    assert f"services[2].nom : « Service Sud » → « Service du Midi » ({one})" in err
    assert err.endswith("fusion : 2 réponses reprises\n")


def test_it_is_written_where_there_is_nothing_or_in_place_of_what_was_sent(files: Files) -> None:
    sent, one, other = files((SENT, *BACK))
    new = sent.with_name("contrat.yaml")
    assert run(sent, one, other, "--sortie", new) == 0
    assert run(sent, one, other, "--sur-place") == 0
    assert new.read_text("utf-8") == sent.read_text("utf-8") != SENT


@pytest.mark.parametrize("target", ["envoye.yaml", "a.yaml", "autre.yaml"])
def test_nothing_is_written_over(files: Files, capsys: pytest.CaptureFixture[str], target: str) -> None:
    sent, one, other = files((SENT, *BACK))
    there = sent.with_name(target)
    there.touch()
    before = there.read_bytes()
    assert run(sent, one, other, "--sortie", there) == 1
    assert "[fichier-existant]" in capsys.readouterr().err
    assert there.read_bytes() == before


def test_the_same_command_with_what_is_preferred_writes_over_what_it_left(files: Files) -> None:
    sent, one, other = files((SENT, changed(("2026-02-01", "2026-03-01")), changed(("2026-02-01", "2026-04-01"))))
    new = sent.with_name("contrat.yaml")
    asked: tuple[object, ...] = (sent, one, other, "--sortie", new)
    assert run(*asked) == 1
    assert new.read_text("utf-8") == SENT
    assert run(*asked) == 1
    assert run(*asked, "--preferer", f"effet={other}") == 0
    settled = new.read_text("utf-8")
    assert "effet: 2026-04-01" in settled
    assert run(*asked, "--preferer", f"effet={one}") == 1  # it is no longer what the command left
    assert new.read_text("utf-8") == settled


def test_conflicts_are_told_and_settled(files: Files, capsys: pytest.CaptureFixture[str]) -> None:
    sent, one, other = files((SENT, changed(("2026-02-01", "2026-03-01")), changed(("2026-02-01", "2026-04-01"))))
    assert run(sent, one, other) == 1
    out, err = capsys.readouterr()
    assert out == SENT
    assert "[conflit] effet" in err
    assert "1 conflit : là, le fichier envoyé n'est pas changé" in err
    assert run(sent, one, other, "--preferer", f"effet={other}") == 0
    assert "effet: 2026-04-01" in capsys.readouterr().out
    assert run(sent, one, other, "--preferer", one, "--preferer", f"effet={sent}") == 0
    assert "effet: 2026-02-01" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("back", "code"),
    [
        (SENT.replace("modele: saad", "modele: ehpad"), "modeles-differents"),
        ("", "yaml-vide"),
        ("- un\n", "yaml-sommet"),
        ("periode: 2026-2030\ntableau: t.csv\n", "autre-fichier"),
        ("nom: Association Exemple\n", "modele-absent"),
    ],
)
def test_what_is_no_description_of_the_model_is_refused(
    files: Files, capsys: pytest.CaptureFixture[str], back: str, code: str
) -> None:
    sent, one = files((SENT, back))
    assert run(sent, one, "--sortie", sent.with_name("contrat.yaml")) == 1
    assert f"[{code}]" in capsys.readouterr().err
    assert not sent.with_name("contrat.yaml").exists()


def test_a_file_given_twice_and_a_preference_for_none_are_refused(
    files: Files, capsys: pytest.CaptureFixture[str]
) -> None:
    sent, one = files((SENT, BACK[0]))
    for words, code in (
        ((sent, sent), "fichier-deux-fois"),
        ((sent, one, one), "fichier-deux-fois"),
        ((sent, one, "--preferer", "autre.yaml"), "preference-inconnue"),
        ((sent, one, "--preferer", f"a..b={one}"), "preference-inconnue"),
        ((sent, one, "--preferer", one, "--preferer", sent), "preference-inconnue"),
    ):
        assert run(*words) == 1
        assert f"[{code}]" in capsys.readouterr().err


def test_what_is_wrong_in_an_answer_is_told_of_the_result(files: Files, capsys: pytest.CaptureFixture[str]) -> None:
    sent, one = files((SENT, changed(("2026-02-01", "un jour"))))
    new = sent.with_name("contrat.yaml")
    assert run(sent, one, "--sortie", new) == 1
    assert f"{new}:7:8: erreur [valeur-refusee] effet" in capsys.readouterr().err
    assert new.exists()


def test_in_python(files: Files) -> None:
    sent, one, other = files((SENT, *BACK))
    made = cpom.fusionner(sent, one, other)
    assert [(one.chemin, one.avant, one.apres) for one in made.reprises] == [
        ("effet", "« 2026-02-01 »", "« 2026-03-01 »"),
        ("services[2].nom", "« Service Sud »", "« Service du Midi »"),
    ]
    assert made.dossier.modele == "saad"
    assert made.conflits == ()
    with pytest.raises(cpom.Refus):
        cpom.fusionner(sent)
