"""The model as published: the words of its source, clause by clause, and those that its blank form prints."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from engine.assembly.blank import blank, blank_clauses
from engine.assembly.soundness import open_model
from engine.comparing.printed import TITLE, VISAS
from engine.conformity.composed import Hunk, explained, hunks
from engine.conformity.reasons import Reason, of_departure
from engine.conformity.words import Printed, Word, is_visa, of_the_form, printed_clauses, words_of_text
from engine.law.applicable import Droit
from engine.libraries.bibliotheque import Bibliotheque, beneath
from engine.libraries.ecarts import SANS_EQUIVALENT, Ecart
from engine.libraries.lignee import trunk_names
from engine.libraries.modele import Modele, model_names
from engine.sources.rebuild import backwards
from models.records import dataclass


@dataclass(frozen=True, slots=True)
class Source:
    """A clause as its source says it, as the blank form prints it, and why they differ."""

    words: tuple[Word, ...]
    form: Printed
    departures: tuple[Hunk[Reason], ...]
    in_the_form: bool = True
    published: bool = True


def reference_of(model: Modele) -> Modele:
    """The published model that a model is made from: itself, or the one that it inherits in the installed library."""
    installed = _installed(model.bibliotheque)
    known = model_names(installed)
    name, found = model.nom, model
    while name not in known:
        parent = found.plan.herite
        if not parent or parent in trunk_names(found.dessous):
            return model
        found = open_model(parent, found.dessous)
        name = found.nom
    return model if not model.bibliotheque.siennes else open_model(name, installed)


def _installed(library: Bibliotheque) -> Bibliotheque:
    return beneath(library, len(library.siennes)) if library.siennes else library


def form_of(model: Modele, droit: Droit) -> dict[str, tuple[Printed, bool]]:
    """What each clause prints in the blank form, in its order, then what the form does not hold; and whether it does.

    Raises:
        InputError: where a clause of the library cannot be rendered.
    """
    whole = blank(model, droit, traced=True).document
    found = {name: (one, True) for name, one in printed_clauses(whole).items()}
    every = [one for one in blank_clauses(model, droit, traced=True) if one.clause and not is_visa(one.clause.id)]
    apart = of_the_form(whole, ((one.clause.id, one.blocks) for one in every if one.clause))
    return found | {name: (one, False) for name, one in apart.items() if name not in found and name in model.clauses}


def published(model: Modele, form: Mapping[str, tuple[Printed, bool]]) -> dict[str, Source]:
    """The words of the source of each clause, from those of its blank form."""
    return {name: _source(model, name, *one) for name, one in form.items()}


def _source(model: Modele, name: str, form: Printed, in_the_form: bool) -> Source:
    ecarts = departures_of(model, name)
    clause = model.clauses.get(name)
    if clause and clause.en_tete.source.startswith(SANS_EQUIVALENT[:-1]):
        return Source((), form, (), in_the_form, published=False)
    words = words_of_text(backwards(form.text, ecarts)[0])
    found: list[Hunk[Reason]] = hunks(*_keys(words, form.words))
    if not found:
        return Source(words, form, (), in_the_form)
    spans = [(one, _changed(form, one)) for one in ecarts]

    def why(hunk: Hunk[Reason]) -> tuple[Reason, ...]:
        return tuple(of_departure(one) for one, places in spans if any(_meet(hunk, place) for place in places))

    return Source(words, form, tuple(explained(found, why)), in_the_form)


def departures_of(model: Modele, name: str) -> list[Ecart]:
    """Where a clause departs from its source; what no clause makes, where the plan does, and its visas."""
    if name in model.clauses:
        return model.clauses[name].en_tete.ecarts
    if name not in (TITLE, VISAS):
        return []
    visas = (one.en_tete.ecarts for key, one in model.clauses.items() if is_visa(key))
    return [*model.plan.ecarts, *(ecart for some in visas for ecart in some)]


def _changed(form: Printed, ecart: Ecart) -> list[Hunk[Reason]]:
    """The places of the form where one departure has its words."""
    return hunks(*_keys(words_of_text(backwards(form.text, [ecart])[0]), form.words))


def _meet(one: Hunk[Reason], other: Hunk[Reason]) -> bool:
    return one.new_start <= other.new_end and other.new_start <= one.new_end


def _keys(*texts: Sequence[Word]) -> list[list[str]]:
    return [[one.key for one in words] for words in texts]
