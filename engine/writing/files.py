"""Files written whole: no reader, and no interruption, ever leaves half of one."""

from __future__ import annotations

import errno
import os
import tempfile
from contextlib import suppress
from pathlib import Path

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


_PREFIX = ".cpom-"
"""How the name of a file begins until it is whole."""


def sweep(folder: Path) -> None:
    """Remove the files that a process killed in the middle left under their temporary names."""
    for left in folder.rglob(f"{_PREFIX}*"):
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
        with tempfile.NamedTemporaryFile(dir=path.parent, prefix=_PREFIX, delete=False) as file:
            temporary = Path(file.name)
            file.write(content)
        temporary.chmod(path.stat().st_mode & 0o777 if path.exists() else 0o666 & ~_umask())
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


def reason(error: OSError) -> str:
    """Why the system refuses, in words."""
    if error.errno is None:  # a file that cannot be moved about in, as Python says of a pipe
        return "ce n'est pas un fichier ordinaire"
    return _REASONS.get(error.errno, f"erreur n° {error.errno} du système")


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
