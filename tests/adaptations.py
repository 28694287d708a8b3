"""Descriptions in which clauses are adapted, as somebody would write them."""

from __future__ import annotations

import datetime
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from engine.dossier import Dossier, dossier_of
from engine.errors import Finding
from engine.libraries.bibliotheque import Bibliotheque
from engine.reading.yaml_strict import parse_yaml

TODAY = datetime.date(2026, 1, 1)
EXAMPLES = sorted(Path("data/exemples").glob("*.yaml"))
SAAD = Path("data/exemples/saad-habilite.yaml")


def block(text: str, indent: int) -> str:
    """A text after « | », as an editor has it."""
    margin = " " * indent
    opening = f"|{2 if text.startswith(' ') else ''}"
    return f"{opening}\n" + "".join(f"{margin}{line}\n" if line else "\n" for line in text.split("\n"))


def adapted(text: str, name: str = "revision", **others: str) -> str:
    """The lines of a description that give a clause other words."""
    more = "".join(f"    {key}: {json.dumps(value, ensure_ascii=False)}\n" for key, value in others.items())
    return f"adaptations:\n  {name}:\n    motif: accord du 3 mai\n{more}    texte: {block(text, 6)}"


def opened(more: str, example: Path = SAAD, library: Bibliotheque | None = None) -> Dossier:
    """An example with these lines after its own."""
    text = f"{example.read_text(encoding='utf-8').rstrip()}\n{more}"
    return dossier_of(parse_yaml(text.encode(), "contrat.yaml"), example, TODAY, library)


def told(dossier: Dossier) -> list[Finding]:
    """What is told of its adaptations, and of the clauses that it adds."""
    return [one for one in dossier.findings if one.path and one.path[0] in ("adaptations", "clauses_ajoutees")]


def lines_before(example: Path = SAAD) -> int:
    """How many lines an example has."""
    return len(example.read_text(encoding="utf-8").rstrip().split("\n"))


def described(value: Mapping[str, Any]) -> str:
    """A group of a description between braces."""
    return json.dumps(value, ensure_ascii=False)
