"""A clause that cannot be printed is told when its model is looked at, and not by the first contract that holds it."""

from __future__ import annotations

from pathlib import Path

import pytest

from engine.assembly.soundness import open_model
from engine.errors import InputError
from engine.libraries.modele import load_model, model_names
from engine.soundness.controls import controlled
from engine.soundness.rendered import render_mistakes
from tests.bibliotheques import alone
from tests.marques import placed

HEADER = "---\ntitre: Suivi\nsource: essai, article 4\n---\n"


@pytest.mark.parametrize(
    ("body", "said"),
    [
        ("{{ gestionnaire.adrese }}", "« gestionnaire.adrese » n'est pas un fait"),
        ("::: contrat\n{{ gestionnaire.adrese }}\n:::", "« gestionnaire.adrese » n'est pas un fait"),
        ("::: vierge\n{{ gestionnaire.adrese }}\n:::", "« gestionnaire.adrese » n'est pas un fait"),
        ('::: {habilitation: mixte}\n{{ renvoi("suivie") }}\n:::', "renvoi à « suivie »"),
    ],
)
def test_a_mistake_of_a_passage_is_told_at_its_line(tmp_path: Path, body: str, said: str) -> None:
    told = "\n".join(map(str, controlled(alone(placed(tmp_path, HEADER + body))).findings))

    assert said in told
    assert f"suivi.md:{5 + body[: body.index('{{')].count(chr(10))}:1" in told


@pytest.mark.parametrize(
    ("header", "body", "line", "said"),
    [
        ("", "::: si gestionnaire.statut = asso\nUn.\n:::", 5, "« asso » n'est pas une de ses réponses"),
        ("", "{?gestionnaire.statut = asso, societe: Un.?}", 5, "« asso » n'est pas une de ses réponses"),
        ("derives: {x: {parmi: services, si: {habilitation: oui}}}\n", "{{ x }}", 4, "pas un fait de « services »"),
        ("derives: {x: {parmi: services, champ: nmo}}\n", "{{ x }}", 4, "Vouliez-vous dire « nom »"),
        ("", "{Renvoi objectifs}", 5, "sans majuscule"),
        ("", "{renvoi}", 5, "avec ce qu'il nomme"),
        ("", "Un.\n\n{signatures}", 7, "ne nomme aucun cadre"),
    ],
)
def test_what_would_print_nothing_or_itself_is_told(
    tmp_path: Path, header: str, body: str, line: int, said: str
) -> None:
    with pytest.raises(InputError) as told:
        open_model("essai", alone(placed(tmp_path, HEADER.removesuffix("---\n") + header + "---\n" + body)))

    assert said in str(told.value)
    assert f"suivi.md:{line}:" in str(told.value)


@pytest.mark.parametrize("name", model_names())
def test_every_model_prints(name: str) -> None:
    assert [str(one) for one in render_mistakes(load_model(name))] == []
