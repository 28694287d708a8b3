"""« SARL » or « Scop » given for the statut of the gestionnaire: where the legal form is written is told."""

import pytest

from engine.errors import InputError
from engine.libraries.modele import load_model
from engine.reading.description import validate
from engine.reading.lectures import told
from engine.reading.yaml_strict import parse_yaml


@pytest.mark.parametrize("typed", ["Scop", "GIP"])
def test_a_legal_form_given_for_the_statut_is_told_where_to_be_written(typed: str) -> None:
    source = parse_yaml(f"modele: saad\ngestionnaire: {{statut: {typed}}}\n".encode(), "contrat.yaml")
    with pytest.raises(InputError) as stopped:
        validate(source, load_model("saad").description)
    (found,) = stopped.value.findings
    said = f"« {typed} » se répond à « forme » (forme juridique de l'organisme gestionnaire) : "
    assert found.hint.endswith(f"{said}« forme: {typed.lower()} ».")


def test_a_statut_that_says_the_legal_form_too_tells_both() -> None:
    source = parse_yaml(b"modele: saad\ngestionnaire: {statut: SARL}\n", "contrat.yaml")
    (found,) = told(source, validate(source, load_model("saad").description))
    assert (found.message, found.hint) == (
        "gestionnaire.statut : « SARL », lu : societe.",
        "Le contrat dit aussi la forme juridique, comme avec « forme: sarl ».",
    )
