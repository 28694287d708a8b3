"""Everything that an explanation says by itself, in one place: its labels and its sentences."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from engine import french
from engine.document import Document
from engine.explaining.explained import (
    ChiffreExplique,
    ClauseExpliquee,
    DateExpliquee,
    FaitExplique,
    NomExplique,
    RaisonExpliquee,
    VisaExplique,
)
from engine.libraries.echeances import Echeance

TITLE = "Pourquoi ce contrat"
"""The title of the document."""
CLAUSES, VISAS, FIGURES, DATES, NAMES = "Les clauses", "Les visas", "Les chiffres", "Les dates", "Les mots du droit"
"""Its parts."""
HEADS: Mapping[str, tuple[str, str]] = {
    CLAUSES: ("Clause", "Pourquoi elle y est, ou n’y est pas"),
    VISAS: ("Visa", "D’où il vient"),
    FIGURES: ("Chiffre", "Son calcul"),
    DATES: ("Date", "Sa règle"),
    NAMES: ("Mots", "D’où ils viennent"),
}
"""The columns of the table of each part."""
LEFT_OUT = "Visa omis"
UNNAMED = "à nommer"
"""A series whose name is still to be given."""
GIVEN = "donnée par la description"
EFFECT, AUTHORISED, NOTICE = "prise d’effet", "début de l’autorisation", "dernier jour du préavis"
CALLED_BY_DESCRIPTION = "la description (visas_locaux)"
TOTALS: Mapping[str, str] = {
    "somme": "Somme de la ligne",
    "somme_des_donnes": "Somme de ce qui est donné dans la ligne",
    "moyenne": "Moyenne de la ligne",
}
"""What the series of totals holds."""
_FROM = {"signature": "signature", "effet": "prise d’effet", "echeance": "échéance"}
_RANKS = dict(
    zip(("1", "2", "3", "4", "5"), ("première", "deuxième", "troisième", "quatrième", "cinquième"), strict=True),
    derniere="dernière",
)


# --- What calls a visa ------------------------------------------------------------------------------------------------


def called_by_plan(model: str) -> str:
    """The model itself asks for it."""
    return f"le plan du modèle « {model} »"


def called_by_visa(clause: str) -> str:
    """A clause that is this visa."""
    return f"le plan du modèle (clause « {clause} »)"


def called_by_clause(clause: str, article: str, cited: Sequence[str]) -> str:
    """« la clause « moyens » (article 3), fondée sur l'article L. 314-2-1 du CASF »: one that relies on the text."""
    where = f" ({article})" if article else ""
    on = f", fondée sur {french.enumerate_fr(cited)}" if cited else ""
    return french.typography(f"la clause « {clause} »{where}{on}")


def replaced(name: str, since: date, *, by_model: bool) -> str:
    """A text whose place another took."""
    named = ", que le modèle nomme" if by_model else ""
    return french.typography(f"{name}{named}, depuis le {french.date_in_french(since)}")


def former_name(name: str) -> str:
    """The name that came before."""
    return french.typography(f"« {name} »")


def former_text(name: str) -> str:
    """The text that the clause names, and that another has replaced."""
    return french.typography(f"{name}, que la clause nomme")


# --- The rules of dates -----------------------------------------------------------------------------------------------


def lasting(called: str, start: date, months: int, *, is_eve: bool) -> str:
    """« prise d'effet (1er février 2024) + cinq ans − 1 jour »."""
    end = f" {french.MINUS} 1 jour" if is_eve else ", dernier jour d’un mois plus court"
    return _dated(called, start) + f" + {french.duration_in_words(months)}{end}"


def before(term: date, months: int, *, by_model: bool) -> str:
    """« échéance (31 janvier 2029) − douze mois »."""
    return f"{_dated('échéance', term)} {french.MINUS} {french.duration_in_words(months)}{_whose(by_model)}"


def after(called: str, day: date, months: int, *, by_model: bool) -> str:
    """« dernier jour du préavis (31 janvier 2028) + deux mois »."""
    return f"{_dated(called, day)} + {french.duration_in_words(months)}{_whose(by_model)}"


def _dated(called: str, day: date) -> str:
    return f"{called} ({french.date_in_french(day)})"


def _whose(by_model: bool) -> str:
    return " (délai du modèle)" if by_model else ""


def declared(rule: Echeance) -> str:
    """The rule of a deadline that a clause declares."""
    found = [*_when(rule)]
    if rule.strict:
        found.append("« avant le » : la veille")
    return french.typography(" ; ".join(found))


def _when(rule: Echeance) -> Iterator[str]:
    if rule.chaque_annee:
        yield f"{rule.chaque_annee}, pour chaque année N du contrat"
    elif rule.chaque_mois:
        following = " suivant" if rule.echu else ""
        yield f"le {rule.chaque_mois} de chaque mois{following}, à partir de la prise d’effet"
    elif rule.annee_du_contrat:
        yield f"fin de la {_RANKS[rule.annee_du_contrat]} année du contrat, comptée de la prise d’effet"
    elif rule.annee_civile:
        yield f"fin de la {_RANKS[rule.annee_civile]} année civile du contrat"
    elif rule.mi_parcours:
        yield "la moitié de la durée, comptée de la prise d’effet"
    elif rule.fait:
        yield "dite par la description"
        if rule.defaut:
            yield f"à défaut, {rule.defaut}"
    elif rule.depuis:
        length = french.duration_in_words(rule.delai.mois) if rule.delai else ""
        days = french.plural(rule.jours, "jour") if rule.jours else ""
        yield " + ".join(filter(None, (_FROM[rule.depuis], length, days)))
    if rule.periodicite:
        yield "tous les ans, ou moins souvent si la description le dit"


# --- The lines of each entry ------------------------------------------------------------------------------------------


def of_clause(one: ClauseExpliquee, file: str) -> Iterator[str]:
    """Why a clause is kept or left out."""
    if one.negociee:
        yield f"{one.negociee} pour ce contrat : {one.motif}"
    if one.article:
        yield one.article
    if one.sous:
        yield f"sous {one.sous}"
    if not one.raisons and one.negociee != "supprimée":
        yield "toujours présente avec elle" if one.sous else "toujours présente"
    yield from (of_reason(reason, file) for reason in one.raisons)
    yield f"source : {one.source}"


def of_reason(one: RaisonExpliquee, file: str) -> str:
    """« statut = association, contrat.yaml:4:11 gestionnaire.statut »."""
    unknown = "" if one.connu else " (inconnu : toutes les variantes possibles sont montrées)"
    said = " ; ".join(f"{fact.place} {fact.chemin}" for fact in one.faits if fact.place)
    if not said:
        default = "valeur par défaut, " if one.connu else ""
        said = f"{default}{file} ne dit rien de {one.faits[0].chemin}" if one.faits else default.rstrip(", ")
    return f"{one.trait} = {' ou '.join(one.valeurs)}{unknown}, {said}"


def of_visa(one: VisaExplique, file: str) -> Iterator[str]:
    """What calls a visa, and what the register knows of its text."""
    if one.omis:
        yield f"omis : {one.omis}"
    yield f"demandé par : {' ; '.join(one.appele_par)}"
    yield from (of_reason(reason, file) for reason in one.raisons)
    if one.faits:
        yield f"d’après {of_facts(one.faits)}"
    if one.en_vigueur:
        yield f"en vigueur depuis le {french.date_in_french(one.en_vigueur)}"
    if one.remplace:
        yield f"remplace : {' ; '.join(one.remplace)}"
    yield from _known(one.statut, one.doute, one.source, one.cle)


def of_figure(one: ChiffreExplique) -> str:
    """« 2024 : 3 × 25,10 € = 75,30 € ; d'après moyens.tarif (ligne 12) »."""
    head = f"{one.serie} : " if one.serie else ""
    hidden = "" if one.imprime else " (non imprimé ; un autre chiffre en vient)"
    known = f" ; d’après {of_facts(one.faits)}" if one.faits else ""
    return f"{head}{one.calcul}{hidden}{known}"


def taken_over(figure: str, name: str) -> str:
    """A figure that is another, or a fact, as it is."""
    return french.typography(f"{figure}, repris de « {name} »")


def without_base(figure: str) -> str:
    """What is printed for want of a figure."""
    return french.typography(f"{figure} : pas de base de calcul (une première année, une division par zéro)")


def of_date(one: DateExpliquee) -> Iterator[str]:
    """The rule of a date, and what is to be done by when."""
    yield one.regle
    if one.faits:
        yield f"d’après {of_facts(one.faits)}"
    said = " ; ".join(filter(None, (one.article, one.qui)))
    if said:
        yield french.typography(said)
    if one.remarque:
        yield french.typography(one.remarque)
    if one.source:
        yield french.typography(f"source : {one.source}")


def of_name(one: NomExplique) -> Iterator[str]:
    """Since when words are so, what they replaced, which clauses say them."""
    if one.depuis:
        yield f"depuis le {french.date_in_french(one.depuis)}"
    if one.remplace:
        yield f"remplace : {one.remplace}"
    if one.clauses:
        yield f"dans {french.enumerate_fr([f'« {name} »' for name in one.clauses])}"
    yield from _known(one.statut, one.doute, one.source, one.cle)


def of_facts(facts: Sequence[FaitExplique]) -> str:
    """« moyens.tarif (ligne 12) et effet (que la description ne dit pas) »."""
    return french.enumerate_fr([f"{one.chemin} ({_line(one)})" for one in facts])


def _line(one: FaitExplique) -> str:
    return f"ligne {one.place.line}" if one.place else "que la description ne dit pas"


def _known(status: str, doubt: str, source: str, key: str) -> Iterator[str]:
    """What the register says of its entry."""
    if status:
        yield f"{status}{f' (registre : {key})' if key else ''}"
    if doubt and doubt != status:
        yield doubt
    if source:
        yield f"source : {source}"


def made_from(file: str, contract: Document) -> str:
    """« contrat.yaml, dans le droit du 15 janvier 2024 »."""
    law = f", dans le droit du {french.date_in_french(contract.made_with.law_day)}" if contract.made_with else ""
    return french.typography(f"{file}{law}")
