"""Who signed a PDF, over what, and whether it is still the contract that cpom wrote."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from pathlib import Path
from typing import Literal

from cpom.erreurs import refusant
from cpom.valeurs import Constat, constats
from models.records import dataclass


@dataclass(frozen=True, slots=True)
class SignatureDePdf:
    """Un champ de signature et ce qui y est signé ; `etat` est « vide » si personne n'y a signé.

    `champ` et `titre` sont le nom du champ et celui de la partie ; `signataire` et `emetteur` ce que le certificat dit
    de l'un et de l'autre. `date_annoncee` est l'heure de l'ordinateur du signataire, que rien ne prouve ;
    `horodatage` celle qu'un tiers, `horodateur`, atteste. `revision` est celle du fichier qui est signée, entière si
    `couvre_tout`. `depuis` est le plus grave de ce qui a été ajouté ensuite, dans `champs_depuis` ; `permis` dit que
    cela ne change pas ce qui est signé. `confiance` est None si aucune racine n'a été donnée. Un horodatage du document
    (`est_horodatage`) n'est la signature de personne.
    """

    champ: str
    titre: str
    etat: Literal["vide", "intacte", "rompue", "illisible"]
    signataire: str
    emetteur: str
    date_annoncee: datetime | None
    horodatage: datetime | None
    horodateur: str
    revision: int
    couvre_tout: bool
    depuis: Literal["rien", "archivage", "signatures", "annotations", "autre"]
    champs_depuis: tuple[str, ...]
    permis: bool
    confiance: bool | None
    est_horodatage: bool


@dataclass(frozen=True, slots=True)
class VerificationDeSignatures:
    """Les signatures d'un PDF, dans l'ordre de ses champs.

    `origine` dit ce qu'est devenu le contrat que cpom a écrit : « intacte » (pas un octet n'a changé), « complétée »
    (il n'y a été ajouté que des signatures), « changée », ou « inconnue » s'il n'en porte pas l'empreinte.
    """

    document: str
    signatures: tuple[SignatureDePdf, ...]
    revisions: int
    origine: Literal["intacte", "complétée", "changée", "inconnue"]
    constats: tuple[Constat, ...]

    @property
    def correcte(self) -> bool:
        """Si rien n'y est faux ; un champ vide, ou une confiance qui n'est pas jugée, ne l'est pas."""
        return not any(one.gravite == "erreur" for one in self.constats)


def verifier_signatures(
    pdf: str | Path | bytes, *, racines: Iterable[str | Path | bytes] = ()
) -> VerificationDeSignatures:
    """Dire qui a signé un PDF (son fichier, ou ses octets), et s'il est encore le contrat que cpom a écrit.

    `racines` sont les certificats (PEM ou DER) des autorités de confiance ; sans eux, la confiance n'est pas jugée.
    Rien n'est cherché sur le réseau. Demande l'extra « signature ».

    Raises:
        Refus: si l'extra n'est pas installé, si ce n'est pas un PDF lisible, ou si une racine n'est pas un certificat.
    """
    from engine.reading.decoding import printable, read_bytes
    from engine.signing.verify import LARGEST, verified

    def content_of(given: str | Path | bytes) -> bytes:
        return given if isinstance(given, bytes) else read_bytes(Path(given), LARGEST)

    with refusant():
        name = "contrat.pdf" if isinstance(pdf, bytes) else printable(Path(pdf))
        found = verified(content_of(pdf), name, [content_of(one) for one in racines])
    signatures = tuple(
        SignatureDePdf(
            *(one.field, one.title, one.state, one.signer, one.issuer, one.claimed, one.stamped, one.stamper),
            *(one.revision, one.whole, one.since, one.fields_since, one.allowed, one.trusted, one.timestamp),
        )
        for one in found.fields
    )
    return VerificationDeSignatures(name, signatures, found.revisions, found.origin, constats(found.findings))
