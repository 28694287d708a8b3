"""What a browser, a program or somebody hostile sends to the desk: any page, method, body, header, cookie, file."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final
from urllib.parse import quote, urlencode

from hypothesis import strategies as st

from engine.bureau.access.rights import RIGHTS
from engine.bureau.catalogue import PAGES
from tests.fuzz.alterations import alterations
from tests.fuzz.documents import documents
from tests.fuzz.logos import logos
from tests.fuzz.textes import HOSTILES, TOLD

BOUNDARY: Final = "limite"
METHODS: Final = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "CONNECT", "get", "CPOM", "")
_SOURCES: Final = [*Path("engine/bureau").rglob("*.py"), *Path("engine/bureau/templates").rglob("*.html")]
_NAMES: Final = re.compile(r"""(?:\bsaid\(|\bget\(|\bgetlist\(|\bname=)["']([a-z_]\w*)["']""")
FIELDS: Final = sorted({name for file in _SOURCES for name in _NAMES.findall(file.read_text(encoding="utf-8"))})
"""Every field that a page of the desk reads or shows."""
_FACTS: Final = (
    "duree",
    "effet",
    "departement",
    "gestionnaire.raison_sociale",
    "services[1].nom",
    "services[9].nom",
    "services",
    "signature.date",
    "adaptations.litiges.texte",
    "gestionnaire.logo",
    "charte",
    "",
    ".",
    "a[",
    '""{Y',
    "a: b",
    "services[1][1]",
    ".".join("a" * 900),
)
_VALUES: Final = (
    "1",
    "2",
    "0",
    "-1",
    "oui",
    "non",
    "saad",
    "ehpad",
    "inconnu",
    "2026-01-15",
    "31/12/2025",
    "5 ans",
    "docx",
    "pdf",
    "txt",
    "typst",
    "a@exemple.fr",
    "35",
    "redacteur",
    "lecteur",
    "gestionnaire",
    "tout",
    "objet",
    "//exemple.fr",
    "/dossiers",
    "Exemple",
    "modele: saad\n",
    "modele: saad\nduree: [",
    "[]",
    "9" * 30,
    "1e400",
    "NaN",
    "a" * 70_000,
    "",
)
_PARTS: Final = (
    "inconnu",
    "0",
    "-1",
    "9" * 30,
    "é’",
    "a" * 300,
    "%00",
    "%2e%2e",
    "..",
    "x%0d%0ay",
    "%ff",
    "%ed%a0%80",
    "a%2Fb",
    "",
    "٣",
    "1.0",
    "NaN",
)
_HEADERS: Final = {
    "accept": ("application/json", "text/html", "*/*;q=x", "\xff"),
    "content-type": (
        "application/json",
        "text/plain",
        "multipart/form-data",
        "multipart/form-data; boundary=",
        "multipart/form-data; boundary=" + "x" * 500,
        "application/x-www-form-urlencoded; charset=utf-16",
        "application/json; charset=nul",
        "\xe9",
    ),
    "content-length": ("0", "-1", "1", "99999999999999999999", "٣", "x"),
    "content-encoding": ("gzip", "x"),
    "range": ("bytes=0-0", "bytes=-1", "bytes=9-1", "bytes=0-,0-,0-", "x", "bytes=" + "9" * 5000 + "-"),
    "if-none-match": ('""', "*", "\xff"),
    "if-modified-since": ("hier", "Thu, 01 Jan 1970 00:00:00 GMT"),
    "if-range": ("x",),
    "host": ("exemple.fr", "", "a:b:c", "[::1", "exemple.fr:999999"),
    "origin": ("null", "https://exemple.fr"),
    "sec-fetch-site": ("cross-site", "same-origin", ""),
    "x-forwarded-for": ("1.2.3.4", "x" * 400, "\xff", "::1"),
    "x-forwarded-proto": ("https", "gopher"),
    "authorization": ("Bearer ", "Bearer \xff", "Basic eA==", "Bearer " + "x" * 9000, "bearer"),
    "cookie": ("", "=", "a=b; " * 400, "\xff=\xfe", "cpom_seance=x", "__Host-cpom_seance=%00"),
    "accept-language": ("fr", "\xff"),
    "expect": ("100-continue",),
    "x-csrf": ("", "x", "é\xe9", "a" * 9000),
}


@dataclass(frozen=True)
class Asked:
    """A request: by whom, of what page, with what; `parts` replaces some parts of its address."""

    who: str
    path: str
    method: str
    parts: dict[str, str]
    query: list[tuple[str, str]]
    headers: dict[str, str]
    kind: str
    body: bytes
    token: bool
    """Whether it carries the token of its forms."""
    pieces: int
    """How many pieces the body comes in."""
    left: bool
    """Whether whoever sends it goes away before the end."""

    def __repr__(self) -> str:
        said = (self.who, self.method, self.path, self.parts, self.query, self.headers, self.kind, self.body)
        return " ".join(repr(one)[:300] for one in said)


def texts() -> st.SearchStrategy[str]:
    """What a field may hold."""
    return st.sampled_from((*_VALUES, *_VALUES, *HOSTILES, *TOLD)).map(lambda text: text.replace("\ud800", "\ufffd"))


def _fields() -> st.SearchStrategy[list[tuple[str, str]]]:
    facts = st.sampled_from(_FACTS)
    names = st.one_of(st.sampled_from(FIELDS), facts.map("v:{}".format), facts.map("f:{}".format))
    pairs = st.tuples(names, texts())
    return st.lists(st.one_of(pairs, pairs, facts.flatmap(_answer), st.just(("etat", "1"))), max_size=8)


def _answer(fact: str) -> st.SearchStrategy[tuple[str, str]]:
    return st.tuples(st.just(f"f:{fact}"), texts())


def _files() -> st.SearchStrategy[tuple[str, bytes]]:
    names = st.sampled_from(
        (
            "retour.docx",
            "contrat.yaml",
            "contrat.pdf",
            "logo.png",
            "etablissements.csv",
            "a.zip",
            "programmation.yaml",
            "../../x.docx",
            "",
            "é\x00.odt",
            "a" * 300 + ".xlsx",
            "CON",
            ".docx",
        )
    )
    example = Path("data/exemples/saad-premier-jet.yaml").read_text(encoding="utf-8")
    contents = st.one_of(
        documents("docx"),
        documents("odt"),
        logos(),
        alterations(st.just(example)),
        st.just(example.encode()),
        st.binary(max_size=60),
        st.sampled_from((b"", b"PK\x05\x06" + bytes(18), b"%PDF-1.7\n%%EOF", b"a;b\n1;2\n")),
    )
    return st.tuples(names, contents)


def _multipart(fields: list[tuple[str, str]], files: list[tuple[str, tuple[str, bytes]]]) -> bytes:
    out = b""
    for name, text in fields:
        out += f'--{BOUNDARY}\r\ncontent-disposition: form-data; name="{name}"\r\n\r\n{text}\r\n'.encode()
    for name, (file, content) in files:
        head = f'--{BOUNDARY}\r\ncontent-disposition: form-data; name="{name}"; filename="{file}"\r\n\r\n'
        out += head.encode() + content + b"\r\n"
    return out + f"--{BOUNDARY}--\r\n".encode()


def _json() -> st.SearchStrategy[bytes]:
    scalars = st.one_of(texts(), st.integers(), st.floats(), st.none(), st.booleans())
    facts = st.dictionaries(st.sampled_from(_FACTS), scalars, max_size=3)
    known = st.fixed_dictionaries(
        {},
        optional={
            "titre": texts(),
            "modele": st.sampled_from(("saad", "ehpad", "x")),
            "faits": st.one_of(facts, scalars),
            "description": texts(),
            "etat": st.one_of(st.just(1), scalars),
            "format": texts(),
            "moteur": texts(),
        },
    )
    deep = st.sampled_from((b"[" * 100_000, b'{"a":' * 5000, b"{", b"\xff", b"1e999", b'{"etat":1,"etat":2}', b""))
    return st.one_of(
        known.map(lambda said: json.dumps(said).encode()), scalars.map(lambda said: json.dumps(said).encode()), deep
    )


def _body() -> st.SearchStrategy[tuple[str, bytes]]:
    """A content type and a body: most are what a browser sends, some are no such thing."""
    form = _fields().map(lambda pairs: ("application/x-www-form-urlencoded", urlencode(pairs).encode()))
    files = st.lists(st.tuples(st.sampled_from(("fichier", "fichiers", "document", *FIELDS)), _files()), max_size=3)
    parts = st.builds(_multipart, _fields(), files)
    whole = st.tuples(st.just(f"multipart/form-data; boundary={BOUNDARY}"), parts)
    cut = st.tuples(whole, st.integers(0, 400)).map(lambda both: (both[0][0], both[0][1][: both[1]]))
    raw = st.tuples(st.sampled_from(("", "text/plain", "application/x-www-form-urlencoded")), st.binary(max_size=200))
    return st.one_of(form, form, whole, whole, cut, raw, st.tuples(st.just("application/json"), _json()))


@st.composite
def requests(draw: st.DrawFn) -> Asked:
    """One request: most are of a page that is there, by its method."""
    where = st.sampled_from(10 * ["page"] + ["another method", "elsewhere"])
    path, method = draw(where.flatmap(_PAGES_DRAWN.__getitem__))
    odd = draw(st.integers(0, 3)) == 3
    headers = draw(st.lists(st.sampled_from(_HEADER_LINES), max_size=2)) if odd else []
    parts = draw(st.dictionaries(st.sampled_from(_PART_NAMES), st.sampled_from(_PARTS), max_size=1)) if odd else {}
    kind, body = draw(_body()) if method not in ("GET", "HEAD") or odd else ("", b"")
    return Asked(
        draw(st.sampled_from((*RIGHTS, "administrateur", "redacteur", "redacteur"))), path, method, parts,
        draw(_fields()), dict(headers), kind, body,
        token=draw(st.sampled_from((*[True] * 9, False))),
        pieces=draw(st.sampled_from((1, 1, 1, 3))),
        left=draw(st.sampled_from((*[False] * 19, True))),
    )  # fmt: skip


_PAGES_DRAWN: Final = {
    "page": st.sampled_from([(page.path, method) for page in PAGES for method in page.methods]),
    "another method": st.tuples(st.sampled_from([page.path for page in PAGES]), st.sampled_from(METHODS)),
    "elsewhere": st.sampled_from([(path, "GET") for path in ("/inconnue", "/statique/../app.py", "//", "/statique/%00",
                                                             "/statique/bureau.css", "/sante", "*", "")]),
}  # fmt: skip
_HEADER_LINES: Final = [(name, text) for name, texts in sorted(_HEADERS.items()) for text in texts]
_PART_NAMES: Final = sorted({name for page in PAGES for name in re.findall(r"\{(\w+)", page.path)})


def target(asked: Asked, things: dict[str, Any]) -> str:
    """Where a request goes, as it is written on its first line."""

    def part(found: re.Match[str]) -> str:
        name = found[1]
        return asked.parts[name] if name in asked.parts else quote(str(things[name]), safe="/")

    path = re.sub(r"\{(\w+)(?::\w+)?\}", part, asked.path)
    return quote(path, safe="/%*") + ("?" + urlencode(asked.query) if asked.query else "")
