"""The deadlines of several contracts, in one list: as a text, a table, a workbook, a calendar."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from cpom.bibliotheque import Bibliotheque
from cpom.dossier import Dossier
from cpom.echeances import delais_de, echeance_de
from cpom.erreurs import Erreur, PasUneDescription
from cpom.ouverture import ouvrir
from cpom.valeurs import Constat, Delai, Echeance, constats
from engine.errors import Finding, Place, Severity
from engine.reading.decoding import printable
from models.records import dataclass

if TYPE_CHECKING:
    from engine.agenda.entry import Entry

FORMATS_DE_CALENDRIER: tuple[str, ...] = ("txt", "csv", "xlsx", "ics")
"""Ce qu'un calendrier sait être ; « ics » s'importe dans un agenda."""

_READ_IN_A_DOCUMENT, _RETOUCHED, _WITHOUT_MODEL = "document-description-lue", "document-retouche", "modele-absent"
_UNKNOWN = Finding(
    "calendrier-inconnu",
    "le calendrier dépend de la date d'effet et de la durée, qui manquent.",
    hint="Complétez « effet » et « duree ».",
    path=("effet",),
)
_NAMED = 5


@dataclass(frozen=True, slots=True)
class EcheanceDeContrat:
    """Une échéance, et le contrat dont elle est : son nom (« Association Exemple (35) ») et son fichier."""

    contrat: str
    fichier: str
    echeance: Echeance


@dataclass(frozen=True, eq=False, repr=False)
class Calendrier:
    """Les échéances de plusieurs contrats, par jour ; `constats` dit ce qui n'a pas pu être lu et ce qu'il faut savoir.

    `contrats` sont les fichiers dont les échéances y sont. D'un contrat seul, `delais` sont les délais qui courent d'un
    événement, sans date tant qu'il n'a pas eu lieu.
    """

    contrats: tuple[str, ...]
    constats: tuple[Constat, ...]
    delais: tuple[Delai, ...]
    _entrees: tuple[Entry, ...]

    def __repr__(self) -> str:
        return f"Calendrier(contrats={len(self.contrats)}, echeances={len(self._entrees)})"

    @property
    def erreurs(self) -> tuple[Constat, ...]:
        """Les constats qui sont à corriger."""
        return tuple(one for one in self.constats if one.gravite == "erreur")

    @cached_property
    def echeances(self) -> tuple[EcheanceDeContrat, ...]:
        """Une par jour et par contrat, dans l'ordre des jours."""
        return tuple(
            EcheanceDeContrat(one.contrat, one.fichier, echeance_de(one.deadline, one.departement or None))
            for one in self._entrees
        )

    def lignes(self) -> Iterator[str]:
        """Une échéance par ligne, comme la commande les dit ; le nom du contrat y est, s'il y en a plusieurs."""
        several = len(self.contrats) > 1
        yield from (one.words(one.contrat if several else "") for one in self._entrees)

    def ecrire(self, nom_du_format: str) -> bytes:
        """Le calendrier dans un format de `FORMATS_DE_CALENDRIER`, en octets ; rien n'est écrit sur le disque.

        Raises:
            ValueError: si le format n'existe pas.
        """
        from engine.agenda.ics import calendar_of
        from engine.agenda.table import csv_of, workbook_of

        names = list(dict.fromkeys(one.contrat for one in self._entrees))
        title = names[0] if len(names) == 1 else f"{len(names)} contrats"
        match nom_du_format:
            case "txt":
                return "".join(f"{line}\n" for line in self.lignes()).encode(errors="replace")
            case "csv":
                return csv_of(self._entrees)
            case "xlsx":
                return workbook_of(f"Échéances : {title}", self._entrees)
            case "ics":
                return b"".join(calendar_of(title, self._entrees))
        raise ValueError(f"« {nom_du_format} » n'est pas un format : {', '.join(FORMATS_DE_CALENDRIER)}.")


def calendrier(
    *chemins: str | Path,
    avant: date | None = None,
    apres: date | None = None,
    bibliotheque: Bibliotheque | None = None,
    jour: date | None = None,
) -> Calendrier:
    """Les échéances de contrats : descriptions, documents que cpom a écrits, ou dossiers qui en contiennent.

    `apres` ne garde que les échéances de ce jour et des suivants, `avant` celles qui le précèdent ; celle dont le
    dernier jour est chômé compte aussi par le jour ouvrable où agir. Ce qui n'est pas d'un contrat dans un dossier est
    dit, sans rien empêcher ; deux fichiers d'un même contrat ne comptent qu'une fois. `bibliotheque` et `jour` sont
    ceux d'`ouvrir`. Rien n'est refusé ici : `Calendrier.erreurs` dit ce qui est à corriger.
    """
    from engine.agenda.entry import of_period
    from engine.agenda.folder import key_of
    from engine.agenda.gathered import Opened, gathered

    told: list[Finding] = []
    opened: list[Opened] = []
    for path, folder in _files(map(Path, chemins), told):
        dossier = _opened(path, folder, bibliotheque, jour, told)
        if dossier and dossier._lu:
            opened.append(Opened(printable(path), key_of(path, folder), dossier._lu))
    entries, doubles = gathered(opened)
    kept = dict.fromkeys(one.fichier for one in entries)
    periods = delais_de(opened[0].dossier) if len(kept) == 1 else ()
    return Calendrier(tuple(kept), constats([*told, *doubles]), periods, tuple(of_period(entries, apres, avant)))


def agenda(titre: str, echeances: Iterable[EcheanceDeContrat]) -> bytes:
    """Un fichier d'agenda (iCalendar, « .ics ») d'échéances que l'on a déjà, sans rouvrir leurs contrats.

    `fichier` est ce qui distingue un contrat d'un autre ; s'il reste le même, l'agenda qui reprend le fichier déplace
    les échéances sans les doubler.
    """
    from engine.agenda.entry import Entry
    from engine.agenda.ics import calendar_of
    from engine.calendar.echeancier import Deadline

    def entry(of: EcheanceDeContrat) -> Entry:
        one = of.echeance
        day = Deadline(one.jour, one.libelle, one.genre, qui=one.qui, article=one.article, source=one.source)
        return Entry(day, of.contrat, of.fichier, about=one.remarque)

    return b"".join(calendar_of(titre, map(entry, echeances)))


def fichiers_de(dossier: Path) -> list[Path]:
    """Les fichiers d'un dossier, et de ceux qu'il contient, qui peuvent être d'un contrat."""
    from engine.agenda.folder import files_of

    return files_of(dossier)[0]


def _files(paths: Iterable[Path], told: list[Finding]) -> Iterator[tuple[Path, Path | None]]:
    """The files to read, once each, with the folder that was named; what is there beside them is told."""
    from engine.agenda.folder import files_of

    seen: set[str] = set()
    for path in paths:
        is_folder = os.path.isdir(path)  # unlike Path.is_dir, it bears a name that is too long
        read, others = files_of(path) if is_folder else ([path], [])
        if is_folder and not read:
            message = "ce dossier n'a ni description (YAML) ni document qui puisse être d'un contrat."
            hint = "Donnez le dossier où sont les contrats."
            told.append(Finding("dossier-sans-contrat", message, hint=hint, place=Place(printable(path))))
        told += _not_read(others)
        for one in read:
            if (real := os.path.realpath(one)) not in seen:  # a link that leads to itself is told where it is read
                seen.add(real)
                yield one, path if is_folder else None


def _not_read(others: Sequence[Path]) -> Iterator[Finding]:
    if others:
        names = ", ".join(map(printable, others[:_NAMED])) + (", …" if len(others) > _NAMED else "")
        yield Finding("fichiers-non-lus", f"fichiers qui ne sont d'aucun contrat : {names}.", Severity.INFORMATION)


def _opened(
    path: Path, folder: Path | None, bibliotheque: Bibliotheque | None, jour: date | None, told: list[Finding]
) -> Dossier | None:
    """A contract that has a calendar; what is wrong with it is told, and of what is none where a folder was named."""
    try:
        dossier = ouvrir(path, bibliotheque=bibliotheque, jour=jour)
    except PasUneDescription as error:
        told += [of_none(one) for one in error.findings] if folder else error.findings
        return None
    except Erreur as error:
        told += error.findings
        return None
    if folder and any(one.code == _WITHOUT_MODEL for one in dossier.controles):
        told += [of_none(one) for one in dossier.controles if one.code == _WITHOUT_MODEL]
        return None
    said = (_RETOUCHED,) if folder else (_RETOUCHED, _READ_IN_A_DOCUMENT)
    told += [one for one in dossier.controles if one.gravite == "erreur" or one.code in said]
    if not dossier.entier:
        return None
    if not dossier.calendrier:
        told.append(_UNKNOWN.at(dossier.place("effet")))
        return None
    return dossier


def of_none(found: Finding) -> Finding:
    """What a folder has beside its contracts: told, and nothing wrong."""
    message = f"ce n'est pas un contrat : {found.message}"
    return Finding("pas-un-contrat", message, Severity.INFORMATION, place=found.place)
