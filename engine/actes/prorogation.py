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
from engine.calendar.prorogations import NON_PREVUE, du_jour, duree_prorogee, prorogations, terme
from engine.dossier import Dossier
from engine.errors import Finding, InputError, Path, Severity
from models.avenants import Avenant
from models.jours import Duree, lire_duree, lire_jour

Said = tuple[dict[Path, str], list[Finding]]

_SANS_LIMITE = 12
"""How many months may be asked where the model says nothing of it."""


def prorogation(dossier: Dossier, jour: date, facts: Mapping[Path, str]) -> Said:
    """The facts of a notification, and what to know of its day.

    Raises:
        InputError: where the model has no prorogation, where the contract has no dates, after its last day, or where
            the duration asked goes beyond what its model allows, its avenants counted.
    """
    known = _of_contract(dossier, jour)
    if jour > known.last:
        message = f"le contrat a pris fin le {french.date_in_french(known.last)} : il ne peut plus être prorogé."
        raise _refused(dossier, message, "Un nouveau contrat est à conclure.")
    asked = _asked(dossier, known, facts) or _left(dossier, known)
    last = limite_preavis(known.term, known.preavis)
    answer = limite_reponse(jour, known.reponse)
    said: dict[Path, str] = {
        **known.said,
        ("courrier", "duree"): _written(asked),
        ("courrier", "fin"): known.end_after(asked).isoformat(),
        ("courrier", "limite"): answer.isoformat(),
        ("courrier", "tardif"): "oui" if jour > last else "non",
    }
    return said, [_late(last, known.article)] if jour > last else _not_worked(answer, dossier)


def reponse(dossier: Dossier, jour: date, facts: Mapping[Path, str]) -> Said:
    """The facts of an answer, and what to know of its day: counted from the day when the notification was received.

    Where it says how long a prorogation was asked for, it says when the contract would end.

    Raises:
        InputError: where the model has no prorogation, where the contract has no dates, where it was notified after
            its last day or after the day of the letter, where the whole prorogation is agreed already, where the
            duration goes beyond what the model allows, or where a disagreement comes once silence was worth agreement.
    """
    known = _of_contract(dossier, jour)
    said = dict(known.said)
    received = _read(lire_jour, facts.get(("courrier", "notification")))
    if received and received > known.last:
        message = f"le contrat a pris fin le {french.date_in_french(known.last)}, avant la notification."
        raise _refused(dossier, message, "Vérifiez « courrier.notification ».")
    if asked := _asked(dossier, known, facts):
        said["courrier", "fin"] = known.end_after(asked).isoformat()
    if received is None:
        return said, []
    if received > jour:
        days = french.date_in_french(received), french.date_in_french(jour)
        message = "la notification a été reçue le {}, après le jour du courrier ({}).".format(*days)
        hint = "Corrigez « courrier.notification », ou la date du courrier (--date)."
        raise InputError([Finding("reponse-avant-notification", french.typography(message), hint=hint)])
    last = limite_reponse(received, known.reponse)
    said["courrier", "limite"] = last.isoformat()
    found = _not_worked(last, dossier)
    said["courrier", "tardive"] = "oui" if jour > last else "non"
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


def _asked(dossier: Dossier, known: _Known, facts: Mapping[Path, str]) -> Duree | None:
    """How long the prorogation that a letter tells of is; None where it does not say."""
    most = _left(dossier, known)
    asked: Duree | None = _read(lire_duree, facts.get(("courrier", "duree")))
    if asked and asked.mois > most.mois:
        beyond = french.elide("de", french.duration_in_words(asked.mois))
        message = f"une prorogation {beyond} va au-delà de ce que permet le modèle."
        hint = f"Au plus {french.duration_in_words(most.mois)} (--fait courrier.duree=…)."
        raise _refused(dossier, message, hint)
    return asked


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
    """What a contract says of its prorogation, and its dates: the term that was signed, and what avenants made of it.

    `last` is the last day of it, and `whole` its duration, with the prorogations agreed by the day of the letter:
    `agreed` are the avenants that say them (« l'avenant n° 1 du… »).
    """

    article: str
    effet: date
    term: date
    whole: Duree
    last: date
    agreed: tuple[str, ...]
    preavis: Duree
    reponse: Duree

    @property
    def said(self) -> dict[Path, str]:
        """What both letters print of it."""
        said: dict[Path, str] = {("courrier", "article"): self.article}
        return {**said, ("courrier", "proroge"): self.last.isoformat()} if self.agreed else said

    def end_after(self, asked: Duree) -> date:
        """The last day of the contract, prorogued for that long."""
        return fin_maximale(self.effet, Duree(self.whole.mois + asked.mois))


def _of_contract(dossier: Dossier, jour: date) -> _Known:
    contrat, regles = du_jour(dossier.contrat, jour), dossier.modele.regles
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
    term, whole = echeance(contrat.effet, contrat.duree), duree_prorogee(contrat) or contrat.duree
    agreed = tuple(_named(rank, one) for rank, one, _ in prorogations(contrat))
    return _Known(article, contrat.effet, term, whole, terme(contrat) or term, agreed, preavis, period)


def _named(rank: int, avenant: Avenant) -> str:
    """« l'avenant n° 1 du 4 décembre 2028 »."""
    dated = f" du {french.date_in_french(avenant.date)}" if avenant.date else ""
    return f"l'avenant n° {avenant.numero or rank + 1}{dated}"


def _left(dossier: Dossier, known: _Known) -> Duree:
    """How long a prorogation may still be asked; no letter asks for the last avenant that a model may have after it.

    Raises:
        InputError: where none may be: the contract has the longest duration that its model allows.
    """
    duree, regles = dossier.contrat.duree or known.whole, dossier.modele.regles
    longest = regles.fin_de_prorogation(duree) or Duree(duree.mois + _SANS_LIMITE)
    has_last = regles.avenant is not None and len(known.agreed) > 1
    if known.whole.mois < longest.mois and not has_last:
        return Duree(longest.mois - known.whole.mois)
    message, hint = (
        "le contrat a déjà la plus longue durée que permet son modèle.",
        "Un nouveau contrat est à conclure.",
    )
    if known.agreed:
        until = f"le contrat est déjà prorogé jusqu'au {french.date_in_french(known.last)}, par {known.agreed[-1]}"
        most = "cet avenant n'est pas renouvelable" if has_last else "son modèle ne permet pas de le proroger davantage"
        message = f"{until} : {most}."
    if known.agreed and regles.avenant and not has_last:
        until = french.date_in_french(fin_maximale(known.effet, Duree(longest.mois + regles.avenant.mois)))
        hint = (
            f"À cette échéance, un dernier avenant, non renouvelable, peut le prolonger jusqu'au {until} au plus (cpom "
            "avenant, --prorogation) ; sinon, un nouveau contrat est à conclure."
        )
    raise _refused(dossier, message, hint)


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
