"""What a model changes of another, told on the terminal."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Iterator

from engine.assembly.soundness import open_model
from engine.commands.chosen_library import library_of
from engine.commands.output import result
from engine.documenting.differences import Change, Difference, Differences, Fate, differences
from engine.errors import Finding, InputError
from engine.libraries.lignee import trunk_names
from engine.libraries.modele import Modele
from engine.passages import passages, shown

_SHORT = 160
_FATES: dict[Fate, tuple[str, str]] = {
    "heritee": ("héritée", "héritées"),
    "remplacee": ("remplacée", "remplacées"),
    "ajoutee": ("ajoutée", "ajoutées"),
    "retiree": ("retirée", "retirées"),
}


def run(arguments: Namespace) -> int:
    """Compare.

    Raises:
        InputError: where a model is unknown, or inherits from none while no other is named.
    """
    model = open_model(arguments.modele, library_of(arguments))
    other = open_model(arguments.parent, model.bibliotheque) if arguments.parent else _parent(model)
    for line in _lines(model, other, differences(model, other)):
        result(line)
    return 0


def _parent(model: Modele) -> Modele:
    if not model.plan.herite or model.plan.herite in trunk_names(model.dessous):
        message = f"« {model.nom} » n'hérite d'aucun modèle."
        hint = f"Nommez celui auquel le comparer : « cpom bibliotheque comparer {model.nom} PARENT »."
        raise InputError([Finding("sans-parent", message, hint=hint)])
    return open_model(model.plan.herite, model.dessous)


def _lines(model: Modele, other: Modele, found: Differences) -> Iterator[str]:
    yield f"{model.nom}, comparé à {other.nom}"
    yield ", ".join(_counted(len(found.of(fate)), fate) for fate in _FATES)
    for one in found.plan:
        yield from _key("    plan, ", one, "        ")
    for fate, (_, several) in _FATES.items():
        if changes := found.of(fate):
            yield ""
            yield f"Clauses {several}"
            for change in changes:
                yield from _change(change)
    if any(found.tables.values()):
        yield ""
        yield "Tableaux"
        for fate, names in found.tables.items():
            if names:
                yield f"    {_FATES[fate][1].replace('ée', 'é')} : {', '.join(names)}"


def _counted(count: int, fate: Fate) -> str:
    one, several = _FATES[fate]
    return f"{count} clause{'s' if count > 1 else ''} {several if count > 1 else one}"


def _change(change: Change) -> Iterator[str]:
    place = f"{change.clause.fichier}, au lieu de {change.other.fichier}" if change.words and change.other else ""
    yield f"  {change.clause.id} ({place or change.clause.fichier})"
    for one in change.keys:
        yield from _key("      ", one)
    for passage in change.words:
        yield f"      {shown(passage)}"
    if change.fate == "remplacee" and not (change.keys or change.words):
        yield "      les mêmes mots"


def _key(margin: str, one: Difference, inner: str = "          ") -> Iterator[str]:
    """Both wordings where they are short, or the words that differ."""
    if not (one.before and one.after):
        said = one.before or one.after
        verb = (
            "" if one.key.endswith(("retirées", "ajoutées", "retirés", "ajoutés")) else "retiré : " * bool(one.before)
        )
        yield f"{margin}{one.key} : {verb}{said}"
    elif len(one.before) + len(one.after) < _SHORT:
        yield f"{margin}{one.key} : « {one.before} » devient « {one.after} »"
    else:
        yield f"{margin}{one.key} :"
        yield from (f"{inner}{shown(each)}" for each in passages(one.before, one.after))
