"""A model in which what is wrong says nothing: the rest of it can be tried."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace

from engine.assembly.domains import every_domain
from engine.errors import InputError
from engine.law.register import load_register
from engine.libraries.bibliotheque import Bibliotheque
from engine.libraries.modele import Clause, Modele
from engine.libraries.plan import Entree, Niveau, Plan
from engine.libraries.visas_du_plan import VisaDuPlan
from models.fiches.groupe import altered


def without(model: Modele, files: Collection[str]) -> Modele:
    """The same model, whose clauses, tables and plan of these files say nothing that was found wrong."""
    if not files:
        return model
    known = every_domain(model)
    clauses = {name: _silent(clause) if clause.fichier in files else clause for name, clause in model.clauses.items()}
    clauses = {name: _where_known(clause, known) for name, clause in clauses.items()}
    tables = {
        name: table
        for name, table in model.tableaux.items()
        if table.place().file not in files and table.si.keys() <= known.keys()
    }
    documents = {name: without(one, files) for name, one in model.documents.items()}
    spoilt = any(source.name in files for source in model.lus)
    plan = _plan(model.plan, model.bibliotheque) if spoilt else model.plan
    plan = _where_lines_are_known(plan, known)
    return replace(model, plan=plan, clauses=clauses, documents=documents, tableaux=tables)


def _silent(clause: Clause) -> Clause:
    """A clause without its words; it keeps its place, its questions and its condition."""
    nothing: dict[str, object] = {"titre": "", "ecarts": [], "constantes": [], "notes": [], "fondements": []}
    return replace(clause, en_tete=altered(clause.en_tete, {**nothing, "exige": []}), corps="")


def _where_known(clause: Clause, known: Mapping[str, object]) -> Clause:
    """A clause with what can be known of its condition: the question that decides it may be one that is wrong."""
    si = clause.en_tete.si
    if si.keys() <= known.keys():
        return clause
    return replace(clause, en_tete=altered(clause.en_tete, {"si": _known(si, known)}))


def _plan(plan: Plan, library: Bibliotheque) -> Plan:
    """A plan without the visas, the numbers and the opening that cannot be known."""
    texts = _texts(library)
    visas = [visa for visa in plan.visas if not visa.est_un_texte or {visa.visa, *visa.cites()} <= texts]
    numbers = {part: [Niveau(suffixe=one.suffixe) for one in getattr(plan, part)]
               for part in ("numerotation", "numerotation_annexes")}  # fmt: skip
    opened = plan.preambule if plan.preambule and plan.preambule.defaut in plan.preambule.au_choix else None
    return altered(plan, {**numbers, "visas": visas, "preambule": opened})


def _where_lines_are_known(plan: Plan, known: Mapping[str, object]) -> Plan:
    """A plan without the lines and the traits that cannot be known."""
    lines = {part: _lines(getattr(plan, part), known) for part in ("articles", "signatures", "annexes")}
    visas = [_visa(visa, known) for visa in plan.visas]
    return altered(plan, {**lines, "visas": visas})


def _visa(visa: VisaDuPlan, known: Mapping[str, object]) -> VisaDuPlan:
    cited = [altered(one, {"si": _known(one.si, known)}) for one in visa.articles]
    return altered(visa, {"si": _known(visa.si, known), "articles": cited})


def _lines(lines: Iterable[Entree], known: Mapping[str, object]) -> list[Entree]:
    """The lines that name a clause, or several."""
    found = [_line(one, known) for one in lines]
    return [one for one in found if one.clause or one.parmi]


def _line(line: Entree, known: Mapping[str, object]) -> Entree:
    inner = {part: _lines(getattr(line, part), known) for part in ("sous", "parmi")}
    return altered(line, {**inner, "cumul": _known(line.cumul, known)})


def _known(condition: Mapping[str, object], known: Mapping[str, object]) -> dict[str, object]:
    return {trait: values for trait, values in condition.items() if trait in known}


def _texts(library: Bibliotheque) -> set[str]:
    try:
        return set(load_register(library).textes)
    except InputError:  # told already
        return set()
