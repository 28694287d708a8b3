"""The visas of a contract: those that its model orders and those that its clauses rely on, at the date of the law."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from engine import french
from engine.assembly import shared
from engine.assembly.cited import mention_of
from engine.assembly.rendering import Renderer
from engine.assembly.selection import Selection
from engine.by_identity import ByIdentity
from engine.document import Fact, Inline, Note, Paragraph, Text
from engine.errors import Finding, InputError, Place
from engine.law.applicable import Droit
from engine.law.register import RANKS, load_register
from engine.law.visas import Visa, VisaRequest, order_visas
from engine.libraries.bibliotheque import Bibliotheque
from engine.libraries.modele import Clause, Modele
from engine.libraries.visas_du_plan import VisaDuPlan

_ORDERED: ByIdentity[tuple[list[Visa], tuple[Finding, ...]]] = ByIdentity(64)
"""The texts of contracts written lately: those of the same clauses and of the same day have the same."""


def _in_force(visa: VisaDuPlan, droit: Droit) -> tuple[str, ...]:
    """The articles of a mention that a contract may cite: all of them where it is the model as published."""
    if droit.tel_que_publie:
        return tuple(visa.cites())
    register = load_register(droit.bibliotheque)
    return tuple(key for key in visa.cites() if register.text_at(key, droit.jour).en_vigueur)


def requested(model: Modele, selection: Selection, droit: Droit) -> Iterator[VisaRequest]:
    """The texts to visa: the model's, then those that the kept clauses rely on (an article brings its code)."""
    for visa in selection.textes:
        yield VisaRequest(visa.visa, mention_of(model.bibliotheque, visa, _in_force(visa, droit)))
    for clause in selection.clauses:
        for key in clause.en_tete.fondements:
            _known(droit.bibliotheque, key, clause)
            yield VisaRequest(key.partition("/")[0])


def _known(library: Bibliotheque, key: str, clause: Clause) -> None:
    try:
        load_register(library).texte(key)
    except InputError as error:
        raise InputError([finding.at(Place(clause.fichier)) for finding in error.findings]) from None


def _paragraph(content: tuple[Inline, ...], notes: tuple[Note, ...] = ()) -> Paragraph:
    apart = (
        (Text(""),) if content and isinstance(content[-1], Fact) else ()
    )  # the stop is no part of a text of the user
    return shared.paragraph((Text("Vu "), *content, *notes, *apart, Text(french.typography(" ;"))), "visa")


def _undecided(renderer: Renderer, key: str) -> tuple[Inline, ...]:
    """The mark of a visa that the answer to come keeps or leaves out."""
    marked = renderer.undecided(key, "ce visa")
    return (Text(" "), *marked) if marked else ()


def _rank_and_date(visa: Visa, library: Bibliotheque) -> tuple[int, date]:
    """Where a visa stands among those of its rank: a text without a date, a code, comes first."""
    return RANKS.index(visa.nature), load_register(library).texte(visa.key).date or date.min


def texts_visaed(
    model: Modele, selection: Selection, droit: Droit, *, blank: bool = False
) -> tuple[list[Visa], tuple[Finding, ...]]:
    """The texts of the register among the visas, in their order, and what the law says of them at the date."""
    ordered, findings = order_visas(
        load_register(droit.bibliotheque),
        list(requested(model, selection, droit)),
        droit.jour,
        as_published=droit.tel_que_publie,
        blank=blank,
    )
    if model.plan.visas_par_date:
        ordered.sort(key=lambda visa: _rank_and_date(visa, droit.bibliotheque))
    return ordered, findings


def visas(
    model: Modele, selection: Selection, renderer: Renderer, droit: Droit
) -> tuple[tuple[Paragraph, ...], tuple[Finding, ...]]:
    """The paragraphs « Vu … ; » in the hierarchy of norms, and what the law says of them at the date.

    Acts that are the collectivité's or the parties' own come last, in the model's order; then the description's.
    """
    blank = renderer.printed.blank
    ordered, findings = _ORDERED.of_all(
        (model, selection, droit.bibliotheque),
        (droit.jour, droit.tel_que_publie, blank),
        lambda: texts_visaed(model, selection, droit, blank=blank),
    )
    said = {visa.visa: visa.note for visa in model.plan.visas}
    paragraphs = []
    for visa in ordered:
        remarks = [renderer.language.remarque(visa.remarque)] if visa.remarque else []
        remarks += [renderer.language.note(said[visa.key])] if said.get(visa.key) else []
        paragraphs.append(_paragraph((*renderer.law(visa.cite), *_undecided(renderer, visa.key)), tuple(remarks)))
    for key in selection.visas:
        if key.startswith("visas/"):
            clause = model.clauses[key]
            notes = (*(renderer.language.note(text) for text in clause.en_tete.notes), *renderer.agreed(clause))
            words = (*renderer.visa(clause), *_undecided(renderer, key))
            paragraphs.append(_paragraph(words, notes))
    paragraphs += [_paragraph(renderer.value(local)) for local in renderer.facts["visas_locaux"]]
    return tuple(paragraphs), findings
