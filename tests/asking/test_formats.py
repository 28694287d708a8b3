from typing import Any, get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator  # type: ignore[import-untyped]

from engine.asking.formats import format_of
from models import champs
from models.fiches.champ import Champ
from models.fiches.faults import UnreadError
from models.fiches.reading import reader_of

SPACE = "[ \u00a0\u202f]?"
NUMBERS = rf"[+-]?\d{{1,3}}({SPACE}\d{{3}})*([.,]\d{{1,3}})?{SPACE}(€|%|h|km|€/h|euros)?"
KINDS = {
    "Nombre": NUMBERS,
    "Montant": NUMBERS,
    "Entier": NUMBERS,
    "Annee": r" ?[12]\d{3} ?",
    "Jour": r" ?(\d{4}-\d{2}-\d{2}|\d{1,2}/\d{1,2}/\d{4}) ?",
    "DureeContrat": r" ?\d{1,3} {0,2}(an|ans|mois) ?",
    "Finess": rf"(\d{SPACE}){{2}}(\d{SPACE}){{7}}|2[AaBb]\d{{7}}",
    "Siren": rf"(\d{SPACE}){{9}}",
    "Siret": rf"(\d{SPACE}){{14}}",
}


@pytest.mark.parametrize("kind", KINDS)
@given(data=st.data())
def test_an_editor_never_underlines_what_is_read(kind: str, data: Any) -> None:
    text = data.draw(st.from_regex(KINDS[kind], fullmatch=True, alphabet=st.characters(max_codepoint=0x2FFF)))
    declared = getattr(champs, kind)
    schema = format_of(Champ(declared | None)).schema
    try:
        reader_of(declared)(text)
    except UnreadError:
        return

    assert Draft202012Validator(schema).is_valid(text)


def test_every_kind_of_fact_has_its_format() -> None:
    kinds = [value for value in vars(champs).values() if len(get_args(value)) > 1 and hasattr(value, "__metadata__")]

    assert len(kinds) >= 10
    assert all(format_of(Champ(kind | None)).words for kind in kinds)
