"""Reports made for the tests: plainly invented contracts, with what a journal says of each."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

from engine.calendar.echeancier import Deadline
from engine.errors import Finding, Place, Severity
from engine.lot.journal import Entry, entries
from engine.lot.outcome import Missing, Order, State
from engine.lot.reports.line import Line
from engine.lot.reports.rapport import Rapport
from tests.bibliotheques import OURS

HOSTILE = '=1+1 <script>alert(1)</script> & « L\'Essai », \\; "x"\n{{ 7 * 7 }}'
"""What a table may say, and every report must show as it is."""

DEADLINES = (
    Deadline(date(2026, 1, 1), "prise d'effet du contrat", "effet"),
    Deadline(
        date(2030, 6, 30),
        "dernier jour pour notifier le souhait de proroger (préavis de six mois)",
        "preavis",
        "avant",
        "le préavis se compte à rebours",
        "la partie qui souhaite la prorogation",
        "article 9",
    ),
    Deadline(date(2030, 12, 31), "échéance du contrat", "echeance"),
)
"""Those of a contract of five years; the 30th of June 2030 is a Sunday."""

MISSING = (
    Missing("gestionnaire.adresse", "adresse du gestionnaire", "le gestionnaire"),
    Missing("ars.directeur.nom", "nom du directeur", "l'agence"),
    Missing("etablissements[1].gmp", "GIR moyen pondéré", "le gestionnaire"),
)

WARNING = Finding(
    "terme-a-verifier", "une dénomination est à vérifier.", Severity.WARNING, "Relisez-la.", "décret",
    place=Place("etablissements.csv", 2, 1), reserve=True,
)  # fmt: skip


def journal(folder: Path) -> dict[str, Entry]:
    """What the journal of a folder says of each contract, by its name."""
    return {one.nom: one for one in entries(folder)}


def line(gestionnaire: str = "Association Exemple", **facts: Any) -> Line:
    """A contract of the report: what is not said of it is that of a contract that was written."""
    nom = facts.get("nom", "2026/35-association-exemple")
    entry = Entry(
        nom,
        facts.get("state", State.WRITTEN),
        "e" * 64,
        facts.get("files", {"docx": "a" * 64, "pdf": "b" * 64, "yaml": "c" * 64}),
        facts.get("findings", (WARNING,)),
        facts.get("missing", MISSING),
        facts.get("deadlines", DEADLINES),
        {},
        facts.get("pages", 18),
    )
    return Line(facts.get("annee", 2026), facts.get("departement", "35"), gestionnaire, 2, entry)


def rapport(*lines: Line, findings: tuple[Finding, ...] = (), dated: bool = True) -> Rapport:
    """The report of a run of DOCX and PDF."""
    order = Order(("docx", "pdf"), date(2025, 12, 1))
    return Rapport("Programmation d'exemple, 2026-2030", lines, findings, order, date(2025, 11, 24), dated, OURS)
