"""A contract of the kind of another leaves to be known, and says, what it does in a process of its own."""

from __future__ import annotations

import random
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest
import yaml

from engine.assembly import assemble
from engine.assembly.kinds import Assembling, Kind, kind_of
from engine.dossier import Dossier, dossier_of
from engine.errors import InputError
from engine.libraries.ouverture import opened
from engine.reading.yaml_strict import parse_yaml
from engine.redaction import found_of
from models import chemins
from tests.assembly.test_reuse import DAY, EXAMPLES, said
from tests.assembly.test_shared import start_anew, told
from tests.bibliotheques import OURS

QUESTION = """\
---
titre: Services
source: essai
questions:
  services:
    type: lignes
    libelle: services du contrat
    colonnes:
      agree: {type: oui_non, libelle: agrément du service, aide: agréé ou non, exemple: oui}
---
Le présent contrat a des services.
"""
CHOSEN = """\
---
titre: Agrément
source: essai
si: {"services[].agree": [tous, certains]}
---
Le présent contrat vaut agrément.
"""


def dossier(data: dict[str, Any], library: Any = OURS) -> Dossier | None:
    """A description as it is opened; None where it is none."""
    text = yaml.safe_dump(data, allow_unicode=True, sort_keys=False)
    try:
        return dossier_of(parse_yaml(text.encode(), "c.yaml"), Path("c.yaml"), DAY, library)
    except InputError:
        return None


def known(one: Dossier | None) -> tuple[object, ...]:
    """What a contract leaves to be known where nobody writes it, then what it says."""
    return () if one is None else (found_of(one), *told(one.assembled()))


@pytest.fixture
def alike(monkeypatch: pytest.MonkeyPatch) -> list[Kind]:
    """The kinds that contracts are found to be of."""
    found: list[Kind] = []

    def counted(one: Assembling) -> Kind | None:
        kind = kind_of(one)
        found.extend([kind] if kind else [])
        return kind

    monkeypatch.setattr(assemble, "kind_of", counted)
    return found


def without_or_other(data: dict[str, Any], path: chemins.Chemin) -> dict[str, Any]:
    """The same without a fact, or with another text in its place."""
    made = deepcopy(data)
    value = chemins.at(data, path)
    if isinstance(value, str) and " " in value:
        chemins.put(made, path, f"{value} bis")
    else:
        chemins.take_out(made, path)
    return made


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_one_fact_more_or_less_is_known_though_all_else_is_the_same(path: Path, alike: list[Kind]) -> None:
    lot = random.Random(path.stem)  # noqa: S311 - the same at each run
    whole = said(path)
    facts = [at for at, _ in chemins.written(whole) if at != ("modele",)]
    start_anew()
    for at in lot.sample(facts, min(3, len(facts))):
        every = (whole, without_or_other(whole, at), whole)
        after = [known(dossier(data)) for data in every]
        for data, one in zip(every[1:], after[1:], strict=True):
            start_anew()
            assert one == known(dossier(data)), at
    assert alike


def test_the_row_that_does_not_answer_is_the_one_that_is_asked(tmp_path: Path) -> None:
    """Either row makes the same clause uncertain, and no clause looks at their answers."""
    model = "modele: essai\nintitule: Essai\nautorites: [collectivites]\narticles: [services, agrement]\n"
    files = {
        "bibliotheque.yaml": "format: 1\nnom: Essai\nversion: 1\n",
        "essai/modele.yaml": model,
        "essai/services.md": QUESTION,
        "essai/agrement.md": CHOSEN,
    }
    (tmp_path / "essai").mkdir()
    for name, text in files.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    library = opened([tmp_path])

    start_anew()
    both = []
    for answers in (("oui", None, "oui"), (None, "oui", "oui")):
        one = dossier({"modele": "essai", "services": [{"agree": answer} for answer in answers]}, library)
        assert one
        both.append(one)
    asked = [[fact.path for fact in found_of(each).missing if fact.path[0] == "services"] for each in both]
    assert asked == [[("services", 1, "agree")], [("services", 0, "agree")]]
    after = known(both[1])
    start_anew()
    assert after == known(both[1])
