"""One of the two contracts that are compared: a description, or a document read back into one."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import cached_property
from pathlib import Path

from engine.assembly.assemble import Assembled
from engine.carried import Carried, Line
from engine.comparing.comparison import ArticleChange, changes
from engine.comparing.explaining import Since
from engine.comparing.printed import Article, articles_of, articles_of_lines
from engine.dossier import Dossier
from engine.errors import Finding, InputError, Place, Severity
from engine.rereading.files.edited import Edited
from engine.rereading.lines.letters import said
from engine.rereading.reread import Rereading, applied, reread
from engine.rereading.settled import Libraries
from engine.writing import written
from engine.writing.layout.written_lines import lines_of
from models.records import dataclass


@dataclass(frozen=True)
class Side:
    """A contract by its name, its description and what is to be said of it.

    Of a document that no more says what it was made from, there is no description: only its lines. `apart` is what a
    document says and its description does not give, which is not compared.
    """

    name: str
    dossier: Dossier | None
    lines: tuple[Line, ...] = ()
    findings: tuple[Finding, ...] = ()
    apart: tuple[ArticleChange, ...] = ()

    @property
    def day(self) -> date | None:
        """The day whose law it says."""
        return self.dossier.droit.jour if self.dossier else None

    @property
    def libraries(self) -> tuple[str, ...]:
        """Its libraries, with their versions."""
        return self.dossier.modele.bibliotheque.titres if self.dossier else ()

    @cached_property
    def assembled(self) -> Assembled:
        """Its contract, each word with where it comes from."""
        return self._made.assembled(traced=True)

    @cached_property
    def articles(self) -> dict[str, Article]:
        """Its articles, by their clauses."""
        charte = self._made.charte
        return articles_of(self.assembled.document, f"papier à en-tête : {charte.name}" if charte else "")

    @cached_property
    def articles_by_title(self) -> dict[str, Article]:
        """Its articles by their titles, which is all that is known of a document alone."""
        return articles_of_lines(self.lines)

    def docx(self) -> bytes:
        """Its contract as cpom writes it today.

        Raises:
            InputError: where it cannot be written, or where there is no description of it.
        """
        return written(self._made.assembled().document, "docx", self._made.charte)[0]

    @property
    def _made(self) -> Dossier:
        if self.dossier is None:
            raise InputError([_without_description(self.name)])
        return self.dossier


def of_description(dossier: Dossier, name: str) -> Side:
    """A description that is read whole."""
    wrong = len(dossier.errors)
    return Side(name, dossier, findings=(_with_errors(name, wrong),) if wrong else ())


def of_document(edited: Edited, name: str, folder: Path, libraries: Libraries) -> Side:
    """A document, edited or not, read back into the description that it was made from, with what was changed by hand.

    Raises:
        InputError: where the description that it carries cannot be read by the models of today.
    """
    if edited.carried is None or not edited.carried.description:
        return Side(name, None, edited.lines, edited.findings)
    read = reread(edited, name, None, folder, libraries)
    settled, findings = _applied(read, edited.carried.day)
    apart = tuple(_apart(settled, read, edited.carried))
    told = (*edited.findings, *read.findings, *findings, *([_told_apart(name)] if apart else ()))
    return Side(name, settled, edited.lines, told, apart)


def _applied(read: Rereading, day: date) -> tuple[Dossier, tuple[Finding, ...]]:
    """The description with what was changed by hand, or as it was where that cannot be settled."""
    try:
        made = applied(read, day)
    except InputError as error:
        return read.current, error.findings
    return made.dossier, made.findings


def _apart(made: Dossier, read: Rereading, carried: Carried) -> Iterator[ArticleChange]:
    """What a document says, and its description does not give today: of the library, of the law, or by hand."""
    document = made.assembled().document
    now = lines_of(document)
    as_written = frozenset(said(line.text) for line in carried.lines)
    made_with = document.made_with
    bases = dict(made_with.bases) if made_with else {}
    other = frozenset(name for name, base in carried.bases if bases.get(name) != base)
    titles = ", ".join(carried.libraries), ", ".join(made.modele.bibliotheque.titres)
    beside = _beside(read)
    own = [rank for rank in range(len(read.edited.lines)) if rank not in beside]
    of_then = articles_of_lines(
        [read.edited.lines[rank] for rank in own], [read.differences.clauses[rank] for rank in own]
    )
    return changes(articles_of_lines(now, [line.clause for line in now]), of_then, Since(as_written, other, titles))


def _beside(read: Rereading) -> frozenset[int]:
    """The lines of an edited document that are its letterhead's own."""
    pairs = (one for one in read.differences.pairs if one.base and read.base[one.base[0]].kind == "beside")
    return frozenset(rank for one in pairs for rank in one.edited)


def _with_errors(name: str, count: int) -> Finding:
    message = f"{count} erreur{'s' * (count > 1)} rest{'ent' if count > 1 else 'e'} à corriger dans cette description."
    hint = f"La comparaison est faite quand même ; « cpom verifier {name} » dit ce qui est faux."
    return Finding("comparaison-avec-erreurs", message, Severity.WARNING, hint, place=Place(name))


def _told_apart(name: str) -> Finding:
    message = "ce document dit des choses que sa description ne donne pas aujourd'hui, et qui ne sont pas comparées."
    hint = "La comparaison les montre à part, avec ce qui les explique ; « cpom relire » reprend ce qui peut l'être."
    return Finding("comparaison-a-part", message, Severity.WARNING, hint, place=Place(name))


def _without_description(name: str) -> Finding:
    message = "ce document ne dit plus de quelle description il vient : ses mots se comparent, ses modifications non."
    hint = "Demandez la comparaison en html, txt ou json ; ou rendez-lui sa description : « cpom relire » dit comment."
    return Finding("comparaison-sans-origine", message, hint=hint, place=Place(name))
