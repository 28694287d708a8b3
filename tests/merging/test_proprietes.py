"""Whatever people change: nothing is lost, nobody comes first, and what was merged once does not change again."""

from __future__ import annotations

import random
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from engine.merging.merge import Merged, merge
from engine.merging.sides import Side
from engine.reading.description import stated
from engine.reading.yaml_strict import parse_yaml
from models import chemins
from tests.fuzz.essais import tried
from tests.merging.conftest import answers, merged

EXAMPLES = sorted(Path("data/exemples").glob("*.yaml"))
every_example = pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
seeds = given(st.integers(0, 10**9))


def read(path: Path) -> tuple[str, str, dict[str, Any]]:
    text = path.read_text(encoding="utf-8")
    data = parse_yaml(text.encode(), path.name).data
    return text, data["modele"], data


def written(data: dict[str, Any]) -> str:
    text: str = yaml.safe_dump(data, allow_unicode=True, sort_keys=False, width=1_000_000)
    return text


def edited(data: dict[str, Any], seed: int, who: str) -> dict[str, Any]:
    """The same description, changed by somebody: answers, items added, taken out and moved."""
    chance, made = random.Random(f"{who}{seed}"), deepcopy(data)  # noqa: S311
    for path, value in list(chemins.written(made)):
        if value is None or path == ("modele",) or chance.random() > 0.06:
            continue
        lists = [end for end in range(1, len(path)) if isinstance(path[end], int)]
        how = chance.choice(("change", "change", "add", "take", "move"))
        held = chemins.at(made, path[: lists[-1]]) if lists else None
        if how == "change" or not held:
            chemins.put(made, path, f"{value} {who}")
        elif how == "add":
            new = (
                {next(iter(held[0]), "nom"): f"Nouveau {who}{seed}"}
                if isinstance(held[0], dict)
                else f"Nouveau {who}{seed}"
            )
            held.insert(chance.randint(0, len(held)), new)
        elif how == "take":
            held.pop(chance.randrange(len(held)))
        else:
            chance.shuffle(held)
    return made


def texts(data: dict[str, Any]) -> set[str]:
    return {value for _, value in chemins.written(data) if isinstance(value, str)}


def meant(model: str, data: Any) -> Any:
    known = answers(model)
    return known.meant((), stated(data, known.model.description))


def said(made: Merged, model: str) -> Any:
    return meant(model, made.source.data)


@every_example
@tried(1, 0.002)
@seeds
def test_what_one_alone_changed_is_what_they_say(path: Path, seed: int) -> None:
    text, model, data = read(path)
    back = edited(data, seed, "Alpha")
    made = merged(text, text, written(back), model=model)
    assert made.conflicts == ()
    assert said(made, model) == meant(model, back)
    assert said(merged(text, written(back), written(back), model=model), model) == meant(model, back)


@every_example
@tried(1, 0.002)
@seeds
def test_nobody_comes_first_and_nothing_is_lost(path: Path, seed: int) -> None:
    text, model, data = read(path)
    one, other = edited(data, seed, "Alpha"), edited(data, seed, "Beta")
    made = merged(text, written(one), written(other), model=model)
    turned = merged(text, written(other), written(one), model=model)
    assert [path.path for path in made.conflicts] == [path.path for path in turned.conflicts]
    assert said(made, model) == said(turned, model)
    assert said(merged(made.source.text, made.source.text, model=model), model) == said(made, model)
    kept = str([value for _, value in chemins.written(made.source.data)]) + str(made.conflicts)
    for back in (one, other):
        new = texts(back) - texts(data)
        assert [value for value in new if repr(value)[1:-1] not in kept] == []


@every_example
@tried(1, 0.002)
@seeds
def test_a_file_that_is_preferred_everywhere_leaves_no_conflict(path: Path, seed: int) -> None:
    text, model, data = read(path)
    one, other = edited(data, seed, "Alpha"), edited(data, seed, "Beta")
    assert merged(text, written(one), written(other), prefers=lambda _: 0, model=model).conflicts == ()


@every_example
@tried(1, 0.002)
@seeds
def test_an_untouched_form_changes_nothing_whatever_it_comes_back_to(path: Path, seed: int) -> None:
    """It was sent with a part of what the description says, under other items as well: none of it is taken out."""
    text, model, data = read(path)
    known, sent = answers(model), deepcopy(data)
    chance = random.Random(seed)  # noqa: S311
    for one in [one for one, _ in chemins.written(data) if one != ("modele",) and chance.random() < 0.2]:
        if chemins.at(sent, one) is not None:
            chemins.put(sent, one, "")
    shown = stated(sent, known.model.description)
    asked = frozenset(chemins.noms(one) for one, _ in chemins.written(shown))
    form = Side("formulaire.xlsx", shown, asked=asked, sent=sent)
    for into in (text, written(edited(data, seed, "Alpha"))):
        made = merge(parse_yaml(into.encode(), "base.yaml"), [form], known.model, known)
        assert (made.source.text, made.taken, made.conflicts) == (into, (), ())
