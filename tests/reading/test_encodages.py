"""The bytes of offices: each encoding is told by the French words that it gives, or its readings are shown."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.errors import InputError, Severity
from engine.reading.decoding import read_bytes
from engine.reading.encodings import ENCODINGS, text_of
from engine.reading.invisibles import INVISIBLE, cleaned
from engine.reading.suspects import MAY_BE_SUSPECT, suspicions
from engine.reading.yaml_strict import parse_yaml

TEXTS = [
    "FINESS ET;Raison sociale;Gestionnaire\n350999140;EHPAD Exemple;Association Élan d'Amitié\n",
    "Association Élan d'Amitié",
    "CAPACITÉ AUTORISÉE;ÉLAN D'AMITIÉ",
    "année",
    "EHPAD Exemple de la Forêt",
    "Résidence du Château ; Châteaugiron ; Évreux",
    "N° FINESS;Fin CTP",
    "Françoise EXEMPLE, déléguée à l'hébergement",
    "Guéméné",
    "Maëlys et Zoé EXEMPLE",
]


@pytest.mark.parametrize("encoding", ENCODINGS)
@pytest.mark.parametrize("text", TEXTS)
def test_french_words_say_in_which_encoding_they_are(text: str, encoding: str) -> None:
    try:
        data = text.encode(encoding)
    except UnicodeEncodeError:
        pytest.skip(f"{encoding} has not these letters")
    read, (told,) = text_of(data, "t.csv")
    assert read == text
    assert (told.code, told.severity) == ("encodage-reconnu", Severity.INFORMATION)


@pytest.mark.parametrize("encoding", ["cp1252", "mac_roman"])
def test_the_typography_of_word_is_read(encoding: str) -> None:
    text = "l’œuvre « Exemple »\u00a0: 13 000 € – 2026…"
    assert text_of(text.encode(encoding), "t.csv")[0] == text


@pytest.mark.parametrize("sep", [";", ",", "\t", "|"])
@pytest.mark.parametrize("name", ["Aÿ", "L'Haÿ", "Faÿ"])
def test_a_last_letter_is_not_read_as_a_space_before_what_parts_two_fields(name: str, sep: str) -> None:
    text = sep.join(["FINESS ET", "Nom", "Places\n350999140", f"Association {name}", "80\n"])
    read, (told,) = text_of(text.encode("cp1252"), "t.csv")
    assert told.code == "encodage" or read == text


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
def test_what_says_its_encoding_is_read_without_a_word(encoding: str) -> None:
    assert text_of(TEXTS[0].encode(encoding), "t.csv") == (TEXTS[0], [])


def test_a_description_saved_by_powershell_is_read() -> None:
    source = parse_yaml('modele: saad\ndepartement: "35"\n'.encode("utf-16"), "d.yaml")
    assert source.data == {"modele": "saad", "departement": "35"}
    assert not source.remarks


@pytest.mark.parametrize("encoding", ["cp1252", "mac_roman", "cp850"])
def test_a_description_of_any_office_is_read_and_says_so(encoding: str) -> None:
    source = parse_yaml("gestionnaire:\n  raison_sociale: Association Élan d'Amitié\n".encode(encoding), "d.yaml")
    assert source.data["gestionnaire"] == {"raison_sociale": "Association Élan d'Amitié"}
    assert [one.code for one in source.remarks] == ["encodage-reconnu"]


def test_readings_that_nothing_settles_are_shown_side_by_side() -> None:
    _, (told,) = text_of(b"nom\nX ZO\xcaLIE\n", "t.csv")
    assert told.severity is Severity.ERROR
    assert "« ZOÊLIE » (Windows-1252)" in told.message
    assert "Mac (MacRoman)" in told.message
    assert str(told.place) == "t.csv:2:5"


def test_a_mark_that_lies_is_told() -> None:
    with pytest.raises(InputError, match="tronqué ou abîmé"):
        text_of(b"\xff\xfea", "t.csv")


def codes(text: str) -> list[str]:
    return [one.code for one in suspicions(text)]


@pytest.mark.parametrize("encoding", ["cp1252", "mac_roman", "cp850", "latin-1"])
@pytest.mark.parametrize("text", ["Capacité", "l’Élan", "40 €", "« Exemple »", "cœur", "À", "n° 12", "Noël", "où"])
def test_utf_8_read_in_another_encoding_is_told_with_what_it_was(text: str, encoding: str) -> None:
    misread = text.encode().decode(encoding, errors="ignore")
    if misread.encode(encoding, errors="ignore") != text.encode() or any("\x80" <= one <= "\x9f" for one in misread):
        pytest.skip("it left nothing of the letter, or a control that no text may hold")
    assert set(codes(misread)) == {"encodage-mal-lu"}


@pytest.mark.parametrize("encoding", ["cp1252", "mac_roman"])
def test_a_word_with_many_letters_misread_is_told_once_and_whole(encoding: str) -> None:
    misread = "EHPAD de l’Hébergé été".encode().decode(encoding)
    assert sorted({one.hint.split(" ;")[0] for one in suspicions(misread)}) == [
        "Écrivez « l’Hébergé »",
        "Écrivez « été »",
    ]


@pytest.mark.parametrize(
    "text",
    [
        "SÃO PAULO",
        "Mme MUÑOZ, M. GARÇON",
        "« ÉCOLE » n° 12 – À l’Œuvre…",
        "R&D; recherche & développement",
        "AT&T",
        "« Âge d’or », 40 €/h, 5 m²",
        "famille 👨\u200d👩\u200d👧, 🏴\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f, 👍🏽, ❤️",
        "13\u202f000\u00a0€",
        "e\u0301te\u0301, Vie\u0323\u0302t, ♥\ufe0e, 1\ufe0f\u20e3, ©\ufe0f, 葛\U000e0100, שָּׁ",
        "Ελλάδα, Київ, 東京, العربية, हिन्दी",
        "ÎLE-DE-FRANCE, Île",
    ],
)
def test_what_people_rightly_write_is_no_suspicion(text: str) -> None:
    assert not codes(text)
    assert cleaned(text) == text


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Pierre &amp; Fils", "entite-html"),
        ("&eacute;tat", "entite-html"),
        ("l&#8217;aide", "entite-html"),
        ("l&#x2019;aide", "entite-html"),
        ("Am\ufffdlie", "caractere-perdu"),
        ("Ã la demande", "encodage-mal-lu"),
        ("ÃƒÂ©lan", "encodage-mal-lu"),
        ("Les Amis de lÕenfance", "encodage-mal-lu"),
        ("AmitiŽ", "encodage-mal-lu"),
        ("ƒlan", "encodage-mal-lu"),
        ("d‚partement", "encodage-mal-lu"),
        ("dÚpartement", "encodage-mal-lu"),
        ("\uf0b7 puce", "caractere-prive"),
        ("a\u115fb", "caractere-invisible"),
        ("a\u3164b", "caractere-invisible"),
        ("a\U000e0041b", "caractere-invisible"),
        ("a\u00adb", "caractere-retire"),
        ("a\u200bb", "caractere-retire"),
        ("a\u200db", "caractere-retire"),
        ("a\u2060b", "caractere-retire"),
        ("a\u200eb", "caractere-retire"),
        ("a\ufe0fb", "caractere-retire"),
        ("a\ufe0e", "caractere-retire"),
        ("a\U000e0100", "caractere-retire"),
        ("❤\ufe0f\ufe0f", "caractere-retire"),
        ("1\ufe0f", "caractere-retire"),
        ("a\ufffcb", "caractere-perdu"),
        ("a\U000f0000b", "caractere-prive"),
        ("a\U00100001b", "caractere-prive"),
        ("a\ufff0b", "caractere-invisible"),
        ("a\U000e0080b", "caractere-invisible"),
        ("a\uffa0b", "caractere-invisible"),
        ("a\u2800b", "caractere-invisible"),
        ("a\u0378b", "caractere-inconnu"),
        ("a\ufdd0b", "caractere-inconnu"),
        ("a\U0001fffeb", "caractere-inconnu"),
        ("\u0301a", "accent-isole"),
        ("a \u0327b", "accent-isole"),
        ("1\u03362\u0336", "texte-barre"),
        ("a" + "\u0301" * 5, "accents-empiles"),
        ("ก" + "\u0e47" * 9, "accents-empiles"),
        ("a" + "\u302a" * 5, "accents-empiles"),
        ("a\u1f16b", "caractere-inconnu"),
    ],
)
def test_what_nobody_meant_is_told(text: str, code: str) -> None:
    assert codes(text) == [code]


def test_a_letter_read_in_another_encoding_is_told_with_the_word_meant() -> None:
    told = [one.message for one in suspicions("Association ƒlan dÕAmitiŽ, trŠs proche")]
    assert told == [
        "« ƒlan » est « Élan », lu dans un autre encodage.",
        "« dÕAmitiŽ, » est « d’Amitié, », lu dans un autre encodage.",
        "« trŠs » est « très », lu dans un autre encodage.",
    ]


def test_no_mark_and_no_code_of_no_character_goes_unseen() -> None:
    """Most texts are read by one expression: what it does not know is never looked at."""
    every = [chr(code) for code in range(0x110000) if not 0xD800 <= code < 0xE000]
    watched = [one for one in every if unicodedata.category(one) in {"Mn", "Me", "Cf", "Co", "Cn"}]
    assert [one for one in watched if not MAY_BE_SUSPECT.search(one)] == []


def test_every_format_character_of_unicode_is_told() -> None:
    every = [chr(code) for code in range(0x110000) if unicodedata.category(chr(code)) == "Cf"]
    assert len(every) > 150
    assert all(INVISIBLE.match(one) and codes(f"a{one}b") for one in every)


@pytest.mark.parametrize("text", ["Ã©" * 20_000, "é" * 20_000 + "\u0378", "d?A " * 5_000, "a\u200b" * 20_000])
def test_a_long_text_is_judged_in_one_pass(text: str) -> None:
    """Judged again from each of its letters, it would take hours."""
    assert len([*suspicions(text * 2)]) < 20


def test_codes_of_no_character_are_forbidden_everywhere() -> None:
    every = [chr(code) for code in range(0x110000) if code & 0xFFFE == 0xFFFE or 0xFDD0 <= code <= 0xFDEF]
    assert len(every) == 66
    for one in every:
        with pytest.raises(InputError, match="code qui n'est celui d'aucun caractère"):
            parse_yaml(f'nom: "a\\U{ord(one):08x}"\n'.encode(), "d.yaml")


def test_a_doubt_does_not_stop_the_reading() -> None:
    source = parse_yaml(b"nom: Plan d?Amiti?\n", "d.yaml")
    assert [one.severity for one in source.remarks] == [Severity.WARNING]


def test_what_is_removed_is_told_where_it_was() -> None:
    source = parse_yaml(
        'nom: |\n  Associa\u00adtion\n  Ex\u200bemple\n"pré\u2060nom": "Je\\u200banne"\n'.encode(), "d.yaml"
    )
    assert source.data == {"nom": "Association\nExemple\n", "prénom": "Jeanne"}
    assert [(one.place.line, one.place.column) for one in source.remarks if one.place] == [
        (2, 10),
        (3, 5),
        (4, 5),
        (4, 12),
    ]


@pytest.mark.parametrize(
    ("text", "word"),
    [("Plan d?Amiti?", "d?Amiti?"), ("M?decins Exemple", "M?decins"), ("l?association", "l?association")],
)
def test_a_letter_saved_as_a_question_mark_is_told(text: str, word: str) -> None:
    (told,) = suspicions(text)
    assert (told.code, told.severity) == ("caractere-perdu", Severity.WARNING)
    assert f"« {word} »" in told.message


@pytest.mark.parametrize("text", ["Qui ? Vous ?", "https://exemple.fr/page?x=1", "www.exemple.fr?x", "où?", "(oui?)"])
def test_a_question_mark_of_a_sentence_or_of_an_address_is_left_alone(text: str) -> None:
    assert list(suspicions(text)) == []


@given(st.text(max_size=40))
@settings(max_examples=300, deadline=None)
def test_any_text_is_judged_and_cleaning_it_once_is_enough(text: str) -> None:
    assert all(one.message and 0 <= one.start < len(text) for one in suspicions(text))
    assert cleaned(cleaned(text)) == cleaned(text)


@given(st.binary(max_size=60))
@settings(max_examples=300, deadline=None)
def test_any_bytes_have_a_text_or_a_reason(data: bytes) -> None:
    try:
        _, findings = text_of(data, "t.csv")
    except InputError as error:
        findings = list(error.findings)
    assert all(one.place and one.hint for one in findings)


def test_a_path_of_windows_is_told_how_to_be_written(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="Séparez les dossiers par « / »") as caught:
        read_bytes(tmp_path / "annexes\\tableau.csv")
    assert "annexes/tableau.csv" in str(caught.value)
