"""What the texts of a model use and that does not exist: facts and keys, in every branch, whatever the contract."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping

from engine.assembly.derived import FROM
from engine.assembly.domains import every_domain
from engine.assembly.jinja_errors import not_a_name
from engine.compiling.parsing import INNER_HEADING
from engine.compiling.uses import Use, Uses
from engine.law.amounts import load_amounts
from engine.law.denominations import load_denominations
from engine.law.experimentations import load_experimentations
from engine.law.register import load_register
from engine.libraries.modele import Modele
from engine.reading.suggestions import nearest
from models import chemins
from models.fiches.groupe import fields_of

_DERIVED = frozenset({*FROM, "autorite", "collectivites", "organisme", "organisation", "vierge"})
"""The names that follow from the facts, whose own parts are those of no group of the description."""
_OF_A_LIST = ("aucun", "missing")
_ASK_IT = "Posez-le dans les « questions » d'une clause, ou corrigez son nom (« cpom questionnaire » les dit tous)."
_WORDS = {
    "trait": "« {} » n'est pas un trait de ce modèle.",
    "terme": "« {} » n'est pas dans {denominations}.",
    "texte": "« {} » n'est pas au registre des textes.",
    "montant": "« {} » n'est pas dans {montants}.",
    "experimentation": "« {} » n'est pas dans {experimentations}.",
    "renvoi": "renvoi à « {} », que ce modèle ne contient pas.",
    "tableau": "« {} » n'est pas un tableau de ce modèle.",
}


def _files(model: Modele) -> dict[str, str]:
    names = ("denominations", "montants", "experimentations")
    return {name: model.bibliotheque.a_ecrire(f"droit/{name}.yaml") for name in names}


Said = tuple[int, str, str]
"""The line of a mistake in its text, what is wrong, what to do."""


def known_keys(model: Modele) -> dict[str, Collection[str]]:
    """What each sort of key may be, in the texts of a model and of its other documents."""
    parts = (model, *model.documents.values())
    clauses = {one.id: one for part in parts for one in part.clauses.values()}
    inner = {
        f"{one.id}#{match['id'] or index}"
        for one in clauses.values()
        for index, match in enumerate(INNER_HEADING.finditer(one.corps), start=1)
    }
    return {
        "trait": every_domain(model),
        "terme": load_denominations(model.bibliotheque),
        "texte": load_register(model.bibliotheque).textes,
        "montant": load_amounts(model.bibliotheque),
        "experimentation": load_experimentations(model.bibliotheque),
        "renvoi": {*clauses, *inner},
        "tableau": model.tableaux,
    }


def use_mistakes(text: str, uses: Uses, model: Modele, keys: Mapping[str, Collection[str]]) -> Iterator[Said]:
    """What a text `uses` and that does not exist; a reference that it asks for first (`existe`) may lead nowhere."""
    asked: Callable[[str], bool] = lambda key: f'existe("{key}")' in text or f"existe('{key}')" in text  # noqa: E731
    for use in uses.all:
        if use.sort == "fait":
            yield from _of_a_fact(use, model)
        elif use.name not in keys[use.sort] and not (use.sort == "renvoi" and asked(use.name)):
            near = nearest(use.name, keys[use.sort])
            hint = f"Vouliez-vous dire « {near} » ?" if near else "Corrigez son nom."
            yield use.line, _WORDS[use.sort].format(use.name, **_files(model)), hint


def _of_a_fact(use: Use, model: Modele) -> Iterator[Said]:
    path, facts = chemins.lire(use.name), fields_of(model.description)
    first, last = str(path[0]), str(path[-1])
    if first not in facts:
        if first not in _DERIVED:
            yield use.line, *not_a_name(first, sorted({*facts, *_DERIVED}))
        return
    if len(path) > 1 and last not in _OF_A_LIST and chemins.field_at(model.description, path) is None:
        held = chemins.field_at(model.description, path[:-1])
        inner = chemins.inner(held.annotation) if held else []
        near = nearest(last, fields_of(inner[0])) if inner else None
        hint = f"Vouliez-vous dire « {chemins.ecrit((*path[:-1], near))} » ?" if near else _ASK_IT
        yield use.line, f"« {use.name} » n'est pas un fait de la description.", hint
