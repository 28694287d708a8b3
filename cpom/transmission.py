"""The folder of a contract that goes to the assembly and to the control of legality; nothing is ever sent."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

from cpom.dossier import Dossier
from cpom.erreurs import refusant
from cpom.valeurs import Constat, constats
from engine.definitif import Final
from engine.redaction import USUAL_ENGINE
from models.records import dataclass

if TYPE_CHECKING:
    from engine.transmission.transmission import Transmission


@dataclass(frozen=True, eq=False, repr=False)
class DossierDeTransmission:
    """Le dossier d'un contrat : ses documents, leur bordereau, leur manifeste ; `enregistrer` seul écrit un fichier."""

    _fait: Transmission

    def __repr__(self) -> str:
        return f"DossierDeTransmission({', '.join(self.fichiers)})"

    @cached_property
    def fichiers(self) -> Mapping[str, bytes]:
        """Les octets de chaque fichier, par son nom."""
        return MappingProxyType({one.name: one.content for one in self._fait.pieces})

    @cached_property
    def objets(self) -> Mapping[str, str]:
        """Ce qu'est chaque fichier, par son nom."""
        return MappingProxyType({one.name: one.what for one in self._fait.pieces})

    @cached_property
    def constats(self) -> tuple[Constat, ...]:
        """Ce qu'il y a à savoir du contrat, et les mentions obligatoires que rien n'y montre."""
        return constats((*self._fait.redaction.findings, *self._fait.absent))

    @property
    def manquants(self) -> int:
        """Combien de faits y restent à compléter."""
        return len(self._fait.redaction.missing)

    def enregistrer(self, dossier: str | Path, *, ecraser: bool = False) -> tuple[Constat, ...]:
        """Écrit le dossier, entier ou pas du tout ; celui qui y était n'est remplacé que si rien ne s'en perd.

        Avec `ecraser`, il est remplacé, et gardé sous un nom daté, que disent les constats.

        Raises:
            Refus: si quelque chose s'en perdrait, ou s'il ne peut pas être écrit.
        """
        from engine.transmission.folder import put_folder

        with refusant():
            made = self._fait
            kept = put_folder(Path(dossier), made.pieces, lambda: made.redaction.bibliotheque, overwrite=ecraser)
        return constats(kept)


def dossier_de_transmission(
    dossier: Dossier,
    *,
    definitif: bool = False,
    avec_reserves: bool = False,
    moteur: str = USUAL_ENGINE,
    matiere: str = "",
    numero: str = "",
) -> DossierDeTransmission:
    """Le dossier d'un contrat qui va à l'assemblée et au contrôle de légalité, en mémoire : rien n'est envoyé.

    `definitif`, `avec_reserves` et `moteur` sont ceux d'`ecrit` ; `matiere` et `numero`, ce que la collectivité seule
    sait, vont au bordereau.

    Raises:
        Refus: si la description n'a pas pu être lue en entier, ou si le contrat ne peut pas être écrit.
    """
    from engine.transmission.bordereau import Asked
    from engine.transmission.transmission import transmission_of

    read = dossier._en_entier()
    with refusant():
        final = Final(definitif, avec_reserves)
        return DossierDeTransmission(transmission_of(read, final, Asked(matiere, numero), moteur))
