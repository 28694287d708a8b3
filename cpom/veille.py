"""The watch of the law: what the archives of the DILA say of the register of a library."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from functools import cached_property
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from cpom.bibliotheque import Bibliotheque
from cpom.erreurs import refusant
from cpom.valeurs import Constat, constats
from models.records import dataclass

if TYPE_CHECKING:
    from engine.watching.watch import Watch

FORMATS_DE_VEILLE: tuple[str, ...] = ("txt", "json")
"""Ce qu'une veille sait être."""


@dataclass(frozen=True, slots=True)
class Proposition:
    """Ce que les archives disent d'une entrée du registre.

    `sort` est « identique », « à rattacher », « nouvelle version », « date différente », « remplacé », « abrogé »,
    « lacune » (une version finit, et la suivante manque), « autre » (l'identifiant est d'un autre texte) ou « absent ».
    `dit` le dit en phrases ; `remarques` est ce qui n'est pas un changement du droit : version mort-née, état qui
    change sans le texte. `propose` sont les clés que l'entrée aurait.
    """

    cle: str
    sort: str
    dit: tuple[str, ...]
    remarques: tuple[str, ...]
    propose: Mapping[str, Any]


@dataclass(frozen=True, eq=False, repr=False)
class Veille:
    """Ce que des archives disent du registre ; rien n'est écrit tant qu'`enregistrer` n'est pas appelé."""

    _faite: Watch

    def __repr__(self) -> str:
        return f"Veille({[one.name for one in self._faite.found.archives]})"

    @property
    def jour(self) -> date:
        """Celui de la dernière archive : ce qui est en vigueur l'est ce jour-là."""
        return self._faite.found.jour

    @property
    def entiere(self) -> bool:
        """Si toutes les archives ont été lues jusqu'au bout."""
        return self._faite.found.entier

    @property
    def regardes(self) -> tuple[int, int]:
        """Combien de textes, et combien d'articles, ont été regardés."""
        return self._faite.found.textes, self._faite.found.articles

    @cached_property
    def constats(self) -> tuple[Constat, ...]:
        """Ce qui n'a pas pu être lu, et ce qui manque peut-être."""
        return constats(self._faite.findings)

    @cached_property
    def propositions(self) -> tuple[Proposition, ...]:
        """Une par entrée cherchée, de la plus grave à celles qui n'ont pas été trouvées."""
        return tuple(
            Proposition(one.cle, one.sort, one.dit, one.remarques, MappingProxyType(dict(one.valeurs)))
            for one in self._faite.proposals
        )

    def texte(self) -> str:
        """La veille en lignes de texte."""
        from engine.watching.watch import as_text

        return as_text(self._faite)

    def ecrire(self, nom_du_format: str) -> bytes:
        """La veille dans un format de `FORMATS_DE_VEILLE`, en octets.

        Raises:
            ValueError: si le format n'existe pas.
        """
        from engine.watching.watch import as_json

        if nom_du_format not in FORMATS_DE_VEILLE:
            raise ValueError(f"« {nom_du_format} » n'est pas un format : {', '.join(FORMATS_DE_VEILLE)}.")
        return (as_json(self._faite) if nom_du_format == "json" else self.texte()).encode()

    def enregistrer(self) -> tuple[Path, tuple[str, ...]]:
        """Écrit les propositions dans le droit de la bibliothèque du dessus : le fichier, et les clés écrites.

        Chacune corrige l'entrée du registre, « à vérifier » jusqu'à ce que quelqu'un la lise.

        Raises:
            Refus: s'il n'y a pas de bibliothèque à soi, si une archive n'a pas été lue en entier, ou si le fichier ne
                peut pas être lu ou écrit ; il est alors comme il était.
        """
        from engine.watching.proposed import write

        with refusant():
            path, keys = write(self._faite)
        return path, tuple(keys)


def veiller(archives: Iterable[str | Path], *, bibliotheque: Bibliotheque | None = None) -> Veille:
    """Lire des archives LEGI ou JORF de la DILA (.tar.gz), sans les décompresser sur le disque.

    Raises:
        Refus: si le registre de la bibliothèque est faux. Une archive qui ne se lit pas est un constat.
    """
    from engine.watching.watch import watch

    with refusant():
        library = (bibliotheque or Bibliotheque())._lue
        return Veille(watch(library, [Path(one) for one in archives], date.today()))
