"""What somebody is to settle of a fact changed by hand, in French, at its place of the document."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from engine.errors import Finding, Place, Severity
from engine.rereading.facts import FactRead


def with_findings(fact: FactRead, places: Sequence[Place]) -> FactRead:
    """A fact with what is to be settled of it; `places` name the lines of the document as it was written."""
    told = (*fact.places.changed, *fact.places.unclear)
    found = _finding(fact)
    return replace(fact, findings=(*fact.findings, found.at(places[told[0].line]))) if found else fact


def _finding(one: FactRead) -> Finding | None:
    typed = " et ".join(f"« {text} »" if text else "rien" for text in one.typed)
    match one.fate:
        case "conflict":
            now = f" (« {one.now} »)" if one.now else ""
            message = f"{one.name} : le document dit {typed}, et la description dit maintenant autre chose{now}."
            hint = "Écrivez dans la description celui des deux que vous gardez."
            return Finding("fait-en-conflit", message, hint=hint, path=one.path)
        case "several":
            message = f"{one.name} : ce fait est changé en plusieurs sens, {typed}."
            hint = "Écrivez partout le même dans le document, ou celui que vous gardez dans la description."
            return Finding("fait-en-plusieurs-sens", message, hint=hint, path=one.path)
        case "unclear" if one.typed:
            message = f"{one.name} : « {one.old} » a été effacé à une place, et reste à d'autres."
            hint = "S'il n'est plus connu, effacez-le dans la description."
            return Finding("fait-indecis", message, Severity.WARNING, hint, path=one.path)
        case "unclear":
            message = (
                f"{one.name} : on ne peut pas dire ce que devient « {one.old} », les mots autour ont changé aussi."
            )
            return Finding(
                "fait-indecis", message, Severity.WARNING, "S'il change, écrivez-le dans la description.", path=one.path
            )
        case "unknown":
            message = f"{one.name} : le modèle d'aujourd'hui n'a pas ce fait, qui devient {typed or 'indécis'}."
            hint = "Reprenez-le à la main, où il le faut : cpom ne peut pas l'écrire dans la description."
            return Finding("fait-relu-inconnu", message, Severity.WARNING, hint, path=one.path)
    return None
