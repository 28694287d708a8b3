"""The folders that a model is read from, across the layers of a library, and its plan with what it inherits."""

from __future__ import annotations

import os
from collections.abc import Sequence

from engine.errors import Finding, InputError, Place
from engine.libraries.bibliotheque import ACCOMPAGNEMENTS, Bibliotheque, Couche, Fichier, of_the_system
from engine.libraries.clause import Clause, read_clause, typed, unread
from engine.libraries.files import IDENTIFIER, yaml_source
from engine.libraries.ouverture import installed
from engine.libraries.plan import Plan
from engine.reading.suggestions import nearest
from engine.reading.yaml_strict import Source
from models.fiches.groupe import altered, given_in, of_values
from models.records import dataclass

TRUNKS = "communes"
_ACTS = "programmations"
BY_KEY = ("questions", "traits", "rubriques")
"""What a plan adds to, key by key, where it inherits; the rest that it says takes the place of what it inherits."""


def model_names(library: Bibliotheque | None = None) -> list[str]:
    """The models that a library holds (by default the installed one), in alphabetical order."""
    return (library or installed()).dossiers()


def act_names(library: Bibliotheque | None = None) -> list[str]:
    """The arrêtés of programmation that a library holds: plans of clauses too, but of no contract."""
    return [f"{_ACTS}/{name}" for name in (library or installed()).dossiers(_ACTS)]


def trunk_names(library: Bibliotheque) -> list[str]:
    """The plans that are no model, but that several inherit from: what a trade asks, and the traits that follow."""
    return [f"{TRUNKS}/{name}" for name in library.dossiers(TRUNKS)]


Dossier = tuple[Couche, str]
"""A folder of a model: the layer, and the name of the model there."""


@dataclass(frozen=True, slots=True)
class Folders:
    """Where the files of a model are: the folders of its lineage, its own first, and their plans as read.

    `own` is how many of them are the model's own: that of its plan, and those of the layers over it that have none.
    """

    bibliotheque: Bibliotheque
    lineage: tuple[Dossier, ...]
    sources: tuple[Source, ...]
    own: int

    def key_place(self, *path: str) -> Place:
        """Where the first of the plans that says something names it."""
        said = (one for one in self.sources if path[:2] in one.key_places)
        return next(said, self.sources[0]).key_place(path)

    def clause(self, identifier: str) -> tuple[Clause, list[Finding]]:
        """A clause that the plan names, and what is wrong with it: that it does not exist, or what its file says."""
        if IDENTIFIER.fullmatch(identifier):
            for couche, model in self.lineage:
                file = couche.trouve(f"{model}/{identifier}.md")
                if file and file.chemin.exists():
                    return read_clause(self.bibliotheque, file, model, identifier)
        couche, model = self.lineage[0]
        message = f"le plan de « {model} » nomme la clause « {identifier} », qui n'existe pas."
        near = nearest(identifier, self._names())
        hint = f"Vouliez-vous dire « {near} » ? Sinon, créez" if near else "Corrigez son nom, ou créez"
        hint = f"{hint} {identifier}.md dans {couche.nomme(model)}/."
        place = min((one.place_of(identifier) for one in self.sources), key=lambda place: place.line == 1)
        absent = Finding("clause-inconnue", message, hint=hint, place=place)
        return unread(couche.nomme(f"{model}/{identifier}.md"), model, identifier), [absent]

    def _names(self) -> list[str]:
        folders = [couche.trouve(model) for couche, model in self.lineage]
        files = (
            file.relative_to(folder.chemin) for folder in folders if folder for file in folder.chemin.rglob("*.md")
        )
        return sorted(file.with_suffix("").as_posix() for file in files)


def files_of_tables(lineage: Sequence[Dossier]) -> list[tuple[int, Fichier]]:
    """The files of the tables of a model, each with its rank in the lineage; those that it inherits come first."""
    files: list[tuple[int, Fichier]] = []
    for rank, (couche, model) in reversed(list(enumerate(lineage))):
        folder = couche.trouve(f"{model}/tableaux")
        names = os.listdir(folder.chemin) if folder and folder.chemin.is_dir() else []
        for name in sorted(name for name in names if name.endswith(".yaml") and not of_the_system(name)):
            files += [(rank, file) for file in [couche.trouve(f"{model}/tableaux/{name}")] if file]
    return files


def read_plan(library: Bibliotheque, name: str, heirs: tuple[Dossier, ...] = ()) -> tuple[Plan, Folders, list[Finding]]:
    """The plan of a model with what it inherits, the folders to look its clauses up in, and what is wrong.

    A name is that of the topmost folder that is not yet in the lineage: a model that inherits from its own name has
    that of the library beneath.

    Raises:
        InputError: where nothing can be read of a plan.
    """
    folders, file = own_folders(library, name, heirs)
    if file is None:
        raise InputError([unknown_model(name, library)])
    source = yaml_source(file.chemin, file.nom)
    own, wrong = typed(Plan, source)
    if own is None:
        raise InputError(wrong)
    parent, lineage = own.herite, (*heirs, *folders)
    if not parent:
        return own, Folders(library, folders, (source,), len(folders)), wrong
    acts = (f"{folder}/{one}" for folder in ACCOMPAGNEMENTS for one in library.dossiers(folder))
    every = (*model_names(library), *act_names(library), *trunk_names(library), *acts)
    if parent not in every or not own_folders(library, parent, lineage)[1]:
        wrong.append(_no_parent(parent, source, [one for one in every if own_folders(library, one, lineage)[1]]))
        return own, Folders(library, folders, (source,), len(folders)), wrong
    inherited, beneath, told = read_plan(library, parent, lineage)
    base = {key: getattr(inherited, key) for key in given_in(inherited)}
    changed = {key: getattr(own, key) for key in given_in(own)}
    if given_in(own.regles):  # those that the model does not name are inherited
        said = {key: getattr(own.regles, key) for key in given_in(own.regles)}
        if own.regles.incompatibilites:  # a model adds its own to those that it inherits
            said["incompatibilites"] = [*own.regles.incompatibilites, *inherited.regles.incompatibilites]
        changed["regles"] = altered(inherited.regles, said)
    for group in BY_KEY:
        changed[group] = {**getattr(inherited, group), **getattr(own, group)}
    plan = of_values(Plan, {**base, **changed})
    whole = Folders(library, (*folders, *beneath.lineage), (source, *beneath.sources), len(folders))
    return plan, whole, [*wrong, *told]


def own_folders(
    library: Bibliotheque, name: str, heirs: tuple[Dossier, ...]
) -> tuple[tuple[Dossier, ...], Fichier | None]:
    """The folders of a model down to the one that holds its plan, and that plan; None where there is none."""
    folders: list[Dossier] = []
    for couche, _ in library.par_couche(name):
        if (couche, name) not in heirs:
            folders.append((couche, name))
            if plan := couche.trouve(f"{name}/modele.yaml"):
                return tuple(folders), plan
    return tuple(folders), None


def unknown_model(name: str, library: Bibliotheque) -> Finding:
    """What is told of a name that is no model's."""
    hint = f"Modèles de la bibliothèque : {', '.join(model_names(library))}."
    return Finding("modele-inconnu", f"« {name} » n'est pas un modèle.", hint=hint, path=("modele",))


def _no_parent(parent: str, source: Source, known: list[str]) -> Finding:
    near = nearest(parent, known)
    hint = f"Vouliez-vous dire « {near} » ?" if near else f"Modèles dont on peut hériter : {', '.join(known)}."
    message = f"herite : « {parent} » n'est pas un modèle de cette bibliothèque dont celui-ci puisse hériter."
    return Finding("herite-inconnu", message, hint=hint, path=("herite",), place=source.place(("herite",)))
