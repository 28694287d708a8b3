"""What the law does to a contract between its signature and its term, and what it does not allow on that day yet."""

from __future__ import annotations

from collections.abc import Iterator

from engine import french
from engine.assembly.cited import texts_cited, texts_of_clause
from engine.assembly.corrections import corrected
from engine.assembly.reach import keys_of_contract
from engine.assembly.selection import Decision, Selection
from engine.errors import Finding, Path, Severity
from engine.law.amounts import load_amounts
from engine.law.applicable import Droit
from engine.law.changes import Change, changes
from engine.law.denominations import changes_there, load_denominations
from engine.law.experimentations import experiment_findings, load_experimentations
from engine.law.register import load_register
from engine.libraries.modele import Modele


def law_findings(model: Modele, selection: Selection, droit: Droit, forme: str | None = None) -> Iterator[Finding]:
    """Everything that the register says of the clauses kept, over the whole life of the contract.

    `forme` is the legal form of the gestionnaire, where it is known.

    « tel_que_publie » prints the words of another day on purpose: nothing is said.
    """
    if droit.tel_que_publie:
        return
    yield from _model_too_recent(model, droit)
    sure = [one for one in selection.decisions if one.kept and all(trait.connu for trait in one.traits)]
    yield from _anachronisms(sure, droit)
    yield from _doubts(model, selection, droit)
    yield from _changing(model, selection, droit)
    yield from corrected(droit, keys_of_contract(selection) | texts_cited(model, selection), forme)
    tested = [name for name in load_experimentations(droit.bibliotheque) if model.tests(name)]
    yield from experiment_findings(droit, tested)


def _model_too_recent(model: Modele, droit: Droit) -> Iterator[Finding]:
    since = model.plan.source.depuis
    if since is None or since <= droit.jour:
        return
    message = (
        f"le modèle « {model.nom} » n'existe que depuis le {french.date_in_french(since)} : un contrat signé le "
        f"{french.date_in_french(droit.jour)} n'en suivait pas les mots."
    )
    hint = "Vérifiez la date de signature."
    source = french.typography(model.plan.source.texte)
    yield Finding("modele-posterieur", french.typography(message), Severity.WARNING, hint, source)


def _anachronisms(sure: list[Decision], droit: Droit) -> Iterator[Finding]:
    """The texts of clauses that are not in force on the day of signature, each once for all that rest on it.

    An error where a clause makes no sense without. An act that none requires is told among the visas.
    """
    register = load_register(droit.bibliotheque)
    found: dict[tuple[str, bool, Path], list[str]] = {}
    for decision in sure:
        required = set(decision.clause.en_tete.exige)
        paths = [trait.chemins[0] for trait in decision.traits if trait.chemins]
        cited = texts_of_clause(droit.bibliotheque, decision.clause)
        for key in sorted(required | {one for one in cited if register.texte(one).article}):
            since = register.texte(key).depuis
            if since is not None and since > droit.jour:
                grave = key in required
                path = paths[-1] if grave and paths else ("signature", "date")
                found.setdefault((key, grave, path), []).append(f"« {decision.clause.id} »")
    for (key, grave, path), clauses in found.items():
        yield Finding(
            "clause-anachronique" if grave else "texte-anachronique",
            french.typography(_said(clauses, key, droit)),
            Severity.ERROR if grave else Severity.WARNING,
            "Corrigez la date de signature, ou la réponse qui appelle cette clause (cpom expliquer).",
            french.typography(register.texte(key).source),
            path,
        )


def _said(clauses: list[str], key: str, droit: Droit) -> str:
    register = load_register(droit.bibliotheque)
    since = register.texte(key).depuis
    assert since is not None  # noqa: S101 - a text without a day is never too recent
    rest = (
        f"les clauses {french.enumerate_fr(clauses)} reposent" if len(clauses) > 1 else f"la clause {clauses[0]} repose"
    )
    return (
        f"{rest} sur {register.name(key)}, en vigueur depuis le {french.date_in_french(since)} : le contrat est signé "
        f"le {french.date_in_french(droit.jour)}."
    )


def _doubts(model: Modele, selection: Selection, droit: Droit) -> Iterator[Finding]:
    """What is to be verified of the articles that the contract cites; the visas tell it of the acts."""
    register = load_register(droit.bibliotheque)
    for key in sorted(texts_cited(model, selection)):
        if register.texte(key).article and (doubt := register.doubt(key, droit.jour)):
            yield doubt


def _changing(model: Modele, selection: Selection, droit: Droit) -> Iterator[Finding]:
    """Texts, names and authorities that the contract uses and that change after its signature, until its term.

    The day on which a text that it cites comes into force is told with that text: among the visas, as an anachronism,
    or with the text that it replaces.
    """
    register = load_register(droit.bibliotheque)
    asked = keys_of_contract(selection) | texts_cited(model, selection)
    keys = asked | {register.text_at(key, droit.jour).key for key in asked if key in register}
    told = {key for key in keys if key in register and not register.text_at(key, droit.jour).en_vigueur}
    told |= {
        one.par for key in keys if key in register and (one := register.texte(key).remplace) and one.le > droit.jour
    }
    told |= {
        key for key, thing in load_denominations(droit.bibliotheque).items() if key in keys and thing.homme in keys
    }
    # An amount is used by who rests on the article that provides for it.
    keys |= {name for name, series in load_amounts(droit.bibliotheque).items() if series.texte in asked}
    last = max(droit.horizon, droit.fin or droit.horizon)
    for change in changes(droit.bibliotheque, droit.jour, last):
        # Each year has its amounts: those that come late in a contract are no news of it.
        late = change.day > droit.horizon and change.key in load_amounts(droit.bibliotheque)
        reached = change.reaches(keys - told, droit.departements)
        there = changes_there(droit.bibliotheque, change.key, change.day, droit.departement)
        if reached and there and change.key not in load_experimentations(droit.bibliotheque) and not late:
            yield _change(change, droit)


def _change(change: Change, droit: Droit) -> Finding:
    if change.day <= droit.execution:
        when = "entre la signature et la prise d'effet du contrat"
    elif change.day <= droit.horizon:
        when = "dans l'année qui suit la prise d'effet du contrat"
    else:
        when = "avant l'échéance du contrat"
    last = droit.execution if change.key in load_amounts(droit.bibliotheque) else droit.horizon
    severity = Severity.WARNING if change.day <= last else Severity.INFORMATION
    message = f"le {french.date_in_french(change.day)}, {when} : {change.sentence}."
    hint = "Le contrat dit le droit du jour de la signature, ou de sa prise d'effet : voyez s'il faut prévoir la suite."
    return Finding("droit-qui-change", french.typography(message), severity, hint)
