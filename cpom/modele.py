"""A model of a library: what it is, what it asks, what decides its clauses, its empty forms."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import field
from datetime import date
from functools import cached_property
from types import MappingProxyType
from typing import Any, Literal

from cpom.clauses import Clause, clauses_de
from cpom.erreurs import refusant
from cpom.questions import questions_de
from cpom.redaction import Redaction
from cpom.valeurs import Constat, Question, constats
from engine.assembly.assemble import domains_of
from engine.assembly.reach import clauses_using
from engine.assembly.soundness import check_syntax
from engine.document import Document
from engine.errors import InputError
from engine.libraries import modele as library
from engine.redaction import USUAL_ENGINE, blank_annexes_of, blank_of
from models.champs import Repondant
from models.records import dataclass


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

        return tuple(questions_de(questions_of(self._lu, None, {})))

    @cached_property
    def traits(self) -> Mapping[str, tuple[str, ...]]:
        """Les propriétés qui décident de ses clauses, avec toutes leurs valeurs."""
        return MappingProxyType(domains_of(self._lu))

    @cached_property
    def clauses(self) -> Mapping[str, Clause]:
        """Ses clauses par nom, dans l'ordre du contrat."""
        return MappingProxyType(clauses_de(self._lu))

    @property
    def preambules(self) -> tuple[str, ...]:
        """Les préambules entre lesquels une description choisit ; vide s'il n'y en a pas."""
        return tuple(self._lu.plan.preambule.au_choix) if self._lu.plan.preambule else ()

    @property
    def preambule_par_defaut(self) -> str:
        """Celui d'une description qui ne choisit pas ; vide s'il n'y en a pas."""
        return self._lu.plan.preambule.defaut if self._lu.plan.preambule else ""

    @property
    def repondants(self) -> Mapping[Repondant, str]:
        """Comment il nomme les deux parties qui répondent à ses questions."""
        return MappingProxyType(self._lu.plan.repondants)

    @property
    def bibliotheques(self) -> tuple[str, ...]:
        """Le nom et la version des bibliothèques dont il est fait, la sienne d'abord."""
        return tuple(dict.fromkeys(couche.titre for couche, _ in self._lu.lignee))

    @property
    def lisibilite(self) -> str:
        """Ce qui rend ses clauses difficiles à lire, mesuré, en une phrase."""
        from engine.libraries.lisibilite import measure

        return str(measure(clause.ecrit for clause in self._lu.clauses.values()))

    def questionnaire(self, pour: Repondant | None = None) -> str:
        """Le YAML à remplir : toutes ses questions, ou celles d'une partie, chacune avec son aide.

        Raises:
            Refus: si une de ses clauses est mal écrite.
        """
        from engine.asking.questionnaire import questionnaire

        with refusant():
            check_syntax(self._lu)
            return questionnaire(self._lu, pour)

    def formulaire(
        self,
        pour: Repondant | None = None,
        jour: date | None = None,
        *,
        nom_du_format: Literal["xlsx", "docx"] = "xlsx",
    ) -> bytes:
        """Le formulaire de ses questions, ou de celles d'une partie : un classeur (XLSX) ou un document (DOCX).

        `jour` est la date du fichier. Rempli, `cpom.reprendre` le lit, et `cpom.fusionner` le réunit à d'autres.

        Raises:
            Refus: si une de ses clauses est mal écrite.
        """
        from engine.forms.files import form_file

        with refusant():
            check_syntax(self._lu)
            return form_file(nom_du_format, self._lu, pour, jour or date.today())

    def schema(self) -> dict[str, Any]:
        """Le schéma JSON de ses descriptions, qu'un éditeur ou un formulaire peut vérifier.

        Raises:
            Refus: si une de ses clauses est mal écrite.
        """
        from engine.asking.schema import schema

        with refusant():
            check_syntax(self._lu)
            return schema(self._lu)

    def clauses_selon(self, cle: str) -> tuple[str, ...]:
        """Les noms des clauses qui se servent d'un texte, d'un nom ou d'un montant du droit ; « visas », s'il y est."""
        return tuple(clauses_using(self._lu, cle))

    def controler(self) -> tuple[Constat, ...]:
        """Les écarts de ses clauses qui n'en sont pas : rien d'imprimé, ou rien qu'on puisse remettre.

        Raises:
            Refus: si une de ses clauses ne peut pas être rendue, avec toutes celles-là.
        """
        from engine.soundness.departures import departure_mistakes
        from engine.soundness.rendered import render_mistakes

        with refusant():
            check_syntax(self._lu)
            if wrong := dict.fromkeys(render_mistakes(self._lu)):
                raise InputError(wrong)
            return constats(departure_mistakes(self._lu))

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
