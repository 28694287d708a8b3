"""The acts of a library (letters, avenants, projects of délibération), each beside every model that it accompanies."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import date

from engine.assembly.assemble import settled, traits_of
from engine.assembly.soundness import open_model
from engine.assembly.syntax import syntax_mistakes
from engine.errors import Finding, InputError, LibraryError
from engine.law.applicable import Droit
from engine.libraries.accompagnement import lu, noms_d_accompagnement
from engine.libraries.bibliotheque import AVENANTS, Bibliotheque
from engine.libraries.modele import Modele, model_names
from engine.soundness.rendered import rendering
from models.fiches.groupe import read_as


def acts_of(library: Bibliotheque, models: Sequence[Modele]) -> tuple[list[Modele], list[Finding]]:
    """The acts to control, each as a model of its own folder, and all that is wrong in them beside these models.

    Of a library laid over the installed one, its own acts are tried beside every model, and the others beside its own
    models alone.
    """
    names = noms_d_accompagnement(library)
    own = {name for name in names if any(couche.trouve(name) for couche in library.siennes)}
    acts: dict[str, Modele] = {}
    found: list[Finding] = []
    theirs = {one.nom for one in models}
    for model in _sound(library, [one for one in model_names(library) if own or one in theirs]):
        beside = [name for name in names if name in own or model.nom in theirs]
        read, told = _beside(model, beside)
        found += told
        acts |= {name: act for name, act in read.items() if name in own or not library.siennes}
    return [_by_itself(acts[name], name) for name in names if name in acts], list(dict.fromkeys(found))


def _beside(model: Modele, names: Iterable[str]) -> tuple[dict[str, Modele], list[Finding]]:
    """These acts beside a model, as can be read, with what is wrong.

    All are laid beside it at once: what its descriptions may say takes long to make.
    """
    whole, found, sound = model, list[Finding](), list[str]()
    for name in names:
        try:
            made, wrong = lu(whole, name)
        except InputError as error:
            found += error.findings
            continue
        found += wrong
        if not wrong:
            sound.append(name)
        whole = made
    for name in sound:
        found += _tried(whole, name)
    return {name: whole.documents[name] for name in names if name in whole.documents}, found


def _sound(library: Bibliotheque, names: Iterable[str]) -> Iterator[Modele]:
    """The models of these names that can be used; what is wrong in the others is told with them."""
    for name in names:
        with suppress(InputError):
            yield open_model(name, library)


def _tried(whole: Modele, name: str) -> Iterator[Finding]:
    """What the clauses that a contract of the model may have meet, in a draft of which nothing is known."""
    law = Droit(date.today(), tel_que_publie=False, bibliotheque=whole.bibliotheque)
    act = whole.documents[name]
    try:
        traits = traits_of(whole, read_as(whole.description, {"modele": whole.nom}), law)
        kept = settled(act, tuple(traits.values()))[0].clauses
        alone = replace(act, clauses={one.id: one for one in kept}, tableaux={})  # its tables are those of the contract
        alone.__dict__["description"] = whole.description
        wrong = list(syntax_mistakes(alone))
        render = rendering(act, law, blank=False, traits={}, contract=whole)
    except LibraryError as error:
        yield error.finding
        return
    yield from wrong
    prints_the_last = name.partition("/")[0] == AVENANTS and not act.plan.genre.autonome
    if wrong or prints_the_last:  # of the avenants that a description lists, where nothing is known of any
        return
    for clause in kept:
        try:
            render(clause)
        except InputError as error:
            yield from error.findings
        except LibraryError as error:
            yield error.finding


def _by_itself(act: Modele, name: str) -> Modele:
    """An act under the name of its folder, its clauses under those of their files."""
    own = tuple(one for one in act.lignee if one[1] == name)
    clauses = {identifier.replace(f"{name}/", "", 1): one for identifier, one in act.clauses.items()}
    return replace(act, nom=name, lignee=own, clauses=clauses)
