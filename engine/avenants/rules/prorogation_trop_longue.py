"""A prorogation stays within what the model allows: once, then by a last avenant where it has one, and never again.

Source: the rules of the model; CASF, article L. 313-11 (« prorogeable dans la limite d'une sixième année »).
"""

from __future__ import annotations

from collections.abc import Iterator

from engine.avenants.case import Case
from engine.calendar.calendrier import fin_maximale
from engine.calendar.prorogations import duree_prorogee
from engine.errors import Finding, Path
from engine.french import date_in_french, duration_in_words
from models.jours import Duree

_SOURCE = "CASF, article L. 313-11"


def check(case: Case) -> Iterator[Finding]:
    """Compare the duration of the contract, once prorogated, with the longest that its model allows."""
    contrat, regles = case.new.contrat, case.new.modele.plan.regles
    whole, old = duree_prorogee(contrat), case.old.dossier.contrat
    if not case.avenant.prorogation or not whole or not contrat.duree:
        return
    before = sum(bool(one.prorogation) for one in old.avenants)
    path: Path = ("avenants", len(old.avenants), "prorogation")
    place, source = case.given.source.place(path), regles.source or _SOURCE
    if before > 1 and regles.avenant:
        message = "ce contrat a été prorogé, puis prolongé par un dernier avenant, qui n'est pas renouvelable."
        hint = "Un nouveau contrat est à conclure."
        yield Finding("prorogation-non-renouvelable", message, hint=hint, source=source, path=path, place=place)
        return
    once = regles.fin_de_prorogation(contrat.duree) or regles.duree_max
    longest = Duree(once.mois + regles.avenant.mois) if once and before and regles.avenant else once
    if longest and whole.mois > longest.mois:
        until = f", soit jusqu'au {date_in_french(fin_maximale(contrat.effet, longest))}" if contrat.effet else ""
        lasts, most = duration_in_words(whole.mois), duration_in_words(longest.mois)
        message = f"avec cette prorogation, le contrat durerait {lasts} : il peut durer {most} au plus{until}."
        hint = "Raccourcissez la prorogation, ou concluez un nouveau contrat."
        yield Finding("prorogation-trop-longue", message, hint=hint, source=source, path=path, place=place)
