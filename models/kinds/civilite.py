"""How a person is addressed."""

from __future__ import annotations

from dataclasses import replace

from models.kinds.choix import au_choix
from models.reponses import CIVILITES

ANSWERS = ("M.", "Mme")

KIND = replace(au_choix(ANSWERS, CIVILITES), name="civilite", type_of=lambda kind, _, __: kind.type)
