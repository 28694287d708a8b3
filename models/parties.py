"""The parties: who signs, in what capacity, allowed by which decision."""

from __future__ import annotations

from typing import Annotated, Any, Literal, get_args

from models.champs import Civilite, Fiche, Finess, Jour, Siren, Texte, champ
from models.fiches.groupe import prepares
from models.kinds.choix import au_choix
from models.phrases import dans
from models.reponses import FORMES, STATUTS, nom_simple

_Organe = Literal["assemblee", "commission_permanente"]
_Statut = Literal["association", "fondation", "mutuelle", "etablissement_public", "societe"]
_Forme = Literal[
    "association", "fondation", "congregation", "mutuelle", "ccas", "cias", "etablissement_public_de_sante",
    "etablissement_public_social", "departement", "commune", "gip", "gcsms", "msa", "sarl", "eurl", "snc", "sas",
    "sasu", "sa", "scic", "scop",
]  # fmt: skip
Organe = Annotated[_Organe, au_choix(get_args(_Organe))]
Statut = Annotated[_Statut, au_choix(get_args(_Statut), STATUTS)]
Forme = Annotated[_Forme, au_choix(get_args(_Forme))]


class President(Fiche):
    """Who heads the executive of the collectivité."""

    civilite: Civilite | None = champ(
        "civilité du président de la collectivité", "M. ou Mme", qui="departement", exemple="M.", signataire=True
    )
    prenom: Annotated[Texte, dans("représenté par M. …", "nom")] | None = champ(
        "prénom du président de la collectivité", qui="departement", exemple="Jean", signataire=True
    )
    nom: Annotated[Texte, dans("représenté par M. Jean …", "nom")] | None = champ(
        "nom du président de la collectivité", qui="departement", exemple="EXEMPLE", signataire=True
    )


class Representant(Fiche):
    """Who signs for the gestionnaire."""

    civilite: Civilite | None = champ(
        "civilité du représentant de l'organisme gestionnaire", "M. ou Mme", exemple="Mme", signataire=True
    )
    prenom: Annotated[Texte, dans("représenté par Mme …", "nom")] | None = champ(
        "prénom du représentant de l'organisme gestionnaire", exemple="Jeanne", signataire=True
    )
    nom: Annotated[Texte, dans("représenté par Mme Jeanne …", "nom")] | None = champ(
        "nom du représentant de l'organisme gestionnaire", exemple="EXEMPLE", signataire=True
    )
    qualite: Annotated[Texte, dans("Mme Jeanne EXEMPLE, …", "titre")] | None = champ(
        "qualité du représentant de l'organisme gestionnaire",
        "Pour une association, ce que disent ses statuts : président ou présidente, le plus souvent. Inutile si la "
        "forme juridique est dite et que la loi la fixe : président d'un CCAS, d'un CIAS ou d'une SAS, gérant d'une "
        "SARL, directeur d'un établissement public de santé, social ou médico-social, président du conseil "
        "d'administration d'une mutuelle",
        exemple="présidente",
        signataire=True,
    )
    delegation: Jour | None = champ(
        "date de l'acte de délégation",
        "Si le représentant signe par délégation de celui que la loi ou les statuts désignent",
        exemple="2023-09-04",
        facultatif="le représentant signe sans délégation",
        avant_signature=True,
        signataire=True,
    )


class Collectivite(Fiche):
    """The collectivité that exercises the powers of a département."""

    denomination: Texte | None = champ(
        "nom de la collectivité",
        "Le nom qu'elle se donne, si ce n'est pas celui du registre (« Département de Loire-Atlantique »)",
        qui="departement",
        exemple="Département de Loire-Atlantique",
        facultatif="le nom du registre",
        ailleurs=True,
    )
    organe: Organe | None = champ(
        "organe qui habilite à signer",
        "assemblee ou commission_permanente, si ce n'est pas l'ordinaire ; à dire pour Paris et Mayotte",
        qui="departement",
        exemple="commission_permanente",
        facultatif="l'organe ordinaire",
    )
    president: President = champ("président de la collectivité", qui="departement", defaut=President())
    decision: Jour | None = champ(
        "date de la décision de la commission permanente",
        "Date de la décision qui habilite à signer le contrat",
        qui="departement",
        exemple="2023-12-18",
        signataire=True,
    )
    deliberation: Jour | None = champ(
        "date de la délibération",
        "Date de la délibération de l'assemblée qui approuve le CPOM et autorise à le signer",
        qui="departement",
        exemple="2023-12-18",
        facultatif="le contrat ne la vise pas",
        signataire=True,
    )
    logo: Texte | None = champ(
        "logo",
        "Chemin d'une image PNG ou JPEG",
        qui="departement",
        exemple="logo.png",
        facultatif="aucun logo",
        ailleurs=True,
    )


class Gestionnaire(Fiche):
    """The organisme gestionnaire. Its numbers tell it from the others in a programmation, printed or not."""

    @prepares
    @classmethod
    def _forme_du_statut(cls, said: Any) -> Any:
        """« SARL » given for the statut is the forme too."""
        statut = said.get("statut") if isinstance(said, dict) else None
        forme = FORMES.get(nom_simple(statut)) if isinstance(statut, str) else None
        return {**said, "forme": forme} if forme and not said.get("forme") else said

    raison_sociale: Annotated[Texte, dans("l'association …", "nom")] | None = champ(
        "raison sociale de l'organisme gestionnaire", exemple="Association Exemple"
    )
    statut: Statut | None = champ(
        "statut de l'organisme gestionnaire",
        "association, fondation, mutuelle, etablissement_public (dont CCAS et CIAS) ou societe",
        exemple="association",
    )
    forme: Forme | None = champ(
        "forme juridique de l'organisme gestionnaire",
        "Plus précise que le statut, qui s'en déduit le plus souvent ; inutile si la raison sociale commence par elle "
        "(CCAS, SARL, SAS…)",
        exemple="association",
        facultatif="celle que disent le statut et la raison sociale",
    )
    siren: Siren | None = champ(
        "numéro SIREN de l'organisme gestionnaire", exemple="", facultatif="le contrat ne l'imprime pas", ailleurs=True
    )
    finess: Finess | None = champ(
        "numéro FINESS de l'entité juridique",
        "Neuf caractères",
        exemple="",
        facultatif="le SIREN suffit",
        ailleurs=True,
    )
    adresse: Annotated[Texte, dans("dont le siège est situé …", "nom")] | None = champ(
        "adresse du siège",
        exemple="1 rue de l'Exemple, 35000 Rennes",
        facultatif="le contrat ne l'imprime pas",
        ailleurs=True,
    )
    representant: Representant = champ("représentant de l'organisme gestionnaire", defaut=Representant())
    deliberation: Jour | None = champ(
        "date de la délibération du gestionnaire",
        "Date de la délibération qui autorise la signature du CPOM ; celui d'une société n'en vise pas, en général",
        exemple="2023-12-04",
        signataire=True,
    )
    organe_deliberant: Annotated[Texte, dans("Vu la délibération …", "de")] | None = champ(
        "organe qui a autorisé la signature",
        "Inutile si c'est le conseil d'administration d'une association, d'une "
        "fondation, d'une mutuelle, d'un CCAS ou d'un CIAS, ou celui que la loi fixe quand la forme juridique est dite "
        "(conseil de surveillance d'un établissement public de santé, conseil d'administration d'un établissement "
        "public social ou médico-social)",
        exemple="de l'assemblée générale",
        facultatif="celui que la loi ou les statuts désignent",
    )
    logo: Texte | None = champ(
        "logo", "Chemin d'une image PNG ou JPEG", exemple="logo.png", facultatif="aucun logo", ailleurs=True
    )
