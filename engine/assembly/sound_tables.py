"""What of the computed tables of a model cannot be worked out: a list, a fact or a rubrique that does not exist."""

from __future__ import annotations

import re
from collections.abc import Generator, Iterable, Iterator, Mapping
from typing import Any

from engine.assembly.sound_formulas import circular_formulas
from engine.errors import Finding, Place
from engine.formulas.functions import function
from engine.formulas.tree import Call, Formula, Name
from engine.formulas.tree import names as named_in
from engine.libraries.modele import Modele
from engine.libraries.tableaux import Rubrique, Tableau
from engine.reading.suggestions import choices, nearest
from models import chemins
from models.champs import Fiche
from models.fiches.champ import Champ
from models.fiches.groupe import fields_of
from models.kind import kind_of

_YEAR = "annee"
_ASK_IT = "Posez-le dans les « questions » d'une clause ou du tableau, ou corrigez son nom."


def table_mistakes(model: Modele) -> Iterator[Finding]:
    """What is wrong with the tables of a model."""
    clauses = {*model.clauses, *(one for other in model.documents.values() for one in other.clauses)}
    for nom, table in model.tableaux.items():
        if table.annexe and table.annexe not in clauses:
            message = f"« {table.annexe} », qui imprime ce tableau, n'est pas une clause de ce modèle."
            yield _finding("annexe-inconnue", message, table.annexe, clauses, table.place("annexe"))
        row = yield from _row(table, model)
        if row is not None:
            yield from _facts(table, model.description, row)
        yield from named_twice(table)
        yield from _shapes(table, model.description, row)
        yield from _formulas(nom, table, model.tableaux)
    yield from circular_formulas(model.tableaux)


def _finding(code: str, message: str, meant: str, known: Iterable[str], place: Place, hint: str = _ASK_IT) -> Finding:
    near = nearest(meant, known)
    return Finding(code, message, hint=f"Vouliez-vous dire « {near} » ?" if near else hint, place=place)


def _row(table: Tableau, model: Modele) -> Generator[Finding, None, Any]:
    """The group of facts of each series; None where it cannot be known. What is wrong with `pour` is told."""
    kind: type[Fiche] = model.description
    repeated, path = table.series, chemins.noms(table.series.pour)
    if not repeated.pour:
        return kind
    for end, step in enumerate(path, start=1):
        info = chemins.field_at(model.description, path[:end])
        inner = chemins.inner(info.annotation) if info else []
        if not inner:
            message = f"le tableau se répète sur « {repeated.pour} », que rien ne demande."
            yield _finding("liste-inconnue", message, step, fields_of(kind), table.place("series", "pour"))
            return None
        kind = inner[0]
    if info is None or not chemins.is_list(info.annotation):
        message = f"le tableau se répète sur « {repeated.pour} », qui n'est pas une liste."
        yield Finding("liste-inconnue", message, hint=_ASK_IT, place=table.place("series", "pour"))
        return None
    for key in ("cle", "groupe"):
        if (said := getattr(repeated, key)) and said not in fields_of(kind):
            message = f"« {said} » n'est pas un fait de « {repeated.pour} »."
            yield _finding("fait-inconnu", message, said, fields_of(kind), table.place("series", key))
    return kind


def _facts(table: Tableau, description: type[Fiche], row: type[Fiche]) -> Iterator[Finding]:
    """The facts that no description can give."""
    columns = table.series.colonnes
    for group, lines, kind in (("parametres", table.parametres, description), ("rubriques", table.rubriques, row)):
        for at, line in enumerate(lines):
            for fact in _facts_of(line, columns if group == "rubriques" else {}):
                start = description if line.faits or "[]" in fact else kind
                if chemins.field_at(start, fact) is None:
                    message = f"« {line.nom} » : rien ne demande le fait « {fact} »."
                    *above, last = chemins.noms(fact)
                    near = () if above else fields_of(start)
                    yield _finding("fait-inconnu", message, last, near, table.place(group, at))
    for fact in table.series.si:
        path = chemins.lire(fact)
        if chemins.field_at(description if chemins.CHAQUE in path else row, path) is None:
            message = f"la condition sur « {fact} » : rien ne le demande."
            yield _finding("fait-inconnu", message, fact, fields_of(row), table.place("series", "si", fact))


def _facts_of(line: Rubrique, columns: Mapping[str, Any]) -> list[str]:
    if not line.nom or line.formule or line.valeur is not None or line.annees:
        return []
    if line.faits:
        return [fact for fact in line.faits.values() if fact]
    return [f"{line.fait or line.nom}.{column}" for column in columns] or [line.fait or line.nom]


def named_twice(table: Tableau) -> Iterator[Finding]:
    """Two rubriques of one name, unless each but the last has a condition; two controls of one name."""
    seen: dict[str, bool] = {}
    hint = "Donnez-lui un autre nom ; de plusieurs d'un même nom, chacune, sauf la dernière, a sa condition (« si »)."
    for group in ("parametres", "rubriques"):
        for at, line in enumerate(getattr(table, group)):
            if line.nom and not seen.get(line.nom, True):
                message, place = f"deux rubriques portent le nom « {line.nom} ».", table.place(group, at, "nom")
                yield Finding("rubrique-double", message, hint=hint, place=place)
            seen[line.nom] = bool(line.si)
    names = [control.nom for control in table.controles]
    for at, nom in enumerate(names):
        if nom in names[:at]:
            message, place = f"deux contrôles portent le nom « {nom} ».", table.place("controles", at, "nom")
            yield Finding("controle-double", message, hint="Donnez-lui un autre nom.", place=place)


def _shapes(table: Tableau, description: type[Fiche], row: type[Fiche] | None) -> Iterator[Finding]:
    """What says nothing: a column that is none, the year of a rubrique that has none, a control without condition."""
    for group in ("parametres", "rubriques"):
        for at, line in enumerate(getattr(table, group)):
            for column in (one for one in line.faits if one not in table.series.colonnes):
                message, place = f"« {column} » n'est pas une colonne de ce tableau.", table.place(group, at, "faits")
                yield _finding("colonne-inconnue", message, column, table.series.colonnes, place, "Corrigez son nom.")
            if "{annee}" in line.libelle and not line.annees:
                message = f"« {{annee}} », dans le libellé de « {line.nom} » : cette rubrique n'a pas d'année."
                hint = "Écrivez « annees: oui » pour qu'elle se répète chaque année, ou retirez « {annee} »."
                yield Finding("accolades", message, hint=hint, place=table.place(group, at, "libelle"))
    for at, control in enumerate(table.controles):
        if not (isinstance(control.formula, Call) and function(control.formula.function).holds):
            message = f"le contrôle « {control.nom} » n'est pas une condition."
            hint = "Comparez deux chiffres : « total <= plafond », « resultat = 0 »."
            yield Finding("controle-sans-condition", message, hint=hint, place=table.place("controles", at, "formule"))
    for fact, values in table.series.si.items():
        path = chemins.lire(fact)
        info = chemins.field_at(description if chemins.CHAQUE in path else row, path)
        known = _answers(info) if info else []
        for value in (one for one in values if known and one not in known):
            message = f"la condition sur « {fact} » : « {value} » n'est pas une de ses réponses."
            hint = f"Au choix : {', '.join(known)}."
            yield _finding("condition-inconnue", message, value, known, table.place("series", "si", fact), hint)


def _answers(info: Champ) -> list[str]:
    kind = kind_of(info.annotation, info.marks)
    return list(kind.answers) if kind else choices(info.annotation)


def _formulas(nom: str, table: Tableau, tables: Mapping[str, Tableau]) -> Iterator[Finding]:
    """The rubriques and the tables that a formula, a control or a chart names and that do not exist."""
    said: list[tuple[Formula, Place]] = []
    for group in ("parametres", "rubriques"):
        for at, line in enumerate(getattr(table, group)):
            for formula, key in ((line.formula, "formule"), (line.total_formula, "formule_du_total")):
                said += [(formula, table.place(group, at, key))] if formula else []
    said += [(one.formula, table.place("controles", at, "formule")) for at, one in enumerate(table.controles)]
    for at, control in enumerate(table.controles):
        names = [name for name in re.findall(r"\{([^{}]*)\}", control.message) if name != "serie"]
        said += [(Name(name), table.place("controles", at, "message")) for name in names]
        said += [(Name(control.sur), table.place("controles", at, "sur"))] if control.sur else []
        for column in (one for one in control.colonnes if one not in table.series.colonnes):
            message = f"« {column} » n'est pas une colonne de ce tableau."
            place = table.place("controles", at, "colonnes")
            yield _finding("colonne-inconnue", message, column, table.series.colonnes, place, "Corrigez son nom.")
    for at, chart in enumerate(table.graphiques):
        said += [(Name(name), table.place("graphiques", at, "rubriques", n)) for n, name in enumerate(chart.rubriques)]
    said += _of_extracts(table)
    for formula, place in said:
        for name in named_in(formula):
            other = tables.get(name.table or nom)
            known = _known(other) if other else tables
            if other is None or name.rubrique not in known:
                whole = f"{name.table}.{name.rubrique}".lstrip(".")
                message = f"une formule nomme « {whole} », qui n'existe pas."
                meant = name.rubrique if other else name.table
                yield _finding("rubrique-inconnue", message, meant, known, place, "Corrigez son nom.")


def _of_extracts(table: Tableau) -> Iterator[tuple[Formula, Place]]:
    for nom, part in table.extraits.items():
        for key in ("rubriques", "si_donnees"):
            yield from ((Name(line), table.place("extraits", nom, key, n)) for n, line in enumerate(getattr(part, key)))


def _known(table: Tableau) -> set[str]:
    return {*table.noms(), table.series.groupe, _YEAR} - {""}
