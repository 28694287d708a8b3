"""The numbers that an objective names are among those that the model knows; a model without any takes all words."""

from __future__ import annotations

from collections.abc import Callable

from engine.errors import Finding, dotted

Controle = Callable[[str], list[Finding]]


def unknown(found: list[Finding]) -> list[Finding]:
    return [one for one in found if one.code == "mention-inconnue"]


def test_each_number_of_no_mention_is_told_with_those_that_exist(controler: Controle) -> None:
    told = unknown(controler('modele: saad\nobjectifs: [{intitule: Un, mentions: ["99°", "7°", "bêtise"]}]'))
    assert [dotted(one.path) for one in told] == ["objectifs[1].mentions[1]", "objectifs[1].mentions[3]"]
    assert told[1].message == "« bêtise » n'est le numéro d'aucune des mentions que le contrat doit porter."
    assert told[1].hint.startswith("Au choix : 1°, 2°, ")


def test_a_day_that_is_in_no_year_does_not_go_on_with_its_sentence(controler: Controle) -> None:
    said = "modele: saad\ndotation_complementaire: {retenu: oui, versement: acompte_et_solde, solde_avant: %s}"
    codes = [[one.code for one in controler(said % day)] for day in ("30 septembre", "31 septembre")]
    assert "reponse-en-phrase" not in codes[0]
    assert "reponse-en-phrase" in codes[1]
