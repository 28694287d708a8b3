"""Days, years and durations as people write them."""

from __future__ import annotations

import re
from datetime import date

from models.lettres import dit_une_fois, nombre_en_lettres, simple
from models.records import dataclass
from models.regexes import regex

MOIS = (
    "janvier", "fevrier", "mars", "avril", "mai", "juin", "juillet", "aout", "septembre", "octobre", "novembre",
    "decembre",
)  # fmt: skip
_ABREGES = {
    "janv": 1, "jan": 1, "fevr": 2, "fev": 2, "avr": 4, "juil": 7, "sept": 9, "sep": 9, "oct": 10, "nov": 11, "dec": 12,
}  # fmt: skip
_SEMAINE = ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche")
_NUMEROS = {**{nom: rang for rang, nom in enumerate(MOIS, start=1)}, **_ABREGES}

_YEAR_FIRST = regex(r"([0-9]{4}) ?([-/.]) ?([0-9]{1,2}) ?\2 ?([0-9]{1,2})(?:[T ]00:00(?::00(?:\.0+)?)?Z?)?")
_DAY_FIRST = regex(r"([0-9]{1,2})(?:er)? ?([-/.]) ?([0-9]{1,2}) ?\2 ?([0-9]{4})")
_SHORT_YEAR = regex(r"([0-9]{1,2})[-/. ]([0-9]{1,2})[-/. ]([0-9]{2})")
_BEFORE = regex(r"(?:(?:a compter|a partir|en date|date) du |(?:le|du|au) )?")
_INSIDE = regex(r"[0-9]{4}-[0-9]{2}-[0-9]{2}|[0-9]{1,2}/[0-9]{1,2}/[0-9]{4}|(?:1er|[0-9]{1,2}) [^\W\d_]+ [0-9]{4}")
_COMPACT = regex(r"((?:19|20)[0-9]{2})([01][0-9])([0-3][0-9])")
_SERIAL = regex(r"[1-9][0-9]{4}(?:[.,]0+)?")
_UNKNOWN = ("sans objet", "neant", "aucune", "non", "inconnu", "inconnue", "?", "-", "non connue", "nc", "a venir")
_SHORT = 999
_LONGEST = 80
_YEAR = regex(r"(?:(?:l['’])?annee )?([12][0-9]{3})(?:[.,]0{1,2})?")
_EXPECTED = "une date est attendue, écrite 2024-01-15, 15/01/2024 ou 15 janvier 2024."

_UNITES = {"an": 12, "ans": 12, "annee": 12, "annees": 12, "mois": 1, "semestre": 6, "semestres": 6, "trimestre": 3,
           "trimestres": 3}  # fmt: skip
_AND = regex(r"(?<=an) et |(?<=ans) et |(?<=annee) et |(?<=annees) et ")
_DUREE = regex(
    r"([0-9]{1,3}|[a-z][a-z -]*) ?(ans?|annees?|mois|semestres?|trimestres?)(?: (?:civiles?|entiere?s?|pleine?s?))?"
)
_DUREE_DEDANS = regex(r"(?<![\w,.])[0-9]{1,3} (?:ans?|années?|mois)(?!\w)")


@dataclass(frozen=True, slots=True, order=True)
class Duree:
    """A duration in whole months (five years are 60)."""

    mois: int

    @property
    def ans(self) -> int | None:
        """Whole years, or None where the duration is not a whole number of years."""
        return self.mois // 12 if self.mois % 12 == 0 else None


def lire_jour(value: object) -> object:
    """A day: 2024-01-15, 15/01/2024, 15.01.2024, « 15 janvier 2024 », « lundi premier février 2024 »."""
    if value is None or isinstance(value, date):
        return value
    if not isinstance(value, str):
        raise ValueError(_EXPECTED)
    text = simple(value).rstrip(".").rstrip() if len(value) <= _LONGEST else ""
    text = text[found.end() :] if (found := _BEFORE.match(text)) else text
    if found := _YEAR_FIRST.fullmatch(text.upper()):
        return _day(value, found[1], found[3], found[4])
    if found := _DAY_FIRST.fullmatch(text):
        return _day(value, found[4], found[3], found[1])
    if said := _in_words(text):
        day = _day(value, *said[1:])
        _same_weekday(value, said[0], day)
        return day
    raise ValueError(_doubt(value.strip(), text))


def _in_words(text: str) -> tuple[str, int, int, int] | None:
    """The weekday, or nothing, then the year, the month and the day of « lundi 5 janvier 2026 »."""
    words = re.sub("[.,]", " ", text).replace("-", " ").split()
    at = next((rank for rank, word in enumerate(words) if word in _NUMEROS and rank), None)
    if at is None:
        return None
    weekday = next((one for one in _SEMAINE if words[0] in (one, one[:3])), "")
    day, year = _number(words[bool(weekday) : at]), _number(words[at + 1 :])
    return (weekday, year, _NUMEROS[words[at]], day) if day and year and year > _SHORT else None


def _number(words: list[str]) -> int | None:
    """A rank of a month or a year, in figures or in letters."""
    text = re.sub(r"^(?:1 ?(?:er|°|o)|premier)$", "1", " ".join(words))
    return int(text) if re.fullmatch("[0-9]{1,4}", text) else nombre_en_lettres(text)


def _doubt(said: str, text: str) -> str:
    """What is wrong with a day that is not read, and what was most likely meant."""
    if found := _SHORT_YEAR.fullmatch(text):
        return f"« {said} » : écrivez l'année en quatre chiffres ({text[:-2]}20{found[3]} ?)."
    if short := re.fullmatch(r"(.*[^\W\d].*[ -])([0-9]{2})", said):
        with_year = f"{short[1]}20{short[2]}"
        if _in_words(simple(with_year)):
            return f"« {said} » : écrivez l'année en quatre chiffres ({with_year} ?)."
    if _SERIAL.fullmatch(text):
        return f"{_EXPECTED} « {said} » est le numéro d'un jour dans un tableur."
    if text in _UNKNOWN:
        return f"{_EXPECTED} Laissez vide une date que vous ignorez."
    if len(inside := _INSIDE.findall(said)) == 1 and inside[0] != said:
        return f"{_EXPECTED} Écrivez « {inside[0]} » et rien d'autre, si c'est ce jour."
    month = re.fullmatch(r"(?:.* )?([a-z]+) ([0-9]{4})", text)
    if (month and month[1] in _NUMEROS) or re.fullmatch("[0-9]{4}-[0-9]{1,2}|[0-9]{1,2}/[0-9]{4}", text):
        return f"« {said} » : il manque le jour (une date s'écrit 2024-01-15, 15/01/2024 ou 15 janvier 2024)."
    if found := _COMPACT.fullmatch(text):
        return f"{_EXPECTED} Écrivez « {found[1]}-{found[2]}-{found[3]} », si c'est ce jour."
    return _EXPECTED


def _day(value: str, year: str | int, month: str | int, day: str | int) -> date:
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        raise ValueError(f"« {value.strip()} » n'est pas un jour du calendrier.") from None


def _same_weekday(value: str, said: str, day: date) -> None:
    if said and _SEMAINE[day.weekday()] != said:
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
    """« 5 ans », « 18 mois », « cinq (5) ans », « 1 an et 6 mois », « un an et demi », « 5 ans (60 mois) »."""
    if value is None or isinstance(value, Duree):
        return value
    text = simple(value).rstrip(".").strip() if isinstance(value, str) and len(value) <= _LONGEST else ""
    text = dit_une_fois(re.sub("^(?:(?:pour )?une )?(?:duree )?(?:de )?", "", text) if " " in text else text)
    if (count := _count(text)) is not None:
        raise ValueError(f"une durée est attendue : « {count} ans » ou « {count} mois » ?")
    months = _months(text)
    if months is None:
        inside = _DUREE_DEDANS.findall(value) if isinstance(value, str) else []
        proposed = f" Écrivez « {inside[0]} » et rien d'autre, si c'est cette durée." if len(inside) == 1 else ""
        raise ValueError(f"une durée est attendue, écrite « 5 ans » ou « 18 mois ».{proposed}")
    if months == 0:
        raise ValueError("une durée ne peut pas être nulle.")
    return Duree(months)


def _months(text: str) -> int | None:
    if found := re.fullmatch(r"(.+?) ?(?:\((.+)\)|/ ?(.+)|, soit (.+))", text):
        first, second = _months(found[1]), _months(next(filter(None, found.groups()[1:])))
        return first if first == second else None
    text = re.sub(r"^([0-9]{1,2})[.,]5 (an(?:nee)?s)$", r"\1 \2 et 6 mois", text)
    text = re.sub(r"(?<=an)( et demi)e?$|(?<=ans)( et demi)e?$", " et 6 mois", text)
    parts = [_DUREE.fullmatch(part) for part in _AND.split(text)]
    units = [found[2][:1] for found in parts if found]
    if None in parts or (len(units) != 1 and units != ["a", "m"]):
        return None
    counts = [_count(one[1].strip()) for one in parts if one]
    if None in counts:
        return None
    return sum(count * _UNITES[one[2]] for count, one in zip(counts, parts, strict=True) if one and count is not None)


def _count(text: str) -> int | None:
    """Below a thousand, in figures or in letters."""
    number = int(text) if re.fullmatch("[0-9]{1,3}", text) else nombre_en_lettres(text)
    return number if number is not None and number < 1000 else None
