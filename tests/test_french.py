"""What a reader sees of French writing: money, words, dates, elision, spaces."""

import re
import subprocess
import sys
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine import french

NB, NN = french.NO_BREAK, french.NARROW_NO_BREAK

amounts = st.decimals(0, 10**12, places=2, allow_nan=False, allow_infinity=False)


# --- Figures ---


@pytest.mark.parametrize(
    ("amount", "printed"),
    [
        ("0", "0,00 €"),
        ("24.58", "24,58 €"),
        ("1234.5", "1 234,50 €"),
        ("1234567.895", "1 234 567,90 €"),  # half goes up
        ("-0.004", "0,00 €"),
        ("-12.3", "−12,30 €"),
    ],
)
def test_euros(amount: str, printed: str) -> None:
    expected = printed.replace(" €", f"{NB}€").replace(" ", NN)
    assert french.euros(Decimal(amount)) == expected


def test_euros_with_another_unit() -> None:
    assert french.euros(Decimal("24.58"), "€/h") == f"24,58{NB}€/h"


@given(amounts)
def test_euros_can_be_read_back(amount: Decimal) -> None:
    printed = french.euros(amount).removesuffix(f"{NB}€").replace(NN, "").replace(",", ".")
    assert Decimal(printed) == amount


@pytest.mark.parametrize(
    ("value", "decimals", "printed"),
    [("3.144", None, "3,144"), ("85.50", None, "85,50"), ("1E+3", None, f"1{NN}000"), ("0.665", 2, "0,67")],
)
def test_number_keeps_its_decimals_unless_told(value: str, decimals: int | None, printed: str) -> None:
    assert french.number(Decimal(value), decimals) == printed


# --- Words ---


@pytest.mark.parametrize(
    ("n", "words"),
    [
        (0, "zéro"),
        (21, "vingt et un"),
        (71, "soixante et onze"),
        (80, "quatre-vingts"),
        (81, "quatre-vingt-un"),
        (200, "deux cents"),
        (201, "deux cent un"),
        (80_000, "quatre-vingt mille"),
        (200_000, "deux cent mille"),
        (200_000_000, "deux cents millions"),
    ],
)
def test_cardinal(n: int, words: str) -> None:
    assert french.cardinal(n) == words


@pytest.mark.parametrize(
    ("n", "words"),
    [(1, "une"), (21, "vingt et une"), (81, "quatre-vingt-une"), (1001, "mille une"), (21_000, "vingt et un mille")],
)
def test_cardinal_before_a_feminine_noun(n: int, words: str) -> None:
    assert french.cardinal(n, feminine=True) == words


@pytest.mark.parametrize(
    ("n", "words"),
    [
        (1, "premier"),
        (2, "deuxième"),
        (9, "neuvième"),
        (21, "vingt et unième"),
        (80, "quatre-vingtième"),
        (200, "deux centième"),
        (1_000_000, "millionième"),
        (2_000_000, "deux millionième"),
    ],
)
def test_ordinal(n: int, words: str) -> None:
    assert french.ordinal(n) == words


def test_first_agrees_and_the_others_do_not() -> None:
    assert [french.ordinal(n, feminine=True) for n in (1, 2)] == ["première", "deuxième"]


@pytest.mark.parametrize(
    ("amount", "words"),
    [
        ("0", "zéro euro"),
        ("0.01", "un centime"),
        ("1", "un euro"),
        ("1.01", "un euro et un centime"),
        ("80", "quatre-vingts euros"),
        ("200.80", "deux cents euros et quatre-vingts centimes"),
        ("1000000", "un million d’euros"),
        ("80000000.10", "quatre-vingts millions d’euros et dix centimes"),
        ("1000001", "un million un euros"),
        ("1.995", "deux euros"),
        ("-12.30", "moins douze euros et trente centimes"),
    ],
)
def test_euros_in_words(amount: str, words: str) -> None:
    assert french.euros_in_words(Decimal(amount)) == words


def test_words_do_not_load_the_other_languages() -> None:
    script = "import sys; from engine.french import cardinal; cardinal(5); print('num2words' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"


# --- Dates and durations ---


def test_date_in_french() -> None:
    assert french.date_in_french(date(2024, 2, 1)) == f"1er{NB}février 2024"
    assert french.date_in_french(date(2024, 8, 21)) == f"21{NB}août 2024"


@given(st.dates())
def test_date_can_be_read_back(day: date) -> None:
    number, month, year = french.date_in_french(day).replace(NB, " ").split()
    assert date(int(year), french.MONTHS.index(month) + 1, int(number.removesuffix("er"))) == day


@pytest.mark.parametrize(
    ("months", "words"),
    [(1, "un mois"), (2, "deux mois"), (12, "douze mois"), (18, "dix-huit mois"), (24, "deux ans"), (60, "cinq ans")],
)
def test_duration_in_words(months: int, words: str) -> None:
    assert french.duration_in_words(months) == words


# --- Sentences ---


def test_enumeration() -> None:
    assert french.enumerate_fr([]) == ""
    assert french.enumerate_fr(["a"]) == "a"
    assert french.enumerate_fr(["a", "b", "c"]) == "a, b et c"
    assert french.enumerate_fr(["a", "b"], "ou") == "a ou b"


@pytest.mark.parametrize(
    ("word", "following", "together"),
    [
        ("de", "Ain", "d’Ain"),
        ("de", "Haute-Savoie", "de Haute-Savoie"),
        ("de", "Hérault", "d’Hérault"),
        ("la", "Île-de-France", "l’Île-de-France"),
        ("le", "onzième", "le onzième"),
        ("que", "elle", "qu’elle"),
        ("de", "huit", "de huit"),
        ("de", "Harmonie", "d’Harmonie"),
        ("le", "hôpital", "l’hôpital"),
        ("le", "Habitat", "l’Habitat"),
        ("de", "Hameau", "de Hameau"),
        ("le", "Haras", "le Haras"),
        ("de", "Yvelines", "d’Yvelines"),
        ("de", "Yémen", "de Yémen"),
        ("la", "Œuvre", "l’Œuvre"),
        ("la", "Yonne", "l’Yonne"),
        ("d'une", "action", "d'une action"),
    ],
)
def test_elision(word: str, following: str, together: str) -> None:
    assert french.elide(word, following) == together


def test_capitalise_leaves_the_rest_alone() -> None:
    assert french.capitalise("élu de la CNSA") == "Élu de la CNSA"
    assert french.capitalise("") == ""


# --- Typography ---


def shown(text: str) -> str:
    """The text with its no-break spaces made visible: ⍽ for U+00A0, ˽ for U+202F."""
    return text.replace(NB, "⍽").replace(NN, "˽")


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("L'ARS dit : « oui » ;", "L’ARS dit⍽: «⍽oui⍽»˽;"),
        ("«oui»", "«⍽oui⍽»"),
        ("Est-ce fini ? Oui !", "Est-ce fini˽? Oui˽!"),
        ("l’article L.314-2-1 du code", "l’article⍽L.⍽314-2-1 du code"),
        ("les articles 3 et 4, annexe IV", "les articles⍽3 et 4, annexe⍽IV"),
        ("(hors dotation complémentaire):", "(hors dotation complémentaire)⍽:"),
        ("de 10 % à 24,58 €/h", "de 10⍽% à 24,58⍽€/h"),
        ("10%", "10⍽%"),
        ("30 000 heures en 2024 100 personnes", "30˽000 heures en 2024 100 personnes"),
        ("Objectif n°1 de M. EXEMPLE et Mme EXEMPLE", "Objectif n°⍽1 de M.⍽EXEMPLE et Mme⍽EXEMPLE"),
        ("du 23 décembre 2021 au 1er mars 2022", "du 23⍽décembre 2021 au 1er⍽mars 2022"),
        ("à 12:30 (?)", "à 12:30 (?)"),
        ("voir https://exemple.fr/a?b=c;d ; a@exemple.fr ;", "voir https://exemple.fr/a?b=c;d˽; a@exemple.fr˽;"),
        ("une liste\n; suite", "une liste\n; suite"),
        ("au titre du IV ter A de l'article L. 313-12", "au titre du IV⍽ter⍽A de l’article⍽L.⍽313-12"),
        # what ends the words of another text
        (" ;", "˽;"),
        (" : oui", "⍽: oui"),
    ],
)  # fmt: skip
def test_typography(typed: str, printed: str) -> None:
    assert shown(french.typography(typed)) == printed


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("{0} €", "{0}⍽€"),
        ("l'{0} ; « {1} » ?", "l’{0}˽; «⍽{1}⍽»˽?"),
        ("l'article {0} : n° {1}, M. {2}", "l’article⍽{0}⍽: n°⍽{1}, M.⍽{2}"),
    ],
)
def test_typography_around_values(typed: str, printed: str) -> None:
    values = ["\ue0000\ue001", "\ue00012\ue001", "\ue000345\ue001"]
    assert shown(french.typography(typed.format(*values))) == printed.format(*values)


# Everything that a rule looks at, in any order.
pieces = st.sampled_from([
    " ", NB, NN, "\n", ";", ":", "!", "?", "«", "»", "%", "€", "'", "’", "(", ")", ".", ",", "/", "-", "n°", "L.", "M.",
    "Mme", "article", "article L.1", "12", "345", "1er", "mars", "a", "É", "http://x.fr?a;b", "\ue0007\ue001",
    "\ue000123\ue001",
])  # fmt: skip
texts = st.lists(pieces, max_size=12).map("".join)


@given(texts)
@settings(max_examples=300)
def test_typography_twice_is_typography_once(text: str) -> None:
    once = french.typography(text)
    assert french.typography(once) == once


@given(texts)
@settings(max_examples=300)
def test_typography_changes_only_spaces_and_apostrophes(text: str) -> None:
    def kept(words: str) -> str:
        return re.sub(f"[ {NB}{NN}]", "", words).replace("’", "'")

    assert kept(french.typography(text)) == kept(text)


@given(texts)
@settings(max_examples=300)
def test_typography_never_enters_a_value(text: str) -> None:
    token = re.compile("\ue000\\d+\ue001")
    assert token.findall(french.typography(text)) == token.findall(text)


def test_a_word_of_a_million_letters_is_read_once() -> None:
    """Read again from each of its letters, it would take hours."""
    word = "a" * 1_000_000
    assert french.figures(f"{word} 3 heures") == f"{word} 3{NB}heures"
