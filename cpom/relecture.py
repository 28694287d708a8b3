"""An edited document read back: what was changed by hand, fact by fact and clause by clause, and what that gives."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from cpom.bibliotheque import Bibliotheque, bibliotheque_de
from cpom.dossier import Dossier, ouvert
from cpom.erreurs import PasUneDescription, Refus, refusant
from cpom.ouverture import ouvrir
from cpom.valeurs import Constat, constats

if TYPE_CHECKING:
    from datetime import date

    from engine.rereading.facts import FactRead
    from engine.rereading.facts import Fate as FactFate
    from engine.rereading.files.edited import Comment, RevisionKind
    from engine.rereading.files.edited import Revision as Tracked
    from engine.rereading.lines.differences import Fate, WordsChanged
    from engine.rereading.lines.places import Place as Printed
    from engine.rereading.reread import Applied, Rereading

Sort = Literal["repris", "deja", "conflit", "refuse", "plusieurs", "indecis", "inconnu"]
SortDesMots = Literal["change", "ajoute", "retire", "deplace", "coupe", "joint"]
SortDeRevision = Literal["ajout", "retrait", "deplacement", "forme"]
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


@dataclass(frozen=True, slots=True)
class FaitRelu:
    """Un fait changé dans le document, et ce qu'il devient.

    `ancien` est ce qui était imprimé, `lus` ce qui se lit maintenant aux `changees` de ses `places`, `texte` ce que la
    description en écrira (vide : il est effacé). `sort` dit s'il est « repris », si la description le dit « deja », si
    elle dit maintenant autre chose (« conflit » : `maintenant`), s'il est « refuse » (`constats` dit pourquoi), si ses
    places disent « plusieurs » choses, s'il est « indecis » parce que les mots autour ont changé aussi, ou « inconnu »
    du modèle. `ou` est l'article où il est, `rang` sa place dans l'ordre du contrat.
    """

    chemin: str
    libelle: str
    sort: Sort
    ancien: str
    lus: tuple[str, ...]
    texte: str
    maintenant: str
    places: int
    changees: int
    ou: str
    rang: int
    constats: tuple[Constat, ...] = ()


@dataclass(frozen=True, slots=True)
class MotsRelus:
    """Des mots d'une clause changés à la main : ce qu'ils étaient, ce qu'ils sont ; `ou` et `rang` comme d'un fait.

    `deja` : la description les dit maintenant comme le document.
    """

    sort: SortDesMots
    clause: str
    avant: str
    apres: str
    ou: str
    rang: int
    deja: bool = False


@dataclass(frozen=True, slots=True)
class ChiffreRelu:
    """Un chiffre calculé auquel on a écrit autre chose : sa case (« budget.total[2] »). Il n'est pas repris."""

    case: str
    ancien: str
    lu: str
    ou: str
    rang: int


@dataclass(frozen=True, slots=True)
class Remarque:
    """Un commentaire de quelqu'un : ce sur quoi il porte, ce qu'on lui a répondu."""

    auteur: str
    date: str
    texte: str
    sur: str
    ou: str
    rang: int
    reponses: tuple[Remarque, ...] = ()


@dataclass(frozen=True, slots=True)
class Revision:
    """Une modification suivie, ni acceptée ni refusée."""

    auteur: str
    date: str
    sort: SortDeRevision
    texte: str
    ou: str
    rang: int


@dataclass(frozen=True, slots=True)
class ClausePerdue:
    """Une clause qu'on ne trouve plus : ses mots sont dans la clause `dans`, ou nulle part (vide)."""

    clause: str
    dans: str


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
