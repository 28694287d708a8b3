"""What the interface raises: what cannot be opened, what may not be written. A wrong description raises nothing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from cpom.valeurs import Constat, constats
from engine.errors import Finding, InputError, LibraryError


class Erreur(InputError):  # noqa: N818 - a French name
    """Ce que cpom refuse ; `constats` dit pourquoi, et quoi faire."""

    def __init__(self, trouves: Iterable[Finding]) -> None:
        super().__init__(trouves)
        self.constats: tuple[Constat, ...] = constats(self.findings)


class PasUneDescription(Erreur):
    """Le fichier manque, ne peut pas être lu, ou n'est pas une description (un document Word, une programmation…)."""


class Refus(Erreur):
    """Ce qui est demandé ne peut pas être fait : écrire un contrat qui a des erreurs, un modèle inconnu."""


@contextmanager
def refusant(kind: type[Erreur] = Refus) -> Iterator[None]:
    """Raise in the words of the interface what is raised below."""
    try:
        yield
    except InputError as error:
        raise kind(error.findings) from None
    except LibraryError as error:
        raise kind([error.finding]) from None
