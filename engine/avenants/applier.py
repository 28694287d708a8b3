"""From a contract and the words of an avenant to the contract that they make: what it says is read, not supposed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import cast

from engine.avenants.changed import Wording, edited, edits_of, occurrences, quoted_by
from engine.avenants.letters import body_of, with_text
from engine.avenants.modifications import (
    Inserted,
    Modification,
    Repealed,
    Rewritten,
    WordsDeleted,
    WordsInserted,
    WordsReplaced,
)
from engine.avenants.parts import repealed_heading
from engine.avenants.reading import modifications_of
from engine.avenants.refusal import refused
from engine.avenants.said import sentence_of
from engine.avenants.sentences import sentences_of
from engine.carried import Line
from engine.libraries.bibliotheque import Bibliotheque


def applied(old: Sequence[Line], avenant: Sequence[Line], library: Bibliotheque) -> tuple[Line, ...]:
    """The consolidated contract: the lines of the old one, changed as the words of the avenant say.

    `avenant` has the lines of its DOCX (`read_edited(file).lines`), or those of its text, one a line. The sentences are
    those of the `library`.

    Raises:
        InputError: where a sentence cannot be applied: it is not known, its place does not exist, its words are not
            found once. The finding quotes it.
    """
    old = body_of(old)
    return changed_by(old, modifications_of(old, avenant, library), library)


def changed_by(old: Sequence[Line], modifications: Sequence[Modification], library: Bibliotheque) -> tuple[Line, ...]:
    """The lines of a contract, header and footer apart, after these operations.

    Raises:
        InputError: where two of them change the same words, or words are not found once.
    """
    return _Changes(body_of(old), library).made(modifications)


class _Changes:
    """What becomes of lines: their letters, or others in their place."""

    def __init__(self, old: Sequence[Line], library: Bibliotheque) -> None:
        self.old, self.bibliotheque = old, library
        self.letters: dict[int, list[tuple[int, int, str]]] = defaultdict(list)
        self.spans: list[tuple[int, int, tuple[Line, ...]]] = []

    def made(self, modifications: Sequence[Modification]) -> tuple[Line, ...]:
        """The lines of the new contract."""
        for one in modifications:
            if isinstance(one, WordsReplaced | WordsInserted | WordsDeleted):
                rank = self._words(one)
                is_free = edited(self.old[rank].text, self.letters[rank]) is not None
                self._check(one, is_free=is_free and not any(start <= rank < stop for start, stop, _ in self.spans))
                continue
            start, stop, lines = self._span(one)
            others = [(begin, end) for begin, end, _ in self.spans]
            others += [(rank, rank + 1) for rank in self.letters]
            self._check(one, is_free=not any(_cross(start, stop, *other) for other in others))
            self.spans.append((start, stop, lines))
        return tuple(self._lines())

    def _check(self, one: Modification, *, is_free: bool) -> None:
        if not is_free:
            raise refused("deux modifications changent les mêmes mots", self._sentence(one))

    def _sentence(self, one: Modification) -> str:
        name, values = sentence_of(one)
        return sentences_of(self.bibliotheque)[name].printed(values)

    def _words(self, one: Wording) -> int:
        """The rank of the line whose letters it changes."""
        counts = {
            rank: count
            for rank in range(one.place.start, one.place.stop)
            if (count := occurrences(quoted_by(one), self.old[rank].text))
        }
        if sum(counts.values()) != 1:
            said = "ces mots y sont plusieurs fois" if counts else "ces mots n'y sont pas"
            raise refused(said, self._sentence(one))
        (rank,) = counts
        if edit := edits_of(one, self.old[rank].text):
            self.letters[rank].append(edit)
        return rank

    def _span(self, one: Modification) -> tuple[int, int, tuple[Line, ...]]:
        place = one.place
        match one:
            case Rewritten(lines=lines):
                return place.start, place.stop, lines
            case Inserted(where=where, lines=lines):
                at = place.start if where == "avant" else place.stop
                return at, at, lines
            case Repealed():
                heading = self.old[place.start]
                stays = repealed_heading(heading.text)
                return place.start, place.stop, (with_text(heading, stays),) if stays else ()
        return place.start, place.stop, ()

    def _lines(self) -> Iterator[Line]:
        at = 0
        for start, stop, lines in sorted(self.spans, key=lambda one: (one[0], one[1] > one[0])):
            yield from map(self._line, range(at, start))
            yield from lines
            at = max(at, stop)
        yield from map(self._line, range(at, len(self.old)))

    def _line(self, rank: int) -> Line:
        line = self.old[rank]
        edits = self.letters.get(rank)
        return with_text(line, cast(str, edited(line.text, edits))) if edits else line


def _cross(start: int, stop: int, begin: int, end: int) -> bool:
    """Whether two spans have lines in common, or one adds lines inside the other."""
    if start == stop or begin == end:
        inside, (low, high) = (start, (begin, end)) if start == stop else (begin, (start, stop))
        return low < inside < high
    return start < end and begin < stop
