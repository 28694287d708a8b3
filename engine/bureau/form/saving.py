"""Save a form in the last state of a description, whoever wrote meanwhile: nothing that is acknowledged is lost.

Each answer is compared with what its page showed and with what the last state says, at the path where its item now
is. What one alone changed is kept; what two changed in two ways is told to the second, with both answers.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import cpom
from engine.bureau.access.rights import Visitor
from engine.bureau.form.lines import merged
from engine.bureau.form.posted import NONE, UNKNOWN, Answer, Operation, Posted
from engine.bureau.form.saved import Conflict, Saved, Wrong
from engine.bureau.form.writing import with_answers, written
from engine.bureau.states.journal import State
from engine.bureau.states.moved import Moved, Read, changed_by_others, moved, operated
from models.chemins import ecrit, lire

_OF_ANOTHER = "cette question n'est pas de celles auxquelles vous répondez."
_UNASKED = "le modèle du contrat ne pose pas cette question."
_GONE = "cet élément n'existe pas, ou n'existe plus."
_RELOAD = "Rechargez la page pour le voir tel qu'il est maintenant."
_SETTINGS = frozenset({"modele", "charte", "droit"})
"""What decides of the whole document, and no form of a gestionnaire says."""


def saved(
    posted: Posted, before: State, after: Sequence[State], current: cpom.Dossier, read: Read, visitor: Visitor
) -> Saved:
    """Save what was posted from the state `before`, in the last of those that came `after`, open as `current`."""
    return _Saving(posted, before, after, read, visitor, Saved(current)).done()


@dataclass
class _Saving:
    posted: Posted
    before: State
    after: Sequence[State]
    read: Read
    visitor: Visitor
    made: Saved
    facts: dict[str, str] = field(default_factory=dict)
    origin: dict[str, Answer] = field(default_factory=dict)

    def done(self) -> Saved:
        self.shown, self.held = self.read(self.before.texte), cpom.reponses(self.made.dossier)
        for one in self.posted.reponses:
            unknown = one.mien == UNKNOWN
            if one.mien and not (unknown and not self._shown(one)):
                self._answer(Answer(one.chemin, one.vu, "" if unknown else one.mien))
        for one in self.posted.efface:
            self._answer(one)
        self._write()
        for operation in self.posted.operations:
            self._operate(operation)
        return self.made

    def _shown(self, one: Answer) -> str:
        return self.shown.de(one.chemin) if one.vu is None else one.vu

    def _moved(self, chemin: str) -> Moved:
        return moved(chemin, self.before, self.after, self.read)

    def _answer(self, one: Answer) -> None:
        """Keep an answer to be written; an empty one erases."""
        if why := self._forbidden(one.chemin, one.mien):  # before anything that would tell what is answered there
            self._refuse(one.chemin, one.mien, why)
            return
        seen = self._shown(one)
        if self.shown.memes(one.chemin, seen, one.mien):
            self.made.enregistre.append(one.chemin)
            return
        there = self._moved(one.chemin)
        here = there.chemin or one.chemin
        if there.chemin is None:
            self.made.conflits.append(Conflict(one.chemin, one.mien, "", there.qui, retire=True))
        elif not self.held.existe(here):
            self._refuse(one.chemin, one.mien, _GONE, _RELOAD)
        else:
            self.made.ici[one.chemin] = here
            self._settle(one, seen, here, there.qui)

    def _settle(self, one: Answer, seen: str, here: str, qui: str) -> None:
        said, question = self.held.de(here), self.held.question(here)
        assert question is not None  # noqa: S101 - `_forbidden` refuses what no question asks
        mine = one.mien
        if self.held.memes(here, said, mine):
            self.made.enregistre.append(one.chemin)
            return
        if not self.held.memes(here, said, seen):
            together = merged(seen, said, mine) if question.plusieurs else None
            if together is None:
                self.made.conflits.append(Conflict(one.chemin, mine, said, qui))
                return
            mine = together
        self.facts[here] = written(question, mine, said)
        self.origin[here] = one

    def _write(self) -> None:
        made, wrong = with_answers(self.made.dossier, self.facts)
        new = cpom.reponses(made)
        for here, one in self.origin.items():
            if here in wrong:
                why = wrong[here]
                self._refuse(one.chemin, one.mien, why.message, why.conseil)
                continue
            self.made.enregistre.append(one.chemin)
            self.made.changements.append({"chemin": here, "avant": self.held.de(here), "apres": new.de(here)})
            question = new.question(here)
            self.made.decide |= question is None or question.decide or here in ("effet", "duree")
        self.made.dossier, self.held = made, new

    def _operate(self, one: Operation) -> None:
        there = self._moved(one.chemin)
        around, rank = _split(there.chemin or one.chemin)
        around = around if one.sorte != "ajouter" else there.chemin or one.chemin
        if why := self._forbidden_list(around):
            self._refuse(one.chemin, "", why)
        elif there.chemin is None or not self.held.existe(there.chemin):
            self._refuse(one.chemin, "", _GONE, _RELOAD)
        elif one.sorte == "ajouter":
            self._add(one.chemin, around)
        elif one.sorte == "retirer":
            self._remove(one.chemin, around, rank)
        elif one.vers <= self.held.combien(around):
            self._apply(one.chemin, {"operation": "deplacer", "liste": around, "rang": rank, "vers": one.vers})

    def _add(self, chemin: str, around: str) -> None:
        if self.held.de(around) and not self.held.combien(around):  # « aucun », which an item denies
            self.made.dossier = self.made.dossier.avec({around: None})
        rank = self.held.combien(around) + 1
        self._apply(chemin, {"operation": "ajouter", "liste": around, "rang": rank})

    def _remove(self, chemin: str, around: str, rank: int) -> None:
        element = f"{around}[{rank}]"
        if self.visitor.partie and self.held.parties(element) - {self.visitor.partie}:
            why = "une autre partie a répondu à des questions sur cet élément."
            self._refuse(chemin, "", why, "Demandez-lui de le retirer.")
        elif who := changed_by_others(chemin, self.before, self.after, self.read, self.visitor.par):
            why = f"{who} a changé cet élément pendant que vous le regardiez : rien n'est retiré."
            self._refuse(chemin, "", why, "Voyez ce qu'il dit maintenant, et retirez-le s'il le faut encore.")
        else:
            self._apply(chemin, {"operation": "retirer", "liste": around, "rang": rank})

    def _apply(self, chemin: str, change: dict[str, object]) -> None:
        dossier, element = self.made.dossier, f"{change['liste']}[{change['rang']}]"
        try:
            if change["operation"] == "ajouter":
                made = dossier.avec_element(str(change["liste"]))
            elif change["operation"] == "retirer":
                made = dossier.sans_element(element)
            else:
                made = dossier.avec_element_deplace(element, int(str(change["vers"])))
        except cpom.Refus as refused:
            self._refuse(chemin, "", refused.constats[0].message, refused.constats[0].conseil)
            return
        self.made.dossier, self.held = made, cpom.reponses(made)
        self.made.changements.append(change)
        self.made.enregistre.append(chemin)
        there = {path: operated(lire(here), change) for path, here in self.made.ici.items()}
        self.made.ici = {path: ecrit(here) for path, here in there.items() if here is not None}
        self.made.decide = True

    def _forbidden(self, chemin: str, mien: str) -> str:
        """Why this visitor may not answer at a path; empty where they may."""
        if (question := self.held.question(chemin)) is None or chemin == "modele":
            return _UNASKED
        if question.genre == "" and question.plusieurs and mien not in ("", NONE):  # a list of items, one by one
            return _UNASKED
        return _OF_ANOTHER if self._of_another(question.partie, chemin) else ""

    def _forbidden_list(self, around: str) -> str:
        if (party := self.held.qui_nomme(around)) is None:
            return _UNASKED
        return "cette liste est tenue par une autre partie." if self._of_another(party, around) else ""

    def _of_another(self, party: str, chemin: str) -> bool:
        return bool(self.visitor.partie) and (party != self.visitor.partie or chemin in _SETTINGS)

    def _refuse(self, chemin: str, mien: str, message: str, conseil: str = "") -> None:
        self.made.erreurs.append(Wrong(chemin, mien, message, conseil))


def _split(element: str) -> tuple[str, int]:
    """The list of an item, and its rank from 1; 0 where it is no item."""
    path = lire(element)
    return (ecrit(path[:-1]), path[-1] + 1) if isinstance(path[-1], int) else (element, 0)
