"""What a library asks or works out and uses nowhere: questions, extracts, parameters, totals, columns, tables."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping

from jinja2 import TemplateSyntaxError, nodes

from engine.assembly.derived import FROM
from engine.assembly.sound_facts import facts_of_the_plan
from engine.compiling.parsing import parsed
from engine.compiling.uses import Uses, uses_of
from engine.errors import Finding, Place, Severity
from engine.formulas.tree import Name
from engine.formulas.tree import names as named_in
from engine.law.denominations import load_denominations
from engine.libraries.modele import Clause, Modele
from engine.libraries.questions import Question
from engine.libraries.tableaux import Rubrique, Tableau
from models import chemins

_IN_BRACES = re.compile(r"\{([a-z_][\w.]*)\}")
_WHOLE = {
    "autorite": ("collectivite",),
    "collectivites": ("collectivite", "autres_departements", "metropole"),
    "organisme": ("gestionnaire",),
}
"""The names of the engine that read the whole of a group."""
_OF_A_PERSON = ("civilite", "prenom", "nom", "qualite")
"""What a person who is named whole is printed by."""


def unused(model: Modele) -> Iterator[Finding]:
    """What no clause, no table, no rule of a model uses; what it inherits is told of its own model."""
    texts = [clause.uses for clause in _clauses(model)] + [uses_of(text) for text in _labels(model)]
    used = {_plain(fact) for fact in _facts(model, texts)}
    for questions, place in _asked(model):
        for path, asked in questions.items():
            for fact, at in _unprinted((path,), asked, used):
                message = f"rien n'imprime la réponse à « {fact} », et rien n'en dépend."
                hint = "Imprimez-la, dites « controle: oui » si elle ne sert qu'aux contrôles, ou retirez la question."
                yield _told("question-sans-usage", message, hint, place("questions", *at))
    shown = {name for uses in texts for name in uses.of("tableau")}
    extracts = {one for clause in _clauses(model) for one in _extracts(clause.corps)}
    for nom, table in model.tableaux.items():
        if _is_own(table, model):
            yield from _of_a_table(nom, table, model, nom in shown, {part for other, part in extracts if other == nom})


def _clauses(model: Modele) -> Iterator[Clause]:
    for part in (model, *model.documents.values()):
        yield from part.clauses.values()


def _is_own(table: Tableau, model: Modele) -> bool:
    return table.lu is not None and bool(model.lus) and _folder(table.lu.name, 2) == _folder(model.lus[0].name, 1)


def _folder(name: str, up: int) -> str:
    return name.rsplit("/", up)[0]


def _told(code: str, message: str, hint: str, place: Place) -> Finding:
    return Finding(code, message, Severity.WARNING, hint, place=place)


def _plain(fact: str) -> str:
    return re.sub(r"\[\d*\]", "", fact)


# --- Questions --------------------------------------------------------------------------------------------------------


def _asked(model: Modele) -> Iterator[tuple[Mapping[str, Question], Callable[..., Place]]]:
    """The questions of the clauses and of the tables of a model itself, and where each is."""
    for clause in {one.fichier: one for one in _clauses(model) if one.modele == model.nom}.values():
        yield clause.en_tete.questions, clause.key_place
    for table in model.tableaux.values():
        if _is_own(table, model):
            yield table.questions, table.key_place


def _unprinted(path: tuple[str, ...], asked: Question, used: set[str]) -> Iterator[tuple[str, tuple[str, ...]]]:
    """The facts that a question asks and that nothing uses; of a list, each column, or the whole of it."""
    fact = _plain(".".join(step for step in path if step != "colonnes"))
    if asked.controle or asked.designe:
        return
    *group, last = chemins.noms(fact)
    if last in _OF_A_PERSON and ".".join(group) in used:
        return
    if not any(one == fact or one.startswith(f"{fact}.") for one in used):
        yield fact, path
    elif asked.colonnes:
        for name, column in asked.colonnes.items():
            yield from _unprinted((*path, "colonnes", name), column, used)


def _facts(model: Modele, texts: Iterable[Uses]) -> Iterator[str]:
    for uses in texts:
        for fact in uses.faits:
            yield fact
            first = chemins.noms(fact)[0]
            yield from (chemins.ecrit(path) for path in FROM.get(first, ()))
            for group in _WHOLE.get(first, ()):
                yield from _all_under(model, group)
        for key in uses.of("terme"):
            things = load_denominations(model.bibliotheque)
            versions = things[key].versions if key in things else ()
            yield from (one.demande.fait for one in versions if one.demande)
        yield from (one.name for one in uses.answers)
        yield from uses.of("trait")
    yield from facts_of_the_plan(model)
    yield from _of_conditions(model)
    for clause in _clauses(model):
        for rule in clause.en_tete.echeances:
            row = f"{rule.pour}." if rule.pour else ""
            yield from (rule.pour, f"{row}{rule.fait}", rule.periodicite)
            for name in _IN_BRACES.findall(rule.objet):
                yield from (name, f"{row}{name}")
        for one in clause.en_tete.questions.values():
            yield from (part for part in (one.designe,) if part)
    for table in model.tableaux.values():
        yield from _of_table(table)


def _all_under(model: Modele, group: str) -> Iterator[str]:
    """The facts of a group or of a list, and the columns that its rows have."""
    for path, asked in model.questions.items():
        plain = _plain(path)
        if plain == group or plain.startswith(f"{group}."):
            yield from (plain, *(f"{plain}.{column}" for column in asked.colonnes))


def _of_conditions(model: Modele) -> Iterator[str]:
    for visa in model.plan.visas:
        yield from (name for condition in visa.conditions() for name in condition)
    for line in model.plan.lignes():
        yield from line.cumul
    for mention in model.regles.mentions:
        yield from mention.si
    for choice in model.regles.incompatibilites:
        yield from (*choice.si, *choice.suppose)
    for clause in _clauses(model):
        yield from clause.en_tete.si
        for deadline in clause.en_tete.echeances:
            yield from deadline.si
        for asked in clause.en_tete.questions.values():
            yield from (name for rule in (asked.limite, asked.validite) if rule for name in rule.si)
    for table in model.tableaux.values():
        yield from (name for condition in table.conditions() for name in condition)


def _of_table(table: Tableau) -> Iterator[str]:
    rows = table.series.pour
    row = f"{rows}." if rows else ""
    if rows:
        yield from (f"{row}{one}" for one in (table.series.cle, table.series.groupe) if one)
        yield from (fact if "[]" in fact else f"{row}{fact}" for fact in table.series.si)
    for line in table.parametres:
        yield line.fait or line.nom
    for line in table.rubriques:
        if line.faits:
            yield from line.faits.values()
        elif not line.formule and line.valeur is None:
            fact = line.fait or line.nom
            whole = fact if "[]" in fact else f"{row}{fact}"
            yield from [f"{whole}.{column}" for column in table.series.colonnes] or [whole]


# --- Tables -----------------------------------------------------------------------------------------------------------


def _labels(model: Modele) -> Iterator[str]:
    for table in model.tableaux.values():
        yield from (table.titre, table.coin)
        for line in (*table.parametres, *table.rubriques):
            yield from (line.titre, line.libelle, line.court)


def _extracts(text: str) -> Iterator[tuple[str, str]]:
    """The extracts that a text prints, each with its table."""
    try:
        calls = parsed(text).find_all(nodes.Call) if "extrait" in text else ()
    except TemplateSyntaxError:
        return
    for call in calls:
        if isinstance(call.node, nodes.Name) and call.node.name == "tableau" and call.args:
            for named in call.kwargs:
                if named.key == "extrait" and isinstance(named.value, nodes.Const):
                    yield getattr(call.args[0], "value", ""), str(named.value.value)


def _of_a_table(nom: str, table: Tableau, model: Modele, shown: bool, extracts: set[str]) -> Iterator[Finding]:
    named = set(_named(nom, model))
    if not shown and not table.annexe and not any(other == nom for other, _ in named):
        message = f"le tableau « {nom} » n'est imprimé par aucune clause, et aucune formule ne s'en sert."
        hint = f"Imprimez-le (« {{tableau {nom}}} »), dites l'annexe où il va (« annexe »), ou supprimez son fichier."
        yield _told("tableau-orphelin", message, hint, table.place("titre"))
    for part in table.extraits:
        if part not in extracts:
            message = f"aucune clause n'imprime l'extrait « {part} »."
            hint = f"Imprimez-le (« {{tableau {nom} extrait {part}}} »), ou supprimez-le."
            yield _told("extrait-sans-usage", message, hint, table.key_place("extraits", part))
    for at, line in enumerate(table.parametres):
        if line.nom and (nom, line.nom) not in named and not _is_quoted(line.nom, model):
            message = f"aucune formule n'emploie le paramètre « {line.nom} »."
            hint = "Employez-le dans une formule ou un contrôle, ou supprimez-le."
            yield _told("formule-sans-usage", message, hint, table.place("parametres", at))
    for at, line in enumerate(table.rubriques):
        yield from _of_a_line(line, at, table, (nom, line.nom) in named)
    for column in table.series.colonnes:
        if all(line.faits and not line.faits.get(column) for line in table.rubriques if line.nom and not line.formule):
            message = f"aucune rubrique n'a de fait dans la colonne « {column} »."
            yield _told("formule-sans-usage", message, "Donnez-lui les siens (« faits »), ou supprimez-la.",
                        table.key_place("series", "colonnes", column))  # fmt: skip


def _of_a_line(line: Rubrique, at: int, table: Tableau, is_named: bool) -> Iterator[Finding]:
    several = bool(table.series.total)
    if line.total and not several:
        message = f"« total », dans « {line.nom} » : ce tableau n'a pas de série de totaux."
        hint = "Nommez-la (« series: {total: Total} »), ou retirez cette clé."
        yield _told("formule-sans-usage", message, hint, table.key_place("rubriques", at, "total"))
    if line.formule_du_total and line.total != "formule":
        message = f"la formule du total de « {line.nom} » ne sert pas : son total n'est pas une formule."
        place = table.key_place("rubriques", at, "formule_du_total")
        yield _told("formule-sans-usage", message, "Écrivez « total: formule », ou retirez-la.", place)
    if line.base and not is_named:
        message = f"aucune formule n'emploie « {line.nom} », que le tableau ne demande que pour ses calculs (« base »)."
        yield _told("formule-sans-usage", message, "Employez-la, ou retirez-la.", table.place("rubriques", at))


def _named(nom: str, model: Modele) -> Iterator[tuple[str, str]]:
    """The rubriques that formulas, controls and charts name, each with its table."""
    for own, table in model.tableaux.items():
        formulas = [line.formula for line in (*table.parametres, *table.rubriques)]
        formulas += [line.total_formula for line in (*table.parametres, *table.rubriques)]
        formulas += [control.formula for control in table.controles]
        said = [name for formula in formulas if formula for name in named_in(formula)]
        said += [
            Name(name) for control in table.controles for name in (control.sur, *_IN_BRACES.findall(control.message))
        ]
        said += [Name(name) for chart in table.graphiques for name in chart.rubriques]
        yield from ((one.table or own, one.rubrique) for one in said if (one.table or own) == nom)


def _is_quoted(name: str, model: Modele) -> bool:
    """Whether a clause takes this figure by its name: « chiffres("bilan")[0].taux »."""
    return any(_attribute(clause.corps, name) for clause in _clauses(model))


def _attribute(text: str, name: str) -> bool:
    try:
        return name in text and any(one.attr == name for one in parsed(text).find_all(nodes.Getattr))
    except TemplateSyntaxError:
        return False
