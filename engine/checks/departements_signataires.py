"""The collectivités that sign a contract of several départements are several, of one region, each named where it signs.

Source: arrêté du 3 mars 2017, annexe, préambule (« relevant d'un même ressort départemental ou régional »).
Severity: error; a Département named among the other administrations is a warning.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from engine.checks.context import Context
from engine.errors import Finding, InputError, Path, Severity
from engine.law.collectivites import Autorite, authority
from models.fiches.groupe import fields_of
from models.regexes import regex

CODE = "departements-signataires"
SEVERITY = Severity.ERROR
SOURCE = "arrêté du 3 mars 2017, annexe, préambule"

_DEPARTEMENT = regex(r"(le |la )?(conseil départemental|département|métropole|collectivité)\b", re.IGNORECASE)


def check(context: Context) -> Iterator[Finding]:
    """Look at each département that signs beside the first."""
    yield from _misplaced(context)
    yield from _not_of_the_act(context.contrat)
    yield from _of_the_act_without_a_code(context)
    yield from _unnamed(context.contrat)
    seen: dict[str, str] = {}
    region = ""
    for path, code, metropole in _signing(context.contrat):
        try:
            known = authority(context.bibliotheque, code, context.jour)
        except InputError as error:
            if len(path) > 1:  # that of the contract itself is told where its law is settled
                yield from (Finding(CODE, one.message, SEVERITY, one.hint, SOURCE, path) for one in error.findings)
            continue
        region = region or known.region
        yield from _twice_or_elsewhere(path, known, metropole or known.nom, seen, region)
        seen.setdefault(metropole or known.nom, code)


def _of_the_act_without_a_code(context: Context) -> Iterator[Finding]:
    """Who signed the arrêté, by a code that is no département's."""
    rows = getattr(getattr(context.contrat, "programmation", None), "signataires", ())
    for at, row in enumerate(rows):
        try:
            authority(context.bibliotheque, row.departement or "35", context.jour)
        except InputError as error:
            path = ("programmation", "signataires", at, "departement")
            yield from (Finding(CODE, one.message, SEVERITY, one.hint, SOURCE, path) for one in error.findings)


def _signing(contrat: Any) -> Iterator[tuple[Path, str, str]]:
    """Where each département is said, its code, and the métropole that signs in its place."""
    if contrat.departement:
        metropole: Any = getattr(contrat, "metropole", None)
        acts = metropole is not None and metropole.competente
        yield ("departement",), contrat.departement, (metropole.nom or "la métropole") if acts else ""
    for at, row in enumerate(getattr(contrat, "autres_departements", ())):
        if row.departement:
            yield ("autres_departements", at, "departement"), row.departement, row.metropole or ""


def _unnamed(contrat: Any) -> Iterator[Finding]:
    """A signatory of which the code is not given would be no party of the contract."""
    for at, row in enumerate(getattr(contrat, "autres_departements", ())):
        if not row.departement:
            message = "ce signataire n'a pas de département : le contrat ne le nomme pas parmi les parties."
            hint = "Donnez son code, ou supprimez cette ligne."
            path = ("autres_departements", at, "departement")
            yield Finding(CODE, message, Severity.WARNING, hint, SOURCE, path, reserve=True)


def _twice_or_elsewhere(path: Path, one: Autorite, nom: str, seen: dict[str, str], region: str) -> Iterator[Finding]:
    if nom in seen:
        message = f"« {nom} » signe déjà le contrat (département {seen[nom]})."
        yield Finding(CODE, message, SEVERITY, "Gardez une seule fois chaque collectivité.", SOURCE, path)
    if one.region != region:
        message = f"le département {one.code} est dans la région {one.region}, et le contrat dans la région {region}."
        yield Finding(CODE, message, SEVERITY, "Un contrat ne dépasse pas le ressort régional.", SOURCE, path)


def _not_of_the_act(contrat: Any) -> Iterator[Finding]:
    """Those who sign a contract have signed the arrêté that programmes it, where the description names who did."""
    rows = getattr(getattr(contrat, "programmation", None), "signataires", ())
    signed = {row.departement for row in rows if row.departement}
    for path, code, _ in _signing(contrat) if signed else ():
        if code not in signed:
            message = (
                f"le département {code} signe le contrat, et n'est pas parmi les signataires de l'arrêté de "
                "programmation (programmation.signataires)."
            )
            hint = "Ajoutez-le : cette liste nomme toutes les collectivités qui ont signé l'arrêté."
            where = ("programmation", "signataires") if len(path) == 1 else path
            yield Finding(CODE, message, SEVERITY, hint, "arrêté du 3 mars 2017, article 1er", where)


def _misplaced(context: Context) -> Iterator[Finding]:
    """A Département or a métropole among the other administrations: it would not sign where it should."""
    if "autres_departements" not in fields_of(type(context.contrat)):
        return
    for at, row in enumerate(getattr(context.contrat, "autres_autorites", ())):
        if row.nom and _DEPARTEMENT.match(row.nom):
            message = f"« {row.nom} » est parmi les autres administrations, que le contrat nomme « d'autre part »."
            hint = "Écrivez-le dans « autres_departements » : il est de celles qui ont délivré les autorisations."
            yield Finding(CODE, message, Severity.WARNING, hint, SOURCE, ("autres_autorites", at, "nom"))
