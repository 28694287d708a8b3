"""The organisme gestionnaire as the sentences of a contract call it: its article, its form, who signs for it."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property
from typing import Any

from engine import french
from engine.assembly.facts import Vue, finalize
from engine.assembly.printed import Printed, Typed, Written
from engine.law.formes import Forme, load_formes
from engine.law.organisations import Appellation, Mot, appellation, load_organisations, may_be_public, without_article
from engine.libraries.bibliotheque import Bibliotheque


class Organisme:
    """The names of the gestionnaire and the titles of who signs for it; what is not known is missing, never guessed."""

    def __init__(self, gestionnaire: Vue, printed: Printed, introduite: str = "") -> None:
        """`introduite` is a word, feminine, that introduces the name unless it begins with it: « fédération ».

        Nothing of the description is looked at before a clause prints one of its names.
        """
        self._gestionnaire, self._printed, self._introduite = gestionnaire, printed, introduite

    def names(self) -> Iterable[str]:
        """What it may be asked."""
        return _NAMES

    def shown(self, name: str) -> Any:
        """One of its names, printed already where nothing else is done with it and whoever prints it asks that."""
        if self._printed.apart is None:
            return getattr(self, name)
        what = "organisme", (*self._gestionnaire.path, self._introduite, name)

        def say(printed: Printed) -> str:
            again = Organisme(self._gestionnaire.printed_by(printed), printed, self._introduite)
            return finalize(getattr(again, name), printed)

        return self._printed.show(what, say)

    @property
    def _library(self) -> Bibliotheque:
        return self._printed.bibliotheque

    @cached_property
    def _forme(self) -> Forme | None:
        return load_formes(self._library).get(self._gestionnaire.forme or self._gestionnaire.statut or "")

    @cached_property
    def _appellation(self) -> Appellation | None:
        word = self._introduite
        mot = Mot(mot=word, genre="f") if word else self._forme.introduction if self._forme else None
        name, statut = self._gestionnaire.raison_sociale or "", self._gestionnaire.statut or ""
        return appellation(self._library, without_article(self._library, name[:]), statut[:], mot, imposed=bool(word))

    # --- The organisation itself ---

    def _named(self, article: str, unknown: str) -> Written:
        name = self._gestionnaire.raison_sociale
        said = name.reworded(without_article(self._library, name[:]), name=True) if isinstance(name, Typed) else name
        return Written(f"{article}{said}" if self._appellation else f"{unknown}{self._gestionnaire.statut} {said}")

    @property
    def le(self) -> Written:
        """« l’association Exemple », « le CCAS Exemple »."""
        return self._named(self._appellation.le if self._appellation else "", "")

    @property
    def le_majuscule(self) -> Written:
        """The same at the head of a sentence."""
        return self._named(french.capitalise(self._appellation.le) if self._appellation else "", "")

    @property
    def de(self) -> Written:
        """« de l’association Exemple », « du CCAS Exemple »."""
        return self._named(self._appellation.de if self._appellation else "", "de ")

    @property
    def a(self) -> Written:
        """« à l’association Exemple », « au CCAS Exemple »."""
        return self._named(self._appellation.a if self._appellation else "", "à ")

    def accord(self, masculin: str, feminin: str, vierge: str) -> Written:
        """What agrees with the organisation as it is called; the form's wording while that is unknown."""
        return Written({"": vierge, "m": masculin, "f": feminin}[self.shown("genre")])

    @property
    def genre(self) -> Written:
        """« m » or « f », as it is called; nothing while that is unknown."""
        return Written(("f" if self._appellation.feminin else "m") if self._appellation else "")

    @property
    def presentation(self) -> Written:
        """Its SIREN and its seat, asked for while they are unknown, and its FINESS where it is given."""
        siret = getattr(self._gestionnaire, "siret", None)
        siren = self._gestionnaire.siren or (siret[:9] if siret else self._gestionnaire.siren)
        numbers = f"numéro SIREN {finalize(siren, self._printed)}"
        if finess := self._gestionnaire.finess:
            numbers += f", numéro FINESS {finalize(finess, self._printed)}"
        return Written(f" ({numbers}), dont le siège est situé {self._siege}")

    @property
    def _siege(self) -> str:
        """Its address, then its commune where the model asks for it apart and the address does not end with it."""
        adresse, commune = self._gestionnaire.adresse, getattr(self._gestionnaire, "commune", None)
        given = isinstance(adresse, Typed) and isinstance(commune, Typed)
        if commune is None or (given and adresse[:].casefold().endswith(commune[:].casefold())):
            return f"{adresse}"
        return f"{adresse}, {commune}"

    @property
    def destination(self) -> Written:
        """Where letters to it go: its seat, asked for while it is unknown."""
        return Written(self._siege)

    @property
    def siege(self) -> Written:
        """The same, of what is given alone: nothing where neither is."""
        given = self._gestionnaire.adresse or getattr(self._gestionnaire, "commune", None)
        return Written(self._siege if given else "")

    @property
    def forme(self) -> Any:
        """Its legal form in full: « société par actions simplifiée »."""
        if self._forme:
            return Written(self._forme.nom)
        statut = self._gestionnaire.statut
        return Written(load_organisations(self._library).statuts[statut[:]].mot) if statut else statut

    @property
    def etablissement_public(self) -> bool:
        """Whether it is an établissement public: a commune or a GIP is none, whatever the statut it is given."""
        public = self._gestionnaire.statut == "etablissement_public"
        return public and (self._forme is None or self._forme.statut_du_gestionnaire is not None)

    @property
    def peut_etre_public(self) -> bool:
        """Whether it is, or may be while its statut is unknown, an établissement public."""
        name = self._gestionnaire.raison_sociale or ""
        return self.etablissement_public or (
            not self._gestionnaire.statut and may_be_public(self._library, without_article(self._library, name[:]))
        )

    @property
    def organe(self) -> Any:
        """The organ that deliberates: « du conseil d’administration »."""
        return self._organe("du")

    @property
    def son_organe(self) -> Any:
        """The same, as its own: « de son conseil d’administration »."""
        return self._organe("de son")

    def _organe(self, article: str) -> Any:
        given = self._gestionnaire.organe_deliberant
        if given or not (self._forme and self._forme.organe):
            return given
        return Written(f"{article} {self._forme.organe}")

    # --- Who signs ---

    @property
    def _titre(self) -> Any:
        """The title given, or else that of who represents such a body by law; missing where the law leaves it open."""
        signataire = self._gestionnaire.representant
        if signataire.qualite or not (self._forme and self._forme.qualite):
            return signataire.qualite
        return Written(self._forme.qualite.of(signataire.civilite or None))

    @property
    def qualite(self) -> Written:
        """The title of who signs."""
        return Written(f"{self._titre}")

    @property
    def delegation(self) -> Written:
        """The act by which who signs was allowed to: « , par délégation en date du 6 octobre 2025 »; or nothing."""
        delegation = self._gestionnaire.representant.delegation
        return Written(f", par délégation en date du {finalize(delegation, self._printed)}" if delegation else "")

    @property
    def sa_qualite(self) -> Written:
        """The same, as the organisation's: « sa présidente », « son administratrice »."""
        civilite, titre = self._gestionnaire.representant.civilite, self._titre
        if not civilite or not isinstance(titre, str):
            return Written(f"son (sa) {self.qualite}")
        vowel = french.elide("la", titre[:]).startswith("l’")
        return Written(f"{'sa' if civilite == 'Mme' and not vowel else 'son'} {self.qualite}")

    @property
    def signataire(self) -> Written:
        """Who signs, under the title of the party: « Jeanne EXEMPLE, présidente »."""
        signataire = self._gestionnaire.representant
        delegation = ", par délégation" if signataire.delegation else ""
        return Written(f"{signataire.prenom} {signataire.nom}, {self._titre}{delegation}")

    @property
    def dirige(self) -> bool:
        """Whether who signs is said to be its director general."""
        qualite = self._gestionnaire.representant.qualite
        return bool(qualite) and qualite[:].lower().startswith(("directeur général", "directrice générale"))

    def titulaire(self, masculin: str, feminin: str) -> Written:
        """A function within the organisation, feminine where the woman who signs holds it: « La Présidente »."""
        titre, civilite = self._titre, self._gestionnaire.representant.civilite
        holds = isinstance(titre, str) and titre[:].lower().startswith(feminin.lower())
        return Written(f"La {feminin}" if holds and civilite == "Mme" else f"Le {masculin}")


_NAMES = frozenset(name for name, one in vars(Organisme).items() if isinstance(one, property))
