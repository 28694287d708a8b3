"""What the contracts of a run need on another machine: sent once to each of its processes, which unpacks it.

The library of the user and the files that several contracts name (letterhead, logos) go once; a file that one contract
alone names goes with it. Whatever is unpacked goes with the process.
"""

from __future__ import annotations

import atexit
import os
import pickle
import shutil
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import field, replace
from hashlib import sha256
from pathlib import Path, PureWindowsPath
from secrets import token_hex

from engine.errors import Finding, InputError
from engine.libraries.archive import packed, unpacked
from engine.libraries.ouverture import Provenance
from engine.lot.draft import warm_up
from engine.lot.fingerprint import asks_weasyprint
from engine.lot.groups import Group, drafts
from engine.lot.machine import differences, drafted_with
from engine.lot.outcome import Order
from engine.programmation.projet import Projet
from engine.reading.fichiers import ALLOWED, allow_folders, named_file
from engine.writing.temporary import new_folder, release
from models.records import dataclass

Files = Mapping[tuple[str, str], bytes]
"""The content of files, by the folder of their contract and by their path from it."""
_DEEP = ("d",) * 8
"""A folder deep enough for the « .. » of a path to stay in ours."""


@dataclass(frozen=True, slots=True)
class Parcel:
    """What is sent once: `bibliotheque` is the archive of the user's, where there is one.

    `allowed` are the folders permitted; `made_with` is what the machine that sends it drafts with, as `drafted_with`
    says it.
    """

    name: str
    order: Order
    models: tuple[str, ...]
    made_with: Mapping[str, str]
    bibliotheque: bytes = b""
    files: Files = field(default_factory=dict, repr=False)
    allowed: str = ""


@dataclass(frozen=True, slots=True)
class _Received:
    folder: Path
    held: int | None
    order: Order


_received: dict[str, _Received] = {}
"""By name, the parcels of this process."""


def parcel_of(order: Order, models: tuple[str, ...], projets: Sequence[Projet]) -> Parcel:
    """What the contracts of a run have in common.

    Raises:
        InputError: where the library is not there any more.
    """
    library = order.bibliotheque.ouverte()
    whole = packed(library) if library.siennes or library.gardee else b""
    named = Counter((one.dossier, name) for one in projets for name in one.fichiers)
    shared = _read(one for one, times in named.items() if times > 1)
    made_with = drafted_with(by_weasyprint=asks_weasyprint(order))
    return Parcel(token_hex(8), order, models, made_with, whole, shared, os.environ.get(ALLOWED, ""))


def own_files(group: Group, parcel: Parcel) -> Files:
    """The files of a group that have not been sent with the parcel."""
    return _read(((one.dossier, name) for one in group for name in one.fichiers), parcel.files)


def _read(named: Iterable[tuple[str, str]], known: Mapping[tuple[str, str], bytes] = {}) -> Files:
    """The files to send, but those that are known already: what cannot be read is told by the contract itself.

    One that is named by a whole path is looked for under it on each machine.
    """
    found = {}
    for folder, name in named:
        with suppress(InputError, OSError, ValueError):
            path = named_file(name, Path(folder))
            inside = Path(os.path.relpath(path, folder)).as_posix()
            if not _has_root(name) and inside.count("../") < len(_DEEP) and (folder, inside) not in known:
                found[folder, inside] = path.read_bytes() if path.is_file() else b""
    return {key: content for key, content in found.items() if content}


def _has_root(name: str) -> bool:
    return bool(PureWindowsPath(name).anchor)


def receive(parcel: Parcel) -> None:
    """Unpack a parcel in this process, and read what its contracts have in common.

    Raises:
        InputError: where this machine would not draft as the one that sends it.
    """
    if parcel.name in _received:
        return
    if wrong := differences(parcel.made_with, drafted_with(by_weasyprint=asks_weasyprint(parcel.order))):
        raise InputError([unlike("cette machine", wrong)])
    folder, held = new_folder("lot")
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    order = parcel.order
    if parcel.bibliotheque:
        kept = unpacked(parcel.bibliotheque, folder / "bibliotheque")
        order = replace(order, bibliotheque=Provenance((), order.bibliotheque.empreinte, kept.gardee))
    for (home, path), content in parcel.files.items():
        _put(_home(folder, home) / path, content)
    allow_folders([folder, *(Path(one) for one in parcel.allowed.split(os.pathsep) if one)])
    _received[parcel.name] = _Received(folder, held, order)
    warm_up(parcel.models, order)


def drop(name: str) -> None:
    """Remove what was unpacked of a parcel in this process."""
    if received := _received.pop(name, None):
        shutil.rmtree(received.folder, ignore_errors=True)
        release(received.held)


def drafted_there(sent: bytes) -> bytes:
    """What comes of a group on a machine that has received its parcel.

    `sent` is the drafting, the group, the name of the parcel and the files of the group.
    """
    draft, group, name, files = pickle.loads(sent)  # noqa: S301 - from whoever leads the run
    received = _received[name]
    with _beside(received.folder, files):
        moved = tuple(
            replace(one, dossier=str(_home(received.folder, one.dossier))) if one.fichiers else one for one in group
        )
        return pickle.dumps(drafts(draft, moved, received.order))


@contextmanager
def _beside(folder: Path, files: Files) -> Iterator[None]:
    paths = {_home(folder, home) / path: content for (home, path), content in files.items()}
    for path, content in paths.items():
        _put(path, content)
    try:
        yield
    finally:
        for path in paths:
            with suppress(OSError):
                path.unlink()


def _home(folder: Path, dossier: str) -> Path:
    """The folder that stands here for one of the machine that leads the run."""
    home = folder / sha256(dossier.encode(errors="surrogatepass")).hexdigest()[:16] / Path(*_DEEP)
    home.mkdir(parents=True, exist_ok=True)
    return home


def _put(path: Path, content: bytes) -> None:
    path = Path(os.path.normpath(path))
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)


def unlike(machine: str, wrong: Sequence[str]) -> Finding:
    """A machine that would not write the same bytes."""
    message = f"{machine} ne rédige pas avec la même chose que celle du lot : {' ; '.join(wrong)}."
    hint = "Installez-y le même cpom et le même Python (docs/plusieurs-machines.md), puis relancez."
    return Finding("machine-differente", message, hint=hint)
