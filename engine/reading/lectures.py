"""What was read in another form than descriptions ask for: « Monsieur » read « M. », told where it is written."""

from __future__ import annotations

from collections.abc import Iterator
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


def told(source: Source, read: Fiche) -> Iterator[Finding]:
    """The values of a description that were typed in another form, each with what was read."""
    for path, typed in chemins.written(source.data):
        if not isinstance(typed, str) or not typed.strip():
            continue
        value = chemins.at(read, path, said=True)
        asked = _asked(type(read), chemins.noms(path))
        if words := _in_its_sentence(asked.phrase, typed, value) or lu(typed, value, asked.kind).rstrip("."):
            message = f"{dotted(path)} : « {shortened(typed)} », lu : {words}."
            hint = _written_elsewhere(path, typed)
            yield Finding(CODE, message, Severity.INFORMATION, hint, path=path, place=source.place(path))
    for path, typed, meaning in _left_blank(source.data, read):
        means = "" if _NOT_PRINTED in meaning else f" : {meaning}"
        message = f"{dotted(path)} : « {typed} », lu comme une réponse vide{means}."
        doubt = not _NONE.search(meaning)
        hint = "Si ce n'est pas ce que vous vouliez dire, écrivez-le dans cette réponse." if doubt else ""
        yield Finding(CODE, message, Severity.INFORMATION, hint, path=path, place=source.place(path), reserve=doubt)


class _Asked(NamedTuple):
    """What a question says of its answers: their kind, and the sentence that they enter."""

    kind: Kind | None
    phrase: Phrase | None


@lru_cache(maxsize=8192)
def _asked(kind: type[Fiche], names: chemins.Noms) -> _Asked:
    """What the question at a path says, kept: a description has hundreds of answers."""
    info = chemins.field_at(kind, names)
    if info is None:
        return _Asked(None, None)
    return _Asked(kind_of(info.annotation, info.marks), phrase_de(info.annotation, info.marks))


def _left_blank(data: Any, read: Fiche) -> Iterator[tuple[Path, str, str]]:
    """Each « néant » that was read as a blank, with what a blank means; a list or a row that says it is one."""
    told: set[Path] = set()
    for path, typed in chemins.written(data):
        if not est_sans_objet(typed):
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
