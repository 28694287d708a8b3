"""Who exercises the powers of a département, under which names, and in whose jurisdiction it lies.

The facts are in data/collectivites.yaml; what is returned is ready to print (French typography is applied).
"""

from __future__ import annotations

import datetime
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache
from typing import Literal

from engine import french
from engine.errors import Finding, InputError, Path
from engine.law.fait import Fait, Statut
from engine.law.referentiel import Donnees, read
from engine.libraries.bibliotheque import Bibliotheque, kept
from engine.likeness import most_like
from models.champs import Fiche
from models.records import dataclass

Kind = Literal[
    "departement", "departement_de_paris", "metropole", "ville_de_paris", "collectivite_europeenne",
    "collectivite_de_corse", "collectivite_territoriale", "departement_region",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Autorite:
    """The collectivité that signs: its names as they fit in a sentence, and the authorities of its territory.

    `appellation` is what the contract calls it (« Département », « Métropole »), `organe` who allows the executive to
    sign, empty where the law leaves it open, `service` the State service for housing (DREETS, DEETS…), `tribunal` the
    city of the court for tariff disputes; `de_prefet` is what follows « préfet » or « préfecture ». A service is
    empty where the territory is not enough to tell it. `remarque` is for the drafter, empty where every name is sure.
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
    de_prefet: str
    ars: str
    service: str
    tribunal: str
    statut: Statut
    source: str
    doute: str

    @property
    def remarque(self) -> str:
        """What is to be verified in these names."""
        return f"{self.nom} : {self.doute}" if self.doute else ""

    @property
    def outre_mer(self) -> bool:
        """Whether the territory is overseas."""
        return self.code.startswith("97")

    def called(self, library: Bibliotheque, denomination: str) -> Autorite:
        """The same collectivité under the name that it gives itself: « Département de Loire-Atlantique »."""
        nom = re.sub(r"^(le|la|les) |^l’", "", french.typography(denomination.strip()), flags=re.IGNORECASE)
        articles = {name: getattr(self, name).removesuffix(self.nom) for name in ("le", "du", "au", "le_majuscule")}
        own = load_collectivites(library).departement.nom
        of = nom.removeprefix(f"{own} ") if self.kind == "departement" and nom.startswith(own) else self.de_territoire
        renamed = {name: article + nom for name, article in articles.items()}
        doute = "" if self.kind == "departement" else self.doute
        return replace(self, nom=nom, de_territoire=of, doute=doute, **renamed)


class NomDate(Fiche):
    """A name from a day on; the first of a list has always been. `source` says where a change comes from."""

    nom: str
    depuis: datetime.date | None = None
    source: str = ""


class Region(Fiche):
    """A region. `service` names a list of the file's `services`.

    `ars` and `prefet` (what follows « préfet ») are its names where they are not the ordinary ones.
    """

    nom: str
    de: str
    service: str
    ars: list[NomDate] = []
    prefet: list[NomDate] = []

    def names(self) -> dict[str, list[NomDate]]:
        """Every version of the names of its agence and of its préfet."""
        ars = self.ars or [NomDate(nom=f"agence régionale de santé {self.nom}")]
        return {"ars": ars, "de_prefet": self.prefet or [NomDate(nom=f"de la région {self.nom}")]}


class Territoire(Fiche):
    """The territory of a département; `doute` is what is not sure in its name, `finess` its code in FINESS."""

    nom: str
    de: str
    le: str
    region: str
    tribunal: str
    doute: str = ""
    finess: str = ""


class Executif(Fiche):
    """The title of the executive, for a man and for a woman."""

    masculin: str
    feminin: str


class Noms(Fait):
    """The names of a collectivité and of those who act for it."""

    nom: str
    genre: Literal["masculin", "feminin"]
    executif: Executif
    assemblee: str
    de_assemblee: str
    organe: str
    de_organe: str
    appellation: str


class Collectivite(Noms):
    """A collectivité other than an ordinary département, in its territories, from a day on (or always)."""

    nature: Kind
    territoires: list[str]
    depuis: datetime.date = datetime.date.min


class Collectivites(Donnees):
    """The whole file."""

    services: dict[str, list[NomDate]]
    regions: dict[str, Region]
    territoires: dict[str, Territoire]
    departement: Noms
    collectivites: list[Collectivite]

    def mistakes(self, _: Bibliotheque) -> Iterator[tuple[Path, str]]:
        """The regions, the territories and the services that are named and do not exist."""
        for code, territoire in self.territoires.items():
            if territoire.region not in self.regions:
                yield ("territoires", code, "region"), f"la région « {territoire.region} » n'est pas dans « regions »"
        for at, one in enumerate(self.collectivites):
            for code in (code for code in one.territoires if code not in self.territoires):
                yield ("collectivites", at, "territoires"), f"le territoire « {code} » n'est pas dans « territoires »"
        for code, region in self.regions.items():
            if region.service not in self.services:
                yield ("regions", code, "service"), f"le service « {region.service} » n'est pas dans « services »"

    def dated(self, region: Region) -> dict[str, list[NomDate]]:
        """Every version of the names of a region's authorities: `ars`, `de_prefet`, `service`."""
        return region.names() | {"service": self.services[region.service]}


@kept
def load_collectivites(library: Bibliotheque) -> Collectivites:
    """Read collectivites.yaml, once for each library.

    Raises:
        InputError: where the file breaks its own rules.

    """
    return read(library, "collectivites.yaml", Collectivites)


def codes(library: Bibliotheque) -> tuple[str, ...]:
    """List the codes that a description may give, in the order of the official list."""
    return tuple(load_collectivites(library).territoires)


@kept
def authority(library: Bibliotheque, code: str, day: datetime.date | None = None) -> Autorite:
    """Find the collectivité of a département by its code (« 01 », « 2A », « 69M ») on `day`, by default the latest.

    Raises:
        InputError: where there is no such code, with the code that was probably meant.

    """
    data = load_collectivites(library)
    known, day = code.strip().upper(), day or datetime.date.max
    if known not in data.territoires:
        raise InputError([_unknown(code, data)])
    territoire = data.territoires[known]
    special = [one for one in data.collectivites if known in one.territoires and one.depuis <= day]
    if special:
        return _autorite(data, known, special[-1].nature, special[-1].nom, special[-1], day)
    return _autorite(data, known, "departement", f"{data.departement.nom} {territoire.de}", data.departement, day)


def in_use(versions: list[NomDate], day: datetime.date) -> str:
    """The name of a day."""
    return [one.nom for one in versions if one.depuis is None or one.depuis <= day][-1]


def _autorite(data: Collectivites, code: str, kind: Kind, nom: str, noms: Noms, day: datetime.date) -> Autorite:
    territoire = data.territoires[code]
    region = data.regions[territoire.region]
    dated = {name: in_use(versions, day) for name, versions in data.dated(region).items()}
    doubts = [noms.note if noms.statut == "à vérifier" else "", noms.doubt(day)]
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
        "prefet_region": f"préfet {dated['de_prefet']}",
        "tribunal": territoire.tribunal,
        "source": noms.source,
        "doute": " ".join(filter(None, [*doubts, territoire.doute if kind == "departement" else ""])),
        **dated,
    }
    typeset = {name: french.typography(words) for name, words in names.items()}
    return Autorite(code=code, kind=kind, statut=noms.statut, **typeset)


# --- A code that is not one -------------------------------------------------------------------------------------------


@lru_cache(maxsize=1024)
def plain_name(text: str) -> str:
    """Compare names without accents, case, articles and punctuation."""
    letters = unicodedata.normalize("NFD", text.replace("œ", "oe")).encode("ascii", "ignore").decode().lower()
    words = re.findall(r"[a-z0-9]+", letters)
    articles = {"le", "la", "les", "l", "de", "du", "des", "d", "departement", "collectivite"}
    return " ".join(word for word in words if word not in articles)


def _unknown(code: str, data: Collectivites) -> Finding:
    message = f"« {code} » n'est pas un code de département."
    return Finding("departement-inconnu", message, hint=_meant(code, data), path=("departement",))


def _meant(code: str, data: Collectivites) -> str:
    plain = plain_name(code)
    if code.strip() == "20" or plain == "corse":
        return "En Corse, écrivez « 2A » ou « 2B »."
    if re.fullmatch(r"[0-9]+", code.strip()) and (padded := code.strip().lstrip("0").zfill(2)) in data.territoires:
        return f"Écrivez « {padded} »."
    for known, territoire in data.territoires.items():
        if territoire.finess and code.strip().upper() == territoire.finess:
            return f"C'est le code de FINESS pour {territoire.le} : écrivez « {known} »."
        if plain and plain == plain_name(territoire.nom):
            return f"Écrivez le code et non le nom : « {known} »."
    for one in data.collectivites:
        if plain and plain in plain_name(one.nom):
            return f"Écrivez le code et non le nom : {' ou '.join(f'« {known} »' for known in one.territoires)}."
    named = {plain_name(territoire.nom): (known, territoire.nom) for known, territoire in data.territoires.items()}
    if near := most_like(plain, named):
        known, name = named[near]
        return f"Vouliez-vous dire « {known} » ({name}) ? Écrivez le code et non le nom."
    return "Un code a deux chiffres (2A et 2B en Corse), trois outre-mer ; celui de la métropole de Lyon est « 69M »."
