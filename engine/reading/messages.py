"""Pydantic's errors in French: a stable code, what is wrong, what to do. Nothing that pydantic writes is printed."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any, NamedTuple


class Wording(NamedTuple):
    """How one type of error is told; `message` and `hint` may name the limits of pydantic's context (`{le}`)."""

    code: str
    message: str
    hint: str = ""


_GROUP = Wording("groupe-attendu", "un groupe de clés est attendu ici, et non {lu}.")
_NUMBER = Wording("nombre-attendu", "un nombre est attendu, écrit 1234,50 ou 1 234,50.")
_LIMIT = "nombre-hors-limites"
_LENGTH = "longueur"

# The types that pydantic names (https://docs.pydantic.dev/latest/errors/validation_errors/), as far as the fields of a
# description or of a clause can raise them. Our own validators raise `value_error`, whose words are already French.
WORDINGS: Mapping[str, Wording] = {
    "extra_forbidden": Wording("cle-inconnue", "cette clé est inconnue."),
    "invalid_key": Wording("cle-inconnue", "une clé doit être un texte."),
    "missing": Wording("cle-manquante", "cette clé est obligatoire."),
    "model_type": _GROUP,
    "dict_type": _GROUP,
    "list_type": Wording("liste-attendue", "une liste est attendue ici, et non {lu}."),
    "string_type": Wording("texte-attendu", "un texte est attendu ici, et non {lu}."),
    "literal_error": Wording("valeur-non-admise", "cette valeur n'est pas admise."),
    "value_error": Wording("valeur-refusee", "{error}"),
    "assertion_error": Wording("valeur-refusee", "cette valeur n'est pas admise."),
    "bool_type": Wording("valeur-refusee", "la réponse attendue est « oui » ou « non »."),
    "date_type": Wording("valeur-refusee", "une date est attendue, écrite 2024-01-15 ou 15/01/2024."),
    "date_from_datetime_parsing": Wording("valeur-refusee", "un jour du calendrier est attendu, écrit 2024-01-15."),
    "dataclass_type": Wording("valeur-refusee", "une durée est attendue, écrite « 5 ans » ou « 18 mois »."),
    "is_instance_of": Wording("valeur-refusee", "cette valeur n'est pas de la sorte attendue."),
    "int_type": _NUMBER,
    "int_parsing": _NUMBER,
    "int_from_float": _NUMBER,
    "decimal_type": _NUMBER,
    "decimal_parsing": _NUMBER,
    "finite_number": _NUMBER,
    "greater_than": Wording(_LIMIT, "un nombre supérieur à {gt} est attendu."),
    "greater_than_equal": Wording(_LIMIT, "un nombre au moins égal à {ge} est attendu."),
    "less_than": Wording(_LIMIT, "un nombre inférieur à {lt} est attendu."),
    "less_than_equal": Wording(_LIMIT, "un nombre au plus égal à {le} est attendu."),
    "decimal_max_digits": Wording(_LIMIT, "un nombre de {max_digits} chiffres au plus est attendu."),
    "decimal_max_places": Wording(_LIMIT, "un nombre de {decimal_places} décimales au plus est attendu."),
    "decimal_whole_digits": Wording(
        _LIMIT, "un nombre d'au plus {whole_digits} chiffres avant la virgule est attendu."
    ),
    "too_short": Wording(_LENGTH, "cette liste doit compter au moins {min_length} élément(s)."),
    "too_long": Wording(_LENGTH, "cette liste doit compter au plus {max_length} élément(s)."),
    "string_too_short": Wording(_LENGTH, "ce texte doit compter au moins {min_length} caractère(s)."),
    "string_too_long": Wording(_LENGTH, "ce texte doit compter au plus {max_length} caractère(s)."),
    "string_pattern_mismatch": Wording("valeur-refusee", "ce texte n'a pas la forme attendue."),
}
_ANY_OTHER = Wording("valeur-refusee", "cette valeur n'est pas admise.")
_EMPTY = Wording("valeur-vide", "une valeur manque ici.", "Complétez-la, ou supprimez la ligne.")


def kind_of(value: object) -> str:
    """Name what was read, as « et non … » goes on."""
    if isinstance(value, list):
        return "une liste"
    return "un groupe de clés" if isinstance(value, dict) else "un texte"


def _written(value: object) -> object:
    return str(value).replace(".", ",") if isinstance(value, Decimal | float) else value


def wording(kind: str, value: object, context: Mapping[str, Any]) -> Wording:
    """Word an error of pydantic's type `kind` about `value`; its `context` holds the limits that the value exceeds."""
    if value is None and kind not in ("missing", "extra_forbidden"):
        return _EMPTY
    found = WORDINGS.get(kind, _ANY_OTHER)
    words = {name: _written(limit) for name, limit in context.items()}
    return found._replace(message=found.message.format_map({**words, "lu": kind_of(value)}))
