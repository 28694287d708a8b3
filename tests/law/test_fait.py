"""A confirmed fact hides no doubt: its place is `doute`, which the drafter and a final contract see."""

from datetime import date

import pytest

from engine.errors import InputError, Severity
from engine.law.fait import Fait
from engine.law.referentiel import parse
from engine.law.register import Register, Textes, load_register
from tests.bibliotheques import OURS

FAIT = "statut: confirmé\nsource: exemple\n"


@pytest.mark.parametrize(
    "words",
    [
        "Titre exact à vérifier.",
        "Le numéro reste à lire.",
        "Jour non trouvé.",
        "Cité de mémoire.",
        "L'article n'est connu que d'une source secondaire.",
        "Titre à compléter.",
    ],
)
def test_a_confirmed_fact_with_a_doubtful_note_is_refused(words: str) -> None:
    with pytest.raises(InputError, match="dites-le dans « doute »"):
        parse(f'{FAIT}note: "{words}"\n', Fait, "essai.yaml", OURS)
    parse(f'{FAIT}doute: "{words}"\n', Fait, "essai.yaml", OURS)
    parse(f'{FAIT}note: "{words}"\n'.replace("confirmé", "à vérifier"), Fait, "essai.yaml", OURS)


def test_a_doubt_may_be_that_of_older_contracts_alone() -> None:
    fait = parse(
        FAIT + "doute: la version d'alors n'a pas été lue\ndoute_avant: 2022-04-28\n", Fait, "essai.yaml", OURS
    )
    assert fait.doubt(date(2022, 4, 27))
    assert not fait.doubt(date(2022, 4, 28))


def test_a_day_without_a_doubt_is_refused() -> None:
    with pytest.raises(InputError, match="« doute_avant » sans « doute »"):
        parse(FAIT + "doute_avant: 2022-04-28\n", Fait, "essai.yaml", OURS)


def test_the_doubt_of_a_text_is_a_finding_to_settle() -> None:
    text = f"loi-a: {{nature: loi, cite: la loi A, {FAIT.strip().replace(chr(10), ', ')}, doute: son titre}}"
    register = Register(parse(text, Textes, "textes.yaml", OURS).root)
    (finding,) = register.text_at("loi-a", date(2024, 1, 1)).findings
    assert (finding.code, finding.severity, finding.hint) == ("visa-a-verifier", Severity.WARNING, "Son titre")
    assert finding.reserve


def test_the_sixth_year_is_doubtful_before_2022_only() -> None:
    assert "sixième année" in load_register(OURS).text_at("casf/l313-11", date(2018, 6, 1)).remarque
    assert not load_register(OURS).text_at("casf/l313-11", date(2024, 1, 15)).remarque
