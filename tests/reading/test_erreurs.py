"""One malformed file for each error; ATTENDU.txt says, word for word, what the user is told of it."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from engine.errors import InputError
from engine.reading import yaml_tree
from engine.reading.description import modele_de, validate
from engine.reading.yaml_strict import parse_yaml
from models.contrat import Contrat
from tests.aide_a_domicile import DESCRIPTION

FICHIERS = Path(__file__).parents[1] / "fixtures" / "erreurs"
ATTENDU = {
    told.split(":", 1)[0]: told.strip() for told in (FICHIERS / "ATTENDU.txt").read_text(encoding="utf-8").split("\n\n")
}
LOADERS = [yaml.BaseLoader] + ([yaml.CBaseLoader] if yaml.__with_libyaml__ else [])


def read(name: str) -> Contrat:
    source = parse_yaml((FICHIERS / name).read_bytes(), name)
    assert modele_de(source) == "saad"
    return validate(source, DESCRIPTION)


def test_every_malformed_file_has_its_words() -> None:
    assert sorted(ATTENDU) == sorted(file.name for file in FICHIERS.glob("*.yaml"))


@pytest.mark.parametrize("loader", LOADERS, ids=lambda loader: loader.__name__)
@pytest.mark.parametrize("name", ATTENDU)
def test_error_is_told(name: str, loader: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """The C parser and the Python one say the same, at the same place."""
    monkeypatch.setattr(yaml_tree, "LOADER", loader)
    with pytest.raises(InputError) as stopped:
        read(name)
    assert str(stopped.value) == ATTENDU[name]
