"""manifeste.json: what a run was asked, and every file that it left, with its digest.

Keys and contracts always come in the same order, and no hour is told: the same run gives the same bytes.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from engine.definitif import reserves
from engine.json_text import json_text
from engine.lot.fingerprint import library
from engine.lot.reports.line import Line
from engine.lot.reports.rapport import Rapport
from engine.versions import version_of

_NONE = '"contrats": []'
"""Where the contracts stand in the text of a manifest; no text in it holds this: its quotes would be escaped."""


def manifeste(rapport: Rapport, reports: Mapping[str, str]) -> Iterator[bytes]:
    """The manifest of a run, in pieces; `reports` are the digests of the other files of its report, by their names.

    `bibliotheque` is the digest of the engine, of the clauses and of the law; `bibliotheques` are those laid over them,
    where there are any, with what digest; `jour` the day of the run, where the law
    of a contract depends on it; `empreinte` the digest of all that a contract was made of.
    """
    order = rapport.order
    data = {
        "cpom": version_of(),
        "bibliotheque": library(order),
        **_laid_over(rapport),
        "programmation": rapport.titre,
        "commande": {
            "formats": list(order.formats),
            "moteur": order.engine if "pdf" in order.formats else None,
            "definitif": order.final.asked,
            "avec_reserves": order.final.with_reserves,
            "jour": None if rapport.dated else order.today.isoformat(),
        },
        "contrats": [],
        "rapports": dict(sorted(reports.items())),
    }
    before, _, after = json_text(data).partition(_NONE)
    yield f"{before}{_NONE[:-1]}".encode()
    for at, line in enumerate(rapport.lines):
        said = f"\n{json_text(_contrat(line, rapport))}".removesuffix("\n").replace("\n", "\n    ")
        yield f"{',' if at else ''}{said}".encode()
    end = "\n  " if rapport.lines else ""
    yield f"{end}]{after}".encode()


def _laid_over(rapport: Rapport) -> dict[str, Any]:
    library = rapport.bibliotheque
    if not library.siennes:
        return {}
    every = [{"nom": one.nom, "version": one.version, "format": one.format} for one in library.couches]
    return {"bibliotheques": every, "empreinte_des_bibliotheques": library.empreinte}


def _contrat(line: Line, rapport: Rapport) -> dict[str, Any]:
    entry = line.entry
    return {
        "nom": entry.nom,
        "etat": entry.state,
        "empreinte": entry.fingerprint or None,
        "fichiers": {path: digest for _, path, digest in line.files(rapport.order.formats)},
        "pages": entry.pages,
        "reserves": [one.message for one in reserves(entry.findings)],
    }
