"""The fields of a letterhead: the few Jinja placeholders that a département may write in its own .docx."""

from __future__ import annotations

import re
from html import unescape
from typing import Final

from jinja2 import TemplateError, TemplateSyntaxError, nodes
from lxml import etree
from markupsafe import Markup

from engine.elements import SPACE, qn
from engine.errors import Finding, InputError
from engine.likeness import most_like
from engine.writing.docx.named import with_control
from engine.writing.docx.templated import BODY, FIELDS, JINJA, LOGOS, SECTION, UNNAMED, TemplatedPart

FAILURES: Final = (
    TemplateError,
    etree.XMLSyntaxError,
    ArithmeticError,
    AttributeError,
    LookupError,
    TypeError,
    ValueError,
)
"""What the expressions of a letterhead may raise, and the XML of a block closed in the wrong paragraph."""

PLAIN: Final = (nodes.Output, nodes.TemplateData, nodes.Name, nodes.If, nodes.Not, nodes.And, nodes.Or)
"""All that a letterhead needs of Jinja: fields, and words that depend on whether a field is given.

An expression or a loop could compute for ever (« {{ 'x' * 10 ** 10 }} »), and a letterhead comes from elsewhere.
"""

FILTERS: Final = ("upper", "lower", "capitalize", "title")
"""How a field may be written otherwise: « {{ autorite | upper }} »."""

BODY_FIELD: Final = re.compile(r"\{\{[^{}]*\bcorps\b[^{}]*\}\}")
BODY_PARAGRAPH: Final = re.compile(r"\s*\{\{p\s+corps\s*\}\}\s*")
ANY_FIELD: Final = re.compile(r"\{\{.*?\}\}|\{%.*?%\}")
NOT_SPACES: Final = "\u00a0\u2007\u202f\u2009\u200b\ufeff"
PARAGRAPH: Final = re.compile("(?=<w:p[ >])")
TAG: Final = re.compile("<[^>]+>")


def body_paragraph(document: etree._Element, file: str) -> tuple[etree._Element | None, list[Finding]]:
    """Find the paragraph that the body replaces, or what is wrong with it."""
    found = [(p, words) for p in document.iter(qn("w:p")) if BODY_FIELD.search(words := _words(p))]
    if not found:
        return None, [_no_body("n’a pas de champ « {{p corps }} » dans le corps du document", file)]
    if len(found) > 1:
        return None, [_no_body("a plusieurs champs « {{p corps }} »", file)]
    paragraph, words = found[0]
    if not BODY_PARAGRAPH.fullmatch(words):
        return None, [_no_body(f"n’écrit pas le champ du corps comme il faut : « {words.strip()[:100]} »", file)]
    _unwrap(paragraph)
    parent = paragraph.getparent()
    if parent is None or parent.tag != qn("w:body"):
        return None, [_no_body("a son champ « {{p corps }} » dans un tableau ou un cadre", file)]
    return paragraph, []


def plain_spaces(root: etree._Element) -> None:
    """Give the fields of a part plain spaces: Word puts no-break ones where French wants them."""
    for paragraph in root.iter(qn("w:p")):
        words = _words(paragraph)
        if "{" not in words:
            continue
        inside = {at for field in ANY_FIELD.finditer(words) for at in range(*field.span())}
        start = 0
        for text in paragraph.iter(qn("w:t")):
            said = text.text or ""
            if any(mark in said for mark in NOT_SPACES):
                text.text = "".join(
                    " " if letter in NOT_SPACES and start + at in inside else letter for at, letter in enumerate(said)
                )
                text.set(SPACE, "preserve")
            start += len(said)


def _unwrap(paragraph: etree._Element) -> None:
    """Take the body out of the content controls that stand straight in the document: it would be one cell of a form."""
    while (content := paragraph.getparent()) is not None and content.tag == qn("w:sdtContent"):
        control = content.getparent()
        above = control.getparent() if control is not None else None
        if control is None or above is None:
            return
        for element in list(content):
            control.addprevious(element)
        above.remove(control)


def _words(paragraph: etree._Element) -> str:
    return "".join(text.text or "" for text in paragraph.iter(qn("w:t")))


def _no_body(what: str, file: str) -> Finding:
    hint = "Écrivez {{p corps }} une seule fois, seul dans un paragraphe, là où le texte du contrat doit venir."
    return Finding("charte-corps", f"La charte « {file} » {what}.", hint=hint)


def has_fields(xml: str) -> bool:
    """Whether docxtpl's cleaned XML of a part holds Jinja."""
    return any(mark in xml for mark in ("{{", "{%", "{#"))


def compiled(name: str, raw: str, cleaned: str, file: str) -> TemplatedPart:
    """The template of a part (as it stands in the file, and cleaned by docxtpl), once it was tried.

    Raises InputError for a field that is unknown or badly written; `file` is the letterhead's name in messages.
    """
    allowed = (*FIELDS, BODY, SECTION) if SECTION in cleaned else FIELDS
    xml = "\n".join(PARAGRAPH.split(cleaned.replace("\n", " ")))
    try:
        tree = JINJA.parse(xml)
        too_much = next((node for node in tree.find_all(nodes.Node) if not _is_plain(node)), None)
        if too_much:  # said before anything else looks at it, since Jinja computes as it looks
            raise InputError([_badly_written(_suspect(raw, xml, too_much.lineno), name, file)])
        names = {node.name for node in tree.find_all(nodes.Name)}  # those of Jinja's own too: « self », « cycler »
        unknown = sorted(names.difference(allowed))
        if unknown:
            raise InputError(_unknown(field, name, file) for field in unknown)
        part = TemplatedPart(name, cleaned, frozenset(names & {*LOGOS}), with_control(cleaned, name))
        _try(part)
    except TemplateSyntaxError as error:
        raise InputError([_badly_written(_suspect(raw, xml, error.lineno), name, file)]) from error
    except FAILURES as error:
        raise InputError([_badly_written(_suspect(raw), name, file)]) from error
    return part


def _is_plain(node: nodes.Node) -> bool:
    return isinstance(node, PLAIN) or (isinstance(node, nodes.Filter) and node.name in FILTERS)


def _try(part: TemplatedPart) -> None:
    """Render once with logos and once without: what comes out must be XML, and nothing may fail for a contract."""
    for logo in (Markup("</w:t></w:r><w:r><w:t>"), ""):
        values = dict.fromkeys(FIELDS, "essai") | dict.fromkeys(LOGOS, logo)
        for controls in (UNNAMED, Markup("<w:alias/>")):
            etree.fromstring(part.render({**values, BODY: Markup(), SECTION: Markup()}, controls))


def _unknown(field: str, part: str, file: str) -> Finding:
    near = most_like(field, FIELDS)
    known = ", ".join(f"{{{{ {known} }}}}" for known in FIELDS)
    suggestion = f"Vouliez-vous dire « {near} » ? " if near else ""
    return Finding(
        "charte-champ-inconnu",
        f"La charte « {file} » demande un champ inconnu, « {field} », {where(part)}.",
        hint=f"{suggestion}Champs possibles : {known}.",
    )


def _badly_written(suspect: str, part: str, file: str) -> Finding:
    quoted = f" : « {suspect} »" if suspect else ""
    return Finding(
        "charte-champ-mal-ecrit",
        f"La charte « {file} » contient un champ mal écrit {where(part)}{quoted}.",
        hint="Un champ s’écrit en entier dans un même paragraphe, entre deux paires d’accolades : {{ titre }}.",
    )


def _suspect(raw: str, xml: str = "", line: int = 0) -> str:
    """Quote the paragraph at fault: the first one whose braces do not match, or else the line that Jinja refuses.

    Braces are counted in the part as it stands: one that is not closed makes docxtpl join all the text that follows.
    """
    paragraphs = (TAG.sub("", paragraph).strip() for paragraph in PARAGRAPH.split(raw))
    unbalanced = next((text for text in paragraphs if _is_unbalanced(text)), "")
    refused = TAG.sub("", xml.splitlines()[line - 1]).strip() if 0 < line <= len(xml.splitlines()) else ""
    return unescape(unbalanced or refused)[:100]


def _is_unbalanced(text: str) -> bool:
    return any(text.count(opening) != text.count(closing) for opening, closing in (("{{", "}}"), ("{%", "%}")))


def where(part: str) -> str:
    """Name a part of the package as a reader of Word knows it."""
    places = {
        "header": "dans un en-tête",
        "footer": "dans un pied de page",
        "footnotes": "dans une note de bas de page",
    }
    return next((place for name, place in places.items() if f"/{name}" in part), "dans le corps du document")
