"""What a description says no more leaves it with its key; all else stays to the letter."""

from __future__ import annotations

import pytest

from engine.errors import InputError, Path
from engine.importing.without import without
from engine.reading.yaml_strict import parse_yaml

TEXT = """\
modele: saad  # le modèle

adaptations:
  litiges:
    texte: |
      Un premier mot.

      Un second.
    motif: accord
  # la révision
  revision: {supprimee: oui, motif: accord}
clauses_ajoutees:
- nom: comite
  texte: Un comité.
- {nom: autre, texte: Un autre}

# la fin
effet: 2024-02-01
"""


@pytest.mark.parametrize(
    ("path", "gone"),
    [
        (("adaptations", "litiges"), TEXT[TEXT.index("  litiges") : TEXT.index("  # la rév")]),
        (("adaptations", "revision"), "  revision: {supprimee: oui, motif: accord}\n"),
        (("adaptations", "revision", "supprimee"), "supprimee: oui, "),
        (("adaptations", "revision", "motif"), ", motif: accord"),
        (("adaptations",), TEXT[TEXT.index("adaptations") : TEXT.index("clauses_")]),
        (("clauses_ajoutees", 0), "- nom: comite\n  texte: Un comité.\n"),
        (("clauses_ajoutees",), TEXT[TEXT.index("clauses_") : TEXT.index("\n# la fin")]),
        (("effet",), "effet: 2024-02-01\n"),
        (("modele",), "modele: saad  # le modèle\n"),
    ],
)
def test_its_lines_go_and_no_other(path: Path, gone: str) -> None:
    assert without(parse_yaml(TEXT.encode(), "contrat.yaml"), path).text == TEXT.replace(gone, "", 1)


def test_what_held_it_alone_goes_with_it() -> None:
    text = "modele: saad\nadaptations:\n  litiges:\n    motif: accord\n"
    assert without(parse_yaml(text.encode(), "contrat.yaml"), ("adaptations", "litiges")).text == "modele: saad\n"


def test_what_it_does_not_say_cannot_leave_it() -> None:
    with pytest.raises(InputError):
        without(parse_yaml(TEXT.encode(), "contrat.yaml"), ("adaptations", "objet"))
