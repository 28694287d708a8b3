"""The logos of the parties, put in the letterhead."""

from __future__ import annotations

from typing import Final, NamedTuple

from markupsafe import Markup

from engine.elements import nsdecls
from engine.writing.docx.text import escaped

MILLIMETRE: Final = 36_000
"""In English metric units, the lengths of drawings (ECMA-376, 20.1.10.16)."""

LOGO_BOX: Final = (55 * MILLIMETRE, 22 * MILLIMETRE)
"""The widest and the highest that a logo is printed."""

IMAGE_RELATION: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/image"


class Logo(NamedTuple):
    """A logo ready to be put in a package: `field` is the letterhead's field that prints it."""

    field: str
    content: bytes
    extension: str
    width: int
    height: int
    alternative: str

    @property
    def member(self) -> str:
        """The name of its part in the package."""
        return f"word/media/{self.field}.{self.extension}"

    @property
    def relation(self) -> str:
        """The relationship that a part which prints it needs."""
        return f'<Relationship Id="{self.field}" Type="{IMAGE_RELATION}" Target="media/{self.field}.{self.extension}"/>'


def read_logo(field: str, path: str, party: str) -> Logo:
    """Read a PNG or JPEG logo, scaled to LOGO_BOX; raises InputError when it is missing or is no such picture."""
    from engine.writing.layout.pictures import read_picture  # noqa: PLC0415 - few contracts have a logo

    picture = read_picture(path)
    scale = min(LOGO_BOX[0] / picture.width, LOGO_BOX[1] / picture.height)
    alternative = f"Logo : {party}" if party else "Logo"
    width, height = round(picture.width * scale), round(picture.height * scale)
    return Logo(field, picture.content, picture.extension, width, height, alternative)


def drawing(logo: Logo, identifier: int) -> Markup:
    """Write the picture in the middle of the run where its field stands, as docxtpl's own images do."""
    name, alternative = escaped(logo.field), escaped(logo.alternative)
    size = f'cx="{logo.width}" cy="{logo.height}"'
    return Markup(  # noqa: S704 - every value in it is escaped or a number
        f'</w:t></w:r><w:r><w:drawing><wp:inline {nsdecls("wp")} distT="0" distB="0" distL="0" distR="0">'
        f'<wp:extent {size}/><wp:docPr id="{identifier}" name="{name}" descr="{alternative}"/>'
        '<wp:cNvGraphicFramePr><a:graphicFrameLocks xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
        f' noChangeAspect="1"/></wp:cNvGraphicFramePr><a:graphic {nsdecls("a")}>'
        f'<a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:pic {nsdecls("pic")}>'
        f'<pic:nvPicPr><pic:cNvPr id="0" name="{name}" descr="{alternative}"/><pic:cNvPicPr/></pic:nvPicPr>'
        f'<pic:blipFill><a:blip {nsdecls("r")} r:embed="{logo.field}"/>'
        "<a:stretch><a:fillRect/></a:stretch></pic:blipFill>"
        f'<pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext {size}/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom>'
        "</pic:spPr></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
        '<w:r><w:t xml:space="preserve">'
    )
