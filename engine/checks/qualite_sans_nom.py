"""The title of who signs does not repeat the organisation, which the contract names after it.

Source: the wording of the parties (« présidente de l'association Exemple »). Severity: warning.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from engine.checks.context import Context
from engine.errors import Finding, Severity
from engine.law.formes import load_formes
from engine.law.organisations import first_word, load_organisations, plain

CODE = "qualite-sans-nom"
SEVERITY = Severity.WARNING
SOURCE = "désignation des parties (la qualité, puis l'organisme)"


def check(context: Context) -> Iterator[Finding]:
    """Look for the organisation at the end of the title: « présidente du CCAS », « président de l'association »."""
    gestionnaire = context.contrat.gestionnaire
    titre, name = gestionnaire.representant.qualite, gestionnaire.raison_sociale or ""
    if not titre:
        return
    forme = load_formes(context.bibliotheque).get(gestionnaire.forme or "")
    statut = load_organisations(context.bibliotheque).statuts.get(gestionnaire.statut or "")
    said = {first_word(name), name, *((forme.mot, forme.nom) if forme else ()), *((statut.mot,) if statut else ())}
    words = "|".join(re.escape(plain(one)) for one in sorted(said, key=len, reverse=True) if one)
    found = re.search(rf"\s(?:de |du |de la |de l'|d')\s*(?:{words})(?: {re.escape(plain(name))})?$", plain(titre))
    if words and found:
        message = f"« {titre} » nomme l'organisme, que le contrat nomme après la qualité : il serait écrit deux fois."
        hint = f"Écrivez seulement « {titre[: found.start()].rstrip()} »."
        yield Finding(CODE, message, SEVERITY, hint, SOURCE, ("gestionnaire", "representant", "qualite"))
