"""The texts of a description that its contract does not print: whoever wrote them must know it."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from itertools import groupby
from typing import Any

from pydantic.fields import FieldInfo

from engine.assembly.facts import Printed
from engine.computing.grilles import Grille, Grilles
from engine.errors import Finding, Path, Severity, dotted
from models.champs import Fiche, est_un_texte
from models.contrat import Contrat

_SERVING = ("modele", "charte", "departement", "preambule", "logo")
"""Texts that serve otherwise than by being printed."""

_MOST_NAMED = 5


def unprinted(contrat: Contrat, printed: Printed, grilles: Grilles) -> Iterator[Finding]:
    """Warn of the texts given that no clause of the contract prints, in one finding for each key of the first level.

    Those of the computed tables come out with `cpom annexes`.
    """
    shown = printed.texts.union(*map(_texts_of_table, grilles.values()))
    lost = (path for path in _texts(contrat) if path not in shown)
    for key, group in groupby(lost, key=lambda path: path[0]):
        paths = list(group)
        names = ", ".join(dotted(path) for path in paths[:_MOST_NAMED])
        more = f" et {len(paths) - _MOST_NAMED} autres" if len(paths) > _MOST_NAMED else ""
        what = "ce texte n'est imprimé" if len(paths) == 1 else "ces textes ne sont imprimés"
        message = f"« {key} » : {what} par aucune clause de ce contrat : {names}{more}."
        hint = "Vérifiez la réponse dont leurs clauses dépendent (cpom expliquer), ou supprimez ce qui ne sert pas."
        yield Finding("texte-non-imprime", message, Severity.WARNING, hint, path=paths[0])


def _texts_of_table(grille: Grille) -> Iterator[Path]:
    """What a table shows of texts: the names and the groups of its series, its cells of words."""
    for at, serie in enumerate(grille.series[: grille.count]):
        yield serie.named_by
        yield (*serie.path, grille.tableau.series.groupe)
        yield from (grille.case(line.nom, at).path for line in grille.rubriques if line.unite == "texte")


def _texts(fiche: Fiche, path: Path = ()) -> Iterator[Path]:
    """The path of every free text that a description gives; those given year by year have one, and a check of years."""
    for name, is_text in _fields(type(fiche)):
        yield from _texts_of(getattr(fiche, name), (*path, name), is_text)


@cache
def _fields(kind: type[Fiche]) -> tuple[tuple[str, bool], ...]:
    """The fields of a group of facts, and whether each is a free text that its contract prints."""
    return tuple(
        (name, not _serving(name, info) and any(map(est_un_texte, (info.annotation, *info.metadata))))
        for name, info in kind.model_fields.items()
    )


def _serving(name: str, info: FieldInfo) -> bool:
    """Whether a fact serves otherwise than by being printed: by its name, or because it is given for the checks."""
    extra = info.json_schema_extra
    return name in _SERVING or bool(isinstance(extra, dict) and extra.get("controle"))


def _texts_of(value: Any, path: Path, is_text: bool) -> Iterator[Path]:
    if isinstance(value, Fiche):
        yield from _texts(value, path)
    elif isinstance(value, list):
        for index, item in enumerate(value):
            yield from _texts_of(item, (*path, index), is_text)
    elif is_text and value:
        yield path
