"""A library: its models with their questions and their traits, and the law at a date."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

from cpom.erreurs import refusant
from cpom.redaction import Redaction
from cpom.valeurs import Question, Texte
from engine.assembly.assemble import domains_of
from engine.assembly.soundness import open_model
from engine.document import Document
from engine.law.register import RANKS, Register, load_register
from engine.library import modele as library
from engine.library.bibliotheque import Bibliotheque as Couches
from engine.library.ouverture import chosen, installed, opened
from engine.library.tableaux import without_files
from engine.redaction import USUAL_ENGINE, blank_annexes_of, blank_of
from models import chemins

if TYPE_CHECKING:
    from engine.asking.asked import Asked

_EACH = chemins.CHAQUE


@dataclass(frozen=True, eq=False)
class Modele:
    """Un modèle de contrat : ce qu'il est, ce qu'il demande, et ce qui décide de ses clauses.

    `documents` sont ceux que l'on peut en faire à côté du contrat, avec leur intitulé.
    """

    nom: str
    intitule: str
    source: str
    documents: Mapping[str, str]
    _lu: library.Modele = field(repr=False)

    @cached_property
    def questions(self) -> tuple[Question, ...]:
        """Ce qu'une description peut dire, dans l'ordre du contrat, chacune avec les réponses dont elle dépend."""
        from engine.asking.questionnaire import questions_of

        return tuple(_questions(questions_of(self._lu, None, {})))

    @cached_property
    def traits(self) -> Mapping[str, tuple[str, ...]]:
        """Les propriétés qui décident de ses clauses, avec toutes leurs valeurs."""
        return MappingProxyType(domains_of(self._lu))

    @property
    def clauses(self) -> tuple[str, ...]:
        """Ses clauses, dans l'ordre du contrat."""
        return tuple(self._lu.clauses)

    def vierge(self, jour: date | None = None) -> Document:
        """Le modèle vierge, toutes variantes montrées, en arbre : tel que publié, ou dans le droit d'un jour."""
        return self.redaction_vierge(jour).document

    def ecrire_vierge(self, nom_du_format: str, *, jour: date | None = None, moteur: str = USUAL_ENGINE) -> bytes:
        """Le modèle vierge dans un format de `cpom.FORMATS` ; « xlsx » est son classeur d'annexes, à remplir.

        Raises:
            Refus: si le modèle n'a pas d'annexe calculée.
        """
        return self.redaction_vierge(jour).ecrire(nom_du_format, moteur=moteur)

    def redaction_vierge(self, jour: date | None = None) -> Redaction:
        """Le modèle vierge, à écrire en plusieurs formats : tel que publié, ou dans le droit d'un jour."""
        with refusant():
            return Redaction(blank_of(self._lu, jour or date.today(), published=jour is None))

    def annexes_vierges(self, tableaux: Iterable[str] = ()) -> Redaction:
        """Ses annexes chiffrées, à remplir, telles que publiées : ces tableaux, par leur nom, ou tous.

        Raises:
            Refus: si le modèle n'a pas d'annexe de ce nom.
        """
        with refusant():
            return Redaction(blank_annexes_of(self._lu, date.today(), tuple(tableaux)))


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

    def __repr__(self) -> str:
        return f"Bibliotheque({', '.join(repr(str(one)) for one in self.dossiers)})"

    @property
    def titres(self) -> tuple[str, ...]:
        """Le nom et la version de chaque bibliothèque, celle qui l'emporte d'abord."""
        return self._lue.titres

    @cached_property
    def modeles(self) -> Mapping[str, Modele]:
        """Les modèles, par nom.

        Raises:
            Refus: si un fichier de la bibliothèque est faux.
        """
        return MappingProxyType({nom: self.modele(nom) for nom in library.model_names(self._lue)})

    def modele(self, nom: str) -> Modele:
        """Un modèle par son nom.

        Raises:
            Refus: s'il n'existe pas, ou si un de ses fichiers est faux.
        """
        with refusant():
            read = open_model(nom, self._lue)
        documents = {name: plan.intitule for name, plan in read.plan.documents.items()}
        source = without_files(read.plan.source.texte)
        return Modele(nom, read.plan.intitule, source, MappingProxyType(documents), read)

    def droit(self, jour: date) -> tuple[Texte, ...]:
        """Les textes du registre, un jour donné, dans la hiérarchie des normes.

        Un texte qui n'est pas en vigueur ce jour-là y est aussi : `en_vigueur` et `remplace_par` le disent.
        """
        with refusant():
            register = load_register(self._lue)
            ranked = sorted(register.textes, key=lambda key: RANKS.index(register.textes[key].nature))
            return tuple(_texte(register, key, jour) for key in ranked)

    def relire(self) -> Bibliotheque:
        """La même bibliothèque, comme elle est maintenant sur le disque ; les dossiers ouverts avant restent les leurs.

        Raises:
            Refus: si elle ne peut plus être ouverte.
        """
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
    made = Bibliotheque.__new__(Bibliotheque)
    made._est(tuple(one.dossier for one in chosen_one.siennes), chosen_one)
    return made


def _texte(register: Register, key: str, jour: date) -> Texte:
    known, at = register.textes[key], register.text_at(key, jour)
    replaced = at.key if at.key != key else ""
    statut = "à vérifier" if known.doubt(jour) else known.statut
    standing = at.en_vigueur and not replaced
    return Texte(key, register.cite(key), known.nature, standing, known.depuis, replaced, statut, known.source)


def _questions(asked: Iterable[Asked], above: str = "", conditions: tuple[str, ...] = ()) -> Iterator[Question]:
    for one in asked:
        path = f"{above}.{one.name}" if above else one.name
        path += _EACH if one.many else ""
        said = (*conditions, one.si) if one.si else conditions
        if one.under:
            yield from _questions(one.under, path, said)
            continue
        yield Question(
            path,
            one.libelle,
            one.aide,
            one.repond,
            one.format.words if one.format else "",
            one.exemple,
            MappingProxyType(dict(one.choices)),
            one.facultatif,
            " ; ".join(said),
            one.source,
        )
