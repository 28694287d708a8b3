"""What was read in another form than descriptions ask for: « Monsieur » read « M. », told where it is written."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Set
from functools import lru_cache
from itertools import chain
from typing import Any, NamedTuple

from engine import french
from engine.errors import Finding, Path, Severity, dotted
from engine.reading.yaml_strict import Source
from models import chemins
from models.champs import Fiche, facultatifs
from models.fiches.groupe import worked_out
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
            looked = _looked_at(typed, chemins.at(read, (key,), said=True), (key,), type(read))
            found[key] = looked.forms, tuple(_blanks(looked.blanks, data, read))
    return Lectures(data, read, found)


def told(source: Source, read: Fiche) -> Iterator[Finding]:
    """The values of a description that were typed in another form, each with what was read, at its place."""
    return lectures(source.data, read).at(source)


def _read(read: Fiche, key: str) -> Any:
    return getattr(read, key, None)


class _Looked(NamedTuple):
    """What is told of the texts that were typed in another form; those that say that there is none."""

    forms: tuple[Finding, ...]
    blanks: tuple[_Leaf, ...]


_NOTHING = _Looked((), ())


def _looked_at(data: Any, read: Any, here: Path, kind: type[Fiche]) -> _Looked:
    """What a file writes at a path, and what was read of it, text after text; of the very same group, once."""
    if not isinstance(data, dict | list) or not data:
        blank = read is None and est_sans_objet(data)
        form = _other_form(here, data, read, kind)
        return _Looked((form,) if form else (), ((here, data, read),) if blank else ()) if form or blank else _NOTHING
    if not isinstance(read, Fiche):
        return _looked_in(data, read, here, kind)
    written, found = worked_out(read, (_looked_in, here, kind), lambda: (data, _looked_in(data, read, here, kind)))
    return found if written is data else _looked_in(data, read, here, kind)


def _looked_in(data: Any, read: Any, here: Path, kind: type[Fiche]) -> _Looked:
    steps = data.items() if isinstance(data, dict) else enumerate(data)
    every = [_looked_at(one, chemins.at(read, (step,), said=True), (*here, step), kind) for step, one in steps]
    told = [one for one in every if one is not _NOTHING]
    return _Looked(*(tuple(chain.from_iterable(one)) for one in zip(*told, strict=True))) if told else _NOTHING


def _other_form(path: Path, typed: Any, value: Any, kind: type[Fiche]) -> Finding | None:
    if not isinstance(typed, str) or not typed.strip():
        return None
    asked = _asked(kind, path)
    words = _in_its_sentence(asked.phrase, typed, value) or lu(typed, value, asked.kind).rstrip(".")
    if not words:
        return None
    message = f"{dotted(path)} : « {shortened(typed)} », lu : {words}."
    return Finding(CODE, message, Severity.INFORMATION, _written_elsewhere(path, typed), path=path)


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
    for path, typed, _ in leaves:
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
