"""Where a contract passes to another gestionnaire, no fact should go on with the name of the former one.

Source: what is signed (each fact is the parties' to correct). Severity: warning, a fact each.
"""

from __future__ import annotations

from collections.abc import Iterator

from engine.avenants.case import Case
from engine.errors import Finding, Severity, dotted
from models.attentes import simple_apostrophe
from models.faits import faits


def check(case: Case) -> Iterator[Finding]:
    """Look for the former name in every fact of the new contract, but in what is said of its avenants."""
    before = case.old.dossier.contrat.gestionnaire.raison_sociale or ""
    after = case.new.contrat.gestionnaire.raison_sociale or ""
    former = _words(before)
    if not case.avenant.transfert or not former or former in _words(after):
        return
    for path, value, _ in faits(case.new.contrat):
        if isinstance(value, str) and path[0] != "avenants" and f" {former} " in f" {_words(value)} ":
            message = f"{dotted(path)} : le contrat y nommerait encore « {before} », qui le cède."
            hint = f"Écrivez-y « {after} », ou gardez-le si c'est bien de l'ancien gestionnaire qu'il s'agit."
            place = case.given.source.place(path)
            yield Finding("avenant-ancien-gestionnaire", message, Severity.WARNING, hint, path=path, place=place)


def _words(text: str) -> str:
    """The words of a text, whatever their case and what is between them."""
    plain = simple_apostrophe(text).casefold()
    return " ".join("".join(one if one.isalnum() else " " for one in plain).split())
