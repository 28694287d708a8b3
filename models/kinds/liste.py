"""Several texts, one a line."""

from __future__ import annotations

from dataclasses import replace

from models.kinds import texte

KIND = replace(texte.KIND, name="liste", many=True)
