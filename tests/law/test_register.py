"""The register of texts: every text at every date is in force, or something says that it is not."""

from datetime import date

import pytest

from engine.errors import InputError, Severity
from engine.law.referentiel import parse
from engine.law.register import Register, Textes, load_register
from tests.bibliotheques import OURS

QUARTERS = [date(year, month, 1) for year in range(2017, 2028) for month in (1, 4, 7, 10)]
MEANINGFUL = 5  # words
KEYS = sorted(load_register(OURS).textes)


def register(text: str) -> Register:
    return Register(parse(text, Textes, "textes.yaml", OURS).root)


def message(text: str) -> str:
    with pytest.raises(InputError) as raised:
        register(text)
    return str(raised.value)


# --- The project's own register ---


@pytest.mark.parametrize("key", KEYS)
def test_every_text_is_in_force_at_every_date_or_reported(key: str) -> None:
    for day in QUARTERS:
        version = load_register(OURS).text_at(key, day)
        codes = {finding.code for finding in version.findings}
        assert version.en_vigueur or codes & {"visa-non-en-vigueur"}, day
        assert (version.key == key) or "visa-remplace" in codes, day
        sure = version.texte.statut == "confirmé" and not version.texte.doubt(day)
        assert sure != ("visa-a-verifier" in codes), day
        assert version.cite, day


@pytest.mark.parametrize("key", KEYS)
def test_every_text_says_where_it_comes_from(key: str) -> None:
    texte = load_register(OURS).texte(key)
    assert texte.statut in {"confirmé", "à vérifier"}
    assert texte.source


@pytest.mark.parametrize("key", KEYS)
def test_citations_are_ready_to_print(key: str) -> None:
    cite = load_register(OURS).cite(key)
    assert cite.startswith(("le ", "la ", "l’")), cite
    assert "'" not in cite
    assert "  " not in cite
    assert not cite.endswith((".", ";", " "))


@pytest.mark.parametrize(
    ("key", "long", "short"),
    [
        (
            "casf/l314-2-1",
            "l’article L. 314-2-1 du code de l’action sociale et des familles",
            "l’article L. 314-2-1 du CASF",
        ),
        ("code-commerce/l641-11-1", "l’article L. 641-11-1 du code de commerce", None),
        ("casf", "le code de l’action sociale et des familles", "CASF"),
    ],
)
def test_articles_are_cited_from_their_code(key: str, long: str, short: str | None) -> None:
    def plain(cite: str) -> str:
        return cite.replace("\u00a0", " ")

    assert plain(load_register(OURS).cite(key)) == long
    assert plain(load_register(OURS).cite(key, short=True)) == (short or long)


def test_a_replaced_text_gives_way_on_the_very_day() -> None:
    assert load_register(OURS).text_at("decret-2016-502", date(2023, 7, 15)).key == "decret-2016-502"
    assert load_register(OURS).text_at("decret-2016-502", date(2023, 7, 16)).key == "decret-2023-608"


def test_a_replacement_is_reported_with_its_source() -> None:
    (finding,) = load_register(OURS).text_at("decret-2016-502", date(2024, 1, 15)).findings
    assert finding.code == "visa-remplace"
    assert finding.severity is Severity.INFORMATION
    assert finding.message.replace("\u00a0", " ") == (
        "Le décret n° 2016-502 du 22 avril 2016 est remplacé depuis le 16 juillet 2023 "
        "par le décret n° 2023-608 du 13 juillet 2023."
    )
    assert finding.source


def test_as_published_the_text_stays_and_what_is_out_of_date_is_a_warning() -> None:
    version = load_register(OURS).text_at("decret-2016-502", date(2024, 1, 15), as_published=True)
    assert version.key == "decret-2016-502"
    assert not version.en_vigueur
    assert [(f.code, f.severity) for f in version.findings] == [("visa-remplace", Severity.WARNING)]


def test_a_chain_of_replacements_is_followed_to_its_end() -> None:
    version = load_register(OURS).text_at("arrete-tarif-minimal", date(2026, 1, 15))
    assert version.key == "decret-2024-01-02"
    assert [f.code for f in version.findings] == ["visa-remplace", "visa-remplace", "visa-a-verifier"]
    assert "n° 2024-2 du 2 janvier 2024" in version.cite.replace("\u00a0", " ")
    assert "le mot « tarif » du titre reste à vérifier" in version.remarque.replace("\u00a0", " ")


def test_an_abrogated_text_without_successor_is_not_in_force() -> None:
    version = load_register(OURS).text_at("arrete-2014-01-06", date(2019, 4, 1))
    assert not version.en_vigueur
    assert [f.code for f in version.findings] == ["visa-non-en-vigueur"]
    assert "L. 313-11-1" in version.remarque.replace("\u00a0", " ")


def test_a_text_that_does_not_exist_yet_is_not_in_force() -> None:
    version = load_register(OURS).text_at("loi-2021-1754", date(2021, 6, 1))
    assert not version.en_vigueur
    assert "n’existe pas encore le 1er" in version.remarque


def test_an_unknown_key_is_answered_with_the_nearest() -> None:
    with pytest.raises(InputError, match="Vouliez-vous dire « decret-2016-502 »"):
        load_register(OURS).text_at("decret-2016-503", date(2024, 1, 1))


# --- A register that someone is editing ---

LOI = "loi-a: {nature: loi, cite: la loi A, statut: confirmé, source: exemple"


def test_an_unknown_property_is_refused() -> None:
    assert "loi-a.titre : cette clé est inconnue" in message(LOI + ", titre: A}")


def test_an_unknown_status_is_refused() -> None:
    assert "loi-a.statut" in message("loi-a: {nature: loi, cite: la loi A, statut: sûr, source: exemple}")


def test_a_repeated_key_is_refused_with_its_line() -> None:
    assert message(LOI + "}\n" + LOI + "}").startswith("textes.yaml:2:1: erreur [")


def test_a_successor_must_exist() -> None:
    assert "« loi-b », qui n'est pas au registre" in message(LOI + ", remplace: {le: 2024-01-01, par: loi-b}}")


def test_successors_must_not_go_round() -> None:
    text = LOI + ", remplace: {le: 2024-01-01, par: loi-b}}\n"
    text += text.replace("loi-a", "loi-c").replace("loi-b", "loi-a").replace("loi-c", "loi-b")
    assert "tournent en rond" in message(text)


def test_a_text_cannot_end_before_it_begins() -> None:
    assert "prend fin avant d'exister" in message(LOI + ", date: 2024-02-01, abroge: {le: 2024-01-01}}")


def test_an_article_needs_its_code() -> None:
    assert "n'a pas de code" in message("casf/l1: {nature: code, article: L. 1, statut: confirmé, source: exemple}")


def test_a_text_needs_words() -> None:
    assert "« cite »" in message("loi-a: {nature: loi, statut: confirmé, source: exemple}")


def test_acts_of_the_union_are_all_cited_in_one_way() -> None:
    """« la directive 2006/123/CE », as its neighbours: the number follows at once, « n° » is left to national texts."""
    acts = [one for one in load_register(OURS).textes.values() if one.nature == "acte_ue"]
    assert len(acts) > 3
    assert [one.cite for one in acts if "n°" in one.cite] == []


def test_what_is_to_be_verified_says_what() -> None:
    """« référence à vérifier » alone sends the drafter to look for nobody knows what."""
    unsure = {key: one for key, one in load_register(OURS).textes.items() if one.statut == "à vérifier"}
    assert [key for key, one in unsure.items() if len(f"{one.note} {one.doute}".split()) < MEANINGFUL] == []


@pytest.mark.parametrize("wrong", ["LEGITEXT00000607406", "KALITEXT000006074069", "LEGISCTA000006174442"])
def test_an_identifier_has_a_form(wrong: str) -> None:
    assert "loi-a.identifiants" in message(LOI + f", identifiants: [{wrong}]}}")


def test_an_identifier_is_of_the_kind_of_its_entry_and_of_one_entry() -> None:
    article, texte = "LEGIARTI000031716152", "LEGITEXT000006074069"
    assert f"« {article} » n'est pas l'identifiant d'un texte" in message(LOI + f", identifiants: [{article}]}}")
    said = LOI + f", identifiants: [{texte}]}}"
    assert f"« {texte} » est aussi l'identifiant de loi-a" in message(f"{said}\n{said.replace('loi-a', 'loi-b')}")
