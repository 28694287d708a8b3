"""Everything that a clause may name of a contract: its facts and what follows from them, each made when named."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from engine.assembly.derived import FROM, YEARS, authority_names, calendar, years
from engine.assembly.facts import Vue
from engine.assembly.functions import Language
from engine.assembly.parties import collectivites
from engine.assembly.watched import unwatched
from engine.law.collectivites import Autorite
from engine.libraries.modele import Modele
from models.adaptations import NEGOCIES
from models.contrat import Contrat

OF_ITS_HEAD = (("collectivite", "president", "civilite"), ("collectivite", "organe"))
"""The facts by which the collectivité is named, beside its code."""
_WORKED_OUT = (*FROM, "autorite", "collectivites", "organisme", "vierge")


class Nameable(Mapping[str, Any]):
    """What may be named, by its name; what the description does not say has a part in it as well (`language.look`)."""

    def __init__(self, model: Modele, contrat: Contrat, autorite: Autorite | None, language: Language) -> None:
        self._model, self._contrat, self._autorite, self._language = model, contrat, autorite, language
        self._printed = language.printed
        self.view = Vue(contrat, (), language.printed)
        self._made: dict[str, Any] = {}

    def __getitem__(self, name: str) -> Any:
        if name not in self._made:
            self._made[name] = self._worked_out(name) if name in _WORKED_OUT else self._fact(name)
        return self._made[name]

    def __contains__(self, name: object) -> bool:
        return name in _WORKED_OUT or (name in set(self.view.names()) and name not in (*NEGOCIES, "numeros"))

    def __iter__(self) -> Iterator[str]:
        yield from dict.fromkeys((*filter(self.__contains__, self.view.names()), *_WORKED_OUT))

    def __len__(self) -> int:
        return sum(1 for _ in self)

    def _fact(self, name: str) -> Any:
        if name not in self:
            raise KeyError(name)
        asked = (name,) in self._printed.undecided
        value = getattr(self.view, name)
        if not asked:  # to name a choice is not to make it
            self._printed.undecided.pop((name,), None)
        return value

    def _worked_out(self, name: str) -> Any:
        if name == "vierge":
            return self._printed.blank
        if name == "organisme":
            return self._language.organisation(self.view.gestionnaire)
        if name in YEARS:
            self._language.look("annees", "")
            return years(self._contrat, self._printed)[name]
        if name in FROM:
            self._language.look("tout", ("avenants",))
            found = calendar(self._contrat, self._model.regles, self._printed)
            self._made |= found
            return found[name]
        self._language.look("autorite", "")
        for path in OF_ITS_HEAD:
            self._language.look("fait", path)
        if name == "autorite":
            return authority_names(self._autorite, self._contrat, self._printed)
        return collectivites(self._contrat, self._autorite, self._printed, self._at_first().collectivite_de)

    def _at_first(self) -> Language:
        """The language before any clause: what the names of the collectivités tell, a contract tells once."""
        whole = self._language
        if whole.look is unwatched:
            return whole
        return Language(whole.printed, whole.traits, whole.numbers, whole.droit, whole.contract)
