"""Which library a command uses, and what is said where it is none, or one for a later version."""

from __future__ import annotations

import json
import shutil
from importlib.metadata import version
from pathlib import Path

import pytest

from engine.cli import main
from engine.errors import InputError
from engine.libraries.choix import chosen
from engine.libraries.ouverture import installed, opened


def title(folder: Path, name: str, nom: str) -> Path:
    shutil.copytree(folder / "ma", folder / name)
    (folder / name / "bibliotheque.yaml").write_text(f"format: 1\nnom: {nom}\nversion: 1\n", encoding="utf-8")
    return folder / name


def refused(*words: str, capsys: pytest.CaptureFixture[str]) -> str:
    assert main(words) == 1
    told = capsys.readouterr()
    return told.err + told.out


def test_the_command_comes_before_the_environment_and_the_environment_before_the_file(
    ici: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("commande", "variable", "fichier"):
        title(ici, name, name)
    (ici / "contrats/2026").mkdir(parents=True)
    (ici / "contrats/cpom.yaml").write_text("bibliotheque: ../fichier\n", encoding="utf-8")
    beside = Path("contrats/2026")
    assert chosen([], Path()).titres == installed().titres
    assert chosen([], beside).siennes[0].nom == "fichier"
    assert chosen([], beside).siennes[0].nomme("bibliotheque.yaml") == "fichier/bibliotheque.yaml"
    monkeypatch.setenv("CPOM_BIBLIOTHEQUE", "variable")
    assert chosen([], beside).siennes[0].nom == "variable"
    assert chosen([Path("commande")], beside).siennes[0].nom == "commande"


def test_a_command_says_it_before_or_after_its_name(ici: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--bibliotheque", "ma", "modeles"]) == 0
    before = capsys.readouterr().out
    assert main(["modeles", "--bibliotheque", "ma"]) == 0
    assert capsys.readouterr().out == before
    assert "sad-exemple : Contrat de service autonomie à domicile" in before
    assert "    bibliothèque : Département Exemple 2026.1 ; cpom" in before
    (ici / "cpom.yaml").write_text("bibliotheque: ma\n", encoding="utf-8")
    assert main(["modeles"]) == 0
    assert capsys.readouterr().out == before


def test_every_command_of_a_description_finds_it_beside(ici: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (ici / "cpom.yaml").write_text("bibliotheque: ma\n", encoding="utf-8")
    for words in (["verifier"], ["expliquer"], ["calendrier"], ["generer", "--format", "txt"], ["annexes"]):
        assert main([*words, "c.yaml"]) == 0, words
    assert main(["questionnaire", "sad-exemple"]) == 0
    assert "mediateur_exemple" in capsys.readouterr().out
    assert main(["schema", "sad-exemple"]) == 0
    assert "mediateur_exemple" in json.loads(capsys.readouterr().out)["properties"]
    assert main(["clauses", "sad-exemple"]) == 1  # an écart of ours quotes the shared sentence that is replaced
    assert "fichier : ma/modeles/sad-exemple/litiges.md" in capsys.readouterr().out
    assert main(["droit", "--date", "2024-01-15"]) == 0
    assert "reglement-exemple" in capsys.readouterr().out


def test_reports_and_documents_name_the_libraries(ici: Path) -> None:
    ours = f"cpom {version('cpom')}"
    assert main(["generer", "c.yaml", "--bibliotheque", "ma", "--format", "html"]) == 0
    assert f"Bibliothèques : Département Exemple 2026.1 ; {ours}\n" in (ici / "output/rapport.txt").read_text("utf-8")
    assert f"Département Exemple 2026.1, {ours}" in (ici / "output/c.html").read_text("utf-8")
    (ici / "c.yaml").write_text((ici / "c.yaml").read_text("utf-8").replace("sad-exemple", "saad"), encoding="utf-8")
    assert main(["generer", "c.yaml", "--format", "html", "--ecraser"]) == 0  # one of another model stands there
    assert ours not in (ici / "output/c.html").read_text("utf-8")


def test_a_later_format_is_refused_before_any_unknown_key(ici: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (ici / "ma/bibliotheque.yaml").write_text("format: 2\nnom: x\nversion: 1\nnouvelle: oui\n", encoding="utf-8")
    assert refused("--bibliotheque", "ma", "modeles", capsys=capsys).strip() == (
        "ma/bibliotheque.yaml:1:9: erreur [bibliotheque-plus-recente] cette bibliothèque demande un cpom plus récent "
        "(format 2 ; celui-ci lit le format 1) : mettez cpom à jour."
    )


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("bibliotheques: ma\n", "cpom.yaml:1:1: erreur [cle-inconnue] clé inconnue « bibliotheques »."),
        ("bibliotheque: mo\n", "cpom.yaml:1:15: erreur [bibliotheque-absente] la bibliothèque « mo » n'existe pas."),
        ("bibliotheque: [ma, mo]\n", "cpom.yaml:1:20: erreur [bibliotheque-absente]"),
        ("bibliotheque: vide\n", "« vide » n'est pas une bibliothèque : bibliotheque.yaml y manque."),
        ("", "cpom.yaml:1:1: erreur [yaml-vide]"),
    ],
)
def test_a_mistake_in_cpom_yaml_is_told_at_its_place(
    ici: Path, written: str, said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    (ici / "vide").mkdir()
    (ici / "cpom.yaml").write_text(written, encoding="utf-8")
    assert said in refused("verifier", "c.yaml", capsys=capsys)


def test_a_description_may_be_called_cpom_yaml(ici: Path) -> None:
    shutil.copy("c.yaml", "cpom.yaml")
    assert chosen([], Path()) is installed()


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--bibliotheque", "mo", "modeles"], "[bibliotheque-absente] la bibliothèque « mo » n'existe pas."),
        (["--bibliotheque", "c.yaml", "modeles"], "la bibliothèque « c.yaml » n'est pas un dossier."),
        (["--bibliotheque", ".", "modeles"], "« . » n'est pas une bibliothèque : bibliotheque.yaml y manque."),
    ],
)
def test_a_folder_that_is_none_is_told(
    ici: Path, words: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert said in refused(*words, capsys=capsys)


def test_a_key_that_is_missing_in_its_identity_is_told(ici: Path) -> None:
    (ici / "ma/bibliotheque.yaml").write_text("format: 1\nnom: x\n", encoding="utf-8")
    with pytest.raises(InputError, match="version : cette clé est obligatoire"):
        opened([Path("ma")])


def test_the_installed_library_has_the_version_of_cpom() -> None:
    assert installed().titres == (f"cpom {version('cpom')}",)


@pytest.mark.parametrize("name", ["x" * 300, "x/" * 3000, "~personne-de-ce-nom/ma"])
def test_a_name_that_the_system_refuses_is_told(ici: Path, name: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert "[bibliotheque-absente]" in refused("--bibliotheque", name, "modeles", capsys=capsys)
    (ici / "cpom.yaml").write_text(f"bibliotheque: {name}\n", encoding="utf-8")
    assert "cpom.yaml:1:15: erreur [bibliotheque-absente]" in refused("modeles", capsys=capsys)
    (ici / "ma/bibliotheque.yaml").write_text(f"format: 1\nnom: Ma\nversion: 1\nherite: {name}\n", encoding="utf-8")
    told = refused("--bibliotheque", "ma", "modeles", capsys=capsys)
    assert "ma/bibliotheque.yaml:4:9: erreur [bibliotheque-absente]" in told


@pytest.mark.parametrize("said", ["2", "2,0", "deux", "'2'", "+2"])
def test_a_later_format_is_recognised_however_it_is_written(
    ici: Path, said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    (ici / "ma/bibliotheque.yaml").write_text(f"format: {said}\nneuve: oui\n", encoding="utf-8")
    assert "(format 2 ; celui-ci lit le format 1)" in refused("--bibliotheque", "ma", "modeles", capsys=capsys)


def test_a_format_of_five_thousand_digits_is_no_number(ici: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = f"format: {'9' * 5000}\nnom: Ma\nversion: 1\n"
    (ici / "ma/bibliotheque.yaml").write_text(text, encoding="utf-8")
    assert "ma/bibliotheque.yaml:1:9: erreur" in refused("--bibliotheque", "ma", "modeles", capsys=capsys)


def bare(folder: Path, name: str, *parents: str) -> Path:
    (folder / name).mkdir()
    text = f"format: 1\nnom: {name}\nversion: 1\nherite: [{', '.join(f'../{one}' for one in parents)}]\n"
    (folder / name / "bibliotheque.yaml").write_text(text, encoding="utf-8")
    return folder / name


def test_each_library_is_read_once_however_many_ways_lead_to_it(ici: Path) -> None:
    last = 30  # two to the thirty ways
    for rank in range(last):
        for side in "ab":
            bare(ici, f"{side}{rank}", *(f"{one}{rank + 1}" for one in "ab" if rank + 1 < last))
    names = [one.nom for one in opened([ici / "a0"]).siennes]
    assert names == ["a0", *(f"{side}{rank}" for rank in range(1, last) for side in "ab")]


def test_a_thousand_libraries_may_be_laid_over_one_another(ici: Path) -> None:
    for rank in range(1100):
        bare(ici, f"l{rank}", *([f"l{rank + 1}"] if rank < 1099 else []))
    assert [one.nom for one in opened([ici / "l0"]).siennes] == [f"l{rank}" for rank in range(1100)]


def test_a_name_cannot_command_the_terminal(ici: Path, capsys: pytest.CaptureFixture[str]) -> None:
    told = refused("--bibliotheque", "\x1b[2Jma\nerreur", "modeles", capsys=capsys)
    assert "« �[2Jma�erreur » n'existe pas" in told


@pytest.mark.parametrize("name", ["a\udcffb", "a\x1b[2Jb", "a\nb"])
def test_a_folder_whose_name_no_message_can_tell_is_no_model(
    ici: Path, name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    (ici / "ma/modeles" / name).mkdir()
    (ici / "ma/modeles" / name / "modele.yaml").write_text("herite: saad\n", encoding="utf-8")
    assert "[modele-sans-plan]" in refused("--bibliotheque", "ma", "modeles", capsys=capsys)
