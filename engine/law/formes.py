"""The legal forms of the organismes gestionnaires, and what the law settles for each (data/droit/formes.yaml)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeVar

from engine.law.fait import Fait
from engine.law.organisations import Beginnings, Mot
from engine.law.referentiel import Fichier, read
from engine.libraries.bibliotheque import Bibliotheque, kept
from models.champs import Fiche
from models.contrat import Contrat
from models.fiches.groupe import altered, checks
from models.parties import Forme as Cle
from models.parties import Gestionnaire
from models.parties import Statut as StatutDuGestionnaire

AnyContrat = TypeVar("AnyContrat", bound=Contrat)


class Qualite(Fiche):
    """The title of who represents a body by law; `inconnu` while M. or Mme is unknown."""

    masculin: str
    feminin: str
    inconnu: str

    def of(self, civilite: str | None) -> str:
        """The title, agreed with M. or Mme."""
        return {"M.": self.masculin, "Mme": self.feminin}.get(civilite or "", self.inconnu)


class Forme(Fait):
    """A legal form; the `qualite` and the `organe` that are absent are not settled by law, or not confirmed."""

    mot: str
    libelle: str = ""
    feminin: bool = False
    statut_du_gestionnaire: StatutDuGestionnaire | None = None
    finess: list[str]
    debuts: list[str] = []
    qualite: Qualite | None = None
    organe: str = ""

    @checks
    def _settled(self) -> Forme:
        if self.statut != "confirmé" and (self.qualite or self.organe):
            raise ValueError("une qualité ou un organe à vérifier ne s'imprime pas : retirez-le")
        return self

    @property
    def nom(self) -> str:
        """The form in full: « société à responsabilité limitée »."""
        return self.libelle or self.mot

    @property
    def introduction(self) -> Mot:
        """The form as the word that introduces a name."""
        return Mot(mot=self.mot, genre="f" if self.feminin else "m")


class Formes(Fichier):
    """The whole file."""

    root: dict[Cle, Forme]


@kept
def load_formes(library: Bibliotheque) -> dict[str, Forme]:
    """Read droit/formes.yaml, once for each library.

    Raises:
        InputError: where the file breaks its own rules.
    """
    return {str(key): forme for key, forme in read(library, "droit/formes.yaml", Formes).root.items()}


def forme_of_name(library: Bibliotheque, name: str) -> str | None:
    """The form by which a raison sociale begins without doubt (« SARL Exemple »)."""
    words, forms = _starts(library)
    return forms.get(words.of(name) or "")


@kept
def _starts(library: Bibliotheque) -> tuple[Beginnings, Mapping[str, str]]:
    """The words by which a name says its form, and the form that each says."""
    found = {start: key for key, forme in sorted(load_formes(library).items()) for start in forme.debuts}
    return Beginnings(found), found


def forme_of(library: Bibliotheque, gestionnaire: Gestionnaire) -> str | None:
    """The form that a description gives, or else that its raison sociale says, unless its statut contradicts it."""
    if gestionnaire.forme:
        return gestionnaire.forme
    found, statut = forme_of_name(library, gestionnaire.raison_sociale or ""), gestionnaire.statut
    if found and (statut is None or load_formes(library)[found].statut_du_gestionnaire in (None, statut)):
        return found
    return statut if statut in load_formes(library) else None


def with_forme(library: Bibliotheque, contrat: AnyContrat) -> AnyContrat:
    """The contract with the form of its gestionnaire where its name says it, and the statut that follows."""
    gestionnaire = contrat.gestionnaire
    forme = forme_of(library, gestionnaire)
    if forme is None:
        return contrat
    statut = gestionnaire.statut or load_formes(library)[forme].statut_du_gestionnaire
    completed = altered(gestionnaire, {"forme": forme, "statut": statut})
    return altered(contrat, {"gestionnaire": completed})
