"""The manifest of a folder: what made it and its files with their SHA-256, for a program, and for `sha256sum -c`."""

from __future__ import annotations

from collections.abc import Iterable
from hashlib import sha256

from engine.definitif import Final
from engine.dossier import Dossier
from engine.json_text import json_text
from engine.transmission.pieces import Piece
from engine.versions import version_of

FORMAT = 1
MANIFEST, SUMS = "manifeste.json", "SHA256SUMS"


def manifest(dossier: Dossier, final: Final, engine: str, files: Iterable[Piece]) -> Piece:
    """What made the folder, and its files; no hour is told, so that the same folder has the same bytes."""
    source = dossier.source
    said = {
        "format": FORMAT,
        "cpom": version_of(),
        "bibliotheques": list(dossier.modele.bibliotheque.titres),
        "modele": dossier.modele.nom,
        "description": {"nom": source.file or source.name.rpartition("/")[2], "sha256": _sum(source.text.encode())},
        "jour_du_droit": dossier.droit.jour.isoformat(),
        "definitif": final.asked,
        "avec_reserves": final.asked and final.with_reserves,
        "moteur": engine,
        "fichiers": [
            {"nom": one.name, "objet": one.what, "octets": len(one.content), "sha256": _sum(one.content)}
            for one in files
        ],
    }
    content = json_text(said).encode(errors="replace")
    return Piece(MANIFEST, "ce dont le dossier est fait, et l'empreinte de chaque fichier", content)


def sums(files: Iterable[Piece]) -> Piece:
    """The digests of files as `sha256sum -c` reads them (GNU coreutils)."""
    lines = "".join(f"{_sum(one.content)}  {one.name}\n" for one in files)
    return Piece(SUMS, "les mêmes empreintes, pour « sha256sum -c »", lines.encode())


def read_sums(text: str) -> dict[str, str]:
    """The digests that such a file tells, by name; lines that are none are left out."""
    found = (line.partition("  ") for line in text.splitlines())
    return {name: digest for digest, _, name in found if len(digest) == sha256().digest_size * 2 and name}


def _sum(content: bytes) -> str:
    return sha256(content).hexdigest()
