"""`cpom calendrier`: the deadlines of contracts, with the next working day beside those that are none."""

from __future__ import annotations

from argparse import Namespace

from engine import french
from engine.commands.output import report, result
from engine.computing.echeancier import Deadline, echeancier
from engine.computing.jours_ouvrables import next_working_day, non_working
from engine.dossier import open_dossier
from engine.errors import Finding, InputError


def run(arguments: Namespace) -> int:
    """Print the calendar of each description; 1 where one has no dates."""
    failed = False
    for path in arguments.fichiers:
        try:
            dossier = open_dossier(path, arguments.aujourdhui)
            deadlines = echeancier(dossier.contrat, dossier.modele.regles)
            if not deadlines:
                message = f"{path} : le calendrier dépend de la date d'effet et de la durée, qui manquent."
                raise InputError([Finding("calendrier-inconnu", message, hint="Complétez « effet » et « duree ».")])
        except InputError as error:
            report(error.findings)
            failed = True
            continue
        report(dossier.errors)
        result(str(path))
        for deadline in deadlines:
            result(f"    {_line(deadline, dossier.droit.departement)}")
    return 1 if failed else 0


def _line(deadline: Deadline, departement: str | None) -> str:
    """« lundi 31 janvier 2028 : … », as it is, with the next working day beside it where it is not one."""
    day = deadline.day
    said = f"{french.weekday(day)} {french.date_in_french(day)} : {deadline.words}"
    reason = non_working(day, departement)
    if not reason:
        return said
    following = next_working_day(day, departement)
    return f"{said} ({reason} ; jour ouvrable suivant : {french.weekday(following)} {french.date_in_french(following)})"
