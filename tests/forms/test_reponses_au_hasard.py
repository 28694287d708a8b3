"""Whatever is answered in a form, in any of its cells, is what the description then says."""

from __future__ import annotations

import random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

import cpom
from engine.errors import Path
from engine.forms.form import Asking, Form
from engine.forms.made import form_of
from engine.reading.description import stated
from engine.reading.yaml_strict import parse_yaml
from models import chemins
from tests.forms.conftest import DAY, Bureau, cell
from tests.fuzz.essais import tried
from tests.merging.conftest import answers

MODELS = ("saad", "ehpad", "chrs", "sad-ille-et-vilaine", "saad-seine-et-marne")
_PLAIN = (
    "texte",
    "texte_long",
    "jour",
    "oui_non",
    "choix",
    "civilite",
    "duree",
    "montant",
    "nombre",
    "entier",
    "effectif",
)


def answer(asking: Asking, chance: random.Random) -> tuple[str, Any]:
    """What is typed, and what the description then says."""
    if asking.choices:
        value = chance.choice(list(asking.choices))
        return asking.choices[value], value
    if asking.lines:
        lines = [f"Ligne {number}" for number in range(chance.randint(1, 3))]
        return "\n".join(lines), lines
    assert asking.kind
    said = asking.kind.example.replace("\n", " ")
    said = f"{said} {chance.randint(1, 99)}" if asking.kind.free else said
    return said, said


def asked(form: Form) -> list[tuple[Asking, bool]]:
    """The questions whose answers need no other: those that are asked once, and those of lists that nothing holds."""
    lists = (one for table in form.tables if not table.above for one in table.questions)
    every = [*((one, False) for one in form.questions), *((one, True) for one in lists)]
    return [
        (one, many) for one, many in every if one.kind and one.kind.name in _PLAIN and not one.by_year and not one.none
    ]


@pytest.mark.parametrize("name", MODELS)
@tried(1, 0.002)
@given(st.integers(0, 10**9))
def test_random_answers_come_back(tmp_path_factory: pytest.TempPathFactory, name: str, seed: int) -> None:
    chance, bureau = random.Random(seed), Bureau(tmp_path_factory.mktemp("formulaire"))  # noqa: S311 - no secret
    known = answers(name)
    bureau.form.write_bytes(cpom.lire(f"modele: {name}\n", jour=DAY).formulaire())
    book, wanted = load_workbook(bureau.form), {"modele": name}
    for asking, many in asked(form_of(known.model, None, {})):
        if chance.random() < 0.4:
            typed, said = answer(asking, chance)
            cell(book, ".".join(asking.names), 1 if many else 0).value = typed
            table = next((end for end in range(1, len(asking.names)) if _is_list(known.model, asking.names[:end])), 0)
            path: Path = (*asking.names[:table], 0, *asking.names[table:]) if many else asking.names
            chemins.put(wanted, path, said)
    book.save(bureau.form)
    read = stated(parse_yaml(bureau.taken().yaml().encode(), "").data, known.model.description)
    assert known.meant((), read) == known.meant((), wanted)


def _is_list(model: Any, names: tuple[str, ...]) -> bool:
    info = chemins.field_at(model.description, names)
    return bool(info and chemins.is_list(info.annotation))
