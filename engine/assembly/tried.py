"""A model tried: its blank form, and a draft of which nothing is known, which holds every clause it may have."""

from __future__ import annotations

from datetime import date

from engine.assembly.assemble import assemble
from engine.errors import Finding, InputError
from engine.law.applicable import Droit
from engine.library.modele import Modele


def check_prints(model: Modele) -> None:
    """Refuse a model whose clauses name what is no fact, or what their contract does not hold.

    Raises:
        InputError: with the mistakes that its blank and its draft meet.
    """
    nothing = model.description.model_validate({"modele": model.nom})
    law = Droit(date.today(), tel_que_publie=True)
    found: list[Finding] = []
    for blank in (True, False):
        for document in ("", *model.documents):
            try:
                assemble(model, nothing, law, None, blank=blank, document=document)
            except InputError as error:
                found += error.findings
    if found:
        raise InputError(dict.fromkeys(found))
