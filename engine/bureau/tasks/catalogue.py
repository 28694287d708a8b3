"""Every kind of task: one list. A kind is a function of a `Task`, in a file of kinds/."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from engine.bureau.tasks.kinds import (
    avenant,
    comparaison,
    document,
    envois,
    lot,
    mise_a_jour,
    programmation,
    reprise,
    signature,
)
from engine.bureau.tasks.task import Task


@dataclass(frozen=True, slots=True)
class Kind:
    """What is done, as its page is titled, and whether it is long: short ones never wait for a long one."""

    titre: str
    run: Callable[[Task], None]
    longue: bool = False


KINDS: Mapping[str, Kind] = MappingProxyType(
    {
        "avenant": Kind("Écrire un avenant et le contrat consolidé", avenant.run),
        "avenant-seul": Kind("Écrire un avenant", avenant.run_alone),
        "comparaison": Kind("Comparer deux contrats en Word", comparaison.run),
        "document": Kind("Écrire un document", document.run),
        "envois": Kind("Envoyer les invitations", envois.run, longue=True),
        "lot": Kind("Écrire les documents d’une programmation", lot.run, longue=True),
        "mise_a_jour": Kind("Comparer la programmation aux dossiers", mise_a_jour.run, longue=True),
        "reprise": Kind("Reprendre ce que la programmation change", reprise.run, longue=True),
        "programmation": Kind("Importer une programmation", programmation.run, longue=True),
        "signature": Kind("Envoyer à la signature", signature.run),
    }
)
