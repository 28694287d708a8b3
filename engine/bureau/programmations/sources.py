"""The files of a programmation: its head, its table, what its rows name; sent one by one or in an archive."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Mapping

from sqlalchemy import Connection, insert, select, update
from starlette.datastructures import UploadFile

from engine.bureau.programmations.reading import HEAD
from engine.bureau.refusals import RefusedError
from engine.bureau.routing import Call
from engine.bureau.storage.connect import new_id
from engine.bureau.storage.tables import fichiers, now
from engine.bureau.uploads.received import KINDS, kind_of, safe_name
from engine.containers import Container, ContainerError

SOURCE = "programmation"
"""The nature of these files."""
_TABLES = ("csv", "xlsx", "ods")
_TAKEN = ("yaml", *_TABLES, "docx", "png", "jpeg")
_OF_A_HEAD = frozenset({"tableau", "etablissements", "periode", "arrete", "commun", "departements", "regroupement"})


def sent(call: Call, field: str) -> dict[str, bytes]:
    """The files of a field of the form, those of an archive one by one, by their names.

    Raises:
        RefusedError: where there is none, or one cannot be taken.
    """
    found: dict[str, bytes] = {}
    for one in call.form.getlist(field):
        if isinstance(one, UploadFile) and one.filename:
            found |= dict(_parts(one.filename, _content(one, call.settings.taille_max)))
    if not found:
        raise RefusedError(400, "fichier-absent")
    return found


def with_its_head(files: Mapping[str, bytes]) -> dict[str, bytes]:
    """The same files, where the head of the programmation has its name.

    Raises:
        RefusedError: where none is one, or several are.
    """
    heads = [name for name, content in files.items() if name.lower().endswith((".yaml", ".yml")) and _is_head(content)]
    if len(heads) != 1:
        raise RefusedError(422, "programmation-sans-tete" if not heads else "programmation-plusieurs-tetes")
    return {HEAD if name == heads[0] else name: content for name, content in files.items()}


def completed(before: Mapping[str, bytes], new: Mapping[str, bytes]) -> dict[str, bytes]:
    """The files of a programmation, once others came in: a file replaces the one of its name, a table the table.

    A head that came in replaces the head, and names its table itself.
    """
    heads = [name for name in new if name.lower().endswith((".yaml", ".yml")) and _is_head(new[name])]
    if heads:
        return {**before, **with_its_head(new)}
    tables = [name for name in new if name.rpartition(".")[2].lower() in _TABLES]
    named = _said(before[HEAD]).get("tableau", "")
    if len(tables) == 1 and named and tables[0] not in before:
        text = before[HEAD].decode(errors="replace")
        return {**before, **new, HEAD: text.replace(named, tables[0], 1).encode()}
    return {**before, **new}


def kept(db: Connection, programmation: str, files: Mapping[str, bytes], who: str) -> None:
    """Keep the files of a programmation, in the place of those that it had."""
    theirs = fichiers.c.programmation == programmation, fichiers.c.nature == SOURCE, fichiers.c.retire_le.is_(None)
    db.execute(update(fichiers).where(*theirs).values(retire_le=now()))
    for name, content in files.items():
        db.execute(
            insert(fichiers).values(
                id=new_id(), programmation=programmation, nom=name, nature=SOURCE, contenu=content, qui=who,
                sha256=hashlib.sha256(content).hexdigest(),
            )
        )  # fmt: skip


def sources(db: Connection, programmation: str) -> dict[str, bytes]:
    """The files of a programmation, by name."""
    theirs = fichiers.c.programmation == programmation, fichiers.c.nature == SOURCE, fichiers.c.retire_le.is_(None)
    return {row.nom: row.contenu for row in db.execute(select(fichiers.c.nom, fichiers.c.contenu).where(*theirs))}


def _content(one: UploadFile, most: int) -> bytes:
    content = one.file.read(most + 1)
    if len(content) > most:
        raise RefusedError(413, "fichier-taille", most=f"{max(most // 1_000_000, 1)} Mo")
    if not content:
        raise RefusedError(400, "fichier-vide")
    return content


def _parts(name: str, content: bytes) -> Iterator[tuple[str, bytes]]:
    """A file, or those of an archive, which its folders do not tell apart."""
    if kind_of(content, name, (*_TAKEN, "zip")) != "zip":
        yield safe_name(name), content
        return
    archive = Container(content)
    try:
        for part in archive.parts:
            last = part.rpartition("/")[2]
            if not last or last.startswith((".", "~$")) or part.startswith("__MACOSX/"):
                continue
            if last.rpartition(".")[2].lower() in _SUFFIXES:
                held = archive.read(part)
                kind_of(held, last, _TAKEN)
                yield safe_name(last), held
    except ContainerError:
        raise RefusedError(415, "fichier-abime") from None


_SUFFIXES = frozenset({*KINDS, "yml", "tsv", "txt", "jpg"}) - {"zip", "html", "json", "pdf"}


def _is_head(content: bytes) -> bool:
    said = _said(content)
    return "modele" in said and bool(_OF_A_HEAD & said.keys()) and "gestionnaire" not in said


def _said(content: bytes) -> dict[str, str]:
    """The keys at the left of a YAML file, each with what stands on its line: enough to know it, without reading it."""
    text = content.decode("utf-8-sig", errors="replace")
    return {key: value.split(" #")[0].strip().strip("\"'") for key, value in _KEY.findall(text)}


_KEY = re.compile(r"^([a-z_]+)[ \t]*:[ \t]*(.*?)[ \t\r]*$", re.MULTILINE)
