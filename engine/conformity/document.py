"""The sheet as a document: its head, the articles, the words that differ, the mentions, what is left to verify."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from engine import french
from engine.calendar.calendrier import echeance
from engine.conformity import labels
from engine.conformity.conformity import Article, Conformity, Difference
from engine.conformity.mentions import Met
from engine.conformity.wording import Wording, wording_of
from engine.document import (
    Block,
    Cell,
    Document,
    Heading,
    Inline,
    Letterhead,
    ListBlock,
    Paragraph,
    Section,
    Strong,
    Table,
    Text,
)
from engine.errors import Finding
from engine.nodes import rewritten
from engine.passages import first_words

_LONGEST = 30
"""The words of a passage that the sheet shows; the workbook has them all."""


def document_of(found: Conformity, left: Sequence[Finding], missing: int) -> Document:
    """The sheet of a contract; `left` is what remains to be verified, `missing` the facts to fill in."""
    words = wording_of(found.dossier)
    blocks = (
        *_head(found),
        _heading(labels.ARTICLES),
        _articles(found.articles, words),
        _heading(labels.DIFFERENCES),
        *_differences(found.articles, words),
        _heading(labels.MENTIONS),
        *_mentions(found.mentions),
        _heading(labels.TO_VERIFY),
        *_to_verify(found, left, missing),
    )
    contract = found.assembled.document
    head = Letterhead(labels.TITLE, contract.letterhead.authorities, contract.letterhead.manager)
    sheet = Document(labels.TITLE, (Section(tuple(blocks)),), head, contract.date, table_of_contents=False)
    made: Document = rewritten(sheet, lambda one: Text(french.apostrophes(one.text)) if type(one) is Text else one)
    return made


def _head(found: Conformity) -> Iterator[Block]:
    yield Paragraph((Text(labels.TITLE),), "title")
    yield Paragraph((Text(found.assembled.document.title),), "subtitle")
    rows = [(_cell(name, strong=True), _cell(said)) for name, said in about(found)]
    yield Table((0.22, 0.78), tuple(rows), header_rows=0)
    yield Paragraph((Text(french.typography(labels.HOW)),))
    meaning = [f"{state} : {said}" for state, said in labels.MEANING.items() if found.counts[state]]
    yield ListBlock(tuple((Paragraph((Text(french.typography(one)),)),) for one in meaning))


def about(found: Conformity) -> Iterator[tuple[str, str]]:
    """What names the contract: its parties, its model and the source of it, its dates, how many of each state."""
    contrat, plan = found.dossier.contrat, found.reference.plan
    yield labels.PARTIES, " ; ".join(found.assembled.document.letterhead.parties)
    own = found.dossier.modele.nom
    yield labels.MODEL, own if own == found.reference.nom else f"{found.reference.nom}, dont hérite {own}"
    yield labels.SOURCE, " ".join(plan.source.texte.split())
    yield labels.LIBRARY, ", ".join(found.dossier.modele.bibliotheque.titres)
    yield labels.LAW, _law(found)
    yield labels.SIGNED, _day(contrat.signature.date)
    yield labels.EFFECT, _day(contrat.effet)
    end = echeance(contrat.effet, contrat.duree) if contrat.effet and contrat.duree else None
    length = french.duration_in_words(contrat.duree.mois) if contrat.duree else labels.UNKNOWN_DATE
    yield labels.LENGTH, f"{length}, jusqu'au {_day(end)}" if end else length
    yield labels.BALANCE, balance(found)


def balance(found: Conformity) -> str:
    """« 4 identiques, 6 complétés, 17 adaptés »."""
    counts = found.counts.items()
    return ", ".join(f"{count} {labels.STATES[state][count > 1]}" for state, count in counts if count)


def _law(found: Conformity) -> str:
    droit = found.dossier.droit
    return "celui du modèle, tel que publié" if droit.tel_que_publie else f"celui du {_day(droit.jour)}"


def _day(day: object) -> str:
    return french.date_in_french(day) if day else labels.UNKNOWN_DATE  # type: ignore[arg-type]


def _articles(articles: Iterable[Article], words: Wording) -> Table:
    rows = [
        (
            _cell(one.name_in_the_sheet),
            _cell(one.state, strong=one.state not in ("identique", "complété")),
            _cell(words.why(one)),
        )
        for one in articles
    ]
    return _table((0.42, 0.14, 0.44), (labels.ARTICLE, labels.STATE, labels.REASON), rows)


def _differences(articles: Sequence[Article], words: Wording) -> Iterator[Block]:
    some = [(one, shown) for one in articles if one.state in ("adapté", "ajouté")
            and (shown := [each for each in one.differences if not each.only_fills])]  # fmt: skip
    if not some:
        none = labels.NO_WORD if any(one.state == "écarté" for one in articles) else labels.NO_DIFFERENCE
        yield Paragraph((Text(french.typography(none)),))
    for rank, (article, shown) in enumerate(some):
        yield Heading(2, (Text(article.name_in_the_sheet),), f"mots-{rank}")
        rows = [_difference(one, words) for one in shown]
        yield _table((0.35, 0.35, 0.3), (labels.PUBLISHED, labels.CONTRACT, labels.REASON), rows)


def _difference(one: Difference, words: Wording) -> tuple[Cell, ...]:
    return (_words(one.around, one.before), _words(one.beside, one.after), _cell(words.passage(one.reasons)))


def _words(around: str, said: str) -> Cell:
    shown = first_words(said, _LONGEST) or labels.NOT_PUBLISHED
    start = (Text(f"… {around} "),) if around else ()
    return Cell((Paragraph((*start, Strong((Text(shown),)))),))


def _mentions(mentions: Sequence[Met]) -> Iterator[Block]:
    if not mentions:
        yield Paragraph((Text(french.typography(labels.NO_MENTION)),))
    for source, group in groupby(mentions, lambda one: one.source):
        yield Paragraph((Strong((Text(french.typography(source)),)),), keep_with_next=True)
        rows = [(_cell(f"{one.rank} : {one.what}"), _cell(where(one), strong=one.missing)) for one in group]
        yield _table((0.55, 0.45), (labels.MENTION, labels.WHERE), rows)


def where(one: Met) -> str:
    """Where a mention is met, or that it is not."""
    if not one.due:
        return labels.NOT_ASKED
    return " ; ".join(one.where) if one.where else labels.ABSENT


def to_verify(found: Conformity, left: Sequence[Finding], missing: int) -> Iterator[str]:
    """What whoever presents the contract has still to look at."""
    for one in found.mentions:
        if one.missing:
            yield f"mention absente : {one.what} ({one.source}, {one.rank})"
    for article in found.articles:
        if article.is_unexplained:
            yield labels.unexplained(article.name_in_the_sheet, article.state)
    if missing:
        yield french.plural(missing, "fait") + " à compléter"
    yield from dict.fromkeys(one.message for one in left)


def _to_verify(found: Conformity, left: Sequence[Finding], missing: int) -> Iterator[Block]:
    said = list(to_verify(found, left, missing))
    if not said:
        yield Paragraph((Text(labels.NOTHING_TO_VERIFY),))
    else:
        yield ListBlock(tuple((Paragraph((Text(french.typography(one)),)),) for one in said))


def _heading(words: str) -> Heading:
    return Heading(1, (Text(words),), words.lower().replace(" ", "-").replace("é", "e"))


def _table(widths: tuple[float, ...], heads: Sequence[str], rows: Sequence[tuple[Cell, ...]]) -> Table:
    return Table(widths, (tuple(_cell(one, header=True) for one in heads), *rows))


def _cell(words: str, *, strong: bool = False, header: bool = False) -> Cell:
    text: Inline = Text(french.typography(words))
    content = (Strong((text,)),) if strong else (text,)
    return Cell((Paragraph(content),) if words else (), header=header)
