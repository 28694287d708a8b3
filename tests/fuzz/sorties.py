"""What a description gives when it is read and written, and what must hold of it whatever it says."""

from __future__ import annotations

import io
import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pypdfium2
import yaml
from docx import Document as WordDocument
from docx.oxml.ns import qn
from lxml import etree

from engine import french
from engine.annexes.document import annexes
from engine.assembly.assemble import Assembled
from engine.dossier import Dossier, dossier_of
from engine.errors import Finding, InputError, Severity, dotted
from engine.errors import Path as YamlPath
from engine.reading.suggestions import choices
from engine.reading.yaml_strict import Source, parse_yaml
from engine.writing import written
from models.champs import Fiche
from models.fiches.groupe import fields_of, given_in
from models.jours import Duree

TODAY = date(2026, 1, 15)
FORMATS = ("txt", "html", "docx")


@dataclass(frozen=True)
class Made:
    """A description that could be read, and its contract."""

    dossier: Dossier
    assembled: Assembled

    @property
    def findings(self) -> tuple[Finding, ...]:
        return (*self.dossier.findings, *self.dossier.located(self.assembled.findings))


def in_yaml(data: Any) -> str:
    """A description as a file."""
    text: str = yaml.safe_dump(data, allow_unicode=True, sort_keys=False, width=200)
    return text


def made(content: bytes, folder: Path, name: str = "contrat.yaml") -> Made | InputError:
    """Read a description and assemble its contract; what must be fixed is well told."""
    try:
        source: Source = parse_yaml(content, name)
        dossier = dossier_of(source, folder / name, TODAY)
        found = Made(dossier, dossier.assembled())
    except InputError as error:
        told(error)
        well_told(error.findings, content)
        return error
    well_told([one for one in found.findings if one.severity is Severity.ERROR], content)
    return found


def well_told(errors: Iterable[Finding], content: bytes) -> None:
    """Every error has its place in the file, its code and its words."""
    lines = content.count(b"\n") + content.count(b"\r") + 1
    for one in errors:
        assert one.place, one
        assert one.place.file
        assert 1 <= one.place.line <= lines + 1, one
        assert one.place.column >= 1, one
        assert re.fullmatch(r"[a-z0-9-]+", one.code), one
        assert one.message.strip(), one
        ours = re.sub(r"«[^«»]*»", "", one.message)  # a description may say « None », which is told
        assert not re.search(r"Traceback|Error\b|object at 0x|<class|\bNone\b", ours), one


def told(error: InputError) -> tuple[Finding, ...]:
    """What stops the work, with its place and what to do."""
    assert error.findings
    for one in error.findings:
        assert one.place, one
        assert one.place.file, one
        assert one.message, one
        assert one.code != "erreur-interne", one
    return error.findings


def letters(text: str) -> str:
    """What is printed of a text, but for its spaces, its apostrophes, capitals and the marks of lists and columns."""
    plain = unicodedata.normalize("NFC", text).replace("’", "'")
    return re.sub(r"[\s\u00ad\u200b\u2060|/•–-]", "", plain).casefold()


def words_of(content: bytes, extension: str) -> str:
    """The words of a file, as its reader finds them."""
    if extension == "txt":
        return content.decode()
    if extension == "html":
        return "".join(map(str, etree.HTML(content.decode(), etree.HTMLParser(huge_tree=True)).itertext()))
    if extension == "docx":
        body = WordDocument(io.BytesIO(content)).element.body
        return "".join(node.text or "-" for node in body.iter(qn("w:t"), qn("w:noBreakHyphen")))
    pages = pypdfium2.PdfDocument(content)
    text = "".join(page.get_textpage().get_text_bounded() for page in pages)
    pages.close()
    return text


def lost_values(found: Made) -> list[str]:
    """The values given that neither the contract nor its annexes say, and that no finding tells."""
    said = letters("\n".join(written(one, "txt", None)[0].decode() for one in _documents(found)))
    absent = [path for path, forms in _values(found.dossier.contrat) if not any(form in said for form in forms)]
    lost: dict[str, dict[YamlPath, None]] = {}
    for path in absent:
        if not _is_named(path, found.findings):
            lost.setdefault(str(path[0]), {})[path] = None
    return [dotted(path) for key, paths in lost.items() for path in list(paths)[_others_told(key, found.findings) :]]


def lost_in_a_format(found: Made, extension: str, engine: str = "weasyprint") -> list[str]:
    """The values that the plain text of a contract says, and its file of a format does not."""
    document = found.assembled.document
    text = letters(written(document, "txt", None)[0].decode())
    content = written(document, extension, found.dossier.charte, engine)[0]
    words = letters(words_of(content, extension))
    said = {form for _, forms in _values(found.dossier.contrat) for form in forms if form in text}
    if extension == "pdf":  # other letters may have no glyph, which is told, or join
        said = {form for form in said if all(letter < LATIN for letter in form)}
    return sorted(form for form in said if form not in words and not _in_pieces(form, words))


LATIN = "\u0250"


def _in_pieces(form: str, words: str) -> bool:
    """Whether a value is there cut by a page, a line or a cell."""
    return all(form[at : at + 6] in words or form[at + 3 : at + 6] in words for at in range(0, len(form), 6))


def _documents(found: Made) -> Iterator[Any]:
    yield found.assembled.document
    for name in found.dossier.modele.documents:
        yield found.dossier.assembled(name).document
    if found.assembled.tables.grilles:
        yield annexes(found.assembled, None).document


def _is_named(path: YamlPath, findings: Iterable[Finding]) -> bool:
    """Whether a finding is about a fact, or names it."""
    name = dotted(path)
    return any(
        one.path[: len(path)] == path or name in one.message or (one.code == "cle-inutile" and one.path == path[:1])
        for one in findings
    )


def _others_told(key: str, findings: Iterable[Finding]) -> int:
    """How many facts under a key are told without their names."""
    told = (one for one in findings if one.code == "fait-non-imprime" and one.path and one.path[0] == key)
    return sum(int(more[1]) for one in told if (more := re.search(r" et (\d+) autres?\b", one.message)))


def _values(fiche: Fiche, path: YamlPath = ()) -> Iterator[tuple[YamlPath, list[str]]]:
    """Each fact given that is to be printed, with the forms in which it may be."""
    for name, info in fields_of(type(fiche)).items():
        extra = info.said
        said = extra if isinstance(extra, dict) else {}
        elsewhere = said.get("ailleurs") or said.get("controle") or choices(info.annotation)  # a choice decides
        if name in given_in(fiche) and name != "duree" and not elsewhere:  # the term is worked out from it
            yield from _of(getattr(fiche, name), (*path, name))


def _of(value: Any, path: YamlPath) -> Iterator[tuple[YamlPath, list[str]]]:
    if isinstance(value, Fiche):
        yield from _values(value, path)
    elif isinstance(value, list):
        for index, item in enumerate(value):
            yield from _of(item, (*path, index))
    elif isinstance(value, dict):  # told as one fact
        yield from ((path, forms) for item in value.values() for _, forms in _of(item, path))
    elif forms := _forms(value):
        yield path, [letters(form) for form in forms]


def _forms(value: Any) -> list[str]:
    if isinstance(value, bool):
        return []  # an answer decides
    if isinstance(value, str):
        return [value.strip().rstrip(" .;,")]
    if isinstance(value, date):
        return [french.date_in_french(value), value.strftime("%d/%m/%Y"), value.strftime("%d/%m")]
    if isinstance(value, int):
        return [str(value), french.number(value), french.cardinal(value)]
    if isinstance(value, Decimal):
        return [
            french.number(value),
            french.number(value, 2),
            french.number(value.normalize()),
            french.number(value, 0),
        ]
    return [french.duration_in_words(value.mois), str(value.mois)] if isinstance(value, Duree) else []
