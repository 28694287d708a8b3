"""A model as the parties to one contract agreed on it: overlaid with their words, once these are found sound."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace

from engine.adapting import said
from engine.adapting.linted import mistakes, placed
from engine.adapting.overlay import Changed, changed_clauses, named, overlaid
from engine.adapting.references import dangling, left_out_with
from engine.adapting.since import changed_since, remarks
from engine.assembly.assemble import grilles_of, renderer_of, settled, traits_of
from engine.assembly.functions import Language
from engine.assembly.printed import Printed
from engine.assembly.sound_uses import known_keys
from engine.assembly.syntax import clause_mistakes
from engine.errors import Finding, InputError, Severity
from engine.errors import Path as YamlPath
from engine.law.applicable import Droit
from engine.law.collectivites import Autorite
from engine.libraries.clause import Clause
from engine.libraries.modele import Modele
from engine.reading.yaml_strict import Source
from models.contrat import Contrat


def agreed(
    model: Modele, contrat: Contrat, source: Source, droit: Droit, autorite: Autorite | None
) -> tuple[Modele, list[Finding]]:
    """The model of one contract, and what is wrong with the clauses that it changes.

    A clause in which something is wrong stays that of the model, so that the rest can be read; one that is added is
    left out.
    """
    found = [*said.mistakes(model, contrat), *changed_since(model, contrat.adaptations)]
    beside = [one for one in found if _is_beside_the_words(one)]
    unread = _wrong(one for one in found if one not in beside)
    changed = [_remarked(one, contrat) for one in changed_clauses(model, contrat, source, unread)]
    theirs = overlaid(model, changed, contrat.clauses_ajoutees)
    for one in changed:
        found += mistakes(one, theirs)
    readable = _sound(changed, [one for one in found if one not in beside])
    theirs = overlaid(model, readable, contrat.clauses_ajoutees)
    found += _tried(readable, theirs, contrat, droit, autorite)
    return _without_dangling(model, changed, _sound(changed, found), contrat), found


def _without_dangling(model: Modele, changed: Sequence[Changed], sound: Sequence[Changed], contrat: Contrat) -> Modele:
    """The model with the clauses that are sound, but for those that refer to one that is left out.

    What is wrong is told of the latter alone, and the rest of the contract is read without either.
    """
    theirs = overlaid(model, sound, contrat.clauses_ajoutees)
    while len(sound) < len(changed):
        keys = known_keys(theirs)
        changed, sound = sound, [one for one in sound if not any(clause_mistakes(one.clause, theirs, keys))]
        theirs = overlaid(model, sound, contrat.clauses_ajoutees)
    return theirs


def _is_beside_the_words(one: Finding) -> bool:
    """Whether the words of a clause are read all the same, so that all that is wrong in them is told at once."""
    return one.code in ("adaptation-sans-motif", "clause-ajoutee-sans-place") or (
        one.code == "clause-inconnue" and one.path[0] == "clauses_ajoutees"
    )


def _remarked(one: Changed, contrat: Contrat) -> Changed:
    """A clause with what a draft tells of what became of it in the library."""
    adaptation = contrat.adaptations.get(one.clause.id)
    if adaptation is None or one.before is None or one.clause.negociee is None:
        return one
    own = one.clause.negociee
    told = replace(own, remarques=(*own.remarques, *remarks(one.before, adaptation)))
    return replace(one, clause=replace(one.clause, negociee=told))


def _sound(changed: Sequence[Changed], found: Sequence[Finding]) -> list[Changed]:
    """The clauses in which nothing is wrong."""
    wrong = _wrong(found)
    return [one for one in changed if one.path not in wrong]


def _wrong(found: Iterable[Finding]) -> set[YamlPath]:
    return {one.path[:2] for one in found if one.severity is Severity.ERROR}


def _tried(
    changed: Sequence[Changed], model: Modele, contrat: Contrat, droit: Droit, autorite: Autorite | None
) -> Iterator[Finding]:
    """What the words of a contract meet with its facts, whichever clause meets it; the references that lead nowhere."""
    traits = traits_of(model, contrat, droit)
    selection, numbers = settled(model, tuple(traits.values()))
    yield from dangling(selection)
    yield from left_out_with(selection, {named(at + 1, one): at for at, one in enumerate(contrat.clauses_ajoutees)})
    language = Language(Printed(blank=False, bibliotheque=droit.bibliotheque), traits, numbers, droit)
    renderer = renderer_of(model, contrat, autorite, language, grilles_of(model, contrat, traits))
    kept = {one.id for one in selection.clauses}
    placed_nowhere = {one.clause.id for one in changed} - {one.clause.id for one in selection.decisions}
    for one in changed:
        if one.clause.id in kept and not one.clause.retiree and not _refers_to(one.clause, placed_nowhere):
            try:
                if one.clause.id.startswith("visas/"):
                    renderer.inline(one.clause.corps, one.clause)
                else:
                    renderer.clause(one.clause)
            except InputError as error:
                yield from (placed(wrong, one) for wrong in error.findings)


def _refers_to(clause: Clause, names: Collection[str]) -> bool:
    """Whether a clause refers to one of these: an added clause whose place is wrong is told as such, once."""
    return any(use.sort == "renvoi" and use.name.partition("#")[0] in names for use in clause.uses.all)
