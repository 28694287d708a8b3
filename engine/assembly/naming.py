"""What a clause may call of the law: the names of things and the citations of texts, with what is told of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import Any

from engine import french
from engine.assembly.facts import finalize
from engine.assembly.over_time import Designation, Succession, designated
from engine.assembly.printed import Manquant, Printed, Written
from engine.document import Note
from engine.errors import Finding
from engine.law.amounts import instrument
from engine.law.applicable import Droit
from engine.law.denominations import day_of, successors, version_on
from engine.law.register import load_register
from engine.law.visas import citable
from models import chemins
from models.traits import Trait


class NamesOfTheLaw:
    """The functions that name what is of the law.

    `named` is all that they name, each at its day, and the texts that they cite, at none; `called`, in a clause by
    itself, what is named at the day whose names its contract gives, whichever it is. `remarked` is what was remarked.
    """

    def __init__(self, printed: Printed, traits: Mapping[str, Trait], droit: Droit) -> None:
        self.printed, self.traits, self.droit = printed, traits, droit
        self.findings: dict[Finding, None] = {}
        self.remarked: dict[Finding, None] = {}
        self.named: dict[tuple[str, date | None], str] = {}
        self.called: dict[str, str] = {}

    def written(self, words: Any) -> Written:
        """Words of the clause that may hold printed values."""
        return Written(words if isinstance(words, str) else finalize(words, self.printed))

    def remarque(self, text: str) -> Note:
        """A remark of the engine to the drafter."""
        return Note(self.printed.as_words(french.typography(text)), from_model=False)

    def terme(self, key: str, forme: str = "singulier") -> Written | Manquant:
        """The name of a thing at the date of the law, with a remark where it has changed or is to be verified.

        The remark is anchored where the name is first printed. A name that the territory is not enough to tell is
        missing until the description gives it.

        Raises:
            InputError: where no such name or form is known.
        """
        one = self.designation(key, forme)
        if one.texte:
            self.call(key, one.texte)
        return self._named(one)

    def call(self, key: str, name: str) -> None:
        """Note the name of a thing, at the day whose name a contract gives to it."""
        self.named.setdefault((key, day_of(key, self.droit)), name)

    def designation(self, key: str, forme: str) -> Designation:
        """What the law calls a thing on the day whose name a contract gives to it; raises as `terme`."""
        return self._designated(key, forme, day_of(key, self.droit), self.droit)

    def _designated(self, key: str, forme: str, day: date, droit: Droit) -> Designation:
        return designated(key, forme, day, droit, self._answer)

    def _named(self, one: Designation) -> Written | Manquant:
        if one.demande:
            return Manquant(chemins.lire(one.demande.fait), one.demande.libelle, "departement", self.printed)
        if not one.texte:
            return Written("")
        new = [finding for finding in one.findings if finding not in self.remarked]
        self.remarked |= dict.fromkeys(new)
        self.findings |= dict.fromkeys(finding for finding in new if finding in one.told)
        return Written(one.texte + self._remarks(new))

    def successions(self, key: str, forme: str = "singulier") -> list[Succession]:
        """The names of a thing while the contract runs, one after the other; most often one alone.

        Raises:
            InputError: where no such name or form is known.
        """
        days = [day_of(key, self.droit), *successors(key, self.droit)]
        ends = [*(day - timedelta(days=1) for day in days[1:]), None]
        return [self._succession(key, forme, day, end) for day, end in zip(days, ends, strict=True)]

    def _succession(self, key: str, forme: str, day: date, end: date | None) -> Succession:
        droit, version = self.droit, version_on(self.droit.bibliotheque, key, day)
        designe = droit.tel_que_publie or (version.designe or date.min) <= droit.jour
        known = droit.tel_que_publie or droit.departement is not None or version.selon is None
        one = self._designated(key, forme, day, droit)
        if one.texte:
            self.named.setdefault((key, day), one.texte)
        return Succession(self._named(one), day, end, designe and known, designe)

    def _answer(self, fact: str) -> str:
        """The value of a choice that the description makes; empty where it makes none."""
        values = self.traits[fact].valeurs if fact in self.traits else ()
        return next(iter(values)) if len(values) == 1 else ""

    def _remarks(self, findings: Iterable[Finding]) -> str:
        """Word comments that say what has been found of the words before them."""
        return "".join(self.written(self.remarque(f"{one.message} {one.hint}".strip())) for one in findings)

    def instrument(self, key: str) -> Written:
        """What fixes a yearly amount at the date of the law: « par le décret… », « en application de l'article… ».

        Empty where nothing fixed it yet.

        Raises:
            InputError: where there is no such series of amounts.
        """
        register, day = load_register(self.droit.bibliotheque), self.droit.jour
        text = instrument(self.droit.bibliotheque, key, day.year)
        as_published = self.droit.tel_que_publie
        if not text or not (as_published or citable(register.text_at(text, day), day)):
            return Written("")
        way = "en application de" if register.texte(text).article else "par"
        return Written(f"{way} {self.texte_de_loi(text)}")

    def texte_de_loi(self, key: str) -> Written:
        """The citation of a text of the register at the date of the law, with a remark where there is a doubt."""
        version = load_register(self.droit.bibliotheque).text_at(
            key, self.droit.jour, as_published=self.droit.tel_que_publie
        )
        self.named.setdefault((key, None), version.cite)
        doubts = [one for one in version.findings if one.reserve and one not in self.findings]
        self.findings |= dict.fromkeys(version.findings)
        return Written(version.cite + self._remarks(doubts))
