"""The API as OpenAPI 3.1 describes it: made of the operations themselves, so that it says what they do."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any, Final

from pydantic.json_schema import models_json_schema
from starlette.responses import JSONResponse, Response

from engine.bureau.access.rights import Right
from engine.bureau.api import documents, dossiers
from engine.bureau.api.operations import JSON, ROOT, Operation
from engine.bureau.api.words import Erreur
from engine.bureau.routing import Call, Page
from engine.versions import version_of

OPERATIONS: Final[list[Operation]] = [*dossiers.OPERATIONS, *documents.OPERATIONS]
_SCHEMAS: Final = "#/components/schemas/{model}"
_EVERYBODY: Final = {
    400: "Demande incomprise",
    401: "Jeton absent, expiré ou révoqué",
    403: "Le compte du jeton n'a pas ce droit",
    404: "Rien de ce nom",
    405: "Cette adresse ne prend pas cette méthode",
}
_OTHERS: Final = {
    409: "La description a changé depuis, ou sa situation ne permet plus de l'écrire",
    413: "Envoi trop lourd",
    422: "Ce qui est envoyé n'est pas ce qui est attendu",
    503: "Trop de personnes écrivent à la fois",
}
_ABOUT: Final = """Le bureau de cpom, pour un programme : ouvrir des dossiers, lire leurs constats et ce qui leur
manque, écrire des faits, demander un document et le lire. Un jeton, que son compte crée dans le bureau (« Jetons »),
a les droits de ce compte ; il va dans l'en-tête « Authorization: Bearer … ». Un chemin de fait est celui des constats :
« sites[1].nom », les rangs à partir de 1."""


@lru_cache(maxsize=1)
def described() -> dict[str, Any]:
    """The whole document."""
    paths: dict[str, dict[str, Any]] = {}
    for one in OPERATIONS:
        paths.setdefault(ROOT + one.chemin, {})[one.methode.lower()] = _operation(one)
    kinds = {kind: None for one in OPERATIONS for kind in (one.envoi, one.donne) if kind} | {Erreur: None}
    _, schemas = models_json_schema([(kind, "validation") for kind in kinds], ref_template=_SCHEMAS)
    return {
        "openapi": "3.1.0",
        "info": {"title": "cpom, le bureau", "version": version_of() or "0", "description": _ABOUT},
        "paths": paths,
        "components": {
            "schemas": schemas["$defs"],
            "securitySchemes": {"jeton": {"type": "http", "scheme": "bearer"}},
        },
        "security": [{"jeton": []}],
    }


def openapi(_: Call) -> Response:
    """What the API is, for whoever writes a program."""
    return JSONResponse(described())


def _operation(one: Operation) -> dict[str, Any]:
    said: dict[str, Any] = {
        "operationId": one.fait.__name__,
        "summary": one.titre,
        "description": (one.fait.__doc__ or "").strip(),
        "parameters": [*_of_path(one), *_of_query(one)],
        "responses": {str(one.statut): _answer(one)} | _refusals(one),
    }
    if one.envoi:
        said["requestBody"] = {"required": True, "content": {JSON: {"schema": _ref(one.envoi)}}}
    return said


def _answer(one: Operation) -> dict[str, Any]:
    content: dict[str, Any] = {"schema": _ref(one.donne)} if one.donne else {}
    return {"description": one.titre, "content": {one.genre: content}}


def _refusals(one: Operation) -> dict[str, Any]:
    taken = (413, 422) if one.envoi else (422,) if one.demande else ()
    known = _EVERYBODY | {status: _OTHERS[status] for status in (*taken, *one.refus)}
    return {
        str(status): {"description": words, "content": {JSON: {"schema": _ref(Erreur)}}}
        for status, words in known.items()
    }


def _of_path(one: Operation) -> list[dict[str, Any]]:
    return [
        {"name": name, "in": "path", "required": True, "schema": {"type": "string", "minLength": 1}}
        for name in re.findall(r"{(\w+)}", one.chemin)
    ]


def _of_query(one: Operation) -> list[dict[str, Any]]:
    if one.demande is None:
        return []
    fields = one.demande.model_json_schema()["properties"]
    return [{"name": name, "in": "query", "required": False, "schema": schema} for name, schema in fields.items()]


def _ref(kind: type) -> dict[str, str]:
    return {"$ref": _SCHEMAS.format(model=kind.__name__)}


PAGES = [*(one.page() for one in OPERATIONS), Page(f"{ROOT}/openapi.json", openapi, Right.PUBLIC)]
