"""Who sits for the co-signataire in the comité de suivi of Seine-et-Marne: nobody whom the description does not say."""

from __future__ import annotations

import pytest

from tests.assembly.test_seine_et_marne import DECEMBER_2025, blank, text

HEAD = "- Le Directeur Autonomie du Département ou son représentant ;\n"


def members(description: str) -> list[str]:
    """Who sits for the co-signataire, in the order of the contract."""
    written = text(DECEMBER_2025 + description) if description else blank()
    listed = written.split(HEAD)[1].split("\n\n")[0]
    return [
        line.removeprefix("- ").rstrip(" ;.").removesuffix(" de la structure co-signataire")
        for line in listed.splitlines()
    ]


DIRECTION = "suivi: {direction: La directrice}\n"
TO_SAY = "[à compléter : fonction de qui dirige la structure]"


@pytest.mark.parametrize(
    ("description", "listed"),
    [
        ("", ["Le Président", "Le Trésorier", "Le Directeur Général", "Le comptable"]),  # the form of the model
        (
            "gestionnaire: {statut: association, representant: {civilite: Mme, qualite: présidente}}\n" + DIRECTION,
            ["La Présidente", "Le Trésorier", "La directrice", "Le comptable"],
        ),
        (
            "gestionnaire: {statut: association, representant: {civilite: Mme, qualite: directrice générale}}\n",
            ["Le Président", "Le Trésorier", "La Directrice Générale", "Le comptable"],
        ),
        (
            "gestionnaire: {statut: association}\n",
            [
                "[à compléter : qualité du représentant de l'organisme gestionnaire]",
                "Le Trésorier",
                TO_SAY,
                "Le comptable",
            ],
        ),
        (
            "gestionnaire: {statut: societe, representant: {civilite: Mme}}\n" + DIRECTION,
            ["La représentante légale", "La directrice", "Le comptable"],
        ),
        (
            "gestionnaire: {raison_sociale: Exemple}\n",
            ["[à compléter : qualité du représentant de l'organisme gestionnaire]", TO_SAY, "Le comptable"],
        ),
        ("suivi: {membres: [La cheffe de service]}\n", ["La cheffe de service"]),
    ],
)
def test_the_comite_has_the_functions_that_are_known(description: str, listed: list[str]) -> None:
    assert members(description) == listed
