"""A model in which what is wrong says nothing: the rest of it can be tried."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace

from engine.assembly.domains import every_domain
from engine.errors import InputError
from engine.law.register import load_register
from engine.library.bibliotheque import Bibliotheque
from engine.library.modele import Clause, Modele
from engine.library.plan import Entree, Niveau, Plan


def without(model: Modele, files: Collection[str]) -> Modele:
    """The same model, whose clauses, tables and plan of these files say nothing that was found wrong."""
    if not files:
        return model
    known = every_domain(model)
    clauses = {name: _silent(clause, known) if clause.fichier in files else clause
               for name, clause in model.clauses.items()}  # fmt: skip
    tables = {name: table for name, table in model.tableaux.items() if table.place().file not in files}
    documents = {name: without(one, files) for name, one in model.documents.items()}
    spoilt = any(source.name in files for source in model.lus)
    plan = _plan(model.plan, known, model.bibliotheque) if spoilt else model.plan
    return replace(model, plan=plan, clauses=clauses, documents=documents, tableaux=tables)


def _silent(clause: Clause, known: Collection[str]) -> Clause:
    """A clause without its words; it keeps its place, its questions, and what can be read of its condition."""
    nothing: dict[str, object] = {"titre": "", "ecarts": [], "constantes": [], "notes": [], "fondements": []}
    si = {trait: values for trait, values in clause.en_tete.si.items() if trait in known}
    return replace(clause, en_tete=clause.en_tete.model_copy(update={**nothing, "exige": [], "si": si}), corps="")


def _plan(plan: Plan, known: Mapping[str, object], library: Bibliotheque) -> Plan:
    """A plan without the visas, the numbers and the traits that cannot be known."""
    texts = _texts(library)
    visas = [
        visa.model_copy(update={"si": _known(visa.si, known)})
        for visa in plan.visas
        if not visa.est_un_texte or {visa.visa, *visa.articles} <= texts
    ]
    lines = {
        part: [_line(line, known) for line in getattr(plan, part)] for part in ("articles", "signatures", "annexes")
    }
    numbers = {part: [Niveau(suffixe=one.suffixe) for one in getattr(plan, part)]
               for part in ("numerotation", "numerotation_annexes")}  # fmt: skip
    opened = plan.preambule if plan.preambule and plan.preambule.defaut in plan.preambule.au_choix else None
    return plan.model_copy(update={**lines, **numbers, "visas": visas, "preambule": opened})


def _line(line: Entree, known: Mapping[str, object]) -> Entree:
    inner = {part: [_line(one, known) for one in getattr(line, part)] for part in ("sous", "parmi")}
    inner = {part: [one for one in found if one.clause or one.parmi] for part, found in inner.items()}
    return line.model_copy(update={**inner, "cumul": _known(line.cumul, known)})


def _known(condition: Mapping[str, object], known: Mapping[str, object]) -> dict[str, object]:
    return {trait: values for trait, values in condition.items() if trait in known}


def _texts(library: Bibliotheque) -> set[str]:
    try:
        return set(load_register(library).textes)
    except InputError:  # told already
        return set()
