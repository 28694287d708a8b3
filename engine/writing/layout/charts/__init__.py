"""What the writers share of a chart, so that the same figures, axis and colours stand in a DOCX and in a PDF."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from engine.document import Block, Chart, ListBlock, Section, Table


def charts(sections: Iterable[Section]) -> Iterator[Chart]:
    """Go through the charts in the order of the document, those of lists and tables included."""
    return (chart for section in sections for chart in _charts(section.blocks))


def words_drawn(chart: Chart) -> tuple[str, ...]:
    """The words of a chart, but for its title: they need not be in its alternative, which may be given."""
    return (*chart.categories, *(series.name for series in chart.series), chart.unit)


def _charts(blocks: Iterable[Block]) -> Iterator[Chart]:
    for block in blocks:
        if isinstance(block, Chart):
            yield block
        elif isinstance(block, ListBlock):
            for item in block.items:
                yield from _charts(item)
        elif isinstance(block, Table):
            for row in block.rows:
                for cell in row:
                    yield from _charts(cell.blocks)
