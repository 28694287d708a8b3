"""One made-up contract that uses every node of the tree, for the tests of all the writers."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from engine.document import (
    Block,
    Cell,
    Document,
    Emphasis,
    Heading,
    Inline,
    Letterhead,
    LineBreak,
    ListBlock,
    Missing,
    Note,
    Number,
    PageBreak,
    Paragraph,
    Reference,
    Section,
    Signature,
    Signatures,
    Strong,
    Table,
    Text,
)

HOSTILE = (
    "A & B <w:p/> {{ titre }} {% if x %} {# ici #} ]]> &amp; \"q\" 'a' * # | _ \\ ×2\u202f% œ € 👵 "
    "\u0645\u0631\u062d\u0628\u0627 \u05e9\u05dc\u05d5\u05dd"
)
"""What a user may type and must find again to the letter: markup, Jinja, XML, Markdown, right-to-left words."""


def article(level: int, value: str, title: str, anchor: str, *notes: Inline) -> Heading:
    """A numbered heading: « Article 1er : … », « 2-1 … »."""
    number = Number("Article ", value, "\u00a0: ") if level == 1 else Number("", value, " ")
    return Heading(level, (Text(title), *notes), anchor, number)


def item(words: str, *blocks: Block) -> tuple[Block, ...]:
    """An item of a list: its words, then the blocks that it holds."""
    return (text(words), *blocks)


def annexe(value: str, title: str) -> Heading:
    """« Annexe 1 : … »."""
    return Heading(1, (Text(title),), f"annexes/{value}", Number("Annexe ", value, "\u00a0: "))


def text(words: str) -> Paragraph:
    """A plain paragraph."""
    return Paragraph((Text(words),))


def cell(words: str, colspan: int = 1, rowspan: int = 1, *, header: bool = False) -> Cell:
    """A cell of one paragraph, centred when it is a header."""
    return Cell((text(words),), colspan, rowspan, "center" if header else "left", header)


def sample_document() -> Document:
    """A contract with every node, accents, hostile values, missing facts, notes, and one landscape section."""
    return Document(
        title="Contrat pluriannuel d’objectifs et de moyens (CPOM)",
        sections=(
            Section((*opening(), *articles(), *signatures())),
            Section(first_annexe()),
            Section(second_annexe(), landscape=True),
            Section((annexe("3", "Règles de gestion"), text("Les règles sont celles de l’article 4."))),
        ),
        letterhead=Letterhead(
            title="Contrat pluriannuel d’objectifs et de moyens (CPOM)",
            authorities=("Département d’Exemple & Loire",),
            manager="Association Exemple <aide>",
        ),
        date=date(2024, 1, 15),
        source="modele: saad\n",
        keywords=("CPOM", "SAAD"),
    )


def opening() -> tuple[Block, ...]:
    """Title, parties, visas and preamble."""
    return (
        Paragraph((Text("Contrat pluriannuel d’objectifs et de moyens (CPOM)"),), "title"),
        Paragraph((Text("Services d’aide et d’accompagnement à domicile, 2024-2029"),), "subtitle"),
        Paragraph((Text("Entre, d’une part\u00a0:"),), keep_with_next=True),
        Paragraph(
            (
                Text("Le "),
                Strong((Text("Département d’Exemple & Loire"),)),
                Text(", représenté par son président, dûment habilité par décision en date du "),
                Missing("date de la délibération", "autorite.deliberation"),
                Text(", ci-après dénommé «\u00a0le Département\u00a0»,"),
            )
        ),
        Paragraph((Text("et, d’autre part\u00a0:"),), keep_with_next=True),
        Paragraph((Text("M. "), Emphasis((Text("Prénom "), Strong((Text("NOM"),)))), LineBreak(), Text(HOSTILE))),
        Paragraph((Text("Vu le code de l’action sociale et des familles\u00a0;"),), "visa"),
        Paragraph(
            (
                Text("Vu le schéma départemental d’organisation sociale et médico-sociale"),
                Note("Citer la délibération qui l’a adopté."),
                Text("\u00a0;"),
            ),
            "visa",
        ),
        Paragraph((Text("Il est convenu ce qui suit."),), "centered"),
        Heading(1, (Text("Préambule"), Note("À adapter en fonction des enjeux locaux.")), "preambule"),
        Paragraph((Note("Remarque du moteur.", from_model=False), Text("Outil de l’action publique."))),
    )


def articles() -> tuple[Block, ...]:
    """Articles with sub-articles, lists that restart and nest, references both ways and a table with a caption."""
    return (
        article(1, "1er", "Objet et périmètre du contrat", "objet"),
        Paragraph((Text("Le contrat s’applique à l’"), Strong((Text("APA"),)), Text(" et à la PCH\u00a0:"))),
        ListBlock(
            (
                item("l’allocation personnalisée d’autonomie (APA)\u00a0;"),
                item(
                    "la prestation de compensation du handicap (PCH)\u00a0:",
                    ListBlock((item("à domicile\u00a0;"), item("en emploi direct\u00a0;", numbered("un", "deux")))),
                    text("Un second alinéa du même tiret."),
                ),
            )
        ),
        article(1, "2", "Objectifs fixés sur la base du diagnostic partagé", "objectifs"),
        article(2, "2-1", "Objectifs généraux", "objectifs-generaux", Note("Deux objectifs au moins.")),
        numbered("améliorer la qualité\u00a0;", "former les professionnels\u00a0;", "coopérer."),
        Heading(4, (Text("Suivi des objectifs"),), "suivi-objectifs"),
        numbered("chaque année\u00a0;", "au terme du contrat."),
        numbered("suite de la liste\u00a0;", "fin de la liste.", start=3),
        article(3, "2-1-1", "Indicateurs", "indicateurs"),
        Paragraph(
            (
                Text("Les moyens figurent à l’article "),
                Reference("moyens", "3\u00a0bis"),
                Text(" et à l’annexe "),
                Reference("annexes/2", "2"),
                Text("\u00a0; voir aussi l’article "),
                Reference("objet", "1er"),
                Text("."),
                Note("Vérifier les renvois.", from_model=False),
            )
        ),
        PageBreak(),
        article(1, "3 bis", "Moyens dédiés à la réalisation du contrat", "moyens"),
        tarifs(),
        text("Ligne d’un texte long,\nqui passe à la ligne,\tavec une tabulation,  deux espaces et une fin. "),
    )


def numbered(*items: str, start: int = 1) -> ListBlock:
    """An ordered list of plain items."""
    return ListBlock(tuple((text(item),) for item in items), ordered=True, start=start)


def tarifs() -> Table:
    """A table with a caption, merged cells both ways, blocks in cells and figures to the right."""
    return Table(
        widths=(0.4, 0.2, 0.2, 0.2),
        rows=(
            (cell("Service", rowspan=2, header=True), cell("Tarif horaire", colspan=3, header=True)),
            (cell("2024", header=True), cell("2025", header=True), cell("2026", header=True)),
            (
                Cell((text("Service prestataire"), ListBlock(((text("jour"),), (text("nuit"),))))),
                Cell((text("24,58\u00a0€"),), alignment="right"),
                Cell((Paragraph((Missing("tarif horaire 2025", "moyens.tarifs"),)),), alignment="right"),
                Cell((Paragraph((Note("À revoir."), Strong((Text("26,00\u00a0€"),)))),), alignment="right"),
            ),
            (cell("Total", rowspan=2), cell("fusionnée sur deux lignes et deux colonnes", 2, 2), cell("1")),
            (cell("2"),),
        ),
        header_rows=2,
        caption="Tarifs horaires des services",
    )


def signatures() -> tuple[Block, ...]:
    """Place and date, then the two parties."""
    return (
        Paragraph((Text("Fait à Exempleville, le 15 janvier 2024, en deux exemplaires."),), keep_with_next=True),
        Signatures(
            (
                Signature((Text("Le président du conseil départemental"),), (Text("Prénom NOM"),)),
                Signature((Text("La présidente"),), (Missing("nom", "gestionnaire.representant.nom"),)),
                Signature((Text("Le directeur"), LineBreak(), Text("par délégation"))),
            )
        ),
    )


def first_annexe() -> tuple[Block, ...]:
    """A portrait annexe with a plain table, long enough to repeat its header on the next page."""
    head = (cell("N°", header=True), cell("Action", header=True), cell("Échéance", header=True))
    rows = tuple((cell(str(n)), cell(f"Action n°\u00a0{n} du diagnostic partagé"), cell("2025")) for n in range(1, 61))
    return (annexe("1", "Diagnostic partagé"), Table((0.1, 0.6, 0.3), (head, *rows)))


def second_annexe() -> tuple[Block, ...]:
    """The twelve columns of the calendar of objectives, on a landscape page."""
    names = ("Objectif stratégique", "Objectif opérationnel", "Actions", "Indicateur", "Unité", "Valeur initiale")
    years = ("2024", "2025", "2026", "2027", "2028", "Cible")
    head = tuple(cell(name, header=True) for name in (*names, *years))
    first = (cell("Améliorer la qualité", rowspan=2), *(cell("à préciser") for _ in range(11)))
    second = tuple(cell(value) for value in ("Former", "Plan", "Heures", "h", "120", "1", "2", "3", "4", "5", "6"))
    widths = (0.14, 0.14, 0.14, 0.1, 0.06, 0.08, 0.06, 0.06, 0.06, 0.06, 0.05, 0.05)
    return (annexe("2", "Objectifs et calendrier"), Table(widths, (head, first, second)))


def contract_of(*blocks: Block) -> Document:
    """The smallest contract that holds these blocks, without a table of contents."""
    sections = (Section(blocks),)
    return Document("Contrat", sections, Letterhead("Contrat", (), ""), date(2024, 1, 15), table_of_contents=False)


@pytest.fixture
def contract() -> Callable[..., Document]:
    """Makes a small contract of the blocks given."""
    return contract_of


@pytest.fixture
def hostile() -> str:
    """Words that look like markup, Jinja or XML."""
    return HOSTILE


@pytest.fixture
def sample() -> Document:
    """The made-up contract."""
    return sample_document()
