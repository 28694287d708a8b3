"""What may happen to a file that a cache keeps."""

from __future__ import annotations

import marshal
import os
from pathlib import Path


def files(home: Path) -> list[Path]:
    """What a cache keeps."""
    return [path for path in home.rglob("*") if path.is_file() or path.is_symlink()]


def truncated(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-20])


def emptied(path: Path) -> None:
    path.write_bytes(b"")


def poisoned(path: Path) -> None:
    """Another code, that a reader of marshal would run."""
    code = compile("raise SystemExit('poison')", "<template>", "exec")
    path.write_bytes(path.read_bytes()[:32] + marshal.dumps(code))


def of_no_code(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:32] + marshal.dumps({"a": 1}))


def garbage(path: Path) -> None:
    path.write_bytes(b"\xff" * 5_000)


def folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


def pipe(path: Path) -> None:
    path.unlink()
    os.mkfifo(path)


def link_to_itself(path: Path) -> None:
    path.unlink()
    path.symlink_to(path.name)


def writable_by_all(path: Path) -> None:
    path.chmod(0o666)


def one_bit_turned(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(content)


DAMAGES = (
    truncated,
    emptied,
    poisoned,
    of_no_code,
    garbage,
    folder,
    pipe,
    link_to_itself,
    writable_by_all,
    one_bit_turned,
)
