"""What the codes of descriptions are called on pages: people choose among words, and descriptions keep their codes."""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType

WORDS: Mapping[str, Mapping[str, str]] = MappingProxyType(
    {
        "statut": {"etablissement_public": "établissement public (dont CCAS et CIAS)", "societe": "société"},
        "organe": {"assemblee": "assemblée délibérante", "commission_permanente": "commission permanente"},
        "droit": {
            "jour_de_signature": "celui du jour de la signature",
            "tel_que_publie": "celui du modèle, tel qu'il a été publié",
        },
        "forme": {
            "congregation": "congrégation",
            "ccas": "centre communal d'action sociale (CCAS)",
            "cias": "centre intercommunal d'action sociale (CIAS)",
            "etablissement_public_de_sante": "établissement public de santé",
            "etablissement_public_social": "établissement public social ou médico-social",
            "departement": "département",
            "gip": "groupement d'intérêt public (GIP)",
            "gcsms": "groupement de coopération sociale ou médico-sociale (GCSMS)",
            "msa": "mutualité sociale agricole (MSA)",
            **{one: one.upper() for one in ("sarl", "eurl", "snc", "sas", "sasu", "sa", "scic", "scop")},
        },
    }
)
"""The words of the answers to choose from, by the name of their question, where the model gives them none."""

_SHORT: Mapping[str, str] = MappingProxyType(
    {
        "etablissement_public": "établissement public",
        "societe": "société",
        "assemblee": "assemblée",
        "commission_permanente": "commission permanente",
        "jour_de_signature": "jour de la signature",
        "tel_que_publie": "tel que publié",
    }
)
_CODE = re.compile(rf"\b({'|'.join(_SHORT)})\b")


def words_of(chemin: str, value: str, words: str = "") -> str:
    """The words of an answer to the question at a path: those of its model, ours, or the answer itself."""
    return words or WORDS.get(chemin.rpartition(".")[2], {}).get(value, value)


def without_codes(text: str) -> str:
    """A help or a condition, in which each code is in words."""
    return _CODE.sub(lambda found: _SHORT[found[1]], text)
