"""What the contract governs: the services (SAAD/SAD) of the gestionnaire."""

from __future__ import annotations

from typing import Annotated

from models.champs import Fiche, Finess, Jour, OuiNon, Siren, Siret, Texte, champ, liste
from models.jours import Duree
from models.limites import Validite
from models.phrases import dans

AUTORISATION = Validite(
    duree=Duree(15 * 12),
    jusqua="echeance",
    aide="La durée de quinze ans est à vérifier : dites si l'autorisation a été renouvelée, ou le sera avant ce terme.",
    source="CASF, article L. 313-1 (durée à vérifier)",
    gravite="information",
)
"""How long an authorisation holds: from memory, so that it is only told."""


class Service(Fiche):
    """A home-care service."""

    nom: Annotated[Texte, dans("le service …", "nom")] | None = champ("nom du service", exemple="Service Exemple")
    raison_sociale: Annotated[Texte, dans("raison sociale : …", "nom")] | None = champ(
        "raison sociale du service",
        "Si elle n'est pas celle de l'organisme gestionnaire",
        exemple="Association Exemple",
        facultatif="celle de l'organisme gestionnaire",
    )
    finess: Finess | None = champ("numéro FINESS (ou SIREN/SIRET)", "Numéro FINESS de l'établissement")
    siren: Siren | None = champ("numéro SIREN", "À défaut de numéro FINESS", facultatif="le numéro FINESS suffit")
    siret: Siret | None = champ("numéro SIRET", "À défaut de numéro FINESS", facultatif="le numéro FINESS suffit")
    autorisation: Jour | None = champ(
        "date de l'arrêté d'autorisation",
        qui="departement",
        exemple="2019-03-04",
        regles={"validite": AUTORISATION},
    )
    autorisation_reference: Annotated[Texte, dans("arrêté … du 4 mars 2019")] | None = champ(
        "référence de l'arrêté d'autorisation",
        qui="departement",
        exemple="n° 2019-123",
        facultatif="l'arrêté est nommé par sa date",
    )
    habilitation_aide_sociale: OuiNon | None = champ(
        "habilitation à l'aide sociale",
        "oui ou non : choisit l'article 3 (services habilités ou non)",
        qui="departement",
        exemple="oui",
    )
    communes: list[Annotated[Texte, dans("le territoire de …", "nom")]] = liste(
        "communes de la zone d'intervention", "Communes où le service est autorisé à intervenir", exemple=""
    )
