"""The law of a library added to ours, or correcting it with who corrects it and why."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from engine.dossier import open_dossier
from engine.errors import InputError, Severity
from engine.law.amounts import amount, load_amounts
from engine.law.collectivites import authority
from engine.law.register import load_register
from engine.libraries.ouverture import again, opened
from engine.programmation.colonnes import recognised
from engine.programmation.faits_des_lignes import ligne
from models.fiches.groupe import altered, as_data, fields_of, read_as
from tests.bibliotheques import OURS

TODAY = date(2024, 1, 15)


def written(ici: Path, name: str, text: str) -> None:
    file = ici / "ma" / name
    file.parent.mkdir(exist_ok=True)
    file.write_text(text, encoding="utf-8")


def refused() -> list[str]:
    with pytest.raises(InputError) as told:
        load_register(opened([Path("ma")]))
    return [f"{one.place} {one.code} {one.message}" for one in told.value.findings]


def test_entries_are_added_and_corrected(ici: Path) -> None:
    register = load_register(opened([Path("ma")]))
    assert register.textes.keys() - load_register(OURS).textes.keys() == {"reglement-exemple"}
    (before, after) = (one.textes["casf/l313-11"] for one in (load_register(OURS), register))
    assert after.note == "Voir la note du service."
    assert after == altered(before, {"note": after.note})


def test_a_year_is_added_to_a_series_of_amounts(ici: Path) -> None:
    library = opened([Path("ma")])
    found = amount(library, "tarif-minimal", 2031)
    assert found is not None
    assert str(found.montant) == "30.00"
    assert amount(OURS, "tarif-minimal", 2031) is None
    assert amount(library, "tarif-minimal", 2024) == amount(OURS, "tarif-minimal", 2024)


def test_a_correction_is_told_to_the_contracts_that_rest_on_it(ici: Path) -> None:
    found = open_dossier(ici / "c.yaml", TODAY, opened([Path("ma")])).findings
    (one,) = [one for one in found if one.code == "droit-corrige"]
    assert (str(one.place), one.severity) == (f"{ici / 'c.yaml'}:6:33", Severity.INFORMATION)
    assert one.message.replace("\u00a0", " ") == (
        "« casf/l313-11 » est corrigé par la bibliothèque « Département Exemple 2026.1 » : la note du service dit ce "
        "qu’il faut lire."
    )
    assert one.hint == "Corrigé par : la direction juridique (ma/droit/textes.yaml, ligne 8)."


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("loi-2021-1754:\n  note: x\n", "ma/droit/textes.yaml:1:1 correction-sans-motif loi-2021-1754 : "),
        (
            "loi-2021-1754:\n  corrige: {par: un juriste}\n  note: x\n",
            "ma/droit/textes.yaml:2:3 correction-sans-motif loi-2021-1754 : ",
        ),
        (
            "loi-2021-1755:\n  corrige: {par: a, motif: b}\n  note: x\n",
            "ma/droit/textes.yaml:1:1 correction-sans-objet loi-2021-1755 : ",
        ),
        (
            "loi-2021-1754:\n  corrige: {par: a, motif: b}\n  statut: sûr\n",
            "ma/droit/textes.yaml:3:11 referentiel-invalide loi-2021-1754.statut : ",
        ),
        (
            "loi-2021-1754:\n  corrige: {par: a, motif: b}\n  remplace: {le: 2024-01-01, par: loi-x}\n",
            "ma/droit/textes.yaml:3:3 referentiel-invalide loi-2021-1754.remplace : remplacé par « loi-x »",
        ),
        ("- loi\n", "ma/droit/textes.yaml:1:1 yaml-sommet "),
        ("a: {b: [\n", "ma/droit/textes.yaml:"),
    ],
)
def test_each_mistake_is_told_in_the_file_that_says_it(ici: Path, text: str, said: str) -> None:
    written(ici, "droit/textes.yaml", text)
    assert any(one.startswith(said) for one in refused()), refused()


def test_every_mistake_comes_at_once(ici: Path) -> None:
    law = "loi-{}: {{nature: loi, cite: une loi, statut: confirmé, source: x, remplace: {{le: 2024-01-01, par: y}}}}\n"
    written(ici, "droit/textes.yaml", law.format("a") + law.format("b"))
    assert [one.partition(" ")[0] for one in refused()] == ["ma/droit/textes.yaml:1:66", "ma/droit/textes.yaml:2:66"]


def test_a_key_without_a_value_is_taken_away(ici: Path) -> None:
    text = "decret-2016-502:\n  corrige: {par: a, motif: b}\n  remplace:\n"
    written(ici, "droit/textes.yaml", text + (ici / "ma/droit/textes.yaml").read_text("utf-8"))
    assert load_register(opened([Path("ma")])).textes["decret-2016-502"].remplace is None


def test_the_year_of_an_amount_is_corrected_as_an_entry_is(ici: Path) -> None:
    library = opened([Path("ma")])
    text = 'tarif-minimal:\n  annees:\n    2024:\n      montant: "1.00"\n'
    written(ici, "droit/montants.yaml", text)
    with pytest.raises(InputError) as told:
        load_amounts(again(library))
    assert [f"{one.place} {one.code}" for one in told.value.findings] == [
        "ma/droit/montants.yaml:3:5 correction-sans-motif"
    ]
    written(ici, "droit/montants.yaml", f"{text}      corrige: {{par: a, motif: b}}\n")
    found = amount(again(library), "tarif-minimal", 2024)
    assert found is not None
    assert str(found.montant) == "1.00"


def test_a_collectivite_is_added_from_a_day_on_and_a_territory_corrected(ici: Path) -> None:
    written(
        ici,
        "collectivites.yaml",
        "territoires:\n  '35':\n    corrige: {par: a, motif: b}\n    tribunal: Rennes\n",
    )
    assert authority(opened([Path("ma")]), "35").tribunal == "Rennes"
    assert authority(OURS, "35").tribunal != "Rennes"
    found = open_dossier(ici / "c.yaml", TODAY, opened([Path("ma")])).findings
    assert [one.message for one in found if one.code == "droit-corrige" and "territoires.35" in one.message]


def test_headings_of_tables_are_added(ici: Path) -> None:
    written(ici, "colonnes.yaml", "nom: [Nom de la maison]\n")
    library = opened([Path("ma")])
    assert recognised(library, ["Nom de la maison", "Raison sociale"], {}) == 2
    assert recognised(OURS, ["Nom de la maison", "Raison sociale"], {}) == 1


def test_a_trade_adds_a_column_to_the_tables_of_a_programmation(ici: Path) -> None:
    written(
        ici,
        "colonnes.yaml",
        "lits_de_repit:\n  question: {type: entier, libelle: lits de répit}\n  titres: [Lits de répit]\n",
    )
    library = opened([Path("ma")])
    assert recognised(library, ["Lits de répit", "lits_de_repit", "Raison sociale"], {}) == 3
    row = read_as(ligne(library), {"nom": "A", "lits_de_repit": "4"})
    assert (as_data(row)["lits_de_repit"], row.libelle("lits_de_repit")) == (4, "lits de répit")
    assert "lits_de_repit" not in fields_of(ligne(OURS))


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("lits: {titres: [Lits]}", "ma/colonnes.yaml:1:1"),
        ("lits:\n  question: {type: bloc, libelle: lits}", "ma/colonnes.yaml:2:20"),
        ("lits:\n  question: {type: entier, libelle: lits}\n  au_plus: {fait: places, mots: lits pour}", "« places »"),
    ],
)
def test_a_column_that_is_badly_said_is_told_at_its_line(ici: Path, said: str, told: str) -> None:
    written(ici, "colonnes.yaml", f"{said}\n")
    with pytest.raises(InputError) as error:
        recognised(opened([Path("ma")]), ["Lits"], {})
    assert told in " ".join(f"{one.place} {one.message}" for one in error.value.findings)


def test_what_is_missing_is_to_be_written_in_the_library_of_the_user(ici: Path) -> None:
    (ici / "ma/droit/montants.yaml").unlink()
    library = opened([Path("ma")])
    with pytest.raises(InputError, match=r"« zzz » n'est pas dans ma/droit/montants\.yaml"):
        amount(library, "zzz", 2024)
    with pytest.raises(InputError, match=r"Ajoutez ce texte à ma/droit/textes\.yaml"):
        load_register(library).texte("zzz")
    with pytest.raises(InputError, match=r"« zzz » n'est pas dans data/droit/montants\.yaml"):
        amount(OURS, "zzz", 2024)
