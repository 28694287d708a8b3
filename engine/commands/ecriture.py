"""What the commands that write files share: descriptions that would overwrite one another, progress, whole files."""

from __future__ import annotations

import unicodedata
from argparse import Namespace
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Literal

from cpom import Ecrit, Redaction
from cpom.redaction import avec_remarques, deposes
from engine.collecting import without_collecting
from engine.commands.account import Account, missing_of
from engine.commands.minutes import Minutes, own_report
from engine.commands.output import report
from engine.commands.progress import Bar, progress_bar
from engine.commands.windows import not_for_windows
from engine.errors import Finding, InputError, Place
from engine.reading.decoding import printable
from engine.writing.engines import pdf_engine


def twins(paths: Sequence[Path]) -> list[Finding]:
    """Descriptions of one name, whose files would overwrite one another: on most disks, capitals make no difference."""

    def name(path: Path) -> str:
        return unicodedata.normalize("NFC", path.stem).casefold()

    first: dict[str, Path] = {}
    hint = "Renommez l'une des deux descriptions, ou générez-les dans deux dossiers (--sortie)."
    return [
        Finding(
            "meme-nom",
            f"{printable(path)} et {printable(first[name(path)])} donneraient les mêmes fichiers.",
            hint=hint,
            place=Place(printable(path)),
        )
        for path in paths
        if first.setdefault(name(path), path) is not path
    ]


def settle_engine(arguments: Namespace) -> None:
    """Choose once what typesets the PDFs, and say so where they are asked for and it is not the usual one."""
    asked = arguments.moteur if "pdf" in arguments.format else "weasyprint"  # Pango is not looked for without need
    arguments.moteur, said = pdf_engine(asked)
    report(said)


def each(arguments: Namespace, one: Callable[[Path, Bar], Account], ending: str = "") -> int:
    """Write the files of each description, named after it with an `ending`; 1 where not everything was written."""
    same = twins(arguments.fichiers)
    if same:
        report(same)
        return 1
    report(not_for_windows(arguments.fichiers, "Renommez la description : ses fichiers prennent son nom."))
    names = [f"{path.stem}{ending}.{extension}" for path in arguments.fichiers for extension in arguments.format]
    minutes = Minutes(arguments)
    own_report(minutes, arguments.fichiers, [arguments.sortie / name for name in names])
    with minutes, progress_bar() as bar:
        bar.begin(len(names))
        for path in arguments.fichiers:
            try:
                account = one(path, bar)
            except InputError as error:
                account = Account(printable(path), error.findings)
            minutes.add(account)
    return int(minutes.failed)


def written_account(
    title: str,
    made: Redaction,
    stem: str,
    arguments: Namespace,
    bar: Bar,
    description: str = "",
) -> Account:
    """Write the files of a document, unless it is refused; what is to be said of it.

    `description` is the file that it comes from, where it comes from one.
    """
    missing = missing_of(made)
    if made.refus:
        return Account(title, made.constats, missing, refusal=made.refus, libraries=made.bibliotheques)
    made_in: dict[Path, Ecrit] = {}
    findings: list[Finding] = [*made.constats]
    for target in _targets(stem, arguments):
        bar.writing(str(target))
        try:
            with without_collecting():
                made_in[target] = made.ecrit(target.suffix[1:], moteur=arguments.moteur)
            findings += made_in[target].constats
            if target.suffix == ".docx" and arguments.garder_commentaires is not None:
                made_in[target] = _with_remarks(made_in[target], target, arguments.garder_commentaires)
        except InputError as error:
            findings += error.findings
        bar.advance()
    try:
        findings += deposes(made_in, made, ecraser=arguments.ecraser, description=description)
    except InputError as error:
        findings += error.findings
        made_in = {target: one for target, one in made_in.items() if _stands(target, one.contenu)}
    files, asked = tuple(made_in), len(arguments.format)
    return Account(
        title, tuple(findings), missing, files, libraries=made.bibliotheques, asked=asked, description=description
    )


def _with_remarks(written: Ecrit, target: Path, asked: Path | Literal[True]) -> Ecrit:
    """A draft with what others left in the document that is asked for, or in the one that it replaces, if any."""
    if asked is True and not target.exists():
        return written
    with without_collecting():
        return avec_remarques(written, target if asked is True else asked)


def _stands(target: Path, content: bytes) -> bool:
    """Whether a file holds this content."""
    try:
        return target.is_file() and target.read_bytes() == content
    except OSError:
        return False


def _targets(stem: str, arguments: Namespace) -> list[Path]:
    return [arguments.sortie / f"{stem}.{extension}" for extension in arguments.format]


def blank_written(modele: str, made: Redaction, stem: str, arguments: Namespace) -> int:
    """Write the empty forms of a model; 1 where one could not be."""
    minutes, targets = Minutes(arguments, "modèle vierge"), _targets(stem, arguments)
    own_report(minutes, (), targets)
    with minutes, progress_bar() as bar:
        bar.begin(len(targets))
        minutes.add(written_account(modele, made, stem, arguments, bar))
    return int(minutes.failed)
