"""Whether the code of a model can be read: every clause and every label of its tables, whatever the contract."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping

from jinja2 import Environment

from engine.assembly.clause_findings import FAILURES, code_finding, syntax_finding
from engine.assembly.environments import BODIES, TITLES, of_the_parties
from engine.assembly.sound_uses import known_keys, use_mistakes
from engine.compiling.parsing import without_identifiers
from engine.errors import Finding, LibraryError, Place
from engine.libraries.modele import Clause, EnTete, Modele
from engine.libraries.question_paths import wrong_examples
from engine.libraries.questions import Question
from engine.libraries.tableaux import Tableau
from models import chemins

_MOST_REFUSALS = 20


def syntax_mistakes(model: Modele) -> Iterator[Finding]:
    """What cannot be compiled in a model and in its other documents, and what stands for nothing there."""
    keys = known_keys(model)
    every = {(one.fichier, one.id): one for part in (model, *model.documents.values()) for one in part.clauses.values()}
    for clause in every.values():
        yield from clause_mistakes(clause, model, keys)
        yield from _examples(clause.en_tete.questions, clause.place)
    for table in model.tableaux.values():
        yield from _examples(table.questions, table.place)
        for text in _labels(table):
            place = table.place_of(text)
            label = Clause("", "", EnTete(source=""), text, place.file, place.line)
            yield from _of_text(text, TITLES, label, model, keys)


def clause_mistakes(clause: Clause, model: Modele, keys: Mapping[str, Collection[str]]) -> Iterator[Finding]:
    """What cannot be compiled of a clause, and what stands for nothing in it; `keys` are those of the model."""
    body = TITLES if clause.id.startswith("visas/") else BODIES
    for text, environment in ((clause.en_tete.titre, TITLES), (clause.corps, body)):
        own = of_the_parties(environment) if clause.negociee else environment
        yield from _of_text(text, own, clause, model, keys)


def _examples(asked: Mapping[str, Question], place: Callable[..., Place]) -> Iterator[Finding]:
    for path, wrong in wrong_examples(asked):
        name = chemins.ecrit(path)
        hint = "L'exemple se recopie dans une description : écrivez-le comme une réponse."
        yield Finding("exemple-refuse", f"questions.{name} : {wrong}", hint=hint, place=place("questions", *path))


def _labels(table: Tableau) -> Iterator[str]:
    yield from (table.titre, table.coin, *(chart.titre for chart in table.graphiques))
    for line in (*table.parametres, *table.rubriques):
        yield from (line.titre, line.libelle.replace("{annee}", ""), line.court)


def _of_text(
    text: str, environment: Environment, clause: Clause, model: Modele, keys: Mapping[str, Collection[str]]
) -> Iterator[Finding]:
    refused = list(_refused(text, environment, clause))
    yield from refused
    lines = {one.place for one in refused}
    for line, message, hint in use_mistakes(text, clause.uses_in(text), model, keys):
        if clause.place_of(text, line) not in lines:
            yield code_finding(message, hint, clause.place_of(text, line))


def _refused(text: str, environment: Environment, clause: Clause) -> Iterator[Finding]:
    """What keeps a text from being compiled: once a line is refused for its Markdown, the text without it."""
    lines = without_identifiers(text).split("\n")
    for _ in range(_MOST_REFUSALS):
        try:
            environment.get_template("\n".join(lines))
        except FAILURES as error:
            yield syntax_finding(error, text, clause)
            line = error.line if isinstance(error, LibraryError) else len(lines)
            if line >= len(lines) or "{%" in lines[line] or not lines[line]:
                return
            lines[line] = ""
        else:
            return


def with_syntax_mistakes(tried: Iterable[Finding], model: Modele) -> list[Finding]:
    """What was found by trying a clause, and what its code says by itself; what both say of a place, in its words."""
    named = list(syntax_mistakes(model))
    places = {one.place for one in named}
    return list(dict.fromkeys((*(one for one in tried if one.place not in places), *named)))
