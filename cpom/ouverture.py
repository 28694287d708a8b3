"""Opening a description, from a file or from what a program holds of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from cpom.bibliotheque import Bibliotheque, bibliotheque_de
from cpom.dossier import Dossier
from cpom.erreurs import PasUneDescription, refusant
from engine import dossier as lecture
from engine.reading.enclosed import read_description
from engine.reading.natures import refuse_other_yaml
from engine.reading.yaml_strict import Source, parse_part


def ouvrir(
    chemin: str | Path,
    *,
    bibliotheque: Bibliotheque | None = None,
    jour: date | None = None,
    dossiers_permis: tuple[str | Path, ...] = (),
) -> Dossier:
    """Ouvrir la description d'un contrat, sans rien écrire ni changer nulle part.

    Un document que cpom a écrit (.docx, .odt, .pdf) s'ouvre comme elle : c'est la description qu'il porte qui est lue,
    et un constat dit ce qui y a été changé à la main depuis. Les fichiers qu'elle nomme sont cherchés à côté de lui.

    `bibliotheque` est, sans elle, celle que prendrait la commande : CPOM_BIBLIOTHEQUE, le `cpom.yaml` le plus proche,
    ou celle qui est installée. `jour` est le jour où l'on est (aujourd'hui sans lui) : le droit d'une description sans
    date est le sien.
    `dossiers_permis` sont les dossiers, en plus du sien, où elle peut nommer une charte ou un logo.

    Raises:
        PasUneDescription: si le fichier manque, ne peut pas être lu, ou est d'une autre sorte. Une description fausse
            s'ouvre toujours : `Dossier.constats` dit ce qui est faux.
        Refus: si la bibliothèque ne peut pas être ouverte.
    """
    path = Path(chemin)
    with refusant(PasUneDescription):
        source = read_description(path)
        if source.file:
            from engine.rereading.retouched import retouched

            source = replace(source, remarks=(*source.remarks, *retouched(path)))
    return ouvert(source, path, bibliotheque, jour, tuple(map(Path, dossiers_permis)))


def lire(
    contenu: str | bytes | Mapping[str, Any],
    *,
    dossier: str | Path = ".",
    nom: str = "contrat.yaml",
    bibliotheque: Bibliotheque | None = None,
    jour: date | None = None,
    dossiers_permis: tuple[str | Path, ...] = (),
) -> Dossier:
    """Ouvrir une description qui n'est pas dans un fichier : son YAML, ou ses faits, en dictionnaire.

    `dossier` est celui où elle peut nommer une charte ou un logo, `nom` comment les constats l'appellent.

    Raises:
        PasUneDescription: si ce n'est pas du YAML lisible, ou pas une description.
    """
    from cpom.faits import description

    text = contenu if isinstance(contenu, str | bytes) else description(contenu)
    with refusant(PasUneDescription):
        source = parse_part(text.encode() if isinstance(text, str) else text, nom)
        refuse_other_yaml(source)
    return ouvert(source, Path(dossier) / nom, bibliotheque, jour, tuple(map(Path, dossiers_permis)))


def ouvert(
    source: Source,
    path: Path,
    bibliotheque: Bibliotheque | None,
    jour: date | None,
    permis: tuple[Path, ...],
    *,
    avant: Dossier | None = None,
) -> Dossier:
    """A description that has been read, as one of a library; `permis` are the folders of the files that it may name.

    `avant` is what it was before some of its facts changed.
    """
    library, day = bibliotheque or bibliotheque_de(path.parent), jour or date.today()
    try:
        before = avant._lu if avant and avant.entier else None
        read = lecture.dossier_of(source, path, day, library._lue, permis, before=before)
    except lecture.WrongDescriptionError as error:
        return Dossier(library, day, source, path, permis, error.findings, error.part, entier=False)
    return Dossier(library, day, read.source, path, permis, read.findings, read, entier=True)
