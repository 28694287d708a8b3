"""The notification of the wish to prorogate a contract, and the answer to it: their days, and why they are refused."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from typing import Any, NamedTuple

from engine import french
from engine.calendar.calendrier import echeance, fin_maximale, limite_preavis, limite_reponse
from engine.calendar.echeancier import Deadline, remark
from engine.calendar.jours_ouvrables import next_working_day
from engine.calendar.prorogations import NON_PREVUE
from engine.dossier import Dossier
from engine.errors import Finding, InputError, Path, Severity
from models.jours import Duree, lire_duree, lire_jour

Said = tuple[dict[Path, str], list[Finding]]


def prorogation(dossier: Dossier, jour: date, facts: Mapping[Path, str]) -> Said:
    """The facts of a notification, and what to know of its day.

    Raises:
        InputError: where the model has no prorogation, where the contract has no dates, after its term, or where the
            duration asked goes beyond what its model allows.
    """
    known = _of_contract(dossier)
    if jour > known.term:
        message = f"le contrat a pris fin le {french.date_in_french(known.term)} : il ne peut plus être prorogé."
        raise _refused(dossier, message, "Un nouveau contrat est à conclure.")
    longest = dossier.modele.regles.fin_de_prorogation(known.duree)
    most = Duree(max(longest.mois - known.duree.mois, 0) if longest else 12)
    asked = _read(lire_duree, facts.get(("courrier", "duree"))) or most
    if not most.mois:
        raise _refused(dossier, "le contrat a déjà la plus longue durée que permet son modèle.",
                       "Un nouveau contrat est à conclure.")  # fmt: skip
    if asked.mois > most.mois:
        beyond = french.elide("de", french.duration_in_words(asked.mois))
        message = f"une prorogation {beyond} va au-delà de ce que permet le modèle."
        hint = f"Au plus {french.duration_in_words(most.mois)} (--fait courrier.duree=…)."
        raise _refused(dossier, message, hint)
    last = limite_preavis(known.term, known.preavis)
    answer = limite_reponse(jour, known.reponse)
    said: dict[Path, str] = {
        ("courrier", "article"): known.article,
        ("courrier", "duree"): _written(asked),
        ("courrier", "fin"): fin_maximale(known.effet, Duree(known.duree.mois + asked.mois)).isoformat(),
        ("courrier", "limite"): answer.isoformat(),
        ("courrier", "tardif"): "oui" if jour > last else "non",
    }
    return said, [_late(last, known.article)] if jour > last else _not_worked(answer, dossier)


def reponse(dossier: Dossier, jour: date, facts: Mapping[Path, str]) -> Said:
    """The facts of an answer, and what to know of its day: counted from the day when the notification was received.

    Raises:
        InputError: where the model has no prorogation, where the contract has no dates, where it was notified after
            its term or after the day of the letter, or where a disagreement comes once silence was worth agreement.
    """
    known = _of_contract(dossier)
    said: dict[Path, str] = {("courrier", "article"): known.article}
    received = _read(lire_jour, facts.get(("courrier", "notification")))
    if received is None:
        return said, []
    if received > known.term:
        message = f"le contrat a pris fin le {french.date_in_french(known.term)}, avant la notification."
        raise _refused(dossier, message, "Vérifiez « courrier.notification ».")
    if received > jour:
        days = french.date_in_french(received), french.date_in_french(jour)
        message = "la notification a été reçue le {}, après le jour du courrier ({}).".format(*days)
        hint = "Corrigez « courrier.notification », ou la date du courrier (--date)."
        raise InputError([Finding("reponse-avant-notification", french.typography(message), hint=hint)])
    last = limite_reponse(received, known.reponse)
    said["courrier", "limite"] = last.isoformat()
    found = _not_worked(last, dossier)
    if jour > last:
        late = _late_answer(last, known.article)
        refuses = facts.get(("courrier", "accord"), "").strip().lower() == "non"
        if refuses and jour > next_working_day(last, dossier.droit.departement):
            hint = (
                f"Un désaccord vient trop tard, selon l'{known.article} du contrat. Vérifiez « courrier.notification » "
                "et la date du courrier, ou faites connaître votre accord (--fait courrier.accord=oui)."
            )
            raise InputError([replace(late, severity=Severity.ERROR, hint=french.typography(hint))])
        found.append(late)
    return said, found


def _late_answer(last: date, article: str) -> Finding:
    message = f"le délai pour répondre a pris fin le {french.date_in_french(last)} : l'accord est réputé acquis depuis."
    return Finding("reponse-tardive", message, Severity.WARNING, f"Voir l'{article} du contrat.")


def _read(reader: Callable[[object], Any], text: str | None) -> Any:
    """A fact of the letter; None where it is missing, or wrong, which is told with the other facts."""
    try:
        return reader(text) if text else None
    except ValueError:
        return None


class _Known(NamedTuple):
    """What a contract says of its prorogation, and its dates."""

    article: str
    effet: date
    duree: Duree
    term: date
    preavis: Duree
    reponse: Duree


def _of_contract(dossier: Dossier) -> _Known:
    contrat, regles = dossier.contrat, dossier.modele.regles
    preavis = contrat.prorogation.preavis or regles.preavis
    if regles.preavis is None:
        hint = "Aucun courrier ne le demande : rédigez l'avenant (cpom avenant, --prorogation), ou un nouveau contrat."
        raise _refused(dossier, NON_PREVUE, hint)
    if contrat.effet is None or contrat.duree is None:
        message = "un courrier sur la prorogation dépend de la date d'effet et de la durée du contrat, qui manquent."
        hint = "Complétez « effet » et « duree »."
        raise InputError(dossier.located((Finding("courrier-sans-dates", message, hint=hint, path=("effet",)),)))
    article = next((one.article for one in dossier.deadlines if one.kind == "preavis"), "")
    period = contrat.prorogation.reponse or regles.reponse or Duree(0)
    return _Known(article, contrat.effet, contrat.duree, echeance(contrat.effet, contrat.duree), preavis, period)


def _written(duree: Duree) -> str:
    """As a description writes it."""
    years, months = divmod(duree.mois, 12)
    return f"{duree.mois} mois" if months else f"{years} an{'s' * (years > 1)}"


def _refused(dossier: Dossier, message: str, hint: str) -> InputError:
    plan = dossier.modele.plan
    source = plan.regles.source or plan.source.texte
    return InputError([Finding("prorogation-impossible", message, hint=hint, source=source)])


def _late(last: date, article: str) -> Finding:
    message = f"le dernier jour du préavis était le {french.date_in_french(last)} : cette notification vient après."
    hint = f"Selon l'{article} du contrat, une négociation s'ouvre en vue d'un nouveau contrat ; le courrier le dit."
    return Finding("prorogation-tardive", message, Severity.WARNING, hint)


def _not_worked(day: date, dossier: Dossier) -> list[Finding]:
    """What to know of a last day to answer that is not worked."""
    said = remark(Deadline(day, "", "reponse", "apres", "à vérifier"), dossier.droit.departement)
    if not said:
        return []
    message = f"le dernier jour pour répondre, le {french.date_in_french(day)}, n'est pas ouvré ({said})."
    return [Finding("reponse-jour-non-ouvre", message, Severity.INFORMATION)]
