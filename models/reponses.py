"""Yes and no, choices, and that there is none, as people write them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache
from typing import Any

from models.fiches.marks import Autour
from models.lettres import simple
from models.regexes import regex

_OUI = ("oui", "o", "x", "1", "vrai", "true", "yes", "✓", "✔", "☑")
_NON = ("non", "n", "0", "faux", "false", "no", "☐")
_DOUTEUX = {
    "oui": regex(r"(?!oui ?(?:/|ou) ?non)oui\b|ouais|(?:ok|y|d'accord|tout a fait|effectivement|affirmatif|☒)$"),
    "non": regex(
        r"non (?!renseign|connu|defini|precis|determin)|(?:aucune?|neant|sans objet|n/?a|pas du tout|negatif|✗|✘)$"
    ),
}
"""What most likely means an answer, to be proposed and not read."""


def lire_oui_non(value: object) -> object:
    """« oui » or « non », as people and spreadsheets say it: « VRAI », « x », « 1 »."""
    if value is None or isinstance(value, bool):
        return value
    said = simple(value).strip(" .,;:!«»\"'") if isinstance(value, str) else ""
    if said not in (*_OUI, *_NON):
        meant = next((answer for answer, words in _DOUTEUX.items() if words.match(said)), "")
        question = f" Vouliez-vous dire « {meant} » ?" if meant else ""
        raise ValueError(f"la réponse attendue est « oui » ou « non ».{question}")
    return said in _OUI


_NO_LETTER = regex(r"[^a-z0-9]+")


@lru_cache(maxsize=2048)
def nom_simple(text: str) -> str:
    """A word of a list of choices, whatever its case, accents, hyphens and final stop."""
    return _NO_LETTER.sub("_", simple(text)).strip("_")


_MOTS_VIDES = frozenset(
    ("le", "la", "les", "l", "un", "une", "des", "de", "du", "d", "au", "aux", "a", "en", "et", "par", "pour", "sur",
     "dans", "avec", "selon", "ou", "son", "sa", "ses", "il", "elle", "est")
)  # fmt: skip


def mots(text: str) -> frozenset[str]:
    """The words of an answer that say something, in the singular."""
    words = nom_simple(text).split("_")
    return frozenset(re.sub("(?<=[a-z]{4})[sx]$", "", word) for word in words if word not in _MOTS_VIDES)


def lire_au_choix(choices: Iterable[str], synonyms: Mapping[str, str] | None = None) -> Callable[[object], object]:
    """Read one of these values, however its letters are written, or words that mean it and nothing else.

    « libre affectation » is read `libre`: its words are all in the label of that value (« libre affectation par le
    gestionnaire »), that of its name is among them, and no other value has them all.
    """
    known = {nom_simple(said): value for said, value in (synonyms or {}).items()}
    known |= {nom_simple(value): value for value in choices}
    names = {value: mots(value) for value in known.values()}
    told: dict[str, frozenset[str]] = dict(names)
    for said, value in known.items():
        told[value] |= mots(said)

    def read(value: object) -> object:
        if not isinstance(value, str):
            return value
        if (exact := known.get(nom_simple(value))) is not None:
            return exact
        words = mots(value)
        having = [one for one, mots in told.items() if words and words <= mots]
        return having[0] if len(having) == 1 and names[having[0]] <= words else value

    return read


CIVILITES = {"m": "M.", "mr": "M.", "monsieur": "M.", "mme": "Mme", "madame": "Mme"}
STATUTS = {
    **dict.fromkeys(("sarl", "sas", "sasu", "sa", "eurl", "société", "société anonyme", "société commerciale",
                     "société à responsabilité limitée", "société par actions simplifiée"), "societe"),
    **dict.fromkeys(("ccas", "cias", "établissement public", "établissement public de santé",
                     "centre communal d'action sociale", "centre intercommunal d'action sociale"),
                    "etablissement_public"),
    **dict.fromkeys(("association loi 1901", "association loi de 1901", "association (loi de 1901)",
                     "association régie par la loi du 1er juillet 1901"), "association"),
    **dict.fromkeys(("fondation reconnue d'utilité publique", "FRUP"), "fondation"),
}  # fmt: skip
"""What says a value and nothing else. « Scop » or « GCSMS » may be of several kinds: they are left to be asked."""
FORMES = {
    **{nom_simple(one): one for one in ("sarl", "sas", "sasu", "sa", "eurl", "ccas", "cias")},
    nom_simple("société à responsabilité limitée"): "sarl",
    nom_simple("société par actions simplifiée"): "sas",
    nom_simple("société anonyme"): "sa",
    nom_simple("centre communal d'action sociale"): "ccas",
    nom_simple("centre intercommunal d'action sociale"): "cias",
    nom_simple("établissement public de santé"): "etablissement_public_de_sante",
}
"""The legal forms that people give for a statut: they say both."""
EN_MOTS = {
    "assemblee": "assemblée délibérante", "commission_permanente": "commission permanente",
    "etablissement_public": "établissement public", "societe": "société",
    "jour_de_signature": "droit du jour de la signature", "tel_que_publie": "droit tel que le modèle le publie",
    "congregation": "congrégation", "ccas": "centre communal d'action sociale (CCAS)",
    "cias": "centre intercommunal d'action sociale (CIAS)",
    "etablissement_public_de_sante": "établissement public de santé",
    "etablissement_public_social": "établissement public social ou médico-social", "departement": "Département",
    "gip": "groupement d'intérêt public (GIP)",
    "gcsms": "groupement de coopération sociale ou médico-sociale (GCSMS)", "msa": "mutualité sociale agricole (MSA)",
    "sarl": "société à responsabilité limitée (SARL)",
    "eurl": "entreprise unipersonnelle à responsabilité limitée (EURL)",
    "snc": "société en nom collectif (SNC)", "sas": "société par actions simplifiée (SAS)",
    "sasu": "société par actions simplifiée unipersonnelle (SASU)", "sa": "société anonyme (SA)",
    "scic": "société coopérative d'intérêt collectif (SCIC)", "scop": "société coopérative de production (SCOP)",
}  # fmt: skip
"""How a person reads the answers that are written in a description as one word, without accents."""
DOUTES = {
    "homme": "M.", "masculin": "M.", "h": "M.", "femme": "Mme", "feminin": "Mme", "f": "Mme",
    "mlle": "Mme", "melle": "Mme", "mademoiselle": "Mme", "asso": "association",
    "entreprise": "societe", "scop": "societe",
    "public": "etablissement_public", "prive_lucratif": "societe", "prive_commercial": "societe",
    "prive_a_but_lucratif": "societe", "prive_non_lucratif": "association", "prive_a_but_non_lucratif": "association",
    "monsieur_le_prefet": "M.", "madame_la_prefete": "Mme",
}  # fmt: skip
"""What most likely means a value, by the simple name of what is typed, to be proposed and not read."""


AUCUN = ("aucun", "aucune", "néant", "sans objet", "non")
"""What answers that there is none."""
_RIEN = frozenset(
    map(nom_simple, (*AUCUN[:-1], "rien", "RAS", "non applicable", "non concerné", "sans numéro", "sans référence"))
)
"""What answers it whatever is asked: « non » does where « aucun » is offered."""
SANS_OBJET = _RIEN | {nom_simple(AUCUN[-1])}


class Aucun(list[Any]):
    """The answer « aucun » to the question of a list: an empty list that is known to be empty."""


def est_sans_objet(value: object, known: frozenset[str] = _RIEN) -> bool:
    """Whether an answer says that there is none: « néant », a list of it alone, or a row that says nothing else."""
    if isinstance(value, str):
        return nom_simple(value) in known
    if isinstance(value, list):
        said = [one for one in value if not _is_blank(one)]
        row = said[0] if len(said) == 1 else None
        if isinstance(row, dict):
            row = [one for one in row.values() if not _is_blank(one)]
            return len(row) == 1 and isinstance(row[0], str) and est_sans_objet(row[0], known)
        return isinstance(row, str) and est_sans_objet(row, known)
    return False


def _is_blank(value: object) -> bool:
    """Whether a questionnaire has been left as it was there."""
    if isinstance(value, dict | list):
        return all(map(_is_blank, value.values() if isinstance(value, dict) else value))
    return value is None or (isinstance(value, str) and not value.strip())


def _lire_ou_aucun(value: object, read: Callable[[object], Any]) -> Any:
    return Aucun() if est_sans_objet(value, SANS_OBJET) else read(value)


OU_AUCUN = Autour(_lire_ou_aucun)
"""Reads a list, or the answer that there is none."""
