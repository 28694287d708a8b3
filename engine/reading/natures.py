"""What a file is when it is not the YAML that a command reads, and which command reads it."""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from engine.errors import Finding, InputError, Place
from engine.reading.decoding import PDF, ZIP, printable
from engine.reading.form_or_contract import REFERENCE, form_refused
from engine.reading.yaml_strict import Source
from models.regexes import regex

if TYPE_CHECKING:
    from zipfile import ZipFile

_CODE = "autre-fichier"
_LARGEST_HEAD = 512
_LARGEST_PART = 200_000
_LARGEST_PDF = 50_000_000
_PROGRAMMATION = ("periode", "tableau", "arrete", "commun")
_CONTRAT = ("effet", "duree", "gestionnaire", "signature", "objectifs", "collectivite")

Nature = tuple[str, str]
"""What it is, and what to do with it."""


def refuse_other_file(path: Path, *, programmation: bool = False) -> None:
    """Refuse what is not a text in YAML, and say what it is, and that it is no `programmation` where one is expected.

    Raises:
        InputError: where it is a folder, a document, a workbook, a table, a picture…
    """
    try:
        nature = _folder(path) if os.path.isdir(path) else _file(path) if os.path.isfile(path) else None
    except (OSError, ValueError):  # told by whoever reads it
        return
    if nature:
        nature = _no_programmation(path, *nature) if programmation else nature
        code = "fichier-dossier" if os.path.isdir(path) else _CODE
        raise InputError([_finding(code, *nature, Place(printable(path)))])


class ActError(InputError):
    """It is a document that accompanies a contract: a letter, an avenant, the project of a délibération."""


_ACTS: dict[str, Nature] = {
    "courriers": (
        "un courrier qui accompagne un contrat",
        "Un courrier se refait de la description de son contrat : cpom courrier GENRE FICHIER",
    ),
    "avenants": (
        "un avenant à un contrat",
        "Donnez le contrat consolidé ; un avenant se rédige de nouveau par : cpom avenant ANCIEN NOUVEAU",
    ),
    "actes": ("un acte qui accompagne un contrat", "Donnez la description du contrat, ou le contrat lui-même."),
}
"""What each kind of act is, by the folder of its clauses."""


def refuse_act(source: Source, document: str = "") -> None:
    """Refuse the description that an act carries: that of its contract, or what it makes of it.

    `document` is the one that was asked (« avenants/revision »), as its lock says; a letter is known by its date.

    Raises:
        ActError: where it is one.
    """
    said = source.data.get("courrier")
    kind = "courriers" if isinstance(said, dict) and "date" in said else document.partition("/")[0]
    if kind in _ACTS:
        what, hint = _ACTS[kind]
        manager = source.data.get("gestionnaire")
        name = manager.get("raison_sociale") if isinstance(manager, dict) else ""
        of = ", ".join(filter(None, (str(name or ""), f"modèle {source.data.get('modele')}")))
        place = source.place(("courrier",)) if kind == "courriers" else Place(source.name)
        raise ActError([_finding(_CODE, f"{what} ({of}), et non le contrat", hint, place)])


def refuse_other_yaml(source: Source, *, programmation: bool = False) -> None:
    """Refuse what is in YAML and yet not the description of a contract, or not a `programmation`.

    Raises:
        InputError: where it is not what is expected.
    """
    refuse_act(source)
    keys, model = source.data.keys(), source.data.get("modele")
    name = source.name
    if "$schema" in keys:
        what, hint = "un schéma JSON (cpom schema)", "Il se donne à un éditeur comme VS Code, à côté de la description."
    elif {"contrats", "rapports"} <= keys:
        what, hint = "le manifeste d'un lot", "Il se lit tel quel ; un lot se refait par : cpom lot PROGRAMMATION"
    elif {"articles", "intitule"} <= keys or {"herite", "source"} <= keys:
        what = "le plan d'un modèle de la bibliothèque"
        hint = "Il se vérifie avec ses clauses : cpom clauses MODELE"
    elif {"rubriques", "titre"} <= keys:
        what, hint = "un tableau de la bibliothèque", "Il se vérifie avec son modèle : cpom clauses MODELE"
    elif isinstance(model, str) and model.strip().startswith("programmations/"):
        what = "la description d'un arrêté de programmation, que cpom fait à partir de la programmation"
        hint = "L'arrêté s'écrit par : cpom programmation arrete PROGRAMMATION"
    elif not programmation and {"periode", "tableau", "commun"} & keys and not {"gestionnaire", "effet"} & keys:
        what = "une programmation, et non la description d'un contrat"
        hint = f"Vérifiez-la par : cpom programmation verifier {name} ; rédigez ses contrats par : cpom lot {name}"
    elif programmation and not set(_PROGRAMMATION) & keys and set(_CONTRAT) & keys:
        what = "la description d'un contrat, et non une programmation"
        hint = f"Vérifiez-la par : cpom verifier {name} ; écrivez le contrat par : cpom generer {name}"
    else:
        return
    raise InputError([_finding(_CODE, what, hint, source.place(("modele",)))])


def _finding(code: str, what: str, hint: str, place: Place) -> Finding:
    return Finding(code, f"c'est {what}.", hint=hint, place=place)


def _no_programmation(path: Path, what: str, hint: str) -> Nature:
    """The same, said where a programmation is expected, and not the description of a contract."""
    if os.path.isdir(path):
        return what, "Donnez le chemin d'un fichier."
    hint = hint.replace(_description(path), f"Donnez la programmation, en YAML, que lit : {_OF_A_PROGRAMMATION}")
    for said, here in _IN_A_PROGRAMMATION.items():
        what, hint = what.replace(said, here), hint.replace(said, here)
    return what, hint


def _folder(path: Path) -> Nature:
    if any(path.glob("*.y*ml")):
        return "un dossier", f"Donnez les fichiers qu'il contient : cpom verifier {printable(path / '*.yaml')}"
    return "un dossier", "Donnez le chemin d'un fichier."


def _file(path: Path) -> Nature | None:
    with path.open("rb") as file:
        head = file.read(_LARGEST_HEAD)
    for start, what in _HEADS.items():
        if head.startswith(start):
            return what(path)
    if head.removeprefix(b"\xef\xbb\xbf").lstrip()[:9].lower() in (b"<!doctype", b"<html"):
        return "une page HTML", f"Elle se lit dans un navigateur. {_description(path)}"
    if _REPORT.search(head):
        return "le compte rendu d'une commande", "Il se lit tel quel ; donnez la description qu'il nomme."
    if path.suffix.lower() == ".md" and head.startswith(b"---"):
        return "une clause de la bibliothèque", "Ce qu'elle dit se vérifie avec son modèle : cpom clauses MODELE"
    return _OF_SUFFIX.get(path.suffix.lower())


def _zip(path: Path) -> Nature:
    from zipfile import BadZipFile, ZipFile  # noqa: PLC0415 - for what is no description

    parts = {"word/document.xml": _word, "xl/workbook.xml": _excel, "mimetype": _open_document}
    try:
        with ZipFile(path) as archive:
            names = archive.namelist()
            for part, what in parts.items():
                if part in names:
                    return what(path, archive)
    except (BadZipFile, NotImplementedError, RuntimeError, EOFError):
        return "une archive abîmée", _description(path)
    return "une archive ZIP", "Ouvrez-la, et donnez le fichier YAML qu'elle contient."


def _part(archive: ZipFile, name: str) -> str:
    if name not in archive.namelist():
        return ""
    with archive.open(name) as part:
        return part.read(_LARGEST_PART).decode(errors="replace")


def _word(path: Path, archive: ZipFile) -> Nature:
    words = re.sub(r"<[^>]*>", "", _part(archive, "word/document.xml"))
    if re.search(r"\{\{p\s+corps\s*\}\}", words):
        hint = f"Nommez-le dans la description : « charte: {printable(path)} ». {_description(path)}"
        return "un papier à en-tête, et non une description", hint
    if REFERENCE.strip() in " ".join(words.split()):
        raise form_refused(printable(path))
    properties = _part(archive, "docProps/core.xml")
    if "<dc:creator>cpom<" in properties and re.search(r"<cp:keywords>CPOM, programmations/", properties):
        hint = "Ce qui est changé dans Word ne revient pas dans la programmation, que lit : " + _OF_A_PROGRAMMATION
        return "un arrêté de programmation que cpom a écrit (Word)", hint
    if "<dc:creator>cpom<" in properties:
        reread = f"Ce qui y a été changé à la main se relit par : cpom relire {printable(path)} FICHIER"
        hint = f"{reread}. {_description(path)}"
        return "un document que cpom a écrit (Word), et non sa description", hint
    return "un document Word, et non une description", _description(path)


def _excel(path: Path, archive: ZipFile) -> Nature:
    sheets = set(re.findall(r'<sheet\b[^>]*?\bname="([^"]*)"', _part(archive, "xl/workbook.xml")))
    if {"Contrats", "Manques", "Échéances"} <= sheets:
        return "le rapport d'un lot", "Il se lit dans un tableur ; un lot se refait par : cpom lot PROGRAMMATION"
    if "Annexes chiffrées" in _part(archive, "docProps/core.xml") or "Sommaire" in sheets:
        hint = f"Ses chiffres entrent dans une description par : cpom importer {printable(path)} FICHIER"
        return "un classeur d'annexes, et non une description", hint
    return "un classeur, et non une description", _workbook_hint(path)


def _workbook_hint(path: Path) -> str:
    return f"Des annexes remplies s'importent par : cpom importer {printable(path)} FICHIER ; {_TABLE}"


_OF_A_PROGRAMMATION = "cpom programmation verifier PROGRAMMATION"
_IN_A_PROGRAMMATION = {
    "et non une description": "et non une programmation",
    "et non sa description": "et non une programmation",
    "dans la description :": "dans la programmation, sous « commun » :",
    "donnez la description qu'il nomme": "donnez la programmation qu'il nomme",
}
_TABLE = f"un tableau d'établissements se nomme dans une programmation (« tableau »), que lit : {_OF_A_PROGRAMMATION}"


def _open_document(path: Path, archive: ZipFile) -> Nature:
    kind = _part(archive, "mimetype")
    if "spreadsheet" in kind:
        return "un classeur (LibreOffice), et non une description", _workbook_hint(path)
    return "un document LibreOffice, et non une description", _description(path)


def _pdf(path: Path) -> Nature:
    with path.open("rb") as file:
        content = file.read(_LARGEST_PDF)
    if len(content) < _LARGEST_PDF and b"%%EOF" not in content[-_LARGEST_HEAD:]:
        return "un PDF tronqué ou abîmé", f"Demandez-le de nouveau. {_description(path)}"
    if re.search(rb"application#2[fF]yaml|\.yaml\)", content):
        return "un document que cpom a écrit (PDF), et non sa description", _description(path)
    return "un PDF, et non une description", _description(path)


def _old_office(path: Path) -> Nature:
    return "un ancien document Word ou Excel, ou un document chiffré", _workbook_hint(path)


def _picture(_: Path) -> Nature:
    return "une image", "Un logo se nomme dans la description : « logo », sous « collectivite » ou « gestionnaire »."


def _bitmap(path: Path) -> Nature | None:
    return _picture(path) if path.suffix.lower() in (".bmp", ".dib") else None


def _archive(_: Path) -> Nature:
    return "une archive", "Ouvrez-la, et donnez le fichier YAML qu'elle contient."


def _description(path: Path) -> str:
    """Which description to give instead: the one of the same name, where it is there."""
    beside = path.with_suffix(".yaml")
    if os.path.isfile(beside):
        return f"Vérifiez sa description : cpom verifier {printable(beside)}"
    return "Donnez la description du contrat, en YAML (cpom questionnaire MODELE en commence une)."


_REPORT = regex(rb"\A[^\n]*\n=+\r?\n(?:\xc3\x89crit : |.{0,8}rien n'a \xc3\xa9t\xc3\xa9)")
"""How the report of a command begins, under the name of what it is about."""
_HEADS: dict[bytes, Callable[[Path], Nature | None]] = {
    ZIP: _zip,
    PDF: _pdf,
    b"\xd0\xcf\x11\xe0": _old_office,
    b"\x89PNG": _picture,
    b"\xff\xd8\xff": _picture,
    b"GIF8": _picture,
    b"RIFF": _picture,
    b"BM": _bitmap,
    b"II*\x00": _picture,
    b"MM\x00*": _picture,
    b"{\\rtf": lambda path: ("un document RTF, et non une description", _description(path)),
    b"7z\xbc\xaf": _archive,
    b"Rar!": _archive,
    b"\x1f\x8b": _archive,
}
"""How the files begin that are taken for a description."""
_OF_SUFFIX: dict[str, Nature] = {
    ".csv": ("un tableau (CSV), et non une description", f"{_TABLE[:1].upper()}{_TABLE[1:]}"),
    ".tsv": ("un tableau (TSV), et non une description", f"{_TABLE[:1].upper()}{_TABLE[1:]}"),
    ".ics": ("un calendrier, et non une description", "Il s'importe dans un agenda."),
    ".jsonl": ("le journal d'un lot, et non une description", "Un lot se refait par : cpom lot PROGRAMMATION"),
}  # fmt: skip
"""What a name says where the text does not."""
