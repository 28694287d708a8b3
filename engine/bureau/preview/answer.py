"""What a page that shows a contract is answered: the pieces that changed, their order, what stands beside them."""

from __future__ import annotations

import gzip
import json
from collections.abc import Mapping
from typing import Any

from sqlalchemy import RowMapping
from starlette.responses import Response

import cpom
from engine.bureau.preview.fragments import Apercu
from engine.bureau.routing import Call
from engine.bureau.templating import environment

_WORTH_PACKING = 2_000
_LEVEL = 3


def changed(dossier: RowMapping, shown: Apercu, seen: Mapping[str, str]) -> dict[str, Any]:
    """What a page has to do to show this contract, where it has pieces of these hashes (`seen`).

    `ordre` are the ids of all its pieces, `changes` the HTML of those that it has not, `constats` and `manquants` the
    HTML of what stands beside; `champs` is what is found at each field.
    """
    one = environment().get_template("contrat/fragment.html")
    beside = environment().get_template("contrat/a_cote.html").module
    return {
        "ordre": [piece.id for piece in shown.fragments],
        "changes": {piece.id: one.render(fragment=piece, dossier=dossier) for piece in shown.changed_since(seen)},
        "constats": str(beside.constats(shown, dossier)),  # type: ignore[attr-defined]
        "manquants": str(beside.manquants(shown, dossier)),  # type: ignore[attr-defined]
        "champs": at_their_field(shown.constats),
    }


def at_their_field(found: tuple[cpom.Constat, ...]) -> dict[str, list[dict[str, str]]]:
    """What is found, by the path of the field that it is about."""
    said: dict[str, list[dict[str, str]]] = {}
    for one in found:
        if one.chemin:
            told = {"gravite": one.gravite, "message": one.message, "conseil": one.conseil}
            said.setdefault(one.chemin, []).append(told)
    return said


def packed(call: Call, said: Mapping[str, Any]) -> Response:
    """It as JSON, packed where it is long and the browser can read it; nothing secret is in it."""
    content = json.dumps(said, ensure_ascii=False, separators=(",", ":")).encode(errors="replace")
    headers = {"Cache-Control": "no-store", "Vary": "Accept-Encoding"}
    if len(content) > _WORTH_PACKING and "gzip" in call.request.headers.get("accept-encoding", ""):
        content = gzip.compress(content, _LEVEL, mtime=0)
        headers["Content-Encoding"] = "gzip"
    return Response(content, media_type="application/json", headers=headers)
