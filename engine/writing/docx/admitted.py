"""What of a letterhead may enter contracts: its looks and its words, nothing that acts or that is looked for elsewhere.

What is not content (where a mail merge took its rows, the template that it was made from, a protection, a printer) is
left out. What would run, or be fetched by whoever opens a contract, is refused: only its author can say what to put
in its place.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Final

from lxml import etree

from engine.containers import COMPOUND
from engine.elements import qn
from engine.errors import Finding
from engine.writing.docx.parser import parse_xml
from engine.writing.docx.runs import Field, follow
from engine.writing.layout.metadata import without_metadata

LEFT_OUT: Final = [
    "attachedTemplate",
    "custom-properties",
    "glossaryDocument",
    "mailMergeHeaderSource",
    "mailMergeRecipientData",
    "mailMergeSource",
    "printerSettings",
    "recipientData",
    "thumbnail",
    "transform",
]
"""The relationships of what is not content, by the end of their type."""

CONTENT: Final = [
    "chart",
    "chartColorStyle",
    "chartStyle",
    "chartUserShapes",
    "comments",
    "commentsExtended",
    "commentsExtensible",
    "commentsIds",
    "core-properties",
    "customXml",
    "customXmlProps",
    "diagramColors",
    "diagramData",
    "diagramDrawing",
    "diagramLayout",
    "diagramQuickStyle",
    "endnotes",
    "extended-properties",
    "font",
    "fontTable",
    "footer",
    "footnotes",
    "hdphoto",
    "header",
    "hyperlink",
    "image",
    "numbering",
    "officeDocument",
    "package",
    "people",
    "settings",
    "styles",
    "stylesWithEffects",
    "theme",
    "themeOverride",
    "webSettings",
]
"""The relationships of what a contract may hold. Of others, nobody here can say what they do."""

NAMED: Final = {
    "aFChunk": "un document inséré dans un autre format",
    "control": "un contrôle ActiveX",
    "frame": "un cadre qui montre un autre document",
    "image": "une image liée, qui reste dans un autre fichier",
    "oleObject": "un objet d’un autre logiciel (OLE)",
    "package": "un document incorporé (OLE)",
    "subDocument": "un sous-document",
    "vbaProject": "des macros",
}

CHARTS: Final = re.compile(r"word/charts/_rels/")
SETTINGS: Final = re.compile(r"word/settings\d*\.xml")
NOT_SETTINGS: Final = [
    "attachedSchema",
    "attachedTemplate",
    "docVars",
    "documentProtection",
    "linkStyles",
    "mailMerge",
    "saveThroughXslt",
    "trackRevisions",
    "writeProtection",
]
"""What a document is made of or allows, and not how it looks."""

TRACKED: Final = re.compile(
    rb"<w:(?:ins|del|moveFrom|moveTo|cellIns|cellDel|cellMerge|numberingChange|tblGridChange|\w+Pr(?:Ex)?Change)[ />]"
)
FETCHING: Final = frozenset(
    ("INCLUDEPICTURE", "INCLUDETEXT", "INCLUDE", "IMPORT", "LINK", "DDEAUTO", "DDE", "DATABASE", "RD", "EMBED")
)
"""The fields of Word that open another file when they are brought up to date."""
ACTING: Final = frozenset(("MACROBUTTON", "MACRO", "CONTROL", "HTMLCONTROL"))
"""Those that run something."""
LINKED: Final = re.compile(rb"<v:\w+ [^>]*\bsrc=")
"""A picture of VML that says its address by itself."""

PRINTER: Final = re.compile(rb"<w:printerSettings [^>]*/>")
SAFE_LINK: Final = re.compile(r"(?:https?|mailto|tel):|#", re.IGNORECASE)

ACCEPT: Final = "Dans Word, onglet Révision : Accepter, puis « Accepter toutes les modifications et arrêter le suivi »."


def refusals(members: Mapping[str, bytes], file: str) -> Iterator[Finding]:
    """What a letterhead holds that may not enter a contract; `file` is its name in messages."""
    acting = {
        kind: target
        for name, content in members.items()
        if name.endswith(".rels")
        for kind, target in _acting(content, name)
    }
    # An OLE object or a project of macros, whatever its name and its type say.
    if any(content.startswith(COMPOUND) for content in members.values()) and not {"oleObject", "vbaProject"} & {
        *acting
    }:
        acting["oleObject"] = ""
    for kind, target in acting.items():
        other = "un lien vers un autre fichier" if target else f"un élément de nature inconnue (« {kind} »)"
        message = f"La charte « {file} » contient {NAMED.get(kind, other)}{f' : « {target[:100]} »' * bool(target)}."
        hint = "Retirez-le de la charte ; une image s’insère dans le document même (Insertion, Images)."
        yield Finding(f"charte-{_code(kind, target)}", message, hint=hint)
    parts = [content for name, content in members.items() if name.startswith("word/") and name.endswith(".xml")]
    if any(map(TRACKED.search, parts)):
        message = f"La charte « {file} » contient des modifications suivies, ni acceptées ni refusées."
        yield Finding("charte-suivi", message, hint=ACCEPT)
    if any(map(LINKED.search, parts)) and "image" not in acting:
        message = f"La charte « {file} » contient {NAMED['image']}."
        yield Finding("charte-externe", message, hint="Insérez-la dans le document même (Insertion, Images).")
    for found in sorted({name for part in parts for name in _fields(part)} & (FETCHING | ACTING)):
        what, code = ("lance une macro ou un programme", "macros") if found in ACTING else (
            "ouvre un autre fichier", "externe")  # fmt: skip
        message = f"La charte « {file} » contient un champ « {found} », qui {what}."
        hint = "Dans Word, sélectionnez le champ, puis Ctrl+Maj+F9 : il devient le texte ou l’image qu’il montre."
        yield Finding(f"charte-{code}", message, hint=hint)


def _fields(part: bytes) -> Iterator[str]:
    """The names of the fields of a part, however Word has cut them into runs."""
    if b"instrText" not in part and b"fldSimple" not in part:
        return
    try:
        root = parse_xml(part)
    except etree.XMLSyntaxError:  # told by its reader
        return
    fields: list[Field] = []
    for element in root.iter(qn("w:fldSimple"), qn("w:fldChar"), qn("w:instrText"), qn("w:delInstrText")):
        if element.tag == qn("w:instrText") and not fields:
            fields.append(Field())
        ended = follow(element, fields)
        simple = Field(element.get(qn("w:instr"), ""))
        yield from (one.name for one in (simple, ended) if one and one.name)
    yield from (one.name for one in fields)


def _code(kind: str, target: str) -> str:
    if kind == "vbaProject":
        return "macros"
    return "externe" if target else "objet"


def content_alone(members: Mapping[str, bytes]) -> dict[str, bytes]:
    """The parts of a letterhead without what is not content."""
    kept = {}
    for name, content in members.items():
        if name.endswith(".rels"):
            kept[name] = _without_relations(content)
        elif SETTINGS.fullmatch(name):
            kept[name] = _looks(content)
        elif name.startswith("word/media/"):
            kept[name] = without_metadata(content)
        else:
            kept[name] = PRINTER.sub(b"", content) if name.endswith(".xml") else content
    return kept


def _acting(relations: bytes, name: str) -> Iterator[tuple[str, str]]:
    """The relationships that nothing of a contract may have: their kind, and what they look for elsewhere.

    A whole document inside of another is the data of a chart, or an object of another application.
    """
    for relation in parse_xml(relations):
        kind = relation.get("Type", "").rpartition("/")[2]
        if kind in LEFT_OUT:
            continue
        target = relation.get("Target", "")
        if relation.get("TargetMode") == "External":
            if kind != "hyperlink" or not SAFE_LINK.match(target):
                yield kind, target
        elif kind not in CONTENT or (kind == "package" and not CHARTS.match(name)):
            yield kind, ""


def _without_relations(content: bytes) -> bytes:
    root = parse_xml(content)
    for relation in list(root):
        if relation.get("Type", "").rpartition("/")[2] in LEFT_OUT:
            root.remove(relation)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def _looks(content: bytes) -> bytes:
    root = parse_xml(content)
    for setting in list(root):
        if isinstance(setting.tag, str) and etree.QName(setting).localname in NOT_SETTINGS:
            root.remove(setting)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
