"""A deadline of one of several contracts, and which of them are of a period."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from engine import french
from engine.calendar.echeancier import Deadline, remark, working_day
from models.records import dataclass


@dataclass(frozen=True, slots=True)
class Entry:
    """A deadline, with the contract that it is of.

    `contrat` names it (« Association Exemple (35) »), `cle` tells it from every other and stays the same from one list
    to the next, `departement` is the code of the one whose holidays count; `about` is what else is known of it.
    """

    deadline: Deadline
    contrat: str
    cle: str
    departement: str = ""
    modele: str = ""
    fichier: str = ""
    effet: date | None = None
    about: str = ""

    @property
    def ouvrable(self) -> date:
        """The day to act by."""
        return working_day(self.deadline, self.departement or None)

    @property
    def remarque(self) -> str:
        """What to know of a last day that is not worked; empty for one that is."""
        return remark(self.deadline, self.departement or None)

    def words(self, contrat: str = "") -> str:
        """« lundi 31 janvier 2028 : échéance du contrat (article 9) », with the contract where it is given."""
        one = self.deadline
        name = f"{contrat} : " if contrat else ""
        said = f"{french.weekday(one.day)} {french.date_in_french(one.day)} : {name}{one.words}"
        return french.typography(said + "".join(f" ({more})" for more in (one.more, self.remarque) if more))


def of_period(entries: Iterable[Entry], since: date | None = None, before: date | None = None) -> Iterator[Entry]:
    """Those of which a day counts from `since` on and before `before`: the last day itself, or the one to act by."""
    for entry in entries:
        days = (entry.deadline.day, entry.ouvrable)
        if any((since is None or day >= since) and (before is None or day < before) for day in days):
            yield entry
