"""The one way in which a document takes the place of a file: where nothing of it would be lost, or with a dated copy.

A file that was changed since it was written, that is open elsewhere, that cpom did not write or that is of another
contract stays; what it is and what to do are said.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Mapping
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from engine.errors import Finding, InputError, Severity
from engine.libraries.ouverture import installed
from engine.reading.decoding import printable
from engine.rereading.replacing.losses import Loss
from engine.writing.files import FullDiskError, reason, write_whole

if TYPE_CHECKING:  # they load what reads documents, which serves where another one stands only
    from engine.rereading.replacing.contracts import Contract
    from engine.rereading.replacing.locks import Opened
    from engine.rereading.settled import Libraries

KEPT = "copie-gardee"
_LARGEST = 100_000_000
"""The bytes of a file that is read; no document of ours has as many."""
_STRANGE = "document-d-ailleurs"
_ELSEWHERE = "Écrivez ailleurs (--sortie DOSSIER), ou remplacez-le par --ecraser, qui en garde une copie datée."


class KeptError(InputError):
    """A file that stands there may not be replaced: none was."""


def put(
    files: Mapping[Path, bytes],
    *,
    overwrite: bool = False,
    description: str = "",
    known: Mapping[Path, str] = {},
    now: datetime | None = None,
    libraries: Libraries = installed,
) -> tuple[Finding, ...]:
    """Write documents, each whole, unless something would be lost in one; tell the copies that were kept.

    With `overwrite` all are replaced, a dated copy being kept (of `now`) where something would be lost. `description`
    is what messages call what they are made of; `known` are the SHA-256 of what was written there before, and
    `libraries` opens the library that contracts are made from.

    Raises:
        KeptError: where something would be lost.
        InputError: where one cannot be written.
    """
    found = {
        path: objection_to(path, content, description, known.get(path, ""), libraries)
        for path, content in files.items()
    }
    if not overwrite and any(found.values()):
        raise KeptError(filter(None, found.values()))
    kept: list[Finding] = []
    wrong: list[Finding] = []
    for path, content in files.items():
        try:
            if not is_there(path, content):
                kept += [kept_copy(path, now or datetime.now())] if found[path] else []
                write_whole(path, content)
        except FullDiskError:
            raise
        except InputError as error:  # the others are written all the same
            wrong += error.findings
    if wrong:
        raise InputError([*kept, *wrong])
    return tuple(kept)


def objection_to(
    target: Path, content: bytes, description: str = "", known: str = "", libraries: Libraries = installed
) -> Finding | None:
    """Why a file must not be replaced by this content; None where it may, or where nothing is there."""
    try:
        about = os.stat(target)
    except (OSError, ValueError):  # nothing there, or a link to nothing; whoever writes says what else is wrong
        return None
    if not stat.S_ISREG(about.st_mode):  # a pipe holds nothing; a folder is told by whoever writes
        return None
    try:
        found = _loss(target, about, content, known, libraries)
    except OSError as error:
        found = Loss(_STRANGE, f"ne peut pas être lu : {reason(error)}")
    return _finding(target, found, description) if found else None


def _loss(
    target: Path, about: os.stat_result, content: bytes, known: str, libraries: Libraries
) -> Loss | Finding | None:
    if about.st_size > _LARGEST:
        return Loss(_STRANGE, "est trop gros pour être un document de cpom")
    old = target.read_bytes()
    if old == content:
        return None
    from engine.rereading.replacing.locks import opened  # noqa: PLC0415 - where another one stands there

    if who := opened(target):
        return _open(target, who)
    if not about.st_mode & 0o222:
        return Loss("document-lecture-seule", "est en lecture seule")
    if _is_final(old, target) and not _is_final(content, target):
        why = "est définitif, et ce qui prendrait sa place n'est qu'un projet"
        return Loss("document-definitif", why, otherwise="Pour le refaire, ajoutez --definitif. ")
    if known and sha256(old).hexdigest() == known:
        return None
    from engine.rereading.replacing.contracts import are_two, contract_of  # noqa: PLC0415 - likewise
    from engine.rereading.replacing.examined import loss  # noqa: PLC0415 - likewise

    there, going = (contract_of(target.suffix.lower(), one) for one in (old, content))
    if there and going and are_two(there, going):
        return _of_another(target, there)
    return loss(target, old, content, libraries)


def _is_final(content: bytes, target: Path) -> bool:
    """Whether a document says that it was written to be signed; a text and a workbook say nothing of it."""
    from engine.reading.packed import carried_of  # noqa: PLC0415 - where another one stands there

    carried, _ = carried_of(content, printable(target))
    return bool(carried and carried.lock and "definitif" in dict(carried.lock.asked))


def _open(target: Path, who: Opened) -> Finding:
    hint = f"Fermez-le, puis relancez. Si plus personne ne l'a ouvert, supprimez « {printable(who.mark)} », qu'une "
    hint += "fermeture brutale a laissé, ou passez outre par --ecraser, qui en garde une copie datée."
    return Finding("document-ouvert", f"{printable(target)} est {who} : il n'est pas remplacé.", hint=hint)


def _of_another(target: Path, there: Contract) -> Finding:
    message = f"{printable(target)} est d'un autre contrat ({there}) : il n'est pas remplacé."
    hint = "Renommez l'une des deux descriptions, ou donnez-leur deux dossiers (--sortie DOSSIER). Si c'est le même "
    hint += "contrat, --ecraser le remplace, et en garde une copie datée."
    return Finding("document-d-un-autre", message, hint=hint)


def _finding(target: Path, found: Loss | Finding, description: str) -> Finding:
    if isinstance(found, Finding):
        return found
    passages = f" Ce qui serait perdu : {' ; '.join(found.passages).rstrip('.')}." if found.passages else ""
    command = " ".join(filter(None, (found.back, _quoted(printable(target)), _quoted(description))))
    first = f"Reportez d'abord dans la description ce qui y est changé : {command}. " if found.back else ""
    message = f"{printable(target)} {found.why} : il n'est pas remplacé.{passages}"
    return Finding(found.code, message, hint=first + found.otherwise + _ELSEWHERE)


def _quoted(name: str) -> str:
    return f'"{name}"' if " " in name else name


def is_there(target: Path, content: bytes) -> bool:
    """Whether the file is to the byte what would be written: nothing is to do."""
    try:
        return target.is_file() and target.stat().st_size == len(content) and target.read_bytes() == content
    except OSError:
        return False


def kept_copy(target: Path, now: datetime) -> Finding:
    """Keep a dated copy of what stands there, and tell it.

    Raises:
        InputError: where it cannot be read or written: then nothing is replaced.
    """
    from engine.rereading.replacing.copies import keep  # noqa: PLC0415 - likewise

    try:
        content = target.read_bytes()
    except OSError as error:
        message = f"{printable(target)} ne peut pas être lu ({reason(error)}), et n'est donc pas remplacé."
        hint = "Déplacez-le vous-même, puis relancez."
        raise InputError([Finding(_STRANGE, message, hint=hint)]) from None
    copy = printable(keep(target, content, now))
    message = f"{printable(target)} a été remplacé ; ce qu'il était le {now:%d/%m/%Y à %H:%M} est gardé : {copy}."
    return Finding(KEPT, message, Severity.INFORMATION)
