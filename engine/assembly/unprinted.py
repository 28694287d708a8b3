"""The facts of a description that serve its contract in nothing: whoever wrote them must know it.

A text serves where it is printed; any other fact, where a clause looks at it, or where it decides of a clause. What the
computed tables show serves: it comes out with `cpom annexes`. A field says by itself that it serves elsewhere.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from functools import cache
from itertools import groupby
from typing import Any

from engine import french
from engine.assembly.selection import Decision, applies
from engine.errors import Finding, Path, Severity, dotted
from engine.libraries.modele import Modele
from engine.tables.grilles import Grilles
from models import chemins
from models.champs import Fiche, est_un_texte
from models.contrat import Contrat
from models.faits import Fait
from models.fiches.champ import Champ
from models.fiches.groupe import fields_of, given_in, worked_out
from models.traits import Trait

_MOST_NAMED = 5


def unprinted(contrat: Contrat, texts: Set[Path], read: Set[Path], grilles: Grilles) -> tuple[Path, ...]:
    """The facts given that serve in nothing, where these `texts` are printed and these facts `read`."""
    given = _of_group(contrat, ())
    left = [path for path, is_text in given if path not in texts and (is_text or path not in read)]
    return tuple([path for path in left if path not in grilles.shown])


def told(lost: Iterable[Path], contrat: Contrat) -> Iterator[Finding]:
    """Tell the facts that serve in nothing, in one finding for each key of the first level."""
    waits = contrat.effet is None or contrat.duree is None
    for key, group in groupby(lost, key=lambda path: path[0]):
        paths = list(group)
        by_year = [path for path in paths if waits and isinstance(chemins.at(contrat, path), dict)]
        if by_year:
            yield _waiting(key, by_year)
        if others := [path for path in paths if path not in by_year]:
            yield _serving_nothing(key, others)


def _waiting(key: object, paths: Sequence[Path]) -> Finding:
    """What is said year by year prints once the years are known: whoever deleted it would lose an answer."""
    message = f"« {key} » : ce qui est dit année par année attend les années du contrat : {_named(paths)}."
    hint = "Donnez « effet » et « duree » : elles font les années où ces réponses s'impriment."
    return Finding("fait-en-attente", message, Severity.INFORMATION, hint, path=paths[0])


def _serving_nothing(key: object, paths: Sequence[Path]) -> Finding:
    one = len(paths) == 1
    what = "ce fait n'est imprimé" if one else "ces faits ne sont imprimés"
    decides = "n'en décide" if one else "n'en décident"
    message = f"« {key} » : {what} par aucune clause de ce contrat, et {decides} aucune : {_named(paths)}."
    hint = "Vérifiez la réponse dont leurs clauses dépendent (cpom expliquer), ou supprimez ce qui ne sert pas."
    return Finding("fait-non-imprime", message, Severity.WARNING, hint, path=paths[0])


def _named(paths: Sequence[Path]) -> str:
    names = ", ".join(dotted(path) for path in paths[:_MOST_NAMED])
    more = len(paths) - _MOST_NAMED
    return f"{names} et {french.plural(more, 'autre')}" if more > 0 else names


def deciding_facts(model: Modele, decisions: Iterable[Decision], traits: Mapping[str, Trait]) -> Iterator[Path]:
    """The facts on which a clause, a visa, a table or a line of a table depends in this contract.

    A condition depends on a fact where the rest of it may hold.
    """
    for condition in _conditions(model, decisions, traits):
        for name in condition:
            if applies({other: condition[other] for other in condition if other != name}, traits):
                yield from traits[name].chemins


def _conditions(
    model: Modele, decisions: Iterable[Decision], traits: Mapping[str, Trait]
) -> Iterator[Mapping[str, Iterable[str]]]:
    yield from (decision.clause.en_tete.si for decision in decisions)
    for visa in model.plan.visas:
        yield from visa.conditions()
    for tableau in model.tableaux.values():
        yield tableau.si
        if applies(tableau.si, traits):
            yield from (line.si for line in (*tableau.rubriques, *tableau.parametres))


def _of_group(group: Fiche, here: Path) -> Sequence[tuple[Path, bool]]:
    """The path of every fact that a contract has to use, and whether it is a free text; group by group, each once."""
    return worked_out(group, (_given, here), lambda: _given(group, here))


def _given(group: Fiche, here: Path) -> Sequence[tuple[Path, bool]]:
    values, said = vars(group), given_in(group)
    kept = [(values[name], (*here, name), info) for name, info in _of_use(type(group)) if name in said]
    return [fact for one in kept for fact in _under(*one)]


def _under(value: Any, here: Path, info: Champ) -> Iterable[tuple[Path, bool]]:
    if isinstance(value, Fiche):
        return _of_group(value, here)
    if isinstance(value, list) and all(isinstance(one, Fiche) for one in value):
        return [fact for at, one in enumerate(value) for fact in _of_group(one, (*here, at))]
    return _gathered(chemins.given_under(value, here, info, _to_be_used))


def _gathered(facts: Iterable[Fait]) -> Iterator[tuple[Path, bool]]:
    """The path of each fact, and whether it is a free text.

    Those given year by year have one path, and a check of years; so has a list of choices.
    """
    told: Path | None = None
    for path, value, info in facts:
        is_text = est_un_texte(info)
        here = path if is_text or isinstance(path[-1], str) else path[:-1]
        if (value or not isinstance(value, str | dict)) and here != told:
            yield here, is_text
        told = here


def _to_be_used(group: Fiche, name: str, info: Champ) -> bool:
    """Whether a contract has to use a fact: one that is given, and that serves nowhere but in its clauses."""
    return name in given_in(group) and not _elsewhere(info)


@cache
def _of_use(kind: type[Fiche]) -> tuple[tuple[str, Champ], ...]:
    """The facts of a group that serve nowhere but in the clauses of a contract."""
    return tuple((name, info) for name, info in fields_of(kind).items() if not _elsewhere(info))


def _elsewhere(info: Champ) -> bool:
    """Whether a fact serves in the law, in the checks or in the head."""
    return bool(info.said.get("controle") or info.said.get("ailleurs"))
