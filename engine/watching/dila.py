"""What a file of an archive of the DILA says of a text or of an article: its state, its dates, its versions.

The form is that of the XML files of the LEGI and JORF bases, as these read them:
- legi.py (Legilibre, tar2sqlite.py): META/META_COMMUN (ID, NATURE), META_SPEC/META_ARTICLE (NUM, ETAT, DATE_DEBUT,
  DATE_FIN), META_TEXTE_CHRONICLE (CID, NUM, NOR, DATE_PUBLI, DATE_TEXTE, DERNIERE_MODIFICATION), META_TEXTE_VERSION
  (TITRE, TITREFULL, ETAT, DATE_DEBUT, DATE_FIN), CONTEXTE/TEXTE (cid), LIENS/LIEN (sens, typelien); the roots ARTICLE,
  TEXTE_VERSION, TEXTELR and SECTION_TA; `liste_suppression_legi.dat`;
- « Format de la base LEGI officielle » (wiki of Legilibre): the folders, and one identifier a version;
- VERSIONS/VERSION (etat) / LIEN_ART or LIEN_TXT (debut, fin, etat, id, num), which is in no order of date and tells
  stillborn versions too; 2999-01-01 for no date, 2222-02-22 for one that is not settled yet (Archéo Lex; the wiki of
  Dura Lex, Sources/FR/LEGI, for the list of states).
A version ends the day on which the next one begins.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from hashlib import sha256
from typing import Any, Final

from lxml import etree

from models.records import dataclass

_NONE: Final = "2999-01-01"
_UNSETTLED: Final = "2222-02-22"
_STILLBORN: Final = "MORT_NE"
_ACTS: Final = {"MODIFI": "modifié", "ABROG": "abrogé", "CREE": "créé", "CREA": "créé", "TRANSFER": "transféré",
                "DEPLAC": "déplacé", "PERI": "périmé", "PEREM": "périmé", "ANNUL": "annulé",
                "DISJ": "disjoint"}  # fmt: skip
"""What another text did of this one: the beginnings of `typelien`, which the base writes as verbs and as nouns."""
STATES: Final = {
    "VIGUEUR": "en vigueur", "VIGUEUR_DIFF": "en vigueur différée", "VIGUEUR_ETEN": "en vigueur étendue",
    "VIGUEUR_NON_ETEN": "en vigueur non étendue", "ABROGE": "abrogé", "ABROGE_DIFF": "abrogé à terme",
    "MODIFIE": "modifié", "MODIFIE_MORT_NE": "modifié avant d'entrer en vigueur",
    "ABROGE_MORT_NE": "abrogé avant d'entrer en vigueur", "PERIME": "périmé", "ANNULE": "annulé",
    "TRANSFERE": "transféré", "DEPLACE": "déplacé", "REMPLACE": "remplacé", "SUBSTITUE": "remplacé",
    "DISJOINT": "disjoint", "DENONCE": "dénoncé",
}  # fmt: skip
"""The states of the base, in words."""


class DilaError(Exception):
    """A file that is not what its place in the archive says, or that is not safe to read."""


@dataclass(frozen=True, slots=True)
class Version:
    """A version of a text or of an article; `debut` is its first day, `fin` the first day on which it is no more.

    None is no day. `unsettled` says that the law leaves one of both to be fixed later.
    """

    identifiant: str
    etat: str = ""
    debut: date | None = None
    fin: date | None = None
    unsettled: bool = False

    @property
    def stillborn(self) -> bool:
        """Whether it was voted, and never applied."""
        ended = self.debut is not None and self.fin is not None and self.fin <= self.debut
        return self.etat.endswith(_STILLBORN) or (ended and not self.etat.startswith("VIGUEUR"))

    def en_vigueur(self, day: date) -> bool:
        """Whether it applies on a day; a state that ends later (ABROGE_DIFF) still applies until then."""
        return not self.stillborn and self.debut is not None and self.debut <= day and (not self.fin or day < self.fin)

    @property
    def said(self) -> str:
        """Its state in words."""
        return STATES.get(self.etat, self.etat.lower().replace("_", " ") or "sans état")


@dataclass(frozen=True, slots=True)
class Notice:
    """What one file says. `texte` is the identifier of the text that it is of, `mots` the digest of its words.

    `actes` are what other texts did of it: « modifié par Loi n° … ».
    """

    version: Version
    sorte: str
    texte: str = ""
    numero: str = ""
    nature: str = ""
    nor: str = ""
    titre: str = ""
    date_texte: date | None = None
    publie: date | None = None
    modifie: date | None = None
    versions: tuple[Version, ...] = ()
    actes: tuple[str, ...] = ()
    mots: str = ""


def notice(data: bytes) -> Notice | None:
    """Read a file; None where it is one of a kind that says nothing of dates (a section).

    Raises:
        DilaError: where it is not of the form of the base.
    """
    root = _root(data)
    common = root.find("META/META_COMMUN")
    identifier = _text(common, "ID") if common is not None else ""
    if root.tag not in ("ARTICLE", "TEXTE_VERSION", "TEXTELR"):
        if root.tag == "SECTION_TA":
            return None
        raise DilaError(f"<{root.tag}>")
    if not re.fullmatch(r"(LEGI|JORF)(ARTI|TEXT)[0-9]{12}", identifier):
        raise DilaError("META_COMMUN/ID")
    if root.tag == "ARTICLE":
        return _article(root, identifier)
    return _texte(root, identifier, _text(common, "NATURE"))


def _root(data: bytes) -> Any:
    if b"<!DOCTYPE" in data or b"<!ENTITY" in data:
        raise DilaError("DTD")
    # Read as UTF-8 whatever it says of itself, or the search above could be led astray.
    reader = etree.XMLParser(encoding="utf-8", resolve_entities=False, load_dtd=False, no_network=True,
                             remove_comments=True, remove_pis=True)  # fmt: skip
    try:
        return etree.fromstring(data, reader)
    except (etree.XMLSyntaxError, ValueError):
        raise DilaError("XML") from None


def _article(root: Any, identifier: str) -> Notice:
    meta = root.find("META/META_SPEC/META_ARTICLE")
    if meta is None:
        raise DilaError("META_ARTICLE")
    number = _text(meta, "NUM")
    found = root.find("CONTEXTE/TEXTE")
    texte: Any = {} if found is None else found
    links = (link for link in root.iterfind("VERSIONS/VERSION/LIEN_ART") if _same(link.get("num", number), number))
    return Notice(
        _version(identifier, _text(meta, "ETAT"), _text(meta, "DATE_DEBUT"), _text(meta, "DATE_FIN")),
        "article",
        texte=texte.get("cid", ""),
        numero=number,
        nor=texte.get("nor", ""),
        versions=tuple(map(_linked, links)),
        actes=tuple(dict.fromkeys(_acts(root.find("LIENS")))),
        mots=_digest(root.find("BLOC_TEXTUEL")),
    )


def _texte(root: Any, identifier: str, nature: str) -> Notice:
    chronicle = root.find("META/META_SPEC/META_TEXTE_CHRONICLE")
    if chronicle is None:
        raise DilaError("META_TEXTE_CHRONICLE")
    meta = root.find("META/META_SPEC/META_TEXTE_VERSION")
    versions = tuple(map(_linked, root.iterfind("VERSIONS/VERSION/LIEN_TXT")))
    version = next((one for one in versions if one.identifiant == identifier), Version(identifier))
    if meta is not None:
        version = _version(identifier, _text(meta, "ETAT"), _text(meta, "DATE_DEBUT"), _text(meta, "DATE_FIN"))
    return Notice(
        version,
        "structure" if meta is None else "texte",
        texte=_text(chronicle, "CID") or identifier,
        numero=_text(chronicle, "NUM"),
        nature=nature,
        nor=_text(chronicle, "NOR"),
        titre="" if meta is None else _text(meta, "TITREFULL") or _text(meta, "TITRE"),
        date_texte=_day(_text(chronicle, "DATE_TEXTE")),
        publie=_day(_text(chronicle, "DATE_PUBLI")),
        modifie=_day(_text(chronicle, "DERNIERE_MODIFICATION")),
        versions=versions,
        actes=() if meta is None else tuple(dict.fromkeys(_acts(meta.find("LIENS")))),
    )


def _linked(link: Any) -> Version:
    state = link.get("etat") or link.getparent().get("etat", "")
    return _version(link.get("id", ""), state, link.get("debut", ""), link.get("fin", ""))


def _version(identifier: str, state: str, first: str, last: str) -> Version:
    return Version(identifier, state, _day(first), _day(last), unsettled=_UNSETTLED in (first, last))


def _acts(links: Any) -> Iterator[str]:
    """What other texts did of this one: the links of which it is the target."""
    for link in links if links is not None else ():
        done = next((word for start, word in _ACTS.items() if link.get("typelien", "").startswith(start)), "")
        if link.get("sens") == "cible" and done and (by := " ".join((link.text or "").split())):
            yield f"{done} par {by}"


def _text(element: Any, name: str) -> str:
    found = element.find(name)
    return " ".join("".join(found.itertext()).split()) if found is not None else ""


def _day(text: str) -> date | None:
    """A day; None where the base says that there is none.

    Raises:
        DilaError: where it is not one.
    """
    if not text or text in (_NONE, _UNSETTLED):
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise DilaError(f"« {text} »") from None


def _digest(words: Any) -> str:
    said = " ".join("".join(words.itertext()).split()) if words is not None else ""
    return sha256(said.encode()).hexdigest() if said else ""


def plain_number(number: str) -> str:
    """The number of an article whatever its writing: « L. 313-11-1 », « L313-11-1 »."""
    return re.sub(r"[\s.*]", "", number).upper()


def _same(number: str, other: str) -> bool:
    return plain_number(number or other) == plain_number(other)
