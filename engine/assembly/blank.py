"""The blank form of a model, of which nothing is known: whole, or clause by clause with every préambule."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from engine import french
from engine.assembly.assemble import Assembled, assemble, grilles_of, renderer_of, settled, traits_of
from engine.assembly.functions import Language
from engine.assembly.printed import Printed
from engine.assembly.rendering import Renderer
from engine.assembly.selection import Selection
from engine.assembly.visas import visas
from engine.document import Block, Paragraph, Text
from engine.law.applicable import Droit
from engine.libraries.modele import Clause, Modele
from models.contrat import Contrat
from models.fiches.groupe import read_as
from models.records import dataclass
from models.traits import Trait

_VISAS = "visas/"


@dataclass(frozen=True, slots=True)
class Printing:
    """What the blank form prints of a clause; without a clause, of the plan: its title and the texts that it visas.

    Another préambule than the model's own, and another document, are not `in_the_form`.
    """

    clause: Clause | None
    blocks: tuple[Block, ...]
    in_the_form: bool = True


def nothing(model: Modele) -> Contrat:
    """A description that says its model and nothing else."""
    return read_as(model.description, {"modele": model.nom})


def blank(model: Modele, droit: Droit, *, traced: bool = False) -> Assembled:
    """The blank form of a model, with every variant: as it was published, or in the law of a day.

    `traced`, its words say what they come from.

    Raises:
        InputError: where a clause of the library cannot be rendered.
    """
    return assemble(model, nothing(model), droit, None, blank=True, traced=traced)


def blank_clauses(model: Modele, droit: Droit, *, traced: bool = False) -> Iterator[Printing]:
    """What the blank form prints, clause by clause in its order, its other documents last.

    Raises:
        InputError: where a clause of the library cannot be rendered.
    """
    contrat = nothing(model)
    own = traits_of(model, contrat, droit, blank=True)
    every = own | _preambules(model)
    form, contract = settled(model, tuple(own.values()))
    kept = {clause.id for clause in form.clauses}
    for part in (model, *model.documents.values()):
        selection, numbers = settled(part, tuple(every.values()))
        printed = Printed(blank=True, paths={} if traced else None, bibliotheque=droit.bibliotheque)
        language = Language(printed, every, numbers, droit, contract)
        renderer = renderer_of(part, contrat, None, language, grilles_of(part, contrat, every, blank=True))
        if part is model:
            yield Printing(None, _of_the_plan(model, form, renderer, droit))
        for clause in selection.clauses:
            yield Printing(clause, _of_a_clause(clause, renderer), part is model and clause.id in kept)


def _preambules(model: Modele) -> dict[str, Trait]:
    """Every préambule at once."""
    choices = model.plan.preambule.au_choix if model.plan.preambule else ()
    return {"preambule": Trait("preambule", frozenset(choices), (("preambule",),))} if choices else {}


def _of_the_plan(model: Modele, selection: Selection, renderer: Renderer, droit: Droit) -> tuple[Block, ...]:
    title = Paragraph((Text(french.typography(model.plan.intitule)),), style="title")
    texts = tuple(key for key in selection.visas if not key.startswith(_VISAS))
    cited = visas(model, replace(selection, visas=texts), renderer, droit)[0] if model.plan.visas else ()
    return (title, *cited)


def _of_a_clause(clause: Clause, renderer: Renderer) -> tuple[Block, ...]:
    if clause.id.startswith(_VISAS):
        notes = tuple(renderer.language.note(text) for text in clause.en_tete.notes)
        return (Paragraph((Text("Vu "), *renderer.inline(clause.corps, clause), *notes), style="visa"),)
    return renderer.clause(clause)
