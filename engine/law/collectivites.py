"""Who exercises the powers of a département, under which names, and in whose jurisdiction it lies.

The facts are in data/collectivites.yaml; what is returned is ready to print (French typography is applied).
"""

from __future__ import annotations

import datetime
import re
import unicodedata
from dataclasses import dataclass
from functools import cache
from typing import Literal

from pydantic import model_validator

from engine import french
from engine.errors import Finding, InputError
from engine.law.referentiel import read
from engine.law.register import Statut
from models.champs import Fiche

Kind = Literal[
    "departement", "metropole", "ville_de_paris", "collectivite_europeenne", "collectivite_de_corse",
    "collectivite_territoriale", "departement_region",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Autorite:
    """The collectivité that signs: its names as they fit in a sentence, and the authorities of its territory.

    `appellation` is what the contract calls it (« Département », « Métropole »), `organe` who allows the executive to
    sign, `service` the State service for housing (DREETS, DEETS, DRIHL), `tribunal` the city of the court for tariff
    disputes, empty where it is not known. `remarque` is for the drafter, empty where every name is confirmed.
    """

    code: str
    kind: Kind
    nom: str
    le: str
    du: str
    au: str
    le_majuscule: str
    appellation: str
    territoire: str
    de_territoire: str
    executif_m: str
    executif_f: str
    assemblee: str
    de_assemblee: str
    organe: str
    de_organe: str
    region: str
    de_region: str
    prefet_region: str
    ars: str
    service: str
    tribunal: str
    statut: Statut
    source: str
    note: str

    @property
    def remarque(self) -> str:
        """What is to be verified in these names."""
        return f"{self.nom} : {self.note}" if self.statut == "à vérifier" else ""


class Region(Fiche):
    """A region: `ars` is what follows « agence régionale de santé », where it is not the name of the region."""

    nom: str
    de: str
    service: Literal["DREETS", "DEETS", "DRIHL"]
    ars: str = ""


class Territoire(Fiche):
    """The territory of a département."""

    nom: str
    de: str
    le: str
    region: str
    tribunal: str = ""


class Executif(Fiche):
    """The title of the executive, for a man and for a woman."""

    masculin: str
    feminin: str


class Noms(Fiche):
    """The names of a collectivité and of those who act for it."""

    nom: str
    genre: Literal["masculin", "feminin"]
    executif: Executif
    assemblee: str
    de_assemblee: str
    organe: str
    de_organe: str
    appellation: str
    statut: Statut
    source: str
    note: str = ""


class Collectivite(Noms):
    """A collectivité other than an ordinary département, in its territories, from a day on."""

    nature: Kind
    territoires: list[str]
    depuis: datetime.date


class Collectivites(Fiche):
    """The whole file."""

    regions: dict[str, Region]
    territoires: dict[str, Territoire]
    departement: Noms
    collectivites: list[Collectivite]

    @model_validator(mode="after")
    def _linked(self) -> Collectivites:
        regions = {territoire.region for territoire in self.territoires.values()}
        codes = {code for collectivite in self.collectivites for code in collectivite.territoires}
        if unknown := (regions - self.regions.keys()) | (codes - self.territoires.keys()):
            raise ValueError(f"régions ou territoires inconnus : {', '.join(sorted(unknown))}")
        return self


@cache
def load_collectivites() -> Collectivites:
    """Read data/collectivites.yaml, once.

    Raises:
        InputError: where the file breaks its own rules.

    """
    return read("collectivites.yaml", Collectivites)


def codes() -> tuple[str, ...]:
    """List the codes that a description may give, in the order of the official list."""
    return tuple(load_collectivites().territoires)


@cache
def authority(code: str, day: datetime.date | None = None) -> Autorite:
    """Find the collectivité of a département by its code (« 01 », « 2A », « 69M ») on `day`, by default the latest.

    Raises:
        InputError: where there is no such code, with the code that was probably meant.

    """
    data = load_collectivites()
    known = code.strip().upper()
    if known not in data.territoires:
        raise InputError([_unknown(code)])
    territoire = data.territoires[known]
    special = [one for one in data.collectivites if known in one.territoires and (day is None or one.depuis <= day)]
    if special:
        return _autorite(known, special[-1].nature, special[-1].nom, special[-1], territoire)
    return _autorite(known, "departement", f"{data.departement.nom} {territoire.de}", data.departement, territoire)


def _autorite(code: str, kind: Kind, nom: str, noms: Noms, territoire: Territoire) -> Autorite:
    region = load_collectivites().regions[territoire.region]
    feminine = noms.genre == "feminin"
    names = {
        "nom": nom,
        "le": f"{'la' if feminine else 'le'} {nom}",
        "du": f"{'de la' if feminine else 'du'} {nom}",
        "au": f"{'à la' if feminine else 'au'} {nom}",
        "le_majuscule": f"{'La' if feminine else 'Le'} {nom}",
        "appellation": noms.appellation,
        "territoire": territoire.le,
        "de_territoire": territoire.de,
        "executif_m": noms.executif.masculin,
        "executif_f": noms.executif.feminin,
        "assemblee": noms.assemblee,
        "de_assemblee": noms.de_assemblee,
        "organe": noms.organe,
        "de_organe": noms.de_organe,
        "region": region.nom,
        "de_region": region.de,
        "prefet_region": f"préfet de la région {region.nom}",
        "ars": f"agence régionale de santé {region.ars or region.nom}",
        "service": region.service,
        "tribunal": territoire.tribunal,
        "source": noms.source,
        "note": noms.note,
    }
    typeset = {name: french.typography(words) for name, words in names.items()}
    return Autorite(code=code, kind=kind, statut=noms.statut, **typeset)


# --- A code that is not one -------------------------------------------------------------------------------------------


def _plain(text: str) -> str:
    """Compare names without accents, case, articles and punctuation."""
    letters = unicodedata.normalize("NFD", text.replace("œ", "oe")).encode("ascii", "ignore").decode().lower()
    words = re.findall(r"[a-z0-9]+", letters)
    articles = {"le", "la", "les", "l", "de", "du", "des", "d", "departement", "collectivite"}
    return " ".join(word for word in words if word not in articles)


def _unknown(code: str) -> Finding:
    message = f"« {code} » n'est pas un code de département."
    return Finding("departement-inconnu", message, hint=_meant(code), path=("departement",))


def _meant(code: str) -> str:
    data, plain = load_collectivites(), _plain(code)
    if code.strip() == "20" or plain == "corse":
        return "En Corse, écrivez « 2A » ou « 2B »."
    if re.fullmatch(r"[0-9]+", code.strip()) and (padded := code.strip().lstrip("0").zfill(2)) in data.territoires:
        return f"Écrivez « {padded} »."
    for known, territoire in data.territoires.items():
        if plain and plain == _plain(territoire.nom):
            return f"Écrivez le code et non le nom : « {known} »."
    for one in data.collectivites:
        if plain and plain in _plain(one.nom):
            return f"Écrivez le code et non le nom : {' ou '.join(f'« {known} »' for known in one.territoires)}."
    return "Un code a deux chiffres (2A et 2B en Corse), trois outre-mer ; celui de la métropole de Lyon est « 69M »."
