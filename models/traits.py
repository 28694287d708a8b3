"""Traits: the named properties, each with a finite domain, that decide which clauses a contract holds.

Because domains are finite, every combination can be enumerated and proved to assemble. While the fact that decides a
trait is unknown, the trait keeps all the values it may still take, and the draft shows every alternative, as the
official form does.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from models import chemins
from models.chemins import Chemin
from models.contrat import Contrat

DOMAINES: Mapping[str, tuple[str, ...]] = {
    "habilitation": ("habilite", "non_habilite", "mixte"),
    "dotation_complementaire": ("oui", "non"),
    "statut": ("association", "fondation", "mutuelle", "etablissement_public", "societe"),
    "services": ("un", "plusieurs"),
    "etablissement_public_de_sante": ("oui", "non"),
}

CONTRAIRES: tuple[Mapping[str, str], ...] = ({"habilitation": "mixte", "services": "un"},)
"""The values that no contract has together: one service alone is not of two kinds."""


@dataclass(frozen=True, slots=True)
class Trait:
    """The values that a trait may have for one contract, and the YAML paths of the facts that decide it."""

    nom: str
    valeurs: frozenset[str]
    chemins: tuple[Chemin, ...]

    @property
    def connu(self) -> bool:
        """Whether one value alone is possible."""
        return len(self.valeurs) == 1


def _oui_non(value: bool | None) -> frozenset[str]:
    return frozenset(("oui", "non") if value is None else ("oui" if value else "non",))


def habilitation(contrat: Contrat) -> Trait:
    """Whether the services are habilités à l'aide sociale: all, none, or some (« mixte »).

    CASF, article L. 313-8-1; it chooses the model's article 3 (services habilités or non habilités).
    """
    answers = [service.habilitation_aide_sociale for service in contrat.services]
    paths = tuple(("services", n, "habilitation_aide_sociale") for n in range(len(answers)))
    known = set(answers) - {None}
    if known == {True, False}:
        values = {"mixte"}
    elif None in answers or not answers:
        values = {"habilite" if answer else "non_habilite" for answer in known or {True, False}}
        values |= {"mixte"} if len(answers) != 1 else set()
    else:
        values = {"habilite" if known == {True} else "non_habilite"}
    return Trait("habilitation", frozenset(values), paths or (("services",),))


def dotation_complementaire(contrat: Contrat) -> Trait:
    """Whether the gestionnaire was retained in the appel à candidatures (CASF, article R. 314-136-1)."""
    path = ("dotation_complementaire", "retenu")
    return Trait("dotation_complementaire", _oui_non(contrat.dotation_complementaire.retenu), (path,))


def statut(contrat: Contrat) -> Trait:
    """The legal form of the gestionnaire; it decides how its representative is named."""
    value = contrat.gestionnaire.statut
    return Trait("statut", frozenset((value,) if value else DOMAINES["statut"]), (("gestionnaire", "statut"),))


def services(contrat: Contrat) -> Trait:
    """Whether one service or several are governed."""
    count = len(contrat.services)
    values = DOMAINES["services"] if count == 0 else ("un" if count == 1 else "plusieurs",)
    return Trait("services", frozenset(values), (("services",),))


def etablissement_public_de_sante(contrat: Contrat) -> Trait:
    """Whether the gestionnaire is a public hospital; a social or médico-social public body (EPSMS, CCAS) is none."""
    forme, given = contrat.gestionnaire.forme, contrat.gestionnaire.statut
    public = given in (None, "etablissement_public")
    values = _oui_non(forme == "etablissement_public_de_sante" if forme else None if public else False)
    return Trait("etablissement_public_de_sante", values, (("gestionnaire", "forme"),))


DE_LISTE = ("tous", "aucun", "certains")
"""The values of a trait that sums up the « oui » and « non » of the items of a list."""


def de_liste(contrat: Contrat, chemin: str) -> Trait:
    """The trait of a « oui_non » question asked of every item of a list (« services[].permanent »)."""
    path, asked = chemins.lire(chemin), dict(chemins.every(contrat, chemin))
    answers = list(asked.values())
    if {True, False} <= set(answers):
        values = frozenset(["certains"])
    elif None in answers or not answers:
        possible = {"tous" if answer else "aucun" for answer in set(answers) - {None} or {True, False}}
        values = frozenset(possible | ({"certains"} if len(answers) != 1 else set()))
    else:
        values = frozenset(["tous" if answers[0] else "aucun"])
    return Trait(chemin, values, tuple(asked) or (path[: path.index(chemins.CHAQUE)],))


def question(contrat: Contrat, chemin: str, domaine: Iterable[str]) -> Trait:
    """The trait of a « choix » or « oui_non » question that a clause asks; its name is the question's path."""
    if chemins.CHAQUE in chemin:
        return de_liste(contrat, chemin)
    value = chemins.at(contrat, chemin)
    values = _oui_non(value) if isinstance(value, bool) else frozenset(domaine if value is None else (str(value),))
    return Trait(chemin, values, (chemins.lire(chemin),))


def deriver(contrat: Contrat, questions: Mapping[str, tuple[str, ...]]) -> dict[str, Trait]:
    """Every trait of a contract: those above, then one per question of its model that has a finite domain."""
    found = [
        rule(contrat)
        for rule in (habilitation, dotation_complementaire, statut, services, etablissement_public_de_sante)
    ]
    found += [question(contrat, path, domain) for path, domain in questions.items()]
    return {trait.nom: trait for trait in found}
