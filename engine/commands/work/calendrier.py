"""`cpom calendrier`: the deadlines of contracts, with the working day to act by beside a day that is none."""

from __future__ import annotations

from argparse import Namespace

from engine import french
from engine.calendar.echeancier import Deadline, remark
from engine.commands.library import library_of
from engine.commands.output import report, result
from engine.dossier import open_dossier
from engine.errors import Finding, InputError

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
            dossier = open_dossier(path, arguments.aujourdhui, library_of(arguments, path))
            deadlines = dossier.deadlines
            if not deadlines:
                raise InputError([*dossier.errors, *dossier.located((_UNKNOWN,))])
        except InputError as error:
            report(error.findings)
            failed = True
            continue
        report(dossier.errors)
        failed = failed or bool(dossier.errors)
        result(str(path))
        for deadline in deadlines:
            result(f"    {_line(deadline, dossier.droit.departement)}")
    return 1 if failed else 0


def _line(deadline: Deadline, departement: str | None) -> str:
    """« lundi 31 janvier 2028 : … (article 6 ; …) », with the working day to act by beside a day that is none."""
    said = f"{french.weekday(deadline.day)} {french.date_in_french(deadline.day)} : {deadline.words}"
    told = filter(None, (deadline.more, remark(deadline, departement)))
    return french.typography(said + "".join(f" ({one})" for one in told))
