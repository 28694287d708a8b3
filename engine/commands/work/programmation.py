"""`cpom programmation verifier`: the audit of a programmation, and what is missing from each of its contracts."""

from __future__ import annotations

from argparse import Namespace
from dataclasses import replace
from pathlib import Path

from engine.commands.account import Account, counted, missing_by_party
from engine.commands.chosen_library import library_of
from engine.commands.output import Told, result
from engine.commands.work.verifier import tell_result
from engine.errors import InputError, Severity
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

_OF_A_CONTRACT = {
    "finess-programme-deux-fois": "finess-double",
    "capacite-habilitee": "capacites-capacite-habilitee",
}
"""What the audit says of a cell, and what the contract made of its row would say of the same cell: it is told once."""


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
    known = {(_OF_A_CONTRACT[one.code], one.place) for one in whole.findings if one.code in _OF_A_CONTRACT}
    for made in projets(programme, written=False):
        if not isinstance(made, Projet):
            account = Account(printable(arguments.fichier), made[1].findings)
        else:
            account, questionnaires = _drafted(made, programme, arguments)
            for target, text in questionnaires.items():
                result(_sent(target, text.encode()))
        told_of_it = tuple(one for one in account.findings if (one.code, one.place) not in known)
        account = replace(account, findings=told_of_it)
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
    account = Account(projet.nom, outcome.findings, missing_by_party(outcome.missing))
    return account, {arguments.questionnaires / f"{projet.nom}-{end}": text for end, text in sent.items()}
