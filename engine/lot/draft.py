"""One contract of a run, drafted in whatever process it is given to: a description in, bytes and findings out.

Nothing here touches the disk but to read the letterhead and the logos: whoever leads the run writes the files.
"""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from functools import partial
from itertools import count
from pathlib import Path

from engine.assembly.soundness import open_model
from engine.by_identity import ByIdentity
from engine.checks.finess_departement import CODE
from engine.definitif import NOT_WRITTEN, WITH_ERRORS
from engine.dossier import Dossier, dossier_of
from engine.errors import Finding, InputError, Severity
from engine.lately import Lately
from engine.lot.outcome import Missing, Order, Outcome, State
from engine.missing_facts import MissingFact
from engine.programmation.projet import Projet, placed
from engine.reading.yaml_strict import parse_yaml
from engine.reading.yaml_written import source_of
from engine.redaction import Redaction, found_of, redaction_of
from engine.writing.engines import warm_engine
from engine.writing.pdf.pages import page_count
from models.adaptations import NEGOCIES

_OFTEN = 128
"""Contracts after which what served none of them is dropped, that a process may not grow with the run.

What serves one contract in thirty, such as the words of a département in a given year, is still found again.
"""
_CALLS = count(1)
_MISSING: ByIdentity[tuple[Missing, ...]] = ByIdentity(128)
"""What contracts of the same kind miss."""


def warm_up(models: tuple[str, ...], order: Order) -> None:
    """Read once what every contract of a process needs."""
    if "pdf" in order.formats:
        warm_engine(order.engine)
    with suppress(InputError):  # it is told of each contract
        library = order.bibliotheque.ouverte()
        for name in models:
            _ = open_model(name, library).description


def draft(projet: Projet, order: Order) -> Outcome:
    """Draft a contract. Whatever is wrong with it is in its outcome: one contract never stops the others."""
    if not next(_CALLS) % _OFTEN:
        Lately.age()
    try:
        return _drafted(projet, order)
    except InputError as error:
        return Outcome(projet.nom, State.TO_FIX, findings=placed(error.findings, projet))
    except Exception as error:
        return Outcome(projet.nom, State.FAILED, findings=(_bug(projet, error),))


def _drafted(projet: Projet, order: Order) -> Outcome:
    dossier = _opened(projet, order)

    def settled(one: Finding) -> bool:
        return one.code == CODE and one.path in projet.situes

    looked_for = redaction_of if order.formats else found_of
    made = looked_for(dossier, order.final, others=projet.bloquants, settled=settled)
    findings = [*made.findings]
    files = {"yaml": projet.texte.encode()} if order.formats else {}  # to be taken up by hand, or fixed
    if made.refusal and made.refusal != WITH_ERRORS:  # errors tell themselves
        findings.append(Finding(NOT_WRITTEN, f"rien n'a été écrit, {made.refusal}."))
    if isinstance(made, Redaction) and not made.refusal:
        for extension in order.formats:
            files[extension], said = made.file(extension, order.engine)
            findings += said
    return Outcome(
        projet.nom,
        State.TO_FIX if made.refusal else State.WRITTEN,
        files,
        placed(tuple(dict.fromkeys(findings)), projet),
        _MISSING.of(made.missing, None, partial(_told, made.missing)),
        dossier.deadlines if order.deadlines else (),
        _facts(dossier),
        page_count(files["pdf"]) if "pdf" in files else None,
    )


def _told(missing: Iterable[MissingFact]) -> tuple[Missing, ...]:
    return tuple(Missing(one.printed, one.label, one.who) for one in missing)


def _opened(projet: Projet, order: Order) -> Dossier:
    """The description of a contract; what is wrong with it is told in the order of its text.

    The words that the parties agreed are read where they stand in it: their lines have places.
    """
    file = f"{projet.nom.rpartition('/')[2]}.yaml"
    path, library = Path(projet.dossier) / file, order.bibliotheque.ouverte()
    negotiated = projet.faits and not projet.faits.keys().isdisjoint(NEGOCIES)
    if not negotiated and (written := source_of(projet.faits, projet.ecrit, file)):
        with suppress(InputError):
            return dossier_of(written, path, order.today, library)
    return dossier_of(parse_yaml(projet.texte.encode(), file), path, order.today, library)


def _facts(dossier: Dossier) -> dict[str, str]:
    contrat = dossier.contrat
    return {
        "modele": dossier.modele.nom,
        "departement": contrat.departement or "",
        "gestionnaire": contrat.gestionnaire.raison_sociale or "",
        "effet": contrat.effet.isoformat() if contrat.effet else "",
    }


def _bug(projet: Projet, error: Exception) -> Finding:
    message = f"le contrat n'a pas pu être rédigé : erreur interne ({type(error).__name__} : {error})."
    hint = "C'est un défaut de cpom : signalez-le avec cette ligne et la description du contrat."
    return Finding("erreur-interne", message, Severity.ERROR, hint, place=projet.origine)


def unfinished(projet: Projet) -> Outcome:
    """The outcome of a contract whose process died under it twice."""
    message = "le processus qui rédigeait ce contrat s'est arrêté deux fois (mémoire insuffisante, ou défaut de cpom)."
    found = Finding("processus-perdu", message, hint="Relancez avec --reprendre --processus 1.", place=projet.origine)
    return Outcome(projet.nom, State.FAILED, findings=(found,))
