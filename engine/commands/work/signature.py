"""`cpom signature verifier`: the signatures of a PDF, told field by field."""

from __future__ import annotations

import dataclasses
import json
from argparse import Namespace
from collections.abc import Iterator
from datetime import datetime

import cpom
from engine.commands.output import report, result, result_as_it_is, result_finding
from engine.french import plural

_ORIGINS = {
    "intacte": "le document est, à l'octet près, celui que cpom a écrit",
    "complétée": "le document est celui que cpom a écrit : il n'y a été ajouté que des signatures",
}
_SINCE = {
    "rien": "rien n'a été ajouté depuis",
    "archivage": "il n'a été ajouté depuis que des preuves d'archivage",
    "annotations": "des annotations ont été ajoutées depuis",
    "autre": "le fichier a été changé depuis",
}
_TRUST = {True: "certificat reconnu", False: "certificat non reconnu", None: "confiance non jugée"}


def run(arguments: Namespace) -> int:
    """Tell; 1 where a signature is broken, or where the contract is no more what cpom wrote."""
    found = cpom.verifier_signatures(arguments.pdf, racines=arguments.racines)
    if arguments.format == "json":
        result_as_it_is(json.dumps(_as_data(found), ensure_ascii=False, indent=2))
        report(found.constats)
        return int(not found.correcte)
    for line in _lines(found):
        result(line)
    for one in found.constats:
        result_finding(str(one), one.severity)
    return int(not found.correcte)


def _lines(found: cpom.VerificationDeSignatures) -> Iterator[str]:
    fields, signed = len(found.signatures), sum(one.etat != "vide" for one in found.signatures)
    counted = (
        f"{plural(fields, 'champ')} de signature, {plural(signed, 'signé')}" if fields else "aucun champ de signature"
    )
    yield f"{found.document} : {counted}, {plural(found.revisions, 'révision')}"
    for one in found.signatures:
        title = f" ({one.titre})" if one.titre else ""
        kind = "horodatage du document" if one.est_horodatage else "signature"
        yield f"  {one.champ}{title} : {f'{kind} {one.etat}' if one.etat != 'vide' else 'vide'}"
        yield from (f"      {line}" for line in _details(one, found.revisions))
    if found.origine in _ORIGINS:
        yield f"  {_ORIGINS[found.origine]}"


def _details(one: cpom.SignatureDePdf, revisions: int) -> Iterator[str]:
    if one.etat in ("vide", "illisible"):
        return
    yield f"par {one.signataire}, certificat de {one.emetteur} ({_TRUST[one.confiance]})"
    if one.date_annoncee:
        yield f"{_moment(one.date_annoncee)}, selon l'ordinateur du signataire"
    if one.horodatage:
        yield f"{_moment(one.horodatage)}, attesté par {one.horodateur}"
    covered = "entière" if one.couvre_tout else "en partie seulement"
    since = f"signé depuis : {', '.join(one.champs_depuis)}" if one.depuis == "signatures" else _SINCE[one.depuis]
    yield f"sur la révision {one.revision} de {revisions}, {covered} ; {since}"


def _moment(said: datetime) -> str:
    return f"le {said:%d/%m/%Y à %H:%M} {said.tzname() or ''}".rstrip()


def _as_data(found: cpom.VerificationDeSignatures) -> dict[str, object]:
    said = dataclasses.asdict(found) | {"correcte": found.correcte, "constats": [str(one) for one in found.constats]}
    for one in said["signatures"]:
        one |= {name: when.isoformat() for name, when in one.items() if isinstance(when, datetime)}
    return said
