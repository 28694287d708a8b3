"""What whoever opens a description from Python gets."""

from __future__ import annotations

from dataclasses import FrozenInstanceError
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

import cpom
from engine.cli import main

JOUR = date(2024, 6, 1)
EXEMPLES = sorted(Path("data/exemples").glob("*.yaml"))


def lu(texte: str, **options: Any) -> cpom.Dossier:
    return cpom.lire(texte, jour=JOUR, **options)


@pytest.mark.parametrize("path", EXEMPLES, ids=lambda one: one.stem)
def test_the_findings_are_those_of_verifier(path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["verifier", str(path), "--details"])
    printed = " ".join(capsys.readouterr().out.split())
    dossier = cpom.ouvrir(path)
    assert dossier.constats
    for constat in dossier.constats:
        assert " ".join(str(constat).split()) in printed
    for qui, faits in dossier.manquants.items():
        assert f"à compléter par {qui} ({len(faits)})" in printed


@pytest.mark.parametrize("texte", ["duree: 5 ans\n", "modele: inconnu\n", "modele: saad\nservices: 12\n"])
def test_a_wrong_description_is_open_and_tells_its_errors(texte: str) -> None:
    dossier = lu(texte)
    assert dossier.erreurs
    assert all(one.ligne and one.fichier == "contrat.yaml" for one in dossier.erreurs)
    with pytest.raises(cpom.Refus) as refus:
        dossier.ecrire("txt")
    assert refus.value.constats == dossier.erreurs
    assert (dossier.calendrier, dossier.yaml()) == ((), texte)


def test_what_could_be_read_of_a_wrong_description_is_told() -> None:
    dossier = lu("modele: saad\nduree: 12 siècles\ngestionnaire: {statut: association}\n")
    assert dossier.modele == "saad"
    assert dossier.traits["statut"].valeurs == {"association"}
    assert dossier.manquants["le Département"]
    assert dossier.decisions
    assert dossier.tableaux
    assert dossier.document().sections


def test_of_an_unknown_model_nothing_is_known() -> None:
    dossier = lu("modele: inconnu\n")
    assert (dossier.modele, dossier.manquants, dossier.traits, dossier.decisions) == ("", {}, {}, ())
    assert dossier.tableaux == {}
    with pytest.raises(cpom.Refus):
        dossier.document()
    assert dossier.avec({"modele": "saad"}).modele == "saad"


@pytest.mark.parametrize(
    ("name", "content"),
    [("absent.yaml", None), ("contrat.docx", b"PK\3\4"), ("vide.yaml", b""),
     ("lot.yaml", b"modele: ehpad\nperiode: 2026-2030\n"),
     ("image.yaml", b"\x89PNG\r\n\x1a\n\0\0")],
)  # fmt: skip
def test_what_is_no_description_is_refused(tmp_path: Path, name: str, content: bytes | None) -> None:
    if content is not None:
        (tmp_path / name).write_bytes(content)
    with pytest.raises(cpom.PasUneDescription) as refus:
        cpom.ouvrir(tmp_path / name)
    assert refus.value.constats[0].gravite == "erreur"


def test_nothing_of_a_dossier_can_be_changed() -> None:
    dossier = lu("modele: saad\n")
    values: list[Any] = [dossier, dossier.constats[0], dossier.decisions[0], dossier.traits["statut"]]
    for value in values:
        with pytest.raises((FrozenInstanceError, TypeError, AttributeError)):
            value.modele = "ehpad"
    for mapping in (dossier.traits, dossier.manquants, dossier.tableaux):
        with pytest.raises(TypeError):
            mapping["x"] = None  # type: ignore[index]


TEXTE = "# à garder\nmodele: saad\nservices:\n  - nom: 'Un'  # le premier\n  - {nom: Deux}\nduree: 5 ans\n"


@pytest.mark.parametrize(
    ("faits", "attendu"),
    [
        ({"services[2].nom": "Trois"}, TEXTE.replace("Deux", "Trois")),
        ({("services", 0, "nom"): "Premier"}, TEXTE.replace("'Un'", "'Premier'")),
        ({"duree": None}, TEXTE.replace("duree: 5 ans", "duree:")),
        ({"services[3].nom": "Trois"}, TEXTE.replace("{nom: Deux}\n", "{nom: Deux}\n  - {nom: Trois}\n")),
        ({"effet": date(2024, 2, 1)}, None),
        ({"services[1].habilitation_aide_sociale": True}, None),
        ({"moyens.tarif_horaire": Decimal("25.40")}, None),
    ],
)
def test_another_dossier_has_other_facts(faits: dict[Any, Any], attendu: str | None) -> None:
    dossier = lu(TEXTE)
    autre = dossier.avec(faits)
    assert dossier.yaml() == TEXTE
    assert not autre.erreurs
    assert autre.yaml() != TEXTE
    for garde in ("# à garder", "# le premier"):
        assert garde in autre.yaml()
    if attendu:
        assert " ".join(autre.yaml().split()) == " ".join(attendu.split())


def test_a_fact_is_written_as_in_yaml() -> None:
    faits = {"effet": date(2024, 2, 1), "moyens.tarif_horaire": Decimal("25.40"), "services[1].evaluation": None}
    said = lu(TEXTE).avec(faits | {"services[1].habilitation_aide_sociale": False}).yaml()
    for words in ("effet: 2024-02-01", 'tarif_horaire: "25,40"', "habilitation_aide_sociale: non"):
        assert words in said


def test_a_missing_fact_is_given_by_its_own_path() -> None:
    dossier = cpom.ouvrir("data/exemples/saad-premier-jet.yaml", jour=JOUR)
    manquant = next(one for one in dossier.manquants["le Département"] if "date" in one.libelle)
    autre = dossier.avec({manquant.chemin: date(2025, 1, 15)})
    assert manquant not in autre.manquants["le Département"]
    assert manquant in dossier.manquants["le Département"]


@pytest.mark.parametrize(
    "chemin",
    ["services[0].nom", "services[]", "services[4].nom", "services.[1]", "", "a..b", "services[1000000000].nom",
     f"services[{'9' * 5000}].nom", ("services", 10**9, "nom"), ("services", -1, "nom"), (), "services.nom",
     "services[1][1]", "services[1].&a[1]" + ".a" * 90],
)  # fmt: skip
def test_a_path_badly_written_is_refused(chemin: str | tuple[str | int, ...]) -> None:
    with pytest.raises(ValueError, match=r"chemin|rang"):
        lu(TEXTE).avec({chemin: "x"})


@pytest.mark.parametrize(
    ("nom", "dit"),
    [("avec_element", ("gestionnaire",)), ("avec_element", ("effet",)), ("avec_element", ("services[1]",)),
     ("avec_element", ("services", 4)), ("avec_element", ("services[4].communes",)), ("sans_element", ("services[3]",)),
     ("sans_element", ("effet",)), ("avec_element_deplace", ("services[1]", 3)), ("avec_element_deplace", ("b[1]", 1))],
)  # fmt: skip
def test_an_item_that_a_list_has_not_is_refused(nom: str, dit: tuple[Any, ...]) -> None:
    with pytest.raises(ValueError, match=r"liste|rang"):
        getattr(lu(TEXTE), nom)(*dit)


def test_an_empty_item_is_legal_and_to_be_filled_in() -> None:
    autre = lu(TEXTE).avec_element("services", 1)
    assert not autre.erreurs
    assert "services[1].nom" in {one.chemin for faits in autre.manquants.values() for one in faits}
    assert lu(TEXTE).avec_element("services").avec({"services[3].nom": "Trois"}).yaml().count("nom: Trois") == 1
    assert autre.sans_element("services[1]").yaml() == TEXTE
    assert autre.avec({"services[1]": None}).yaml() == TEXTE


def test_a_fact_that_the_model_has_not_is_a_finding() -> None:
    (erreur,) = lu("modele: saad\n").avec({"inconnu": "x"}).erreurs
    assert erreur.code == "cle-inconnue"


@pytest.mark.parametrize("nom", cpom.FORMATS)
def test_every_format_is_written(nom: str) -> None:
    dossier = cpom.ouvrir("data/exemples/saad-mixte.yaml", jour=JOUR)
    assert dossier.ecrire(nom) == dossier.ecrit(nom).contenu
    with pytest.raises(ValueError, match="format"):
        dossier.ecrire(f"{nom}x")


def test_a_file_is_that_of_the_command(tmp_path: Path) -> None:
    path = Path("data/exemples/saad-non-habilite.yaml")
    main(["generer", str(path), "--format", "docx,txt", "--sortie", str(tmp_path)])
    dossier = cpom.ouvrir(path)
    for nom in ("docx", "txt"):
        assert dossier.ecrire(nom) == (tmp_path / f"saad-non-habilite.{nom}").read_bytes()


def test_a_final_contract_is_refused_while_a_fact_is_missing() -> None:
    dossier = cpom.ouvrir("data/exemples/saad-premier-jet.yaml", jour=JOUR)
    with pytest.raises(cpom.Refus, match="46 faits manquent"):
        dossier.ecrire("docx", definitif=True)


def test_a_logo_of_another_folder_is_read_where_it_is_allowed(tmp_path: Path) -> None:
    (tmp_path / "logos").mkdir()
    texte = "modele: saad\ngestionnaire: {logo: ../logos/logo.png}\n"

    def codes(**options: Any) -> list[str]:
        return [one.code for one in lu(texte, dossier=tmp_path / "contrats", **options).erreurs]

    assert codes() == ["fichier-ailleurs"]
    assert codes(dossiers_permis=(tmp_path / "logos",)) == ["logo-illisible"]
