"""Reading back a document that people edited: what it says now, and what it was made from. Nothing is ever written."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from engine.carried import MARK, Line
from engine.containers import Container, ContainerError
from engine.errors import Finding, InputError, Severity
from engine.reading.decoding import PDF, printable, read_bytes
from engine.reading.enclosed import LARGEST_FILE
from engine.reading.form_or_contract import form_refused, is_reference
from engine.reading.packed import LIMITS, carried_of, carried_or_why
from engine.rereading.files import told
from engine.rereading.files.docx import main_part, read_docx
from engine.rereading.files.edited import Edited, View
from engine.rereading.files.odt import is_odt, read_odt


def read_edited(file: Path | bytes, name: str = "", view: View = "finale", *, form: bool = False) -> Edited:
    """Read a document, whoever wrote or changed it; `name` is how messages call it, `form` that it may be a form.

    What it carries may be lost or damaged: its findings tell it, and its words are read all the same.

    Raises:
        InputError: where the words of the file cannot be read: no DOCX, protected, damaged, made to harm.
        FormError: where it is a form, unless one is expected.
    """
    data = file if isinstance(file, bytes) else read_bytes(file, LARGEST_FILE)
    name = name or ("document" if isinstance(file, bytes) else printable(file))
    if data.startswith(PDF):
        return _pdf(data, name)
    try:
        container = Container(data, LIMITS)
        container.check()
        carried, findings = carried_or_why(container, name)
        if carried is None and not findings:
            findings.append(told.lost(name, ours=_is_ours(container)))
        elif carried and not carried.lines:
            findings.append(told.words_lost(name))
        edited = (read_odt if is_odt(container) else read_docx)(container, carried, name, view)
    except ContainerError as error:
        raise told.unread(error, name) from None
    if not form and any(is_reference(line.text) for line in edited.lines):
        raise form_refused(name)
    return _with(edited, findings, name)


def _pdf(data: bytes, name: str) -> Edited:
    """A PDF of ours: its words are those that it was written with, which it carries."""
    carried, findings = carried_of(data, name)
    if carried is None:
        raise InputError(
            [replace(one, severity=Severity.ERROR) for one in findings]
            or told.unread(ContainerError("other"), name).findings
        )
    return Edited("pdf", carried, carried.lines, findings=(told.no_words(name),))


def _is_ours(container: Container) -> bool:
    """Whether cpom wrote a document first: its clauses keep their marks, and its properties their first author."""
    main = main_part(container) or "content.xml"
    core = "docProps/core.xml" if main != "content.xml" else "meta.xml"
    marked = main in container and MARK.partition("{")[0].encode() in container.read(main)
    return marked or (core in container and b">cpom</" in container.read(core))


def _with(edited: Edited, findings: list[Finding], name: str) -> Edited:
    """A document with what is to be said of what it carries."""
    has_controls = edited.kind == "docx"  # an ODT of ours has none
    if has_controls and edited.carried and _has_facts(edited.carried.lines) and not _has_facts(edited.lines):
        findings.append(told.without_controls(name))
    return replace(edited, findings=(*findings, *edited.findings))


def _has_facts(lines: tuple[Line, ...]) -> bool:
    return any(words.fact for line in lines for words in line.words)
