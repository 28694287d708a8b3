"""A description with another fact is the one that its text gives when it is read anew: all of it, to the byte."""

from __future__ import annotations

import multiprocessing
from concurrent.futures import ProcessPoolExecutor
from copy import deepcopy
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

import cpom
from engine.dossier import _LAST
from engine.reading.yaml_strict import parse_yaml
from models import chemins
from models.fiches.groupe import Groupe, given_in
from tests.faits_changes import another, tried_of_every_kind
from tests.fuzz.essais import tried

EXAMPLES = sorted(Path("data/exemples").glob("*.yaml"))
DAY = date(2026, 2, 1)
LONGEST = ("sad-ille-et-vilaine-association", "ehpad-complet")
"""Those that compute the most tables."""
WORDS = st.sampled_from(
    [
        None, "", "néant", "sans objet", "oui", "non", "12,5", "1 234", "12 %", "2024-02-01", "31 janvier 2027",
        "5 ans", "association", "SAS Exemple", "M.", "directrice", "35", "22 - Côtes-d’Armor", "350000022", "123456782",
        "a: b", "# x", "Rennes", "1re ligne\n2e ligne\n", "à compléter", "{", "'", "fin de mois…",
    ]
)  # fmt: skip


def opened(text: str) -> cpom.Dossier:
    return cpom.lire(text, dossier="data/exemples", jour=DAY)


def all_of(dossier: cpom.Dossier) -> dict[str, Any]:
    """Everything that is to be seen of a description; what was said, and not only what it comes to."""
    said: dict[str, Any] = {
        "entier": dossier.entier,
        "constats": dossier.constats,
        "manquants": dict(dossier.manquants),
    }
    said |= {"controles": dossier.controles, "places": list(dossier._source.places.items())}
    said |= {"keys": list(dossier._source.key_places.items()), "data": list(chemins.written(dossier._source.data))}
    if dossier._lu:
        said |= {"contrat": dossier._lu.contrat, "given": list(_given(dossier._lu.contrat))}
        said |= {"passages": cpom.passages(dossier), "calendrier": dossier.calendrier}
    if dossier.entier:
        said |= {"questions": dossier.questions()}
    if not dossier.erreurs:
        said |= {"texte": dossier.ecrire("txt")}
    return said


def _given(value: Any, here: tuple[str | int, ...] = ()) -> Any:
    if isinstance(value, Groupe):
        yield here, sorted(given_in(value))
        for name, one in sorted(value.__dict__.items()):
            yield from _given(one, (*here, name))
    elif isinstance(value, list):
        for at, one in enumerate(value):
            yield from _given(one, (*here, at))


@given(data=st.data())
@tried(10)
def test_a_changed_fact_gives_what_the_changed_text_gives(data: st.DataObject) -> None:
    file = data.draw(st.sampled_from(EXAMPLES))
    dossier = opened(file.read_text(encoding="utf-8"))
    for _ in range(data.draw(st.integers(1, 3))):
        if not dossier.entier:
            return
        said = [path for path, held in chemins.written(dossier._source.data) if isinstance(held, str | None)]
        asked = [chemins.lire(one.chemin) for one in dossier.questions() if "[]" not in one.chemin]
        paths = st.sampled_from(said) | (st.sampled_from(asked) if asked else st.nothing())
        facts = {path: data.draw(WORDS) for path in data.draw(st.lists(paths, min_size=1, max_size=2, unique=True))}
        try:
            made = dossier.avec(facts)
        except (cpom.Refus, ValueError):
            continue
        assert all_of(made) == all_of(opened(made.yaml()))
        dossier = made


@given(data=st.data())
@tried(15)
def test_a_description_read_after_others_is_the_one_that_it_is_alone(data: st.DataObject) -> None:
    file = data.draw(st.sampled_from(EXAMPLES))
    held = parse_yaml(file.read_bytes(), file.name).data
    others = parse_yaml(data.draw(st.sampled_from(EXAMPLES)).read_bytes(), "autre.yaml").data
    for _ in range(data.draw(st.integers(1, 4))):
        path = data.draw(st.sampled_from([path for path, one in chemins.written(held) if isinstance(one, str | None)]))
        made = deepcopy(held)
        chemins.put(made, path, data.draw(WORDS))
        key = data.draw(st.sampled_from([*others]))
        made |= data.draw(st.sampled_from([{}, {key: deepcopy(others[key])}, {key: None}]))
        made = dict(data.draw(st.permutations([*made.items()]))) if data.draw(st.booleans()) else made
        text = yaml.safe_dump(made, allow_unicode=True, sort_keys=data.draw(st.booleans()))
        after = all_of(opened(text))
        _LAST.clear()
        assert after == all_of(opened(text))


@pytest.mark.parametrize("name", LONGEST)
def test_a_fact_of_every_kind_gives_the_page_that_another_process_makes_of_the_text(name: str) -> None:
    dossier = opened(Path(f"data/exemples/{name}.yaml").read_text(encoding="utf-8"))
    changed = {}
    for path, words in tried_of_every_kind(dossier, LONGEST.index(name)):
        here = dossier.avec({path: another(dossier, path, words, 1)})
        changed[path] = here.yaml(), shown(here)
        dossier = here if not here.erreurs else dossier
    assert len(changed) > 50
    with ProcessPoolExecutor(1, multiprocessing.get_context("spawn")) as elsewhere:
        made = elsewhere.map(made_anew, [text for text, _ in changed.values()], chunksize=20)
        assert [path for path, one in zip(changed, made, strict=True) if one != changed[path][1]] == []


def test_a_row_that_says_that_there_is_none_does_so_once_it_is_alone() -> None:
    """It was a row among others, and read as one."""
    rows = "  liste:\n    - {intitule: néant}\n    - {intitule: Contrat local de santé}\n"
    before = opened(f"modele: ehpad\ncontrats_publics:\n{rows}")
    made = before.sans_element("contrats_publics.liste[2]")
    assert all_of(made) == all_of(opened(made.yaml()))
    assert made._lu
    assert chemins.at(made._lu.contrat, "contrats_publics.liste") == []


def made_anew(text: str) -> object:
    """What a page shows of a description that is read after none."""
    _LAST.clear()
    return shown(opened(text))


def shown(dossier: cpom.Dossier) -> object:
    """What a page shows of a description."""
    return cpom.passages(dossier), dossier.constats, dict(dossier.manquants)


@pytest.mark.parametrize("file", EXAMPLES, ids=lambda file: file.stem)
def test_what_a_change_leaves_is_the_very_same(file: Path) -> None:
    dossier = opened(file.read_text(encoding="utf-8"))
    made = dossier.avec({"signature.lieu": "Ailleurs"})
    before, after = dossier._lu, made._lu
    assert before
    assert after
    assert after.contrat.signature.lieu == "Ailleurs"
    groups = {key: one for key, one in before.contrat.__dict__.items() if isinstance(one, Groupe)}
    others = [key for key, one in groups.items() if getattr(after.contrat, key) is not one]
    assert len([key for key in others if key != "signature"]) <= 1  # that under which a new key comes
