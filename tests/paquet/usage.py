"""Uses all of our library once: run by itself, it fills the cache of whoever runs it (compilation.py)."""

from __future__ import annotations

from datetime import date

import cpom
from engine.asking.conditions import conditions
from engine.assembly.soundness import check_syntax, open_model
from engine.libraries.modele import act_names, model_names
from engine.shipped import shipped

_DAY = date(2026, 1, 15)


def main() -> None:
    """Compile every text of every model, and what its questions depend on, then write each example.

    The law is read, and our letterhead made ready.
    """
    for name in (*model_names(), *act_names()):
        check_syntax(open_model(name))
    for name in model_names():
        conditions(open_model(name))
    for example in sorted((shipped("engine.referentiels") / "exemples").glob("*.yaml")):
        cpom.ouvrir(example, jour=_DAY).ecrire("docx")


if __name__ == "__main__":
    main()
