"""Whether the words that a description gives a clause can be read, and are well written: as those of a library are."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from engine.adapting.allowed import refused
from engine.adapting.overlay import Changed
from engine.assembly.cited import unknown_articles_of
from engine.assembly.jinja_errors import CORRECT_THE_CLAUSE
from engine.assembly.sound_answers import answer_mistakes
from engine.assembly.sound_models import mistakes_of_uses
from engine.assembly.sound_uses import known_keys
from engine.assembly.syntax import clause_mistakes
from engine.assembly.typography import typography_mistakes
from engine.assembly.wording import dated
from engine.errors import Finding, Severity
from engine.libraries.clause import Clause
from engine.libraries.marques import as_jinja
from engine.libraries.marques_incompletes import UnreadableMarkError
from engine.libraries.modele import Modele

CORRECT_IT = "Corrigez les mots de cette clause, dans la description."
_COMMON = re.compile(r"\{commun [\w-]+\}")


def mistakes(one: Changed, model: Modele) -> list[Finding]:
    """What is wrong with a clause that was adapted or added; `model` is that of the contract, with it."""
    if one.clause.retiree:
        return []
    found = [*one.wrong, *_refused(one)]
    if not found:
        found += _of_code(one.clause, model)
    if not any(wrong.severity is Severity.ERROR for wrong in found):
        found += _of_words(one.clause, model)
    return [placed(wrong, one) for wrong in dict.fromkeys(found)]


def placed(found: Finding, one: Changed) -> Finding:
    """What is wrong with a clause, where the description says it, and what to do there."""
    hint = CORRECT_IT if found.hint == CORRECT_THE_CLAUSE else found.hint
    said = replace(found, path=(*one.path, "texte" if one.text else "titre"), hint=hint)
    return one.text.placed(said) if one.text else said


def _refused(one: Changed) -> Iterator[Finding]:
    clause = one.clause
    for text, said in ((one.titre, clause.en_tete.titre), (one.text.body if one.text else None, clause.corps)):
        if text is None:
            continue
        try:
            read = as_jinja(_COMMON.sub("", text), clause.en_tete.vierge)
        except UnreadableMarkError:  # told with the others
            continue
        for line, words in refused(text, read):
            place = clause.place_of(said, line)
            message = f"« {words} » n'est pas de la langue des clauses : une description ne peut pas s'en servir."
            hint = "docs/ecrire-une-clause.md dit les mots de la langue des clauses."
            yield Finding("adaptation-refusee", message, hint=hint, place=place)


def _of_code(clause: Clause, model: Modele) -> Iterator[Finding]:
    yield from clause_mistakes(clause, model, known_keys(model))
    yield from mistakes_of_uses(clause, model)
    yield from answer_mistakes(_alone(clause, model))


def _of_words(clause: Clause, model: Modele) -> Iterator[Finding]:
    alone = _alone(clause, model)
    yield from typography_mistakes(alone)
    unsure = "Vérifiez son numéro : cpom ne sait pas quand cet article est en vigueur."
    for one in unknown_articles_of(clause, model.bibliotheque, unsure):
        yield replace(one, severity=Severity.WARNING)
    for words, place in dated(alone, clause):
        message = f"« {words} » est écrit tel quel dans cette clause : il ne suivra plus la description."
        hint = "Si c'est un fait, écrivez son nom entre accolades : « {{ effet }} »."
        yield Finding("adaptation-mot-date", message, Severity.INFORMATION, hint, place=place)


def _alone(clause: Clause, model: Modele) -> Modele:
    """A model of this clause alone."""
    made = replace(model, clauses={clause.id: clause}, tableaux={}, documents={})
    made.__dict__["description"] = model.description
    return made
