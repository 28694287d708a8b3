"""A picture in its frame, as a character of its paragraph."""

from __future__ import annotations

from engine.writing.odt.text import escaped, points


def picture(member: str, width: float, height: float, alternative: str, name: str) -> str:
    """Show a member of the package, of that size in points; `alternative` says the same to who does not see it."""
    number = member.rpartition("-")[2].partition(".")[0]
    return (
        f'<draw:frame draw:style-name="Frame" draw:name="{name} {number}" text:anchor-type="as-char"'
        f' svg:width="{points(width)}" svg:height="{points(height)}"><draw:image xlink:href="{member}"'
        ' xlink:type="simple" xlink:show="embed" xlink:actuate="onLoad"/>'
        f"<svg:desc>{escaped(alternative)}</svg:desc></draw:frame>"
    )
