"""`cpom calendrier`: the deadlines of contracts, with the working day to act by beside a day that is none."""

from __future__ import annotations

from argparse import Namespace

import cpom
from engine import french
from engine.commands.chosen_library import dossier_told
from engine.commands.output import report, result
from engine.errors import Finding, Severity

_UNKNOWN = Finding(
    "calendrier-inconnu",
    "le calendrier dépend de la date d'effet et de la durée, qui manquent.",
    hint="Complétez « effet » et « duree ».",
    path=("effet",),
)


def run(arguments: Namespace) -> int:
    """Print the calendar of each description; 1 where one has no dates, or errors to fix."""
    failed = False
    for path in arguments.fichiers:
        try:
            dossier = dossier_told(arguments, path)
            errors = [one for one in dossier.controles if one.severity is Severity.ERROR]
            if not dossier.calendrier:
                raise cpom.Refus([*errors, _UNKNOWN.at(dossier.place("effet"))])
        except cpom.Erreur as error:
            report(error.findings)
            failed = True
            continue
        report(errors)
        failed = failed or bool(errors)
        result(str(path))
        for deadline in dossier.calendrier:
            result(f"    {_line(deadline)}")
    return 1 if failed else 0


def _line(deadline: cpom.Echeance) -> str:
    """« lundi 31 janvier 2028 : … (article 6 ; …) », with the working day to act by beside a day that is none."""
    said = f"{french.weekday(deadline.jour)} {french.date_in_french(deadline.jour)} : {deadline.libelle}"
    more = " ; ".join(filter(None, (deadline.article, deadline.qui, deadline.source)))
    return french.typography(said + "".join(f" ({one})" for one in (more, deadline.remarque) if one))
