"""An operation of the API: its address, its right, what it takes and gives; a page of the desk, a part of OpenAPI."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, Final

from pydantic import BaseModel, ConfigDict, ValidationError
from starlette.responses import JSONResponse, Response

from engine.bureau.access.rights import Right
from engine.bureau.bodies import are_texts
from engine.bureau.refusals import RefusedError
from engine.bureau.routing import Call, Page

ROOT: Final = "/api"
JSON: Final = "application/json"


class Said(BaseModel):
    """What a program sends: nothing that is not known, so that a word badly written is told."""

    model_config = ConfigDict(extra="forbid", frozen=True)


@dataclass(frozen=True, slots=True)
class Operation:
    """What a program may ask.

    `envoi` is the JSON of its body, `demande` the words of its address after « ? »; the one that there is goes to the
    handler after the call. `donne` is the JSON that it gives, or else `genre` is the media type. `refus` are the
    statuses that it may answer, beside those of everybody.
    """

    methode: str
    chemin: str
    fait: Callable[..., BaseModel | Response]
    right: Right
    titre: str
    envoi: type[Said] | None = None
    demande: type[Said] | None = None
    donne: type[BaseModel] | None = None
    genre: str = JSON
    statut: int = 200
    refus: tuple[int, ...] = ()

    def page(self) -> Page:
        """The same, as a page of the desk: its right is enforced where all are."""

        def handler(call: Call) -> Response:
            asked = self.envoi or self.demande
            found = self.fait(call, _taken(call, asked, self.envoi is not None)) if asked else self.fait(call)
            if isinstance(found, Response):
                return found
            return JSONResponse(found.model_dump(mode="json"), self.statut, headers={"Cache-Control": "no-store"})

        handler.__name__ = f"api_{self.fait.__name__}"
        return Page(ROOT + self.chemin, handler, self.right, (self.methode,))


def _taken(call: Call, kind: type[Said], is_body: bool) -> Said:
    """What was sent, where it is what is taken.

    Raises:
        RefusedError: 422, with all that is wrong of it.
    """
    try:
        said = kind.model_validate_json(call.corps) if is_body else kind.model_validate(dict(call.request.query_params))
    except ValidationError as error:
        raise RefusedError(422, "api-envoi", _wrong(error)) from None
    if not are_texts(_texts(said.model_dump())):
        raise RefusedError(422, "api-envoi", ["un texte contient un caractère qui ne s'écrit pas."])
    return said


_WORDS: Final = {
    "missing": "manque",
    "extra_forbidden": "n'est pas connu",
    "json_invalid": "ce n'est pas du JSON",
    "string_type": "doit être un texte",
    "int_type": "doit être un nombre entier",
    "bool_type": "doit être true ou false",
}


def _wrong(error: ValidationError) -> list[str]:
    found = []
    for one in error.errors(include_url=False):
        where = ".".join(map(str, one["loc"]))
        found.append(f"{f'« {where} » : ' if where else ''}{_WORDS.get(one['type'], 'n’est pas ce qui est attendu')}.")
    return found


def _texts(said: Any) -> Iterator[str]:
    if isinstance(said, str):
        yield said
    elif isinstance(said, dict):
        for pair in said.items():
            yield from _texts(list(pair))
    elif isinstance(said, list | tuple):
        for one in said:
            yield from _texts(one)
