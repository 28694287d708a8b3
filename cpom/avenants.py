"""An avenant: the document that the parties sign, and the consolidated contract that it makes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from functools import cached_property
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

from cpom.bibliotheque import Bibliotheque, bibliotheque_de
from cpom.dossier import Dossier
from cpom.erreurs import PasUneDescription, Refus, refusant
from cpom.ouverture import ouvrir
from cpom.redaction import Redaction
from cpom.valeurs import Constat, constats
from engine.definitif import Final
from engine.reading.decoding import PDF, ZIP, begins, printable
from models import chemins
from models.records import dataclass

if TYPE_CHECKING:
    from engine.avenants.draft import Drafted
    from engine.avenants.signed import Signed
    from engine.dossier import Dossier as Lu


@dataclass(frozen=True, eq=False, repr=False)
class Avenant:
    """Un avenant rédigé, avec le contrat consolidé qu'il fait ; rien n'est écrit sur le disque."""

    _fait: Drafted

    def __repr__(self) -> str:
        return f"Avenant({self.numero}, {self._fait.case.given.source.name!r})"

    @property
    def numero(self) -> int:
        """Son numéro : un de plus que le dernier avenant du contrat."""
        return self._fait.number

    @property
    def refus(self) -> str:
        """Pourquoi il ne peut pas être écrit ; vide s'il peut l'être."""
        return self._fait.avenant.refusal

    @cached_property
    def constats(self) -> tuple[Constat, ...]:
        """Ce qu'il faut corriger ou savoir de l'avenant, puis du contrat consolidé."""
        return constats(dict.fromkeys((*self._fait.avenant.findings, *self._fait.contract.findings)))

    @property
    def phrases(self) -> tuple[str, ...]:
        """Les phrases qui disent ce qui change, avec les mots qu'elles citent."""
        return self._fait.body

    @cached_property
    def redaction(self) -> Redaction:
        """L'avenant, à écrire en plusieurs formats."""
        return Redaction(self._fait.avenant)

    @cached_property
    def contrat_consolide(self) -> Redaction:
        """Le contrat consolidé, à écrire de même."""
        return Redaction(self._fait.contract)

    def yaml(self) -> str:
        """La description du contrat consolidé, qui suffit à le refaire ; l'avenant suivant part d'elle."""
        return self._fait.dossier.source.text


def avenant(  # noqa: PLR0913 - what an avenant says of its own
    ancien: str | Path | Dossier,
    nouveau: str | Path | Dossier,
    *,
    date: date | None = None,
    effet: date | None = None,
    motif: str = "",
    actualiser: bool = False,
    genre: str = "",
    prorogation: str = "",
    transfert: date | None = None,
    definitif: bool = False,
    avec_reserves: bool = False,
    bibliotheque: Bibliotheque | None = None,
    jour: date | None = None,
) -> Avenant:
    """L'avenant qui fait du contrat signé (`ancien`) le nouveau.

    `ancien` est une description, ou un document que cpom a écrit : ses mots sont alors ceux qui ont été signés. Un
    document changé à la main peut être le nouveau. La date de l'avenant, celle de son effet et son motif sont ceux de
    `nouveau` (« avenants »), si rien d'autre n'est donné. `actualiser` met le contrat dans le droit du jour de
    l'avenant. Son genre est celui que dit ce qui change, si `genre` ne le dit pas. `prorogation` (« 1 an ») prolonge le
    contrat ; `transfert` est la date de la décision qui transfère l'autorisation, sans laquelle le gestionnaire ne
    change pas. `definitif` refuse ce qu'il refuse d'un contrat (un fait qui manque, un point à vérifier, que
    `avec_reserves` garde), dans l'avenant et dans ce qu'il change du contrat, et retire les notes au rédacteur.

    Raises:
        PasUneDescription: si l'un des fichiers manque, ne peut pas être lu, ou est d'une autre sorte.
        Refus: si une description ne peut pas être lue en entier, ou si les deux ne sont pas du même modèle.
    """
    from engine.avenants.consolidation import Said
    from engine.avenants.draft import drafted

    said = Said(
        _written(date), _written(effet), motif, "oui" if actualiser else "", genre, prorogation, _written(transfert)
    )
    signed, remarks = _ancien(ancien, bibliotheque, jour)
    new, told = _nouveau(nouveau, bibliotheque, jour)
    with refusant():
        made = drafted(signed, new, said, jour or _today(), Final(definitif, avec_reserves))
    return Avenant(replace(made, avenant=replace(made.avenant, findings=(*remarks, *told, *made.avenant.findings))))


def avenant_seul(  # noqa: PLR0913 - likewise
    dossier: Dossier,
    genre: str,
    *,
    date: date | None = None,
    convention: int | None = None,
    annee: int | None = None,
    faits: Mapping[str, str] | None = None,
    definitif: bool = False,
    avec_reserves: bool = False,
    jour: date | None = None,
) -> Redaction:
    """Un avenant qui ne change aucun contrat (« convention-tripartite », « activites-subventionnees »), à écrire.

    `convention` est le rang de la convention prolongée, si la description en nomme plusieurs ; `annee`, celle de
    l'avenant annuel ; `faits`, ce que l'avenant dit de plus, par chemin (« annuel.activites[0].montant »). `definitif`
    et `avec_reserves` sont ceux d'`avenant`.

    Raises:
        Refus: si la description n'a pas pu être lue en entier, ou si le modèle, le contrat ou le jour ne permettent
            pas cet avenant.
    """
    from engine.avenants.alone import Asked, alone

    read = dossier._en_entier()
    said = {chemins.lire(path): value for path, value in (faits or {}).items()}
    with refusant(Refus):
        final = Final(definitif, avec_reserves)
        return Redaction(alone(read, genre, Asked(date, convention, annee, said), jour or dossier.jour, final))


def genres_d_avenant(bibliotheque: Bibliotheque, *, seuls: bool = False) -> Mapping[str, str]:
    """Les genres d'avenants qu'une bibliothèque sait dire : ceux qui changent un contrat, ou ceux d'`avenant_seul`.

    Leur nom est celui que prend l'option `genre`, avec les mots qui le disent.

    Raises:
        Refus: si l'un de leurs plans est mal écrit.
    """
    from engine.avenants.kinds import kinds_of, standing_alone

    with refusant():
        known = (standing_alone if seuls else kinds_of)(bibliotheque._lue)
    return MappingProxyType({name: kind.label for name, kind in known.items()})


def _today() -> date:
    return date.today()


def _written(day: date | None) -> str:
    return day.isoformat() if day else ""


def _ancien(
    one: str | Path | Dossier, library: Bibliotheque | None, day: date | None
) -> tuple[Signed, tuple[Constat, ...]]:
    """What was signed, with what is to be known of the file that says it."""
    from engine.avenants.signed import Signed
    from engine.rereading.files.read import read_edited

    if isinstance(one, Dossier):
        return Signed(one._en_entier()), ()
    opened = ouvrir(one, bibliotheque=library, jour=day)
    told = tuple(found for found in opened.controles if found.code == "document-retouche")
    if not begins(Path(one), PDF, ZIP):
        return Signed(opened._en_entier()), told
    with refusant(PasUneDescription):
        return Signed(opened._en_entier(), read_edited(Path(one)).carried), told


def _nouveau(
    one: str | Path | Dossier, library: Bibliotheque | None, day: date | None
) -> tuple[Lu, tuple[Constat, ...]]:
    """The new contract, with what was changed by hand where it is a document."""
    from engine.comparing.side import of_document
    from engine.rereading.files.read import read_edited

    if isinstance(one, Dossier):
        return one._en_entier(), ()
    path = Path(one)
    if begins(path, ZIP):
        with refusant(PasUneDescription):
            edited = read_edited(path)
        opened = library or bibliotheque_de(path.parent)
        with refusant():
            side = of_document(edited, printable(path), path.parent, lambda: opened._lue)
        if side.dossier:
            return side.dossier, constats(side.findings)
    return ouvrir(path, bibliotheque=library, jour=day)._en_entier(), ()
