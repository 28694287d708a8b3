"""The notice and the reply of the prorogation are not those of the model.

The parties may choose them; one pair serves the whole contract.

Source: the model. Severity: information.
"""

from __future__ import annotations

from collections.abc import Iterator

from engine.checks.context import Context
from engine.errors import Finding, Severity
from engine.french import duration_in_words, elide
from models.jours import Duree

CODE = "preavis-modele"
SEVERITY = Severity.INFORMATION
SOURCE = "modèle de CPOM (conditions de prorogation)"


def _pair(preavis: Duree, reponse: Duree) -> str:
    return f"préavis {elide('de', duration_in_words(preavis.mois))}, réponse sous {duration_in_words(reponse.mois)}"


def check(context: Context) -> Iterator[Finding]:
    """Compare the pair that will be printed with that of the model."""
    said, regles = context.contrat.prorogation, context.regles
    if not regles.preavis or not regles.reponse or regles.prorogation.imposes:
        return
    chosen = (said.preavis or regles.preavis, said.reponse or regles.reponse)
    if chosen != (regles.preavis, regles.reponse):
        message = (
            f"les délais de prorogation ({_pair(*chosen)}) ne sont pas ceux du modèle "
            f"({_pair(regles.preavis, regles.reponse)})."
        )
        hint = "Rien à faire si c'est voulu : les mêmes délais sont imprimés partout dans le contrat."
        yield Finding(CODE, message, SEVERITY, hint, SOURCE, ("prorogation",))
