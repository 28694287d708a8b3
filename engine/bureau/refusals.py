"""Why a page is refused, in French, and what to do: refus.yaml."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources

import yaml
from starlette.exceptions import HTTPException


class RefusedError(HTTPException):
    """A page that is refused: `name` is its refusal in refus.yaml, `said` what its words name between braces.

    `constats` are the findings of a file that cannot be taken, each with what to do.
    """

    def __init__(self, status: int, name: str, constats: Sequence[str] = (), **said: str) -> None:
        super().__init__(status, name)
        self.constats = tuple(constats)
        self.said = said


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a page is refused, in French, and what to do."""

    titre: str
    message: str
    conseil: str
    constats: tuple[str, ...] = ()


@lru_cache(maxsize=1)
def refusals() -> dict[str, Refusal]:
    """What is said of each status, and of each refusal that says more than its status."""
    text = (resources.files("engine.bureau") / "refus.yaml").read_text(encoding="utf-8")
    return {str(name): Refusal(**said) for name, said in yaml.safe_load(text).items()}


def refusal_of(why: HTTPException) -> Refusal:
    """What a refusal says to people."""
    known = refusals()
    found = known.get(why.detail) or known.get(str(why.status_code)) or known["400" if why.status_code < 500 else "500"]
    if not isinstance(why, RefusedError):
        return found
    return Refusal(found.titre, found.message.format(**why.said), found.conseil.format(**why.said), why.constats)
