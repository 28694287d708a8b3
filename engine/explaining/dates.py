"""Every date that the contract works out, with its rule: its term, the last day to give notice, its deadlines."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date

from engine.assembly.assemble import Assembled
from engine.calendar.calendrier import days_after, echeance, limite_preavis
from engine.calendar.echeancier import Deadline, remark, working_day
from engine.calendar.frais_de_siege import autorisation
from engine.calendar.prorogations import duree_prorogee, prorogations
from engine.dossier import Dossier
from engine.errors import Path
from engine.explaining import wording
from engine.explaining.explained import DateExpliquee
from engine.explaining.facts import facts
from engine.libraries.echeances import Echeance
from models import chemins
from models.contrat import Contrat
from models.jours import Duree
from models.records import dataclass

Rule = tuple[str, tuple[Path, ...]]
"""How a date is worked out, in words, and the facts that it comes from."""
_EFFET: Path = ("effet",)
_DUREE: Path = ("duree",)
_SIGNATURE: Path = ("signature", "date")


def dates_of(dossier: Dossier, assembled: Assembled) -> Iterator[DateExpliquee]:
    """The deadlines of the contract, by day; none while its dates are unknown."""
    contrat = dossier.contrat
    if contrat.effet is None or contrat.duree is None:
        return
    known = _Known(contrat, contrat.effet, contrat.duree, dossier)
    rules = [(rule, one.clause.id) for one in assembled.decisions if one.kept for rule in one.clause.en_tete.echeances]
    for deadline in dossier.deadlines:
        said, paths = known.rule(deadline, [rule for rule, _ in rules if rule.nom])
        saying = (clause for rule, clause in rules if _is_of(deadline, rule.rappelle or rule.nom))
        where = dossier.droit.departement
        yield DateExpliquee(
            jour=deadline.day,
            libelle=deadline.words,
            regle=said,
            faits=facts(dossier, paths),
            article=deadline.article,
            qui=deadline.qui,
            source=deadline.doubted_source,
            ouvrable=working_day(deadline, where),
            remarque=remark(deadline, where),
            clauses=tuple(dict.fromkeys(saying)),
        )


def _is_of(deadline: Deadline, name: str) -> bool:
    """Whether a deadline is one of a rule of this name: « rapport-annuel-2027 » of « rapport-annuel »."""
    return deadline.kind == name or deadline.kind.startswith(f"{name}-")


@dataclass(frozen=True, slots=True)
class _Known:
    contrat: Contrat
    effet: date
    duree: Duree
    dossier: Dossier

    def rule(self, deadline: Deadline, rules: list[Echeance]) -> Rule:
        """How a deadline is worked out: by the rules of the model, or as a clause declares it."""
        own: Mapping[str, Callable[[], Rule]] = {
            "effet": lambda: (wording.GIVEN, (_EFFET,)),
            "echeance": self._term,
            "preavis": self._notice,
            "reponse": self._answer,
            "prorogation": self._longest,
            "avenant": self._last_avenant,
            "siege": self._siege,
        }
        if deadline.kind in own:
            return own[deadline.kind]()
        declared = [one for one in rules if _is_of(deadline, one.nom)]
        return self._declared(max(declared, key=lambda one: len(one.nom)), deadline)

    def _until(self, lasts: Duree, *paths: Path, start: date | None = None, called: str = "") -> Rule:
        """The last day of what lasts so long: the eve of its anniversary, or the last day of a shorter month."""
        start = start or self.effet
        is_eve = days_after(echeance(start, lasts), 1).day == start.day
        return wording.lasting(called or wording.EFFECT, start, lasts.mois, is_eve=is_eve), (_EFFET, *paths)

    def _term(self) -> Rule:
        prorogated: list[Path] = [("avenants", rank, "prorogation") for rank, _, _ in prorogations(self.contrat)]
        return self._until(duree_prorogee(self.contrat) or self.duree, _DUREE, *prorogated)

    def _notice(self) -> Rule:
        preavis = self.contrat.prorogation.preavis or self.dossier.modele.regles.preavis
        term = echeance(self.effet, self.duree)
        said = wording.before(term, preavis.mois, by_model=self.contrat.prorogation.preavis is None)
        return said, (_EFFET, _DUREE, *self._chosen("preavis"))

    def _answer(self) -> Rule:
        regles, prorogation = self.dossier.modele.regles, self.contrat.prorogation
        preavis, answer = prorogation.preavis or regles.preavis, prorogation.reponse or regles.reponse
        last = limite_preavis(echeance(self.effet, self.duree), preavis)
        said = wording.after(wording.NOTICE, last, answer.mois, by_model=prorogation.reponse is None)
        return said, (_EFFET, _DUREE, *self._chosen("preavis"), *self._chosen("reponse"))

    def _chosen(self, name: str) -> tuple[Path, ...]:
        return (("prorogation", name),) if getattr(self.contrat.prorogation, name) else ()

    def _longest(self) -> Rule:
        longest = self.dossier.modele.regles.fin_de_prorogation(self.duree) or self.duree
        return self._until(longest, _DUREE)

    def _last_avenant(self) -> Rule:
        regles = self.dossier.modele.regles
        longest = regles.fin_de_prorogation(self.duree) or self.duree
        return self._until(Duree(longest.mois + (regles.avenant.mois if regles.avenant else 0)), _DUREE)

    def _siege(self) -> Rule:
        rule = self.dossier.modele.regles.frais_de_siege
        dated = rule and autorisation(self.contrat, rule)
        if not rule or not dated:
            return "", ()
        paths = [chemins.lire(one) for one in (rule.effet, rule.arrete, rule.duree)]
        said, _ = self._until(dated.duree or rule.duree_max, start=dated.debut, called=wording.AUTHORISED)
        return said, tuple(path for path in paths if chemins.at(self.contrat, path) is not None)

    def _declared(self, rule: Echeance, deadline: Deadline) -> Rule:
        """What the clause says of it, with the fact that says the day."""
        paths: list[Path] = []
        if rule.fait:
            row = (*chemins.lire(rule.pour), chemins.CHAQUE) if rule.pour else ()
            places = [place for place, _ in chemins.every(self.contrat, row)]
            at = deadline.kind.removeprefix(f"{rule.nom}-").partition("-")[0]
            here = places[int(at) - 1] if rule.pour and at.isdecimal() else ()
            paths.append((*here, *chemins.lire(rule.fait)))
        if rule.periodicite:
            paths.append(chemins.lire(rule.periodicite))
        if rule.depuis == "signature":
            paths.append(_SIGNATURE)
        elif rule.chaque_mois or rule.depuis == "effet":
            paths.append(_EFFET)
        elif not rule.fait:
            paths += [_EFFET, _DUREE]
        return wording.declared(rule), tuple(paths)
