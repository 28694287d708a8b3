"""What is still missing from an arrêté of programmation, and where to write it: in the table, or in the head."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from engine.errors import dotted
from engine.lot.outcome import Outcome
from engine.programmation.programme import Programme
from engine.programmation.projet import Projet
from engine.reading.yaml_strict import parse_yaml

_TETE: Mapping[str, str] = {
    "signature.date": "arrete.date",
    "arrete.numero": "arrete.numero",
    "periode.debut": "periode",
    "periode.fin": "periode",
}
_PRESIDENT = re.compile(r"departements\[(\d+)\]\.(civilite|prenom|nom)")


def missing_lines(programme: Programme, projet: Projet, outcome: Outcome) -> Iterator[str]:
    """A line for each fact: where it is to be written, and what it is called."""
    rows = {dotted(path): place for path, place in projet.lieux.items() if path[0] in ("etablissements", "precedents")}
    signing = parse_yaml(projet.texte.encode(), projet.nom).data.get("departements", [])
    for missing in outcome.missing:
        place = rows.get(missing.path) or _key(missing.path, signing, programme)
        yield f"{place} : {missing.label}"


def _key(path: str, signing: list[dict[str, str]], programme: Programme) -> str:
    """The key of the head that gives a fact of the arrêté."""
    if path in _TETE:
        return _TETE[path]
    if (president := _PRESIDENT.fullmatch(path)) and len(signing) >= int(president[1]):
        code = signing[int(president[1]) - 1]["departement"]
        return f"departements.{code}.collectivite.president.{president[2]}"
    if path == "departement" or path.startswith(("departements[", "etablissements[")):
        return "etablissements"  # no row says it, nor for whom
    return f"commun.{path}" if path in programme.modele.questions else f"arrete.faits.{path}"
