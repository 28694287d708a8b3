"""`cpom clauses MODELE --source`: the wording of the source, rebuilt from the clauses, or compared with a file."""

from __future__ import annotations

import re
from argparse import Namespace
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from engine.assembly.soundness import open_model
from engine.commands.chosen_library import library_of
from engine.commands.output import report, result, result_file
from engine.errors import InputError
from engine.law.applicable import Droit
from engine.reading.decoding import decode, printable, read_bytes
from engine.sources.compare import absent_quotations, compare
from engine.sources.rebuild import Rebuilt, rebuilt
from engine.writing.files import refuse_another, write_whole

_SHOWN = 20
_LONGEST = 240


def run(arguments: Namespace) -> int:
    """Print the source's wording, or how faithful it is to a file; 1 where a departure cannot be put back."""
    library = library_of(arguments)
    as_published = Droit(arguments.aujourdhui, tel_que_publie=True, bibliotheque=library)
    parts = rebuilt(open_model(arguments.modele, library), as_published)
    findings = [finding for part in parts for finding in part.findings]
    if arguments.contre:
        source = _source(arguments.contre, arguments.lignes)
        findings += absent_quotations(arguments.modele, source, parts)
        _tell(source, parts, arguments.tout)
    else:
        _write([part for part in parts if part.in_the_form], arguments.sortie)
    report(findings)
    return int(bool(findings))


def _write(parts: Sequence[Rebuilt], file: Path | None) -> None:
    text = "\n\n".join(f"=== {_name(part)}\n=== source : {part.reference}\n\n{part.text.rstrip()}" for part in parts)
    if file is None:
        result_file(text)
        return
    refuse_another(file, re.compile(rb"=== "), "une source reconstituée")
    write_whole(file, f"{text.rstrip()}\n".encode())
    result(str(file))


def _name(part: Rebuilt) -> str:
    return part.clause.id if part.clause else "plan"


def _source(file: Path, lines: tuple[int, int] | None) -> str:
    """The text of the source that somebody has, or some of its lines."""
    hint = "Donnez la source en texte brut : « pdftotext » pour un PDF, « Enregistrer sous » pour un document Word."
    name = printable(file)
    data = read_bytes(file)
    try:
        text, _ = decode(data, name)
    except InputError as error:
        said = ((one, one.message.replace("un texte YAML", "un texte")) for one in error.findings)
        raise InputError(replace(one, message=message, hint=hint) for one, message in said) from None
    first, last = lines or (1, text.count("\n") + 1)
    return "\n".join(text.splitlines()[first - 1 : last])


def _tell(source: str, parts: Sequence[Rebuilt], every: bool) -> None:
    found = compare(source, parts)
    for told, passages in (
        ("de la source, absents des clauses", found.lost),
        ("des clauses, absents de la source", found.added),
    ):
        shown = passages if every else passages[:_SHOWN]
        result(f"{len(passages)} passages {told}{' :' if passages else '.'}")
        for passage in shown:
            result(f"    {passage if len(passage) <= _LONGEST else f'{passage[:_LONGEST]} …'}")
        if len(shown) < len(passages):
            result(f"    … et {len(passages) - len(shown)} autres (--tout)")
    result(f"rappel {found.recall:.3f}, précision {found.precision:.3f}")
