"""A comparison in lines of text: for a terminal, a file, a mail."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from engine import french
from engine.comparing.causes import Cause
from engine.comparing.compare import Comparison
from engine.comparing.comparison import ArticleChange, Explained, LineChange
from engine.comparing.side import Side
from engine.passages import LEGEND, shown

SAME = "aucune différence"
_KINDS = {"titre": "titre", "puce": "élément de liste", "légende": "légende", "en-tête": "tête de colonne",
          "rangée": "ligne du tableau", "graphique": "graphique", "signature": "signature"}  # fmt: skip


def lines_of_text(comparison: Comparison, *, colours: bool = False) -> Iterator[str]:
    """The comparison, line by line; `colours` are those of a terminal."""
    yield f"{comparison.old.name} comparé à {comparison.new.name}"
    for letter, side in (("A", comparison.old), ("B", comparison.new)):
        yield f"  {letter} : {described(side)}"
    yield ""
    yield from _causes(comparison)
    if not comparison.articles:
        yield f"{SAME if not comparison.causes else 'aucun mot du contrat ne diffère'}."
    else:
        yield f"{counted(comparison.articles)} ; {LEGEND}"
        yield from articles_in_text(comparison.articles, colours=colours)
    for side in (comparison.old, comparison.new):
        if side.apart:
            yield ""
            yield f"À part : ce que {side.name} dit, et que sa description ne donne pas aujourd'hui"
            yield from articles_in_text(side.apart, colours=colours)


def described(side: Side) -> str:
    """A contract by its name, its model, its day and its libraries."""
    if side.dossier is None:
        return f"{side.name}, document qui ne dit plus de quelle description il vient"
    day = french.date_in_french(side.dossier.droit.jour)
    return f"{side.name}, modèle {side.dossier.modele.nom}, droit du {day}, {', '.join(side.libraries)}"


def counted(articles: tuple[ArticleChange, ...]) -> str:
    """How many articles differ."""
    count = len(articles)
    return f"{count} parties du contrat diffèrent" if count > 1 else "une partie du contrat diffère"


def _causes(comparison: Comparison) -> Iterator[str]:
    if comparison.causes:
        yield "Ce qui diffère des descriptions, de leur bibliothèque et de leur droit :"
        yield from (f"  {one}" for one in comparison.causes)
        yield ""


def articles_in_text(articles: Iterable[ArticleChange], *, colours: bool) -> Iterator[str]:
    """The articles that differ, each with its lines and why they do."""
    for one in articles:
        yield ""
        yield f"{one.title}{fate_of(one)}"
        if one.causes:
            yield f"    {why(one.causes, sure=one.sure)}"
        for line in one.lines:
            yield from _line(line, colours=colours)


def fate_of(article: ArticleChange) -> str:
    """What became of an article, after its title; nothing where only its words differ."""
    said: list[str] = [article.fate] if article.fate != "modifié" else []
    if article.numbers:
        said.append(f"numéroté {article.numbers[0] or 'sans numéro'} → {article.numbers[1] or 'sans numéro'}")
    return f" ({', '.join(said)})" if said else ""


def place_of(line: LineChange) -> str:
    """Where a line is, and what became of it; nothing where words of a paragraph differ."""
    said = [_KINDS[line.kind]] if line.kind in _KINDS and (line.row or line.kind != "puce") else []
    if line.row:
        said = [f"ligne « {line.row} »"]
    if line.column:
        said.append(f"colonne « {line.column} »")
    if line.fate != "modifié":
        said.append(line.fate)
    return ", ".join(said)


def why(causes: tuple[Cause, ...], *, sure: bool) -> str:
    """What makes words differ, in a sentence."""
    start = "pourquoi" if sure else "cause possible" if len(causes) == 1 else "causes possibles"
    return f"{start} : {' ; '.join(map(str, causes))}"


def grouped(line: LineChange) -> Iterator[tuple[list[Explained], tuple[Cause, ...], bool]]:
    """The passages of a line that follow one another and differ for the same reason."""
    held: list[Explained] = []
    for one in line.passages:
        if held and (held[-1].causes, held[-1].sure) != (one.causes, one.sure):
            yield held, held[-1].causes, held[-1].sure
            held = []
        held.append(one)
    if held:
        yield held, held[-1].causes, held[-1].sure


def _line(line: LineChange, *, colours: bool) -> Iterator[str]:
    place = place_of(line)
    if not line.passages:
        words = " ".join((line.after or line.before).split())
        marked = {"ajouté": f"{{+{words}+}}", "retiré": f"[-{words}-]"}.get(line.fate, words)
        yield f"  {f'{place} : ' if place and line.fate == 'déplacé' else ''}{marked}"
        return
    for passages, causes, sure in grouped(line):
        for one in passages:
            yield f"  {f'{place} : ' if place else ''}{shown(one.passage, colours=colours)}"
        yield f"      {why(causes, sure=sure)}"
