"""Files written whole: no reader, and no interruption, ever leaves half of one."""

from __future__ import annotations

import errno
import os
import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

from engine.errors import Finding, InputError
from engine.writing.temporary import TEMPORARY, hold, release, sweep_once

_REASONS = {
    errno.EACCES: "vous n'en avez pas le droit",
    errno.EPERM: "vous n'en avez pas le droit",
    errno.EROFS: "le disque est en lecture seule",
    errno.ENOSPC: "le disque est plein",
    errno.EDQUOT: "le quota de disque est atteint",
    errno.ENOENT: "son dossier n'existe pas et ne peut pas être créé",
    errno.EEXIST: "un fichier porte le nom de son dossier",
    errno.ENOTDIR: "un fichier porte le nom de son dossier",
    errno.EISDIR: "un dossier porte ce nom",
    errno.EFBIG: "le système limite la taille des fichiers",
    errno.ENAMETOOLONG: "le nom est trop long",
}
"""Why the system refuses to write, in the user's language and not in the system's."""


_FULL = (errno.ENOSPC, errno.EDQUOT)


class FullDiskError(InputError):
    """There is no room left: what comes next cannot be written either."""


_HEAD = 1_000
_NEW = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)


def write_whole(path: Path, content: bytes) -> None:
    """Write a file under a temporary name, then rename it, so that no reader ever finds half of it.

    A file that was there keeps who may read it.

    Raises:
        InputError: where the folder cannot be made or written.
    """
    write_pieces(path, (content,))


def write_pieces(path: Path, content: Iterable[bytes]) -> None:
    """The same of a file that is made piece by piece, and never held whole.

    Raises:
        InputError: where the folder cannot be made or written.
    """
    with _refusals(path):
        mode = path.stat().st_mode & 0o777 if path.exists() else None
        with _whole_beside(path, content, mode) as temporary:
            temporary.replace(path)


def refuse_another(path: Path, beginning: re.Pattern[bytes], what: str) -> None:
    """Refuse to write where a file stands that does not begin as `what` is to be written.

    Raises:
        InputError: where it does not.
    """
    try:
        with path.open("rb") as file:
            head = file.read(_HEAD) if path.is_file() else b""
    except OSError:  # nothing there; whoever writes says what else is wrong
        return
    if head and not beginning.match(head):
        message = f"{path} existe déjà, et n'est pas {what} : rien n'a été écrit."
        raise InputError([Finding("fichier-existant", message, hint="Donnez un autre nom, ou déplacez-le d'abord.")])


def write_new(path: Path, content: bytes, like: os.stat_result) -> bool:
    """Write a file whole under a name that nobody has, with the times and the rights of another.

    Says whether it was written: False where there is a file of that name, which stays.

    Raises:
        InputError: where the folder cannot be written.
    """
    with _refusals(path), _whole_beside(path, (content,), like.st_mode & 0o777) as temporary:
        os.utime(temporary, ns=(like.st_atime_ns, like.st_mtime_ns))
        try:
            os.link(temporary, path)
        except FileExistsError:
            return False
        except OSError:  # a disk without links: whoever takes the name first has it
            return _taken(path, temporary)
    return True


def _taken(path: Path, temporary: Path) -> bool:
    try:
        os.close(os.open(path, _NEW, 0o600))
    except FileExistsError:
        return False
    temporary.replace(path)
    return True


@contextmanager
def _whole_beside(path: Path, content: Iterable[bytes], mode: int | None) -> Iterator[Path]:
    """The content under a temporary name in the folder of a file; it is gone at the end, unless it was renamed."""
    path.parent.mkdir(parents=True, exist_ok=True)
    sweep_once(str(path.parent))
    held = None
    # A short name of its own: the file's, made longer, could be one that the disk refuses.
    temporary = path.parent / f"{TEMPORARY}{os.urandom(8).hex()}"
    try:  # a signal is most likely to come while the system makes the file, and is heard just after
        with new_file(temporary, 0o666 if mode is None else mode & 0o666) as file:
            held = hold(file.fileno())
            file.writelines(content)
        if mode is not None:
            temporary.chmod(mode)
        yield temporary
    finally:
        with suppress(OSError):  # once renamed, it is no more
            temporary.unlink()
        release(held)


@contextmanager
def _refusals(path: Path) -> Iterator[None]:
    """Say in words why a file cannot be written."""
    try:
        yield
    except OSError as error:
        message = f"{path} ne peut pas être écrit : {reason(error)}."
        hint = "Vérifiez que le dossier existe, que vous pouvez y écrire et que le disque n'est pas plein ; "
        hint += "fermez le fichier s'il est ouvert (dans Word, sous Windows, il ne peut pas être remplacé)."
        kind = FullDiskError if error.errno in _FULL else InputError
        raise kind([Finding("ecriture-impossible", message, hint=hint)]) from None


@contextmanager
def in_the_temporary_folder() -> Iterator[None]:
    """Say in words why what is kept for a while in the system's temporary folder cannot be, and where that folder is.

    Raises:
        InputError: where it cannot be written.
    """
    try:
        yield
    except OSError as error:
        from tempfile import gettempdir  # noqa: PLC0415 - of what is seldom said

        try:
            where = f"le dossier temporaire du système, {gettempdir()},"
        except OSError:  # none can be written, not even the current folder
            where = "le dossier temporaire du système"
        message = f"{where} ne peut pas être écrit : {reason(error)}."
        hint = "Faites-y de la place, ou nommez un autre dossier dans la variable d'environnement TMPDIR."
        raise InputError([Finding("ecriture-impossible", message, hint=hint)]) from None


def new_file(path: Path, mode: int) -> BinaryIO:
    """A file that was not there, with what the umask leaves of a mode.

    The system takes the umask into account here; to read it, a process has to change it for all its threads.
    """
    return os.fdopen(os.open(path, _NEW, mode), "wb")


def reason(error: OSError) -> str:
    """Why the system refuses, in words."""
    if error.errno is None:  # a file that cannot be moved about in, as Python says of a pipe
        return "ce n'est pas un fichier ordinaire"
    return _REASONS.get(error.errno, f"erreur n° {error.errno} du système")
