"""A contract shown in pieces: the same words as its file, each leading to its facts, and only what changed changes."""

from __future__ import annotations

import functools
import gc
import random
import re
from copy import deepcopy
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from lxml import html

import cpom
from models import chemins
from tests.fuzz.essais import DEAREST, lots, tried

EXEMPLES = sorted(Path("data/exemples").glob("*.yaml"))
DAY = date(2026, 11, 29)
LONGEST = "sad-ille-et-vilaine-association"


def read(name: str) -> cpom.Dossier:
    return cpom.ouvrir(f"data/exemples/{name}.yaml", jour=DAY)


def tree(said: str) -> html.HtmlElement:
    return html.fragment_fromstring(said, create_parent="div")


def words(said: str) -> str:
    return " ".join(
        "".join(tree(re.sub(r"<(?:br|/p|/li|/t[dh]|/h\d|/caption|/div)>", r" \g<0>", said)).itertext()).split()
    )


@pytest.mark.parametrize("path", EXEMPLES, ids=lambda one: one.stem)
def test_the_pieces_say_what_the_file_says(path: Path) -> None:
    dossier = cpom.ouvrir(path, jour=DAY)
    pieces = words(" ".join(one.html for one in cpom.passages(dossier)))
    body = dossier.ecrire("html").decode().partition("<main>")[2].partition("</main>")[0] if not dossier.erreurs else ""
    whole = words(re.sub(r"<nav.*?</nav>", "", body, flags=re.DOTALL).replace("<h1>", "<p>"))
    assert pieces == whole or dossier.erreurs


@pytest.mark.parametrize("path", EXEMPLES, ids=lambda one: one.stem)
def test_a_strict_policy_refuses_nothing_of_them_and_no_id_is_twice(path: Path) -> None:
    found = cpom.passages(cpom.ouvrir(path, jour=DAY))
    whole = tree("".join(one.html for one in found))
    assert not whole.xpath("//*[@style]|//style|//script|//h1|//h2|//main|//header|//nav")
    ids = [one.id for one in found] + [one for one in whole.xpath("//@id") if one not in {piece.id for piece in found}]
    assert len(ids) == len(set(ids))
    assert all(one.startswith("contrat-") for one in ids)
    assert {one[1:] for one in whole.xpath("//a/@href")} <= set(ids)
    assert all(one.get("aria-label") and one.get("role") for one in whole.xpath("//*[@tabindex]"))


@pytest.mark.parametrize("path", EXEMPLES, ids=lambda one: one.stem)
def test_what_is_found_and_missing_is_the_same(path: Path) -> None:
    shown, told = (cpom.ouvrir(path, jour=DAY) for _ in range(2))
    cpom.passages(shown)
    assert shown.constats == told.constats
    assert shown.manquants == told.manquants


def test_a_fact_leads_to_its_words_and_words_to_their_facts() -> None:
    dossier = read("saad-habilite")
    pieces = {one.id: one for one in cpom.passages(dossier)}
    whole = tree("".join(one.html for one in pieces.values()))
    named = whole.xpath("//*[@data-chemin='gestionnaire.raison_sociale']")
    assert {one.text_content() for one in named} == {"Association Exemple"}
    # What follows from a fact tells it as well: « la présidente », « cinq ans ».
    assert "effet" in pieces["contrat-duree"].chemins
    assert whole.xpath("//*[contains(concat(' ', @data-chemins, ' '), ' habilitation ')]") == []  # a trait is no fact


def test_what_is_missing_is_marked_with_its_path() -> None:
    dossier = read("saad-premier-jet")
    whole = tree("".join(one.html for one in cpom.passages(dossier)))
    marked = {one for said in whole.xpath("//mark/@data-chemin") for one in said.split(",")}
    missing = {one.chemin for facts in dossier.manquants.values() for one in facts}
    assert len(marked & missing) > 20


def test_only_what_changed_changes() -> None:
    before = {one.id: one.empreinte for one in cpom.passages(read(LONGEST))}
    after = cpom.passages(read(LONGEST).avec({"gestionnaire.adresse": "3 rue Nouvelle, 35000 Rennes"}))
    changed = [one for one in after if before.get(one.id) != one.empreinte]
    assert [one.id for one in changed] == ["contrat-ouverture", "contrat-annexes-signaletique-titre-0"]
    assert "3 rue Nouvelle" in changed[0].html
    assert "gestionnaire.adresse" in changed[0].chemins


def cleared() -> None:
    """Have everything that was kept of a contract worked out again; libraries stay open."""
    for one in gc.get_objects():
        if isinstance(one, functools._lru_cache_wrapper):
            module = getattr(one, "__module__", "") or ""
            if module.startswith(("engine.", "cpom.", "models.")) and not module.startswith("engine.libraries"):
                one.cache_clear()


def changed(rolled: random.Random) -> dict[str, Any]:
    """An example with a few of its answers changed, erased, or put where others were."""
    facts: dict[str, Any] = yaml.load(rolled.choice(EXEMPLES).read_text(encoding="utf-8"), yaml.BaseLoader)  # noqa: S506
    said = list(chemins.written(facts))
    for path, _ in rolled.sample(said, rolled.randint(1, 4)):
        if path != ("modele",):
            chemins.put(
                facts, path, rolled.choice(["", "oui", "non", "12", "Réponse nouvelle", rolled.choice(said)[1]])
            )
    return facts


def shown(facts: dict[str, Any]) -> tuple[Any, ...]:
    """All that a page shows of a description."""
    dossier = cpom.lire(deepcopy(facts), jour=DAY)
    if not dossier.modele or not (dossier.entier or dossier.traits):
        return (dossier.constats,)
    return cpom.passages(dossier), dossier.constats, dossier.manquants, dossier.decisions


@tried(8, DEAREST)
@given(lots())
def test_what_is_kept_changes_nothing(rolled: random.Random) -> None:
    """Whatever was shown before, a contract is shown as if it were the first."""
    facts = changed(rolled)
    quick = shown(facts)
    cleared()
    assert quick == shown(facts)
