"""What every page is held to, in one place: who opens it, whether they may, where its form comes from, what errors say.

A handler is a plain function of a `Call`. It runs in the one thread of the process where the engine works: two
contracts drafted at once in a process are slower than one after the other.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from anyio import to_thread
from sqlalchemy import Connection, Engine, RowMapping, select
from starlette.datastructures import FormData
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from engine.bureau.access.forgery import keep_token, refuse_forged, token_before
from engine.bureau.access.known import visitor_of
from engine.bureau.access.rights import Right, Visitor
from engine.bureau.bodies import MOST_OF_ANYBODY, MOST_OF_FIELDS, are_texts, bounded_body, form_of, json_of
from engine.bureau.settings import Settings
from engine.bureau.storage.connect import reading, writing
from engine.bureau.storage.tables import dossiers
from engine.bureau.templating import page

SAFE = frozenset({"GET", "HEAD", "OPTIONS"})


@dataclass(frozen=True, slots=True)
class Call:
    """A page that is opened: by whom, with what form, about which dossier (None where its address names none).

    `corps` is the JSON that a program sends in the place of a form.
    """

    request: Request
    settings: Settings
    base: Engine
    visitor: Visitor
    form: FormData
    dossier: RowMapping | None
    jour: date
    corps: bytes = b""

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """A transaction that reads."""
        with reading(self.base) as db:
            yield db

    @contextmanager
    def begin(self) -> Iterator[Connection]:
        """A transaction that writes, whole or not at all; nothing long in it."""
        with writing(self.base) as db:
            yield db

    @property
    def about(self) -> RowMapping:
        """The dossier that the address names."""
        if self.dossier is None:
            raise LookupError("no dossier in this address")
        return self.dossier

    def part(self, name: str) -> str:
        """A part of the address (`{numero}`)."""
        return str(self.request.path_params[name])

    def said(self, name: str) -> str:
        """A field of the form, empty where it has none, or where it is a file."""
        found = self.form.get(name, "")
        return found if isinstance(found, str) else ""

    def wants_json(self) -> bool:
        """Whether a script asks, and no page is to be shown."""
        return "application/json" in self.request.headers.get("accept", "")

    def page(self, template: str, status: int = 200, **said: Any) -> Response:
        """A page of templates/, with `call`, `visitor` and `ici` (its address); no cache on the way keeps it."""
        return page(template, status, call=self, visitor=self.visitor, ici=self.request.url.path, **said)

    def go(self, where: str) -> Response:
        """To another page, as a form that was received answers."""
        return RedirectResponse(where, status_code=303)


Handler = Callable[[Call], Response]


@dataclass(frozen=True, slots=True)
class Page:
    """An address, what it answers, and the right that it asks for."""

    path: str
    handler: Handler
    right: Right
    methods: tuple[str, ...] = ("GET",)
    apart: bool = False  # it waits for somebody else, and never works with the engine: in a thread of its own


def routes_of(pages: Sequence[Page]) -> list[Route]:
    """The routes of pages, each held to its right."""
    return [Route(one.path, _held(one), methods=list(one.methods), name=one.handler.__name__) for one in pages]


def _held(one: Page) -> Callable[[Request], Awaitable[Response]]:
    async def endpoint(request: Request) -> Response:
        thread = None if one.apart else request.app.state.engine_thread
        if request.method in SAFE:
            return await to_thread.run_sync(lambda: _answer(one, _admitted(one, request)), limiter=thread)
        # Whoever may not open the page sends nothing: what they are known by is read before what they send.
        call = await to_thread.run_sync(_admitted, one, request, limiter=thread)
        most = MOST_OF_ANYBODY if one.right is Right.PUBLIC else call.settings.taille_max + MOST_OF_FIELDS
        bounded = Request(request.scope, bounded_body(request.receive, most, request.headers.get("content-length", "")))
        form = await form_of(bounded)
        try:
            sent = replace(call, request=bounded, form=form, corps=await json_of(bounded))
            return await to_thread.run_sync(_answer, one, sent, limiter=thread)
        finally:
            await form.close()

    return endpoint


def _admitted(one: Page, request: Request) -> Call:
    """The page that is opened, by somebody who may, before anything that they send is read.

    Raises:
        HTTPException: where they may not.
    """
    state, named = request.app.state, "dossier" in request.path_params
    if not are_texts([request.url.path, *map(str, request.path_params.values()), *request.query_params.values()]):
        raise HTTPException(404)
    with reading(state.base) as db:
        visitor = visitor_of(db, request, state.settings)
        found = _dossier(db, request)
    if not visitor.role:
        visitor = replace(visitor, csrf=token_before(request, state.settings))
    request.state.visitor = visitor
    if not visitor.may(one.right, found["id"] if found else ""):
        if not visitor.role:
            raise HTTPException(401)
        # Whoever may not read a dossier does not learn that it exists.
        raise HTTPException(404 if named and not (found and visitor.may(Right.LIRE, found["id"])) else 403)
    if named and found is None:
        raise HTTPException(404)
    return Call(request, state.settings, state.base, visitor, FormData(), found, date.today())


def _answer(one: Page, call: Call) -> Response:
    if call.request.method not in SAFE:
        refuse_forged(call.request, call.request.headers.get("x-csrf") or call.said("csrf"), call.visitor)
    answer = one.handler(call)
    keep_token(answer, call.visitor, call.settings)
    return answer


def _dossier(db: Connection, request: Request) -> RowMapping | None:
    if (name := request.path_params.get("dossier")) is None:
        return None
    return db.execute(select(dossiers).where(dossiers.c.id == name)).mappings().first()
