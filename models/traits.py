"""Traits: the named properties, each with a finite domain, that decide which clauses a contract holds.

Those of every contract are here. The others come of its model: each question whose answers are finite is one, and its
plan derives more (`TraitDeduit`).

Because domains are finite, every combination can be enumerated and proved to assemble. While the fact that decides a
trait is unknown, the trait keeps all the values it may still take, and the draft shows every alternative, as the
official form does.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import NamedTuple

from models import chemins
from models.champs import Fiche, Texte
from models.chemins import Chemin
from models.contrat import Contrat
from models.fiches.champ import cle
from models.fiches.groupe import checks

DOMAINES: Mapping[str, tuple[str, ...]] = {
    "statut": ("association", "fondation", "mutuelle", "etablissement_public", "societe"),
    "etablissement_public_de_sante": ("oui", "non"),
}


class Trait(NamedTuple):
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


def statut(contrat: Contrat) -> Trait:
    """The legal form of the gestionnaire; it decides how its representative is named."""
    value = contrat.gestionnaire.statut
    return Trait("statut", frozenset((value,) if value else DOMAINES["statut"]), (("gestionnaire", "statut"),))


def etablissement_public_de_sante(contrat: Contrat) -> Trait:
    """Whether the gestionnaire is a public hospital; a social or médico-social public body (EPSMS, CCAS) is none."""
    forme, given = contrat.gestionnaire.forme, contrat.gestionnaire.statut
    public = given in (None, "etablissement_public")
    values = _oui_non(forme == "etablissement_public_de_sante" if forme else None if public else False)
    return Trait("etablissement_public_de_sante", values, (("gestionnaire", "forme"),))


DE_LISTE = ("tous", "aucun", "certains")
"""The values of a trait that sums up the « oui » and « non » of the items of a list."""


def de_liste(contrat: Contrat, chemin: str) -> Trait:
    """The trait of a « oui_non » question asked of every item of a list (« etablissements[].permanent »)."""
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


COMBIEN = ("un", "plusieurs")
"""The values of a trait that counts the items of a list."""


class TraitDeduit(Fiche):
    """A trait that a plan derives: from a question (`de`), or from how many items a list has (`compte`).

    `valeurs` gives the answers other names; several answers may share one.
    """

    de: Texte = cle(default="", description="La question dont les réponses décident : « etablissements[].agree ».")
    compte: Texte = cle(default="", description="La liste dont on compte les éléments : un, ou plusieurs.")
    valeurs: dict[str, Texte] = cle(default={}, description="Le nom que prend ici chaque réponse, s'il en change.")

    @checks
    def _one_way(self) -> TraitDeduit:
        if bool(self.de) == bool(self.compte):
            raise ValueError("un trait se déduit d'une question (« de ») ou du nombre d'une liste (« compte »).")
        return self

    def domaine(self, questions: Mapping[str, tuple[str, ...]]) -> tuple[str, ...]:
        """The values that it may have, `questions` being the finite questions of the model."""
        return tuple(dict.fromkeys(map(self.nomme, self._answers(questions))))

    def of(self, nom: str, contrat: Contrat, questions: Mapping[str, tuple[str, ...]]) -> Trait:
        """The trait of a contract, with all the values that it may have while the facts that decide are unknown."""
        found = question(contrat, self.de, self._answers(questions)) if self.de else combien(contrat, self.compte)
        return Trait(nom, frozenset(map(self.nomme, found.valeurs)), found.chemins)

    def _answers(self, questions: Mapping[str, tuple[str, ...]]) -> tuple[str, ...]:
        """Those of the question, or those that are renamed where it does not exist, which is told."""
        return questions.get(self.de, tuple(self.valeurs)) if self.de else COMBIEN

    def nomme(self, answer: str) -> str:
        """The name that an answer takes here."""
        return self.valeurs.get(answer, answer)


def contraires(deduits: Mapping[str, TraitDeduit]) -> tuple[Mapping[str, str], ...]:
    """The values that no contract has together: the only item of a list does not answer both oui and non."""
    (*others, both), (one, *_) = DE_LISTE, COMBIEN
    return tuple(
        {name: rule.nomme(both), other: counted.nomme(one)}
        for name, rule in deduits.items()
        if rule.nomme(both) not in map(rule.nomme, others)
        for other, counted in deduits.items()
        if counted.compte and rule.de.startswith(f"{counted.compte}{chemins.CHAQUE}")
    )


def combien(contrat: Contrat, chemin: str) -> Trait:
    """Whether a list has one item or several; which, while it has none, nobody has said yet."""
    path = chemins.lire(chemin)
    items = chemins.at(contrat, path)
    known = COMBIEN if not items else COMBIEN[:1] if len(items) == 1 else COMBIEN[1:]
    return Trait(chemin, frozenset(known), (path,))


def deriver(
    contrat: Contrat,
    questions: Mapping[str, tuple[str, ...]],
    deduits: Mapping[str, TraitDeduit] = MappingProxyType({}),
) -> dict[str, Trait]:
    """Every trait of a contract: those above, those that its plan derives, and its finite questions."""
    found = [rule.of(name, contrat, questions) for name, rule in deduits.items()]
    found += [statut(contrat), etablissement_public_de_sante(contrat)]
    found += [question(contrat, path, domain) for path, domain in questions.items()]
    return {trait.nom: trait for trait in found}
