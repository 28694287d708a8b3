"""rapport.xlsx: what became of each contract, what is missing, what is said of it, its deadlines and its files.

Each sheet is a list to be filtered. Digests have a sheet of their own, where the others stay narrow enough to print.
"""

from __future__ import annotations

from collections.abc import Iterator

from engine import french
from engine.calendar.echeancier import remark
from engine.errors import Finding, Severity
from engine.lot.reports.line import Line
from engine.lot.reports.rapport import Rapport, where
from engine.writing.xlsx.lists import Column, Link, Sheet, Value, write_lists

_AUTHOR = "cpom"
_CONTRAT = (Column("Année", 8), Column("Dép.", 7), Column("Gestionnaire", 36))


def classeur(rapport: Rapport) -> Iterator[bytes]:
    """The workbook of a run, piece by piece."""
    sheets = (
        _contrats(rapport), _manques(rapport), _reserves(rapport), _messages(rapport), _echeances(rapport),
        _fichiers(rapport), *_bibliotheques(rapport),
    )  # fmt: skip
    return write_lists(rapport.titre, _AUTHOR, rapport.day, sheets)


def _bibliotheques(rapport: Rapport) -> Iterator[Sheet]:
    """The libraries that the contracts were made from, where one is not the installed one, the topmost first."""
    if rapport.bibliotheque.siennes:
        rows = [(one.nom, one.version, one.titulaire, one.source) for one in rapport.bibliotheque.couches]
        columns = (Column("Bibliothèque", 36), Column("Version", 14), Column("Titulaire", 36), Column("Source", 48))
        yield Sheet("Bibliothèques", columns, rows)


def _of(line: Line) -> tuple[Value, ...]:
    """What names a contract, at the head of each row."""
    return line.annee, line.departements, line.gestionnaire


def _contrats(rapport: Rapport) -> Sheet:
    columns = (
        *_CONTRAT,
        Column("Établissements", 15),
        Column("État", 12),
        Column("Faits à compléter", 12),
        Column("Réserves", 10),
        Column("Erreurs", 9),
        Column("Avertissements", 16),
        Column("Pages du PDF", 10),
        Column("Prise d’effet", 12),
        Column("Dernier jour du préavis", 14),
        Column("Échéance", 12),
        *(Column(one.upper(), 8) for one in rapport.order.formats),
        Column("Description", 13),
    )
    return Sheet("Contrats", columns, (_contrat(line, rapport) for line in rapport.lines))


def _contrat(line: Line, rapport: Rapport) -> tuple[Value, ...]:
    links = {extension: Link(extension.upper(), path) for extension, path, _ in line.files(rapport.order.formats)}
    return (
        *_of(line),
        line.etablissements,
        line.entry.state,
        len(line.entry.missing),
        len(line.reserves),
        line.count(Severity.ERROR),
        line.count(Severity.WARNING),
        line.entry.pages,
        line.day("effet"),
        line.day("preavis"),
        line.day("echeance"),
        *(links.get(extension) for extension in (*rapport.order.formats, "yaml")),
    )


def _manques(rapport: Rapport) -> Sheet:
    columns = (*_CONTRAT, Column("Fait à compléter", 60), Column("Qui le sait", 30), Column("Chemin", 45))
    rows = (
        (*_of(line), missing.label, missing.who, missing.path)
        for line in rapport.lines
        for missing in line.entry.missing
    )
    return Sheet("Manques", columns, rows)


def _reserves(rapport: Rapport) -> Sheet:
    columns = (*_CONTRAT, Column("À vérifier avant la signature", 70), Column("Conseil", 45), Column("Source", 30))
    rows = ((*_of(line), one.message, one.hint, one.source) for line in rapport.lines for one in line.reserves)
    return Sheet("Réserves", columns, rows)


def _messages(rapport: Rapport) -> Sheet:
    columns = (
        *_CONTRAT, Column("Gravité", 14), Column("Code", 22), Column("Message", 60), Column("Conseil", 45),
        Column("Source", 24), Column("Endroit", 34),
    )  # fmt: skip
    return Sheet("Messages", columns, _said(rapport))


def _said(rapport: Rapport) -> Iterator[tuple[Value, ...]]:
    """What is said of the programmation itself, then of each contract, the gravest first."""
    for finding in _gravest_first(rapport.findings):
        yield None, None, "Programmation", *_message(finding)
    for line in rapport.lines:
        for finding in _gravest_first(line.entry.findings):
            yield *_of(line), *_message(finding)


def _gravest_first(findings: tuple[Finding, ...]) -> list[Finding]:
    return sorted(findings, key=lambda one: list(Severity).index(one.severity))


def _message(one: Finding) -> tuple[Value, ...]:
    return one.severity, one.code, one.message, one.hint, one.source, where(one.place)


def _echeances(rapport: Rapport) -> Sheet:
    columns = (
        Column("Date", 12), Column("Jour", 11), Column("Échéance", 60), Column("Article", 14), Column("Qui agit", 30),
        *_CONTRAT[1:], Column("Remarque", 45),
    )  # fmt: skip
    rows = (
        (
            deadline.day,
            french.weekday(deadline.day),
            french.typography(french.capitalise(deadline.words)),
            french.typography(deadline.article),
            french.typography(deadline.qui),
            line.departements,
            line.gestionnaire,
            french.typography(remark(deadline, line.departement)),
        )
        for deadline, line in rapport.deadlines()
    )
    return Sheet("Échéances", columns, rows)


def _fichiers(rapport: Rapport) -> Sheet:
    columns = (*_CONTRAT, Column("Format", 12), Column("Fichier", 50), Column("Empreinte SHA-256", 70))
    rows = (
        (*_of(line), "Description" if extension == "yaml" else extension.upper(), Link(path, path), digest)
        for line in rapport.lines
        for extension, path, digest in line.files(rapport.order.formats)
    )
    return Sheet("Fichiers", columns, rows)
