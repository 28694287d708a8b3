"""The faults of what is read in French: a stable code, what is wrong, what to do."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import NamedTuple

from models.fiches.faults import Fault, Sort


class Wording(NamedTuple):
    """How one sort of fault is told; `message` may name its limits (`{most}`)."""

    code: str
    message: str
    hint: str = ""


_GROUP = Wording("groupe-attendu", "un groupe de clés est attendu ici, et non {lu}.")
_LIMIT = "nombre-hors-limites"

WORDINGS: Mapping[Sort, Wording] = {
    "unknown_key": Wording("cle-inconnue", "cette clé est inconnue."),
    "key_of_another_type": Wording("cle-inconnue", "une clé doit être un texte."),
    "missing": Wording("cle-manquante", "cette clé est obligatoire."),
    "group": _GROUP,
    "keys": _GROUP,
    "list": Wording("liste-attendue", "une liste est attendue ici, et non {lu}."),
    "text": Wording("texte-attendu", "un texte est attendu ici, et non {lu}."),
    "choice": Wording("valeur-non-admise", "cette valeur n'est pas admise."),
    "value": Wording("valeur-refusee", "{error}"),
    "yes_no": Wording("valeur-refusee", "la réponse attendue est « oui » ou « non »."),
    "day": Wording("valeur-refusee", "une date est attendue, écrite 2024-01-15 ou 15/01/2024."),
    "day_in_words": Wording("valeur-refusee", "un jour du calendrier est attendu, écrit 2024-01-15."),
    "number": Wording("nombre-attendu", "un nombre est attendu, écrit 1234,50 ou 1 234,50."),
    "above": Wording(_LIMIT, "un nombre supérieur à {above} est attendu."),
    "at_least": Wording(_LIMIT, "un nombre au moins égal à {least} est attendu."),
    "at_most": Wording(_LIMIT, "un nombre au plus égal à {most} est attendu."),
    "too_short": Wording("longueur", "cette liste doit compter au moins {fewest} élément(s)."),
    "form": Wording("valeur-refusee", "ce texte n'a pas la forme attendue."),
    "other": Wording("valeur-refusee", "cette valeur n'est pas admise."),
}
"""How each sort of fault is told. What a kind of fact refuses says why itself (`error`), in French."""
_EMPTY = Wording("valeur-vide", "une valeur manque ici.", "Complétez-la, ou supprimez la ligne.")


def kind_of(value: object) -> str:
    """Name what was read, as « et non … » goes on."""
    if isinstance(value, list):
        return "une liste"
    return "un groupe de clés" if isinstance(value, dict) else "un texte"


def _written(value: object) -> object:
    return str(value).replace(".", ",") if isinstance(value, Decimal | float) else value


def wording(fault: Fault) -> Wording:
    """Word a fault, with the limits that its value exceeds."""
    if fault.value is None and fault.sort not in ("missing", "unknown_key"):
        return _EMPTY
    found = WORDINGS[fault.sort]
    words = {name: _written(limit) for name, limit in fault.limits.items()}
    return found._replace(message=found.message.format_map({**words, "lu": kind_of(fault.value)}))
