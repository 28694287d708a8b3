"""`cpom programmation verifier`: the audit of a programmation, and what each of its contracts lacks."""

from __future__ import annotations

from argparse import Namespace

from engine.batch.audit import audit
from engine.batch.draft import draft
from engine.batch.programme import open_programme
from engine.batch.projet import Order, Projet
from engine.batch.projets import projets
from engine.batch.questionnaires import to_send
from engine.commands.output import Told, counted, result
from engine.errors import Finding, Severity
from engine.reading.decoding import printable
from engine.writing.files import write_whole


def run_verifier(arguments: Namespace) -> int:
    """Audit; 1 where an error stands."""
    programme = open_programme(arguments.fichier)
    findings: list[Finding] = list(audit(programme))
    told = Told()
    told.report(findings)
    order = Order((), arguments.aujourdhui)
    lacking = 0
    for made in projets(programme):
        if not isinstance(made, Projet):
            findings += made[1].findings
            told.report(made[1].findings)
            continue
        outcome = draft(made, order)
        wrong = [one for one in outcome.findings if one.severity is Severity.ERROR]
        told.report(wrong)
        findings += wrong
        lacking += len(outcome.missing)
        if arguments.questionnaires:
            for end, text in to_send(made, outcome, programme.modele).items():
                target = arguments.questionnaires / f"{made.nom}-{end}"
                write_whole(target, text.encode())
                result(str(target))
    places = sum(row.ligne.capacite or 0 for row in programme.rows)
    result(
        f"{printable(arguments.fichier)} : {len(programme.rows)} établissements, {len(programme.groupes)} contrats, "
        f"{places} places ; {counted(findings)}, {lacking} faits à compléter"
    )
    return 1 if any(one.severity is Severity.ERROR for one in findings) else 0
