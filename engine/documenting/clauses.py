"""Which clause is meant by the name that somebody types: « duree », « modele/duree », the path of its file."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from engine.errors import Finding, InputError
from engine.libraries.modele import Clause, Modele
from engine.libraries.tableaux import without_files
from engine.reading.suggestions import nearest


def named(asked: str, models: Sequence[Modele]) -> tuple[Modele, Clause]:
    """The clause of this name, with its model; of one that several models inherit, the model that is named or wrote it.

    Raises:
        InputError: where no clause has this name, or where those of several models have it.
    """
    name = asked.replace("\\", "/").removesuffix(".md").removeprefix("./")
    every = [(model, clause) for model in models for clause in _clauses(model)]
    for model, clause in every:
        if name == f"{model.nom}/{clause.id}":
            return model, clause
    found = [one for one in every if name in _names(one[1])] or [
        one for one in every if f"/{one[1].fichier.removesuffix('.md')}".endswith(f"/{name}")
    ]
    if not found:
        raise InputError([_unknown(name, models, [clause for _, clause in every])])
    files = {clause.fichier for _, clause in found}
    if len(files) > 1:
        raise InputError([_of_several(name, [model for model, _ in found])])
    return next((one for one in found if one[0].nom == one[1].modele), found[0])


def _clauses(model: Modele) -> Iterable[Clause]:
    every = [*model.clauses.values(), *(one for part in model.documents.values() for one in part.clauses.values())]
    return {clause.fichier: clause for clause in every}.values()


def _names(clause: Clause) -> tuple[str, ...]:
    return clause.id, f"{clause.modele}/{clause.id}", clause.fichier.removesuffix(".md")


def _unknown(name: str, models: Sequence[Modele], clauses: Sequence[Clause]) -> Finding:
    known = [one for clause in clauses for one in _names(clause)[:2]]
    if near := nearest(name, known):
        hint = f"Vouliez-vous dire « {near} » ?"
    else:
        hint = f"« cpom clauses {models[0].nom if len(models) == 1 else 'MODELE'} » les liste."
    if name.startswith("communes/") or "/communes/" in name:
        hint = "Une phrase commune se montre dans la clause qui l'emploie (« {commun …} »)."
    return Finding("clause-inconnue", f"« {name} » n'est pas une clause.", hint=hint)


def _of_several(name: str, models: Sequence[Modele]) -> Finding:
    several = ", ".join(model.nom for model in models)
    message = f"« {name} » est une clause de plusieurs modèles : {several}."
    return Finding("clause-de-plusieurs-modeles", message, hint=f"Ajoutez « --modele {models[0].nom} ».")


def wanted_traits(said: Sequence[str], model: Modele, domains: dict[str, tuple[str, ...]]) -> dict[str, str]:
    """What « statut=association » asks for.

    Raises:
        InputError: where a trait or a value is none of those that decide the words of the clause.
    """
    wanted: dict[str, str] = {}
    wrong: list[Finding] = []
    for one in said:
        name, _, value = (part.strip() for part in one.partition("="))
        if name not in domains:
            hint = f"Au choix : {', '.join(domains)}." if domains else "Elle est la même dans tous les contrats."
            message = f"« {name} » ne change rien à cette clause du modèle « {model.nom} »."
            wrong.append(Finding("trait-inconnu", message, hint=hint))
        elif value not in domains[name]:
            message = f"« {value} » n'est pas une valeur de « {name} »."
            wrong.append(Finding("valeur-inconnue", message, hint=f"Au choix : {', '.join(domains[name])}."))
        wanted[name] = value
    if wrong:
        raise InputError(wrong)
    return wanted


def title(clause: Clause) -> str:
    """The title of a clause, its own words alone; or what the model calls that part: « désignation des parties »."""
    words = re.sub(r"(?:\s*\{[{%].*?[%}]\})+\s*", " … ", clause.en_tete.titre).strip()
    return words or _called(clause)


def _called(clause: Clause) -> str:
    source = without_files(clause.en_tete.source)
    if source.startswith("("):  # no model has it: « (sans équivalent : …) »
        return clause.id.rpartition("/")[2].replace("-", " ")
    return re.sub(r"^[a-z-]+, ", "", source.split(" ; ")[0])
