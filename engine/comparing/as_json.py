"""A comparison for other programs, and the JSON Schema (draft 2020-12) that it follows."""

from __future__ import annotations

from typing import Any

from engine.comparing.causes import Cause
from engine.comparing.compare import Comparison
from engine.comparing.comparison import ArticleChange, LineChange
from engine.comparing.side import Side
from engine.json_text import json_text

FORMAT = 1
"""The number of the format: it grows when what was written before would be read wrongly."""
_FATES = ("modifié", "ajouté", "retiré", "déplacé")
_KINDS = ("titre", "paragraphe", "puce", "légende", "en-tête", "rangée", "graphique", "signature")
_CAUSES = ("fait", "bibliotheque", "droit", "main", "modele", "numerotation", "inconnue")


def as_json(comparison: Comparison) -> str:
    """The comparison, whole."""
    said = {
        "format": FORMAT,
        "a": _side(comparison.old),
        "b": _side(comparison.new),
        "causes": [_cause(one) for one in comparison.causes],
        "articles": [_article(one) for one in comparison.articles],
    }
    return json_text(said)


def _side(side: Side) -> dict[str, Any]:
    return {
        "nom": side.name,
        "modele": side.dossier.modele.nom if side.dossier else "",
        "droit": side.day.isoformat() if side.day else "",
        "bibliotheques": list(side.libraries),
        "constats": [{"code": one.code, "message": one.message, "conseil": one.hint} for one in side.findings],
        "a_part": [_article(one) for one in side.apart],
    }


def _cause(one: Cause) -> dict[str, str]:
    return {"sorte": one.kind, "chemin": one.path, "libelle": one.what, "avant": one.before, "apres": one.after}


def _article(one: ArticleChange) -> dict[str, Any]:
    return {
        "clause": one.name,
        "titre": one.title,
        "sort": one.fate,
        "numeros": list(one.numbers or ()),
        "causes": [_cause(each) for each in one.causes],
        "sur": one.sure,
        "lignes": [_line(each) for each in one.lines],
    }


def _line(one: LineChange) -> dict[str, Any]:
    return {
        "sort": one.fate,
        "nature": one.kind,
        "rangee": one.row,
        "colonne": one.column,
        "avant": one.before,
        "apres": one.after,
        "passages": [
            {
                "retire": each.passage.removed,
                "ajoute": each.passage.added,
                "causes": [_cause(cause) for cause in each.causes],
                "sur": each.sure,
            }
            for each in one.passages
        ],
    }


Schema = dict[str, Any]
_TEXT: Schema = {"type": "string"}
_CAUSE: Schema = {"$ref": "#/$defs/cause"}
_ARTICLE: Schema = {"$ref": "#/$defs/article"}
_SURE: Schema = {"type": "boolean", "description": "faux : ces causes sont possibles, et rien ne les départage"}


def schema() -> Schema:
    """The schema, whole."""
    article = {
        "clause": {**_TEXT, "description": "la clause, ou « visas », « titre », « en-tete »"},
        "titre": _TEXT,
        "sort": {"enum": list(_FATES)},
        "numeros": {**_list(_TEXT), "description": "le numéro d'avant et celui d'après, s'il a changé"},
        "causes": _list(_CAUSE),
        "sur": _SURE,
        "lignes": _list({"$ref": "#/$defs/ligne"}),
    }
    side = {
        "nom": _TEXT, "modele": _TEXT,
        "droit": {**_TEXT, "description": "le jour dont il dit le droit ; vide d'un document seul"},
        "bibliotheques": _list(_TEXT),
        "constats": _list(_object({"code": _TEXT, "message": _TEXT, "conseil": _TEXT})),
        "a_part": {**_list(_ARTICLE), "description": "ce qu'il dit et que sa description ne donne pas"},
    }  # fmt: skip
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Comparaison de cpom",
        "description": "Ce qui diffère entre deux contrats, article par article, et pourquoi.",
        **_object(
            {
                "format": {"const": FORMAT, "description": "numéro de ce format"},
                "a": {"$ref": "#/$defs/contrat"},
                "b": {"$ref": "#/$defs/contrat"},
                "causes": {**_list(_CAUSE), "description": "tout ce qui diffère, mots changés ou non"},
                "articles": _list(_ARTICLE),
            }
        ),
        "$defs": {
            "contrat": _object(side),
            "article": _object(article),
            "ligne": _object(
                {
                    "sort": {"enum": list(_FATES)}, "nature": {"enum": list(_KINDS)},
                    "rangee": {**_TEXT, "description": "les mots de la première cellule d'une ligne de tableau"},
                    "colonne": _TEXT, "avant": _TEXT, "apres": _TEXT,
                    "passages": _list(
                        _object(
                            {"retire": _TEXT, "ajoute": _TEXT, "causes": _list(_CAUSE), "sur": _SURE}
                        )
                    ),
                }
            ),
            "cause": _object(
                {
                    "sorte": {"enum": list(_CAUSES)},
                    "chemin": {**_TEXT, "description": "celui d'un fait, comme dans les messages"},
                    "libelle": _TEXT, "avant": _TEXT, "apres": _TEXT,
                }
            ),
        },
    }  # fmt: skip


def _list(items: Schema) -> Schema:
    return {"type": "array", "items": items}


def _object(properties: Schema) -> Schema:
    return {"type": "object", "properties": properties, "required": list(properties), "additionalProperties": False}
