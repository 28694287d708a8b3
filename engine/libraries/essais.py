"""The trials of a model (`essais/NOM.yaml`): facts in, then what the contract must say of them, in the source's words.

titre: Le taux d'une année s'applique au montant de l'année précédente
regle: Le montant évolue chaque année du taux d'actualisation.
source: exemple, 2.2.2
base: trois-etablissements.yaml          # a description, or another trial whose facts this one starts from
faits: {moyens.mode_evolution: taux_actualisation}
chiffres: {evolution.montant: [1 000 000, 1 015 000]}
cas:                                     # the same with other facts
  - {faits: {moyens.plafond: oui}, constats: [evolution-limite-du-plafond]}
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping
from copy import deepcopy
from pathlib import Path
from typing import Annotated, Any

from engine.errors import Finding, InputError, Place
from engine.libraries.bibliotheque import Fichier, of_the_system
from engine.libraries.clause import typed
from engine.libraries.files import content, parsed
from engine.libraries.modele import Modele
from engine.reading.yaml_strict import Source
from engine.shipped import shipped
from models import chemins
from models.champs import Fiche, Jour, Texte
from models.fiches.champ import cle
from models.fiches.marks import Avant
from models.records import dataclass

_MOST_BASES = 20
"""As many trials as may be based on one another."""


def _several(value: object) -> object:
    return value if isinstance(value, list) else [value]


Chiffres = dict[str, Annotated[list[str], Avant(_several)]]
Mots = Annotated[list[Texte], Avant(_several)]


class Attendus(Fiche):
    """Facts, and what is expected of the contract that they make."""

    faits: dict[str, Any] = cle(
        default={},
        description="Les faits qui changent, par leur chemin (« moyens.tarif », « sites[1].nom ») ; vide : inconnu.",
    )
    droit: Jour | None = cle(default=None, description="Le jour de la signature, dont le contrat dit le droit.")
    chiffres: Chiffres = cle(
        default={},
        description="Les chiffres attendus : « tableau.rubrique » dans chaque série, « tableau.rubrique[2026] » "
        "dans une seule ; rien pour un chiffre à compléter, « — » pour un chiffre sans base.",
    )
    mots: Mots = cle(default=[], description="Des mots que le contrat imprime.")
    absents: Mots = cle(default=[], description="Des mots que le contrat n'imprime pas.")
    constats: Mots = cle(default=[], description="Les codes des constats que cpom doit faire.")
    sans_constats: Mots = cle(default=[], description="Les codes de ceux qu'il ne doit pas faire.")
    document: Texte = cle(default="", description="L'autre document du modèle où les mots se cherchent.")


class Cas(Attendus):
    """The same trial with other facts."""

    titre: Texte = cle(default="", description="Ce que ce cas montre.")


class Essai(Attendus):
    """A worked example: the rule of the source in words, and cases that a lawyer or an accountant worked out."""

    titre: Texte = cle(description="Ce que l'essai montre.")
    regle: Texte = cle(description="La règle, dans les mots de la source.")
    source: Texte = cle(description="Où la source le dit (« exemple, article 3 »).")
    base: Texte = cle(
        default="",
        description="Les faits de départ : une description ou un essai du même dossier, ou un exemple de cpom.",
    )
    cas: list[Cas] = cle(default=[], description="Le même essai avec d'autres faits.")


@dataclass(frozen=True, slots=True)
class EssaiLu:
    """A trial as read: what it says, the facts that it starts from (each layer changes those before), and its file."""

    nom: str
    essai: Essai
    base: tuple[Mapping[str, Any], ...]
    lu: Source

    def place(self, *path: str | int) -> Place:
        """Where its file says something."""
        return self.lu.place(path)


def read_essais(model: Modele) -> tuple[list[EssaiLu], list[Finding]]:
    """The trials of a model, in its own folders, and what is wrong in their files; the topmost library's come first."""
    found: dict[str, EssaiLu] = {}
    wrong: list[Finding] = []
    for home in _homes(model):
        for file in sorted(one for one in home.chemin.glob("*.yaml") if not of_the_system(one.name)):
            try:
                source = _read(Fichier(file, f"{home.nom}/{file.name}"))
                if "modele" in source.data:  # a description, which trials start from
                    continue
                essai, told = typed(Essai, source)
                told += _unreadable_paths(source)
                wrong += told
                if essai is not None and not told:
                    found.setdefault(file.stem, EssaiLu(file.stem, essai, _base(model, source), source))
            except InputError as error:
                wrong += error.findings
    return list(found.values()), wrong


def _homes(model: Modele) -> Iterator[Fichier]:
    for couche, nom in model.lignee:
        home = couche.trouve(f"{nom}/essais") if nom == model.nom else None
        if home and home.chemin.is_dir():
            yield home


def _read(file: Fichier) -> Source:
    return parsed(content(file.chemin, file.nom), file.nom)


def _base(model: Modele, source: Source, above: tuple[str, ...] = ()) -> tuple[Mapping[str, Any], ...]:
    """The facts that a trial starts from: those of a description, or those of another trial and of its own base."""
    name = source.data.get("base")
    if not name:
        return ()
    known = isinstance(name, str) and name not in above and len(above) < _MOST_BASES
    file = _named(model, name) if known else None
    if file is None:
        hint = "Nommez une description ou un essai du même dossier, ou un exemple de cpom."
        message = f"« {name} » ne peut pas être la base de cet essai."
        raise InputError([Finding("essai-sans-base", message, hint=hint, place=source.place(("base",)))])
    other = _read(file)
    facts = other.data if "modele" in other.data else other.data.get("faits", {})
    if wrong := list(_unreadable_paths(other)):
        raise InputError(wrong)
    return (*_base(model, other, (*above, str(name))), facts if isinstance(facts, dict) else {})


def _unreadable_paths(source: Source) -> Iterator[Finding]:
    """The keys of the facts of a trial, or of a description, that are no path of a fact."""
    for path in source.key_places if "modele" in source.data else filter(_of_facts, source.key_places):
        key = path[-1]
        if isinstance(key, str) and not chemins.is_of_one_fact(key):
            message = f"« {key} » n'est pas le chemin d'un fait."
            hint = "Un chemin s'écrit « moyens.tarif_horaire » ou « sites[1].nom », les rangs à partir de 1."
            yield Finding("essai-chemin", message, hint=hint, place=source.key_place(path))


def _of_facts(path: chemins.Chemin) -> bool:
    """Whether a key stands under the « faits » of a trial, or of one of its cases."""
    return any(path[at : at + 1] == ("faits",) and len(path) > at + 1 for at in (0, 2))


def _named(model: Modele, name: str) -> Fichier | None:
    if Path(name).name != name:
        return None
    folders = [*_homes(model), Fichier(shipped("engine.referentiels") / "exemples", "data/exemples")]
    named = (Fichier(one.chemin / name, f"{one.nom}/{name}") for one in folders)
    return next((file for file in named if os.path.isfile(file.chemin)), None)


def facts_of(layers: Iterable[Mapping[str, Any]]) -> dict[str, Any]:
    """The description that layers of facts make: each changes those before it, by its paths; nothing takes one away."""
    data: dict[str, Any] = {}
    for layer in layers:
        for key, value in layer.items():
            _lay(data, chemins.lire(key), value)
    return data


def _lay(data: dict[str, Any], path: chemins.Chemin, value: Any) -> None:
    if isinstance(value, dict) and value:
        for key, one in value.items():
            _lay(data, (*path, *chemins.lire(key)), one)
    elif value is None or value == "":
        chemins.take_out(data, path)
    else:
        chemins.put(data, path, deepcopy(value))
