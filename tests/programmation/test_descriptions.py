"""The descriptions that rows name: only files of the programmation's folder, which never contradict it."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from engine.errors import Finding, InputError
from engine.programmation.programme import Programme
from engine.programmation.projet import Projet
from engine.programmation.projets import projets
from tests.programmations import HEAD, TABLE, MakeProgramme


def naming(name: str) -> str:
    """The table, whose first row names a description."""
    return TABLE.replace("Capacité", "Capacité;Fichier").replace("oui;84", f"oui;84;{name}")


def refused(found: Programme) -> list[Finding]:
    return [one for made in projets(found) if not isinstance(made, Projet) for one in made[1].findings]


@pytest.mark.parametrize(
    "name",
    ["/etc/hosts", "../autre.yaml", "sous/../../autre.yaml", r"..\autre.yaml", "C:autre.yaml", r"C:\autre.yaml",
     r"\\machine\partage\autre.yaml", "//machine/partage/autre.yaml"],
)  # fmt: skip
def test_nothing_is_read_outside_the_folder(programme: MakeProgramme, name: str) -> None:
    (found,) = refused(programme(naming(name)))
    assert found.code == "fichier-ailleurs"
    assert found.place
    assert (found.place.line, found.place.column) == (2, 10)


def test_a_description_may_stand_in_a_folder_of_its_own(programme: MakeProgramme, tmp_path: Path) -> None:
    (tmp_path / "fiches").mkdir()
    (tmp_path / "fiches/a.yaml").write_text("exemplaires: 3\n", encoding="utf-8")
    assert not refused(programme(naming("fiches/a.yaml")))


@pytest.mark.parametrize("said", ["modele: saad", 'departement: "22"'])
def test_a_description_that_contradicts_the_programmation_is_told(
    programme: MakeProgramme, tmp_path: Path, said: str
) -> None:
    (tmp_path / "a.yaml").write_text(said + "\n", encoding="utf-8")
    (found,) = refused(programme(naming("a.yaml")))
    assert found.code == "description-contraire"
    assert found.place
    assert found.place.file.endswith("a.yaml")


def test_one_bad_description_stops_no_other_contract(programme: MakeProgramme) -> None:
    made = list(projets(programme(naming("absent.yaml"))))
    assert [isinstance(one, Projet) for one in made] == [False, True]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes here")
def test_a_pipe_is_no_description(programme: MakeProgramme, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "tuyau")
    assert [one.code for one in refused(programme(naming("tuyau")))] == ["fichier-special"]


@pytest.mark.parametrize(
    "said",
    ["conventions_tripartites: {liste: {a: b}}", "etablissements: {a: b}", "etablissements: [oui, [a]]",
     "gestionnaire: [a]", "visas: non"],
)  # fmt: skip
def test_a_group_in_the_place_of_a_list_is_told_and_never_a_bug(
    programme: MakeProgramme, tmp_path: Path, said: str
) -> None:
    (tmp_path / "a.yaml").write_text(said + "\n", encoding="utf-8")
    found = programme(naming("a.yaml").replace(";35;;2026;oui", ";35;30/06/2025;2026;oui"))
    assert all(isinstance(one, Projet) for one in projets(found))


def test_the_table_itself_may_be_anywhere(programme: MakeProgramme, tmp_path: Path) -> None:
    """The head is written by whoever runs it; only what a table names comes from somebody else."""
    folder = tmp_path / "tableaux"
    folder.mkdir()
    (folder / "t.csv").write_text(TABLE, encoding="utf-8")
    assert len(programme(head=HEAD.replace("tableau.csv", str(folder / "t.csv"))).rows) == 3
    with pytest.raises(InputError):
        programme(head=HEAD.replace("tableau.csv", str(tmp_path)))
