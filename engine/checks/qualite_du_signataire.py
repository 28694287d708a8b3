"""Who signs for the gestionnaire is who represents it by law, or has received a delegation.

Source: the article that data/droit/formes.yaml gives for each legal form. Severity: warning, for statutes and
delegations may say otherwise.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from engine.checks.context import Context
from engine.errors import Finding, Severity
from engine.law.formes import load_formes
from models.regexes import regex

CODE = "qualite-du-signataire"
SEVERITY = Severity.WARNING
SOURCE = "articles qui désignent le représentant de chaque forme juridique"

# « vice-présidente » and « directrice adjointe » are not who the law names.
_DEPUTY = regex(r"\b(adjoint|délégué|suppléant|intérim)", re.IGNORECASE)


def _holds(titre: str, by_law: str) -> bool:
    """Whether a title is, or begins with, the one that the law names: « directrice générale » for « directrice »."""
    function = by_law.split(maxsplit=1)[0]
    return bool(re.search(rf"(?<![\w-])(co-?)?{function}(?![\w-])", titre, re.IGNORECASE)) and not _DEPUTY.search(titre)


def check(context: Context) -> Iterator[Finding]:
    """Compare the title given with the law's."""
    gestionnaire = context.contrat.gestionnaire
    signataire, forme = gestionnaire.representant, load_formes(context.bibliotheque).get(gestionnaire.forme or "")
    if not (signataire.qualite and forme and forme.qualite) or signataire.delegation:
        return
    if any(_holds(signataire.qualite, one) for one in (forme.qualite.masculin, forme.qualite.feminin)):
        return
    by_law = forme.qualite.of(signataire.civilite)
    message = f"« {signataire.qualite} » : qui représente un organisme de cette forme ({forme.nom}) est « {by_law} »."
    hint = "Corrigez la qualité ou, si le signataire a reçu délégation, donnez la date de l'acte (delegation)."
    hint = f"{hint} {forme.note}".strip()
    yield Finding(CODE, message, SEVERITY, hint, forme.source, ("gestionnaire", "representant", "qualite"))
