"""What a browser sends: bounded while it arrives, and read as fields that every database can keep."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterable
from contextlib import aclosing
from typing import Final

from python_multipart.exceptions import FormParserError
from starlette.datastructures import FormData
from starlette.exceptions import HTTPException
from starlette.formparsers import MultiPartException, MultiPartParser
from starlette.requests import Request
from starlette.types import Message, Receive

MOST_OF_FIELDS: Final = 4_000_000
"""Bytes of the fields of a form, beside the files."""
MOST_OF_ANYBODY: Final = 100_000
"""Bytes that somebody who is not known may send: to sign in takes few."""
_FIELDS = 5_000  # Starlette stops at a thousand, which a long section passes
_FILES = 10


def bounded_body(receive: Receive, most: int, announced: str) -> Callable[[], Awaitable[Message]]:
    """The body of a request, refused beyond `most` bytes, whether it announced its length or not.

    Raises:
        HTTPException: 413, where it is longer.
    """
    if announced.isdecimal() and int(announced[:20]) > most:
        raise HTTPException(413)
    length = 0

    async def receiving() -> Message:
        nonlocal length
        message = await receive()
        length += len(message.get("body", b""))
        if length > most:
            raise HTTPException(413)
        return message

    return receiving


async def form_of(request: Request) -> FormData:
    """The fields of a form, none where the body is no form.

    Raises:
        HTTPException: 400, where it cannot be read.
    """
    kind = request.headers.get("content-type", "")
    if not kind.startswith(("application/x-www-form-urlencoded", "multipart/form-data")):
        return FormData()
    try:
        form = await (_with_files(request) if kind.startswith("multipart/") else _fields(request))
    except (FormParserError, MultiPartException):
        raise HTTPException(400) from None
    if not are_texts(one for pair in form.multi_items() for one in pair if isinstance(one, str)):
        await form.close()
        raise HTTPException(400)
    return form


async def _fields(request: Request) -> FormData:
    return await request.form(max_fields=_FIELDS, max_part_size=MOST_OF_FIELDS)


async def _with_files(request: Request) -> FormData:
    async with aclosing(request.stream()) as body:
        parser = _Whole(request.headers, body, max_fields=_FIELDS, max_files=_FILES, max_part_size=MOST_OF_FIELDS)
        return await parser.parse()


class _Whole(MultiPartParser):
    """A form that is refused where it is cut before its end.

    By itself Starlette gives what came before the cut, without the file that was coming, which it leaves open.
    """

    ended = False

    def on_end(self) -> None:
        """Note that its last boundary was read."""
        self.ended = True

    async def parse(self) -> FormData:
        """Its fields and its files.

        Raises:
            MultiPartException: where it is cut, or cannot be read.
        """
        form = await super().parse()
        if not self.ended:
            for file in self._files_to_close_on_error:
                file.close()
            raise MultiPartException("cut before its end")
        return form


async def json_of(request: Request) -> bytes:
    """The body of a request that says that it is JSON, empty where it does not."""
    return await request.body() if request.headers.get("content-type", "").startswith("application/json") else b""


def are_texts(said: Iterable[str]) -> bool:
    """Whether every database keeps these: no zero byte, nothing that is half a character."""
    return not any("\x00" in one or any("\ud800" <= char <= "\udfff" for char in one) for one in said)
