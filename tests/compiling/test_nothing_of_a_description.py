"""What a description says is in no cache: whatever is done with it, no file that cpom keeps holds a word of it."""

from __future__ import annotations

import io
import marshal
import os
import subprocess
import sys
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from types import CodeType
from typing import Any

import pytest

from engine.compiling.pack import Pack, packed
from engine.compiling.sealing import sealed
from tests.adaptations import SAAD
from tests.dommages import files

WORD = "Zorglub0612345678"  # a name with its number, as no library has it
OWN = f"""
adaptations:
  revision:
    motif: demande de {WORD}
    titre: Révision voulue par {WORD}
    texte: |
      {{% if gestionnaire.raison_sociale == "{WORD}" %}}Pour {WORD}{{% endif %}}
      Le service de {{{{ gestionnaire.raison_sociale }}}}.
clauses_ajoutees:
  - titre: Visites de {WORD} {{% if gestionnaire.raison_sociale == "{WORD}" %}}et autres{{% endif %}}
    apres: revision
    motif: demande de {WORD}
    texte: |
      {WORD} visite le service{{% if gestionnaire.siren == "{WORD}" %}} seul{{% endif %}}.
"""
WRONG = f'{{% if inconnu == "{WORD}" %}}{{{{ renvoi("{WORD}") }}}}{{% endif %}}'
_SEAL = 32
"""The bytes before what is sealed."""
COMMANDS = (
    ("verifier", "contrat.yaml"),
    ("generer", "contrat.yaml", "--format", "docx,odt,pdf,html,txt,json", "--sortie", "."),
    ("generer", "contrat.yaml", "--format", "pdf", "--moteur", "typst", "--sortie", "typst"),
    ("relire", "contrat.docx", "contrat.yaml"),
    ("expliquer", "contrat.yaml"),
    ("comparer", "contrat.yaml", str(SAAD.resolve())),
    ("verifier", "faux.yaml"),
)


@pytest.fixture(scope="module")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The cache of somebody who did all of this."""
    folder = tmp_path_factory.mktemp("mots")
    said = SAAD.read_text(encoding="utf-8").replace("Association Exemple", WORD).replace("EXEMPLE", WORD)
    (folder / "contrat.yaml").write_text(said + OWN, encoding="utf-8")
    (folder / "faux.yaml").write_text(said + OWN.replace("Pour ", f"{WRONG} "), encoding="utf-8")
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    environment |= dict.fromkeys(("XDG_CACHE_HOME", "LOCALAPPDATA", "HOME"), str(folder / "cache"))
    environment["PYTHONPATH"] = os.getcwd()
    for words in COMMANDS:
        command = [sys.executable, "-m", "engine.cli", *words]
        done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, check=False)
        assert done.returncode == ("faux.yaml" in words), (words, done.stdout, done.stderr)
    assert WORD.encode() in (folder / "contrat.txt").read_bytes(), "its words are in the contract"
    return folder / "cache"


def test_no_file_that_is_kept_holds_a_word_of_it(cache: Path) -> None:
    kept = files(cache)
    families = {one.parent.name.rpartition("-")[0] for one in kept}
    assert {"clauses", "bibliotheques", "etats", "chartes", "modules"} <= families
    assert [str(one.relative_to(cache)) for one in kept if holds(one) or WORD in one.name] == []


@pytest.mark.parametrize(
    "value", [WORD, {"a": (WORD,)}, zlib.compress(WORD.encode() * 9), compile(f"x = '{WORD}'", "", "exec")]
)
def test_it_is_found_wherever_it_is(tmp_path: Path, value: Any) -> None:
    written = sealed("une", value)
    for content in (written, packed({"une": written})):
        (tmp_path / "garde").write_bytes(content)
        assert holds(tmp_path / "garde")


def holds(file: Path) -> bool:
    """Whether what a cache keeps has the word, however it was packed."""
    return any(WORD.encode() in one for one in _unpacked(file))


def _unpacked(file: Path) -> Iterator[bytes]:
    content = file.read_bytes()
    yield content
    for piece in (content, *Pack(str(file), lambda _: True).pieces().values()):
        with suppress(ValueError, EOFError, TypeError):
            yield from _of(marshal.loads(piece[_SEAL:]))  # noqa: S302 - what this test had kept


def _of(value: Any) -> Iterator[bytes]:
    match value:
        case str():
            yield value.encode(errors="surrogatepass")
        case bytes():
            yield value
            yield from _decompressed(value)
        case CodeType():
            yield from _of((value.co_consts, value.co_names, value.co_filename))
        case Mapping():
            yield from _of([*value.items()])
        case tuple() | list() | set() | frozenset():
            for one in value:
                yield from _of(one)


def _decompressed(value: bytes) -> Iterator[bytes]:
    for window in (zlib.MAX_WBITS, -zlib.MAX_WBITS, 16 + zlib.MAX_WBITS):
        with suppress(zlib.error):
            yield zlib.decompress(value, window)
    with suppress(zipfile.BadZipFile), zipfile.ZipFile(io.BytesIO(value)) as archive:
        yield from (archive.read(name) for name in archive.namelist())
