"""The JSON Schema (draft 2020-12) of a document, which `cpom schema --document` writes, and every example follows."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from engine.document import Alignment, ChartKind, ParagraphStyle

Schema = dict[str, Any]

FORMAT = 1
"""The number of the format: it grows when what was written before would be read wrongly."""

STYLES: Mapping[ParagraphStyle, str] = {
    "body": "corps",
    "title": "titre",
    "subtitle": "sous-titre",
    "visa": "visa",
    "centered": "centre",
    "recipient": "destinataire",
}
ALIGNMENTS: Mapping[Alignment, str] = {"left": "gauche", "right": "droite", "center": "centre"}
KINDS: Mapping[ChartKind, str] = {"bars": "barres", "stacked": "barres empilées", "lines": "lignes"}

_TEXT: Schema = {"type": "string"}
_NAME: Schema = {"type": "string", "minLength": 1}
_YES_NO: Schema = {"type": "boolean"}
_COUNT: Schema = {"type": "integer", "minimum": 1}
_WORDS: Schema = {"type": "array", "items": {"$ref": "#/$defs/mots"}}
_BLOCKS: Schema = {"type": "array", "items": {"$ref": "#/$defs/bloc"}}


def schema() -> Schema:
    """The schema, whole."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Document de cpom",
        "description": "Un contrat, une annexe ou un arrêté : ses blocs et leur clause, ses mots et leurs faits.",
        **_object(
            {
                "format": {"const": FORMAT, "description": "numéro de ce format"},
                "titre": _TEXT,
                "date": {"type": "string", "format": "date", "description": "jour de la signature, ou du droit dit"},
                "langue": {"const": "fr-FR"},
                "vierge": {**_YES_NO, "description": "modèle vierge : ses notes s'impriment, entre crochets"},
                "sommaire": {**_YES_NO, "description": "un sommaire suit le titre"},
                "mots_cles": _array(_TEXT),
                "description": {**_object({"nom": _TEXT, "texte": _TEXT}), "description": "le YAML d'où il vient"},
                "en_tete": _object({"titre": _TEXT, "autorites": _array(_TEXT), "gestionnaire": _TEXT}),
                "sections": _array(_object({"orientation": {"enum": ["portrait", "paysage"]}, "blocs": _BLOCKS})),
                "origine": {
                    **_TEXT,
                    "description": "tout ce dont il est fait, rangé : « cpom refaire » le relit",
                },
                "empreinte": {
                    **_TEXT,
                    "description": "celle du fichier : « cpom generer » n'en remplace pas un changé",
                },
            }
        ),
        "$defs": {"bloc": {"oneOf": _blocks()}, "mots": {"oneOf": _words()}},
    }


def _array(items: Schema) -> Schema:
    return {"type": "array", "items": items}


def _object(properties: Schema, optional: Schema | None = None) -> Schema:
    """An object of these keys, and of no other."""
    return {
        "type": "object",
        "properties": {**properties, **(optional or {})},
        "required": list(properties),
        "additionalProperties": False,
    }


_CLAUSE: Schema = {
    **_NAME,
    "description": "la clause qui l'a écrit ; absente du titre, des visas, des parties de blocs",
}


def _block(kind: str, properties: Schema) -> Schema:
    anchor = {**_NAME, "description": "son nom, le même tant que sa clause dit autant de blocs avant lui"}
    return _object({"type": {"const": kind}, "ancre": anchor, **properties}, {"clause": _CLAUSE})


def _blocks() -> list[Schema]:
    number = _object({"prefixe": _TEXT, "valeur": _TEXT, "suffixe": _TEXT})
    target = {**_TEXT, "description": "ce que vise un renvoi (« vers »)"}
    level = {"type": "integer", "minimum": 1, "maximum": 6}
    share = {"type": "number", "minimum": 0, "maximum": 1}
    cell = {"colonnes": _COUNT, "lignes": _COUNT, "alignement": {"enum": list(ALIGNMENTS.values())},
            "en_tete": _YES_NO, "blocs": _BLOCKS}  # fmt: skip
    figure = {"type": ["string", "null"], "pattern": r"^-?\d+(\.\d+)?$"}
    return [
        _block("paragraphe", {"style": {"enum": list(STYLES.values())}, "avec_le_suivant": _YES_NO, "mots": _WORDS}),
        _block("titre", {"niveau": level, "numero": {"anyOf": [number, {"type": "null"}]}, "cible": target,
                         "mots": _WORDS}),
        _block("liste", {"ordonnee": _YES_NO, "debut": {"type": "integer"}, "elements": _array(_BLOCKS)}),
        _block("tableau", {"legende": _TEXT, "largeurs": _array(share),
                           "lignes_d_en_tete": {"type": "integer", "minimum": 0},
                           "lignes": _array(_array(_object(cell)))}),
        _block("graphique", {"genre": {"enum": list(KINDS.values())}, "titre": _TEXT, "unite": _TEXT,
                             "categories": _array(_TEXT),
                             "series": _array(_object({"nom": _TEXT, "valeurs": _array(figure)})),
                             "en_mots": _TEXT}),
        _block("signatures", {"parties": _array(_object({"qualite": _WORDS, "nom": _WORDS}))}),
        _block("saut_de_page", {}),
    ]  # fmt: skip


def _words() -> list[Schema]:
    facts = {**_array(_NAME), "description": "les faits que ce sont, par leur chemin dans la description"}
    cases = {**_array(_array(_NAME)), "description": "les faits et les traits dont dépend que ces mots soient là"}
    return [
        _inline("texte", {"texte": _TEXT}, {"faits": facts, "cas": cases}),
        _inline("gras", {"mots": _WORDS}),
        _inline("italique", {"mots": _WORDS}),
        _inline("ligne", {}),
        _inline("renvoi", {"vers": _NAME, "texte": _TEXT}),
        _inline("manque", {"fait": _TEXT, "nom": _TEXT, "texte": _TEXT}),
        _inline("note", {"texte": _TEXT, "du_modele": _YES_NO}),
    ]


def _inline(kind: str, properties: Schema, optional: Schema | None = None) -> Schema:
    return _object({"type": {"const": kind}, **properties}, optional)
