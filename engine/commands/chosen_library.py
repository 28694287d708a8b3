"""Which library a command uses: that of its words, or of the environment, or of the nearest `cpom.yaml`."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path

import cpom
from cpom.bibliotheque import bibliotheque_de
from engine.commands.output import report
from engine.libraries.bibliotheque import Bibliotheque
from engine.libraries.choix import chosen

_OF_A_DOCUMENT = ("document-description-lue", "document-retouche")


def library_of(arguments: Namespace, file: Path | None = None) -> Bibliotheque:
    """The library of a programmation that a command reads; without a file, that of the current folder.

    Raises:
        InputError: where what is named is no library, or where `cpom.yaml` cannot be read.
    """
    return chosen(_asked(arguments), file.parent if file else Path())


def bibliotheque_of(arguments: Namespace, file: Path | None = None) -> cpom.Bibliotheque:
    """The library of a file that a command reads; without a file, that of the current folder.

    Raises:
        cpom.Refus: where what is named is no library, or where `cpom.yaml` cannot be read.
    """
    return bibliotheque_de(file.parent if file else Path(), _asked(arguments))


def bibliotheque_demandee(arguments: Namespace) -> cpom.Bibliotheque | None:
    """The library that the words ask for, for every file; None where each has that of its own folder.

    Raises:
        cpom.Refus: where what is named is no library.
    """
    return bibliotheque_of(arguments) if _asked(arguments) else None


def dossier_asked(arguments: Namespace, file: Path) -> cpom.Dossier:
    """The description that a command reads, whole.

    Raises:
        cpom.Erreur: where it is none, or cannot be read whole, with all that is wrong in it.
    """
    dossier = cpom.ouvrir(file, bibliotheque=bibliotheque_of(arguments, file), jour=arguments.aujourdhui)
    if not dossier.entier:
        raise cpom.Refus(dossier.controles)
    return dossier


def dossier_told(arguments: Namespace, file: Path) -> cpom.Dossier:
    """The same, for a command that tells no finding: whether it is that of a document, and whether its words changed.

    Raises:
        cpom.Erreur: as `dossier_asked` does.
    """
    dossier = dossier_asked(arguments, file)
    report(one for one in dossier.controles if one.code in _OF_A_DOCUMENT)
    return dossier


def _asked(arguments: Namespace) -> list[Path]:
    return [*getattr(arguments, "au_dessus", ()), *getattr(arguments, "bibliotheque", ())]
