"""`cpom programmation arrete`: the arrêté of a programmation, or the one that adjusts the programmation before it."""

from __future__ import annotations

from argparse import Namespace
from dataclasses import replace

from engine.commands.account import Account
from engine.commands.chosen_library import library_of
from engine.commands.ecriture import settle_engine
from engine.commands.minutes import Minutes
from engine.commands.output import report, tell
from engine.commands.windows import not_for_windows
from engine.definitif import NOT_WRITTEN, WITH_ERRORS, Final, has_errors
from engine.errors import Finding
from engine.libraries.ouverture import provenance
from engine.lot.draft import draft
from engine.lot.manques import missing_lines
from engine.lot.outcome import Order, Outcome, State
from engine.programmation.arrete import arrete
from engine.programmation.audit import audit, sound_programme
from engine.programmation.modificatif import arrete_modificatif
from engine.programmation.precedentes import precedentes
from engine.programmation.programme import Programme
from engine.programmation.projet import Projet
from engine.reading.decoding import printable
from engine.rereading.replacing.guard import put


def run(arguments: Namespace) -> int:
    """Audit, then write; 1 where an error stands, and then nothing is written."""
    programme = sound_programme(arguments.fichier, library_of(arguments, arguments.fichier))
    title, findings = printable(programme.path), tuple(audit(programme))
    report(not_for_windows([programme.path], "Renommez la programmation : les fichiers de l'arrêté prennent son nom."))
    before = () if has_errors(findings) else precedentes(programme)
    with Minutes(arguments, "arrêté") as minutes:
        if has_errors(findings):
            minutes.add(Account(title, findings, refusal=WITH_ERRORS))
        elif not before:
            minutes.add(_written(programme, arrete(programme, arguments.aujourdhui), findings, arguments))
        elif adjusting := arrete_modificatif(programme, before, arguments.aujourdhui):
            found = (*findings, *adjusting.findings)
            minutes.add(_written(programme, adjusting.projet, found, arguments))
        else:
            report(findings)
            last = printable(before[-1].path)
            tell(f"{title} : rien n'a changé depuis {last}, il n'y a pas d'arrêté modificatif à prendre.")
    return int(minutes.failed)


def _written(programme: Programme, projet: Projet, findings: tuple[Finding, ...], arguments: Namespace) -> Account:
    settle_engine(arguments)
    final = Final.of(arguments)
    library = provenance(programme.bibliotheque)
    outcome = draft(projet, Order(arguments.format, arguments.aujourdhui, arguments.moteur, final, library))
    found = (*findings, *(one for one in outcome.findings if one.code != NOT_WRITTEN))
    account = Account(
        printable(programme.path),
        found,
        _missing(programme, projet, outcome),
        libraries=programme.bibliotheque.a_nommer,
    )
    if outcome.state is not State.WRITTEN:
        return replace(account, refusal=final.refusal(account.missing_count, found) or WITH_ERRORS)
    files = {arguments.sortie / f"{projet.nom}.{one}": outcome.files[one] for one in arguments.format}
    kept = put(files, overwrite=arguments.ecraser)
    return replace(account, findings=(*account.findings, *kept), files=tuple(files))


def _missing(programme: Programme, projet: Projet, outcome: Outcome) -> dict[str, list[str]]:
    """What is missing from the arrêté, with where to write it, under who knows it."""
    lines: dict[str, list[str]] = {}
    for missing, line in zip(outcome.missing, missing_lines(programme, projet, outcome), strict=True):
        lines.setdefault(missing.who, []).append(line)
    return lines
