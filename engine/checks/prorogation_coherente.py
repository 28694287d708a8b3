"""The periods of the prorogation fit in the contract: notice shorter than the contract, reply shorter than the notice.

They are those of the description, or else those of its model.

Source: the model (articles on prorogation and duration). Severity: error, for the clause could never be applied.
"""

from __future__ import annotations

from collections.abc import Iterator

from engine.checks.context import Context
from engine.errors import Finding, Path, Severity
from engine.french import duration_in_words

CODE = "prorogation-coherente"
SEVERITY = Severity.ERROR
SOURCE = "modèle de CPOM (conditions de prorogation)"


def check(context: Context) -> Iterator[Finding]:
    """Compare the three durations two by two; the finding stands at the one that the description gives."""
    said, duree = context.contrat.prorogation, context.contrat.duree
    preavis, reponse = said.preavis or context.regles.preavis, said.reponse or context.regles.reponse
    if preavis and duree and preavis >= duree:
        message = (
            f"le préavis de prorogation, {duration_in_words(preavis.mois)}, doit être plus court que le contrat, "
            f"{duration_in_words(duree.mois)} : il serait échu dès le début."
        )
        path: Path = ("prorogation", "preavis") if said.preavis else ("duree",)
        hint = "Raccourcissez le préavis (« prorogation : preavis ») ou allongez le contrat."
        yield Finding(CODE, message, SEVERITY, hint, SOURCE, path)
    if preavis and reponse and reponse >= preavis:
        message = (
            f"le délai de réponse, {duration_in_words(reponse.mois)}, doit être plus court que le préavis de "
            f"prorogation, {duration_in_words(preavis.mois)} : la réponse viendrait après l'échéance."
        )
        path = ("prorogation", "reponse") if said.reponse else ("prorogation", "preavis")
        hint = "Raccourcissez le délai de réponse (« prorogation : reponse ») ou allongez le préavis."
        yield Finding(CODE, message, SEVERITY, hint, SOURCE, path)
