"""`cpom programmation arrete`: the arrêté of a programmation, or the one that adjusts the programmation before it."""

from __future__ import annotations

from argparse import Namespace

from engine.batch.arrete import arrete
from engine.batch.audit import audit
from engine.batch.draft import draft
from engine.batch.manques import lacking
from engine.batch.modificatif import arrete_modificatif
from engine.batch.precedentes import precedentes
from engine.batch.programme import Programme, open_programme
from engine.batch.projet import Order, Projet, State
from engine.commands.ecriture import refused, settle_engine
from engine.commands.output import report, report_reserves, result, tell
from engine.definitif import NOT_WRITTEN, WITH_ERRORS, Final, has_errors
from engine.reading.decoding import printable
from engine.writing.files import write_whole


def run(arguments: Namespace) -> int:
    """Audit, then write; 1 where an error stands, and then nothing is written."""
    programme = open_programme(arguments.fichier)
    findings = audit(programme)
    report(findings)
    if has_errors(findings):
        report([refused(programme.path, WITH_ERRORS)])
        return 1
    before = precedentes(programme)
    if not before:
        return _written(programme, arrete(programme, arguments.aujourdhui), arguments)
    adjusting = arrete_modificatif(programme, before, arguments.aujourdhui)
    if adjusting is None:
        name, last = printable(programme.path), printable(before[-1].path)
        tell(f"{name} : rien n'a changé depuis {last}, il n'y a pas d'arrêté modificatif à prendre.")
        return 0
    report(adjusting.findings)
    return _written(programme, adjusting.projet, arguments)


def _written(programme: Programme, projet: Projet, arguments: Namespace) -> int:
    settle_engine(arguments)
    outcome = draft(projet, Order(arguments.format, arguments.aujourdhui, arguments.moteur, Final.of(arguments)))
    report(outcome.findings)
    if outcome.missing:
        tell(f"{printable(programme.path)} : à compléter ({len(outcome.missing)}) :")
        for line in lacking(programme, projet, outcome):
            tell(f"    {line}")
    if arguments.definitif:
        report_reserves(printable(programme.path), outcome.findings)
    if outcome.state is not State.WRITTEN:
        if not any(one.code == NOT_WRITTEN for one in outcome.findings):
            report([refused(programme.path, WITH_ERRORS)])
        return 1
    for extension in arguments.format:
        target = arguments.sortie / f"{projet.nom}.{extension}"
        write_whole(target, outcome.files[extension])
        result(str(target))
    return 0
