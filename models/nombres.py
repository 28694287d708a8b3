"""Numbers and amounts as people write them: read where there is one reading, refused with both where there are two."""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal

from pydantic import BeforeValidator

# Thousands apart (by one kind of space, of apostrophe or of mark), then the decimals after another mark.
_NUMBER = re.compile(
    r"(?P<sign>[+-]?) ?"
    r"(?P<whole>[1-9][0-9]{0,2}(?P<group>[ '.,])[0-9]{3}(?:(?P=group)[0-9]{3})*|[0-9]+)"
    r"(?:(?P<mark>[.,])(?P<decimals>[0-9]+))?"
)
_AS_ONE = str.maketrans({**dict.fromkeys("\u00a0\u2007\u2009\u202f", " "), "’": "'", "\u2212": "-"})
_MEASURED: Mapping[str, re.Pattern[str]] = {
    "€/h": re.compile(r"(?:€|euros?)\s*(?:/|par|de l['’])\s*h(?:eure)?$", re.IGNORECASE),
    "€/km": re.compile(r"(?:€|euros?)\s*(?:/|par|du)\s*k(?:m|ilomètre)$", re.IGNORECASE),
    "€": re.compile(r"(?:€|euros?)$", re.IGNORECASE),
    "%": re.compile(r"%$"),
    "h": re.compile(r"h(?:eures?)?$", re.IGNORECASE),
    "km": re.compile(r"k(?:m|ilomètres?)$", re.IGNORECASE),
    "ETP": re.compile(r"(?:ETP|équivalents?[ -]temps[ -]pleins?)$", re.IGNORECASE),
}
_COUNTED: Mapping[str, re.Pattern[str]] = {
    "places": re.compile(r"(?:lits? et )?(?:places?|lits?)$", re.IGNORECASE),
    "personnes": re.compile(r"(?:personnes?|bénéficiaires?|usagers?)$", re.IGNORECASE),
    "exemplaires": re.compile(r"exemplaires?$", re.IGNORECASE),
    "journées": re.compile(r"jour(?:née)?s?$", re.IGNORECASE),
    "interventions": re.compile(r"interventions?$", re.IGNORECASE),
}
_UNITS = {**_MEASURED, **_COUNTED}
_LONGEST_NUMBER = 20
_LONGEST_UNIT = 25
_EXPECTED = "un nombre est attendu, écrit 1234,50 ou 1 234,50."
_CENTS = "un montant a deux décimales au plus."
_WHOLE = "un nombre entier est attendu : ce qui se compte (places, personnes, années) n'a pas de décimales."


def nombre_et_unite(text: str) -> tuple[str, str]:
    """Split « 24,58 € / heure » into « 24,58 » and « €/h ». What is too long for a number has no unit."""
    text = text.strip()
    for unit, written in _UNITS.items() if len(text) <= _LONGEST_NUMBER + _LONGEST_UNIT else ():
        if found := written.search(text):
            return text[: found.start()].strip(), unit
    return text, ""


def ecrit(number: Decimal) -> str:
    """A number with one reading: « 88,1250 », for « 88,125 » has two."""
    text = f"{number:f}".replace(".", ",")
    return f"{text}0" if _has_two_readings(text) else text


def de_l_unite(unite: str) -> BeforeValidator:
    """Refuse a number written in another unit: « 12 % » is not an amount in euros. An hourly price may be in « € ».

    A percentage between 0 and 1 needs its sign: « 0,12 » alone may be 12 % as spreadsheets hold it, or 0,12 %.
    """
    admitted = {"", unite, unite.partition("/")[0]} | (set() if unite else _COUNTED.keys())

    def read(value: object) -> object:
        unit = nombre_et_unite(value)[1] if isinstance(value, str) else ""
        if unit not in admitted:
            raise ValueError(f"un nombre {f'en {unite}' if unite else 'sans unité'} est attendu, et non en {unit}.")
        if unite == "%" and isinstance(value, str) and not unit:
            _refuse_a_share(value)
        return value

    return BeforeValidator(read)


def _refuse_a_share(text: str) -> None:
    try:
        number = lire_nombre(text)
    except ValueError:
        return  # its own type says what is wrong with it
    if isinstance(number, Decimal) and 0 < abs(number) < 1:
        readings = (f"{one.normalize():f} %".replace(".", ",") for one in (number * 100, number))
        raise ValueError("« {} » peut se lire {} ou {} : écrivez le signe %.".format(text.strip(), *readings))


def lire_nombre(value: object) -> object:
    """A decimal number: « 1 234,50 », « 1234.5 », « 1.234,50 », with or without its unit.

    A mark followed by three digits alone has two readings, and is refused: « 88.000 » is 88 in some hands, and 88 000
    in others. A zero before it (« 0,125 »), or another mark (« 1.234,500 »), settles it.
    """
    if value is None or isinstance(value, Decimal):
        return value
    text = nombre_et_unite(value)[0].translate(_AS_ONE) if isinstance(value, str) else ""
    found = _NUMBER.fullmatch(text) if len(text) <= _LONGEST_NUMBER else None
    if len(text) > _LONGEST_NUMBER and re.fullmatch(r"[-+ '.,0-9]+", text):
        raise ValueError(f"un nombre de {_LONGEST_NUMBER} caractères au plus est attendu.")
    if found is None or found["mark"] == found["group"] is not None:
        raise ValueError(_EXPECTED)
    if _has_two_readings(text):
        raise DeuxLecturesError(text)
    whole = re.sub("[^0-9]", "", found["whole"])
    return Decimal(f"{found['sign']}{whole}" + (f".{found['decimals']}" if found["decimals"] else ""))


def _has_two_readings(text: str) -> bool:
    return re.fullmatch(r"[+-]? ?[1-9][0-9]{0,2}[.,][0-9]{3}", text) is not None


class DeuxLecturesError(ValueError):
    """A number that two people would read in two ways."""

    def __init__(self, text: str) -> None:
        whole, decimals = re.split("[.,]", text)
        self.decimals = decimals.rstrip("0")
        self.large = f"{whole} {decimals}"
        small = f"{whole},{self.decimals}".rstrip(",")
        named = f"{whole} mille" if decimals == "000" else self.large
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
    if unit in _MEASURED:
        raise ValueError(f"un nombre entier est attendu, et non un nombre en {unit}.")
    try:
        number = lire_nombre(value)
    except DeuxLecturesError as error:
        raise error.unless(0, _WHOLE) from None
    except ValueError:
        raise ValueError("un nombre entier est attendu.") from None
    if not isinstance(number, Decimal) or number != number.to_integral_value():
        raise ValueError(_WHOLE)
    if number < 0:
        raise ValueError("ce nombre ne peut pas être négatif.")
    return int(number)


def lire_effectif(value: object) -> object:
    """How many people, places or days: a whole number that is printed and computed as numbers are."""
    count = lire_entier(value)
    return Decimal(count) if isinstance(count, int) else count
