"""A chart in the body: its title, then the paragraph that shows the part of the package where it is drawn."""

from __future__ import annotations

from typing import Final

from engine.document import Chart
from engine.writing.docx.draft import Draft, Frame
from engine.writing.docx.text import escaped, paragraph, run

CHART_TYPE: Final = "application/vnd.openxmlformats-officedocument.drawingml.chart+xml"
CHART_RELATION: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/chart"
CHART_URI: Final = "http://schemas.openxmlformats.org/drawingml/2006/chart"
DRAWING_URI: Final = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
MAIN_URI: Final = "http://schemas.openxmlformats.org/drawingml/2006/main"
RELATIONS_URI: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"

TWENTIETHS: Final = 20
"""Twentieths of a point in a point: the widths of a frame."""

FIRST_DRAWING: Final = 91_000
"""Charts are numbered from here in the document, far above the drawings of any letterhead."""

WHOLE_LINE: Final = '<w:spacing w:line="240" w:lineRule="auto"/>'
"""A line as high as the drawing in it, whatever the letterhead says of its lines."""


def chart(content: Chart, draft: Draft, frame: Frame) -> str:
    """Write a chart under its title, both on one page; one that has nothing to show says so."""
    from engine.writing.docx.chart_part import POINT, chart_part  # noqa: PLC0415 - few contracts have a chart
    from engine.writing.layout.charts.alternative import alternative, has_figures  # noqa: PLC0415 - few contracts have a chart
    from engine.writing.layout.charts.plan import plan_of  # noqa: PLC0415 - few contracts have a chart

    pages = ["<w:pageBreakBefore/>" if draft.page_break else "", ""]
    draft.page_break = False
    title = ""
    if content.title:
        title = paragraph(draft.styles["caption"], run(content.title), f"<w:keepNext/>{pages.pop(0)}")
    keep = "<w:keepNext/>" if frame.keep_with_next else ""
    indent = f'<w:ind w:left="{frame.indent}"/>' if frame.indent else ""
    if not has_figures(content):
        words = run(alternative(content))
        return title + paragraph(draft.styles[frame.plain], words, f"{keep}{pages[0]}{indent}")
    plan = plan_of(content, frame.width / TWENTIETHS)
    number = draft.chart(chart_part(content, plan, draft.font))
    size = f'cx="{round(plan.width * POINT)}" cy="{round(plan.height * POINT)}"'
    drawing = _drawing(number, size, alternative(content))
    return title + paragraph(draft.styles[frame.plain], drawing, f"{keep}{pages[0]}{WHOLE_LINE}{indent}")


def member(number: int) -> str:
    """The name of the part of a chart in the package."""
    return f"word/charts/{_name(number)}.xml"


def declaration(number: int) -> str:
    """What the list of the types of the package says of a chart."""
    return f'<Override PartName="/{member(number)}" ContentType="{CHART_TYPE}"/>'


def relation(number: int) -> str:
    """The relationship of the document to a chart."""
    return f'<Relationship Id="{_name(number)}" Type="{CHART_RELATION}" Target="charts/{_name(number)}.xml"/>'


def _name(number: int) -> str:
    return f"graphique{number}"


def _drawing(number: int, size: str, words: str) -> str:
    """The run that shows a chart (ECMA-376, 20.4.2.8), with its alternative."""
    return (
        f'<w:r><w:drawing><wp:inline xmlns:wp="{DRAWING_URI}" distT="0" distB="0" distL="0" distR="0">'
        f'<wp:extent {size}/><wp:docPr id="{FIRST_DRAWING + number}" name="Graphique {number}"'
        f' descr="{escaped(words)}"/><wp:cNvGraphicFramePr/><a:graphic xmlns:a="{MAIN_URI}">'
        f'<a:graphicData uri="{CHART_URI}"><c:chart xmlns:c="{CHART_URI}" xmlns:r="{RELATIONS_URI}"'
        f' r:id="{_name(number)}"/></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>'
    )
