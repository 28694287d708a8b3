"""What a cell says of its fact, as a description writes it; what could be read in two ways is refused, not guessed.

A percentage is in hundredths in a description (12 for « 12 % »). A spreadsheet holds 0.12 where it shows « 12 % » by
its own format; where a format only adds the sign, it holds what it shows; without a sign, nobody knows below 1.
"""

from __future__ import annotations

from decimal import Decimal

from engine import french
from engine.errors import Severity
from engine.importing.given import Given
from engine.reading.decoding import FORBIDDEN
from engine.reading.invisibles import cleaned
from engine.reading.suspects import suspicions
from engine.workbook import SheetCell
from models.nombres import ecrit

_MONEY = ("€", "€/h", "€/km")
_NOT_FIGURES = {
    "date": "une date",
    "yes_no": "une réponse (vrai ou faux)",
    "error": "une erreur de calcul",
    "not_worked_out": "une formule sans résultat",
}
_HINTS = {
    "date": "Tapez le nombre, puis donnez à la cellule le format Nombre.",
    "not_worked_out": "Ouvrez le classeur dans un tableur et enregistrez-le, ou tapez le résultat.",
}
_TYPE_IT = "Tapez le chiffre, ou videz la cellule."


class RefusalError(Exception):
    """A cell that cannot be read: its code, what is wrong and what to do."""

    def __init__(self, code: str, message: str, hint: str) -> None:
        super().__init__(message)
        self.code, self.message, self.hint = code, message, hint


def reading(given: Given, expected: SheetCell) -> str:
    """The text of the fact that an input cell gives; its own type still has to take it.

    Raises:
        RefusalError: where it is of another kind, or could be read in two ways.
    """
    if given.kind in {"error", "not_worked_out"}:
        raise _other_kind(given, "un texte" if _is_text(expected) else "un nombre")
    if expected.unit == "oui/non":
        return _answer(given)
    if _is_text(expected):
        return _text(given)
    if given.kind == "text":
        return _unsuspected(str(given.value))
    return written(figure(given, expected.unit), expected)


def figure(given: Given, unit: str) -> Decimal:
    """The number of a cell in the unit of its fact.

    Raises:
        RefusalError: where it is none, or could be read in two ways.
    """
    if not isinstance(given.value, Decimal) or given.kind != "number":
        raise _other_kind(given, "un nombre")
    if given.shown and unit != "%":
        expected = f"en {unit}" if unit else "sans unité"
        message = f"un nombre {expected} est attendu, et non en %."
        raise RefusalError("unite-autre", message, "Tapez le nombre, puis donnez à la cellule le format Nombre.")
    if unit == "%" and not given.shown and _is_share(given.value):
        readings = " ou ".join(_percent(one) for one in (given.value * 100, given.value))
        message = f"« {french.number(given.value)} » peut se lire {readings}."
        hint = "Donnez à la cellule le format Pourcentage, ou tapez le nombre avec le signe %."
        raise RefusalError("pourcentage-ambigu", message, hint)
    return given.value * 100 if given.shown == "percentage" else given.value


def is_already(given: Given, expected: SheetCell, fact: object) -> bool:
    """Whether a cell says what the description says already."""
    if given.kind == "number" and isinstance(fact, Decimal | int) and not isinstance(fact, bool):
        assert isinstance(given.value, Decimal)  # noqa: S101 - it is a number
        shown = given.value * 100 if given.shown == "percentage" else given.value
        return shown == fact and (expected.unit == "%" or not given.shown)
    return given.kind == "text" and not given.formula and given.value == fact


def is_doubtful(given: Given, expected: SheetCell) -> bool:
    """Whether a percentage is below one where a format only adds the sign: « 12% » typed there shows « 0,12 % »."""
    share = isinstance(given.value, Decimal) and _is_share(given.value)
    return expected.unit == "%" and given.shown == "percent_sign" and share


def written(number: Decimal, expected: SheetCell) -> str:
    """A number as descriptions write it: « 1 234,50 »; a percentage below one keeps its sign."""
    limits = expected.limits
    if limits is not None and limits.whole and number == number.to_integral_value():
        return f"{number:f}".partition(".")[0]
    if expected.unit == "%" and _is_share(number):
        return _percent(number)
    decimals = max(0, -int(number.normalize().as_tuple().exponent)) if number else 0
    if decimals and expected.unit in _MONEY:
        decimals = max(2, decimals)
    if decimals == 3 and abs(number) < 1000:
        return ecrit(number)
    sign = "-" if number < 0 else ""
    whole, _, part = f"{abs(number):,.{decimals}f}".partition(".")
    return sign + whole.replace(",", " ") + (f",{part}" if part else "")


def _percent(number: Decimal) -> str:
    return f"{number.normalize():f} %".replace(".", ",")


def _is_share(number: Decimal) -> bool:
    return 0 < abs(number) < 1


def _is_text(expected: SheetCell) -> bool:
    return expected.limits is None or expected.limits.text


def _other_kind(given: Given, wanted: str) -> RefusalError:
    what = _NOT_FIGURES.get(given.kind, "un texte")
    said = f" ({given.value})" if given.kind == "error" else ""
    return RefusalError(
        "valeur-refusee", f"{wanted} est attendu, et non {what}{said}.", _HINTS.get(given.kind, _TYPE_IT)
    )


def _answer(given: Given) -> str:
    """« oui » or « non », typed, chosen, or shown by the format of the annexes for 1 and 0."""
    if given.kind == "number":
        answer = {Decimal(1): "oui", Decimal(0): "non"}.get(Decimal(given.value))
        if answer is None:
            raise RefusalError("valeur-refusee", "la réponse attendue est « oui » ou « non ».", _TYPE_IT)
        return answer
    return str(given.value).strip()


def _text(given: Given) -> str:
    if given.formula:
        message, hint = "un texte est attendu, et non une formule.", "Tapez le texte lui-même."
        raise RefusalError("formule-dans-un-texte", message, hint)
    if given.kind in _NOT_FIGURES:
        raise RefusalError("valeur-refusee", f"un texte est attendu, et non {_NOT_FIGURES[given.kind]}.",
                      "Donnez à la cellule le format Texte et tapez-le de nouveau.")  # fmt: skip
    if isinstance(given.value, Decimal):
        return _percent(given.value * 100) if given.shown == "percentage" else f"{given.value:f}".replace(".", ",")
    if forbidden := FORBIDDEN.search(given.value):
        message = f"ce texte contient un caractère qu'aucun document n'admet (U+{ord(forbidden.group()[0]):04X})."
        raise RefusalError("caractere-interdit", message, "Effacez ce qui est autour et tapez-le de nouveau.")
    return _unsuspected(given.value)


def _unsuspected(text: str) -> str:
    """A text without what nobody sees in it.

    Raises:
        RefusalError: where it holds what nobody meant.
    """
    wrong = next((one for one in suspicions(text) if one.severity is Severity.ERROR), None)
    if wrong:
        raise RefusalError(wrong.code, wrong.message, wrong.hint)
    return cleaned(text).strip()
