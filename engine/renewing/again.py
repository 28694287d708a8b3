"""A document made again, today, of what another carries: its description, its options, the law of its day."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from engine.actes.acte import with_acte
from engine.actes.courrier import under_head_of
from engine.assembly.soundness import open_model
from engine.avenants.alone import redaction_alone
from engine.avenants.consolidation import Said
from engine.avenants.draft import OLD, drafted
from engine.avenants.kinds import standing_alone
from engine.avenants.signed import Signed, kept_by
from engine.carried import Carried
from engine.definitif import Final
from engine.dossier import Dossier, WrongDescriptionError, dossier_of
from engine.errors import Finding, InputError, Severity
from engine.libraries.bibliotheque import AVENANTS, COURRIERS
from engine.reading.yaml_strict import parse_yaml
from engine.redaction import Redaction, annexes_of, blank_annexes_of, blank_of, redaction_of
from engine.renewing.original import Original
from engine.rereading.settled import Libraries
from models import chemins


def again(original: Original, folder: Path, libraries: Libraries, allowed: tuple[Path, ...]) -> Redaction:
    """What a document says today; the files that its description names are in `folder`, or in the `allowed` ones.

    What refuses it today does not forbid to make again what was written: that is told among its findings.

    Raises:
        InputError: where the models of today cannot read its description, where a file that it names is missing, or
            where it is an avenant that does not keep the contract that it changes.
    """
    asked = dict(original.lock.asked) if original.lock else {}
    final = Final.of_lock(asked)
    tables = tuple(filter(None, asked.get("tableaux", "").split(",")))
    if asked.get("vierge"):
        return _blank(original.carried, asked, tables, libraries)
    document = asked.get("document", "")
    kind, _, name = document.partition("/")
    stands_alone = kind == AVENANTS and name in standing_alone(libraries())
    if kind == AVENANTS and not stands_alone:  # it is made of two contracts
        old, new = _both(original.carried, asked.get(OLD, ""), folder, libraries, allowed)
        return _told(drafted(old, new, Said(), original.carried.day, final).avenant)
    dossier = _opened(original.carried, document, folder, libraries, allowed)
    if asked.get("annexes"):
        made = annexes_of(dossier, tables)
    elif stands_alone:
        made = redaction_alone(dossier, document, final)
    else:
        made = redaction_of(dossier, final, document)
    made = _told(made, dossier.charte)
    if kind == COURRIERS:
        return under_head_of(made, str(chemins.at(dossier.contrat, ("courrier", "expediteur"))))
    return made


def _told(made: Redaction, charte: Path | None = None) -> Redaction:
    """A document that may be written, in this letterhead where it was refused, with why it was."""
    if not made.refusal:
        return made
    found = (*made.findings, _refused(made.refusal))
    return replace(made, refusal="", charte=made.charte or charte, findings=found)


def _blank(carried: Carried, asked: Mapping[str, str], tables: tuple[str, ...], libraries: Libraries) -> Redaction:
    model = open_model(asked["vierge"], libraries())
    if asked.get("annexes"):
        return blank_annexes_of(model, carried.day, tables)
    return blank_of(model, carried.day, published=bool(asked.get("publie")))


def _both(
    carried: Carried, kept: str, folder: Path, libraries: Libraries, allowed: tuple[Path, ...]
) -> tuple[Signed, Dossier]:
    """The contract that an avenant kept, and the one that it makes."""
    old = kept_by(kept)
    if old is None:
        raise InputError([_without_old()])
    before, after = (_opened(one, "", folder, libraries, allowed) for one in (old, carried))
    return Signed(before, old), after


def _opened(carried: Carried, document: str, folder: Path, libraries: Libraries, allowed: tuple[Path, ...]) -> Dossier:
    """The description, in the law of its day; that of an act says what its contract alone would not know."""
    source = parse_yaml(carried.description.encode(errors="surrogatepass"), carried.name)
    library, is_an_act = libraries(), "/" in document
    try:
        dossier = dossier_of(source, folder / carried.name, carried.day, library, allowed)
    except WrongDescriptionError as error:
        if not is_an_act or error.part is None:
            raise
        dossier = error.part
    return with_acte(dossier, document, {}, carried.day) if is_an_act else dossier


def _refused(why: str) -> Finding:
    message = f"aujourd'hui, cpom n'écrirait pas ce document : {why}."
    hint = "Il est refait quand même, tel qu'il était ; « cpom verifier » dit ce qui serait à corriger."
    return Finding("refaire-refuse", message, Severity.WARNING, hint)


def _without_old() -> Finding:
    message = "un avenant se fait de deux contrats, et ce document ne porte que le second."
    hint = "Rédigez-le de nouveau de l'ancien et du nouveau : « cpom avenant ANCIEN NOUVEAU »."
    return Finding("refaire-avenant", message, hint=hint)
