"""What is found of a description that is read in part: that alone which reading the rest cannot make untrue."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from engine.checks import (
    CHECKS,
    OF_A_DOSSIER,
    choix_incompatibles,
    departements_signataires,
    etablissement_inconnu,
    frais_de_siege,
    mentions_du_contrat,
    plafond_des_prix,
    qualite_du_signataire,
    schema_depasse,
    tarif_minimal,
    validite_depassee,
)
from engine.errors import Finding, Severity
from engine.reading import lectures

_OF_THE_WHOLE = {departements_signataires.CODE, etablissement_inconnu.CODE}
"""Rules that look for what may stand in the part that cannot be read."""
_ABOUT_LACKS = (choix_incompatibles, frais_de_siege, mentions_du_contrat, qualite_du_signataire)
"""Rules whose warnings say that something is not there, which may stand in that part."""
_OF_A_DAY = {rule.CODE for rule in (plafond_des_prix, schema_depasse, tarif_minimal, validite_depassee)}
"""Rules that the date of the law decides."""
_DECIDE_THE_DAY = ("signature", "effet", "droit")


_OF_ONE_VALUE = {
    ("departement",), ("preambule",), ("charte",), ("collectivite", "denomination"), ("collectivite", "logo"),
    ("gestionnaire", "logo"),
}  # fmt: skip
"""Facts that are wrong in themselves, whatever the rest says, for the rules of a dossier."""


def without_repeats(findings: Iterable[Finding], told: Sequence[Finding]) -> list[Finding]:
    """The findings that come of no mistake of writing told already: such a mistake is told alone on its line."""
    lines = {(one.place.file, one.place.line) for one in told if one.place and not one.path}
    return [one for one in findings if one.place is None or (one.place.file, one.place.line) not in lines]


def findings_of_a_part(found: Iterable[Finding], told: Sequence[Finding], *, dated: bool) -> list[Finding]:
    """Those of what is `found` of what could be read that stand, `told` being what could not; `dated` if it is signed.

    A description without all its facts is a draft, in which every rule is true; the controls of tables are not: in them
    what is not given counts for nothing.
    """
    known = {rule.CODE for rule in CHECKS if rule not in OF_A_DOSSIER} - _OF_THE_WHOLE
    moved = any(one.path and one.path[0] in _DECIDE_THE_DAY for one in told)
    if moved or not dated:
        known -= _OF_A_DAY
    warned = known - {rule.CODE for rule in _ABOUT_LACKS}
    codes = {Severity.ERROR: known, Severity.WARNING: warned, Severity.INFORMATION: {lectures.CODE}}
    return without_repeats([one for one in found if one.code in codes[one.severity] or one.path in _OF_ONE_VALUE], told)
