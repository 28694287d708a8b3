"""What a clause may call: agreement, choices, references, notes, names of things at the date of the law.

They are the whole of its language beyond Markdown, Jinja and the marks; docs/ecrire-une-clause.md tells them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from engine import french
from engine.accords import formes
from engine.assembly import choix, disposition, objectifs, programmation
from engine.assembly.budget import Budget
from engine.assembly.chiffres import Chiffres, chiffres
from engine.assembly.derived import NomsDeLAutorite, names_of, unknown_authority
from engine.assembly.facts import Liste, Vue, finalize, is_somebody
from engine.assembly.filled_words import said_inline
from engine.assembly.graphiques import charts
from engine.assembly.numbering import Numbers
from engine.assembly.organisme import Organisme
from engine.assembly.over_time import Periode, Succession, periode
from engine.assembly.parties import known_authority, names_of_metropole
from engine.assembly.printed import Manquant, Printed, Written
from engine.assembly.tableaux import Tables
from engine.assembly.watched import Look, unwatched
from engine.document import Block, Note, Reference, Signature, Signatures, Text
from engine.errors import Finding, LibraryError, Severity
from engine.law.amounts import instrument
from engine.law.applicable import Droit
from engine.law.denominations import day_of, successors, term, to_ask, version_on
from engine.law.register import load_register
from engine.law.visas import citable
from models import chemins
from models.traits import Trait


class Language:
    """The functions and filters of a rendering; `contract` numbers articles, `named` is what it names of the law."""

    def __init__(
        self,
        printed: Printed,
        traits: Mapping[str, Trait],
        numbers: Numbers,
        droit: Droit,
        contract: Numbers | None = None,
    ) -> None:
        self.printed, self.traits, self.numbers, self.droit = printed, traits, numbers, droit
        self.contract = contract or numbers
        self.look: Look = unwatched
        self.findings: dict[Finding, None] = {}
        self.looked_at: dict[Trait, None] = {}
        self.remarked: dict[Finding, None] = {}
        self.named: dict[tuple[str, date | None], str] = {}
        self.tables: Tables | None = None
        self.budget = Budget()

    def written(self, words: Any) -> Written:
        """Words of the clause that may hold printed values."""
        return Written(words if isinstance(words, str) else finalize(words, self.printed))

    def cas(self, trait: str, *valeurs: str) -> bool:
        """Whether a trait can have one of these values."""
        return bool(self._trait(trait).valeurs & set(valeurs))

    def _trait(self, name: str) -> Trait:
        if name not in self.traits:
            raise LibraryError(f"« {name} » n'est pas un trait de ce modèle")
        self.printed.read.update(self.traits[name].chemins)
        self.looked_at[self.traits[name]] = None
        return self.traits[name]

    def accorde(self, notation: str, fait: Any) -> Written:
        """What the notation of a form says of a fact: its number for a list or a count, its gender for somebody.

        Raises:
            ValueError: where the notation says nothing of that agreement.
        """
        person = getattr(fait, "civilite", None) if isinstance(fait, Vue) else None
        if isinstance(fait, Organisme):
            return fait.accord(*formes(notation, "genre"))
        if isinstance(fait, NomsDeLAutorite):
            second, words = bool(fait.feminin), formes(notation, "genre")
        elif person is not None:
            words = formes(notation, "genre")
            if not person:
                return Written(words.vierge)
            second = person == "Mme"
        else:
            words = formes(notation, "nombre")
            if isinstance(fait, Manquant):
                return Written(words.vierge)
            second = (fait if isinstance(fait, int | Decimal) else len(fait)) > 1
        return Written(words.vierge if self.printed.blank else words.seconde if second else words.premiere)

    def variantes(self, trait: str, textes: Mapping[str, str], entre: str = " / ") -> Written:
        """The text for the value of a trait; every text that is still possible, joined, while it is unknown."""
        possible = self._trait(trait).valeurs
        return Written(entre.join(dict.fromkeys(text for value, text in textes.items() if value in possible)))

    def renvoi(self, key: str) -> Reference | Text:
        """The number of another heading, linked to it; from another document, that of the contract.

        Raises:
            LookupError: where the contract holds no such heading.
        """
        if key in self.numbers.of:
            return Reference(self.numbers.anchor(key), self.numbers.of[key].value)
        if key not in self.contract.of:
            raise LibraryError(f"renvoi à « {key} », que ce contrat ne contient pas")
        return Text(self.contract.of[key].value)

    def existe(self, key: str) -> bool:
        """Whether the contract holds this numbered heading."""
        return key in self.numbers.of or key in self.contract.of

    def collectivite_de(self, code: Any, civilite: Any = None, metropole: Any = None) -> NomsDeLAutorite:
        """The names of a collectivité by the code of its département, or of the `metropole` that acts in its place.

        Its executive agrees with `civilite`. A code that is none is missing: a check tells of it.
        """
        if metropole:
            return names_of_metropole(metropole, civilite)
        feminine = civilite == "Mme"
        found = None if isinstance(code, Manquant) else known_authority(code.looked_up(), self.droit)
        if found is None:
            return unknown_authority(Manquant(code.path, "département", "departement", self.printed), feminine)
        message = f"noms à vérifier. {found.remarque}"
        known = Finding("collectivite-a-verifier", message, Severity.WARNING, path=("departement",), reserve=True)
        if not found.remarque or known in self.findings:
            return names_of(found, feminine)
        self.findings[known] = None
        return names_of(found, feminine, self.written(self.remarque(found.remarque)))

    def avec_leur_collectivite(self, departements: Iterable[Any]) -> list[tuple[Any, NomsDeLAutorite]]:
        """Each département that signs an arrêté, with the names of its collectivité or of its metropole."""
        return [(one, self.collectivite_de(one.departement, one.civilite, one.metropole)) for one in departements]

    def organisation(self, gestionnaire: Vue, introduite: str = "") -> Organisme:
        """The organisme gestionnaire as sentences call it, with who signs for it."""
        return Organisme(gestionnaire, self.printed, introduite)

    def note(self, text: str) -> Note:
        """An instruction of the form to its drafter."""
        return Note(self.printed.as_words(french.typography(text)))

    def remarque(self, text: str) -> Note:
        """A remark of the engine to the drafter."""
        return Note(self.printed.as_words(french.typography(text)), from_model=False)

    def reserve(self, text: str) -> Note:
        """A remark of the engine that somebody is to settle before the contract is signed; `cpom` tells it too."""
        if not self.printed.blank:
            said = self.printed.as_words(french.typography(text))
            self.findings[Finding("remarque-a-verifier", said, Severity.INFORMATION, reserve=True)] = None
        return self.remarque(text)

    def terme(self, key: str, forme: str = "singulier") -> Written | Manquant:
        """The name of a thing at the date of the law, with a remark where it has changed or is to be verified.

        The remark is anchored where the name is first printed. A name that the territory is not enough to tell is
        missing until the description gives it.

        Raises:
            InputError: where no such name or form is known.
        """
        return self._named(key, forme, day_of(key, self.droit))

    def _named(self, key: str, forme: str, day: date) -> Written | Manquant:
        droit, law, answer = self.droit, self.droit.bibliotheque, ""
        demande = None if droit.tel_que_publie else to_ask(law, key, day, droit.departement)
        if demande and not (answer := self._answer(demande.fait)):
            return Manquant(chemins.lire(demande.fait), demande.libelle, "departement", self.printed)
        named = term(law, key, day, forme, droit.departement, as_published=droit.tel_que_publie, answer=answer)
        if not named.texte:
            return Written("")
        self.named.setdefault((key, day), named.texte)
        new = [finding for finding in named.findings if finding not in self.remarked]
        self.remarked |= dict.fromkeys(new)
        # A name that changes after the signature is told among what the law changes then.
        later = (version_on(law, key, day).depuis or date.min) > droit.jour
        self.findings |= dict.fromkeys(one for one in new if not (later and one.code == "terme-remplace"))
        return Written(named.texte + self._remarks(new))

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
        return Succession(self._named(key, forme, day), day, end, designe and known, designe)

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

    def experimentation(self, name: str) -> Periode:
        """The first and last days of an experiment of the law, and the contract's territories that take part.

        Raises:
            KeyError: where there is no such experiment.
        """
        return periode(name, self.droit)

    def vierge(self, value: Any, words: str) -> Any:
        """What a blank prints in place of a missing fact."""
        missing = isinstance(value, Manquant) or (isinstance(value, Vue) and is_somebody(value))
        return Written(words) if self.printed.blank and missing else value

    def au_moins(self, items: Any, count: int) -> Iterable[Any]:
        """The items of a list, and as many to fill in as make `count` in a blank."""
        return items.padded(count) if isinstance(items, Liste) and self.printed.blank else items

    def enumere(self, items: Any) -> Any:
        """« a, b et c », each as typed."""
        if isinstance(items, Liste) and not items:
            return items if items.aucun else items.missing
        return Written(french.enumerate_fr([finalize(item, self.printed) for item in items]))

    def signatures(self, parties: Sequence[tuple[Any, Any]]) -> tuple[Signatures]:
        """The signature block: for each party its title, and the name of who signs."""

        def inline(words: Any) -> Any:
            missing = isinstance(words, Manquant) and not self.printed.blank
            return said_inline(self.written(words), self.printed) if words or missing else ()

        return (Signatures(tuple(Signature(inline(title), inline(name)) for title, name in parties)),)

    def tableau(self, nom: str, extrait: str = "", **choice: Any) -> tuple[Block, ...]:
        """A computed table of the model, whole or a part of it (see `Tables.table` and `Tables.extract`)."""
        assert self.tables is not None  # noqa: S101 - set before any clause is rendered
        return self.tables.extract(nom, extrait) if extrait else self.tables.table(nom, **choice)

    def graphique(self, nom: str) -> tuple[Block, ...]:
        """The charts of a computed table; none while it has no figure to show."""
        assert self.tables is not None  # noqa: S101 - set before any clause is rendered
        return charts(self.tables, nom)

    def chiffres(self, nom: str) -> list[Chiffres]:
        """The figures of a computed table, one group for each of its series."""
        assert self.tables is not None  # noqa: S101 - set before any clause is rendered
        return chiffres(self.tables, nom)

    @property
    def names(self) -> dict[str, Any]:
        """The functions, as clauses call them; not kept here, where they would hold what holds them."""
        called = (self.cas, self.accorde, self.variantes, self.renvoi, self.existe, self.note,
                  self.remarque, self.reserve, self.signatures, self.terme, self.successions, self.texte_de_loi,
                  self.instrument, self.experimentation, self.tableau, self.graphique, self.chiffres,
                  self.collectivite_de, self.avec_leur_collectivite,
                  self.organisation)  # fmt: skip
        return (
            {function.__name__: function for function in called}
            | objectifs.names(self.printed)
            | choix.names(self.printed)
            | disposition.NAMES
            | programmation.NAMES
        )
