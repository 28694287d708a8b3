"""A letterhead made ready, which only a file that nothing is kept of needs.

docxtpl cleans the Jinja that Word scatters over the runs of a field; the parts that hold fields are tried, and all the
others are kept as the bytes that every contract will hold.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from io import BytesIO
from itertools import dropwhile
from pathlib import Path
from typing import Final
from zipfile import ZipFile

from docx.document import Document as WordDocument
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.part import Part, XmlPart
from docxtpl import DocxTemplate
from lxml import etree

from engine.elements import nsdecls, qn
from engine.errors import InputError
from engine.writing.docx.faults import fault
from engine.writing.docx.fields import body_paragraph, compiled, has_fields, plain_spaces
from engine.writing.docx.lists import EMPTY_NUMBERING, numbering_part
from engine.writing.docx.package import TYPES
from engine.writing.docx.pages import A4_PAGE, page_setup, unusable
from engine.writing.docx.parser import growing, parse_xml
from engine.writing.docx.prepared import PreparedLetterhead
from engine.writing.docx.store import PROPERTIES, PROPERTIES_RELATION, PROPERTIES_TYPE
from engine.writing.docx.styles import body_font, header_fill, missing_styles, style_identifiers
from engine.writing.docx.templated import SECTION, TemplatedPart
from engine.writing.docx.text import XML_DECLARATION, Growing

FIELD_PARTS: Final = (RELATIONSHIP_TYPE.HEADER, RELATIONSHIP_TYPE.FOOTER, RELATIONSHIP_TYPE.FOOTNOTES)
"""The parts, besides the document itself, where docxtpl knows fields."""

IMAGES: Final = ("png", "jpeg")
"""The formats of logos, which are also their extensions in the package."""

EMPTY_COMMENTS: Final = f"<w:comments {nsdecls('w')}/>"

ROOTS: Final = "_rels/.rels"

CHART_MEMBER: Final = re.compile(r"word/charts/graphique(\d+)\.xml")
"""The charts that a letterhead made of a former contract may hold already."""

NO_RELATIONSHIPS: Final = b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"/>'


def prepared(content: bytes, file: str) -> PreparedLetterhead:
    """Make a letterhead ready from the bytes of a .docx; raises InputError with all that its author must fix.

    `file` names the letterhead in messages. What is no .docx at all raises the errors of python-docx.
    """
    template = DocxTemplate(BytesIO(content))
    document = template.get_docx()
    plain_spaces(document.element)
    body, findings = body_paragraph(document.element, file)
    styles, missing = style_identifiers(document.styles.element), missing_styles(document.styles.element, file)
    if body is None or missing:
        raise InputError([*findings, *missing])
    section = _section_taken(document.element, body)
    pages = page_setup(section, document.element.nsmap)
    if wrong := unusable(section):
        hint = "Dans Word, onglet Mise en page : donnez à la page sa taille (A4) et ses marges, puis enregistrez-la."
        raise fault("page", Path(file), wrong, hint)
    templated = tuple(_templated_parts(template, document, file))
    numbering = _part(document, RELATIONSHIP_TYPE.NUMBERING, CONTENT_TYPE.WML_NUMBERING, EMPTY_NUMBERING)
    comments = _part(document, RELATIONSHIP_TYPE.COMMENTS, CONTENT_TYPE.WML_COMMENTS, EMPTY_COMMENTS)
    members = _declaring_properties(_members(document))
    main = _name(document.part)
    relations = {part.name: _relations(part.name, members) for part in templated if part.logos or part.name == main}
    types = parse_xml(members[TYPES])
    numbering_cut, lists = numbering_part(_name(numbering), parse_xml(numbering.blob))
    comments_cut, first_comment = _comments_part(_name(comments), parse_xml(comments.blob))
    core = _core_name(document)
    changed = {TYPES, core, numbering_cut.name, comments_cut.name, *(part.name for part in templated)}
    changed |= {part.name for part in relations.values()}
    return PreparedLetterhead(
        fixed={name: content for name, content in members.items() if name not in changed},
        templated=templated,
        relations=relations,
        types=growing(TYPES, types, len(types)),
        document=main,
        core=core,
        comments=comments_cut,
        first_comment=first_comment,
        numbering=numbering_cut,
        lists=lists,
        pages=pages,
        styles=styles,
        header_fill=header_fill(document.styles.element),
        font=body_font(document.styles.element),
        first_chart=max((int(match[1]) for match in map(CHART_MEMBER.fullmatch, members) if match), default=0) + 1,
    )


def _section_taken(document: etree._Element, body: etree._Element) -> etree._Element:
    """Take out the w:sectPr of the section that the body stands in, and leave a mark in its place.

    A section that ends with the body's own paragraph, which the contract replaces, gets a paragraph to end with.
    """
    on = dropwhile(lambda element: element is not body, document.iter(qn("w:p"), qn("w:sectPr")))
    section = next((element for element in on if element.tag == qn("w:sectPr")), None)
    mark = etree.Comment(SECTION)
    if section is None:
        document[0].append(mark)
        return parse_xml(A4_PAGE)
    if body in section.iterancestors():
        properties = body.makeelement(qn("w:pPr"))
        properties.append(mark)
        closing = body.makeelement(qn("w:p"))
        closing.append(properties)
        body.addnext(closing)
    else:
        section.addnext(mark)
        section.getparent().remove(section)  # type: ignore[union-attr]
    return section


def _templated_parts(template: DocxTemplate, document: WordDocument, file: str) -> Iterator[TemplatedPart]:
    """Compile the document itself, then the headers, footers and footnotes that hold fields."""
    raw = template.xml_to_string(document.element)
    cleaned = template.patch_xml(raw).replace(f"<!--{SECTION}-->", f"{{{{ {SECTION} }}}}")
    yield compiled(_name(document.part), raw, cleaned, file)
    for relation in document.part.rels.values():
        if relation.reltype in FIELD_PARTS:
            _settle_spaces(relation.target_part)
            raw = template.get_part_xml(relation.target_part)
            cleaned = template.patch_xml(raw)
            if has_fields(cleaned):
                yield compiled(_name(relation.target_part), raw, cleaned, file)


def _settle_spaces(part: Part) -> None:
    """Give plain spaces to the fields of a part, however python-docx keeps it."""
    if isinstance(part, XmlPart):
        plain_spaces(part.element)
        return
    root = parse_xml(part.blob)
    plain_spaces(root)
    part._blob = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def _part(document: WordDocument, relation: str, content_type: str, empty: str) -> Part:
    """The part of the document with this relation, made if the letterhead has none."""
    try:
        return document.part.part_related_by(relation)
    except KeyError:
        package = document.part.package
        name = package.next_partname(f"/word/{relation.rpartition('/')[2]}%d.xml")
        part = Part(name, content_type, empty.encode(), package)
        document.part.relate_to(part, relation)
        return part


def _comments_part(name: str, comments: etree._Element) -> tuple[Growing, int]:
    """Cut the part where the comments of a contract go, and give the first free identifier."""
    identifiers = (int(comment.get(qn("w:id"), 0)) for comment in comments.findall(qn("w:comment")))
    return growing(name, comments, len(comments)), max(identifiers, default=-1) + 1


def _core_name(document: WordDocument) -> str:
    """The name of the part of the properties, which python-docx makes where there is none."""
    assert document.core_properties  # noqa: S101
    return _name(document.part.package.part_related_by(RELATIONSHIP_TYPE.CORE_PROPERTIES))


def _members(document: WordDocument) -> dict[str, bytes]:
    """The parts of the package as python-docx writes them, with the types of logos declared."""
    saved = BytesIO()
    document.save(saved)
    with ZipFile(saved) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    types = parse_xml(members[TYPES])
    declared = {child.get("Extension", "").lower() for child in types}
    default = types.tag.replace("Types", "Default")
    for image in IMAGES:
        if image not in declared:
            types.insert(0, types.makeelement(default, {"Extension": image, "ContentType": f"image/{image}"}))
    return {**members, TYPES: (XML_DECLARATION + etree.tostring(types, encoding="unicode")).encode()}


def _declaring_properties(members: Mapping[str, bytes]) -> dict[str, bytes]:
    """The parts of a letterhead, which say that the properties are among them; its own are no content (admitted.py)."""
    types, roots = parse_xml(members[TYPES]), parse_xml(members[ROOTS])
    name = types.tag.replace("Types", "Override")
    etree.SubElement(types, name, {"PartName": f"/{PROPERTIES}", "ContentType": PROPERTIES_TYPE})
    relation = {"Id": "cpomProprietes", "Type": PROPERTIES_RELATION, "Target": PROPERTIES}
    etree.SubElement(roots, roots.tag.replace("Relationships", "Relationship"), relation)
    return {**members, TYPES: _written(types), ROOTS: _written(roots)}


def _written(root: etree._Element) -> bytes:
    return (XML_DECLARATION + etree.tostring(root, encoding="unicode")).encode()


def _relations(part: str, members: Mapping[str, bytes]) -> Growing:
    folder, _, file = part.rpartition("/")
    name = f"{folder}/_rels/{file}.rels"
    root = parse_xml(members.get(name, NO_RELATIONSHIPS))
    return growing(name, root, len(root))


def _name(part: Part) -> str:
    """The name of a part in the zip file."""
    return str(part.partname).lstrip("/")
