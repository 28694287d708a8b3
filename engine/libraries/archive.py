"""A library kept whole, the installed one with it, to be opened as it was after a clause or cpom itself has changed."""

from __future__ import annotations

import io
import json
import os
import shutil
import tempfile
import zipfile
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path, PurePosixPath
from typing import Any

from engine.errors import Finding, InputError
from engine.libraries.bibliotheque import Bibliotheque, Couche, of_the_system

_TABLE = "couches.json"
_WHEN = (1980, 1, 1, 0, 0, 0)
_KEPT = (".md", ".yaml", ".docx", ".csv")
_APART = ("exemples",)
"""Folders of the installed data that no contract is made of."""


def packed(library: Bibliotheque) -> bytes:
    """Every layer of a library in an archive (ZIP): the same content gives the same bytes."""
    table = [
        {
            "nom": one.nom, "version": one.version, "format": one.format, "titulaire": one.titulaire,
            "source": one.source, "installee": one.installee, "racines": [name for _, name in one.racines],
        }
        for one in library.couches
    ]  # fmt: skip
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(zipfile.ZipInfo(_TABLE, _WHEN), json.dumps(table, ensure_ascii=False))
        for at, couche in enumerate(library.couches):
            for name, path in _files(couche):
                archive.writestr(
                    zipfile.ZipInfo(f"{at}/{name}", _WHEN), path.read_bytes(), compress_type=zipfile.ZIP_DEFLATED
                )
    return made.getvalue()


def _folders(couche: Couche) -> list[Path]:
    """The folders where the files of a layer are: those of a user are in one, with `modeles/` in it."""
    return [folder for folder, _ in couche.racines] if couche.installee else [couche.dossier]


def _files(couche: Couche) -> Iterator[tuple[str, Path]]:
    """The files of a layer, each under the rank of its folder, in a settled order."""
    for rank, root in enumerate(_folders(couche)):
        seen: set[str] = set()
        for folder, folders, names in os.walk(root, followlinks=True):
            kept = [one for one in folders if one[0] not in "._" and not (couche.installee and one in _APART)]
            folders[:] = [] if os.path.realpath(folder) in seen else sorted(kept)
            seen.add(os.path.realpath(folder))
            for name in sorted(names):
                if name.endswith(_KEPT) and not of_the_system(name):
                    path = Path(folder, name)
                    yield f"{rank}/{path.relative_to(root).as_posix()}", path


def unpacked(content: bytes, into: Path) -> Bibliotheque:
    """The library that an archive keeps, unpacked in a folder of `into` that its digest names.

    Raises:
        InputError: where it is no archive of a library.
    """
    folder = into / sha256(content).hexdigest()
    if not folder.is_dir():
        into.mkdir(parents=True, exist_ok=True)
        beside = Path(tempfile.mkdtemp(prefix=".", dir=into))
        try:
            _extract(content, beside)
            os.rename(beside, folder)
        except OSError:
            if not folder.is_dir():  # another process unpacked it meanwhile
                raise
        finally:
            shutil.rmtree(beside, ignore_errors=True)
    return opened_from(folder)


def _extract(content: bytes, folder: Path) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            names = [PurePosixPath(one) for one in archive.namelist()]
            if PurePosixPath(_TABLE) not in names or any(one.is_absolute() or ".." in one.parts for one in names):
                raise zipfile.BadZipFile
            archive.extractall(folder)
    except (zipfile.BadZipFile, UnicodeDecodeError, NotImplementedError) as wrong:
        message = "ce fichier n'est pas l'archive d'une bibliothèque."
        raise InputError(
            [Finding("bibliotheque-archive", message, hint="Donnez celle que cpom a faite, entière.")]
        ) from wrong


def opened_from(folder: Path) -> Bibliotheque:
    """The library of an archive that was unpacked in a folder."""
    table = json.loads((folder / _TABLE).read_text(encoding="utf-8"))
    return Bibliotheque(tuple(_layer(said, folder / str(at)) for at, said in enumerate(table)), gardee=folder)


def _layer(said: dict[str, Any], home: Path) -> Couche:
    roots = [home / str(at) for at in range(len(said["racines"]))]
    if not said["installee"]:
        roots = [home / "0" / "modeles", home / "0"]
    racines = tuple(zip(roots, said["racines"], strict=True))
    return Couche(
        said["nom"], said["version"], racines, said["format"], said["titulaire"], said["source"], said["installee"]
    )
