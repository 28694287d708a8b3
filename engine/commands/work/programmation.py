"""`cpom programmation verifier`: the audit of a programmation, and what is missing from each of its contracts."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from engine.by_identity import ByIdentity
from engine.commands.account import Account, counted, missing_by_party
from engine.commands.chosen_library import library_of
from engine.commands.output import Told, result
from engine.commands.work.verifier import tell_result
from engine.errors import Finding, InputError, Place, Severity
from engine.french import plural
from engine.libraries.ouverture import provenance
from engine.lot.draft import draft
from engine.lot.outcome import Order
from engine.lot.questionnaires import to_send
from engine.programmation.audit import audit
from engine.programmation.programme import Programme, read_programme
from engine.programmation.projet import Projet
from engine.programmation.projets import projets
from engine.reading.decoding import printable
from engine.writing.files import write_whole

_OF_A_CONTRACT = {"finess-programme-deux-fois": "finess-double"}
"""What the audit says of a cell, and what the contract made of its row says again of it; else it is a table's control
of the same name."""

_BY_PARTY: ByIdentity[dict[str, list[str]]] = ByIdentity(64)
"""What contracts of the same kind miss is the very same."""


def run(arguments: Namespace) -> int:
    """Audit; 1 where an error stands."""
    try:
        programme = read_programme(arguments.fichier, library_of(arguments, arguments.fichier))
    except InputError as error:
        return _refused(Account(printable(arguments.fichier), error.findings), details=arguments.details)
    told, seen = Told(), Told()
    whole = Account(printable(arguments.fichier), tuple(audit(programme)))
    tell_result(_new(whole, told), details=arguments.details)
    accounts = [_new(whole, seen)]
    known = {one.place: _OF_A_CONTRACT.get(one.code, f"-{one.code}") for one in whole.of(Severity.ERROR) if one.place}
    for made in projets(programme, written=False):
        if not isinstance(made, Projet):
            account = Account(printable(arguments.fichier), made[1].findings)
        else:
            account, questionnaires = _drafted(made, programme, arguments)
            for target, text in questionnaires.items():
                result(_sent(target, text.encode()))
        account = replace(account, findings=tuple(one for one in account.findings if not _says_again(one, known)))
        accounts.append(_new(account, seen))
        shown = account if arguments.details else Account(account.title, tuple(account.of(Severity.ERROR)))
        tell_result(_new(shown, told), details=arguments.details)
    if not arguments.details and any(one.of(Severity.WARNING) for one in accounts[1:]):
        result("Les avertissements des contrats : --details.")
    places = sum(row.ligne.capacite or 0 for row in programme.rows)
    result(
        f"{printable(arguments.fichier)} : {plural(len(programme.rows), 'établissement')}, "
        f"{plural(len(programme.groupes), 'contrat')}, {plural(places, 'place')} ; {counted(accounts)}"
    )
    return 1 if any(one.of(Severity.ERROR) for one in accounts) else 0


def _says_again(found: Finding, known: Mapping[Place, str]) -> bool:
    """Whether the audit has told it of the same cell; `known` are the ends of the codes of what it has."""
    return bool(found.place and found.place in known and found.code.endswith(known[found.place]))


def _sent(target: Path, content: bytes) -> str:
    """Write a file for a gestionnaire, and name it; a questionnaire that is there may hold answers, and stays."""
    answered = target.suffix == ".yaml" and target.is_file() and target.read_bytes() != content
    if not answered:
        write_whole(target, content)
        return str(target)
    return f"{target} : gardé tel quel, car il peut contenir des réponses ; supprimez-le pour l'avoir à neuf."


def _refused(account: Account, *, details: bool) -> int:
    tell_result(account, details=details)
    result(f"{account.title} : {counted([account])}")
    return 1


def _new(account: Account, told: Told) -> Account:
    """What has not been told yet: what is wrong with a fact that contracts share is wrong with each of them."""
    return replace(account, findings=tuple(one for one in account.findings if told.is_new(one)))


def _drafted(projet: Projet, programme: Programme, arguments: Namespace) -> tuple[Account, dict[Path, str]]:
    """What is found of a contract, and what its gestionnaire is sent, by file."""
    library = provenance(programme.bibliotheque)
    outcome = draft(projet, Order((), arguments.aujourdhui, bibliotheque=library, deadlines=False))
    sent = to_send(projet, outcome, programme.modele) if arguments.questionnaires else {}
    missing = _BY_PARTY.of(outcome.missing, None, lambda: missing_by_party(outcome.missing))
    account = Account(projet.nom, outcome.findings, missing)
    return account, {arguments.questionnaires / f"{projet.nom}-{end}": text for end, text in sent.items()}
