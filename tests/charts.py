"""Made-up charts of every kind, for the tests of the writers and for the validators."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from engine.document import Block, Chart, ChartKind, ChartSeries, Document, Letterhead, Paragraph, Section, Text

FIVE_YEARS = tuple(map(str, range(2024, 2029)))
TWELVE_YEARS = tuple(map(str, range(2019, 2031)))

LONG_NAME = (
    "Dotation complémentaire au titre des actions améliorant la qualité du service rendu à l’usager, des temps de "
    "coordination et de la formation des intervenants à domicile"
)


def series(name: str, *values: float | str | None) -> ChartSeries:
    return ChartSeries(name, tuple(None if value is None else Decimal(str(value)) for value in values))


def chart(title: str, kind: ChartKind, unit: str, *of: ChartSeries, years: tuple[str, ...] = FIVE_YEARS) -> Chart:
    return Chart(title, kind, years, of, unit)


HOURS = chart(
    "Heures réalisées par an",
    "bars",
    "h",
    series("APA", 12450, 12800, 13020, 13400, 13900),
    series("PCH", 3200, 3350, 3410, 3600, 3650),
)

RESULT = chart("Résultat de l’exercice", "bars", "€", series("Résultat", -15000, "10400.50", -20000, 8000, None))

FINANCING = chart(
    "Financement par origine",
    "stacked",
    "€",
    series("Département", 820000, 835000, 851000, 866000, 880000),
    series("Usagers", 210000, 215000, 220500, 223000, 230000),
    series("Autres", 95000, 98000, 99000, 102000, None),
)

TARIFFS = chart(
    "Tarif horaire",
    "lines",
    "€/h",
    series("Semaine", "22.89", "23.50", "24.58", "25.02", "25.40"),
    series("Dimanches et jours fériés", "28.60", "29.10", None, "31.20", "31.90"),
)

OCCUPANCY = chart(
    "Taux d’occupation",
    "lines",
    "%",
    series("Hébergement", 97.2, 96.5, 98.1, 95, 94.2, 97, 98, 98.5, 97.9, 98.2, 98.4, 98.6),
    years=TWELVE_YEARS,
)

TWELVE_BY_THREE = chart(
    "Douze années de trois séries",
    "bars",
    "h",
    *(series(name, *(1000 * year + 700 for year in range(12))) for name in ("Alpha", "Bravo", "Charlie")),
    years=TWELVE_YEARS,
)

MANY = chart("Huit services", "lines", "h", *(series(f"Service n° {n}", *[100 * n] * 5) for n in range(1, 9)))
MANY_BARS = chart("Huit postes", "bars", "h", *(series(f"Poste n° {n}", *[100 * n] * 5) for n in range(1, 9)))

MIXED_STACKS = chart(
    "Variation du fonds de roulement",
    "stacked",
    "k€",
    series("CAF", 50, 40, None, -20, 30),
    series("Investissement", -30, -60, -20, -10, -50),
)

LONG_NAMES = chart(
    "Noms très longs",
    "bars",
    "k€",
    series(LONG_NAME, 10, 20),
    series("Autre série au nom long, mais qui tient sur une seule ligne de la légende", 12, 22),
    years=("2024 (réalisé, provisoire)", "Anticonstitutionnellement 2025"),
)

HOSTILE = chart(
    "A & B <c:v/> {{ titre }} ]]> \"q\" 'a'",
    "bars",
    '"h" & <x>',
    series("A & B <c:v/> {% if x %} 👵 e\u0301 \x0b", 1, 2),
    years=("<2024> & co", '2025 "b"'),
)

ZEROS = chart("Zéro partout", "bars", "h", series("Heures", 0, 0, 0, 0, 0))
UNKNOWN = chart("Rien n’est connu", "lines", "h", series("Heures", None, None, None, None, None))

DRAWN = (
    *(HOURS, RESULT, FINANCING, TARIFFS, OCCUPANCY, TWELVE_BY_THREE, MANY, MANY_BARS),
    *(MIXED_STACKS, LONG_NAMES, HOSTILE, ZEROS),
)
"""The charts that have something to show."""


def document_of(*blocks: Block, landscape: bool = False) -> Document:
    """A contract of these blocks alone."""
    return Document(
        title="Contrat d’exemple",
        sections=(Section(blocks, landscape),),
        letterhead=Letterhead("CPOM", ("Département d’Exemple",), "Association Exemple"),
        date=date(2024, 1, 15),
        table_of_contents=False,
    )


def gallery() -> Document:
    """A contract that holds every chart upright, then two of them on a landscape page."""
    document = document_of(*DRAWN, UNKNOWN)
    last_words = "Ici finit la galerie, où chaque sorte de graphique est dessinée au moins une fois."
    across = Section((FINANCING, HOURS, Paragraph((Text(last_words),))), landscape=True)
    return Document(document.title, (*document.sections, across), document.letterhead, document.date)
