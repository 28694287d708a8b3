"""What an avenant does to a contract: one operation a sentence, each of them at a place of the signed contract.

Every place is one of the contract before the avenant, whatever the other operations do: alinéas are counted in it, as
the avenant says. The operations come in the order of the contract that they make.
"""

from __future__ import annotations

from typing import Literal

from engine.carried import Line
from models.records import dataclass


@dataclass(frozen=True, slots=True)
class Place:
    """A place of the signed contract: `name` with its article, « le deuxième alinéa de l’article 3-1 ».

    `start` and `stop` are the ranks of its lines, those of its subdivisions with them. `part` is the name of the
    article or annexe that it is in (« l’article 3 », « l’annexe 2 », « les visas »).
    """

    name: str
    start: int
    stop: int
    part: str = ""
    feminine: bool = False
    plural: bool = False


@dataclass(frozen=True, slots=True)
class WordsReplaced:
    """« À l’article 3-1, les mots « … » sont remplacés par les mots « … ». »: `old` occurs once in the place."""

    place: Place
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class WordsInserted:
    """« À l’article 3-1, après les mots « … » sont insérés les mots « … ». »: `after` occurs once in the place."""

    place: Place
    after: str
    words: str


@dataclass(frozen=True, slots=True)
class WordsDeleted:
    """« À l’article 3-1, les mots « … » sont supprimés. », and the space before them."""

    place: Place
    words: str


@dataclass(frozen=True, slots=True)
class Rewritten:
    """« Le deuxième alinéa de l’article 3-1 est ainsi rédigé : », or a table, a title, an article, an annexe.

    `lines` are what stands there now, those of the new contract from the rank `start` on. Where it is `annexed`, they
    stand after the signatures of the avenant: « L’annexe 2 est remplacée par le texte annexé au présent avenant. »
    `what` is what they are where they are more, or fewer, than what stood there: « est remplacé par deux alinéas ».
    """

    place: Place
    lines: tuple[Line, ...]
    start: int
    annexed: bool = False
    what: str = ""
    plural: bool = False


@dataclass(frozen=True, slots=True)
class Inserted:
    """« Après l’article 5, il est inséré un article 5 bis ainsi rédigé : », or alinéas, a table, an annexe.

    `what` is what they are, « un article 5 bis », « deux alinéas »; `plural` whether there are several. Inserted at the
    « fin », they complete the place.
    """

    place: Place
    where: Literal["après", "avant", "fin"]
    what: str
    lines: tuple[Line, ...]
    start: int
    feminine: bool = False
    plural: bool = False
    annexed: bool = False


@dataclass(frozen=True, slots=True)
class Deleted:
    """What is not there any more: « Le troisième alinéa de l’article 4 est supprimé. »."""

    place: Place


@dataclass(frozen=True, slots=True)
class Repealed:
    """« L’article 8 est abrogé. »: its heading stays, « Article 8 (abrogé) », so that its number is never another's."""

    place: Place


Modification = WordsReplaced | WordsInserted | WordsDeleted | Rewritten | Inserted | Deleted | Repealed
