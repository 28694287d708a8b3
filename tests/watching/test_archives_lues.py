"""Archives that are damaged, hostile, missing or given twice: each is told, and nothing is written from half of one."""

from __future__ import annotations

import gzip
import io
import tarfile
import tracemalloc
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import cpom
from engine.cli import main
from tests.archives_dila import DU_JOUR, GLOBALE, archive, article, article_path
from tests.fuzz.essais import tried
from tests.hands import plain

A, NONE = "LEGIARTI000099000001", "2999-01-01"
ARTICLE = article((A, "VIGUEUR", "2010-01-01", NONE), "D313-17")
BOMB = 60_000_000


def codes(*paths: Path) -> list[str]:
    return [one.code for one in cpom.veiller(paths).constats if one.code != "archive-sans-globale"]


def good(folder: Path) -> bytes:
    return archive(folder / GLOBALE, {article_path(A): ARTICLE}).read_bytes()


def _raw(*headers: tarfile.TarInfo, content: bytes = b"") -> bytes:
    made = io.BytesIO()
    with gzip.GzipFile(fileobj=made, mode="w") as file:
        file.write(b"".join(one.tobuf(tarfile.GNU_FORMAT) for one in headers) + content)
    return made.getvalue()


def _header(name: str, size: int, kind: bytes = tarfile.REGTYPE) -> tarfile.TarInfo:
    made = tarfile.TarInfo(name)
    made.size, made.type = size, kind
    return made


def _cut(data: bytes) -> bytes:
    return data[: len(data) // 2]


def _flipped(data: bytes) -> bytes:
    return data[:-6] + bytes([data[-6] ^ 1]) + data[-5:]


def _without_end(data: bytes) -> bytes:
    return gzip.compress(gzip.decompress(data).rstrip(b"\0").ljust(2048, b"\0")[:2048])


def _bad_header(data: bytes) -> bytes:
    raw = gzip.decompress(data)
    return gzip.compress(raw[:148] + b"9999999\0" + raw[156:])


WRONG: dict[str, tuple[Callable[[bytes], bytes], str]] = {
    "cut in the middle": (_cut, "archive-tronquee"),
    "cut before its checksum": (lambda data: data[:-8], "archive-tronquee"),
    "a bit of its checksum": (_flipped, "archive-abimee"),
    "no mark of its end": (_without_end, "archive-tronquee"),
    "a header that is none": (_bad_header, "archive-abimee"),
    "no tar": (lambda _: gzip.compress(b"du texte, et rien d'autre" * 100), "archive-abimee"),
    "no gzip": (lambda _: b"PK\x03\x04 un zip", "archive-illisible"),
    "empty": (lambda _: b"", "archive-illisible"),
    "nothing in the gzip": (lambda _: gzip.compress(b""), "archive-tronquee"),
    "a bomb": (lambda _: gzip.compress(bytes(BOMB), 1), "archive-demesuree"),
    "a bomb in a file": (
        lambda _: _raw(_header(article_path(A), BOMB), content=bytes(BOMB)), "archive-demesuree"
    ),
    "a bomb in a header": (
        lambda _: _raw(_header("././@LongLink", 60_000_000, tarfile.GNUTYPE_LONGNAME), content=bytes(60_000_000)),
        "archive-demesuree",
    ),
}  # fmt: skip


@pytest.mark.parametrize("what", WRONG)
def test_an_archive_that_is_not_whole_is_told_and_nothing_is_written(
    tmp_path: Path, what: str, capsys: pytest.CaptureFixture[str]
) -> None:
    make, code = WRONG[what]
    path = tmp_path / GLOBALE
    path.write_bytes(make(good(tmp_path)))
    assert code in codes(path)
    (tmp_path / "bib").mkdir()
    (tmp_path / "bib/bibliotheque.yaml").write_text("format: 1\nnom: Essai\nversion: 1\n", encoding="utf-8")
    assert main(["droit", "importer", str(path), "--ecrire", "--bibliotheque", str(tmp_path / "bib")]) == 1
    said = capsys.readouterr().err
    assert f"erreur [{code}]" in said
    assert "erreur [droit-non-ecrit]" in said
    assert not (tmp_path / "bib/droit").exists()


def test_a_bomb_takes_little_memory(tmp_path: Path) -> None:
    for what in ("a bomb in a file", "a bomb in a header"):
        path = tmp_path / GLOBALE
        path.write_bytes(WRONG[what][0](b""))
        tracemalloc.start()
        codes(path)
        _, most = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        assert most < 20_000_000, what


def test_a_file_that_is_missing_is_told(tmp_path: Path) -> None:
    assert codes(tmp_path / GLOBALE) == ["archive-illisible"]


def test_headers_are_not_kept(tmp_path: Path) -> None:
    """The whole base has millions of files: nothing is kept of one when the next comes."""
    files = {f"legi/global/section_ta/{at}.xml": "" for at in range(5_000)}
    path = archive(tmp_path / GLOBALE, files)
    del files
    cpom.veiller([path])
    tracemalloc.start()
    cpom.veiller([path])
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert most < 1_500_000


@pytest.mark.parametrize(
    "wrong",
    [
        '<!DOCTYPE a [<!ENTITY b "c">]>' + ARTICLE.partition("?>")[2].replace("Le contrat", "&b;"),
        ARTICLE.replace("</ARTICLE>", ""),
        ARTICLE.replace("2010-01-01", "2010-13-01"),
        ARTICLE.replace(f"<ID>{A}</ID>", "<ID>../../etc/passwd</ID>"),
        ARTICLE.replace("META_ARTICLE", "META_AUTRE"),
        ARTICLE.replace("ARTICLE>", "AUTRE>"),
        ARTICLE.encode("utf-16").decode("latin-1"),
        "",
        "x" * 33_000_000,
    ],
    ids=["entity", "malformed", "day", "identifier", "meta", "root", "utf-16", "empty", "large"],
)
def test_a_file_that_is_not_of_the_form_is_told_and_the_others_are_read(tmp_path: Path, wrong: str) -> None:
    other = "LEGIARTI000099000002"
    files = {article_path(A): wrong, article_path(other): ARTICLE.replace(A, other)}
    found = cpom.veiller([archive(tmp_path / GLOBALE, files)])
    (told,) = [one for one in found.constats if one.code == "archive-fichier-illisible"]
    assert A in told.message
    assert {one.cle: one.sort for one in found.propositions}["casf/d313-17"] == "à rattacher"


def test_names_that_lead_elsewhere_are_left_out(tmp_path: Path) -> None:
    inside = article_path(A)
    files = dict.fromkeys((f"../{inside}", f"/{inside}", f"legi\\..\\{inside}"), ARTICLE)
    found = cpom.veiller([archive(tmp_path / GLOBALE, files)])
    assert [one.code for one in found.constats] == ["archive-chemin"]
    assert {one.cle: one.sort for one in found.propositions}["casf/d313-17"] == "absent"
    assert sorted(one.name for one in tmp_path.iterdir()) == [GLOBALE]


def test_links_and_folders_are_left_out(tmp_path: Path) -> None:
    link, folder = _header(article_path(A), 0, tarfile.SYMTYPE), _header("legi", 0, tarfile.DIRTYPE)
    link.linkname = "/etc/passwd"
    path = tmp_path / GLOBALE
    path.write_bytes(_raw(folder, link, content=bytes(1024)))
    assert codes(path) == []


@tried(40)
@given(st.integers(0, 2_000), st.integers(0, 255))
def test_a_byte_that_changes_never_breaks(tmp_path_factory: pytest.TempPathFactory, at: int, byte: int) -> None:
    folder = tmp_path_factory.mktemp("octet")
    raw = bytearray(gzip.decompress(good(folder)))
    raw[at % len(raw)] = byte
    (folder / GLOBALE).write_bytes(gzip.compress(bytes(raw)))
    cpom.veiller([folder / GLOBALE]).texte()


# --- Several archives -------------------------------------------------------------------------------------------------


def empty(folder: Path, *names: str) -> list[Path]:
    return [archive(folder / name, {}) for name in names]


def test_the_name_says_which_archive_it_is(tmp_path: Path) -> None:
    for name in ("legi.tar.gz", "LEGI_20261340-212000.tar.gz", "KALI_20261127-212000.tar.gz"):
        assert codes(*empty(tmp_path, name)) == ["archive-nom"]
    assert codes(*empty(tmp_path, GLOBALE.lower(), "JORF_20261127-003000.tar.gz")) == []


def test_an_archive_older_than_the_whole_base_is_not_read(tmp_path: Path) -> None:
    old = archive(tmp_path / "LEGI_20261119-210000.tar.gz", {article_path(A): ARTICLE})
    found = cpom.veiller([*empty(tmp_path, GLOBALE), old])
    assert [one.code for one in found.constats] == ["archive-ancienne"]
    assert found.regardes == (0, 0)


def test_an_archive_given_twice_is_read_once(tmp_path: Path) -> None:
    path = archive(tmp_path / GLOBALE, {article_path(A): ARTICLE})
    found = cpom.veiller([path, path])
    assert [one.code for one in found.constats] == ["archive-double"]
    assert found.regardes == (0, 1)


@pytest.mark.parametrize(
    ("names", "missing"),
    [
        (("LEGI_20261124-210000.tar.gz", "LEGI_20261125-210000.tar.gz"), ""),
        (("LEGI_20261120-210000.tar.gz", "LEGI_20261123-210000.tar.gz"), ""),  # a week-end
        (("LEGI_20261124-210000.tar.gz", "LEGI_20261126-003000.tar.gz"), ""),  # made in the night that follows
        (("LEGI_20261110-210000.tar.gz", "LEGI_20261112-210000.tar.gz"), ""),  # 11 November
        (("LEGI_20261124-210000.tar.gz", "LEGI_20261126-210000.tar.gz"), "du 25 novembre 2026."),
        (
            ("LEGI_20261116-210000.tar.gz", "LEGI_20261127-210000.tar.gz"),
            "… 26 novembre 2026 (8 jours)",
        ),
        (("LEGI_20261124-210000.tar.gz", "JORF_20261127-210000.tar.gz"), ""),  # two bases
    ],
)
def test_days_without_an_archive_are_told(tmp_path: Path, names: tuple[str, ...], missing: str) -> None:
    told = [one for one in cpom.veiller(empty(tmp_path, *names)).constats if one.code == "archive-manquante"]
    assert len(told) == bool(missing)
    assert all(missing in plain(one.message) for one in told)


def test_daily_archives_alone_are_told_to_be_so(tmp_path: Path) -> None:
    found = cpom.veiller([archive(tmp_path / DU_JOUR, {article_path(A): ARTICLE})])
    assert [one.code for one in found.constats] == ["archive-sans-globale"]
