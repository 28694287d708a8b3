"""Days, years and durations as people write them."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import date

MOIS = (
    "janvier", "fevrier", "mars", "avril", "mai", "juin", "juillet", "aout", "septembre", "octobre", "novembre",
    "decembre",
)  # fmt: skip
_ABREGES = {
    "janv": 1, "jan": 1, "fevr": 2, "fev": 2, "avr": 4, "juil": 7, "sept": 9, "sep": 9, "oct": 10, "nov": 11, "dec": 12,
}  # fmt: skip
_SEMAINE = ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche")
_NUMEROS = {**{nom: rang for rang, nom in enumerate(MOIS, start=1)}, **_ABREGES}

_YEAR_FIRST = re.compile(r"([0-9]{4})([-/.])([0-9]{1,2})\2([0-9]{1,2})(?:[T ]00:00(?::00(?:\.0+)?)?Z?)?")
_DAY_FIRST = re.compile(r"([0-9]{1,2})([-/.])([0-9]{1,2})\2([0-9]{4})")
_SHORT_YEAR = re.compile(r"([0-9]{1,2}[-/.][0-9]{1,2}[-/.])([0-9]{2})")
_IN_WORDS = re.compile(r"(?:le )?(?:([a-z]+) )?(1er|[0-9]{1,2}) ?([a-z]+)\.? ([0-9]{4})")
_SERIAL = re.compile(r"[1-9][0-9]{4}(?:[.,]0+)?")
_YEAR = re.compile(r"(?:(?:l['’])?annee )?([12][0-9]{3})(?:[.,]0{1,2})?")
_EXPECTED = "une date est attendue, écrite 2024-01-15, 15/01/2024 ou 15 janvier 2024."

_UNITES = {"an": 12, "ans": 12, "annee": 12, "annees": 12, "mois": 1}
_JUSQU_A_DIX_NEUF = (
    "zero", "un", "deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf", "dix", "onze", "douze", "treize",
    "quatorze", "quinze", "seize", "dix-sept", "dix-huit", "dix-neuf",
)  # fmt: skip
_DIZAINES = {20: "vingt", 30: "trente", 40: "quarante", 50: "cinquante", 60: "soixante", 80: "quatre-vingt"}


def _en_lettres(number: int) -> str:
    """A number below one hundred, its words joined by hyphens."""
    if number < len(_JUSQU_A_DIX_NEUF):
        return _JUSQU_A_DIX_NEUF[number]
    ten = max(one for one in _DIZAINES if one <= number)
    rest = number - ten
    if not rest:
        return f"{_DIZAINES[ten]}{'s' if ten == 80 else ''}"
    link = "-et-" if rest in (1, 11) and ten != 80 else "-"
    return f"{_DIZAINES[ten]}{link}{_JUSQU_A_DIX_NEUF[rest]}"


_EN_LETTRES = {_en_lettres(number): number for number in range(1, 100)} | {"une": 1}
_AND = re.compile(r"(?<=an) et |(?<=ans) et |(?<=annee) et |(?<=annees) et ")
_DUREE = re.compile(r"([0-9]{1,3}|[a-z][a-z -]*) ?(ans?|annees?|mois)")


@dataclass(frozen=True, slots=True, order=True)
class Duree:
    """A duration in whole months (five years are 60)."""

    mois: int

    @property
    def ans(self) -> int | None:
        """Whole years, or None where the duration is not a whole number of years."""
        return self.mois // 12 if self.mois % 12 == 0 else None


def simple(text: str) -> str:
    """A text without what the hand gets wrong: accents, capitals, several spaces."""
    letters = unicodedata.normalize("NFKD", text.casefold())
    return " ".join("".join(one for one in letters if not unicodedata.combining(one)).split())


def lire_jour(value: object) -> object:
    """A day: 2024-01-15, 15/01/2024, 15.01.2024, « 15 janvier 2024 », « lundi 1er février 2024 »."""
    if value is None or isinstance(value, date):
        return value
    if not isinstance(value, str):
        raise ValueError(_EXPECTED)
    text = simple(value)
    if found := _YEAR_FIRST.fullmatch(text.upper()):
        return _day(value, found[1], found[3], found[4])
    if found := _DAY_FIRST.fullmatch(text):
        return _day(value, found[4], found[3], found[1])
    if (found := _IN_WORDS.fullmatch(text)) and found[3] in _NUMEROS:
        day = _day(value, found[4], _NUMEROS[found[3]], found[2].removesuffix("er"))
        _same_weekday(value, found[1], day)
        return day
    if found := _SHORT_YEAR.fullmatch(text):
        raise ValueError(f"« {value.strip()} » : écrivez l'année en quatre chiffres ({found[1]}20{found[2]} ?).")
    if _SERIAL.fullmatch(text):
        raise ValueError(f"{_EXPECTED} « {value.strip()} » est le numéro d'un jour dans un tableur.")
    raise ValueError(_EXPECTED)


def _day(value: str, year: str, month: str | int, day: str) -> date:
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        raise ValueError(f"« {value.strip()} » n'est pas un jour du calendrier.") from None


def _same_weekday(value: str, said: str | None, day: date) -> None:
    if said is None:
        return
    if said not in _SEMAINE:
        raise ValueError(_EXPECTED)
    if _SEMAINE[day.weekday()] != said:
        raise ValueError(f"« {value.strip()} » : ce jour est un {_SEMAINE[day.weekday()]}.")


def lire_annee(value: object) -> object:
    """A civil year, written with four digits; spreadsheets hand over « 2026.0 »."""
    if isinstance(value, int):
        return value
    found = _YEAR.fullmatch(simple(value)) if isinstance(value, str) else None
    if not found:
        raise ValueError("une année est attendue, écrite avec quatre chiffres.")
    return int(found[1])


def lire_duree(value: object) -> object:
    """« 5 ans », « 18 mois », « cinq ans », « 1 an et 6 mois », « 5 ans (60 mois) »."""
    if value is None or isinstance(value, Duree):
        return value
    text = simple(value) if isinstance(value, str) else ""
    if re.fullmatch("[0-9]{1,3}", text):
        raise ValueError(f"une durée est attendue : « {text} ans » ou « {text} mois » ?")
    months = _months(text)
    if months is None:
        raise ValueError("une durée est attendue, écrite « 5 ans » ou « 18 mois ».")
    if months == 0:
        raise ValueError("une durée ne peut pas être nulle.")
    return Duree(months)


def _months(text: str) -> int | None:
    if found := re.fullmatch(r"(.+?) ?\((.+)\)", text):
        first, second = _months(found[1]), _months(found[2])
        return first if first == second else None
    parts = [_DUREE.fullmatch(part) for part in _AND.split(text)]
    units = [found[2][:1] for found in parts if found]
    if None in parts or units not in (["a"], ["m"], ["a", "m"]):
        return None
    counts = [_count(one[1]) for one in parts if one]
    if None in counts:
        return None
    return sum(count * _UNITES[one[2]] for count, one in zip(counts, parts, strict=True) if one and count is not None)


def _count(text: str) -> int | None:
    return int(text) if text.isdecimal() else _EN_LETTRES.get(text.strip().replace(" ", "-"))
