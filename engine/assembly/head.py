"""What the header and the footer of a contract print, and the file that it is made from, which the logos are beside."""

from __future__ import annotations

from pathlib import Path as FilePath

from engine import french
from engine.document import Fact, Letterhead
from engine.libraries.modele import Modele
from engine.reading.fichiers import named_elsewhere, named_file
from models import chemins
from models.contrat import Contrat
from models.fiches.groupe import fields_of
from models.records import dataclass

_LOGOS = ("Logo département", "Logo organisme gestionnaire")
"""What the head of a blank form says where the logos go."""


@dataclass(frozen=True, slots=True)
class Origin:
    """The file that a contract was made from: its text and name, attached to the PDF, and where its paths start.

    `allowed` are the other folders that they may lead to.
    """

    text: str = ""
    name: str = "contrat.yaml"
    folder: FilePath = FilePath()
    allowed: tuple[FilePath, ...] = ()


NOWHERE = Origin()
"""Where a contract that no file describes comes from."""


def letterhead_of(
    model: Modele, contrat: Contrat, public: tuple[str, ...], origin: Origin, *, blank: bool
) -> Letterhead:
    """The head of a contract: the authorities that sign it (`public`), its gestionnaire, their logos."""
    return Letterhead(
        title=french.typography(model.plan.intitule),
        authorities=tuple(french.apostrophes(one) for one in public if one),
        manager=french.apostrophes(contrat.gestionnaire.raison_sociale or ""),
        authority_logo=_path(origin, contrat.collectivite.logo),
        manager_logo=_path(origin, contrat.gestionnaire.logo),
        authority_place=_LOGOS[0] if blank and model.plan.autorites[0] == "collectivites" else "",
        manager_place=_LOGOS[1] if blank else "",
        manager_fact=_manager(contrat),
    )


def _manager(contrat: Contrat) -> Fact | None:
    """The name of the gestionnaire, as the head prints it."""
    name, path = contrat.gestionnaire.raison_sociale, ("gestionnaire", "raison_sociale")
    asked = fields_of(type(contrat.gestionnaire))[path[-1]]
    return Fact(french.apostrophes(name), chemins.ecrit(path), asked.title or path[-1]) if name else None


def _path(origin: Origin, name: str | None) -> str:
    """The file of a logo; none for one that may not be read, which the checks of the description tell."""
    if not name or named_elsewhere(name, origin.folder, origin.allowed):
        return ""
    return str(named_file(name, origin.folder, allowed=origin.allowed))
