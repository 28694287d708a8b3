"""What is found of the signatures of a PDF, and what is wrong with them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Literal

from engine.errors import Finding, Place, Severity
from models.records import dataclass

State = Literal["vide", "intacte", "rompue", "illisible"]
Since = Literal["rien", "archivage", "signatures", "annotations", "autre"]
Origin = Literal["intacte", "complétée", "changée", "inconnue"]


@dataclass(frozen=True, slots=True)
class Signed:
    """A field of signature of a PDF, and what was signed in it; `state` is « vide » where nobody did.

    `claimed` is the hour that the signer's machine said, `stamped` the one that an authority (`stamper`) vouches for;
    `revision` counts from 1, and is signed whole or not; `since` is the gravest of what was added afterwards, to the
    `fields_since`, and `allowed` says that none of it changes what was signed. Of a certificate that no root was given
    for, whether it is `trusted` is None. A `timestamp` is of the document, and nobody's signature.
    """

    field: str
    title: str
    state: State
    signer: str = ""
    issuer: str = ""
    claimed: datetime | None = None
    stamped: datetime | None = None
    stamper: str = ""
    revision: int = 0
    whole: bool = True
    since: Since = "rien"
    fields_since: tuple[str, ...] = ()
    allowed: bool = True
    trusted: bool | None = None
    timestamp: bool = False


@dataclass(frozen=True, slots=True)
class Verified:
    """A PDF: its fields in their order, how many revisions it has, and whether what cpom wrote is still in it."""

    name: str
    fields: tuple[Signed, ...]
    revisions: int
    origin: Origin

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What is wrong, and what was not judged."""
        place = Place(self.name)
        found = [finding for one in self.fields for finding in _of_signature(one)]
        return tuple(one.at(place) for one in (*found, *_of_origin(self.origin), *_of_trust(self.fields)))


def _of_signature(one: Signed) -> Iterator[Finding]:
    named = f"la signature « {one.field} »"
    again = "Ne vous y fiez pas : demandez le fichier tel qu'il a été signé, ou faites signer de nouveau."
    if one.state == "rompue":
        yield Finding("signature-rompue", f"{named} est rompue : ce qu'elle signait a été changé.", hint=again)
    if one.state == "illisible":
        yield Finding("signature-illisible", f"{named} ne peut pas être lue : elle est abîmée, ou faite autrement.",
                      hint=again)  # fmt: skip
    if one.state != "intacte":
        return
    if not one.whole:
        message = f"{named} ne couvre pas tout ce qui précède : une partie du fichier n'est pas signée."
        yield Finding("signature-partielle", message, hint=again)
    elif not one.allowed:
        message = f"le fichier a été changé après {named}, et autrement que par une autre signature."
        hint = "Ce qui s'affiche n'est peut-être plus ce qui a été signé : demandez le fichier tel qu'il l'a été."
        yield Finding("pdf-change-depuis", message, hint=hint)
    if one.trusted is False:
        message = f"le certificat de {one.signer} ne vient d'aucune des racines données, ou n'était pas valable."
        yield Finding("certificat-non-reconnu", message, hint="Vérifiez les racines, et qui a signé.")


def _of_origin(origin: Origin) -> Iterator[Finding]:
    if origin == "changée":
        message = "ce n'est plus le document que cpom a écrit : il a été changé, autrement que par une signature."
        hint = "Comparez-le au contrat refait de sa description, ou faites-le signer de nouveau."
        yield Finding("pdf-change", message, hint=hint)
    if origin == "inconnue":
        message = "ce PDF ne porte pas l'empreinte que cpom met aux siens : rien ne dit si son contenu a été changé."
        hint = "Il n'est pas de cpom, ou l'outil de signature l'a écrit de nouveau au lieu d'y ajouter."
        yield Finding("pdf-sans-empreinte", message, Severity.WARNING, hint)


def _of_trust(fields: tuple[Signed, ...]) -> Iterator[Finding]:
    if any(one.state == "intacte" and one.trusted is None for one in fields):
        message = "la confiance dans les certificats n'a pas été jugée : rien ne prouve ici que les noms sont vrais."
        hint = "Donnez les certificats des autorités de confiance (--racines FICHIER), ou un validateur qualifié."
        yield Finding("confiance-non-jugee", message, Severity.INFORMATION, hint)
