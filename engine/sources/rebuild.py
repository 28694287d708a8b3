"""The wording of a model's source, rebuilt: each clause as the blank form prints it, its `ecarts` applied backwards.

A clause says its departures (`ecarts`): `source` quotes the words of the source, `texte` those that the clause prints.
Where the blank form prints `texte`, the words of `source` are put back; where it prints these, nothing is to be done.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from engine.assembly.blank import Printing, blank_clauses
from engine.errors import Finding, Place
from engine.law.applicable import Droit
from engine.libraries.ecarts import SANS_EQUIVALENT, Ecart
from engine.libraries.modele import Clause, Modele
from engine.sources.quotations import Found, Printed, compared, ends, filled, trimmed
from engine.writing.layout.plain import blank_words
from models.records import dataclass


@dataclass(frozen=True, slots=True)
class Rebuilt:
    """A part of the source: the clause that it comes back from (none for what the plan says), and its words."""

    clause: Clause | None
    reference: str
    text: str
    in_the_form: bool
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True)
class _Change:
    found: Found
    words: str


def rebuilt(model: Modele, droit: Droit) -> tuple[Rebuilt, ...]:
    """The source of a model, clause by clause, in the order of its form.

    Raises:
        InputError: where a clause of the library cannot be rendered.
    """
    return tuple(_rebuilt(model, printing) for printing in blank_clauses(model, droit))


def _rebuilt(model: Modele, printing: Printing) -> Rebuilt:
    clause = printing.clause
    ecarts = clause.en_tete.ecarts if clause else model.plan.ecarts
    reference = clause.en_tete.source if clause else f"{model.nom}, intitulé et visas"
    text, wrong = backwards(blank_words(printing.blocks), ecarts)
    places = ((clause or model).place("ecarts", at) for at, _ in wrong)
    findings = tuple(one.at(place) for (_, one), place in zip(wrong, places, strict=True))
    if reference.startswith(SANS_EQUIVALENT[:-1]):
        text = ""
    return Rebuilt(clause, reference, text, printing.in_the_form, findings)


def backwards(text: str, ecarts: Sequence[Ecart]) -> tuple[str, list[tuple[int, Finding]]]:
    """A printed text with the words of its source, and what is wrong with each departure, by its place in the list."""
    printed = Printed(text)
    changes: list[_Change] = []
    wrong: list[tuple[int, Finding]] = []
    for at, ecart in enumerate(ecarts):
        for source, said in ecart.paires:
            of_this, mistake = _changes(printed, source, said, ecart)
            wrong += [(at, mistake)] if mistake else []
            if any(one.found.inside([other.found]) or other.found.inside([one.found])
                   for one in of_this for other in changes):  # fmt: skip
                wrong.append((at, _finding("ecart-ambigu", f"« {said[0]} » est aussi dans un autre écart.")))
                of_this = []
            changes += of_this
    for change in sorted(changes, key=lambda one: one.found.start, reverse=True):
        before, after = text[: change.found.start], text[change.found.end :]
        apart = " " if before[-1:].isalnum() and (change.words[:1].isalnum() or change.words[:1] in "[(") else ""
        text = f"{before}{apart if change.words else ''}{change.words}{after}"
    return text, wrong


def _changes(printed: Printed, source: str, said: Sequence[str], ecart: Ecart) -> tuple[list[_Change], Finding | None]:
    """Where the words of the source are to be put back; none where the blank form prints them."""
    wanted = "" if source == SANS_EQUIVALENT else trimmed(source)
    open_ended = next((words for words in said if ends(words) != ends(source)), "")
    said = [trimmed(words) for words in said]
    sources = list(printed.find(wanted))
    texts = list(_longest(printed, said))
    if any(compared(words) == compared(wanted) for words in said):  # they differ by their spaces alone
        return [_Change(one, filled(wanted, one.holes)) for one in sources], None if sources else _absent(source)
    alone = [one for one in sources if not one.part_of(texts)]
    texts = [one for one in texts if not one.inside(sources)]
    if ecart.vierge == "source":
        return [], None if alone else _absent(source)
    if not texts:
        return [], None if alone else _absent(source, said)
    if open_ended:
        return [], _finding("ecart-ambigu", f"« {open_ended} » commence ou finit par un fait : où va-t-il ?")
    if len(texts) > 1 and not ecart.partout:
        return [], _finding("ecart-ambigu", f"le modèle vierge imprime plusieurs fois « {said[0]} ».")
    if alone:
        return [], _finding("ecart-ambigu", f"le modèle vierge imprime « {source} » et « {said[0]} ».")
    return [_Change(one, filled(wanted, one.holes)) for one in texts], None


def _longest(printed: Printed, said: Sequence[str]) -> Iterator[Found]:
    known: list[Found] = []
    for words in sorted(said, key=len, reverse=True):
        for one in printed.find(words):
            if not one.inside(known):
                known.append(one)
                yield one


def _absent(source: str, said: Sequence[str] = ()) -> Finding:
    words = f"« {source} »" if not said else f"« {source} », ni « {said[0]} »"
    return _finding("ecart-introuvable", f"le modèle vierge n'imprime pas {words}.")


def _finding(code: str, message: str) -> Finding:
    hint = (
        "« source » cite les mots de la source et « texte » ceux de la clause, assez pour n'être qu'à une place "
        "(« partout: oui » s'ils sont à plusieurs)."
    )
    return Finding(code, message, hint=hint, place=Place(""))
