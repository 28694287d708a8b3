"""What a library corrects of the law and that a contract rests on: told with who corrects it and why."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from engine import french
from engine.errors import Finding, Path, Severity
from engine.law.applicable import Droit
from engine.law.collectivites import load_collectivites
from engine.law.referentiel import corrections

_BY_KEY = ("droit/textes.yaml", "droit/denominations.yaml", "droit/montants.yaml", "droit/experimentations.yaml")
"""The files whose entries are the keys that clauses use."""
_FORMES, _COLLECTIVITES = "droit/formes.yaml", "collectivites.yaml"


def corrected(droit: Droit, keys: Collection[str], forme: str | None) -> Iterator[Finding]:
    """Each correction that a contract rests on, once.

    `keys` are the texts, names, amounts and experiments that its clauses use, `forme` the legal form of its
    gestionnaire; its collectivités are those of its law.
    """
    library = droit.bibliotheque
    if not library.siennes:
        return
    for name in _BY_KEY:
        yield from _told(droit, name, [path for path in corrections(library, name) if path[0] in keys])
    yield from _told(droit, _FORMES, [path for path in corrections(library, _FORMES) if path[0] == forme])
    yield from _told(
        droit, _COLLECTIVITES, [path for path in corrections(library, _COLLECTIVITES) if _signs(droit, path)]
    )


def _told(droit: Droit, name: str, paths: Collection[Path]) -> Iterator[Finding]:
    for path in paths:
        one = corrections(droit.bibliotheque, name)[path]
        what = ".".join(str(step) for step in path)
        message = f"« {what} » est corrigé par la bibliothèque « {one.bibliotheque} » : {one.motif}"
        hint = f"Corrigé par : {one.par} ({one.place.file}, ligne {one.place.line})."
        yield Finding("droit-corrige", french.typography(f"{message.rstrip('.')}."), Severity.INFORMATION, hint)


def _signs(droit: Droit, path: Path) -> bool:
    """Whether what is corrected of the collectivités is of one that signs, of its region, or of all of them."""
    data = load_collectivites(droit.bibliotheque)
    codes = [code for code in droit.departements if code in data.territoires]
    section, *rest = path
    key = rest[0] if rest else ""
    if section == "territoires":
        return key in codes
    if section == "regions":
        return any(data.territoires[code].region == key for code in codes if code)
    if section == "collectivites" and isinstance(key, int):
        return any(code in data.collectivites[key].territoires for code in codes)
    return section == "departement"
