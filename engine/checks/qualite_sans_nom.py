"""The title of who signs does not repeat the organisation, which the contract names after it.

Source: the wording of the parties (« présidente de l'association Exemple »). Severity: warning.
"""

from __future__ import annotations

from collections.abc import Iterator

from engine.checks.context import Context
from engine.errors import Finding, Severity
from engine.law.formes import load_formes
from engine.law.organisations import first_word, load_organisations, plain
from models.regexes import regex

CODE = "qualite-sans-nom"
SEVERITY = Severity.WARNING
SOURCE = "désignation des parties (la qualité, puis l'organisme)"

_OF = regex(r"\s(?:de |du |de la |de l'|d')\s*$")


def check(context: Context) -> Iterator[Finding]:
    """Look for the organisation at the end of the title: « présidente du CCAS », « président de l'association »."""
    gestionnaire = context.contrat.gestionnaire
    titre, name = gestionnaire.representant.qualite, gestionnaire.raison_sociale or ""
    if not titre:
        return
    forme = load_formes(context.bibliotheque).get(gestionnaire.forme or "")
    statut = load_organisations(context.bibliotheque).statuts.get(gestionnaire.statut or "")
    said = {first_word(name), name, *((forme.mot, forme.nom) if forme else ()), *((statut.mot,) if statut else ())}
    words = {plain(one) for one in said} - {""}
    start = _where_named(plain(titre), {*words, *(f"{one} {plain(name)}" for one in words)})
    if start is not None:
        message = f"« {titre} » nomme l'organisme, que le contrat nomme après la qualité : il serait écrit deux fois."
        hint = f"Écrivez seulement « {titre[:start].rstrip()} »."
        yield Finding(CODE, message, SEVERITY, hint, SOURCE, ("gestionnaire", "representant", "qualite"))


def _where_named(titre: str, names: set[str]) -> int | None:
    """Where « de l'association » begins at the end of a title; None where no name ends it."""
    found = (_OF.search(titre.removesuffix(name)) for name in names if titre.endswith(name))
    return min((one.start() for one in found if one), default=None)
