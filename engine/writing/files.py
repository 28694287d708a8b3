"""Files written whole: no reader, and no interruption, ever leaves half of one."""

from __future__ import annotations

import errno
import os
from contextlib import suppress
from pathlib import Path
from secrets import token_hex
from typing import BinaryIO

from engine.errors import Finding, InputError

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


TEMPORARY = ".cpom-"
"""How the name of a file begins until it is whole."""
_NEW = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)


def sweep(folder: Path) -> None:
    """Remove the files that a process killed in the middle left under their temporary names."""
    for left in folder.rglob(f"{TEMPORARY}*"):
        with suppress(OSError):
            left.unlink()


def write_whole(path: Path, content: bytes) -> None:
    """Write a file under a temporary name, then rename it, so that no reader ever finds half of it.

    A file that was there keeps who may read it.

    Raises:
        InputError: where the folder cannot be made or written.
    """
    temporary: Path | None = None
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        # A short name of its own: the file's, made longer, could be one that the disk refuses.
        new = path.parent / f"{TEMPORARY}{token_hex(8)}"
        mode = path.stat().st_mode & 0o777 if path.exists() else None
        with new_file(new, 0o666 if mode is None else mode & 0o666) as file:
            temporary = new
            file.write(content)
        if mode is not None:
            temporary.chmod(mode)
        temporary.replace(path)
    except OSError as error:
        message = f"{path} ne peut pas être écrit : {reason(error)}."
        hint = "Vérifiez que le dossier existe, que vous pouvez y écrire et que le disque n'est pas plein ; "
        hint += "fermez le fichier s'il est ouvert (dans Word, sous Windows, il ne peut pas être remplacé)."
        kind = FullDiskError if error.errno in _FULL else InputError
        raise kind([Finding("ecriture-impossible", message, hint=hint)]) from None
    finally:
        if temporary:
            with suppress(OSError):  # once renamed, it is no more
                temporary.unlink()


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
