"""Every rule of French writing in one place: money, numbers, dates, words, agreement of letters, spaces.

All that these functions return is ready to print: typographic apostrophes, no-break spaces already there. The spaces
are those of the Imprimerie nationale's usage: U+202F (narrow) between thousands and before « ; », « ! », « ? »; U+00A0
before « : », « » », « % », « € » and after « « ». Numbers and dates are written here rather than by babel, whose spaces
change with the version of its data, whereas the same contract must always give the same bytes.
"""

from __future__ import annotations

import importlib
import importlib.util
import re
import sys
from collections.abc import Callable, Sequence
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from functools import cache, lru_cache
from types import ModuleType
from typing import Any

from engine.addresses import ASIDE, aside, back
from models.regexes import regex

NO_BREAK = "\u00a0"
NARROW_NO_BREAK = "\u202f"
MINUS = "\u2212"

MONTHS = (
    "janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre", "novembre",
    "décembre",
)  # fmt: skip

WEEKDAYS = ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche")


# --- Numbers in figures ---------------------------------------------------------------------------------------------


def rounded(value: Decimal, decimals: int = 2) -> Decimal:
    """Round half up (away from zero), as accountants do. Round once, on the figure that is printed."""
    return value.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)


def number(value: Decimal | int, decimals: int | None = None) -> str:
    """« 1 234,5 »: as many decimals as the value has, or `decimals` of them, rounded half up."""
    value = Decimal(value) if decimals is None else rounded(Decimal(value), decimals)
    digits = format(abs(value), ",f").replace(",", NARROW_NO_BREAK).replace(".", ",")
    return f"{MINUS}{digits}" if value < 0 else digits


def euros(amount: Decimal, unit: str = "€") -> str:
    """« 1 234,50 € », to the cent; `unit` may be « €/h »."""
    return f"{number(amount, 2)}{NO_BREAK}{unit}"


# --- Numbers in words -----------------------------------------------------------------------------------------------


@cache
def _french_words() -> Any:
    """Open the French converter of num2words, without importing its sixty other languages (ten times as long).

    The package's own `__init__` loads them all; so its files are opened under another name, whose `__init__` is empty.
    """
    found = importlib.util.find_spec("num2words")
    if found is None or found.submodule_search_locations is None:  # pragma: no cover - a dependency of the project
        raise ModuleNotFoundError("num2words")
    package = ModuleType("_french_num2words")
    package.__path__ = list(found.submodule_search_locations)
    sys.modules[package.__name__] = package
    return importlib.import_module(f"{package.__name__}.lang_FR").Num2Word_FR()


@lru_cache(maxsize=1024)
def cardinal(n: int, feminine: bool = False) -> str:
    """« quatre-vingts », « deux cents », « vingt et un »; « vingt et une » before a feminine noun."""
    words = str(_french_words().to_cardinal(n))
    return re.sub(r"\bun$", "une", words) if feminine else words


def ordinal(n: int, feminine: bool = False) -> str:
    """« premier », « première », « deuxième », « quatre-vingtième »."""
    if n == 1:
        return "première" if feminine else "premier"
    words = re.sub(r"(vingt|cent|million|milliard)sième$", r"\1ième", _french_words().to_ordinal(n))
    return re.sub(r"^un (million|milliard)ième$", r"\1ième", words)


def euros_in_words(amount: Decimal) -> str:
    """« mille deux cent trente-quatre euros et cinquante centimes », « un million d’euros »."""
    amount = rounded(amount)
    whole, cents = divmod(int(abs(amount) * 100), 100)
    words = cardinal(whole)
    of = "d’" if re.search(r"(million|milliard)s?$", words) else ""
    text = f"{words} {of}{'euros' if whole > 1 else 'euro'}"
    if cents:
        fraction = f"{cardinal(cents)} {'centimes' if cents > 1 else 'centime'}"
        text = f"{text} et {fraction}" if whole else fraction
    return f"moins {text}" if amount < 0 else text


# --- Dates and durations --------------------------------------------------------------------------------------------


def date_in_french(day: date) -> str:
    """« 1er février 2024 », with a no-break space after the day."""
    return f"{'1er' if day.day == 1 else day.day}{NO_BREAK}{MONTHS[day.month - 1]} {day.year}"


_DAY_IN_WORDS = regex(rf"\b(\d{{1,2}})(?:er)?\s+({'|'.join(MONTHS)})\b", re.IGNORECASE)
_DAY_IN_FIGURES = regex(r"\b(\d{1,2})/(\d{1,2})\b")


def month_and_day(text: str) -> tuple[int, int] | None:
    """(4, 30) for « 30 avril », « le 30/04 »; None where the text names no day of the year."""
    if found := _DAY_IN_WORDS.search(text):
        return MONTHS.index(found.group(2).lower()) + 1, int(found.group(1))
    if found := _DAY_IN_FIGURES.search(text):
        return int(found.group(2)), int(found.group(1))
    return None


def weekday(day: date) -> str:
    """« lundi »."""
    return WEEKDAYS[day.weekday()]


def duration_in_words(months: int) -> str:
    """« cinq ans », « dix-huit mois ».

    A single year is said « douze mois », as the models do for the notice of prorogation; whole years from two on are
    said in years.
    """
    if months >= 24 and months % 12 == 0:
        return f"{cardinal(months // 12)} ans"
    return f"{cardinal(months)} mois"


# --- Words ----------------------------------------------------------------------------------------------------------


def enumerate_fr(items: Sequence[str], conjunction: str = "et") -> str:
    """« a, b et c »."""
    if len(items) < 2:
        return "".join(items)
    return f"{', '.join(items[:-1])} {conjunction} {items[-1]}"


_ELIDING = {"de", "le", "la", "que", "ne", "se", "me", "te", "je", "ce", "jusque", "lorsque", "puisque", "quoique"}
# An h that is heard (or a vowel that counts as a consonant) forbids elision: « de Haute-Savoie », « de onze ».
_NOT_ELIDED = regex(
    r"(?:hache\b|haie|haine|hall|halte|hameau|hamac|hanche|handicap|hangar|haras\b|hardi|haricot|harnais|harpe|hasard"
    r"|hauss|haut|havre|haye|hérisson|hernie|héron\b|héros\b|hêtre|hibou|hiérarch|hobby|hollande|homard|hongrie|honte"
    r"|hors|hotte|houblon|houille|houx|hublot|huit(?!re|ri)|hutte|onz|oui|un\b(?=\s+(?:pour|%))|ya|y[eéè]|yo(?!nne\b))",
    re.IGNORECASE,
)
_ELIDED = regex(r"[aàâäæeéèêëiîïoôöœuùûühy]", re.IGNORECASE)


def elide(word: str, following: str) -> str:
    """« de » + « Ain » is « d’Ain », « le » + « Ain » is « l’Ain »; « de » + « Haute-Savoie » stays as it is."""
    if word.lower() in _ELIDING and _ELIDED.match(following) and not _NOT_ELIDED.match(following):
        return f"{word[:-1]}’{following}"
    return f"{word} {following}"


def capitalise(text: str) -> str:
    """Make the first letter a capital and leave the others alone, unlike `str.capitalize`."""
    return text[:1].upper() + text[1:]


# --- Typography -----------------------------------------------------------------------------------------------------

# An expression that begins with a character, and looks behind it afterwards, is found five times as quickly as one that
# begins by looking behind: ` (?<=\d )`, not `(?<=\d) `. All contracts' words go through these.
# A value stands in a clause as U+E000, digits, U+E001: rules see its edges and never its inside.
_OPEN, _CLOSE = "\ue000", "\ue001"
_SPACES = f"[ {NO_BREAK}{NARROW_NO_BREAK}]"
_VALUE = rf"(?=[\d{_OPEN}])"
_MONTH = "|".join(MONTHS)
DIVISIONS = ("[Aa]rticle", "[Aa]rticles", "[Aa]nnexe", "[Aa]nnexes", "[Aa]linéa", "[Aa]linéas", "[Tt]itre", "[Tt]itres",
             "[Cc]hapitre", "[Cc]hapitres", "GIR")  # fmt: skip


def after(*words: str) -> str:
    """What looks behind a space at one of these words, whose letters are of one length each."""
    behind = "|".join(rf"(?<=\b{word} )" for word in words)
    return f"(?:{behind})"


_AFTER_A_DIVISION = after(*DIVISIONS)
_AFTER_A_DAY = after(r"\d", r"\d\d", "1er")

_Replacement = str | Callable[[re.Match[str]], str]
_DIGIT = regex(r"\d")
_APOSTROPHE = regex(rf"'(?<=[^\W\d_]')(?=[\w«“\"\[({ASIDE}])")
_PATTERNS: tuple[tuple[str, str, _Replacement], ...] = (
    # l'article → l’article
    ("'", rf"'(?<=[^\W\d_]')(?=[\w«“\"\[({_OPEN}{ASIDE}])", "’"),
    # « ; », « ! » and « ? » that end a phrase, whose words may come before this text; « (?) » and « ?! » are left alone
    (";!?", rf"(?:(?<=[^\s(\[«!?;]){_SPACES}*|^{_SPACES})([;!?])(?=$|[^\w/=&#])", rf"{NARROW_NO_BREAK}\1"),
    # a colon that ends a phrase, not the one of 12:30
    (":", rf"(?:(?<=[^\s(:]){_SPACES}*|^{_SPACES}):(?=[\s»]|$)", rf"{NO_BREAK}:"),
    ("«", rf"«{_SPACES}*(?=[^\s»])", rf"«{NO_BREAK}"),
    ("»", rf"(?<=[^\s«]){_SPACES}*»", rf"{NO_BREAK}»"),
    # 10 %, 24 €/h
    ("%€", rf"(?<=[\d{_CLOSE}]){_SPACES}?(?=[%€])", NO_BREAK),
    # 30 000; the year of « en 2024 100 personnes » has four digits and is left alone
    ("0", rf"(?<!\d)\d{{1,3}}(?:{_SPACES}\d{{3}})+(?!\d)", lambda m: re.sub(_SPACES, NARROW_NO_BREAK, m.group())),
    ("°", rf"\b(n°s?){_SPACES}*{_VALUE}", rf"\1{NO_BREAK}"),
    # L. 314-1, R. 314-40, typed with or without its space
    (".", rf"\.(?:(?<=\b[LRDA]\.)|(?<=\bLO\.)|(?<=\bart\.)){_SPACES}*{_VALUE}", f".{NO_BREAK}"),
    (f"0{_OPEN}IVX", rf" (?=[\d{_OPEN}]|[LRDA]\.{_SPACES}?\d|[IVX]+\b){_AFTER_A_DIVISION}", NO_BREAK),
    ("IVX", r"\b[IVX]+ (?:bis|ter|quater)\b(?: [A-Z]\b)?", lambda m: m.group().replace(" ", NO_BREAK)),
    ("M", rf"\b(M\.|MM\.|Mme|Mmes) (?=[^\W\d_]|{_OPEN})", rf"\1{NO_BREAK}"),
    ("0", rf" (?=(?:{_MONTH})\b){_AFTER_A_DAY}", NO_BREAK),
)  # fmt: skip
"""For each rule, the characters of which a text must have one for it to apply: « 0 » stands for any digit."""
_RULES = tuple((frozenset(needed), regex(pattern), replacement) for needed, pattern, replacement in _PATTERNS)
_IN_ADDRESSES = frozenset(f"/@wW?{ASIDE}")

_UNITS = (
    "euros?|heures?|h|minutes?|min|ans?|années?|mois|semaines?|jours?|journées?|places?|lits?|ETP|km|kilomètres?|m²|kg|k€|M€"
    "|personnes?|bénéficiaires?|résidents?|usagers?|interventions?|points?|exemplaires?|visites?|séances?|repas|agents?"
    "|salariés?|millions?|milliards?"
)
_FIGURES = tuple(
    (regex(pattern), replacement)
    for pattern, replacement in (
        (r"(?<![\d,.])[1-9]\d{0,2}(?: \d{3})+(?!\d)", lambda m: m.group().replace(" ", NARROW_NO_BREAK)),
        (r" (?<=\d )(?=[%€])", NO_BREAK),
        (rf" (?<=\d )(?=(?:{_UNITS})(?!\w))", NO_BREAK),
        (r" (?:(?<=n° )|(?<=n°s ))(?=\d)", NO_BREAK),
        (r"\. (?:(?<=\b[LRDA]\. )|(?<=\bart\. ))(?=\d)", f".{NO_BREAK}"),
        (rf" (?=\d|[LRD]\. ?\d|[IVX]+\b){_AFTER_A_DIVISION}", NO_BREAK),
        (r"\b(M\.|MM\.|Mme|Mmes) (?=[^\W\d_])", rf"\1{NO_BREAK}"),
        (rf" (?=(?:{_MONTH})\b){_AFTER_A_DAY}", NO_BREAK),
    )
)


@lru_cache(maxsize=512)
def figures(text: str) -> str:
    """Keep each figure of a text of the user on one line with what it counts: « 12 000 heures », « 15 janvier 2026 ».

    A figure that is cut at the end of a line reads as another. Spaces alone change, and only those that are typed.
    """
    if not any(map(str.isdigit, text)) and "M" not in text:
        return text
    text, addresses = aside(text)
    for pattern, replacement in _FIGURES:
        text = pattern.sub(replacement, text)
    return back(text, addresses)


def apostrophes(text: str) -> str:
    """Give a text of the user the apostrophes of the words around it: « l’usager ». An address keeps its own."""
    if "'" not in text:
        return text
    text, addresses = aside(text)
    return back(_APOSTROPHE.sub("’", text), addresses)


def one_line(text: str) -> str:
    """The words of a text on one line, with a space between each."""
    return " ".join(text.split())


@lru_cache(maxsize=8192)
def typography(text: str) -> str:
    """Give the text of a clause the spaces and apostrophes of French typography.

    Only spaces and apostrophes change; applying it twice changes nothing more. Addresses of the web and of mail are
    left as they are. Values, which stand here as U+E000 digits U+E001, are never entered, but a space next to them is
    made right: « {{ valeur }} € ». What was done is cached: the contracts of a run share most of their words. A rule
    runs where its characters are: a command typesets hundreds of texts, most of which need one or two.
    """
    found = set(text)
    if _DIGIT.search(text):
        found.add("0")
    addresses: Sequence[str] = ()
    if not found.isdisjoint(_IN_ADDRESSES):
        text, addresses = aside(text)
    for needed, pattern, replacement in _RULES:
        if not found.isdisjoint(needed):
            text = pattern.sub(replacement, text)
    return back(text, addresses)


def plural(count: int, words: str) -> str:
    """« 2 écrits », « 1 à corriger », « 3 faits à compléter »: the first word agrees, but where it is « à »."""
    first, space, rest = words.partition(" ")
    return f"{number(count)} {words if count < 2 or first == 'à' else f'{first}s{space}{rest}'}"
