"""Several contracts in one list: which files are of the same one, and what each is called."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from engine import french
from engine.agenda.entry import Entry
from engine.assembly.keywords import keywords
from engine.calendar.echeancier import Deadline
from engine.dossier import Dossier
from engine.errors import Finding, Place, Severity
from engine.rereading.replacing.contracts import Contract, are_two, contract_said
from models.records import dataclass

_MOST = 5
DOUBLE = "contrat-en-double"


@dataclass(frozen=True, slots=True)
class Opened:
    """A contract that was opened: the file as messages name it, what it is known by (`key_of`), and its description."""

    fichier: str
    cle: str
    dossier: Dossier

    @property
    def nom(self) -> str:
        """« Association Exemple (35) »; the name of its file where its gestionnaire is unknown."""
        name, where = self.dossier.contrat.gestionnaire.raison_sociale, self.dossier.droit.departement
        return (f"{name} ({where})" if where else name) if name else self.cle

    @property
    def contract(self) -> Contract:
        """Who and what it is of."""
        contrat = self.dossier.contrat
        said = contract_said(keywords(self.dossier.modele, contrat, contrat.gestionnaire.raison_sociale or ""))
        return said or Contract(self.dossier.modele.nom)


def gathered(opened: Iterable[Opened]) -> tuple[list[Entry], list[Finding]]:
    """The deadlines of several contracts, by day, those of two files of one contract once; what to know of the files.

    Of a contract and of what avenants made of it, the last alone counts. Where two files of one contract do not say
    the same deadlines, those of both are there, and that is said.
    """
    kept: list[Opened] = []
    deadlines: dict[str, tuple[Deadline, ...]] = {}
    again: list[tuple[Opened, Opened]] = []
    told: list[Finding] = []
    for one in sorted(opened, key=_avenants, reverse=True):
        found, twin = one.dossier.deadlines, _twin(one, kept)
        if twin and _avenants(one) < _avenants(twin):
            told.append(_amended(one, twin))
            continue
        if twin and found == deadlines[twin.fichier]:
            again.append((one, twin))
            continue
        if twin:
            told.append(_other_dates(one, twin))
        kept.append(one)
        deadlines[one.fichier] = found
    told += [_once(again)] if again else []
    entries = [entry for one in _named(kept) for entry in _entries(*one, deadlines)]
    return sorted(entries, key=lambda entry: (entry.deadline, entry.contrat)), told


def _twin(one: Opened, others: Sequence[Opened]) -> Opened | None:
    """Another file of the same contract: of the same establishments, and which takes effect on the same day."""
    said = one.contract
    for other in others:
        is_of_one = other.dossier.contrat.effet == one.dossier.contrat.effet
        if is_of_one and other.dossier.modele.nom == one.dossier.modele.nom and not are_two(other.contract, said):
            return other
    return None


def _avenants(one: Opened) -> int:
    """How many avenants changed it."""
    return len(one.dossier.contrat.avenants or ())


def _named(kept: Sequence[Opened]) -> Iterator[tuple[Opened, str, str]]:
    """Each with its name and its key: where two have the same, the file tells them apart."""
    names, keys = Counter(one.nom for one in kept), Counter(one.cle for one in kept)
    for one in kept:
        name = one.nom if names[one.nom] == 1 else f"{one.nom}, {one.cle}"
        yield one, name, one.cle if keys[one.cle] == 1 else one.fichier


def _entries(one: Opened, name: str, key: str, deadlines: dict[str, tuple[Deadline, ...]]) -> Iterator[Entry]:
    dossier = one.dossier
    first = Entry(
        Deadline(dossier.droit.jour, "", ""), name, key, dossier.droit.departement or "", dossier.modele.nom,
        one.fichier, dossier.contrat.effet,
    )  # fmt: skip
    yield from (replace(first, deadline=deadline) for deadline in deadlines[one.fichier])


def _once(again: Sequence[tuple[Opened, Opened]]) -> Finding:
    names = ", ".join(f"{one.fichier} ({twin.fichier})" for one, twin in again[:_MOST])
    more = f" et {french.plural(len(again) - _MOST, 'autre')}" if len(again) > _MOST else ""
    verb = "sont d'un contrat déjà lu" if len(again) > 1 else "est d'un contrat déjà lu"
    message = f"{french.plural(len(again), 'fichier')} {verb}, dont les échéances sont dites une fois : {names}{more}."
    return Finding(DOUBLE, message, Severity.INFORMATION)


def _amended(one: Opened, twin: Opened) -> Finding:
    message = f"{one.fichier} est ce que le contrat était avant son avenant n° {_avenants(one) + 1} : ses échéances"
    return Finding(DOUBLE, f"{message} sont celles de {twin.fichier}.", Severity.INFORMATION)


def _other_dates(one: Opened, twin: Opened) -> Finding:
    files = f"{one.fichier} et {twin.fichier}"
    message = f"{files} sont du même contrat, et n'en disent pas les mêmes échéances : toutes y sont."
    hint = "Ne donnez que celui qui est signé, ou retirez l'autre du dossier."
    return Finding(DOUBLE, message, Severity.WARNING, hint, place=Place(one.fichier))
