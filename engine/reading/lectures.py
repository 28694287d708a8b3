"""What was read in another form than descriptions ask for: « Monsieur » read « M. », told where it is written."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Set
from functools import lru_cache
from typing import Any, NamedTuple

from engine import french
from engine.errors import Finding, Path, Severity, dotted
from engine.reading.yaml_strict import Source
from models import chemins
from models.champs import Fiche, facultatifs
from models.kind import Kind, kind_of
from models.kinds import of_value
from models.lieux import apres_a
from models.phrases import Phrase, phrase_de
from models.regexes import regex
from models.reponses import FORMES, est_sans_objet, nom_simple

CODE = "lecture"

_LONGEST = 120
_YEARS = range(1900, 2200)
"""Whole numbers that may be years: they are said without a space, « 2026 »."""
_NONE = regex(r"\b(?:aucune?|rien|pas|suffi[tr]|sans|seul|nommée? par)\b")
"""Meanings of a blank that « néant » says as well; of another, as « les mots du modèle », it is to be verified."""
_NOT_PRINTED = "ne l'imprime pas"
"""What a blank means where a contract has no use for the fact: in another it is asked for."""


_Leaf = tuple[Path, Any, Any]


class Lectures(NamedTuple):
    """What is told of each key of the first level: of what was typed in another form, and of what was left blank.

    It has no place yet. `data` and `read` are what it was told of, each key's own.
    """

    data: Mapping[str, Any]
    read: Fiche
    by_key: Mapping[str, tuple[tuple[Finding, ...], tuple[Finding, ...]]]

    def at(self, source: Source) -> Iterator[Finding]:
        """Each where a file writes the value that it is about."""
        for rank in (0, 1):
            for said in self.by_key.values():
                yield from (one.at(source.place(one.path)) for one in said[rank])

    def differing_from(self, other: Lectures) -> Set[str]:
        """The keys that were not read as the very same."""
        before = vars(other.read)
        return {key for key, one in vars(self.read).items() if one is not before.get(key)}


def lectures(data: Mapping[str, Any], read: Fiche, before: Lectures | None = None) -> Lectures:
    """The values of a description that were typed in another form, each with what was read.

    What was told `before` of a key is told again where neither its value nor what was read of it has changed.
    """
    found = {}
    for key, typed in data.items():
        known = before.by_key.get(key) if before and before.data.get(key) is typed else None
        if before and known and _read(before.read, key) is _read(read, key):
            found[key] = known
        else:
            leaves = tuple(_leaves(typed, chemins.at(read, (key,), said=True), (key,)))
            found[key] = tuple(_other_forms(leaves, read)), tuple(_blanks(leaves, data, read))
    return Lectures(data, read, found)


def told(source: Source, read: Fiche) -> Iterator[Finding]:
    """The values of a description that were typed in another form, each with what was read, at its place."""
    return lectures(source.data, read).at(source)


def _read(read: Fiche, key: str) -> Any:
    return getattr(read, key, None)


def _leaves(data: Any, read: Any, here: Path) -> Iterator[_Leaf]:
    """Every text that a file writes, with its path and what was read of it."""
    if isinstance(data, dict | list) and data:
        for step, one in data.items() if isinstance(data, dict) else enumerate(data):
            yield from _leaves(one, chemins.at(read, (step,), said=True), (*here, step))
    else:
        yield here, data, read


def _other_forms(leaves: Iterable[_Leaf], read: Fiche) -> Iterator[Finding]:
    for path, typed, value in leaves:
        if not isinstance(typed, str) or not typed.strip():
            continue
        asked = _asked(type(read), path)
        if words := _in_its_sentence(asked.phrase, typed, value) or lu(typed, value, asked.kind).rstrip("."):
            message = f"{dotted(path)} : « {shortened(typed)} », lu : {words}."
            yield Finding(CODE, message, Severity.INFORMATION, _written_elsewhere(path, typed), path=path)


def _blanks(leaves: Iterable[_Leaf], data: Any, read: Fiche) -> Iterator[Finding]:
    for path, typed, meaning in _left_blank(leaves, data, read):
        means = "" if _NOT_PRINTED in meaning else f" : {meaning}"
        message = f"{dotted(path)} : « {typed} », lu comme une réponse vide{means}."
        doubt = not _NONE.search(meaning)
        hint = "Si ce n'est pas ce que vous vouliez dire, écrivez-le dans cette réponse." if doubt else ""
        yield Finding(CODE, message, Severity.INFORMATION, hint, path=path, reserve=doubt)


class _Asked(NamedTuple):
    """What a question says of its answers: their kind, and the sentence that they enter."""

    kind: Kind | None
    phrase: Phrase | None


@lru_cache(maxsize=8192)
def _asked(kind: type[Fiche], path: Path) -> _Asked:
    """What the question at a path says, kept: a description has hundreds of answers."""
    info = chemins.field_at(kind, path)
    if info is None:
        return _Asked(None, None)
    return _Asked(kind_of(info.annotation, info.marks), phrase_de(info.annotation, info.marks))


def _left_blank(leaves: Iterable[_Leaf], data: Any, read: Fiche) -> Iterator[tuple[Path, str, str]]:
    """Each « néant » that was read as a blank, with what a blank means; a list or a row that says it is one."""
    told: set[Path] = set()
    for path, typed, value in leaves:
        if value is not None or not est_sans_objet(typed):
            continue
        for fact in (path[:end] for end in range(1, len(path) + 1)):
            group = chemins.at(read, fact[:-1], said=True)
            meaning = facultatifs(type(group)).get(str(fact[-1])) if isinstance(group, Fiche) else None
            if meaning and est_sans_objet(chemins.at(data, fact)):
                if fact not in told:
                    yield fact, typed.strip(), meaning
                told.add(fact)
                break


def _written_elsewhere(path: Path, typed: str) -> str:
    """« SARL » given for the statut says the legal form as well, which has a key of its own."""
    forme = FORMES.get(nom_simple(typed)) if path[-1] == "statut" else None
    return f"Le contrat dit aussi la forme juridique, comme avec « forme: {forme} »." if forme else ""


def shortened(text: str) -> str:
    """The beginning of a long answer, on one line."""
    text = " ".join(text.split())
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST].rsplit(' ', 1)[0]}…"


def _in_its_sentence(phrase: Phrase | None, typed: str, value: object) -> str:
    """The sentence of a text that enters one, where reading has changed its words."""
    if not isinstance(value, str):
        return ""
    if not phrase or (typed.strip() == value.strip() and not (phrase.names_a_place and apres_a(value)[1] != value)):
        return ""
    return f"« {phrase.avec(shortened(value))} »"


def lu(typed: str, value: object, kind: Kind | None = None) -> str:
    """What was read, where it was not typed as its kind is asked for; nothing otherwise."""
    kind = None if isinstance(value, list | dict) else kind or of_value(value)
    if kind is None or value is None or kind.as_asked(typed, value):
        return ""
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value) if value in _YEARS else french.number(value)
    return kind.prints(value, french)
