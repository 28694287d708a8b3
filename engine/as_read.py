"""A description with what its words stand for: the code of a département, a legal form, the name of a collectivité."""

from __future__ import annotations

from typing import Any

from engine.checks import denomination_collectivite
from engine.law.codes import with_codes
from engine.law.collectivites import Autorite
from engine.law.formes import with_forme
from engine.libraries.bibliotheque import Bibliotheque
from models.contrat import Contrat
from models.fiches.groupe import altered


def as_read(library: Bibliotheque, contrat: Contrat) -> Contrat:
    """A description with what its words are short for: the code of a département, the legal form of a name."""
    return with_forme(library, with_codes(library, contrat))


def called(autorite: Autorite | None, denomination: str | None, library: Bibliotheque) -> Autorite | None:
    """The collectivité under the name that the description gives it, where it is a name."""
    if autorite is None or denomination is None or not denomination_collectivite.is_a_name(denomination):
        return autorite
    return autorite.called(library, denomination)


def without_another_metropole(contrat: Contrat, autorite: Autorite | None) -> Contrat:
    """The Métropole de Lyon is its own collectivité: no métropole acts in its place, and that need not be said."""
    asked: Any = getattr(contrat, "metropole", None)
    if autorite is None or autorite.kind != "metropole" or asked is None or asked.competente is not None:
        return contrat
    return altered(contrat, {"metropole": altered(asked, {"competente": False})})
