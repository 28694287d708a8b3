"""What a sheet of conformity finds: mentions that are missing, words that differ and nobody knows why."""

from __future__ import annotations

from collections.abc import Iterator

from engine.conformity import labels
from engine.conformity.conformity import Conformity
from engine.conformity.reasons import UNKNOWN
from engine.definitif import reserves
from engine.errors import Finding, Severity
from engine.passages import first_words

_SHOWN = 12
"""The words of a passage that a finding quotes, at most."""


def findings_of(found: Conformity) -> tuple[Finding, ...]:
    """What is to be corrected, then what is to be looked at, each at its place of the description."""
    told = (*missing_mentions(found), *_unexplained(found))
    return (*found.side.findings, *found.dossier.located(told))


def left_of(found: Conformity) -> tuple[Finding, ...]:
    """What the contract itself leaves to be verified before it is signed; its mentions are told apart."""
    told = reserves(found.dossier.told(found.assembled))
    return tuple(one for one in told if one.code != "mentions-du-contrat")


def missing_mentions(found: Conformity) -> Iterator[Finding]:
    """What a text imposes and nothing in the description shows; words that nobody recognises may say it."""
    for one in found.mentions:
        if one.missing:
            message = f"rien ne montre que le contrat dit une mention obligatoire : {one.what}."
            source = f"{one.source}, {one.rank}"
            yield Finding("mention-absente", message, Severity.WARNING, one.hint, source, one.path)


def _unexplained(found: Conformity) -> Iterator[Finding]:
    hint = (
        "Vérifiez-les avant de présenter le contrat. Si c'est la bibliothèque qui les écrit ainsi, sa clause doit le "
        "dire (« ecarts » ou « remarques »)."
    )
    for article in (one for one in found.articles if one.is_unexplained):
        passages = [
            f"« {first_words(one.before, _SHOWN) or 'rien'} » → « {first_words(one.after, _SHOWN) or 'rien'} »"
            for one in article.differences
            if UNKNOWN in one.reasons
        ]
        message = " : ".join(filter(None, (labels.unexplained(article.name_in_the_sheet, article.state),
                                           " ; ".join(passages))))  # fmt: skip
        yield Finding("passage-sans-motif", f"{message}.", Severity.WARNING, hint, path=("modele",))
