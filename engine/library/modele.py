"""The clause library from disk: models (plans) and clauses (text with front matter), checked as they are read."""

from __future__ import annotations

import os
from collections import ChainMap
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, cached_property
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

from engine.errors import Finding, InputError, Place
from engine.library.clause import Clause, EnTete, read_clause, typed, unread
from engine.library.files import IDENTIFIER, yaml_source
from engine.library.plan import Plan, Regles
from engine.library.question_paths import checked_paths
from engine.library.questions import Question, compose, domains
from engine.library.tableaux import Tableau
from engine.reading.suggestions import nearest
from engine.reading.yaml_strict import Source
from models.contrat import Contrat
from models.traits import DOMAINES

__all__ = ["Clause", "EnTete", "Modele", "act_names", "library_root", "load_model", "model_names", "read_model"]

_ACTS = "programmations"


@dataclass(frozen=True, eq=False)
class Modele:
    """A model: its plan, and the clauses that the plan names. It equals itself alone: what rests on it can be kept.

    `documents` are its other documents, each a model of its own with the same questions.
    """

    nom: str
    plan: Plan
    clauses: Mapping[str, Clause]
    questions: Mapping[str, Question] = field(repr=False)
    dossiers: tuple[Traversable, ...] = field(default=(), repr=False)
    tableaux: Mapping[str, Tableau] = field(default_factory=dict, repr=False)
    documents: Mapping[str, Modele] = field(default_factory=dict, repr=False)
    lus: tuple[Source, ...] = field(default=(), repr=False)

    def place(self, *path: str | int) -> Place:
        """Where its plan, or that of a model it inherits from, says something."""
        said = (source for source in self.lus if path and path[0] in source.data)
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
        """The letterhead of the model, in its folder or in that of a model it inherits from; None where it has none."""
        found = (folder / self.plan.charte for folder in self.dossiers if self.plan.charte)
        return next((Path(str(file)) for file in found if file.is_file()), None)

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
    def domaines_des_traits(self) -> dict[str, tuple[str, ...]]:
        """Every trait that a clause of this model may test, with its domain."""
        choices = {"preambule": tuple(self.plan.preambule.au_choix)} if self.plan.preambule else {}
        every = {**DOMAINES, **choices, **self.domaines}
        return {name: values for name, values in every.items() if name == "preambule" or self.tests(name)}

    def tests(self, trait: str) -> bool:
        """Whether the plan or a clause looks at this trait."""
        plan = any(trait in line.cumul for line in self.plan.lignes()) or any(trait in v.si for v in self.plan.visas)
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


def library_root() -> Traversable:
    """Where the clause library is installed."""
    return files("engine.bibliotheque")


def model_names(root: Traversable | None = None) -> list[str]:
    """The models that the library holds, in alphabetical order."""
    root = root or library_root()
    folders = [Path(str(entry)) for entry in root.iterdir() if entry.is_dir()]
    return sorted(folder.name for folder in folders if os.path.lexists(folder / "modele.yaml"))


def act_names(root: Traversable | None = None) -> list[str]:
    """The arrêtés of programmation that the library holds: plans of clauses too, but of no contract."""
    folder = (root or library_root()) / _ACTS
    return [f"{_ACTS}/{name}" for name in model_names(folder)] if folder.is_dir() else []


@dataclass(frozen=True, slots=True)
class _Folders:
    """Where the files of a model are: the folders of its lineage, its own first, and their plans as read."""

    root: Traversable
    lineage: tuple[str, ...]
    sources: tuple[Source, ...]

    def clause(self, identifier: str) -> tuple[Clause, list[Finding]]:
        """A clause that the plan names, and what is wrong with it: that it does not exist, or what its file says."""
        if IDENTIFIER.fullmatch(identifier):
            for model in self.lineage:
                folder = self.root / model
                if Path(str(folder), f"{identifier}.md").exists():
                    return read_clause(self.root, model, identifier)
        message = f"le plan de « {self.lineage[0]} » nomme la clause « {identifier} », qui n'existe pas."
        near = nearest(identifier, self._names())
        hint = f"Vouliez-vous dire « {near} » ? Sinon, créez" if near else "Corrigez son nom, ou créez"
        hint = f"{hint} {identifier}.md dans clauses/{self.lineage[0]}/."
        place = min((one.place_of(identifier) for one in self.sources), key=lambda place: place.line == 1)
        absent = Finding("clause-inconnue", message, hint=hint, place=place)
        return unread(self.lineage[0], identifier), [absent]

    def _names(self) -> list[str]:
        folders = [Path(str(self.root / model)) for model in self.lineage]
        files = (file.relative_to(folder) for folder in folders for file in folder.rglob("*.md"))
        return sorted(file.with_suffix("").as_posix() for file in files)


def _questions(
    clauses: Mapping[str, Clause], tableaux: Mapping[str, Tableau]
) -> tuple[dict[str, Question], list[Finding]]:
    """Every question of the clauses, in the order of the plan, then of the tables; each is asked in one place alone.

    Those that cannot be asked are left out, and told.
    """
    asking = [(clause.en_tete.questions, clause.key_place) for clause in clauses.values()]
    asking += [(table.questions, table.key_place) for table in tableaux.values()]
    found: dict[str, tuple[Question, Place]] = {}
    wrong: list[Finding] = []
    for questions, place in asking:
        for path, asked in questions.items():
            here = place("questions", path)
            if path in found:
                message = f"la question « {path} » est aussi posée par {found[path][1].file}."
                wrong.append(Finding("question-double", message, hint="Gardez-la en un seul endroit.", place=here))
            found.setdefault(path, (asked, here))
    impossible = list(checked_paths(found))
    places = {one.place for one in impossible}
    return {path: asked for path, (asked, here) in found.items() if here not in places}, [*wrong, *impossible]


def _files_of_tables(root: Traversable, lineage: Iterable[str]) -> list[tuple[str, Traversable]]:
    """The files of the computed tables of a model and of those it inherits from, these first."""
    files: list[tuple[str, Traversable]] = []
    for model in reversed(tuple(lineage)):
        folder = root / model / "tableaux"
        named = [file for file in folder.iterdir() if file.name.endswith(".yaml")] if folder.is_dir() else []
        files += [(model, file) for file in sorted(named, key=lambda one: one.name)]
    return files


def _tables(
    root: Traversable, lineage: Sequence[str], clauses: Mapping[str, Clause]
) -> tuple[dict[str, Tableau], list[Finding]]:
    """The computed tables of a model, by name: its own, and those that the clauses it inherits print."""
    kept: dict[str, Tableau] = {}
    wrong: list[Finding] = []
    for model, file in _files_of_tables(root, lineage):
        table, told = _table(model, file)
        wrong += told
        if table and (model == lineage[0] or (table.annexe in clauses and clauses[table.annexe].modele == model)):
            kept[file.name.removesuffix(".yaml")] = table
    return kept, wrong


def _table(model: str, file: Traversable) -> tuple[Tableau | None, list[Finding]]:
    try:
        source = yaml_source(file, f"clauses/{model}/tableaux/{file.name}")
    except InputError as error:
        return None, list(error.findings)
    table, wrong = typed(Tableau, source)
    return table and table.read_from(source), wrong


def _read_plan(root: Traversable, name: str, heirs: tuple[str, ...] = ()) -> tuple[Plan, _Folders, list[Finding]]:
    """The plan of a model with what it inherits, the folders to look its clauses up in, and what is wrong.

    Raises:
        InputError: where nothing can be read of a plan.
    """
    source = yaml_source(root / name / "modele.yaml", f"clauses/{name}/modele.yaml")
    own, wrong = typed(Plan, source)
    if own is None:
        raise InputError(wrong)
    parent = own.herite
    known = [one for one in (*model_names(root), *act_names(root)) if one not in (name, *heirs)]
    if parent and parent not in known:
        wrong.append(_no_parent(parent, source, known))
    if parent not in known:
        return own, _Folders(root, (name,), (source,)), wrong
    inherited, folders, told = _read_plan(root, parent, (name, *heirs))
    base = {key: getattr(inherited, key) for key in inherited.model_fields_set}
    changed = {key: getattr(own, key) for key in own.model_fields_set}
    if own.regles.model_fields_set:  # those that the model does not name are inherited
        said = {key: getattr(own.regles, key) for key in own.regles.model_fields_set}
        changed["regles"] = inherited.regles.model_copy(update=said)
    plan = Plan.model_construct(**{**Plan().__dict__, **base, **changed})
    return plan, _Folders(root, (name, *folders.lineage), (source, *folders.sources)), [*wrong, *told]


def _wrong_files(root: Traversable, name: str) -> list[Finding]:
    """What is wrong with the clauses and the tables in the folder of a model whose plan cannot be read."""
    folder = Path(str(root / name))
    names = sorted(file.relative_to(folder).with_suffix("").as_posix() for file in folder.rglob("*.md"))
    wrong = [wrong for one in names for wrong in read_clause(root, name, one)[1]]
    return wrong + [wrong for file in _files_of_tables(root, (name,)) for wrong in _table(*file)[1]]


def _no_parent(parent: str, source: Source, known: list[str]) -> Finding:
    near = nearest(parent, known)
    hint = f"Vouliez-vous dire « {near} » ?" if near else f"Modèles dont on peut hériter : {', '.join(known)}."
    message = f"herite : « {parent} » n'est pas un modèle de cette bibliothèque dont celui-ci puisse hériter."
    return Finding("herite-inconnu", message, hint=hint, path=("herite",), place=source.place(("herite",)))


@cache
def load_model(name: str, root: Traversable | None = None) -> Modele:
    """A model, or an arrêté of programmation, by its name, with its clauses.

    Raises:
        InputError: where no such model exists, or where its files cannot be used: all that is wrong in them.
    """
    model, wrong = read_model(name, root)
    if wrong:
        raise InputError(wrong)
    return model


def read_model(name: str, root: Traversable | None = None) -> tuple[Modele, tuple[Finding, ...]]:
    """What can be read of a model, and all that is wrong in its files: what is not says nothing in its place.

    Raises:
        InputError: where no such model exists, or where nothing can be read of its plan.
    """
    root = root or library_root()
    known = model_names(root)
    if name not in known and name not in act_names(root):
        hint = f"Modèles de la bibliothèque : {', '.join(known)}."
        raise InputError([Finding("modele-inconnu", f"« {name} » n'est pas un modèle.", hint=hint, path=("modele",))])
    try:
        plan, folders, wrong = _read_plan(root, name)
    except InputError as error:  # what the other files say wrong can be known all the same
        raise InputError(dict.fromkeys((*error.findings, *_wrong_files(root, name)))) from None
    parts = {"": plan, **{nom: plan.document(nom) for nom in plan.documents}}
    named = {nom: list(dict.fromkeys(part.identifiants())) for nom, part in parts.items()}
    every = dict.fromkeys(identifier for identifiers in named.values() for identifier in identifiers)
    read = {one: folders.clause(one) for one in every}
    held = {nom: {one: read[one][0] for one in identifiers} for nom, identifiers in named.items()}
    clauses = held.pop("")
    tableaux, wrong_tables = _tables(root, folders.lineage, clauses)
    questions, wrong_questions = _questions(dict(ChainMap(clauses, *held.values())), tableaux)
    places = tuple(root / folder for folder in folders.lineage)
    # What another document prints, it asks for: no table is optional there.
    asked = {key: table.model_copy(update={"facultatif": False}) for key, table in tableaux.items()}
    documents = {
        nom: Modele(name, parts[nom], own, questions, places, asked, lus=folders.sources) for nom, own in held.items()
    }
    told = [*wrong, *(one for _, found in read.values() for one in found), *wrong_tables, *wrong_questions]
    model = Modele(name, plan, clauses, questions, places, tableaux, documents, folders.sources)
    return model, tuple(dict.fromkeys(told))
