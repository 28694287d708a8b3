"""The visas of a contract: each text once, in its version at the date, in the hierarchy of norms."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from engine import french
from engine.errors import Finding
from engine.law.fait import Statut
from engine.law.register import RANKS, Nature, Register, Version
from models.records import dataclass

OMITTED = "Ce visa est omis."
CITED = "Ce visa est omis, mais une clause cite ce texte."
"""What is said of a text that is no more, or not yet."""


@dataclass(frozen=True, slots=True)
class VisaRequest:
    """A text to visa: a key of the register with its mention, or a local act in its own words.

    `mention` is what the model adds, with its comma: « , et notamment son article 44 », « (CASF) ». `cite` is the whole
    text of an act of the collectivité or of the parties, which no register holds.
    """

    key: str = ""
    mention: str = ""
    cite: str = ""


@dataclass(frozen=True, slots=True)
class Visa:
    """What follows « Vu » (without « ; »), and what the drafter must know of it (empty where all is well)."""

    cite: str
    key: str
    nature: Nature
    statut: Statut = "confirmé"
    remarque: str = ""


def order_visas(
    register: Register,
    requested: Iterable[VisaRequest],
    day: date,
    as_published: bool = False,
    *,
    blank: bool = False,
) -> tuple[list[Visa], tuple[Finding, ...]]:
    """Order the visas of a contract signed on `day`, and say what the law says of them.

    A text that is no more, or not yet, is left out and reported; with `as_published` everything is kept as the model
    has it. `blank` prints the form's own words where it leaves a date open. Within a rank, the order is that asked for.

    Raises:
        InputError: where the register holds no such key.

    """
    visas: dict[str, Visa] = {}
    findings: dict[Finding, None] = {}
    for request in _once(requested):
        if request.cite:
            visas.setdefault(request.cite, Visa(french.typography(request.cite), request.key, "acte_local"))
            continue
        version = register.text_at(request.key, day, as_published=as_published)
        if as_published or citable(version, day):
            findings |= dict.fromkeys(version.findings)
            visas.setdefault(version.key, _visa(version, request, blank))
        else:
            findings |= {replace(one, hint=f"{OMITTED} {one.hint}".strip()): None for one in version.findings}
    return sorted(visas.values(), key=lambda visa: RANKS.index(visa.nature)), tuple(findings)


def _once(requested: Iterable[VisaRequest]) -> Iterable[VisaRequest]:
    """Each key once, with the first mention that any request gives it."""
    seen: dict[str, VisaRequest] = {}
    for request in requested:
        name = request.cite or request.key
        if name not in seen or (request.mention and not seen[name].mention):
            seen[name] = request
    return seen.values()


def citable(version: Version, day: date) -> bool:
    """Whether a contract of the day may cite it: it exists, be it not yet in force, and is not abrogated."""
    texte = version.texte
    return not (texte.abroge and texte.abroge.le <= day) and not (texte.date and day < texte.date)


def _visa(version: Version, request: VisaRequest, blank: bool) -> Visa:
    same = version.key == version.demande
    cite = french.typography(version.texte.formulaire) if blank and same and version.texte.formulaire else version.cite
    # What the model says of a text (its article 44) does not hold of the text that replaced it.
    if same and (mention := request.mention.strip()):
        join = "" if mention[0] == "," else " "
        cite += french.typography(f"{join}{mention}")
    return Visa(cite, version.key, version.texte.nature, version.texte.statut, version.remarque)
