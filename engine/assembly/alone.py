"""A clause by itself: what it looks at of a contract is told, and what it leaves to be known is kept apart."""

from __future__ import annotations

from dataclasses import replace

from engine.assembly.facts import Vue
from engine.assembly.functions import Language
from engine.assembly.inputs import Inputs
from engine.assembly.nameable import Nameable
from engine.assembly.over_time import Designation
from engine.assembly.printed import Printed
from engine.assembly.rendering import Renderer
from engine.assembly.reuse import Reuse
from engine.assembly.tableaux import Tables
from engine.assembly.watched import Look, Told, Watched
from engine.errors import Path
from engine.law.applicable import Droit
from engine.law.collectivites import Autorite
from engine.law.denominations import day_of
from engine.libraries.modele import Modele
from models.contrat import Contrat


def again(
    model: Modele, contrat: Contrat, autorite: Autorite | None, renderer: Renderer, tables: Tables, inputs: Inputs
) -> Reuse:
    """What says again what a clause said in another contract, or else has it rendered by itself."""
    language = renderer.language

    def alone(look: Look) -> Renderer:
        own = _language(language, look)
        one = replace(renderer, facts=Nameable(model, contrat, autorite, own), language=own, made={})
        view = Vue(contrat, (), own.printed)
        own.tables = replace(tables, view=view, printed=own.printed, words=one.label, findings={}, look=look)
        return one

    return Reuse(contrat, inputs, renderer, alone, model.regles)


class _OfAClause(Language):
    """The language of a contract for one of its clauses, which tells that it looks at the law."""

    _droit: Droit

    def designation(self, key: str, forme: str) -> Designation:
        """What the law calls a thing: all that is looked at of the law, to name it."""
        self.look("terme", (key, forme))
        return self._designated(key, forme, day_of(key, self._droit), self._droit)

    def call(self, key: str, name: str) -> None:
        """Note the name of a thing: each contract that says the clause again says at which day."""
        self.called.setdefault(key, name)

    @property
    def droit(self) -> Droit:
        """The law that the contract must say."""
        self.look("droit", "")
        return self._droit

    @droit.setter
    def droit(self, droit: Droit) -> None:
        self._droit = droit


def _language(whole: Language, look: Look) -> Language:
    """The language of a clause; it has no tables yet."""
    paths: dict[int, Path] | None = None if whole.printed.paths is None else {}
    printed = Printed(whole.printed.blank, paths=paths, bibliotheque=whole.printed.bibliotheque)
    if not printed.blank:  # whose words are those of the form
        printed.apart = replace(printed, read=set())
    numbers = replace(whole.numbers, of=Watched(whole.numbers.of, "numero", look))
    contract = replace(whole.contract, of=Watched(whole.contract.of, "numero du contrat", look))
    own = _OfAClause(printed, Watched(whole.traits, "trait", look), numbers, whole.droit, contract)
    own.look = look
    own.findings, own.remarked = Told(whole.findings, "constat", look), Told(whole.remarked, "remarque", look)
    own.budget = whole.budget
    return own
