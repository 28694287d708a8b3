"""Numbers and amounts as people write them: read where there is one reading, refused with both where there are two."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import lru_cache

from models.fiches.marks import Avant
from models.lettres import dit_une_fois, nombre_en_lettres, simple
from models.regexes import regex
from models.unites import COMPTEES, MESUREES, echelle, nombre_et_unite

# Thousands apart (by one kind of space, of apostrophe or of mark), then the decimals after another mark.
_NUMBER = regex(
    r"(?P<sign>[+-]?) ?"
    r"(?P<whole>[1-9][0-9]{0,2}(?P<group>[ '.,])[0-9]{3}(?:(?P=group)[0-9]{3})*|[0-9]+)"
    r"(?:(?P<mark>[.,])(?P<decimals>[0-9]+))?"
)
_AS_ONE = str.maketrans({**dict.fromkeys("\u00a0\u2007\u2009\u202f", " "), "’": "'", "\u2212": "-"})
_ABOUT = regex(r"(?:environ|env\.?|approximativement|autour de|à peu près|près de|~|≈|\+/-|±)\s*", re.IGNORECASE)
_INSIDE = regex(r"[0-9](?:[0-9 .,'’]*[0-9])?(?![0-9]| ?(?:k|m(?:ille|illions?)?)\b)(?: ?[%€])?", re.IGNORECASE)
_NOTHING = ("aucun", "aucune", "neant", "sans objet", "non", "rien", "gratuit", "non applicable", "n/a", "-", "—")
_ROMAN = regex("(?=[IVX])X{0,3}(?:IX|IV|V?I{0,3})")
_LONGEST_NUMBER = 20
_SPACES = " \u00a0\u2007\u2009\u202f"
_TWO_READINGS = r"(?![+-]?[1-9]\d{0,2}[.,]\d{3}(?!\d)\D*$)"
SCHEMA = {
    "type": ["string", "number"],
    "pattern": rf"^{_TWO_READINGS}[+\u2212-]?[{_SPACES}]?\d[\d{_SPACES}'’.,]*\D*$",
}
"""The JSON Schema of a number, with or without its unit."""
_SPACE = "[ \u00a0\u202f]"
_AS_ASKED = regex(rf"[+-]?[0-9]{{1,3}}(?:{_SPACE}[0-9]{{3}})+(?:,[0-9]+)?|[+-]?[0-9]+(?:[.,][0-9]+)?")
_WHOLE_AS_ASKED = regex(rf"[0-9]{{1,3}}(?:{_SPACE}[0-9]{{3}})+|[0-9]+")
_EXPECTED = "un nombre est attendu, écrit 1234,50 ou 1 234,50."
_CENTS = "un montant a deux décimales au plus."
_WHOLE = "un nombre entier est attendu : ce qui se compte (places, personnes, années) n'a pas de décimales."


def ecrit(number: Decimal) -> str:
    """A number with one reading: « 88,1250 », for « 88,125 » has two."""
    text = f"{number:f}".replace(".", ",")
    return f"{text}0" if _has_two_readings(text) else text


def est_ecrit_comme_demande(typed: str, value: Decimal) -> bool:
    """Whether a number was typed in the form that the questionnaire asks for, its unit aside."""
    bare = nombre_et_unite(typed)[0]
    return bool(_AS_ASKED.fullmatch(bare)) and lire_nombre(bare) == value


def entier_est_ecrit_comme_demande(typed: str, _: int) -> bool:
    """Whether a whole number was typed in the form that the questionnaire asks for."""
    return bool(_WHOLE_AS_ASKED.fullmatch(typed.strip()))


def de_l_unite(unite: str) -> Avant:
    """Refuse a number written in another unit: « 12 % » is not an amount in euros. An hourly price may be in « € ».

    A percentage between 0 and 1 needs its sign: « 0,12 » alone may be 12 % as spreadsheets hold it, or 0,12 %.
    """
    admitted = {"", unite, unite.partition("/")[0]} | (set() if unite else COMPTEES.keys())

    def read(value: object) -> object:
        unit = nombre_et_unite(value)[1] if isinstance(value, str) else ""
        if unit not in admitted:
            raise ValueError(f"un nombre {f'en {unite}' if unite else 'sans unité'} est attendu, et non en {unit}.")
        if unite == "%" and isinstance(value, str) and not unit:
            _refuse_a_share(value)
        return value

    return Avant(read)


def _refuse_a_share(text: str) -> None:
    try:
        number = lire_nombre(text)
    except ValueError:
        return  # its own type says what is wrong with it
    if isinstance(number, Decimal) and 0 < abs(number) < 1:
        readings = (f"{one.normalize():f} %".replace(".", ",") for one in (number * 100, number))
        raise ValueError("« {} » peut se lire {} ou {} : écrivez le signe %.".format(text.strip(), *readings))


def lire_nombre(value: object) -> object:
    """A decimal number: « 1 234,50 », « 1234.5 », « 1.234,50 », « douze mille », « 12 k€ », with or without its unit.

    A mark followed by three digits alone has two readings, and is refused: « 88.000 » is 88 in some hands, and 88 000
    in others. A zero before it (« 0,125 »), or another mark (« 1.234,500 »), settles it.
    """
    if value is None or isinstance(value, Decimal):
        return value
    if not isinstance(value, str):
        raise ValueError(_EXPECTED)
    return _nombre(value)


@lru_cache(maxsize=4096)
def _nombre(value: str) -> Decimal:
    """A number, kept: the same answer is read by its kind, by its unit, and by what tells how it was read."""
    once = dit_une_fois(value.strip())
    if twice := _said_twice(once):
        return twice
    bare = nombre_et_unite(once)[0]
    if (letters := nombre_en_lettres(bare)) is not None:
        return Decimal(letters) * echelle(once)[1]
    text = bare.translate(_AS_ONE)
    found = _NUMBER.fullmatch(text) if len(text) <= _LONGEST_NUMBER else None
    if len(text) > _LONGEST_NUMBER and re.fullmatch(r"[-+ '.,0-9]+", text):
        raise ValueError(f"un nombre de {_LONGEST_NUMBER} caractères au plus est attendu.")
    if found is None or found["mark"] == found["group"] is not None:
        raise ValueError(_EXPECTED + _proposed(value))
    if _has_two_readings(text):
        if echelle(once)[1] != 1:
            raise ValueError(f"« {once} » a deux lectures : écrivez le montant en euros, sans « k » ni « M ».")
        raise DeuxLecturesError(text)
    whole = re.sub("[^0-9]", "", found["whole"])
    number = Decimal(f"{found['sign']}{whole}" + (f".{found['decimals']}" if found["decimals"] else ""))
    return number * echelle(once)[1]


def _said_twice(text: str) -> Decimal | None:
    """The amount of « douze mille euros (12 000 €) », where both say the same."""
    found = re.fullmatch(r"([^()]{1,130}?) ?\(([^()]{1,60})\)", text)
    if found is None:
        return None
    try:
        first, second = (lire_nombre(one) for one in found.groups())
    except ValueError:
        return None
    if first != second:
        raise ValueError(f"« {text} » dit deux nombres.")
    return first if isinstance(first, Decimal) else None


def _proposed(text: str) -> str:
    """What to write instead of an answer whose meaning is not sure: nothing where none comes to mind."""
    text = text.strip()
    if simple(text) in _NOTHING:
        return " Écrivez 0 s'il n'y en a pas, et rien si vous l'ignorez."
    about = _ABOUT.match(text)
    inside = [text[about.end() :]] if about else _INSIDE.findall(text)
    if len(inside) != 1 or inside[0] == text or text.startswith("#"):
        return ""
    try:
        lire_nombre(inside[0])
    except ValueError:
        return ""
    return f" Écrivez « {inside[0].strip()} » et rien d'autre, si c'est le nombre exact."


def _has_two_readings(text: str) -> bool:
    return re.fullmatch(r"[+-]? ?[1-9][0-9]{0,2}[.,][0-9]{3}", text) is not None


class DeuxLecturesError(ValueError):
    """A number that two people would read in two ways."""

    def __init__(self, text: str) -> None:
        whole, decimals = re.split("[.,]", text)
        self.decimals = decimals.rstrip("0")
        self.large = f"{whole} {decimals}"
        small = f"{whole},{self.decimals}".rstrip(",")
        thousands = "mille" if whole == "1" else f"{whole} mille"
        named = thousands if decimals == "000" else self.large
        how = f"{small}0" if _has_two_readings(small) else small
        super().__init__(f"« {text} » peut se lire {small} (écrivez « {how} ») ou {named} (écrivez « {self.large} »).")

    def unless(self, most_decimals: int, refused: str) -> ValueError:
        """What to say where the smaller reading has more decimals than its kind of fact may have."""
        if len(self.decimals) <= most_decimals:
            return self
        return ValueError(f"{refused.rstrip('.')} ; si c'est {self.large}, écrivez « {self.large} ».")


def lire_montant(value: object) -> object:
    """An amount of money in euros, not negative, with two decimals at the most."""
    try:
        amount = lire_nombre(value)
    except DeuxLecturesError as error:
        raise error.unless(2, _CENTS) from None
    if isinstance(amount, Decimal):
        if amount < 0:
            raise ValueError("un montant ne peut pas être négatif.")
        if amount != amount.quantize(Decimal("0.01")):
            raise ValueError(_CENTS)
    return amount


def lire_entier(value: object) -> object:
    """What is counted: a whole number, not negative, in no unit of measure (« 80 places » is 80)."""
    if value is None or isinstance(value, int):
        return value
    if isinstance(value, Decimal) and value == value.to_integral_value() and value >= 0:
        return int(value)
    unit = nombre_et_unite(value)[1] if isinstance(value, str) else ""
    if unit in MESUREES:
        raise ValueError(f"un nombre entier est attendu, et non un nombre en {unit}.")
    if isinstance(value, str) and _ROMAN.fullmatch(value.strip()):
        raise ValueError(f"un nombre entier est attendu. Écrivez « {_roman(value.strip())} » si c'est ce nombre.")
    try:
        number = lire_nombre(value)
    except DeuxLecturesError as error:
        raise error.unless(0, _WHOLE) from None
    except ValueError as error:
        raise ValueError(str(error).replace(_EXPECTED, "un nombre entier est attendu.")) from None
    if not isinstance(number, Decimal) or number != number.to_integral_value():
        raise ValueError(_WHOLE)
    if number < 0:
        raise ValueError("ce nombre ne peut pas être négatif.")
    return int(number)


def _roman(text: str) -> int:
    values = [{"I": 1, "V": 5, "X": 10}[one] for one in text]
    return sum(-one if one < after else one for one, after in zip(values, [*values[1:], 0], strict=True))


def lire_effectif(value: object) -> object:
    """How many people, places or days: a whole number that is printed and computed as numbers are."""
    count = lire_entier(value)
    return Decimal(count) if isinstance(count, int) else count
