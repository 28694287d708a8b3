"""The clauses of a model, each rendered by itself: what one of them gets wrong keeps no other from being tried."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from typing import Any

from engine.assembly.assemble import grilles_of, renderer_of, settled, traits_of
from engine.assembly.functions import Language
from engine.assembly.printed import Printed
from engine.errors import Finding, InputError, LibraryError
from engine.law.applicable import Droit
from engine.libraries.modele import Clause, Modele
from models import chemins
from models.fiches.groupe import read_as
from models.traits import Trait

_VISAS = "visas/"
Render = Callable[[Clause], object]


def rendering(
    model: Modele, droit: Droit, *, blank: bool, traits: Mapping[str, Trait], contract: Modele | None = None
) -> Render:
    """What renders a clause in a contract of which nothing is known but these traits; its `contract`, of a document.

    The answers that they are the traits of are known too.
    """
    whole = contract or model
    contrat = read_as(whole.description, _answers(whole, traits))
    every = {**traits_of(whole, contrat, droit, blank), **_preambules(whole), **traits}
    numbers = settled(whole, tuple(every.values()))[1]
    own = settled(model, tuple(every.values()))[1]
    language = Language(Printed(blank=blank, bibliotheque=droit.bibliotheque), every, own, droit, numbers)
    renderer = renderer_of(model, contrat, None, language, grilles_of(model, contrat, every, blank))

    def render(clause: Clause) -> object:
        if clause.id.startswith(_VISAS):
            return renderer.inline(clause.corps, clause)
        return renderer.clause(clause)

    return render


def _answers(model: Modele, traits: Mapping[str, Trait]) -> dict[str, Any]:
    said: dict[str, Any] = {"modele": model.nom}
    for path in (one for one in model.domaines if one in traits and chemins.CHAQUE not in one):
        chemins.put(said, chemins.lire(path), next(iter(traits[path].valeurs)))
    return said


def _preambules(model: Modele) -> dict[str, Trait]:
    choices = model.plan.preambule.au_choix if model.plan.preambule else ()
    return {"preambule": Trait("preambule", frozenset(choices), (("preambule",),))} if choices else {}


def render_mistakes(model: Modele) -> Iterator[Finding]:
    """What the clauses of a model and of its documents meet, in a blank and in a draft of which nothing is known."""
    law = Droit(date.today(), tel_que_publie=True, bibliotheque=model.bibliotheque)
    for part in (model, *model.documents.values()):
        for blank in (True, False):
            try:
                render = rendering(part, law, blank=blank, traits={}, contract=model)
            except LibraryError as error:
                yield error.finding
                continue
            for clause in part.clauses.values():
                yield from _of_one(render, clause)


def _of_one(render: Render, clause: Clause) -> Iterator[Finding]:
    try:
        render(clause)
    except InputError as error:
        yield from error.findings
