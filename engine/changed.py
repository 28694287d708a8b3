"""The description that a change makes of another: only what changed is read again, and the rest is the very same."""

from __future__ import annotations

from datetime import date

from engine.assembly.soundness import open_model
from engine.dossier import Dossier, checked_dossier, dossier_of
from engine.libraries.bibliotheque import Bibliotheque
from engine.reading.description import modele_de, read_again
from engine.reading.yaml_strict import Source
from models.contrat import Contrat


def changed_dossier(source: Source, before: Dossier, today: date, library: Bibliotheque) -> Dossier:
    """Check a description of which some keys of the first level are others than `before`, a whole one of the same day.

    It is what `dossier_of` gives, and shares with `before` all that both say, so that what was worked out of that
    serves again.

    Raises:
        WrongDescriptionError: where it cannot be read whole, with all that is known to be wrong in it.
    """
    known = before.lectures
    if known and not source.errors and source.data.get("modele") == before.source.data["modele"]:
        read = read_again(source, before.source, known.read)
        if isinstance(read, Contrat):
            model = open_model(modele_de(source), library)
            return checked_dossier(source, model, read, before.path, today, before.allowed, before=before)
    return dossier_of(source, before.path, today, library, before.allowed)
