"""The visas of the SAAD model, to the letter, at four dates; and the rules that order any visas."""

from datetime import date

import pytest

from engine.law.register import load_register
from engine.law.visas import VisaRequest, order_visas
from tests.bibliotheques import OURS

MODEL = [
    VisaRequest("cgct"),
    VisaRequest("casf"),
    VisaRequest("loi-2021-1754", ", et notamment son article 44"),
    VisaRequest("decret-2016-502"),
    VisaRequest("decret-2021-1932"),
    VisaRequest("decret-2022-735"),
    VisaRequest("arrete-2005-12-28"),
    VisaRequest("arrete-tarif-minimal"),
    VisaRequest(cite="le règlement départemental d'action sociale"),
]

CGCT = "le code général des collectivités territoriales"
CASF = "le code de l’action sociale et des familles"
LFSS_2022 = (
    "la loi n° 2021-1754 du 23 décembre 2021 de financement de la sécurité sociale pour 2022, "
    "et notamment son article 44"
)
CAHIER_2016 = (
    "le décret n° 2016-502 du 22 avril 2016 relatif au cahier des charges national des services d’aide et "
    "d’accompagnement à domicile et modifiant le code de l’action sociale et des familles"
)
CAHIER_2023 = (
    "le décret n° 2023-608 du 13 juillet 2023 relatif aux services autonomie à domicile mentionnés à l’article "
    "L. 313-1-3 du code de l’action sociale et des familles et aux services d’aide et d’accompagnement à domicile "
    "relevant des 1° et 16° du I de l’article L. 312-1 du même code"
)
TARIF_ET_DOTATION = (
    "le décret n° 2021-1932 du 30 décembre 2021 relatif au tarif minimal applicable aux heures d’aide à domicile et à "
    "la dotation visant à garantir le fonctionnement intégré de l’aide et du soin au sein d’un service autonomie à "
    "domicile mentionnés à l’article L. 314-2-1 du code de l’action sociale et des familles"
)
FINANCEMENT = (
    "le décret n° 2022-735 du 28 avril 2022 relatif au financement des services proposant des prestations d’aide et "
    "d’accompagnement à domicile"
)
PCH = (
    "l’arrêté du 28 décembre 2005 fixant les tarifs de l’élément de la prestation de compensation mentionné au 1° de "
    "l’article L. 245-3 du code de l’action sociale et des familles"
)
TARIF = (
    "l’arrêté du 30 décembre {} relatif au tarif minimal mentionné au I de l’article L. 314-2-1 du code de l’action "
    "sociale et des familles et fixant son montant pour {}"
)
TARIF_2024 = (
    "le décret n° 2024-2 du 2 janvier 2024 relatif au montant du tarif minimal mentionné au 1° du I de l’article "
    "L. 314-2-1 du code de l’action sociale et des familles"
)
REGLEMENT = "le règlement départemental d’action sociale"

CODES_ET_LOI = [CGCT, CASF, LFSS_2022]


def printed(
    day: date, requested: list[VisaRequest] = MODEL, *, as_published: bool = False, blank: bool = False
) -> list[str]:
    visas, _ = order_visas(load_register(OURS), requested, day, as_published, blank=blank)
    return [visa.cite.replace("\u00a0", " ") for visa in visas]


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (
            date(2022, 9, 15),
            [*CODES_ET_LOI, CAHIER_2016, TARIF_ET_DOTATION, FINANCEMENT, PCH, TARIF.format(2021, 2022), REGLEMENT],
        ),
        (
            date(2023, 9, 15),
            [*CODES_ET_LOI, CAHIER_2023, TARIF_ET_DOTATION, FINANCEMENT, PCH, TARIF.format(2022, 2023), REGLEMENT],
        ),
        (
            date(2024, 6, 15),
            [*CODES_ET_LOI, CAHIER_2023, TARIF_ET_DOTATION, FINANCEMENT, TARIF_2024, PCH, REGLEMENT],
        ),
        (
            date(2026, 1, 15),
            [*CODES_ET_LOI, CAHIER_2023, TARIF_ET_DOTATION, FINANCEMENT, TARIF_2024, PCH, REGLEMENT],
        ),
    ],
    ids=str,
)
def test_visas_of_the_saad_model(day: date, expected: list[str]) -> None:
    assert printed(day) == expected


def test_the_blank_form_leaves_the_yearly_act_open() -> None:
    cite = printed(date(2022, 9, 15), blank=True)[7]
    assert cite.startswith("l’arrêté du XXX relatif au tarif minimal")
    assert cite.endswith("fixant son montant pour XXX")


def test_as_published_every_visa_is_the_models() -> None:
    model = [*CODES_ET_LOI, CAHIER_2016, TARIF_ET_DOTATION, FINANCEMENT, PCH, TARIF.format(2021, 2022), REGLEMENT]
    assert printed(date(2026, 1, 15), as_published=True) == model


def test_what_is_printed_but_not_confirmed_carries_a_remark() -> None:
    visas, findings = order_visas(load_register(OURS), MODEL, date(2026, 1, 15))
    remarks = {visa.key: visa.remarque for visa in visas}
    assert "à vérifier" in remarks["decret-2024-01-02"]
    assert not remarks["decret-2022-735"]
    assert "visa-a-verifier" in {finding.code for finding in findings}


def test_two_texts_with_one_successor_appear_once() -> None:
    day = date(2024, 6, 15)
    assert printed(day, [VisaRequest("decret-2016-502"), VisaRequest("decret-2023-608")]) == [CAHIER_2023]


def test_a_text_asked_for_twice_keeps_its_mention() -> None:
    requested = [VisaRequest("casf"), VisaRequest("casf", "(CASF)"), VisaRequest("casf")]
    assert printed(date(2024, 6, 15), requested) == [f"{CASF} (CASF)"]


def test_a_mention_does_not_pass_to_a_successor() -> None:
    assert printed(date(2024, 6, 15), [VisaRequest("decret-2016-502", "et notamment son article 2")]) == [CAHIER_2023]


def test_the_hierarchy_of_norms_and_then_the_order_of_the_model() -> None:
    keys = ["arrete-2005-12-28", "casf", "altmark", "decret-2022-735", "tfue", "decret-2021-1932", "loi-2015-1776"]
    requested = [VisaRequest(cite="une délibération"), *map(VisaRequest, keys), VisaRequest("cgct")]
    visas, _ = order_visas(load_register(OURS), requested, date(2024, 6, 15))
    in_order = ["tfue", "altmark", "casf", "cgct", "loi-2015-1776", "decret-2022-735", "decret-2021-1932"]
    assert [visa.key for visa in visas] == [*in_order, "arrete-2005-12-28", ""]


@pytest.mark.parametrize(
    ("key", "day"),
    [("arrete-2014-01-06", date(2019, 4, 1)), ("loi-2021-1754", date(2021, 6, 1))],
    ids=["abrogated", "not yet adopted"],
)
def test_a_text_that_cannot_be_cited_is_left_out_and_reported(key: str, day: date) -> None:
    visas, findings = order_visas(load_register(OURS), [VisaRequest(key)], day)
    assert visas == []
    assert [finding.code for finding in findings] == ["visa-non-en-vigueur"]
    assert findings[0].hint.startswith("Ce visa est omis.")


def test_a_text_adopted_but_not_yet_in_force_may_be_cited() -> None:
    visas, findings = order_visas(load_register(OURS), [VisaRequest("decret-2022-735")], date(2022, 6, 1))
    assert [visa.key for visa in visas] == ["decret-2022-735"]
    assert [finding.code for finding in findings] == ["visa-non-en-vigueur"]
