"""What an avenant adds, as it says it: « un article 5 bis », « deux alinéas », « un alinéa et un tableau »."""

from __future__ import annotations

from collections.abc import Sequence

from engine.avenants.parts import Part
from engine.avenants.places import Unit
from engine.french import cardinal, enumerate_fr


def what(*added: Part | Unit) -> tuple[str, bool, bool]:
    """The words, whether they are feminine, whether they are plural."""
    parts = [one for one in added if isinstance(one, Part)]
    if parts:
        return _part(parts[0])
    return _units([one for one in added if isinstance(one, Unit)])


def _part(part: Part) -> tuple[str, bool, bool]:
    if part.article == "les":
        return f"des {part.words.partition(' placées')[0]}", "stipulations" in part.words, True
    if part.words.startswith("rubrique "):
        return "une rubrique", True, False
    return f"{'une' if part.feminine else 'un'} {part.words}", part.feminine, False


def _units(units: Sequence[Unit]) -> tuple[str, bool, bool]:
    counts = [("alinéa", sum(one.kind == "alinéa" for one in units))]
    counts.append(("tableau", sum(one.kind == "tableau" for one in units)))
    said = []
    for kind, count in counts:
        plural = f"{kind}x" if kind == "tableau" else f"{kind}s"
        if count:
            said.append(f"{cardinal(count)} {plural if count > 1 else kind}")
    return enumerate_fr(said), False, len(units) > 1
