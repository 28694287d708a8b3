"""A model may have other documents than its contract, made of the same description: a report, an arrêté."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest

from engine.assembly.assemble import Assembled, assemble
from engine.assembly.soundness import open_model
from engine.cli import main
from engine.errors import InputError
from engine.law.applicable import Droit
from engine.law.collectivites import authority
from engine.libraries.modele import Modele, load_model, model_names
from engine.writing.layout.plain import write_text
from models.fiches.groupe import read_as
from tests import descriptions
from tests.bibliotheques import OURS, alone

DAY = date(2024, 1, 1)
LIBRARY = Path("tests/fixtures/bibliotheque")
EXAMPLE = "data/exemples/saad-seine-et-marne-association.yaml"
REPORT = """\
---
titre: Constat
source: essai, rapport
questions:
  constat.date: {type: jour, libelle: date du constat, facultatif: rien à en dire}
---
Constat du {{ constat.date }}, que prévoit l'article {{ renvoi("suivi") }} du contrat.
"""


@pytest.fixture
def model(tmp_path: Path) -> Modele:
    """The model of the tests, with a report of one clause."""
    shutil.copytree(LIBRARY, tmp_path, dirs_exist_ok=True)
    with (tmp_path / "essai" / "modele.yaml").open("a", encoding="utf-8") as plan:
        plan.write("documents:\n  rapport: {intitule: Rapport d'essai, articles: [rapport]}\n")
    (tmp_path / "essai" / "rapport.md").write_text(REPORT, encoding="utf-8")
    return load_model("essai", alone(tmp_path))


def assembled(model: Modele, document: str, **facts: object) -> Assembled:
    contrat = read_as(model.description, {"modele": "essai", **facts})
    return assemble(model, contrat, Droit(DAY, bibliotheque=OURS), authority(OURS, "35", DAY), document=document)


def text(assembled: Assembled) -> str:
    return write_text(assembled.document).replace("\u00a0", " ").replace("’", "'")


def test_a_document_has_its_own_name_and_clauses_and_no_visa(model: Modele) -> None:
    report = assembled(model, "rapport", constat={"date": "2024-03-05"})
    printed = text(report)
    assert report.document.title == report.document.letterhead.title == "Rapport d’essai"
    assert "Constat du 5 mars 2024" in printed
    assert "Vu " not in printed
    assert not report.missing


def test_a_document_refers_to_the_articles_of_the_contract(model: Modele) -> None:
    assert "que prévoit l'article 4 du contrat" in text(assembled(model, "rapport"))


def test_a_document_lists_what_it_lacks_and_the_contract_does_not(model: Modele) -> None:
    assert ("constat", "date") in assembled(model, "rapport").missing
    assert ("constat", "date") not in assembled(model, "").missing
    assert "Constat du" not in text(assembled(model, ""))


def test_a_mistake_in_a_document_is_told_by_the_contract_too(model: Modele, tmp_path: Path) -> None:
    (tmp_path / "essai" / "rapport.md").write_text(REPORT.replace("source:", "si: {statu: [x]}\nsource:"), "utf-8")
    with pytest.raises(InputError, match="Vouliez-vous dire « statut »"):
        open_model("essai", alone(tmp_path))


@pytest.mark.parametrize(
    ("name", "document"), [(name, one) for name in model_names() for one in load_model(name).documents]
)
def test_every_document_is_complete_where_its_description_is(name: str, document: str) -> None:
    """Nothing that it holds is conditional on a fact that nobody asks for."""
    known = load_model(name)
    for data in (descriptions.complete(known, {}), {"modele": name}):
        contrat = read_as(known.description, data)
        made = assemble(known, contrat, Droit(DAY, bibliotheque=OURS), authority(OURS, "35", DAY), document=document)
        assert bool(made.missing) == (len(data) == 1)
        assert write_text(made.document)


@pytest.mark.parametrize("document", ["juste-compensation", "rapport"])
def test_a_document_is_written_beside_the_contract(
    document: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code = main(["generer", EXAMPLE, "--document", document, "--format", "txt", "--sortie", str(tmp_path)])
    written = [file.name for file in tmp_path.glob("saad-*")]
    if document == "juste-compensation":
        assert (code, written) == (0, ["saad-seine-et-marne-association-juste-compensation.txt"])
    else:
        assert (code, written) == (1, [])
        assert "Documents de ce modèle : juste-compensation." in capsys.readouterr().err


def test_a_form_has_no_other_document(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["generer", "--vierge", "saad", "--document", "rapport"])
    assert "--document ne va pas avec --vierge" in capsys.readouterr().err
