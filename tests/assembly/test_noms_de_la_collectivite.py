"""The names of the collectivité in a contract: its own, what it calls itself, who allows its executive to sign."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from engine.dossier import Dossier, open_dossier
from engine.writing.layout.plain import write_text

TODAY = date(2026, 11, 28)


def opened(folder: Path, departement: str, collectivite: str = "") -> Dossier:
    path = folder / "contrat.yaml"
    path.write_text(
        f'modele: saad\ndepartement: "{departement}"\nsignature: {{lieu: Exemple, date: 2026-03-01}}\n'
        "effet: 2026-04-01\n"
        f"collectivite: {{{collectivite}}}\n",
        encoding="utf-8",
    )
    return open_dossier(path, TODAY)


def said(dossier: Dossier) -> str:
    return write_text(dossier.assembled().document).replace("\u00a0", " ")


def test_a_departement_is_called_as_it_calls_itself(tmp_path: Path) -> None:
    text = said(opened(tmp_path, "44", "denomination: Département de Loire-Atlantique"))
    assert "Le Département de Loire-Atlantique, représenté par" in text
    assert "Département de la Loire-Atlantique" not in text


def test_a_name_to_verify_is_told_until_the_description_gives_it(tmp_path: Path) -> None:
    def codes(dossier: Dossier) -> set[str]:
        return {finding.code for finding in dossier.findings if finding.reserve}

    assert "collectivite-a-verifier" in codes(opened(tmp_path, "44"))
    assert "collectivite-a-verifier" not in codes(
        opened(tmp_path, "44", "denomination: Département de Loire-Atlantique")
    )


@pytest.mark.parametrize("name", ["'**Département**'", "'Département_44'", "'44'", "'-'"])
def test_what_is_not_a_name_is_refused(tmp_path: Path, name: str) -> None:
    (finding,) = opened(tmp_path, "44", f"denomination: {name}").errors
    assert (finding.code, finding.path) == ("denomination-collectivite", ("collectivite", "denomination"))
    assert finding.place


@pytest.mark.parametrize(
    ("departement", "collectivite", "expected"),
    [
        ("75", "", "par décision [à compléter : organe qui habilite à signer]"),
        ("75", "organe: assemblee", "par décision du Conseil de Paris"),
        ("75", "organe: commission_permanente", "par décision de la commission permanente"),
        ("976", "", "par décision [à compléter : organe qui habilite à signer]"),
        ("976", "organe: assemblee", "par décision de l’Assemblée de Mayotte"),
        ("972", "", "par décision de l’Assemblée de Martinique"),
        ("35", "", "par décision de la commission permanente"),
        ("35", "organe: assemblee", "par décision du Conseil départemental"),
    ],
)
def test_who_allows_to_sign(tmp_path: Path, departement: str, collectivite: str, expected: str) -> None:
    assert expected in said(opened(tmp_path, departement, collectivite))


@pytest.mark.parametrize(("departement", "pronoun"), [("976", "il"), ("69M", "elle")])
def test_the_collectivite_that_acts_as_a_departement_agrees(tmp_path: Path, departement: str, pronoun: str) -> None:
    assert f"dont {pronoun} exerce les compétences" in said(opened(tmp_path, departement))


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        ('departement: "75"', "par décision [à compléter : organe qui habilite à signer] en date du 1er décembre 2025"),
        (
            'departement: "75", organe: du Conseil de Paris',
            "par décision du Conseil de Paris en date du 1er décembre 2025",
        ),
        ('departement: "93"', "par décision de la commission permanente en date du 1er décembre 2025"),
    ],
)
def test_who_allows_another_departement_to_sign(tmp_path: Path, row: str, expected: str) -> None:
    path = tmp_path / "contrat.yaml"
    path.write_text(
        'modele: ehpad\ndepartement: "92"\nsignature: {lieu: Exemple, date: 2026-03-01}\neffet: 2026-04-01\n'
        f"autres_departements: [{{{row}, civilite: M., prenom: Jean, nom: EXEMPLE, decision: 2025-12-01}}]\n",
        encoding="utf-8",
    )
    assert expected in said(open_dossier(path, TODAY))
