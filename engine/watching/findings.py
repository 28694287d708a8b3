"""What is told of archives that cannot be read, of their files, and of those that are missing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Final

from engine import french
from engine.errors import Finding, Place, Severity
from engine.reading.decoding import printable
from engine.watching.archive import FILE_MAX, Reason

DILA: Final = "https://echanges.dila.gouv.fr/OPENDATA/ (LEGI, JORF)"
_SAMPLE: Final = 3
_AGAIN: Final = "Téléchargez-la de nouveau : rien n'est écrit dans le registre tant qu'une archive n'est pas entière."
_WHY: Final[Mapping[Reason, Finding]] = {
    "missing": Finding("archive-illisible", "cette archive ne peut pas être ouverte.",
                       hint="Vérifiez son chemin et vos droits."),
    "other": Finding("archive-illisible", "ce n'est pas une archive .tar.gz.",
                     hint=f"Prenez-la à {DILA}, sans l'ouvrir."),
    "truncated": Finding("archive-tronquee", "cette archive est coupée : la fin manque.", hint=_AGAIN),
    "damaged": Finding("archive-abimee", "cette archive est abîmée.", hint=_AGAIN),
    "bomb": Finding("archive-demesuree", "cette archive se décompresse sans mesure, et sa lecture a été arrêtée.",
                    hint="Ce n'est pas une archive de la DILA : n'en gardez pas la copie."),
}  # fmt: skip


def not_whole(path: Path, reason: Reason) -> Finding:
    """An archive that could not be read to its end."""
    return _WHY[reason].at(Place(printable(path)))


def unnamed(path: Path) -> Finding:
    """A file whose name does not say which archive it is."""
    message = "le nom de ce fichier ne dit pas de quelle archive il s'agit."
    hint = ("Gardez celui que la DILA lui donne : « Freemium_legi_global_20250713-140000.tar.gz », "
            "« LEGI_20261127-212000.tar.gz », ou JORF de même.")  # fmt: skip
    return Finding("archive-nom", message, hint=hint, source=DILA, place=Place(printable(path)))


def unreadable_files(archive: str, paths: Sequence[str]) -> Iterator[Finding]:
    """The files of an archive that are not of its form, or too large."""
    if paths:
        told = french.plural(len(paths), "fichier")
        message = f"{told} de cette archive ne se lisent pas : {_some(paths)}."
        if len(paths) == 1:
            message = f"un fichier de cette archive ne se lit pas : {_some(paths)}."
        hint = f"XML de la DILA attendu, sans DTD, de {FILE_MAX // 1_000_000} Mo au plus ; ce qu'il disait manque ici."
        yield Finding("archive-fichier-illisible", message, Severity.WARNING, hint, place=Place(archive))


def suspect_paths(archive: str, paths: Sequence[str]) -> Iterator[Finding]:
    """The names that lead out of an archive."""
    if paths:
        message = f"des fichiers de cette archive portent un chemin qui en sort : {_some(paths)}."
        hint = "Ils ont été laissés de côté. Ce n'est pas une archive comme la DILA en fait : vérifiez d'où elle vient."
        yield Finding("archive-chemin", message, Severity.WARNING, hint, place=Place(archive))


def too_old(archive: str, whole: str) -> Finding:
    """An archive that is older than the whole base that was given."""
    message = f"cette archive est plus ancienne que {whole}, qui contient déjà ce qu'elle dit : elle n'a pas été lue."
    return Finding("archive-ancienne", message, Severity.WARNING, "Rien à faire.", place=Place(archive))


def twice(archive: str) -> Finding:
    """An archive that is given twice."""
    message = "cette archive est donnée deux fois, et a été lue une fois."
    return Finding("archive-double", message, Severity.INFORMATION, "Rien à faire.", place=Place(archive))


def without_whole(base: str) -> Finding:
    """Daily archives alone."""
    message = f"aucune archive globale de {base} n'est donnée : seul est connu ce qui change dans ces archives."
    hint = "Un texte qui n'y est pas n'a pas changé ces jours-là ; donnez aussi la globale pour tout rapprocher."
    return Finding("archive-sans-globale", message, Severity.INFORMATION, hint, source=DILA)


def missing_days(base: str, days: Sequence[str]) -> Finding:
    """Working days of which no archive is given, between two that are."""
    told = f"{days[0]} … {days[-1]} ({len(days)} jours)" if len(days) > _SAMPLE else ", ".join(days)
    message = f"il manque peut-être des archives de {base} : aucune n'est datée du {told}."
    hint = (
        "La DILA en publie une à la fin de chaque jour ouvré, sauf exception : vérifiez la liste, et donnez celles qui "
        "manquent. Sans elles, un changement de ces jours-là reste inconnu."
    )
    return Finding("archive-manquante", message, Severity.WARNING, hint, source=DILA)


def _some(paths: Sequence[str]) -> str:
    more = f" et {len(paths) - _SAMPLE} autres" if len(paths) > _SAMPLE else ""
    return ", ".join(f"« {printable(Path(one))} »" for one in paths[:_SAMPLE]) + more
