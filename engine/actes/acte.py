"""An act of a contract, ready to be drafted: the contract's description, what the act says of its own, its own day."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import replace
from datetime import date

from engine.actes.signataires import latest
from engine.as_read import as_read
from engine.assembly.soundness import open_model
from engine.dossier import Dossier, WrongDescriptionError, checked_dossier
from engine.errors import InputError, Path
from engine.importing.completed import completed
from engine.law.applicable import law_of
from engine.law.collectivites import authority
from engine.libraries.accompagnement import accompagne
from engine.reading.description import valid_part
from models.fiches.groupe import altered


def with_acte(dossier: Dossier, name: str, facts: Mapping[Path, str], jour: date) -> Dossier:
    """The dossier of a contract with an act as one more of its documents: `redaction_of(…, document=name)` drafts it.

    `facts` are what the act says of its own, as a description writes them: before them come those who sign since the
    last avenant. Its law, its names and its date are those of `jour`, whatever the day when the contract was signed.

    Raises:
        WrongDescriptionError: where a fact cannot be read.
        InputError: where there is no such act, or where its files are wrong.
    """
    library = dossier.modele.bibliotheque
    model = accompagne(open_model(dossier.modele.nom, library), name)
    source = completed(dossier.source, model, {**latest(dossier), **facts})
    read, wrong = valid_part(source, model.description)
    if read is None or wrong:
        raise WrongDescriptionError(wrong)
    made = checked_dossier(source, model, read, dossier.path, jour, dossier.allowed)
    return _on(made, jour)


def _on(dossier: Dossier, jour: date) -> Dossier:
    """The same, in the law of a day."""
    signed = altered(dossier.contrat.signature, {"date": jour})
    of_day = altered(dossier.contrat, {"signature": signed})
    droit = law_of(as_read(dossier.modele.bibliotheque, of_day), jour, dossier.modele.bibliotheque)
    autorite = dossier.autorite
    if dossier.contrat.departement is not None:
        with suppress(InputError):  # told with the contract
            autorite = authority(dossier.modele.bibliotheque, dossier.contrat.departement, jour)
    return replace(dossier, droit=replace(droit, tel_que_publie=False), autorite=autorite)
