"""What an avenant quotes and that is still to be filled in is told, and marked, as in a contract."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import cpom
from engine.avenants.blanks import Blanks
from engine.document import Missing, Paragraph, Section, Text
from engine.nodes import nodes_of
from tests.hands import plain

EXEMPLES = Path("data/exemples")
JOUR = date(2026, 11, 28)
TARIF = 'tarif_horaire: "25,10"\n  '
OBJECTIF = """  - intitule: Prévenir les chutes à domicile
    operationnels:
      - intitule: Repérer les risques de chute
        actions:
          - intitule: Visiter le domicile avec la personne
"""
AVANT = "  - intitule: Renforcer la coordination avec les acteurs du territoire"


def _avenant(*changed: tuple[str, str], signed: tuple[str, str] | None = None) -> cpom.Avenant:
    text = (EXEMPLES / "saad-habilite.yaml").read_text(encoding="utf-8")
    old = cpom.lire(text.replace(*signed) if signed else text, dossier=EXEMPLES, jour=JOUR)
    for before, after in changed:
        assert before in text, before
        text = text.replace(before, after, 1)
    new = cpom.lire(text, dossier=EXEMPLES, jour=JOUR)
    made = cpom.avenant(old, new, date=date(2026, 3, 2), motif="Accord.", jour=JOUR)
    assert not made.refus, made.constats
    return made


def _missing(made: cpom.Redaction) -> list[str]:
    """What is told of its contract, but for the acts that allow to sign the avenant."""
    told = [one.chemin for facts in made.manquants.values() for one in facts]
    return [path for path in told if not path.startswith("avenants")]


def _marked(made: cpom.Redaction) -> list[str]:
    return [plain(one.text) for one in nodes_of(made.document.sections, Missing) if "avenant" not in one.path]


def test_a_blank_among_the_words_that_it_brings_is_told_and_marked() -> None:
    made = _avenant((TARIF, ""))
    assert _missing(made.redaction) == ["moyens.tarif_horaire"]
    assert "[à compléter : tarif horaire de l’année d’effet]" in _marked(made.redaction)
    assert "« – tarif horaire année 2024 : [à compléter : tarif horaire de l’année d’effet] ; »" in plain(
        "\n".join(made.phrases)
    )


def test_the_blanks_of_an_annexe_that_it_replaces_are_told_too() -> None:
    made = _avenant((AVANT, OBJECTIF + AVANT))
    told = _missing(made.redaction)
    assert told
    assert told == [path for path in _missing(made.contrat_consolide) if path.startswith("objectifs")]


def test_a_blank_that_it_fills_in_is_none_of_its_own() -> None:
    made = _avenant(signed=(TARIF, ""))
    assert _missing(made.redaction) == []


def test_only_the_new_words_of_a_sentence_have_blanks() -> None:
    blank = Missing("date", "visas.date")
    contract = cpom.ouvrir(EXEMPLES / "saad-habilite.yaml", jour=JOUR).document()
    blanks = Blanks(replace(contract, sections=(Section((Paragraph((blank,)),)),)))
    sentence = "Les mots « [à compléter : date] » sont remplacés par les mots « le [à compléter\u00a0: date] »."
    before, marked, after = blanks.marked(sentence, sentence.index("le [à"))
    assert marked == replace(blank, place=False)
    assert (before, after) == (Text(sentence[: sentence.rindex("[")]), Text(" »."))
