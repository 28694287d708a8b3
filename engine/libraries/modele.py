"""The clause library from disk: models (plans) and clauses (text with front matter), checked as they are read."""

from __future__ import annotations

from collections import ChainMap
from collections.abc import Collection, Mapping
from dataclasses import field
from functools import cached_property, partial
from itertools import chain
from pathlib import Path
from typing import Any

from engine.by_identity import ByIdentity
from engine.errors import Finding, InputError, Place
from engine.libraries import autorites
from engine.libraries.bibliotheque import Bibliotheque, Fichier, beneath, kept
from engine.libraries.clause import Clause, read_clause, typed
from engine.libraries.compiled import kept as compiled
from engine.libraries.en_tete import EnTete
from engine.libraries.files import yaml_source
from engine.libraries.lignee import (
    Dossier,
    Folders,
    act_names,
    files_of_tables,
    model_names,
    own_folders,
    read_plan,
    unknown_model,
)
from engine.libraries.ouverture import installed
from engine.libraries.plan import Plan, Regles
from engine.libraries.questions import Question, compose, domains
from engine.libraries.tableaux import Tableau
from engine.reading.yaml_strict import Source
from models.contrat import Contrat
from models.fiches.groupe import altered
from models.records import dataclass
from models.traits import DOMAINES, Trait, contraires, deriver

__all__ = ["Clause", "EnTete", "Modele", "act_names", "load_model", "model_names", "read_model"]

_CHARTES = "chartes"
_TRAITS: ByIdentity[dict[str, Trait]] = ByIdentity(8)
"""Those of the contracts that are being worked out."""


@dataclass(frozen=True, eq=False)
class Modele:
    """A model: its plan, and the clauses that the plan names. It equals itself alone: what rests on it can be kept.

    `documents` are its other documents, each a model of its own with the same questions. `lignee` are the folders of
    its files, its own first; what is worked out of it is in `gardes`. Where a contract has avenants, its model has the
    `numeros` that were signed, and `abroges`, the clauses that were repealed.
    """

    nom: str
    plan: Plan
    clauses: Mapping[str, Clause]
    questions: Mapping[str, Question] = field(repr=False)
    bibliotheque: Bibliotheque = field(repr=False)
    lignee: tuple[Dossier, ...] = field(default=(), repr=False)
    tableaux: Mapping[str, Tableau] = field(default_factory=dict, repr=False)
    documents: Mapping[str, Modele] = field(default_factory=dict, repr=False)
    lus: tuple[Source, ...] = field(default=(), repr=False)
    numeros: Mapping[str, str] = field(default_factory=dict, repr=False)
    abroges: frozenset[str] = field(default=frozenset(), repr=False)
    gardes: dict[Any, Any] = field(default_factory=dict, init=False, repr=False)

    def place(self, *path: str | int) -> Place:
        """Where its plan, or that of a model it inherits from, says something."""
        exact = (source for source in self.lus if path in source.places)
        said = chain(exact, (source for source in self.lus if path and path[0] in source.data))
        return next(said, self.lus[0]).place(path) if self.lus else Place(f"clauses/{self.nom}/modele.yaml")

    def place_of(self, words: str) -> Place:
        """Where its plan, or that of a model it inherits from, first says these words or this key."""
        found = (source.place_of(words) for source in self.lus)
        return min(found, key=lambda place: place.line == 1, default=self.place())

    def places_of(self, words: str) -> list[Place]:
        """Every place where its plan, or that of a model it inherits from, says these words."""
        return [place for source in self.lus for place in source.places_of(words)] or [self.place()]

    @property
    def charte(self) -> Path | None:
        """The letterhead of the model; None where it has none.

        It is in its folder, in that of a model it inherits from, or among the letterheads of the library (`chartes/`).
        """
        asked = self.plan.charte
        found = [couche.trouve(f"{model}/{asked}") for couche, model in self.lignee if asked]
        found += [self.bibliotheque.trouve(f"{_CHARTES}/{asked}")] if asked else []
        return next((file.chemin for file in found if file and file.chemin.is_file()), None)

    @property
    def dessous(self) -> Bibliotheque:
        """The library where the model that this one inherits from is: that beneath, where both have one name."""
        if self.plan.herite != self.nom:
            return self.bibliotheque
        couches = self.bibliotheque.couches
        own = next(couche for couche, nom in self.lignee if couche.trouve(f"{nom}/modele.yaml"))
        return beneath(self.bibliotheque, couches.index(own) + 1)

    @property
    def charte_par_defaut(self) -> Path | None:
        """The letterhead of a contract that names none: the model's, or else the neutral one of a user's library."""
        neutral = (one.trouve(f"{_CHARTES}/neutre.docx") for one in self.bibliotheque.siennes)
        return self.charte or next((file.chemin for file in neutral if file), None)

    @property
    def regles(self) -> Regles:
        """The durations that the model allows."""
        return self.plan.regles

    @cached_property
    def description(self) -> type[Contrat]:
        """What a description of this model may say: the common facts and the questions of its clauses."""
        return compose(self.nom, self.questions)

    @cached_property
    def domaines(self) -> dict[str, tuple[str, ...]]:
        """The finite questions of the clauses: each is a trait."""
        return domains(self.questions)

    @cached_property
    def domaines_deduits(self) -> dict[str, tuple[str, ...]]:
        """The traits that the plan derives, each with its values."""
        return {name: rule.domaine(self.domaines) for name, rule in self.plan.traits.items()}

    @cached_property
    def contraires(self) -> tuple[Mapping[str, str], ...]:
        """The values of its traits that no contract has together."""
        return contraires(self.plan.traits)

    def traits(self, contrat: Contrat) -> dict[str, Trait]:
        """Every trait of a contract of this model: its checks look at them, and its assembly again."""
        return _TRAITS.of(contrat, self, partial(self._derived, contrat))

    def _derived(self, contrat: Contrat) -> dict[str, Trait]:
        traits = deriver(contrat, self.domaines, self.plan.traits)
        if any(part.tests(autorites.TRAIT) for part in (self, *self.documents.values())):
            value = frozenset([autorites.principale(self.plan.autorites)])
            traits[autorites.TRAIT] = Trait(autorites.TRAIT, value, (("modele",),))
        return traits

    @cached_property
    def domaines_des_traits(self) -> dict[str, tuple[str, ...]]:
        """Every trait that a clause of this model may test, with its domain."""
        choices = {"preambule": tuple(self.plan.preambule.au_choix)} if self.plan.preambule else {}
        every = {**self.domaines_deduits, **DOMAINES, **choices, **self.domaines}
        every |= {autorites.TRAIT: autorites.PRINCIPALES}
        return {name: values for name, values in every.items() if name == "preambule" or self.tests(name)}

    @kept
    def tests(self, trait: str) -> bool:
        """Whether the plan or a clause looks at this trait."""
        plan = any(trait in condition for condition in self.plan.conditions())
        tables = any(trait in condition for table in self.tableaux.values() for condition in table.conditions())
        return (
            plan
            or tables
            or any(trait in clause.en_tete.si or trait in _compared(clause) for clause in self.clauses.values())
        )


def _compared(clause: Clause) -> frozenset[str]:
    """What a clause chooses its words by: the traits that it names, the facts of which it tests the answer.

    The answer of one item of a list says nothing of the others.
    """
    return frozenset(clause.uses.of("trait")) | {one.name for one in clause.uses.answers if "[]" not in one.name}


def _tables(folders: Folders, plan: Plan, clauses: Collection[Clause]) -> tuple[dict[str, Tableau], list[Finding]]:
    """The computed tables of a model, by name: its own, and those that it inherits."""
    found: dict[str, Tableau] = {}
    inherited: dict[str, tuple[Tableau, str]] = {}
    wrong: list[Finding] = []
    for rank, file in files_of_tables(folders.lineage):
        table, told = _table(file)
        wrong += told
        if table:
            nom = file.chemin.stem
            found[nom] = table
            inherited.pop(nom, None)
            if rank >= folders.own:
                inherited[nom] = table, folders.lineage[rank][1]
    from engine.libraries.herites import kept_tables  # noqa: PLC0415 - what a model says is kept

    kept = kept_tables(plan, clauses, found, inherited)
    return {nom: table for nom, table in found.items() if nom in kept}, wrong


def _table(file: Fichier) -> tuple[Tableau | None, list[Finding]]:
    try:
        source = yaml_source(file.chemin, file.nom)
    except InputError as error:
        return None, list(error.findings)
    table, wrong = typed(Tableau, source)
    return table and table.read_from(source), wrong


def _wrong_files(library: Bibliotheque, name: str) -> list[Finding]:
    """What is wrong with the clauses and the tables in the folders of a model whose plan cannot be read."""
    lineage, _ = own_folders(library, name, ())
    wrong: list[Finding] = []
    for couche, model in lineage:
        folder = couche.trouve(model)
        for path in sorted(folder.chemin.rglob("*.md")) if folder else ():
            identifier = path.relative_to(folder.chemin).with_suffix("").as_posix() if folder else ""
            file = Fichier(path, couche.nomme(f"{model}/{identifier}.md"))
            wrong += read_clause(library, file, model, identifier)[1]
    return wrong + [wrong for _, file in files_of_tables(lineage) for wrong in _table(file)[1]]


def load_model(name: str, library: Bibliotheque | None = None) -> Modele:
    """A model, or an arrêté of programmation, by its name, with its clauses; by default of the installed library.

    Raises:
        InputError: where no such model exists, or where its files cannot be used: all that is wrong in them.
    """
    model, wrong = read_model(name, library)
    if wrong:
        raise InputError(wrong)
    return model


def read_model(name: str, library: Bibliotheque | None = None) -> tuple[Modele, tuple[Finding, ...]]:
    """What can be read of a model, and all that is wrong in its files: what is not says nothing in its place.

    Raises:
        InputError: where no such model exists, or where nothing can be read of its plan.
    """
    return _read(library or installed(), name)


def as_its_library_has_it(model: Modele) -> Modele | None:
    """The model that its library has by its name, of which a contract may make another; None where it has none."""
    library = model.bibliotheque
    known = model.nom in model_names(library) or model.nom in act_names(library)
    return read_model(model.nom, library)[0] if known else None


@kept
def _read(library: Bibliotheque, name: str) -> tuple[Modele, tuple[Finding, ...]]:
    known = compiled.found(library, f"modele:{name}")
    if isinstance(known, Modele):
        return known, ()
    from engine.libraries.deduits import checked_traits  # noqa: PLC0415 - what a model says is kept
    from engine.libraries.question_paths import asked_once  # noqa: PLC0415 - likewise

    if name not in model_names(library) and name not in act_names(library):
        raise InputError([unknown_model(name, library)])
    try:
        plan, folders, wrong = read_plan(library, name)
    except InputError as error:  # what the other files say wrong can be known all the same
        raise InputError(dict.fromkeys((*error.findings, *_wrong_files(library, name)))) from None
    parts = {"": plan, **{nom: plan.document(nom) for nom in plan.documents}}
    named = {nom: list(dict.fromkeys(part.identifiants())) for nom, part in parts.items()}
    every = dict.fromkeys(identifier for identifiers in named.values() for identifier in identifiers)
    read = {one: folders.clause(one) for one in every}
    held = {nom: {one: read[one][0] for one in identifiers} for nom, identifiers in named.items()}
    clauses = held.pop("")
    tableaux, wrong_tables = _tables(folders, plan, [clause for clause, _ in read.values()])
    asking = [(plan.questions, folders.key_place)]
    asking += [(clause.en_tete.questions, clause.key_place) for clause in ChainMap(clauses, *held.values()).values()]
    asking += [(table.questions, table.key_place) for table in tableaux.values()]
    questions, wrong_questions = asked_once(asking)
    wrong_questions += checked_traits(plan.traits, questions, folders.key_place)
    # What another document prints, it asks for: no table is optional there.
    asked = {key: altered(table, {"facultatif": False}) for key, table in tableaux.items()}
    whole = partial(Modele, name, bibliotheque=library, lignee=folders.lineage, lus=folders.sources)
    documents = {
        nom: whole(plan=parts[nom], clauses=own, questions=questions, tableaux=asked) for nom, own in held.items()
    }
    told = [*wrong, *(one for _, found in read.values() for one in found), *wrong_tables, *wrong_questions]
    model = whole(plan=plan, clauses=clauses, questions=questions, tableaux=tableaux, documents=documents)
    if not told:
        compiled.keep(library, f"modele:{name}", model)
    return model, tuple(dict.fromkeys(told))
