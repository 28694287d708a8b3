"""The kinds of facts that a description holds, and how one is declared.

Every scalar of a YAML file arrives here as text, exactly as typed (a FINESS keeps its leading zero); these types read
it the French way. Error messages are in French: they are shown to the user as they are.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Annotated, Any, Literal, get_args

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

Repondant = Literal["departement", "gestionnaire"]

# As printed: « 1 234,50 », with or without its unit.
_NUMBER = re.compile(r"[+-]?[0-9]{1,3}(?:[ \u00a0\u202f][0-9]{3})+(?:[.,][0-9]+)?|[+-]?[0-9]+(?:[.,][0-9]+)?")
_UNITS = {
    "€/h": re.compile(r"\s*(?:€|euros?)\s*/\s*h(?:eure)?$", re.IGNORECASE),
    "€/km": re.compile(r"\s*(?:€|euros?)\s*/\s*km$", re.IGNORECASE),
    "€": re.compile(r"\s*(?:€|euros?)$", re.IGNORECASE),
    "%": re.compile(r"\s*%$"),
    "h": re.compile(r"\s*h(?:eures?)?$", re.IGNORECASE),
    "km": re.compile(r"\s*km$", re.IGNORECASE),
    "ETP": re.compile(r"\s*ETP$", re.IGNORECASE),
}
_LONGEST_NUMBER = 20
_LONGEST_UNIT = 20
_DURATION = re.compile(r"([0-9]{1,3})\s*(ans?|mois)")
_DAY = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})|([0-9]{1,2})/([0-9]{1,2})/([0-9]{4})")


@dataclass(frozen=True, slots=True, order=True)
class Duree:
    """A duration in whole months (five years are 60)."""

    mois: int

    @property
    def ans(self) -> int | None:
        """Whole years, or None where the duration is not a whole number of years."""
        return self.mois // 12 if self.mois % 12 == 0 else None


class Fiche(BaseModel):
    """A group of facts. Unknown keys are refused, and every fact may be missing: a draft is a normal state."""

    model_config = ConfigDict(extra="forbid", frozen=True, arbitrary_types_allowed=True)


def champ(  # noqa: PLR0913 - one argument for each thing that the questionnaire says
    libelle: str,
    aide: str = "",
    *,
    qui: Repondant = "gestionnaire",
    exemple: str = "",
    source: str = "",
    unite: str = "",
    facultatif: bool = False,
    avant_signature: bool = False,
    ailleurs: bool = False,
    regles: Mapping[str, Any] | None = None,
    defaut: Any = None,
) -> Any:
    """Declare a fact.

    `libelle` completes « [à compléter : … ] »; `aide` is the questionnaire's help; `qui` is the party who knows;
    `source` the text of law that asks for it; `facultatif` says that a contract is complete without it, and
    `avant_signature` that it is the date of an act which the contract is based on. `regles` are what the checks know of
    it: `limite` and `validite` (models.limites), `designe` (the list whose items it names), `controle` (it is given for
    the checks alone, and printed nowhere). What serves `ailleurs` than in the clauses (the law, the head, a
    programmation) is not told where none prints it.
    """
    extra: dict[str, Any] = {"qui": qui, "source": source, "unite": unite, "facultatif": facultatif}
    if ailleurs:
        extra["ailleurs"] = True
    if avant_signature:
        extra["avant_signature"] = True
    extra |= {name: rule for name, rule in (regles or {}).items() if rule}
    return Field(
        default=defaut,
        title=libelle,
        description=aide,
        examples=[exemple] if exemple else None,
        json_schema_extra=extra,
    )


def liste(libelle: str, aide: str = "", **kwargs: Any) -> Any:
    """Declare a list of facts; it is empty where the description says nothing."""
    return champ(libelle, aide, **{"defaut": [], **kwargs})


def lire_texte(value: object) -> object:
    """Text as typed."""
    if isinstance(value, dict | list):
        raise ValueError("un texte est attendu ici, et non une liste ou un groupe de clés.")
    return value


def est_un_texte(annotation: Any) -> bool:
    """Whether a fact, or an item of its list, is a free text (`Texte`), and not a choice nor a number of identity."""
    return annotation == _TEXTE or any(map(est_un_texte, get_args(annotation)))


def lire_jour(value: object) -> object:
    """A date written 2024-01-15 or 15/01/2024."""
    if value is None or isinstance(value, date):
        return value
    match = _DAY.fullmatch(value.strip()) if isinstance(value, str) else None
    if not match:
        raise ValueError("une date est attendue, écrite 2024-01-15 ou 15/01/2024.")
    year, month, day = match.group(1, 2, 3) if match.group(1) else match.group(6, 5, 4)
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        raise ValueError(f"« {value} » n'est pas un jour du calendrier.") from None


def _number_and_unit(text: str) -> tuple[str, str]:
    """Split « 24,58 € / heure » into « 24,58 » and « €/h ». What is too long for a number has no unit."""
    text = text.strip()
    for unit, written in _UNITS.items() if len(text) <= _LONGEST_NUMBER + _LONGEST_UNIT else ():
        if found := written.search(text):
            return text[: found.start()].strip(), unit
    return text, ""


def de_l_unite(unite: str) -> BeforeValidator:
    """Refuse a number written in another unit: « 12 % » is not an amount in euros. An hourly price may be in « € ».

    A percentage between 0 and 1 needs its sign: « 0,12 » alone may be 12 % as spreadsheets hold it, or 0,12 %.
    """

    def read(value: object) -> object:
        unit = _number_and_unit(value)[1] if isinstance(value, str) else ""
        if unit not in ("", unite, unite.partition("/")[0]):
            expected = f"en {unite}" if unite else "sans unité"
            raise ValueError(f"un nombre {expected} est attendu, et non en {unit}.")
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
    """A decimal number written the French way: « 1 234,50 », « 1234.5 », with or without its unit."""
    if value is None or isinstance(value, Decimal):
        return value
    text = _number_and_unit(value)[0] if isinstance(value, str) else ""
    if not _NUMBER.fullmatch(text):
        raise ValueError("un nombre est attendu, écrit 1234,50 ou 1 234,50.")
    if len(text) > _LONGEST_NUMBER:
        raise ValueError(f"un nombre de {_LONGEST_NUMBER} caractères au plus est attendu.")
    try:
        return Decimal(re.sub(r"[ \u00a0\u202f]", "", text).replace(",", "."))
    except InvalidOperation:  # pragma: no cover - the pattern admits only numbers
        raise ValueError("un nombre est attendu, écrit 1234,50 ou 1 234,50.") from None


def lire_montant(value: object) -> object:
    """An amount of money in euros, not negative, with two decimals at the most."""
    amount = lire_nombre(value)
    if isinstance(amount, Decimal):
        if amount < 0:
            raise ValueError("un montant ne peut pas être négatif.")
        if amount != amount.quantize(Decimal("0.01")):
            raise ValueError("un montant a deux décimales au plus.")
    return amount


def lire_entier(value: object) -> object:
    """A whole number, not negative."""
    if value is None or isinstance(value, int):
        return value
    try:
        number = lire_nombre(value)
    except ValueError:
        number = None
    if not isinstance(number, Decimal) or number != number.to_integral_value():
        raise ValueError("un nombre entier est attendu.")
    if number < 0:
        raise ValueError("ce nombre ne peut pas être négatif.")
    return int(number)


def lire_annee(value: object) -> object:
    """A civil year, written with four digits."""
    if isinstance(value, int):
        return value
    if not isinstance(value, str) or not re.fullmatch("[12][0-9]{3}", value.strip()):
        raise ValueError("une année est attendue, écrite avec quatre chiffres.")
    return int(value)


def lire_duree(value: object) -> object:
    """« 5 ans » or « 18 mois »."""
    if value is None or isinstance(value, Duree):
        return value
    match = _DURATION.fullmatch(value.strip()) if isinstance(value, str) else None
    if not match:
        raise ValueError("une durée est attendue, écrite « 5 ans » ou « 18 mois ».")
    months = int(match.group(1)) * (12 if match.group(2).startswith("an") else 1)
    if months == 0:
        raise ValueError("une durée ne peut pas être nulle.")
    return Duree(months)


def lire_oui_non(value: object) -> object:
    """« oui » or « non », in any case."""
    if value is None or isinstance(value, bool):
        return value
    answer = {"oui": True, "non": False}.get(value.strip().lower()) if isinstance(value, str) else None
    if answer is None:
        raise ValueError("la réponse attendue est « oui » ou « non ».")
    return answer


def _identifiant(digits: str, message: str) -> BeforeValidator:
    def read(value: object) -> object:
        if value is None:
            return None
        text = re.sub(r"[ \u00a0\u202f]", "", value).upper() if isinstance(value, str) else ""
        if not re.fullmatch(digits, text):
            raise ValueError(message)
        return text

    return BeforeValidator(read)


_TEXTE = BeforeValidator(lire_texte)
Texte = Annotated[str, _TEXTE]
Jour = Annotated[date, BeforeValidator(lire_jour)]
Nombre = Annotated[Decimal, BeforeValidator(lire_nombre)]
Montant = Annotated[Decimal, BeforeValidator(lire_montant)]
Entier = Annotated[int, BeforeValidator(lire_entier)]
Annee = Annotated[int, BeforeValidator(lire_annee)]
OuiNon = Annotated[bool, BeforeValidator(lire_oui_non)]
DureeContrat = Annotated[Duree, BeforeValidator(lire_duree)]
Finess = Annotated[
    str,
    _identifiant("(?:[0-9]{2}|2[AB])[0-9]{7}", "un numéro FINESS compte neuf chiffres (2A ou 2B au début, en Corse)."),
]
Siren = Annotated[str, _identifiant("[0-9]{9}", "un numéro SIREN compte neuf chiffres.")]
Siret = Annotated[str, _identifiant("[0-9]{14}", "un numéro SIRET compte quatorze chiffres.")]
