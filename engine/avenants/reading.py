"""The operations that an avenant says, read from its own lines."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import field, replace
from typing import Literal

from engine.avenants.letters import body_of
from engine.avenants.modifications import (
    Deleted,
    Inserted,
    Modification,
    Place,
    Repealed,
    Rewritten,
    WordsDeleted,
    WordsInserted,
    WordsReplaced,
)
from engine.avenants.places import Places
from engine.avenants.quoted import NotClosedError, is_quoted, lines_quoted, outer, physical_lines
from engine.avenants.refusal import refused
from engine.avenants.sentences import ANNEXED, BEGINNING, END, Sentence, sentences_of
from engine.carried import Line
from engine.libraries.bibliotheque import Bibliotheque
from models.records import dataclass

_WHERE: Mapping[str, Literal["après", "avant", "fin"]] = {
    "insertion-apres": "après",
    "insertion-avant": "avant",
    "insertion-fin": "fin",
}


@dataclass(slots=True)
class _Told:
    """A sentence of the avenant, and the quoted lines that follow it."""

    sentence: str
    quoted: list[str] = field(default_factory=list)


def modifications_of(old: Sequence[Line], avenant: Sequence[Line], library: Bibliotheque) -> tuple[Modification, ...]:
    """What an avenant says, between the sentence that begins its modifications and the one that ends them.

    Raises:
        InputError: where there are none, or one cannot be read.
    """
    sentences = sentences_of(library)
    told, after = _told(avenant, sentences)
    read = _Reading(Places(old), sentences)
    found = [read.operation(one) for one in told]
    if not found:
        raise refused("l'avenant ne dit aucune modification", "")
    whole = [rank for rank, one in enumerate(found) if isinstance(one, Rewritten | Inserted) and one.annexed]
    if len(whole) != len(after):
        said = f"annexes annoncées : {len(whole)} ; annexes qui suivent les modifications : {len(after)}"
        raise refused(said, told[whole[0]].sentence if whole else after[0].sentence)
    for rank, one in zip(whole, after, strict=True):
        operation = found[rank]
        if isinstance(operation, Rewritten | Inserted):
            found[rank] = replace(operation, lines=_lines(one))
    return tuple(found)


def _told(avenant: Sequence[Line], sentences: dict[str, Sentence]) -> tuple[list[_Told], list[_Told]]:
    """The sentences of the modifications, and what is quoted after them: each under a title that is not."""
    texts = [one for line in body_of(avenant) for one in physical_lines(line.text)]
    plain = [None if is_quoted(one) else one for one in texts]
    begins = [at for at, one in enumerate(plain) if one and sentences[BEGINNING].found(one) is not None]
    ends = [at for at, one in enumerate(plain) if one and sentences[END].found(one) is not None]
    if len(begins) != 1 or not (stops := [at for at in ends if at > begins[0]]):
        raise refused("on n'y trouve pas, une fois, la phrase qui ouvre les modifications et celle qui les ferme", "")
    told: list[_Told] = []
    for text in texts[begins[0] + 1 : stops[0]]:
        if not is_quoted(text):
            told.append(_Told(text.strip()))
        elif told:
            told[-1].quoted.append(text)
        else:
            raise refused("aucune phrase ne dit où vont ces mots", text)
    after: list[_Told] = []
    is_open = False
    for text in texts[stops[0] + 1 :]:
        if is_quoted(text):
            if not is_open:
                after.append(_Told(text))
            after[-1].quoted.append(text)
        is_open = is_quoted(text)
    return told, after


def _lines(told: _Told) -> tuple[Line, ...]:
    try:
        lines = lines_quoted(told.quoted)
    except NotClosedError:
        raise refused("les mots cités ne sont pas fermés par un guillemet", told.sentence) from None
    if not lines:
        raise refused("aucun mot ne suit", told.sentence)
    return lines


class _Reading:
    """The sentences of an avenant to a contract."""

    def __init__(self, places: Places, sentences: dict[str, Sentence]) -> None:
        self.places, self.sentences = places, sentences

    def operation(self, told: _Told) -> Modification:
        """What a sentence says.

        Raises:
            InputError: where it is not known, or its place does not exist.
        """
        for name, sentence in self.sentences.items():
            found = sentence.found(told.sentence) if name not in (BEGINNING, END, ANNEXED) else None
            if found is not None:
                place = self.places.found(found["place"])
                if place is None:
                    raise refused(f"le contrat n'a pas « {found['place']} »", told.sentence)
                operation = self._read(name, place, found, told)
                is_quoting = isinstance(operation, Rewritten | Inserted) and not operation.annexed
                if told.quoted and not is_quoting:
                    raise refused("des mots cités la suivent, qui ne vont nulle part", told.sentence)
                return operation
        raise refused("cette phrase n'est pas de celles qui modifient un contrat", told.sentence)

    def _read(self, name: str, place: Place, found: dict[str, str], told: _Told) -> Modification:
        old, new = outer(found.get("anciens", "")), outer(found.get("nouveaux", ""))
        added = found.get("ajout", "")
        match name:
            case "mots-remplaces" | "nombre-remplace":
                said: Modification = WordsReplaced(place, old, new)
            case "mots-inseres":
                said = WordsInserted(place, old, new)
            case "mots-supprimes":
                said = WordsDeleted(place, old)
            case "redaction" | "remplacement":
                said = Rewritten(place, _lines(told), 0, what=added)
            case "redaction-annexee":
                said = Rewritten(place, (), 0, annexed=True)
            case "insertion-annexee":
                said = Inserted(place, "après", added, (), 0, annexed=True)
            case "suppression":
                said = Deleted(place)
            case "abrogation":
                said = Repealed(place)
            case _:
                said = Inserted(place, _WHERE[name], added, _lines(told), 0)
        return said
