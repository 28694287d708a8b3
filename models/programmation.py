"""A programmation: the contracts to be signed over some years, by establishment, and the arrêté that says so."""

from __future__ import annotations

import re
from typing import Annotated, Any, Literal

from models.champs import Annee, Entier, Fiche, Finess, Jour, Siren, Texte, champ, liste
from models.fiches.groupe import fields_of
from models.fiches.marks import Avant
from models.parties import Forme, Statut
from models.phrases import dans
from models.records import dataclass

_PERIODE = re.compile(r"([12][0-9]{3})\s*[-–à]\s*([12][0-9]{3})")
_JOUR_DU_MOIS = re.compile(r"([0-9]{1,2})/([0-9]{1,2})")


@dataclass(frozen=True, slots=True)
class Periode:
    """The years of a programmation, both included."""

    debut: int
    fin: int

    @property
    def annees(self) -> range:
        """Every year, in order."""
        return range(self.debut, self.fin + 1)


@dataclass(frozen=True, slots=True)
class JourDuMois:
    """A day of any year."""

    jour: int
    mois: int


def lire_periode(value: object) -> object:
    """« 2026-2030 »."""
    match = _PERIODE.fullmatch(value.strip()) if isinstance(value, str) else None
    if not match or int(match[1]) > int(match[2]):
        raise ValueError("une période est attendue, écrite 2026-2030.")
    return Periode(int(match[1]), int(match[2]))


def lire_jour_du_mois(value: object) -> object:
    """« 01/01 »: the first of January."""
    match = _JOUR_DU_MOIS.fullmatch(value.strip()) if isinstance(value, str) else None
    if not match or not (1 <= int(match[1]) <= 28 and 1 <= int(match[2]) <= 12):
        raise ValueError("un jour et un mois sont attendus, écrits 01/01 (jusqu'au 28 du mois).")
    return JourDuMois(int(match[1]), int(match[2]))


class Arrete(Fiche):
    """The arrêté of programmation; `faits` are those of its own clauses, written as in a description."""

    numero: Annotated[Texte, dans("l'arrêté n° …")] | None = champ(
        "numéro de l'arrêté de programmation", qui="departement", facultatif="l'arrêté est nommé par sa date"
    )
    date: Jour | None = champ("date de l'arrêté de programmation", qui="departement", exemple="2025-11-24")
    publication: Jour | None = champ(
        "date de publication de l'arrêté", "Avant le 31 décembre de l'année N-1", qui="departement",
        exemple="2025-12-05",
    )  # fmt: skip
    faits: dict[str, Any] = champ(
        "faits propres à l'arrêté", qui="departement", facultatif="aucun fait propre", defaut={}
    )


class Ligne(Fiche):
    """An establishment of the programmation: a row of its table.

    `gestionnaire`, `siren` and `finess_juridique` say who manages it; `fin_convention` is when its convention
    tripartite ends; `annee` is the year when its contract is planned, `effet` the day when it takes effect where that
    is settled; `description` is a file of the description's own facts, which complete or correct the rest. A library
    adds the facts that its trades have (engine.programmation.faits_des_lignes).
    """

    finess: Finess | None = champ("numéro FINESS de l'établissement", exemple="350000022")
    nom: Texte | None = champ("raison sociale de l'établissement")
    categorie: Texte | None = champ("catégorie de l'établissement")
    adresse: Texte | None = champ("adresse de l'établissement")
    departement: Texte | None = champ("code du département", exemple="35")
    gestionnaire: Texte | None = champ("raison sociale du gestionnaire")
    statut: Statut | None = champ("statut juridique du gestionnaire", facultatif="la ligne ne le dit pas")
    forme: Forme | None = champ("forme juridique du gestionnaire", facultatif="la ligne ne le dit pas")
    siren: Siren | None = champ("numéro SIREN du gestionnaire", facultatif="la ligne ne le dit pas")
    finess_juridique: Finess | None = champ("numéro FINESS de l'entité juridique")
    date_convention: Jour | None = champ("date de la convention tripartite", facultatif="la ligne ne le dit pas")
    fin_convention: Jour | None = champ("échéance de la convention tripartite", facultatif="la ligne ne le dit pas")
    annee: Annee | None = champ("année de signature prévue", exemple="2026")
    effet: Jour | None = champ("date d'effet du contrat", facultatif="la ligne ne le dit pas")
    capacite: Entier | None = champ("capacité autorisée", facultatif="la ligne ne le dit pas")
    description: Texte | None = champ("fichier des faits propres au contrat", facultatif="la ligne ne le dit pas")

    @classmethod
    def libelle(cls, fait: str) -> str:
        """What a fact is called."""
        return fields_of(cls)[fait].title or fait


class Programmation(Fiche):
    """A programmation: its head, and its rows, given here or in a table next to it.

    `commun` holds the facts that every contract shares, written as in a description; `departements` those of one
    département, by its code. `colonnes` maps the headings of the table that are not recognised to the facts of a row.
    `precedente` is the programmation that this one adjusts.
    """

    modele: Texte = champ("modèle", "Nom du modèle de contrat", qui="departement")
    intitule: Texte | None = champ("intitulé de la programmation", qui="departement", facultatif="les mots du modèle")
    periode: Annotated[Periode, Avant(lire_periode)] | None = champ(
        "période de programmation", "Cinq ans", qui="departement", exemple="2026-2030"
    )
    arrete: Arrete = champ("arrêté de programmation", qui="departement", defaut=Arrete())
    precedente: Texte | None = champ(
        "programmation que celle-ci ajuste", qui="departement", facultatif="aucune, la programmation est la première"
    )
    regroupement: Literal["departement", "region"] = champ(
        "un contrat par gestionnaire et par département, ou pour la région", qui="departement",
        facultatif="un contrat par gestionnaire et par département", defaut="departement",
    )  # fmt: skip
    prise_d_effet: Annotated[JourDuMois, Avant(lire_jour_du_mois)] | None = champ(
        "jour de la prise d'effet", "Jour et mois, où aucune convention n'en donne", qui="departement",
        exemple="01/01", facultatif="celle de chaque ligne",
    )  # fmt: skip
    tableau: Texte | None = champ(
        "tableau des établissements", "Fichier CSV ou XLSX", facultatif="les lignes de « etablissements »"
    )
    feuille: Texte | None = champ("feuille du classeur", facultatif="la première feuille")
    lignes_masquees: Literal["lues", "ecartees"] | None = champ(
        "lignes masquées ou filtrées du classeur", "Lues, et dites, tant que rien n'est écrit ici", qui="departement",
        facultatif="elles sont lues",
    )  # fmt: skip
    colonnes: dict[str, Texte] = champ("titres des colonnes du tableau", facultatif="les titres usuels", defaut={})
    etablissements: list[Ligne] = liste("établissements", facultatif="les lignes du tableau")
    commun: dict[str, Any] = champ("faits communs à tous les contrats", facultatif="aucun", defaut={})
    departements: dict[str, dict[str, Any]] = champ("faits communs à un département", facultatif="aucun", defaut={})
