"""The clause library from disk: models (plans) and clauses (text with front matter), checked as they are read."""

from __future__ import annotations

import re
from collections import ChainMap
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache, cached_property
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from engine.errors import Finding, InputError, Place
from engine.reading.ecarts import Constante, Ecart, Remarque, in_code
from engine.reading.echeances import Echeance
from engine.reading.marques import UnreadableMarkError, as_jinja, unreadable_marks
from engine.reading.plan import Plan, Regles, entries
from engine.reading.questions import Question, compose, domains
from engine.reading.tableaux import Tableau
from engine.reading.yaml_strict import Source, parse_yaml
from models.champs import Fiche, OuiNon, Texte
from models.contrat import Contrat
from models.traits import DOMAINES

_ACTS = "programmations"
_FRONT_MATTER = re.compile(r"\A---\r?\n(.*?)^---\r?\n?(.*)\Z", re.DOTALL | re.MULTILINE)


class EnTete(Fiche):
    """The front matter of a clause.

    `vierge` says what the blank form prints in place of what the clause prints: « service.finess: … ».
    `fondements` are the texts of the register that it relies on; `exige` those without which it makes no sense: a
    contract signed before one is in force cannot hold it.
    """

    source: Texte
    titre: Texte = ""
    si: dict[str, list[Texte]] = {}
    fondements: list[Texte] = []
    exige: list[Texte] = []
    questions: dict[str, Question] = {}
    vierge: dict[str, str] = {}
    notes: list[Texte] = []
    ecarts: list[Ecart] = []
    remarques: list[Remarque] = []
    constantes: list[Constante] = []
    echeances: list[Echeance] = []
    orientation: Texte = "portrait"
    saut: OuiNon = False


@dataclass(frozen=True, slots=True)
class Clause:
    """One clause: its text, when it applies, what it asks, where it comes from."""

    id: str
    modele: str
    en_tete: EnTete
    corps: str
    fichier: str
    premiere_ligne: int = 1

    @property
    def paysage(self) -> bool:
        """Whether it is printed on landscape pages."""
        return self.en_tete.orientation == "paysage"


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
            or any(
                trait in clause.en_tete.si
                or re.search(rf"""\b(cas|variantes)\(\s*["']{re.escape(trait)}["']""", clause.corps)
                for clause in self.clauses.values()
            )
        )


def library_root() -> Traversable:
    """Where the clause library is installed."""
    return files("engine.bibliotheque")


def model_names(root: Traversable | None = None) -> list[str]:
    """The models that the library holds, in alphabetical order."""
    root = root or library_root()
    return sorted(entry.name for entry in root.iterdir() if entry.is_dir() and (entry / "modele.yaml").is_file())


def act_names(root: Traversable | None = None) -> list[str]:
    """The arrêtés of programmation that the library holds: plans of clauses too, but of no contract."""
    folder = (root or library_root()) / _ACTS
    return [f"{_ACTS}/{name}" for name in model_names(folder)] if folder.is_dir() else []


def _read(kind: type[Fiche], source: Source) -> Any:
    try:
        return kind.model_validate(source.data)
    except ValidationError as error:
        from engine.reading.description import findings  # noqa: PLC0415 - it needs pydantic's errors alone

        raise InputError(findings(error, source, kind)) from None


def read_clause(folder: Traversable, model: str, identifier: str) -> Clause:
    """Read `identifier`.md of a model's folder.

    Raises:
        InputError: where the front matter is missing or says what no clause may say.
    """
    name = f"clauses/{model}/{identifier}.md"
    text = folder.joinpath(*f"{identifier}.md".split("/")).read_text(encoding="utf-8")
    match = _FRONT_MATTER.match(text)
    if not match:
        hint = "Une clause commence par un en-tête YAML entre deux lignes « --- », avec au moins « source »."
        raise InputError([Finding("clause-sans-en-tete", f"{name} n'a pas d'en-tête.", hint=hint, place=Place(name))])
    # One line of padding, so that places count the opening « --- ».
    header = _read(EnTete, parse_yaml(b"\n" + match.group(1).encode(), name))
    body = match.group(2)
    first_line = text[: match.start(2)].count("\n") + 1 + len(body) - len(body.lstrip("\n"))
    body = body.strip("\n")
    if found := in_code(header.ecarts, header.remarques, name):
        raise InputError(found)
    for words in (words for ecart in header.ecarts for _, words in ecart.coquilles):
        if words not in header.titre + body:
            message = f"« {words} » ne se trouve pas dans la clause : le modèle vierge ne peut pas y garder la source."
            hint = "Citez les mots exacts du texte de la clause, sans fait ni marque."
            raise InputError([Finding("ecart-introuvable", message, hint=hint, place=Place(name))])
    title = _marked(header.titre, header, name, 1)
    return Clause(
        identifier,
        model,
        header.model_copy(update={"titre": title}),
        _marked(body, header, name, first_line),
        name,
        first_line,
    )


def _marked(text: str, header: EnTete, file: str, first_line: int) -> str:
    """The words of a clause with its marks read; every mark that cannot be is told at its line."""
    found = list(unreadable_marks(text, file, first_line))
    try:
        read = as_jinja(text, header.vierge, [slip for ecart in header.ecarts for slip in ecart.coquilles])
    except UnreadableMarkError as error:
        place = Place(file, first_line + text.count("\n", 0, error.position))
        hint = "CONTRIBUTING.md dit les marques d'une clause."
        found.append(Finding("marque-illisible", str(error), hint=hint, place=place))
    if found:
        raise InputError(found)
    return read


def _find(root: Traversable, lineage: tuple[str, ...], identifier: str, origin: str) -> Clause:
    for model in lineage:
        folder = root / model
        if folder.joinpath(*f"{identifier}.md".split("/")).is_file():
            return read_clause(folder, model, identifier)
    message = f"le plan de « {lineage[0]} » nomme la clause « {identifier} », qui n'existe pas."
    raise InputError([Finding("clause-inconnue", message, hint=f"Créez {identifier}.md, ou corrigez {origin}.")])


def _questions(clauses: Mapping[str, Clause], tableaux: Mapping[str, Tableau]) -> dict[str, Question]:
    """Every question of the clauses, in the order of the plan, then of the tables; each is asked in one place alone."""
    found: dict[str, tuple[Question, str]] = {}
    asking = [(clause.fichier, clause.en_tete.questions) for clause in clauses.values()]
    asking += [(f"le tableau « {name} »", table.questions) for name, table in tableaux.items()]
    for place, questions in asking:
        for path, asked in questions.items():
            if path in found:
                message = f"la question « {path} » est posée par {found[path][1]} et par {place}."
                raise InputError([Finding("question-double", message, hint="Gardez-la en un seul endroit.")])
            found[path] = (asked, place)
    return {path: asked for path, (asked, _) in found.items()}


def _tableaux(root: Traversable, lineage: tuple[str, ...], clauses: Mapping[str, Clause]) -> dict[str, Tableau]:
    """The computed tables of a model, by name: its own, and those that the clauses it inherits print."""
    found: dict[str, Tableau] = {}
    for model in reversed(lineage):
        folder = root / model / "tableaux"
        for file in sorted(folder.iterdir(), key=lambda one: one.name) if folder.is_dir() else ():
            table = _read(Tableau, parse_yaml(file.read_bytes(), f"clauses/{model}/tableaux/{file.name}"))
            if model == lineage[0] or (table.annexe in clauses and clauses[table.annexe].modele == model):
                found[file.name.removesuffix(".yaml")] = table
    return found


def _read_plan(root: Traversable, name: str) -> tuple[Plan, tuple[str, ...]]:
    """The plan of a model with what it inherits, and the folders to look its clauses up in."""
    origin = f"clauses/{name}/modele.yaml"
    source = parse_yaml((root / name / "modele.yaml").read_bytes(), origin)
    parent = source.data.get("herite")
    if not parent:
        return _read(Plan, source), (name,)
    inherited, lineage = _read_plan(root, str(parent))
    base = {key: getattr(inherited, key) for key in inherited.model_fields_set}
    own = _read(Plan, source)
    changed = {key: getattr(own, key) for key in own.model_fields_set}
    if own.regles.model_fields_set:  # those that the model does not name are inherited
        said = {key: getattr(own.regles, key) for key in own.regles.model_fields_set}
        changed["regles"] = inherited.regles.model_copy(update=said)
    return Plan.model_construct(**{**Plan().__dict__, **base, **changed}), (name, *lineage)


def _identifiers(plan: Plan) -> Iterator[str]:
    """Every clause that a plan names, in the order of the contract."""
    yield from plan.parties
    for visa in plan.visas:
        if not visa.est_un_texte:
            yield visa.visa
    if plan.preambule:
        yield from plan.preambule.au_choix.values()
    for entry in entries((*plan.articles, *plan.signatures, *plan.annexes)):
        yield entry.clause


@cache
def load_model(name: str, root: Traversable | None = None) -> Modele:
    """A model, or an arrêté of programmation, by its name, with its clauses.

    Raises:
        InputError: where no such model exists, or where its files cannot be used.
    """
    root = root or library_root()
    known = model_names(root)
    if name not in known and name not in act_names(root):
        hint = f"Modèles de la bibliothèque : {', '.join(known)}."
        raise InputError([Finding("modele-inconnu", f"« {name} » n'est pas un modèle.", hint=hint, path=("modele",))])
    plan, lineage = _read_plan(root, name)
    origin = f"clauses/{name}/modele.yaml"

    def named_by(part: Plan) -> dict[str, Clause]:
        return {identifier: _find(root, lineage, identifier, origin) for identifier in _identifiers(part)}

    clauses = named_by(plan)
    tableaux = _tableaux(root, lineage, clauses)
    others = {nom: named_by(plan.document(nom)) for nom in plan.documents}
    questions = _questions(dict(ChainMap(clauses, *others.values())), tableaux)
    folders = tuple(root / folder for folder in lineage)
    # What another document prints, it asks for: no table is optional there.
    asked = {key: table.model_copy(update={"facultatif": False}) for key, table in tableaux.items()}
    documents = {nom: Modele(name, plan.document(nom), own, questions, folders, asked) for nom, own in others.items()}
    return Modele(name, plan, clauses, questions, folders, tableaux, documents)
