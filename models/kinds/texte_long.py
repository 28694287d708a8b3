"""A text of several lines."""

from __future__ import annotations

from dataclasses import replace

from models.kinds import texte

KIND = replace(texte.KIND, name="texte_long", words="texte long", example="Première ligne.\nSeconde ligne.")
