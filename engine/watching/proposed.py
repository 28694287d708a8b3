"""Proposals written in the law of a user's own library, for somebody to read: its comments and its order stay.

The entry of the register beneath is corrected, and says by what (`corrige`); it is « à vérifier » until a person who
has read the text writes otherwise.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path as FilePath
from typing import Any, Final

from engine.asking.yaml_text import scalar
from engine.errors import Finding, InputError, Path, Place, Severity
from engine.importing.yaml_edit import edited
from engine.law.fait import Fait
from engine.law.register import Texte, load_register
from engine.law.superposition import KEY
from engine.libraries.bibliotheque import Bibliotheque
from engine.libraries.files import parsed
from engine.libraries.ouverture import again
from engine.watching.proposals import Proposal
from engine.watching.watch import QUIET, Watch
from engine.writing.files import write_whole
from models.fiches.groupe import fields_of

FILE: Final = "droit/textes.yaml"
_WHO: Final = "cpom droit importer"
_ORDER: Final = (KEY, *(name for name in fields_of(Texte) if name not in fields_of(Fait)), *fields_of(Fait))
_TO_READ: Final = "Proposé d'après l'archive : à lire avant de le confirmer."
_HEAD: Final = "# Textes du droit que cette bibliothèque ajoute ou corrige : docs/veille-juridique.md.\n"


def to_write(said: Watch) -> list[Proposal]:
    """The proposals that change an entry."""
    return [one for one in said.proposals if one.sort not in QUIET and one.valeurs]


def write(said: Watch) -> tuple[FilePath, list[str]]:
    """Write them in the topmost library of the user; returns the file, and the keys of the entries written.

    Raises:
        InputError: where there is no such library, where an archive could not be read whole, or where the file cannot
            be read or written: it is then as it was.
    """
    if not said.bibliotheque.siennes:
        raise InputError([_NOWHERE])
    if not said.found.entier:
        raise InputError([_NOT_WHOLE])
    layer = said.bibliotheque.siennes[0]
    there = layer.trouve(FILE)
    path = there.chemin if there else layer.dossier / FILE
    before = path.read_bytes() if there else None
    text = before.decode("utf-8") if before is not None else _HEAD
    asked = to_write(said)
    if asked:
        own = parsed(text.encode(), there.nom).data if there else {}
        write_whole(path, _with(text, own, asked, said).encode())
        _check(said.bibliotheque, path, before)
    return path, [one.cle for one in asked]


def _with(text: str, own: Mapping[str, Any], asked: Sequence[Proposal], said: Watch) -> str:
    """The text of the file with these proposals: entries that it has are completed, others follow."""
    values: dict[Path, str] = {}
    added: list[str] = []
    for one in asked:
        entry = _entry(one, said, is_own=one.cle in own and KEY not in (own[one.cle] or {}))
        if one.cle in own:
            kept = {KEY} if KEY in own[one.cle] else set()
            values |= {(one.cle, *path): value for path, value in _flat(entry, ()) if path[0] not in kept}
        else:
            added += ["", f"{one.cle}:", *_block(entry, "  ")]
    text = edited(text, values, lambda names: list(_ORDER) if len(names) == 1 else []) if values else text
    return text.rstrip("\n") + "\n" + "\n".join(added) + ("\n" if added else "")


def _entry(one: Proposal, said: Watch, *, is_own: bool) -> dict[str, Any]:
    """What is written of a proposal; an entry of the library itself corrects nothing."""
    archives = ", ".join(each.name for each in said.found.archives)
    texte = load_register(said.bibliotheque).texte(one.cle)
    found: dict[str, Any] = {} if is_own else {KEY: {"par": _WHO, "motif": " ; ".join(one.dit)}}
    found |= {**one.valeurs, "statut": "à vérifier", "source": _after(texte.source, " ; ", f"DILA, {archives}")}
    found["note"] = _after(_after(texte.note, " ", one.valeurs.get("note", "")), " ", _TO_READ)
    return {key: found[key] for key in _ORDER if key in found}


def _after(said: str, between: str, more: str) -> str:
    """What an entry says, and more; the same, where it says it already."""
    return said if more in said else between.join(filter(None, (said, more)))


def _flat(value: Any, path: Path) -> Iterator[tuple[Path, str]]:
    """The texts of an entry by their paths."""
    if isinstance(value, dict):
        for key, one in value.items():
            yield from _flat(one, (*path, key))
    elif isinstance(value, list):
        for rank, one in enumerate(value):
            yield from _flat(one, (*path, rank))
    else:
        yield path, _written(value)


def _block(entry: Mapping[str, Any], margin: str) -> Iterator[str]:
    for key, value in entry.items():
        if isinstance(value, dict):
            yield f"{margin}{key}:"
            yield from _block(value, f"{margin}  ")
        elif isinstance(value, list):
            yield f"{margin}{key}: [{', '.join(value)}]"
        else:
            yield f"{margin}{key}: {scalar(_written(value))}"


def _written(value: Any) -> str:
    if isinstance(value, date):
        return value.isoformat()
    return str(value).translate({0xA0: " ", 0x202F: " ", 0x2019: "'"})  # typography is done when it is read


def _check(library: Bibliotheque, path: FilePath, before: bytes | None) -> None:
    """Put back the file that was there where the register refuses what was written.

    Raises:
        InputError: where it does.
    """
    try:
        load_register(again(library))
    except InputError:
        if before is None:
            path.unlink()
        else:
            write_whole(path, before)
        raise


_NOWHERE = Finding(
    "droit-sans-bibliotheque",
    "il n'y a pas de bibliothèque à vous où écrire ces propositions.",
    hint="Nommez-la : « --bibliotheque DOSSIER » ; « cpom bibliotheque nouvelle DOSSIER » en commence une.",
    place=Place("--ecrire"),
)
_NOT_WHOLE = Finding(
    "droit-non-ecrit",
    "rien n'a été écrit : une archive n'a pas été lue en entier, et ce qu'elle ne dit pas n'est pas connu.",
    Severity.ERROR,
    "Corrigez ce que les constats disent des archives, puis recommencez.",
    place=Place("--ecrire"),
)
