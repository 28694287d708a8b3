"""An edited document read back: what was changed by hand, fact by fact and clause by clause, and what that gives."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from cpom.bibliotheque import Bibliotheque, bibliotheque_de
from cpom.dossier import Dossier
from cpom.erreurs import PasUneDescription, Refus, refusant
from cpom.ouverture import ouvert, ouvrir
from cpom.relus import (
    ChiffreRelu,
    ClausePerdue,
    FaitRelu,
    MotsRelus,
    Remarque,
    Revision,
    Sort,
    SortDeRevision,
    SortDesMots,
)
from cpom.valeurs import Constat, constats
from models.records import dataclass

if TYPE_CHECKING:
    from datetime import date

    from engine.rereading.facts import FactRead
    from engine.rereading.facts import Fate as FactFate
    from engine.rereading.files.edited import Comment, RevisionKind
    from engine.rereading.files.edited import Revision as Tracked
    from engine.rereading.lines.differences import Fate, WordsChanged
    from engine.rereading.lines.places import Place as Printed
    from engine.rereading.reread import Applied, Rereading

_SORTS: Mapping[FactFate, Sort] = {
    "taken": "repris", "already": "deja", "conflict": "conflit", "refused": "refuse", "several": "plusieurs",
    "unclear": "indecis", "unknown": "inconnu",
}  # fmt: skip
_MOTS: Mapping[Fate, SortDesMots] = {
    "changed": "change", "added": "ajoute", "removed": "retire", "moved": "deplace", "split": "coupe",
    "joined": "joint",
}  # fmt: skip
_REVISIONS: Mapping[RevisionKind, SortDeRevision] = {
    "ins": "ajout", "del": "retrait", "move": "deplacement", "format": "forme",
}  # fmt: skip


@dataclass(frozen=True, eq=False, repr=False)
class Relecture:
    """Ce qui a été changé à la main dans un document, dans l'ordre du contrat.

    `document` est son nom, `description` celle à qui les changements vont : celle qu'on a donnée, ou celle qu'il porte.
    """

    document: str
    description: Dossier
    _lue: Rereading

    def __repr__(self) -> str:
        return f"Relecture({self.document!r}, {len(self.faits)} faits, {len(self.mots)} passages)"

    @property
    def porte_sa_description(self) -> bool:
        """Si le document dit encore de quoi il vient ; sinon, il est comparé au contrat que la description donne."""
        return self._lue.carried

    @cached_property
    def faits(self) -> tuple[FaitRelu, ...]:
        """Les faits changés."""
        return tuple(self._fait(one) for one in self._lue.facts)

    @cached_property
    def mots(self) -> tuple[MotsRelus, ...]:
        """Les mots changés, les paragraphes ajoutés, retirés, déplacés, coupés, joints."""
        return tuple(self._mots(one) for one in self._lue.words)

    @cached_property
    def chiffres(self) -> tuple[ChiffreRelu, ...]:
        """Les chiffres calculés auxquels on a écrit autre chose."""
        found = self._lue.differences.figures
        return tuple(ChiffreRelu(one.name, one.printed, one.found or "", *self._a(one)) for one in found)

    @cached_property
    def remarques(self) -> tuple[Remarque, ...]:
        """Les commentaires, sans ceux que le projet avait."""
        return tuple(self._remarque(one) for one in self._lue.edited.comments if not one.is_ours)

    @cached_property
    def revisions(self) -> tuple[Revision, ...]:
        """Les modifications suivies qui attendent."""
        return tuple(self._revision(one) for one in self._lue.edited.revisions)

    @property
    def clauses_perdues(self) -> tuple[ClausePerdue, ...]:
        """Les clauses qu'on ne trouve plus."""
        return tuple(ClausePerdue(one.clause, one.within) for one in self._lue.differences.lost)

    @cached_property
    def constats(self) -> tuple[Constat, ...]:
        """Ce qu'il y a à savoir de sa lecture, puis les faits que quelqu'un doit trancher, chacun à sa place."""
        return (*constats(self._lue.findings), *(one for fait in self.faits for one in fait.constats))

    def appliquee(self) -> Dossier:
        """La description avec les faits repris, et les mots changés en adaptations ; rien n'est écrit sur le disque.

        Ses commentaires et sa forme sont gardés.

        Raises:
            Refus: si un fait est refusé, ou si elle en deviendrait fausse.
        """
        here = self.description
        return ouvert(self._reprise.dossier.source, here._chemin, here.bibliotheque, here.jour, here._permis)

    def retenant(self, faits: Mapping[str, str], mots: Collection[int]) -> Relecture:
        """La même, dont ne restent que ces faits et ces mots ; le reste est comme quand le document a été écrit.

        `faits` donne le texte de chacun par son chemin (celui de `FaitRelu`, ou un autre, pour trancher ; vide, il est
        effacé) ; `mots` sont des rangs dans `mots`, à partir de 0.

        Raises:
            ValueError: si le document n'a changé aucun fait de ce chemin, ou pas autant de mots.
        """
        from engine.rereading.chosen import chosen

        known = {one.name: one.path for one in self._lue.facts if one.fate != "unknown"}
        if unknown := [
            *(one for one in faits if one not in known),
            *(one for one in mots if one not in range(len(self._lue.words))),
        ]:
            raise ValueError(f"{self.document} n'a pas changé : {', '.join(map(str, unknown))}")
        words = [self._lue.words[rank] for rank in mots]
        return replace(self, _lue=chosen(self._lue, {known[path]: text for path, text in faits.items()}, words))

    @property
    def clauses_reprises(self) -> tuple[str, ...]:
        """Les clauses dont `appliquee` écrit les mots dans la description."""
        return self._reprise.clauses

    @property
    def constats_des_mots(self) -> tuple[Constat, ...]:
        """Ce qui, dans ces clauses, ne suit plus les faits, et les mots que la description ne peut pas dire."""
        return constats(self._reprise.findings)

    @cached_property
    def _reprise(self) -> Applied:
        from engine.rereading.reread import applied

        with refusant():
            return applied(self._lue, self.description.jour)

    @cached_property
    def _rangs(self) -> Mapping[tuple[str, int], int]:
        ranks: dict[tuple[str, int], int] = {}
        for rank, pair in enumerate(self._lue.differences.pairs):
            ranks |= {("base", at): rank for at in pair.base} | {("edited", at): rank for at in pair.edited}
        return ranks

    def _a(self, place: Printed) -> tuple[str, int]:
        return self._lue.places[place.line].cell, self._rangs[("base", place.line)]

    def _ici(self, line: int) -> tuple[str, int]:
        """Where a line of the document is, the last where there is none any more."""
        known = self._lue.now
        at = min(line, len(known) - 1)
        return (known[at].cell, self._rangs.get(("edited", at), 0)) if known else ("", 0)

    def _fait(self, one: FactRead) -> FaitRelu:
        told = (*one.places.changed, *one.places.unclear)
        ou, rang = self._a(told[0])
        return FaitRelu(
            one.name,
            one.label,
            _SORTS[one.fate],
            one.old,
            one.typed,
            one.text,
            one.now,
            len(one.places.places),
            len(one.places.changed),
            ou,
            rang,
            constats(one.findings),
        )

    def _mots(self, one: WordsChanged) -> MotsRelus:
        if one.base:
            where = self._lue.places[one.base[0]].cell, self._rangs[("base", one.base[0])]
        else:
            where = self._ici(one.edited[0])
        return MotsRelus(_MOTS[one.fate], one.clause, one.before, one.after, *where, deja=one in self._lue.known)

    def _remarque(self, one: Comment) -> Remarque:
        replies = tuple(map(self._remarque, one.replies))
        return Remarque(one.author, one.date, one.text, one.quoted, *self._ici(one.line), replies)

    def _revision(self, one: Tracked) -> Revision:
        return Revision(one.author, one.date, _REVISIONS[one.kind], one.text, *self._ici(one.line))


def relire(
    document: str | Path | bytes,
    description: str | Path | Dossier | None = None,
    *,
    bibliotheque: Bibliotheque | None = None,
    jour: date | None = None,
    revisions: Literal["acceptees", "refusees"] = "acceptees",
) -> Relecture:
    """Dire ce qui a été changé à la main dans un contrat que cpom a écrit (DOCX ou ODT) ; rien n'est écrit.

    `document` est son fichier, ou ses octets. Il est comparé à ce qu'il disait quand il a été écrit. `description` est
    celle où les changements iront : ce qu'elle est devenue depuis n'est pas défait. Sans elle, c'est celle qu'il porte.
    `revisions` dit comment lire celles qui attendent ; `bibliotheque` et `jour` sont ceux d'`ouvrir`.

    Raises:
        PasUneDescription: si le document ou la description ne peuvent pas être lus.
        Refus: si le document ne dit plus d'où il vient, et que la description n'est pas donnée ou est fausse.
    """
    from engine.reading.decoding import printable
    from engine.rereading.files.read import read_edited
    from engine.rereading.reread import reread

    file, path = (document, Path()) if isinstance(document, bytes) else (Path(document), Path(document))
    name = "document" if isinstance(document, bytes) else printable(path)
    with refusant(PasUneDescription):
        edited = read_edited(file, name, "finale" if revisions == "acceptees" else "initiale")
    given = description
    if isinstance(given, str | Path):
        given = ouvrir(given, bibliotheque=bibliotheque, jour=jour)
    if given is not None and (given._lu is None or not given.entier):
        raise Refus(given.erreurs)
    library = given.bibliotheque if given else bibliotheque or bibliotheque_de(path.parent)
    with refusant():
        read = reread(edited, name, given._lu if given else None, path.parent, lambda: library._lue)
    here = given or ouvert(read.current.source, read.current.path, library, jour, ())
    return Relecture(name, here, read)
