"""A description of a contract from its YAML: every fact typed, every error told in French at its place."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from typing import Any, TypeVar

from engine.errors import Finding, InputError, Path, dotted
from engine.reading.messages import kind_of, wording
from engine.reading.suggestions import (
    answer_of_another,
    choices,
    key_hint,
    listed,
    nearest,
    value_hint,
)
from engine.reading.yaml_strict import Source
from models import chemins
from models.champs import Fiche
from models.fiches.champ import Champ
from models.fiches.faults import Fault, UnreadError
from models.fiches.groupe import completed_from, fields_of, read_as
from models.regexes import regex
from models.reponses import est_sans_objet

AnyFiche = TypeVar("AnyFiche", bound=Fiche)

_LONGEST_QUOTE = 60
_MOST_READINGS = 10
_NO_KEY = object()
_BEFORE_ITS_DASH = regex(r"(.{1,60}?)\s+-", re.DOTALL)
"""An answer typed after the colon, above the dash that the questionnaire had left for it."""
"""How often what is wrong is taken out of a description: a mistake may hide another of the same group."""


def modele_de(source: Source) -> str:
    """Read the name of the model that a description asks for.

    Raises:
        InputError: where it says none.

    """
    value = source.data.get("modele")
    if isinstance(value, str) and value.strip():
        return value.strip()
    hint = "Écrivez « modele: » et son nom en tête du fichier ; « cpom modeles » liste les modèles."
    if value is not None and not isinstance(value, str):
        message = f"modele : le nom d'un modèle est attendu, et non {kind_of(value)}."
    elif "modele" in source.data:
        message = "modele : le nom du modèle manque."
    else:
        message = "la clé « modele » manque : elle dit quel contrat assembler."
        near = nearest("modele", source.data)
        if near:
            finding = Finding("modele-absent", message, hint=f"Écrivez « modele » au lieu de « {near} ».", path=(near,))
            raise InputError([finding.at(source.key_place((near,)))])
    finding = Finding("modele-absent", message, hint=hint, path=("modele",))
    raise InputError([finding.at(source.place(("modele",)))])


def validate(source: Source, kind: type[AnyFiche]) -> AnyFiche:
    """Read a description as `kind`, the class of its model (`Modele.description`).

    A key without a value, or with a blank text, says nothing: it is a fact still missing, as in a new questionnaire.

    Raises:
        InputError: with every error of the description, each located.

    """
    try:
        return read_as(kind, stated(source.data, kind))
    except UnreadError as error:
        raise InputError(findings(error, source, kind)) from None


def valid_part(source: Source, kind: type[AnyFiche]) -> tuple[AnyFiche | None, list[Finding]]:
    """Read what is right in a description, and every error of the rest; nothing where no part can be told from it."""
    data = stated(source.data, kind)
    wrong: list[Finding] = []
    for _ in range(_MOST_READINGS):
        try:
            return read_as(kind, data), wrong
        except UnreadError as error:
            wrong += [found for found in findings(error, source, kind) if found not in wrong]
            for one in error.faults:
                if not (path := _path(one, data)):
                    return None, wrong
                chemins.take_out(data, path, {} if one.sort == "group" else "")
    return None, wrong


def read_again(source: Source, before: Source, read: AnyFiche) -> AnyFiche | None:
    """A description that was read as `read` from `before`, where some keys of the first level changed: those alone.

    The facts of the other keys are the very same, and so are the groups that are written as they were. None where
    something is wrong in what changed.
    """
    kind = type(read)
    keys = source.data.keys() | before.data.keys()
    changed = {key for key in keys if source.data.get(key, _NO_KEY) is not before.data.get(key, _NO_KEY)}
    said = {
        key: _known(one, before.data.get(key), vars(read).get(key))
        for key, one in source.data.items()
        if key in changed or key == "modele"
    }
    if not changed <= fields_of(kind).keys():
        return None
    try:
        return completed_from(read, read_as(kind, stated(said, kind)), changed)
    except UnreadError:
        return None


def _known(typed: Any, before: Any, read: Any) -> Any:
    """What is typed, with what was read of it in the place of each group that is the very same as `before`."""
    if isinstance(read, Fiche) and isinstance(typed, dict) and isinstance(before, dict):
        if typed is before:
            return read
        return {key: _known(one, before.get(key), vars(read).get(key)) for key, one in typed.items()}
    if isinstance(read, list) and isinstance(typed, list) and isinstance(before, list) and not est_sans_objet(typed):
        known = [*zip(typed, before, read, strict=False)]
        return [*(_known(*one) for one in known), *typed[len(known) :]]
    return typed


def _says_nothing(value: object) -> bool:
    if isinstance(value, str):
        return not value or (not value[0].isalnum() and all(map(_is_invisible, value)))
    return value is None or value in ({}, [])


def _is_invisible(character: str) -> bool:
    """Spaces, and the characters of format that print nothing by themselves (zero width, soft hyphen, direction)."""
    return character.isspace() or unicodedata.category(character) == "Cf"


def stated(value: Any, annotation: Any) -> Any:
    """Leave out what says nothing. A key that no field has stays, to be refused; so does an empty item amid a list."""
    kinds = chemins.inner(annotation)
    if isinstance(value, dict):
        fields = fields_of(kinds[0]) if kinds else {}
        said = {
            key: stated(one, fields[key].annotation) if isinstance(one, dict | list) and key in fields else one
            for key, one in value.items()
        }
        return {key: one for key, one in said.items() if not _says_nothing(one) or (kinds and key not in fields)}
    if isinstance(value, list):
        inside = chemins.item(annotation)
        blank = [None if isinstance(one, str) and _says_nothing(one) else one for one in value]
        items = [({} if kinds and one is None else stated(one, inside)) for one in blank]
        while items and _says_nothing(items[-1]):
            items.pop()
        return items
    return value


def findings(error: UnreadError, source: Source, kind: type[Fiche]) -> list[Finding]:
    """Tell every fault in French, where the file of `source` makes it; `kind` is the class being read."""
    found = [_finding(fault, source, kind) for fault in error.faults]
    return list(dict.fromkeys(found))


def _finding(fault: Fault, source: Source, kind: type[Fiche]) -> Finding:
    path = _path(fault, source.data)
    value, words = fault.value, wording(fault)
    info = _field(kind, path)
    if fault.sort == "unknown_key":
        place = source.key_place(path)
        return Finding(words.code, _unknown(path), hint=_unknown_hint(path, kind), path=path, place=place)
    if fault.sort == "choice" and isinstance(value, str):
        message = f"{dotted(path)} : « {_short(value)} » n'est pas une valeur admise."
    else:
        message = f"{dotted(path)} : {words.message}" if path else words.message
    hint = words.hint or _hint(fault.sort, value, info, message, in_list=bool(path) and isinstance(path[-1], int))
    if fault.sort == "choice" and isinstance(value, str):
        hint = f"{hint} {answer_of_another(value, path, kind)}".rstrip()
    place = source.key_place(path) if fault.of_key else source.place(path)
    return Finding(words.code, message, hint=hint, path=path, place=place)


def _path(fault: Fault, data: Any) -> Path:
    return chemins.of_error(fault.path, data, missing=fault.sort == "missing")


def _field(kind: type[Fiche], path: Path) -> Champ | None:
    names = chemins.noms(path)
    return chemins.fields_at(kind, names[:-1]).get(names[-1]) if names else None


def _unknown(path: Path) -> str:
    under = f" sous « {dotted(path[:-1])} »" if path[:-1] else ""
    return f"clé inconnue « {_short(str(path[-1]))} »{under}."


def _unknown_hint(path: Path, kind: type[Fiche]) -> str:
    key = str(path[-1])
    if ":" in key:
        return "Mettez une espace après les deux-points : « clé: valeur »."
    return key_hint(key, path[:-1], kind)


def _short(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= _LONGEST_QUOTE else f"{text[:_LONGEST_QUOTE]}…"


def _hint(error: str, value: Any, info: Champ | None, message: str, *, in_list: bool) -> str:
    """Say what to write instead of `value`."""
    annotation = info.annotation if info else None
    if error == "choice" and (accepted := choices(annotation)):
        return value_hint(value, accepted)
    if error == "group" and (kinds := chemins.inner(annotation)):
        return _group_hint(value, kinds[0], in_list=in_list)
    if error == "list":
        return _list_hint(value, chemins.inner(annotation))
    if isinstance(value, dict) and len(value) == 1 and error in ("value", "text"):
        return 'Un texte qui contient « : » se met entre guillemets : "…".'
    return _value_hint(value, info, message)


def _group_hint(value: object, kind: type[Fiche], *, in_list: bool) -> str:
    if in_list and isinstance(value, str):
        return (
            f"Chaque élément commence par un tiret et une clé : « - {next(iter(fields_of(kind)))}: {_short(value)} »."
        )
    how = "sans tiret" if isinstance(value, list) else "à la ligne"
    return f"Écrivez {how}, en retrait, ce que vous savez parmi : {listed(fields_of(kind))}."


def _list_hint(value: object, kinds: Sequence[type[Fiche]]) -> str:
    from engine.reading.yaml_syntax import BULLET  # noqa: PLC0415 - of what is no list

    if isinstance(value, str) and (bullet := BULLET.match(value)):
        return f"« {bullet[1]} » n'est pas le tiret d'une liste : écrivez un trait d'union et une espace, « - »."
    if kinds:
        return f"Chaque élément commence par un tiret : « - {next(iter(fields_of(kinds[0])))}: … »."
    if isinstance(value, str) and (left := _BEFORE_ITS_DASH.fullmatch(value)):
        return f"Écrivez la réponse après le tiret de la ligne suivante, et rien après les deux-points : - {left[1]}"
    example = f"[{_short(value)}]" if isinstance(value, str) else "[…, …]"
    return f"Écrivez un élément par ligne, après un tiret, ou entre crochets : {example}."


def _value_hint(value: object, info: Champ | None, message: str) -> str:
    read = f"Vous avez écrit « {_short(value)} »." if isinstance(value, str) and value not in message else ""
    examples = [example for example in (info.examples if info and info.examples else []) if example]
    return " ".join(filter(None, [read, f"Exemple : {examples[0]}." if examples else ""]))
