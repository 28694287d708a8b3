"""An avenant drafted: the document that the parties sign, the consolidated contract, and the proof that both agree."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from engine.actes.acte import with_acte
from engine.avenants.applier import applied
from engine.avenants.case import Case
from engine.avenants.consolidation import Said, consolidated
from engine.avenants.facts import ITS_OWN, of_the_act
from engine.avenants.rules import checked
from engine.avenants.rules.parties_changees import other_model
from engine.avenants.said import said
from engine.avenants.signed import Signed
from engine.avenants.signing import as_asked, between_the_parties
from engine.carried import Line
from engine.definitif import DRAFT, Final, has_errors, reserves
from engine.document import Document, MadeWith, Missing, Paragraph, Text
from engine.dossier import Dossier
from engine.errors import Finding, InputError, Path, Place
from engine.missing_facts import MissingFact, missing_of
from engine.redaction import Redaction, redaction_of
from engine.rereading.files.read import read_edited
from models import chemins
from models.records import dataclass

OLD = "ancien"
"""The option of the lock of an avenant that keeps the contract that it changes."""


@dataclass(frozen=True)
class Drafted:
    """An avenant, and the contract that it makes; `refusal` of each says why it may not be written."""

    case: Case
    number: int
    avenant: Redaction
    contract: Redaction

    @property
    def dossier(self) -> Dossier:
        """The description of the consolidated contract."""
        return self.case.new

    @property
    def body(self) -> tuple[str, ...]:
        """The sentences that say what changes, one a line."""
        return tuple(
            "".join(one.text if isinstance(one, Text | Missing) else "\n" for one in block.content)
            for block in said(self.case.modifications, self.case.contract, self.dossier.modele.bibliotheque).body
            if isinstance(block, Paragraph)
        )


def drafted(old: Signed, new: Dossier, what: Said, today: date, final: Final = DRAFT) -> Drafted:
    """The avenant that makes `new` of what was signed; what a `final` one refuses is looked for in both documents.

    Raises:
        InputError: where both are not of the same model, or where the new description cannot be completed.
    """
    if other := [*other_model(old.dossier, new)]:
        raise InputError(other)
    made = consolidated(old, new, what, today)
    case = Case(old, new, made)
    number = case.avenant.numero or 1
    contract = redaction_of(made, final)
    findings = checked(case)
    avenant = _avenant(case, number, today, findings)
    if not has_errors((*findings, *contract.findings)) and (unproved := _unproved(case, avenant)):
        avenant = replace(avenant, findings=(*avenant.findings, unproved))
    missing = {one.path for one in (*avenant.missing, *contract.missing)}
    refusal = final.refusal(len(missing), (*avenant.findings, *_of_this_avenant(contract, old, final)))
    avenant = replace(avenant, document=as_asked(avenant.document, final), refusal=refusal)
    return Drafted(case, number, avenant, replace(contract, refusal=refusal))


def _of_this_avenant(contract: Redaction, old: Signed, final: Final) -> list[Finding]:
    """What is told of the consolidated contract, but the doubts with which it was signed: no avenant settles these."""
    signed = {one.message for one in reserves(redaction_of(old.dossier).findings)} if final.asked else set()
    return [one for one in contract.findings if not (one.reserve and one.message in signed)]


def _avenant(case: Case, number: int, today: date, findings: tuple[Finding, ...]) -> Redaction:
    """The document that the parties sign, in the law of its day."""
    library = case.new.modele.bibliotheque
    name = case.act
    act = with_acte(case.new, name, of_the_act(case.new, case.old.dossier), case.avenant.date or today)
    whole = between_the_parties(act, name, str(number), said(case.modifications, case.contract, library))
    tree = replace(whole.document, source=case.new.source.text, made_with=_made_with(whole.document, name, case.old))
    whole = replace(whole, document=tree)
    told = tuple(act.located(whole.findings))
    return Redaction(
        tree,
        whole,
        (*findings, *told),
        tuple(_asked(one, len(case.new.contrat.avenants) - 1) for one in missing_of(whole, act.modele)),
        charte=None if has_errors(findings) else case.new.charte,
        parties=act.modele.plan.repondants,
    )


def _made_with(tree: Document, act: str, old: Signed) -> MadeWith | None:
    """What the avenant is made with, that it is one, and the contract that it changes: it is made again of both."""
    return tree.made_with and replace(tree.made_with, asked=(("document", act), (OLD, old.packed)))


def _asked(one: MissingFact, rank: int) -> MissingFact:
    """A fact that is missing, at the place where the description gives it: that of the avenant, where it is its own."""
    key = ITS_OWN.get(one.printed)
    path: Path = ("avenants", rank, key) if key else one.path
    return replace(one, path=path, printed=chemins.ecrit(path))


def _unproved(case: Case, avenant: Redaction) -> Finding | None:
    """What is told where the words of the avenant, read back from its DOCX, do not give the consolidated contract."""
    library = case.new.modele.bibliotheque
    try:
        read = read_edited(avenant.file("docx")[0], "avenant").lines
        made = applied(case.old.lines, read, library)
    except InputError as error:
        return _not_proved(case, "; ".join(one.message for one in error.findings))
    if [*map(_said, made)] != [*map(_said, case.lines)]:
        return _not_proved(case, "ils donnent un autre contrat")
    return None


def _said(line: Line) -> tuple[str, str]:
    return line.kind, " ".join(line.text.split())


def _not_proved(case: Case, why: str) -> Finding:
    message = f"les mots de l'avenant ne donnent pas le contrat consolidé ({why}) : rien n'est écrit."
    hint = "C'est un défaut de cpom : signalez-le, avec les deux descriptions."
    return Finding("avenant-non-prouve", message, hint=hint, place=Place(case.given.source.name))
