"""Avenants that change no contract of ours: each is written from one description, at its own day."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field, replace
from datetime import date, timedelta
from typing import Any

from engine.actes.acte import with_acte
from engine.avenants.facts import of_its_day
from engine.avenants.kinds import kinds_of, standing_alone
from engine.avenants.said import Said
from engine.avenants.signing import as_asked, between_the_parties
from engine.avenants.tree import NAMED
from engine.calendar.calendrier import months_after
from engine.calendar.prorogations import terme
from engine.definitif import DRAFT, Final, has_errors
from engine.dossier import Dossier
from engine.errors import Finding, InputError, Path, Severity
from engine.french import date_in_french
from engine.importing.completed import raw
from engine.libraries.bibliotheque import AVENANTS
from engine.libraries.plan import ProgrammationDuModele
from engine.missing_facts import missing_of
from engine.redaction import Redaction
from models import chemins
from models.jours import lire_jour
from models.records import dataclass

CONVENTION = "convention-tripartite"
SUBVENTION = "activites-subventionnees"
_ACTIVITIES, _SUBSIDISED = "etablissements", "subventionne"


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked of such an avenant: its day, which convention (from 1), or which year, and its own facts."""

    date: date | None = None
    convention: int | None = None
    annee: int | None = None
    facts: Mapping[Path, str] = field(default_factory=dict)


def alone(dossier: Dossier, genre: str, asked: Asked, today: date, final: Final = DRAFT) -> Redaction:
    """The avenant of a kind that stands alone.

    Raises:
        InputError: where the kind is another, where its model, its contract or its day does not allow it, or where a
            fact cannot be read.
    """
    library = dossier.modele.bibliotheque
    if genre not in standing_alone(library):
        raise InputError([_of_two_contracts(genre) if genre in kinds_of(library) else _unknown(genre, dossier)])
    day = asked.date or _day(asked.facts.get(("signature", "date"), ""))
    facts, findings = _worked_out(dossier, genre, replace(asked, date=day))
    own = {**of_its_day(dossier, {"date": _written(day)}), **asked.facts, **facts}
    name = f"{AVENANTS}/{genre}"
    made = redaction_alone(with_acte(dossier, name, own, day or today), name, final)
    errors = tuple(one for one in dossier.findings if one.severity is Severity.ERROR)
    told = (*errors, *findings, *made.findings)
    charte = None if has_errors(told) else dossier.charte
    return replace(made, findings=told, refusal=final.refusal(len(made.missing), told), charte=charte)


def redaction_alone(act: Dossier, name: str, final: Final = DRAFT) -> Redaction:
    """The document of such an avenant, once its contract's description says what is its own."""
    whole = between_the_parties(act, name, _named(act), Said(()))
    tree = whole.document
    tree = replace(tree, made_with=tree.made_with and replace(tree.made_with, asked=(("document", name),)))
    return Redaction(
        as_asked(tree, final),
        replace(whole, document=tree),
        act.located(whole.findings),
        missing_of(whole, act.modele),
        charte=act.charte,
        parties=act.modele.plan.repondants,
    )


def _named(act: Dossier) -> str:
    """What its title is named after: the date of the convention that it prolongs, or its year."""
    day = _day(raw(act.source, ("prolongee", "date")))
    return date_in_french(day) if day else raw(act.source, ("annuel", "annee")) or NAMED


def _worked_out(dossier: Dossier, genre: str, asked: Asked) -> tuple[dict[Path, str], list[Finding]]:
    """The facts that follow from the contract, and what to know of them; an avenant of a library's own has none."""
    if asked.convention is not None and genre != CONVENTION:
        raise _refused("avenant-genre", f"« --convention » ne va qu'avec le genre « {CONVENTION} ».", "Retirez-le.")
    if asked.annee is not None and genre != SUBVENTION:
        raise _refused("avenant-genre", f"« --annee » ne va qu'avec le genre « {SUBVENTION} ».", "Retirez-le.")
    match genre:
        case "convention-tripartite":
            return _prolonged(dossier, asked)
        case "activites-subventionnees":
            return _yearly(dossier, asked), []
    return {}, []


def _prolonged(dossier: Dossier, asked: Asked) -> tuple[dict[Path, str], list[Finding]]:
    """One convention, prolonged until the eve of the contract's effect.

    Source: arrêté du 3 mars 2017, article 1er, third alinéa (« pour une durée maximale d'un an »).
    """
    rules, effet = _rules(dossier), dossier.contrat.effet
    names, one = rules.conventions, _convention(dossier, rules, asked.convention)
    known = {"etablissement": names.etablissement, "date": names.date, "fin": names.fin}
    facts: dict[Path, str] = {("prolongee", key): _written(getattr(one, name)) for key, name in known.items()}
    facts["prolongee", "jusque"] = _written(effet - timedelta(days=1) if effet else None)
    facts |= {path: value for path, value in asked.facts.items() if path in facts}
    fin, last = (_day(facts["prolongee", key]) for key in ("fin", "jusque"))
    if fin and last:
        _check_duration(fin, last, rules)
    late = [_late(asked.date, fin, rules.source)] if fin and asked.date and asked.date > fin else []
    return facts, late


def _rules(dossier: Dossier) -> ProgrammationDuModele:
    rules = dossier.modele.plan.programmation
    if rules is None or not rules.conventions.liste:
        message = "les contrats de ce modèle ne succèdent à aucune convention tripartite."
        raise _refused(
            "avenant-sans-convention", message, "Donnez la description d'un contrat qui succède à une telle convention."
        )
    return rules


def _convention(dossier: Dossier, rules: ProgrammationDuModele, number: int | None) -> Any:
    """The convention of that rank, from 1; the only one, where no rank is said."""
    path = rules.conventions.liste
    listed = chemins.at(dossier.contrat, chemins.lire(path)) or ()
    if not listed:
        message = "la description ne nomme aucune convention tripartite."
        raise _refused("avenant-sans-convention", message, f"Donnez « {path} ».")
    if (number or 1) > len(listed) or (number is None and len(listed) > 1):
        names = (getattr(one, rules.conventions.etablissement) or "?" for one in listed)
        known = ", ".join(f"{rank} ({name})" for rank, name in enumerate(names, 1))
        message = f"il n'y a pas de convention {number}." if number else "il faut dire quelle convention est prolongée."
        raise _refused("avenant-convention", message, f"Au choix (--convention) : {known}.")
    return listed[(number or 1) - 1]


def _check_duration(fin: date, last: date, rules: ProgrammationDuModele) -> None:
    """Refuse to prolong until a day that comes before the end of the convention, or too long after it."""
    ends, until = date_in_french(fin), date_in_french(last)
    hint = "Vérifiez la fin de la convention et la date d'effet du contrat, à la veille de laquelle elle est prolongée."
    if last <= fin:
        message = f"la convention ne prend fin que le {ends} : rien n'est à prolonger jusqu'au {until}."
        raise _refused("convention-sans-prolongation", message, hint, rules.source)
    if rules.prolongation and last > (longest := months_after(fin, rules.prolongation.mois)):
        most = f"elle ne peut l'être que jusqu'au {date_in_french(longest)}"
        message = f"la convention, qui prend fin le {ends}, serait prolongée jusqu'au {until} : {most}."
        raise _refused("convention-trop-prolongee", message, hint, rules.source)


def _late(day: date, fin: date, source: str) -> Finding:
    message = (
        f"l'avenant est du {date_in_french(day)}, et la convention a pris fin le {date_in_french(fin)} : à vérifier."
    )
    hint = "Signez-le avant la fin de la convention, ou vérifiez qu'une convention échue peut encore être prolongée."
    return Finding("convention-echue", message, Severity.WARNING, hint, source)


def _yearly(dossier: Dossier, asked: Asked) -> dict[Path, str]:
    """The subsidised activities of a contract, for one of its years.

    Source: arrêté du 25 octobre 2019, annexe II, III, 1, d (« Un avenant annuel précise les éléments annuels »).
    """
    source, year = dossier.modele.plan.source.texte, asked.annee
    listed = getattr(dossier.contrat, _ACTIVITIES, None) or ()
    subsidised = [one for one in listed if getattr(one, _SUBSIDISED, None)]
    if not subsidised:
        message = "ce contrat n'a pas d'activité subventionnée : aucun avenant annuel n'est à conclure."
        hint = f"Les activités subventionnées sont celles des « {_ACTIVITIES} » qui disent « {_SUBSIDISED}: oui »."
        raise _refused("avenant-sans-subvention", message, hint, source)
    if year is None:
        raise _refused("avenant-annee", "il manque l'année de l'avenant annuel.", "Donnez-la : --annee 2026.")
    first, last = dossier.contrat.effet, terme(dossier.contrat)
    if first and last and not first.year <= year <= last.year:
        message = f"le contrat va de {first.year} à {last.year} : {year} n'est pas une de ses années."
        raise _refused("avenant-annee", message, "Corrigez l'année (--annee).", source)
    signed = dossier.contrat.signature.date
    facts: dict[Path, str] = {("annuel", "annee"): str(year), ("contrat_signe_le",): _written(signed)}
    for rank, one in enumerate(subsidised):
        amount: Path = ("annuel", "activites", rank, "montant")
        facts["annuel", "activites", rank, "nom"] = _written(one.nom)
        facts[amount] = asked.facts.get(amount, "")
    return facts


def _day(text: str) -> date | None:
    """A day as a description writes it; None where it is missing, or wrong, which is told with the other facts."""
    try:
        day = lire_jour(text)
    except ValueError:
        return None
    return day if isinstance(day, date) else None


def _written(value: object) -> str:
    return value.isoformat() if isinstance(value, date) else str(value or "")


def _unknown(genre: str, dossier: Dossier) -> Finding:
    message = f"« {genre} » n'est pas un genre d'avenant."
    hint = f"Sans NOUVEAU, la bibliothèque a : {', '.join(standing_alone(dossier.modele.bibliotheque))}."
    return Finding("avenant-genre-inconnu", message, hint=hint)


def _of_two_contracts(genre: str) -> Finding:
    message = f"un avenant du genre « {genre} » se fait de deux contrats, et il manque NOUVEAU."
    return Finding("avenant-genre", message, hint="« cpom avenant ANCIEN NOUVEAU ».")


def _refused(code: str, message: str, hint: str, source: str = "") -> InputError:
    return InputError([Finding(code, message, hint=hint, source=source)])
