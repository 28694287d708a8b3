"""Refuse, then write: what a document says and misses, why it may not be written, and its files, made in memory.

Commands, runs and the Python interface all write through here.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import field, replace
from datetime import date
from pathlib import Path as FilePath
from typing import TYPE_CHECKING, NamedTuple

from engine.assembly.assemble import Assembled
from engine.assembly.to_know import ToKnow
from engine.definitif import DRAFT, NOT_WRITTEN, WITH_ERRORS, Final
from engine.document import Document
from engine.dossier import Dossier
from engine.errors import Finding, InputError, Severity
from engine.law.applicable import Droit
from engine.libraries.bibliotheque import Bibliotheque
from engine.libraries.modele import Modele
from engine.likeness import most_like
from engine.missing_facts import MissingFact, missing_of
from engine.writing import write_workbook, written
from engine.writing.formats import FORMATS, WORKBOOK
from models.champs import Repondant
from models.records import dataclass

if TYPE_CHECKING:  # it loads what reads pictures
    from engine.annexes.document import Annexes
    from engine.writing.layout.setting import Written

USUAL_ENGINE = "weasyprint"


@dataclass(frozen=True, slots=True)
class Redaction:
    """A document to write; `refusal` says why it may not be, empty where it may.

    `assembled` is the contract that it is of; `tables` names the computed tables that its workbook holds, None for all
    of them; `traced` makes the same document with what its words come from, for the formats that say it.
    """

    document: Document
    assembled: Assembled = field(repr=False)
    findings: tuple[Finding, ...] = ()
    missing: tuple[MissingFact, ...] = ()
    refusal: str = ""
    charte: FilePath | None = None
    tables: Collection[str] | None = None
    empty: bool = False
    parties: Mapping[Repondant, str] = field(default_factory=dict)
    traced: Callable[[], Document] | None = field(default=None, repr=False)

    @property
    def bibliotheque(self) -> Bibliotheque:
        """The library that it is made from."""
        return self.assembled.tables.printed.bibliotheque

    @property
    def libraries(self) -> tuple[str, ...]:
        """The libraries that it is made from, with their versions, where one is not the installed one."""
        return self.bibliotheque.a_nommer

    def missing_by_party(self) -> dict[str, list[MissingFact]]:
        """What is missing, under the party who knows it, as its model names that party."""
        by_party: dict[Repondant, list[MissingFact]] = {}
        for one in self.missing:
            by_party.setdefault(one.party, []).append(one)
        return {self.parties[party]: facts for party, facts in sorted(by_party.items())}

    def file(self, name: str, engine: str = USUAL_ENGINE) -> Written:
        """Its bytes in a format (that of workbooks included), with what to know of them; nothing is put on disk.

        Raises:
            InputError: where it is refused, or cannot be written in this format.
        """
        if self.refusal:
            raise InputError([Finding(NOT_WRITTEN, f"rien n'a été écrit, {self.refusal}.")])
        if name == WORKBOOK:
            from engine.annexes.classeur import workbook  # noqa: PLC0415 - only where a workbook is asked

            names = wanted(self.assembled, self.tables or ())
            return write_workbook(workbook(self.assembled, names)), []
        if self.empty:
            raise InputError([_EMPTY])
        document = self.traced() if self.traced and FORMATS[name].traced else self.document
        return written(document, name, self.charte, engine)


def redaction_of(
    dossier: Dossier,
    final: Final = DRAFT,
    document: str = "",
    *,
    others: Sequence[Finding] = (),
    settled: Callable[[Finding], bool] = lambda _: False,
) -> Redaction:
    """The contract of a description, or another `document` of its model.

    `others` are findings that forbid it too, told elsewhere; a finding that is `settled` is not told.

    Raises:
        InputError: where the model has no such document, or a clause of the library cannot be rendered.
    """
    assembled = dossier.assembled(document)
    findings, missing, refusal = _found(dossier, assembled, final, others, settled)
    charte = None if refusal else dossier.charte
    parties = dossier.modele.plan.repondants

    asked = _options(document=document, definitif=final.asked, reserves=final.asked and final.with_reserves)

    def traced() -> Document:
        return asked(final.document(dossier.assembled(document, traced=True).document))

    tree = asked(final.document(assembled.document))
    return Redaction(tree, assembled, findings, missing, refusal, charte, parties=parties, traced=traced)


class Found(NamedTuple):
    """What is found of the contract of a description, and missing from it; `refusal` as that of a `Redaction`."""

    findings: tuple[Finding, ...]
    missing: tuple[MissingFact, ...]
    refusal: str


def found_of(
    dossier: Dossier,
    final: Final = DRAFT,
    *,
    others: Sequence[Finding] = (),
    settled: Callable[[Finding], bool] = lambda _: False,
) -> Found:
    """What `redaction_of` finds of the contract of a description, which nobody writes.

    Raises:
        InputError: where a clause of the library cannot be rendered.
    """
    return _found(dossier, dossier.to_know(), final, others, settled)


def _found(
    dossier: Dossier,
    left: Assembled | ToKnow,
    final: Final,
    others: Sequence[Finding],
    settled: Callable[[Finding], bool],
) -> Found:
    findings = tuple(one for one in dossier.told(left) if not settled(one))
    missing = missing_of(left, dossier.modele)
    return Found(findings, missing, final.refusal(len(missing), (*others, *findings)))


def traced_of(dossier: Dossier) -> Redaction:
    """The contract of a description, whose words say what they come from: for who shows it, not who writes it.

    Raises:
        InputError: where a clause of the library cannot be rendered.
    """
    assembled = dossier.assembled(traced=True)
    missing = missing_of(assembled, dossier.modele)
    parties = dossier.modele.plan.repondants
    return Redaction(assembled.document, assembled, dossier.told(assembled), missing, parties=parties)


def annexes_of(dossier: Dossier, tables: Collection[str] = (), formats: Iterable[str] = ()) -> Redaction:
    """The computed annexes of a description: those tables alone, where some are named; `formats` are those asked for.

    Raises:
        InputError: where the contract has none of that name, or none at all.
    """
    from engine.annexes.document import annexes  # noqa: PLC0415 - only where annexes are asked

    assembled = dossier.assembled()
    found = annexes(assembled, wanted(assembled, tables))
    findings = (*dossier.findings, *_left_out(found, formats))  # what the law changes is said with the contract
    refusal = WITH_ERRORS if dossier.errors else ""
    charte = None if refusal else dossier.charte
    missing = missing_of(found, dossier.modele)
    parties = dossier.modele.plan.repondants

    asked = _options(annexes=True, tableaux=",".join(tables))

    def traced() -> Document:
        return asked(annexes(dossier.assembled(traced=True), wanted(assembled, tables)).document)

    empty = not found.titles
    return Redaction(
        asked(found.document), assembled, findings, missing, refusal, charte, tables, empty, parties, traced
    )


def blank_of(model: Modele, jour: date, *, published: bool = True) -> Redaction:
    """The empty form of a model, every variant shown: as `published`, or in the law of that day."""
    from engine.assembly.blank import blank  # noqa: PLC0415 - only where a form is asked

    assembled = blank(model, Droit(jour, tel_que_publie=published, bibliotheque=model.bibliotheque))
    asked = _options(vierge=model.nom, publie=published)
    # As published, the form says of itself what is out of date.
    return Redaction(asked(assembled.document), assembled, () if published else assembled.findings)


def blank_annexes_of(model: Modele, jour: date, tables: Collection[str] = ()) -> Redaction:
    """The annexes of a model, to fill in, as it was published.

    Raises:
        InputError: where the model has no table of that name, or none at all.
    """
    from engine.annexes.document import annexes  # noqa: PLC0415 - only where annexes are asked
    from engine.assembly.blank import blank  # noqa: PLC0415 - likewise

    assembled = blank(model, Droit(jour, tel_que_publie=True, bibliotheque=model.bibliotheque))
    found = annexes(assembled, wanted(assembled, tables))
    asked = _options(vierge=model.nom, publie=True, annexes=True, tableaux=",".join(tables))
    return Redaction(asked(found.document), assembled, tables=tables, empty=not found.titles)


def _options(**options: str | bool) -> Callable[[Document], Document]:
    """Puts in a document the options that it is drafted with, which its lock says; those that are not asked are not."""
    said = tuple((name, "oui" if one is True else one) for name, one in options.items() if one)

    def asked(document: Document) -> Document:
        made = document.made_with
        return replace(document, made_with=made and replace(made, asked=said))

    return asked


def wanted(assembled: Assembled, names: Collection[str]) -> list[str] | None:
    """The names of the tables asked for, None for all of them.

    Raises:
        InputError: where the contract has none of that name, or none at all.
    """
    known = list(assembled.tables.grilles)
    if not known:
        message = "ce contrat n'a pas d'annexe calculée."
        hint = "Les tableaux d'un modèle sont dans le dossier « tableaux » de ses clauses."
        raise InputError([Finding("sans-tableau", message, hint=hint)])
    unknown = [name for name in names if name not in known]
    if unknown:
        raise InputError([_unknown(name, known) for name in unknown])
    return list(names) or None


def _unknown(name: str, known: Sequence[str]) -> Finding:
    near = most_like(name, known)
    start = f"Vouliez-vous dire « {near} » ? " if near else ""
    hint = f"{start}Tableaux de ce contrat : {', '.join(known)}."
    return Finding("tableau-inconnu", f"« {name} » n'est pas un tableau de ce contrat.", hint=hint)


def _left_out(found: Annexes, formats: Iterable[str]) -> list[Finding]:
    """The optional tables that have no figure: they are forms in the workbook, and nothing in the document."""
    if not found.left_out or set(formats) <= {WORKBOOK}:
        return []
    message = f"tableaux facultatifs sans chiffre, laissés hors du document : {' ; '.join(found.left_out)}."
    hint = "Le classeur (--format xlsx) les contient, à remplir."
    return [Finding("tableaux-facultatifs", message, Severity.INFORMATION, hint)]


_EMPTY = Finding(
    "annexes-vides",
    "aucun des tableaux n'a encore de chiffre : il n'y a pas d'annexe à imprimer.",
    hint="Remplissez d'abord le classeur (cpom annexes … --format xlsx), ou la description.",
)
