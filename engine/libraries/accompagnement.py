"""The acts that accompany a contract (avenant, letter, project of délibération), each a document more of its model.

An act is a folder of `clauses/avenants/`, `clauses/courriers/` or `clauses/actes/`: a plan and clauses, like a model.
Laid beside the model of a contract, its clauses print the facts of that contract, and what they ask joins what the
description may say.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from engine.errors import Finding, InputError
from engine.libraries.bibliotheque import ACCOMPAGNEMENTS, Bibliotheque, kept
from engine.libraries.clause import Clause
from engine.libraries.lignee import Folders, read_plan
from engine.libraries.modele import Modele
from engine.libraries.plan import Entree, Plan
from engine.libraries.question_paths import asked_once
from engine.libraries.questions import Question
from models.fiches.groupe import altered


def noms_d_accompagnement(library: Bibliotheque, genre: str = "") -> list[str]:
    """The acts that a library holds (« courriers/prorogation »), those of one folder where it is named."""
    folders = (genre,) if genre else ACCOMPAGNEMENTS
    return [f"{folder}/{name}" for folder in folders for name in library.dossiers(folder)]


def accompagne(model: Modele, name: str) -> Modele:
    """The model of a contract with one more document: an act of its library.

    Raises:
        InputError: where there is no such act, or with all that is wrong in its files.
    """
    made, wrong = lu(model, name)
    if wrong:
        raise InputError(wrong)
    return made


@kept
def lu(model: Modele, name: str) -> tuple[Modele, tuple[Finding, ...]]:
    """What can be read of a model with an act beside it, and all that is wrong in the files of the act.

    Raises:
        InputError: where there is no such act, or where nothing can be read of its plan.
    """
    library = model.bibliotheque
    if name not in noms_d_accompagnement(library):
        raise InputError([_unknown(name, library)])
    own, folders, wrong = read_plan(library, name)
    clauses, told = _clauses(own, folders, name)
    asking = [(own.questions, folders.key_place)]
    asking += [(one.en_tete.questions, one.key_place) for one in clauses.values()]
    asked, wrong_questions = asked_once(asking)
    questions: dict[str, Question] = {**asked, **model.questions}
    plan = _beside(own, model.plan, name)
    clauses |= {one: model.clauses[one] for one in plan.identifiants() if one not in clauses}
    act = replace(
        model,
        plan=plan,
        clauses=clauses,
        questions=questions,
        lignee=(*folders.lineage, *model.lignee),
        lus=(*folders.sources, *model.lus),
        documents={},
    )
    others = {nom: replace(one, questions=questions) for nom, one in model.documents.items()}
    whole = replace(model, questions=questions, documents={**others, name: act})
    return whole, tuple(dict.fromkeys((*wrong, *told, *wrong_questions)))


def _clauses(plan: Plan, folders: Folders, name: str) -> tuple[dict[str, Clause], list[Finding]]:
    """The clauses of an act, under names that are none of a contract's: « courriers/prorogation/corps »."""
    found: dict[str, Clause] = {}
    wrong: list[Finding] = []
    for identifier in dict.fromkeys(plan.identifiants()):
        clause, told = folders.clause(identifier)
        found[_under(name, identifier)] = replace(clause, id=_under(name, identifier))
        wrong += told
    return found, wrong


def _beside(own: Plan, of_contract: Plan, name: str) -> Plan:
    """The plan of an act beside that of its contract: whoever signs and whoever knows the facts are the contract's.

    What it takes up (`reprend`) of the contract is printed as the contract does.
    """
    changed: dict[str, Any] = {
        "modele": of_contract.modele,
        "herite": of_contract.herite,
        "departement": of_contract.departement,
        "charte": of_contract.charte,
        "autorites": of_contract.autorites,
        "repondants": of_contract.repondants,
        "repondent": of_contract.repondent,
        "regles": of_contract.regles,
        "traits": {**of_contract.traits, **own.traits},
        "questions": {**own.questions, **of_contract.questions},
        "programmation": of_contract.programmation,
        "documents": {},
        "parties": [_under(name, one) for one in own.parties],
        "visas": [one if one.est_un_texte else altered(one, {"visa": _under(name, one.visa)}) for one in own.visas],
        **{part: [_named(one, name) for one in getattr(own, part)] for part in ("articles", "signatures", "annexes")},
    }
    changed |= {part: getattr(of_contract, part) for part in own.reprend}
    return altered(own, changed)


def _under(name: str, identifier: str) -> str:
    """The name of a clause of an act; those of visas stay under « visas/ »."""
    folder, rest = ("visas/", identifier[6:]) if identifier.startswith("visas/") else ("", identifier)
    return f"{folder}{name}/{rest}"


def _named(line: Entree, name: str) -> Entree:
    inner: Mapping[str, Any] = {
        group: [_named(one, name) for one in getattr(line, group)] for group in ("sous", "parmi")
    }
    return altered(line, {"clause": _under(name, line.clause) if line.clause else "", **inner})


def _unknown(name: str, library: Bibliotheque) -> Finding:
    genre = name.split("/", maxsplit=1)[0]
    known = ", ".join(noms_d_accompagnement(library, genre if genre in ACCOMPAGNEMENTS else ""))
    hint = f"La bibliothèque a : {known}." if known else "La bibliothèque n'en a aucun."
    return Finding("acte-inconnu", f"« {name} » n'est pas un acte de la bibliothèque.", hint=hint)
