"""The deadlines of a contract, in order: notice, reply, term, end of the prorogation, of the last avenant."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from engine import french
from engine.computing.calendrier import echeance, fin_maximale, limite_preavis, limite_reponse
from engine.reading.plan import Regles
from models.champs import Duree
from models.contrat import Contrat

Kind = Literal["effet", "preavis", "reponse", "echeance", "prorogation", "avenant"]


@dataclass(frozen=True, slots=True, order=True)
class Deadline:
    """A day that counts, what it is the last day for, and which of a contract's deadlines it is.

    A contract has one deadline of each kind at the most.
    """

    day: date
    words: str
    kind: Kind


def echeancier(contrat: Contrat, regles: Regles) -> tuple[Deadline, ...]:
    """The deadlines that a contract's own dates and its model's rules give; none while its dates are unknown.

    The notice and the time to answer are the description's, or else the model's. A model without notice has no
    prorogation: its contracts end at their term.
    """
    if contrat.effet is None or contrat.duree is None:
        return ()
    term = echeance(contrat.effet, contrat.duree)
    found = [
        Deadline(contrat.effet, "prise d'effet du contrat", "effet"),
        Deadline(term, "échéance du contrat", "echeance"),
    ]
    preavis = contrat.prorogation.preavis or regles.preavis
    if preavis:
        found += _prorogation(contrat.effet, contrat.duree, preavis, contrat.prorogation.reponse or regles.reponse)
        found += _later_ends(contrat.effet, contrat.duree, regles)
    return tuple(sorted(found))


def _prorogation(effet: date, duree: Duree, preavis: Duree, reponse: Duree | None) -> list[Deadline]:
    last = limite_preavis(echeance(effet, duree), preavis)
    notice = french.duration_in_words(preavis.mois)
    found = [Deadline(last, f"dernier jour pour notifier le souhait de proroger (préavis de {notice})", "preavis")]
    if reponse:
        answer = f"dernier jour pour répondre à une notification faite le {french.date_in_french(last)}"
        found.append(Deadline(limite_reponse(last, reponse), f"{answer} ; le silence vaut accord", "reponse"))
    return found


def _later_ends(effet: date, duree: Duree, regles: Regles) -> list[Deadline]:
    longest = regles.fin_de_prorogation(duree)
    if longest is None or longest <= duree:
        return []
    end = fin_maximale(effet, longest)
    found = [Deadline(end, "fin de la plus longue prorogation, si elle est convenue", "prorogation")]
    if regles.avenant:
        end = fin_maximale(effet, Duree(longest.mois + regles.avenant.mois))
        words = "fin de l'avenant conclu à l'échéance de la prorogation, non renouvelable"
        found.append(Deadline(end, words, "avenant"))
    return found
