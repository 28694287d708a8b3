"""Pages from their templates: everything escaped, the same words at hand in each."""

from __future__ import annotations

import re
from datetime import datetime
from functools import lru_cache
from typing import Any
from urllib.parse import quote
from zoneinfo import ZoneInfo

from jinja2 import Environment, PackageLoader, StrictUndefined
from starlette.responses import HTMLResponse, Response

from engine import french
from engine.bureau.access.rights import ROLES, Right

PARIS = ZoneInfo("Europe/Paris")


@lru_cache(maxsize=1)
def environment() -> Environment:
    """The templates of the desk."""
    made = Environment(
        loader=PackageLoader("engine.bureau", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters["majuscule"] = french.capitalise
    made.filters["heure"] = hour
    made.filters["jour"] = french.date_in_french
    made.filters["typo"] = french.typography
    made.filters["sans_rangs"] = lambda path: re.sub(r"\[[0-9]+\]", "[]", path)
    made.globals.update(Right=Right, ROLES=ROLES)
    return made


def page(template: str, status: int = 200, **said: Any) -> Response:
    """A page that no cache keeps on its way."""
    text = environment().get_template(template).render(**said)
    return HTMLResponse(text, status, headers={"Cache-Control": "no-store"})


def attached(content: bytes, name: str) -> Response:
    """A file to keep: no browser shows it, or runs it, in the place of the desk."""
    said = f"attachment; filename*=UTF-8''{quote(name, safe='')}"
    return Response(
        content,
        media_type="application/octet-stream",
        headers={"Content-Disposition": said, "Cache-Control": "no-store"},
    )


def hour(moment: datetime | None) -> str:
    """« 28 novembre 2026 à 14 h 05 », in metropolitan France."""
    if moment is None:
        return ""
    there = moment.astimezone(PARIS)
    return f"{french.date_in_french(there.date())} à {there.hour} h {there.minute:02d}"
