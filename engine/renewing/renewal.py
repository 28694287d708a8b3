"""What became of a document since it was written: the same to the byte, or what of it changed, clause by clause."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import cached_property
from pathlib import Path

from engine.carried import Carried, Line
from engine.comparing.comparison import ArticleChange, changes
from engine.comparing.printed import Article, articles_of_lines
from engine.errors import Finding, InputError, Place
from engine.reading.packed import carried_of
from engine.redaction import USUAL_ENGINE, Redaction
from engine.renewing.again import again
from engine.renewing.changes import Changed, Since, changed_things
from engine.renewing.original import Original
from engine.rereading.settled import Libraries
from engine.writing.engines import ENGINES
from engine.writing.formats import FORMATS
from models.records import dataclass

_OF_FILES = ("charte-introuvable", "charte-illisible", "logo-illisible", "fichier-hors-dossier")


@dataclass(frozen=True)
class Renewal:
    """A document, and the same made again today: `content` are its bytes, `redaction` writes it in other formats."""

    original: Original
    redaction: Redaction
    content: bytes
    carried: Carried

    @property
    def same(self) -> bool:
        """Whether it is the same to the byte, as cpom wrote it: what was added to a PDF since is not compared."""
        return self.content == self.original.content

    @property
    def nothing_changed(self) -> bool:
        """Whether all that it was made from is as it was, whatever was done to the file since."""
        return self.original.lock is not None and self.carried == self.original.carried

    @cached_property
    def things(self) -> tuple[Changed, ...]:
        """What changed of the things that it was made of."""
        return tuple(changed_things(self.original, self.carried, self.redaction.bibliotheque))

    @cached_property
    def words(self) -> tuple[ArticleChange, ...]:
        """What differs of its words, clause by clause, by the words as they were written."""
        if not self.original.carried.lines:
            return ()
        old, new = (_articles(one.lines) for one in (self.original.carried, self.carried))
        return tuple(changes(old, new, Since(self.things)))

    @property
    def engine(self) -> str:
        """What typesets its PDF."""
        return _engine(self.original)


def renewed(original: Original, folder: Path, libraries: Libraries, allowed: tuple[Path, ...] = ()) -> Renewal:
    """Make a document again, whose letterhead and logos are in `folder`, or in the `allowed` ones.

    Raises:
        InputError: where it cannot be made again today.
    """
    if original.format not in FORMATS or _engine(original) not in ENGINES:
        raise InputError([_damaged(original.name)])
    try:
        made = again(original, folder, libraries, allowed)
        content = made.file(original.format, _engine(original))[0]
    except InputError as error:
        raise InputError(_with_where(one, folder) for one in error.findings) from None
    carried, _ = carried_of(content, original.name)
    assert carried  # noqa: S101 - every format of a lock carries one
    return Renewal(original, made, content, carried)


def _engine(original: Original) -> str:
    return dict(original.lock.asked).get("moteur", USUAL_ENGINE) if original.lock else USUAL_ENGINE


def _articles(lines: tuple[Line, ...]) -> Mapping[str, Article]:
    return articles_of_lines(lines, [line.clause for line in lines])


def _damaged(name: str) -> Finding:
    message = "le verrou de ce document est abîmé : il demande un format que cpom ne connaît pas."
    hint = "Reprenez le document tel que cpom l'a écrit, ou refaites-le de sa description : « cpom generer »."
    return Finding("refaire-verrou-abime", message, hint=hint, place=Place(name))


def _with_where(found: Finding, folder: Path) -> Finding:
    """A finding about a file that the description names, with where it was looked for."""
    if found.code not in _OF_FILES:
        return found
    where = f"Les fichiers que la description nomme sont cherchés dans « {folder} » ; --dossier en dit un autre."
    return replace(found, hint=f"{found.hint} {where}".strip())
