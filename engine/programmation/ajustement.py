"""What moved between two programmations: the establishments added, withdrawn, and the facts of the others that changed.

Establishments are told apart by their FINESS number. Source: arrêté du 3 mars 2017, article 1er (« Elle peut être
ajustée chaque année »).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from models.records import dataclass

Faits = Mapping[str, object]
"""What an arrêté says of an establishment; None for what it does not say."""

Tableau = Mapping[str, Faits]
"""The establishments of an arrêté, by their FINESS numbers."""


@dataclass(frozen=True, slots=True)
class Modification:
    """A fact of an establishment that both programmations plan, before and after."""

    finess: str
    fait: str
    ancien: object
    nouveau: object


@dataclass(frozen=True, slots=True)
class Ajustement:
    """Everything that moved; false where nothing did."""

    ajoutes: Tableau
    retires: Tableau
    modifications: tuple[Modification, ...]

    def __bool__(self) -> bool:
        return bool(self.ajoutes or self.retires or self.modifications)


def differences(ancien: Tableau, nouveau: Tableau) -> Ajustement:
    """What makes a programmation another; what is kept comes in the order of the new one."""
    return Ajustement(
        {finess: faits for finess, faits in nouveau.items() if finess not in ancien},
        {finess: faits for finess, faits in ancien.items() if finess not in nouveau},
        tuple(
            Modification(finess, fait, ancien[finess].get(fait), faits.get(fait))
            for finess, faits in nouveau.items()
            if finess in ancien
            for fait in dict.fromkeys((*ancien[finess], *faits))
            if ancien[finess].get(fait) != faits.get(fait)
        ),
    )


def applied(ajustement: Ajustement, ancien: Tableau) -> dict[str, dict[str, object]]:
    """The programmation that an adjustment makes of the one before."""
    found = {finess: dict(faits) for finess, faits in ancien.items() if finess not in ajustement.retires}
    for one in ajustement.modifications:
        found[one.finess][one.fait] = one.nouveau
    return found | {finess: dict(faits) for finess, faits in ajustement.ajoutes.items()}


_QUI_GERE = ("gestionnaire", "finess_juridique")


@dataclass(frozen=True, slots=True)
class Indication:
    """A change as the arrêté prints it: who manages an establishment is one indication, by name and number."""

    finess: str
    nature: str
    ancienne: object
    nouvelle: object


def indications(ajustement: Ajustement, ancien: Tableau, nouveau: Tableau) -> Iterator[Indication]:
    """The changes of the establishments that stay, one after the other.

    An establishment goes to another gestionnaire (« transfert ») where the number of the entité juridique changes with
    its name, or the name alone where a number is not known; else it is the same one under another name or number.
    """
    told = set()
    for one in ajustement.modifications:
        if one.fait not in _QUI_GERE:
            yield Indication(one.finess, one.fait, one.ancien, one.nouveau)
        elif one.finess not in told:
            told.add(one.finess)
            before, after = ancien[one.finess], nouveau[one.finess]
            nature = "transfert" if _transferred(before, after) else "gestionnaire"
            yield Indication(one.finess, nature, _manager(before), _manager(after))


def _transferred(before: Faits, after: Faits) -> bool:
    renamed, numbers = before["gestionnaire"] != after["gestionnaire"], {before[_QUI_GERE[1]], after[_QUI_GERE[1]]}
    return renamed and (None in numbers or len(numbers) > 1)


def _manager(faits: Faits) -> str | None:
    """« Association Exemple (FINESS 350000014) »."""
    name, number = (faits[fait] for fait in _QUI_GERE)
    return f"{name or '—'} (FINESS {number})" if number else str(name) if name else None
