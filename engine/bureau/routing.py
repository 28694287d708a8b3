"""What every page is held to, in one place: who opens it, whether they may, where its form comes from, what errors say.

A handler is a plain function of a `Call`. It runs in the one thread of the process where the engine works: two
contracts drafted at once in a process are slower than one after the other.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from typing import Any

import anyio.to_thread
from sqlalchemy import Connection, Engine, RowMapping, select
from starlette.datastructures import FormData
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from engine.bureau.access.rights import Right, Visitor
from engine.bureau.access.sessions import same, visitor_of
from engine.bureau.settings import Settings
from engine.bureau.storage.connect import reading, writing
from engine.bureau.storage.tables import dossiers
from engine.bureau.templating import page

SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
MOST_FIELDS = 5_000
"""The fields of one form; Starlette stops at a thousand, which a long section passes."""


@dataclass(frozen=True, slots=True)
class Call:
    """A page that is opened: by whom, with what form, about which dossier (None where its address names none)."""

    request: Request
    settings: Settings
    base: Engine
    visitor: Visitor
    form: FormData
    dossier: RowMapping | None
    jour: date

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


def routes_of(pages: Sequence[Page]) -> list[Route]:
    """The routes of pages, each held to its right."""
    return [Route(one.path, _held(one), methods=list(one.methods), name=one.handler.__name__) for one in pages]


def _held(one: Page) -> Callable[[Request], Awaitable[Response]]:
    async def endpoint(request: Request) -> Response:
        form = await _form(request)
        try:
            return await anyio.to_thread.run_sync(_answer, one, request, form, limiter=request.app.state.engine_thread)
        finally:
            await form.close()

    return endpoint


async def _form(request: Request) -> FormData:
    if request.method in SAFE or not request.headers.get("content-type", "").startswith(
        ("application/x-www-form-urlencoded", "multipart/form-data")
    ):
        return FormData()
    return await request.form(max_fields=MOST_FIELDS, max_files=10, max_part_size=2_000_000)


def _answer(one: Page, request: Request, form: FormData) -> Response:
    state = request.app.state
    with reading(state.base) as db:
        visitor = visitor_of(db, request, state.settings)
        found = _dossier(db, request)
    if not visitor.may(one.right, found["id"] if found else ""):
        # Whoever may not read a dossier does not learn that it exists.
        raise HTTPException(404 if visitor.role and "dossier" in request.path_params else 403 if visitor.role else 401)
    if "dossier" in request.path_params and found is None:
        raise HTTPException(404)
    if request.method not in SAFE and visitor.role:
        _refuse_forged(request, form, visitor)
    call = Call(request, state.settings, state.base, visitor, form, found, date.today())
    return one.handler(call)


def _dossier(db: Connection, request: Request) -> RowMapping | None:
    if (name := request.path_params.get("dossier")) is None:
        return None
    return db.execute(select(dossiers).where(dossiers.c.id == name)).mappings().first()


def _refuse_forged(request: Request, form: FormData, visitor: Visitor) -> None:
    """A form that another site made has no token of this session."""
    given = request.headers.get("x-csrf") or form.get("csrf") or ""
    if not (isinstance(given, str) and same(given, visitor.csrf)):
        raise HTTPException(403, "formulaire")
