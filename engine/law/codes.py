"""The code of a département, as people write it: « 35 - Ille-et-Vilaine », « Ille-et-Vilaine »."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache

from engine.law.collectivites import load_collectivites, plain_name
from engine.libraries.bibliotheque import Bibliotheque, kept
from models.contrat import Contrat
from models.fiches.groupe import altered


@lru_cache(maxsize=512)
def code_with_its_name(library: Bibliotheque, text: str) -> str | None:
    """« 22 » of « 22 - Côtes-d'Armor », of « Côtes-d'Armor (22) », or of the name alone; « 01 » of « 1 ».

    Beside a code, its own name stands and nothing else. « Rhône » alone may be the Métropole de Lyon: it is left.
    """
    territoires = load_collectivites(library).territoires
    plain = plain_name(text)
    named = _by_name(library).get(plain, ())
    if len(named) == 1 and f"{named[0]}M" not in territoires:
        return named[0]
    words = re.sub("[-–—:.,()]", " ", text).split()
    for said, rest in ((words[:1], words[1:]), (words[-1:], words[:-1])):
        code = "".join(said).upper()
        code = code.zfill(2) if code.isascii() and code.isdecimal() else code
        if code in territoires and plain_name(" ".join(rest)) in ("", plain_name(territoires[code].nom)):
            return code
    return None


@kept
def _by_name(library: Bibliotheque) -> Mapping[str, Sequence[str]]:
    """The codes of each name, plain: the same name may be that of two."""
    found: dict[str, list[str]] = {}
    for code, one in load_collectivites(library).territoires.items():
        found.setdefault(plain_name(one.nom), []).append(code)
    found.pop("", None)
    return found


def with_codes(library: Bibliotheque, contrat: Contrat) -> Contrat:
    """The same description, the départements that it names being codes; what is none stays, to be refused."""
    changed: dict[str, object] = {}
    if contrat.departement and (code := code_with_its_name(library, contrat.departement)):
        changed["departement"] = code
    if others := getattr(contrat, "autres_departements", None):
        codes = [one.departement and code_with_its_name(library, one.departement) for one in others]
        rows = zip(others, codes, strict=True)
        changed["autres_departements"] = [altered(one, {"departement": code}) if code else one for one, code in rows]
    return altered(contrat, changed) if changed else contrat
