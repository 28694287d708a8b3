"""Texts as people type and paste them: plain French, and what looks like markup, code or another script."""

from __future__ import annotations

import re

from hypothesis import strategies as st

from engine.reading.suspects import MAY_BE_SUSPECT

_MOTS = (
    "accompagnement", "bénéficiaire", "cœur", "d’Ærø", "durée", "Élise", "établissement", "garantir", "Haÿ", "île",
    "l'usager", "maïs", "naïveté", "œuvre", "où", "quotité", "réalisé", "Saint-Brieuc", "Übach", "vieillissement",
    "12", "3,5 %", "n° 4", "1 250 €", "(annexe)", "«", "»", ":", ";", "!", "?", "–", "…", "&", "2024-01-15",
)  # fmt: skip

HOSTILES = (
    "Dupont & Fils <SA>", "{{ modele }} {% if x %} {# note #}", "{{p corps }}", "*gras* _souligné_ `code` [lien](x)",
    "# pas un titre", "- pas une liste", "1. pas un numéro", "| pas | un tableau |", "^^ et << et <br>",
    "]]> <w:p/> <!-- -->", "שלום et مرحبا", "é décomposé", "👵🏽 👨‍👩‍👧 ✓",
    "#set page(width: 1pt)", "$x^2$ @ref <label> /* */ // fin", "\\* \\n \\u0041 \\", "=SOMME(A1:A9)", "@import 'x'",
    "'guillemets' \"droits\" “courbes”", "un\u202f%\u00a0; une\u2009fine", "très" + "long" * 40, "x" * 300,
    "ligne 1\nligne 2\n\nautre paragraphe", "\tune tabulation", "fin avec espaces   ", "ﬁ ﬂ ligatures", "漢字かな",
)  # fmt: skip
"""What nobody should see turned into something else."""

TOLD = (
    "&amp; &lt;", "&#42;", "fin&nbsp;", "\u200bcollé", "ƒlan d'AmitiŽ", "trÃ¨s", "\ufffd", "a\u00ad", "XXX",
    "à compléter", "Fougères\u202e", "\ud800", "\x0b", "\x00", "\ue000", "\ufeff", "l\u0085l", "\u2028", "?", "88.000",
)  # fmt: skip
"""What nobody means in a value: told, or refused."""

_LETTERS = st.characters(codec="utf-8", max_codepoint=0x24F, exclude_categories=["Cc", "Cf", "Cs", "Co", "Cn"])
_OTHERS = st.characters(codec="utf-8", exclude_categories=["Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"])


def _is_meant(text: str) -> bool:
    """Whether nothing in it looks like another encoding, like HTML or like no answer, which is told and tried apart."""
    return not MAY_BE_SUSPECT.search(text) and bool(re.search(r"\w", text))


def plain() -> st.SearchStrategy[str]:
    """Words of contracts, in any order."""
    return st.lists(st.sampled_from(_MOTS), min_size=2, max_size=8).map(" ".join)


def any_text() -> st.SearchStrategy[str]:
    """Plain words most often, and the rest of what a keyboard or a clipboard can give."""
    mixed = st.tuples(plain(), st.sampled_from(HOSTILES), plain()).map(" ".join)
    free = st.one_of(st.text(_LETTERS, min_size=1, max_size=40), st.text(_OTHERS, min_size=1, max_size=40))
    return st.one_of(plain(), plain(), st.sampled_from(HOSTILES), mixed, free.filter(_is_meant))
