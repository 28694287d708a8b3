"""`/sante`: whether this process answers and reaches its base, for a supervisor that asks every few seconds."""

from __future__ import annotations

from anyio import to_thread
from sqlalchemy import Engine, text
from sqlalchemy.exc import SQLAlchemyError
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from engine.bureau.storage.connect import reading
from engine.versions import version_of


async def _health(request: Request) -> Response:
    """200 where all is well, 503 where the base is away; it waits for no contract that is being drafted."""
    reached = await to_thread.run_sync(_reaches, request.app.state.base)
    told = {"etat": "bon" if reached else "base injoignable", "version": version_of()}
    return JSONResponse(told, 200 if reached else 503, headers={"Cache-Control": "no-store"})


def _reaches(base: Engine) -> bool:
    try:
        with reading(base) as db:
            db.execute(text("select 1 from dossiers where 1 = 0"))
    except SQLAlchemyError:
        return False
    return True


HEALTH = Route("/sante", _health, methods=["GET"], name="sante")
"""It names nobody and no dossier: whoever asks may know."""
