"""The deadlines of a contract, in order: those of its model's rules, and those that its clauses declare.

Each says which way a day that is not worked goes. Whoever must act by a last day has until the working day before it:
on the one after it, it is too late. A period that the other party has to answer in ends on the working day after.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from engine import french
from engine.calendar.calendrier import echeance, fin_maximale, limite_preavis, limite_reponse
from engine.calendar.frais_de_siege import autorisation
from engine.calendar.jours_ouvrables import next_working_day, non_working, previous_working_day
from engine.calendar.prorogations import terme
from engine.libraries.echeances import Sens
from engine.libraries.plan import Regles
from engine.libraries.regles import FraisDeSiege
from models.contrat import Contrat
from models.jours import Duree
from models.records import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Deadline:
    """A day that counts, what it is the last day for, and which of a contract's deadlines it is.

    A contract has one deadline of each `kind` at the most: « preavis », « rapport-annuel-2027 ». `sens` is the way to a
    working day, `motif` why; `qui` acts, by `article` of the contract, numbered as the contract numbers it. `doute` is
    what is to be verified of it.
    """

    day: date
    words: str
    kind: str
    sens: Sens = "aucun"
    motif: str = ""
    qui: str = ""
    article: str = ""
    source: str = ""
    doute: str = ""

    @property
    def said(self) -> str:
        """By which article, who acts, and what text of law says so."""
        return _joined(self.article, self.qui, self.source)

    @property
    def more(self) -> str:
        """The same, with what is to be verified: for whoever follows the contract, and not for the other party."""
        return _joined(self.article, self.qui, self.doubted_source)

    @property
    def doubted_source(self) -> str:
        """What text of law says so, with what is to be verified."""
        return _doubted(self.source, self.doute)


@dataclass(frozen=True, slots=True)
class Period:
    """A period that runs from something which has no day yet: what is to be done in it, how long it is, from what."""

    words: str
    length: str
    since: str
    qui: str
    article: str = ""
    source: str = ""
    doute: str = ""

    @property
    def doubted_source(self) -> str:
        """What text of law says so, with what is to be verified."""
        return _doubted(self.source, self.doute)

    def __str__(self) -> str:
        more = _joined(self.article, self.qui, self.doubted_source)
        return french.typography(f"{self.words} : {self.length} à compter de {self.since} ({more})")


def _joined(*parts: str) -> str:
    return " ; ".join(filter(None, parts))


def _doubted(source: str, doute: str) -> str:
    said = f"à vérifier : {doute}" if doute else ""
    return f"{source} ({said})" if source and said else source or said


_EFFET, _TERM = ("effet", "prise d'effet du contrat"), ("echeance", "échéance du contrat")
_NOTICE = "le préavis se compte à rebours, et une notification plus tardive ne le respecte plus"
_ANSWER = "le délai court de la notification ; son report au jour ouvrable suivant n'est pas écrit au contrat"


def echeancier(contrat: Contrat, regles: Regles) -> tuple[Deadline, ...]:
    """The deadlines that a contract's own dates and its model's rules give; none while its dates are unknown.

    The notice and the time to answer are the description's, or else the model's. A model without notice has no
    prorogation: its contracts end at their term. That of a contract that was prorogated is the last day of it; the
    notice stays that of the term that was signed.
    """
    if contrat.effet is None or contrat.duree is None:
        return ()
    term = echeance(contrat.effet, contrat.duree)
    last = terme(contrat) or term
    found = [Deadline(contrat.effet, _EFFET[1], _EFFET[0]), Deadline(last, _TERM[1], _TERM[0])]
    preavis = contrat.prorogation.preavis or regles.preavis
    if preavis:
        found += _prorogation(term, preavis, contrat.prorogation.reponse or regles.reponse)
        found += [one for one in _later_ends(contrat.effet, contrat.duree, regles) if one.day > last]
    return tuple(sorted((*found, *_siege(contrat, regles.frais_de_siege))))


def _siege(contrat: Contrat, rule: FraisDeSiege | None) -> Iterator[Deadline]:
    """The end of the authorisation of head-office costs, where the description dates it otherwise than the contract."""
    dated = rule and autorisation(contrat, rule)
    if rule and dated and (dated.par != "contrat" or dated.duree):
        words = "fin de l'autorisation de frais de siège, à renouveler"
        yield Deadline(echeance(dated.debut, dated.duree or rule.duree_max), words, "siege", source=rule.source)


def _prorogation(term: date, preavis: Duree, reponse: Duree | None) -> Iterator[Deadline]:
    last = limite_preavis(term, preavis)
    words = (
        f"dernier jour pour notifier le souhait de proroger (préavis de {french.duration_in_words(preavis.mois)}) ; "
        "à défaut, une négociation s'ouvre en vue d'un nouveau contrat"
    )
    yield Deadline(last, words, "preavis", "avant", _NOTICE, "la partie qui souhaite la prorogation")
    if reponse:
        answer = f"dernier jour pour répondre à une notification faite le {french.date_in_french(last)}"
        end = limite_reponse(last, reponse)
        words = f"{answer} ; le silence vaut accord"
        yield Deadline(end, words, "reponse", "apres", _ANSWER, "l'autre partie")


def _later_ends(effet: date, duree: Duree, regles: Regles) -> Iterator[Deadline]:
    longest = regles.fin_de_prorogation(duree)
    if longest is None or longest <= duree:
        return
    end = fin_maximale(effet, longest)
    yield Deadline(end, "fin de la plus longue prorogation, si elle est convenue", "prorogation")
    if regles.avenant:
        end = fin_maximale(effet, Duree(longest.mois + regles.avenant.mois))
        yield Deadline(end, "fin de l'avenant conclu à l'échéance de la prorogation, non renouvelable", "avenant")


def working_day(deadline: Deadline, departement: str | None) -> date:
    """The day to act by: its own where it is worked, or else the one before or after it, as the deadline says."""
    if deadline.sens == "aucun":
        return deadline.day
    look = previous_working_day if deadline.sens == "avant" else next_working_day
    return look(deadline.day, departement)


def remark(deadline: Deadline, departement: str | None) -> str:
    """What to know of a day to act by that is not worked: « dimanche ; jour ouvrable précédent : … »."""
    reason = non_working(deadline.day, departement) if deadline.sens != "aucun" else ""
    if not reason:
        return ""
    other, name = working_day(deadline, departement), "précédent" if deadline.sens == "avant" else "suivant"
    found = f"{reason} ; jour ouvrable {name} : {french.weekday(other)} {french.date_in_french(other)}"
    return f"{found} ; {deadline.motif}" if deadline.motif else found
