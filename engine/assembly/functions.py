"""What a clause may call: agreement, choices, references, notes, names of things at the date of the law.

They are the whole of its language beyond Markdown, Jinja and the marks; docs/ecrire-une-clause.md tells them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
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
from engine.assembly.naming import NamesOfTheLaw
from engine.assembly.numbering import Numbers
from engine.assembly.organisme import Organisme
from engine.assembly.over_time import Periode, periode
from engine.assembly.parties import known_authority, names_of_metropole
from engine.assembly.printed import Manquant, Printed, Written
from engine.assembly.tableaux import Tables
from engine.assembly.watched import Look, unwatched
from engine.document import Block, Note, Reference, Signature, Signatures, Text
from engine.errors import Finding, LibraryError, Severity
from engine.law.applicable import Droit
from models.traits import Trait


class Language(NamesOfTheLaw):
    """The functions and filters of a rendering; `contract` numbers articles."""

    def __init__(
        self,
        printed: Printed,
        traits: Mapping[str, Trait],
        numbers: Numbers,
        droit: Droit,
        contract: Numbers | None = None,
    ) -> None:
        super().__init__(printed, traits, droit)
        self.numbers, self.contract = numbers, contract or numbers
        self.look: Look = unwatched
        self.looked_at: dict[Trait, None] = {}
        self.tables: Tables | None = None
        self.budget = Budget()

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

    def reserve(self, text: str) -> Note:
        """A remark of the engine that somebody is to settle before the contract is signed; `cpom` tells it too."""
        if not self.printed.blank:
            said = self.printed.as_words(french.typography(text))
            self.findings[Finding("remarque-a-verifier", said, Severity.INFORMATION, reserve=True)] = None
        return self.remarque(text)

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
