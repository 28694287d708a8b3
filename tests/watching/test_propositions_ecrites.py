"""Proposals written in a user's library, « à vérifier » until somebody reads them; what was there stays."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

import cpom
from engine.cli import main
from tests.archives_dila import GLOBALE, archive, article, article_path
from tests.hands import plain

A, B = "LEGIARTI000099000001", "LEGIARTI000099000002"
OURS = """\
# Notre droit.

casf/d313-17:
  # relu en janvier
  corrige: {par: Service juridique, motif: objet précisé}
  objet: demande de renouvellement   # à garder
  note: Vu avec l'agence.

deliberation:
  cite: la délibération du 3 mars 2026   # la nôtre
  nature: arrete
  date: 2026-03-03
  statut: confirmé
  source: registre des délibérations
"""


@pytest.fixture
def library(tmp_path: Path) -> Path:
    folder = tmp_path / "bib"
    folder.mkdir()
    (folder / "bibliotheque.yaml").write_text("format: 1\nnom: Essai\nversion: 1\n", encoding="utf-8")
    return folder


@pytest.fixture
def archives(tmp_path: Path) -> Path:
    files = {
        article_path(A): article((A, "ABROGE", "2010-01-01", "2026-01-01"), "D313-17"),
        article_path(B): article((B, "VIGUEUR", "2010-01-01", "2999-01-01"), "R314-40"),
    }
    return archive(tmp_path / GLOBALE, files)


def written(library: Path, archives: Path) -> str:
    assert main(["--bibliotheque", str(library), "droit", "importer", str(archives), "--ecrire"]) == 0
    return (library / "droit/textes.yaml").read_text(encoding="utf-8")


def test_a_proposal_corrects_the_register_and_is_to_be_verified(library: Path, archives: Path) -> None:
    assert (
        written(library, archives)
        == f"""\
# Textes du droit que cette bibliothèque ajoute ou corrige : docs/veille-juridique.md.

casf/d313-17:
  corrige:
    par: cpom droit importer
    motif: abrogé le 1er janvier 2026
  abroge:
    le: 2026-01-01
  identifiants: [{A}]
  statut: à vérifier
  source: arrêté du 3 mars 2017 ; DILA, {GLOBALE}
  note: "Proposé d'après l'archive : à lire avant de le confirmer."

casf/r314-40:
  corrige:
    par: cpom droit importer
    motif: "version {B}, depuis le 1er janvier 2010 : le registre n'a pas encore cet identifiant"
  identifiants: [{B}]
  statut: à vérifier
  source: code de l'action sociale et des familles, version publique ; DILA, {GLOBALE}
  note: "Proposé d'après l'archive : à lire avant de le confirmer."
"""
    )
    law = {one.cle: one for one in cpom.Bibliotheque(library).droit(date(2026, 2, 1))}
    assert (law["casf/d313-17"].en_vigueur, law["casf/d313-17"].statut) == (False, "à vérifier")
    assert (law["casf/r314-40"].en_vigueur, law["casf/r314-40"].statut) == (True, "à vérifier")


def test_what_was_written_is_no_more_to_be_proposed(library: Path, archives: Path) -> None:
    first = written(library, archives)
    found = cpom.veiller([archives], bibliotheque=cpom.Bibliotheque(library))
    assert {one.cle: one.sort for one in found.propositions if one.sort != "absent"} == {
        "casf/d313-17": "identique",
        "casf/r314-40": "identique",
    }
    assert written(library, archives) == first


def test_comments_and_other_entries_stay_as_they_were(library: Path, archives: Path) -> None:
    (library / "droit").mkdir()
    (library / "droit/textes.yaml").write_text(OURS, encoding="utf-8")
    said = written(library, archives)
    for words in (
        "# Notre droit.\n",
        "  # relu en janvier\n",
        "objet: demande de renouvellement   # à garder\n",
        "{par: Service juridique, motif: objet précisé}",
        "Vu avec l'agence. Proposé d'après l'archive",
    ):
        assert words in said
    assert OURS[OURS.index("deliberation:") :] in said
    assert said.index("deliberation:") < said.index("casf/r314-40:")
    cpom.Bibliotheque(library).droit(date(2026, 2, 1))


def test_nothing_is_written_without_a_library_of_ones_own(archives: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["droit", "importer", str(archives), "--ecrire"]) == 1
    assert "erreur [droit-sans-bibliotheque]" in capsys.readouterr().err


def test_nothing_is_written_without_being_asked_for(library: Path, archives: Path) -> None:
    assert main(["--bibliotheque", str(library), "droit", "importer", str(archives)]) == 0
    assert [one.name for one in library.iterdir()] == ["bibliotheque.yaml"]


def test_an_identifier_of_another_text_is_told_and_nothing_is_proposed(library: Path, archives: Path) -> None:
    (library / "droit").mkdir()
    ours = f"casf/r314-39:\n  corrige: {{par: Essai, motif: essai}}\n  identifiants: [{B}]\n"
    (library / "droit/textes.yaml").write_text(ours, encoding="utf-8")
    found = cpom.veiller([archives], bibliotheque=cpom.Bibliotheque(library))
    (other,) = [one for one in found.propositions if one.sort == "autre"]
    assert (other.cle, plain(other.dit[0]).replace("’", "'")) == (
        "casf/r314-39",
        f"{B} est l'identifiant de « R314-40 »",
    )
    assert other.propose == {}


def test_a_file_that_the_register_would_refuse_is_left_as_it_was(
    library: Path, archives: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (library / "droit").mkdir()
    (library / "droit/textes.yaml").write_text(OURS, encoding="utf-8")
    monkeypatch.setattr("engine.watching.proposed._TO_READ", "\tpeut-être\n- [")
    monkeypatch.setattr("engine.watching.proposed.scalar", lambda text: text)
    with pytest.raises(cpom.Refus):
        cpom.veiller([archives], bibliotheque=cpom.Bibliotheque(library)).enregistrer()
    assert (library / "droit/textes.yaml").read_text(encoding="utf-8") == OURS
