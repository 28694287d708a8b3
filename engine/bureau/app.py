"""The desk as an application: its pages, what each answer carries for safety, its errors in French."""

from __future__ import annotations

import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import anyio
import anyio.to_thread
from sqlalchemy import Engine
from sqlalchemy.exc import OperationalError
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import ClientDisconnect, Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Mount
from starlette.staticfiles import StaticFiles

from engine.bureau.access.headers import Headers
from engine.bureau.access.rights import NOBODY
from engine.bureau.catalogue import PAGES
from engine.bureau.discretion import discreet
from engine.bureau.health import HEALTH
from engine.bureau.refusals import refusal_of
from engine.bureau.routing import routes_of
from engine.bureau.settings import Settings
from engine.bureau.states.journal import CrowdedError
from engine.bureau.states.situations import HeldError
from engine.bureau.storage import temporary
from engine.bureau.storage.connect import connect, is_unwritable
from engine.bureau.storage.migrate import migrate
from engine.bureau.tasks.worker import started as tasks_started
from engine.bureau.templating import page

_LOG = logging.getLogger(__name__)
STATIC = Path(__file__).parent / "static"


def make_app(settings: Settings, base: Engine | None = None) -> Starlette:
    """The desk on its database, whose tables are brought to this version.

    `base` is one that is open already: whoever opened it disposes of it.
    """
    opened = base or connect(settings.base)
    migrate(opened)

    @asynccontextmanager
    async def lifespan(app: Starlette) -> AsyncIterator[None]:
        app.state.engine_thread = anyio.CapacityLimiter(1)
        stop_tasks = tasks_started(opened, settings)
        try:
            yield
        finally:
            stop_tasks()
            if base is None:
                opened.dispose()
                temporary.remove()

    app = Starlette(
        routes=[HEALTH, *routes_of(PAGES), Mount("/statique", StaticFiles(directory=STATIC), name="statique")],
        middleware=[Middleware(Headers, settings=settings)],
        exception_handlers=_ANSWERS,
        lifespan=lifespan,
    )
    app.state.settings, app.state.base = settings, opened
    discreet(one.path for one in PAGES)
    return app


async def _refused(request: Request, why: HTTPException) -> Response:
    said = refusal_of(why)
    if request.url.path.startswith("/api/") or "application/json" in request.headers.get("accept", ""):
        told: dict[str, object] = {"erreur": said.titre, "message": said.message, "conseil": said.conseil}
        if said.constats:
            told["constats"] = list(said.constats)
        return JSONResponse(told, why.status_code, headers=why.headers)
    visitor = getattr(request.state, "visitor", NOBODY)
    vers = request.url.path if why.status_code == 401 and request.method == "GET" else ""
    answer = page("refus.html", why.status_code, refus=said, visitor=visitor, ici=request.url.path, vers=vers)
    answer.headers.update(why.headers or {})
    return answer


async def _held(request: Request, why: HeldError) -> Response:
    return await _refused(request, HTTPException(409, why.situation))


async def _crowded(request: Request, _: CrowdedError) -> Response:
    return await _refused(request, HTTPException(503, ""))


async def _left(_: Request, __: Exception) -> Response:
    """Whoever went away while sending reads no answer, and it is no fault: nothing of it goes to the journal."""
    return Response(status_code=400)


async def _unwritten(request: Request, why: OperationalError) -> Response:
    """The base takes nothing more: no fault of ours, but what whoever administers the desk must know."""
    if not is_unwritable(why):
        raise why
    _LOG.error("la base ne peut plus être écrite : %s", why.orig)
    return await _refused(request, HTTPException(507, ""))


async def _broken(request: Request, _: Exception) -> Response:
    """A fault of ours: the journal of the server has it, the page says what to do."""
    return await _refused(request, HTTPException(500, ""))


_ANSWERS: dict[Any, Any] = {
    HTTPException: _refused,
    HeldError: _held,
    CrowdedError: _crowded,
    OperationalError: _unwritten,
    ClientDisconnect: _left,
    Exception: _broken,
}
