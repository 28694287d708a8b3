"""What goes in and out of the API, as JSON. Paths of facts are those of findings: « sites[1].nom », ranks from 1."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from pydantic import BaseModel, Field

from engine.bureau.api.operations import Said

Valeur = str | bool | int | None
_LONGEST = 200


class Erreur(BaseModel):
    """Un refus : ce qui ne va pas, et quoi faire."""

    erreur: str
    message: str
    conseil: str
    constats: list[str] = []


class Modele(BaseModel):
    """Un modèle de contrat."""

    nom: str
    intitule: str
    documents: dict[str, str]


class Modeles(BaseModel):
    """Les modèles de la bibliothèque du bureau."""

    modeles: list[Modele]


class Recherche(Said):
    """Ce qui est demandé d'une liste : des mots du titre, une situation, la page (à partir de 1)."""

    cherche: str = Field("", max_length=_LONGEST)
    situation: str = Field("", max_length=20)
    page: int = Field(1, ge=1, le=100_000)


class QuelEtat(Said):
    """De quel état : le dernier, sans numéro."""

    etat: int | None = Field(None, ge=1, le=1_000_000_000)


class NouveauDossier(Said):
    """Un dossier à ouvrir : de sa description entière, ou d'un modèle et de quelques faits."""

    titre: str = Field(min_length=1, max_length=_LONGEST, pattern=r"\S")
    description: str | None = Field(None, max_length=2_000_000)
    modele: str | None = Field(None, max_length=_LONGEST)
    faits: dict[str, Valeur] = Field(default_factory=dict, max_length=2_000)


class Faits(Said):
    """Des faits à écrire, par chemin ; null efface. `etat` est celui que vous avez lu : il doit être le dernier."""

    etat: int = Field(ge=1, le=1_000_000_000)
    faits: dict[str, Valeur] = Field(min_length=1, max_length=2_000)
    motif: str = Field("", max_length=2_000)


class Description(Said):
    """Un texte entier, à la place de la description. `etat` est celui que vous avez lu : il doit être le dernier."""

    etat: int = Field(ge=1, le=1_000_000_000)
    description: str = Field(max_length=2_000_000)
    motif: str = Field("", max_length=2_000)


class Dossier(BaseModel):
    """Un dossier, et ce que dit son dernier état."""

    id: str
    titre: str
    modele: str
    situation: str
    programmation: str | None
    contrat: str | None
    etat: int
    cree_le: datetime
    modifie_le: datetime
    manquants: int
    erreurs: int


class Dossiers(BaseModel):
    """Une page de dossiers, le dernier changé d'abord."""

    dossiers: list[Dossier]
    total: int
    page: int
    pages: int


class Etat(BaseModel):
    """Un état de la description : qui l'a fait, quand, ce qu'il change, et l'empreinte qui le lie au précédent."""

    numero: int
    quand: datetime
    qui: str
    nature: str
    motif: str
    changements: list[dict[str, Any]]
    precedente: str
    empreinte: str


class Etats(BaseModel):
    """Les états d'un dossier, le premier d'abord."""

    etats: list[Etat]


class Constat(BaseModel):
    """Ce qui est à corriger ou à savoir."""

    code: str
    gravite: str
    message: str
    conseil: str
    source: str
    chemin: str
    ligne: int
    reserve: bool


class Constats(BaseModel):
    """Ce qui a été trouvé d'un état ; `entier` dit si tout a pu en être lu."""

    etat: int
    entier: bool
    constats: list[Constat]


class Manquant(BaseModel):
    """Un fait à compléter, et qui le connaît."""

    chemin: str
    libelle: str
    qui: str


class Manquants(BaseModel):
    """Les faits qui manquent à un état."""

    etat: int
    manquants: list[Manquant]


class Echeance(BaseModel):
    """Un jour qui compte."""

    jour: date
    ouvrable: date
    libelle: str
    qui: str
    article: str
    source: str
    remarque: str


class Echeances(BaseModel):
    """Le calendrier d'un état."""

    etat: int
    echeances: list[Echeance]


class DocumentVoulu(Said):
    """Un document à écrire : le contrat, ou un autre document de son modèle ; du dernier état, sans `etat`."""

    format: str = Field(pattern="^(docx|odt|pdf|xlsx|html|txt|json)$")
    document: str = Field("", max_length=_LONGEST)
    definitif: bool = False
    avec_reserves: bool = False
    moteur: str = Field("weasyprint", pattern="^(weasyprint|typst)$")
    etat: int | None = Field(None, ge=1, le=1_000_000_000)


class Fichier(BaseModel):
    """Un fichier qu'une tâche a écrit, et où le lire."""

    nom: str
    adresse: str


class Tache(BaseModel):
    """Un travail qui dure : `situation` est « attente », « en_cours », « faite » ou « echouee »."""

    id: str
    situation: str
    message: str
    fait: int | None
    sur: int | None
    fichiers: list[Fichier]


class Programmation(BaseModel):
    """Une programmation, et combien elle a de contrats."""

    id: str
    titre: str
    cree_le: datetime
    contrats: int


class Programmations(BaseModel):
    """Les programmations, la dernière d'abord."""

    programmations: list[Programmation]
