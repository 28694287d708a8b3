"""A library: its models, and the law at a date."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from functools import cached_property
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from cpom import droit as loi
from cpom.erreurs import refusant
from cpom.valeurs import Constat, constats
from engine.assembly.soundness import open_model
from engine.libraries import modele as library
from engine.libraries.bibliotheque import Bibliotheque as Couches
from engine.libraries.choix import chosen
from engine.libraries.ouverture import again, installed, opened
from engine.libraries.tableaux import without_files
from models.records import dataclass

if TYPE_CHECKING:
    from cpom.modele import Modele
    from engine.asking.schema_of_libraries import Part


def schema_du_document() -> dict[str, Any]:
    """Le schéma JSON des documents au format « json », le même pour tous les modèles."""
    from engine.writing.json.schema import schema

    return schema()


@dataclass(frozen=True, eq=False, init=False, repr=False)
class Bibliotheque:
    """La bibliothèque de clauses et de droit qui est installée, et celles de `dossiers`, posées sur elle.

    La première l'emporte sur les suivantes. Ce qui est lu du disque l'est une fois : voir `relire`.
    """

    dossiers: tuple[Path, ...]
    _lue: Couches

    def __init__(self, *dossiers: str | Path) -> None:
        """Ouvrir ces dossiers.

        Raises:
            Refus: si l'un d'eux n'est pas une bibliothèque.
        """
        folders = tuple(map(Path, dossiers))
        with refusant():
            self._est(folders, opened(folders))

    def _est(self, dossiers: tuple[Path, ...], lue: Couches) -> None:
        object.__setattr__(self, "dossiers", dossiers)
        object.__setattr__(self, "_lue", lue)

    @classmethod
    def gardee(cls, archive: bytes, dossier: str | Path) -> Bibliotheque:
        """Celle qu'une `archive` garde, telle qu'elle était, étalée dans un dossier à elle de `dossier`.

        La même archive y est étalée une fois. L'en-tête neutre, les polices et les contrôles restent ceux de cpom
        installé.

        Raises:
            Refus: si ce n'est pas l'archive d'une bibliothèque.
        """
        from engine.libraries.archive import unpacked

        with refusant():
            return cls._de(unpacked(archive, Path(dossier)))

    @classmethod
    def etalee(cls, dossier: str | Path) -> Bibliotheque:
        """Celle qu'une archive garde, de `etal`, le dossier où `gardee` l'a étalée : pour un autre processus."""
        from engine.libraries.archive import opened_from

        return cls._de(opened_from(Path(dossier)))

    @classmethod
    def _de(cls, lue: Couches) -> Bibliotheque:
        made = cls.__new__(cls)
        made._est(tuple(one.dossier for one in lue.siennes), lue)
        return made

    @property
    def etal(self) -> Path | None:
        """Le dossier où une archive d'elle est étalée ; None si elle ne vient pas d'une archive."""
        return self._lue.gardee

    def archive(self) -> bytes:
        """Toutes ses couches, la bibliothèque installée comprise, en une archive (ZIP) que `gardee` ouvre.

        Le même contenu donne les mêmes octets.
        """
        from engine.libraries.archive import packed

        return packed(self._lue)

    def __repr__(self) -> str:
        return f"Bibliotheque({', '.join(repr(str(one)) for one in self.dossiers)})"

    @property
    def titres(self) -> tuple[str, ...]:
        """Le nom et la version de chaque bibliothèque, celle qui l'emporte d'abord."""
        return self._lue.titres

    @property
    def noms_des_modeles(self) -> tuple[str, ...]:
        """Les noms des modèles, sans les lire."""
        return tuple(library.model_names(self._lue))

    @cached_property
    def modeles(self) -> Mapping[str, Modele]:
        """Les modèles, par nom.

        Raises:
            Refus: si un fichier de la bibliothèque est faux.
        """
        return MappingProxyType({nom: self.modele(nom) for nom in self.noms_des_modeles})

    def modele(self, nom: str) -> Modele:
        """Un modèle par son nom.

        Raises:
            Refus: s'il n'existe pas, ou si un de ses fichiers est faux.
        """
        from cpom.modele import Modele

        with refusant():
            read = open_model(nom, self._lue)
        documents = {name: plan.intitule for name, plan in read.plan.documents.items()}
        source = without_files(read.plan.source.texte)
        return Modele(nom, read.plan.intitule, source, MappingProxyType(documents), read)

    def droit(self, jour: date) -> tuple[loi.Texte, ...]:
        """Les textes du registre, un jour donné, dans la hiérarchie des normes.

        Un texte qui n'est pas en vigueur ce jour-là y est aussi : `en_vigueur` et `remplace_par` le disent.
        """
        with refusant():
            return tuple(loi.textes(self._lue, jour))

    def noms(self, jour: date) -> tuple[loi.Nom, ...]:
        """Comment les institutions et les choses s'appellent, un jour donné."""
        with refusant():
            return tuple(loi.noms(self._lue, jour))

    def montants(self, annee: int) -> tuple[loi.Montant, ...]:
        """Les montants d'une année."""
        with refusant():
            return tuple(loi.montants(self._lue, annee))

    @property
    def experimentations(self) -> tuple[loi.Experimentation, ...]:
        """Les expérimentations, en cours ou non."""
        with refusant():
            return tuple(loi.experimentations(self._lue))

    def changements(self, de: date, a: date) -> tuple[loi.Changement, ...]:
        """Ce qui change dans le droit après un jour et jusqu'à un autre, celui-ci compris, dans l'ordre."""
        from engine.law.changes import changes

        with refusant():
            return tuple(map(loi.changement_de, changes(self._lue, de, a)))

    def schema(self, partie: Part, modele: str = "") -> dict[str, Any]:
        """Le schéma JSON des fichiers d'une bibliothèque : « clause », « plan », « tableau » ou « essai ».

        Il connaît les traits, les textes et les clauses d'un modèle, ou de tous.

        Raises:
            Refus: si un fichier de la bibliothèque est faux.
        """
        from engine.asking.schema_of_libraries import library_schema
        from engine.assembly.soundness import check_syntax

        with refusant():
            models = [self.modele(nom)._lu for nom in ((modele,) if modele else self.noms_des_modeles)]
            for model in models:
                check_syntax(model)
            return library_schema(partie, models, self._lue)

    def controler(self) -> tuple[Constat, ...]:
        """Toutes ses fautes et tous ses avertissements, comme les dit `cpom bibliotheque controler`."""
        from engine.soundness.controls import controlled

        with refusant():
            return constats(controlled(self._lue).findings)

    def relire(self) -> Bibliotheque:
        """La même bibliothèque, comme elle est maintenant sur le disque ; les dossiers ouverts avant restent les leurs.

        Raises:
            Refus: si elle ne peut plus être ouverte.
        """
        if self._lue.gardee:
            return Bibliotheque._de(again(self._lue))
        if not self.dossiers:
            installed.cache_clear()
        return Bibliotheque(*self.dossiers)


def bibliotheque_de(dossier: Path, demandees: Sequence[Path] = ()) -> Bibliotheque:
    """The library of a description in a folder: those asked for, or else CPOM_BIBLIOTHEQUE, or else `cpom.yaml`.

    Raises:
        Refus: where what is named is no library.
    """
    with refusant():
        chosen_one = chosen(demandees, dossier)
    return Bibliotheque._de(chosen_one)
