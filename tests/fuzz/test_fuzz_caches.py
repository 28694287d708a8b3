"""The folder of caches damaged at random: the same contract, to the byte, and never a word of what was wrong."""

from __future__ import annotations

import marshal
import os
import random
import subprocess
import sys
import tempfile
from pathlib import Path

from hypothesis import given

from engine.compiling.pack import Pack, packed
from engine.compiling.sealing import sealed
from tests.fuzz.essais import DEAREST, lots, tried

EXAMPLE = Path("data/exemples/chrs-premier-jet.yaml")
REGEXES = " regexes"
NO_MODULES = (REGEXES, " folders")
"""The pieces that are no module's, in the file of the modules: drawn apart, as they are two of five hundred."""
DIGEST = 32
"""The bytes of a piece that tell whether the rest is whole."""
SHAPES: tuple[object, ...] = (None, 3, "x", (), {}, [("x", 3)], {("x", 0): 3}, ("x", True, 3, 3, "x", None), (3,) * 6)


def written(folder: Path) -> dict[str, bytes]:
    """What a new process writes with its caches in this folder, which it fills in."""
    out = folder / "output"
    words = [sys.executable, "-m", "engine.cli", "generer", str(EXAMPLE), "--format", "docx,txt", "--ecraser"]
    home = os.environ | {"XDG_CACHE_HOME": str(folder / "cache"), "HOME": str(folder)}
    home.pop("PYTHONDONTWRITEBYTECODE", None)  # with it, no module is kept, and no regular expression
    done = subprocess.run([*words, "--sortie", str(out)], capture_output=True, text=True, check=False, env=home)
    assert done.returncode == 0, done.stderr
    assert "Traceback" not in done.stdout + done.stderr
    assert "cache" not in done.stderr
    found = {one.name: one.read_bytes() for one in out.iterdir() if one.suffix in (".docx", ".txt")}
    for one in out.iterdir():
        one.unlink()
    return found


def _damaged(file: Path, others: list[Path], lot: random.Random) -> None:
    """A file cut, changed, emptied, lost, longer, of another key, or that is no file any more."""
    content = bytearray(file.read_bytes())
    match lot.randrange(9):
        case 0:
            del content[lot.randrange(len(content) + 1) :]
        case 1 if content:
            content[lot.randrange(len(content))] ^= 1 << lot.randrange(8)
        case 2:
            content += bytes(lot.randrange(256) for _ in range(lot.randint(1, 99)))
        case 3:
            content[:] = lot.choice(others).read_bytes()
        case 4:
            content[:] = bytes(lot.randrange(256) for _ in range(lot.randint(0, 999)))
        case 5:
            file.unlink()
            file.mkdir()
            return
        case 6:
            file.unlink()
            os.mkfifo(file)
            return
        case 7:
            file.unlink()
            file.symlink_to(lot.choice(others))
            return
        case _:
            file.unlink()
            return
    file.write_bytes(content)


def _others(files: list[Path], file: Path) -> list[Path]:
    return [one for one in files if one.is_file() and not one.is_symlink() and one != file] or [EXAMPLE]


def _of_other_pieces(pack: Path, lot: random.Random) -> None:
    """A file whose index is whole, and of whose pieces some are cut, changed, another's, of another shape, or lost."""
    whole = Pack(str(pack), lambda _: True).pieces()
    pieces, names = dict(whole), sorted(whole)
    some = lot.sample(names, lot.choice((1, 9, len(names) // 2)))
    for name in sorted({*some, *lot.choice(((), NO_MODULES))}):
        piece = bytearray(whole[name])
        match lot.randrange(5):
            case 0:
                del piece[lot.randrange(len(piece)) :]
            case 1 if name == REGEXES:  # a bit is hardly ever one that is read
                piece[DIGEST:] = _mixed(bytes(piece[DIGEST:]), lot)
            case 1:
                piece[lot.randrange(len(piece))] ^= 1 << lot.randrange(8)
            case 2:
                piece[:] = whole[lot.choice(names)]
            case 3:
                piece[:] = sealed(name, lot.choice(SHAPES))
            case _:
                del pieces[name]
                continue
        pieces[name] = bytes(piece)
    pack.write_bytes(packed(pieces))


def _mixed(kept: bytes, lot: random.Random) -> bytes:
    """What was kept of expressions, each with what was compiled of another."""
    compiled = marshal.loads(kept)  # noqa: S302 - what this test has just had kept
    return marshal.dumps(dict(zip(compiled, lot.sample([*compiled.values()], len(compiled)), strict=True)))


@given(lots())
@tried(2, share=DEAREST * 3)
def test_a_damaged_cache_changes_nothing(lot: random.Random) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        before = written(folder)
        assert {"chrs-premier-jet.docx", "chrs-premier-jet.txt"} <= set(before)
        [pack] = (folder / "cache").glob("cpom/modules-*/modules")
        files = [one for one in sorted((folder / "cache").rglob("*")) if one.is_file() and one != pack]
        share = lot.random()
        for file in [one for one in files if lot.random() < share]:
            _damaged(file, [pack, *_others(files, file)], lot)
        if lot.randrange(3):
            _of_other_pieces(pack, lot)
        else:
            _damaged(pack, _others(files, pack), lot)
        assert written(folder) == before
        assert written(folder) == before
