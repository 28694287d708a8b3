"""What the annexes say of a table in words: its labels, its formulas, its conditions, its title."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from engine import french
from engine.annexes.reperes import Repere
from engine.assembly.mots import words_of
from engine.assembly.tableaux import Tables
from engine.formulas.tree import Formula, Name
from engine.formulas.words import Wording, words_of_a_name
from engine.libraries.tableaux import Controle, Rubrique, of_the_model
from engine.tables.grilles import Grille
from models.records import dataclass

_FIXED = "Fixé par le modèle"


@dataclass(frozen=True, slots=True)
class Intitules:
    """The words for the tables of one contract; `reperes` say how each is called.

    A figure of another table is followed by the name of its sheet; in a document, which has no sheets (`by_title`), by
    the annexe that this table is alone in, or else by its title.
    """

    tables: Tables
    reperes: Mapping[str, Repere]
    by_title: bool = False

    def words(self, text: str, nom: str) -> str:
        """A text of the library, with its facts, as plain words."""
        return words_of(self.tables.words(text, nom)) if text else ""

    def title(self, repere: Repere) -> str:
        """« Annexe 10 — Tableau de détermination des recettes et des dépenses »."""
        title = self.words(repere.grille.tableau.titre, repere.grille.nom)
        return f"{repere.annexe} — {title}" if repere.annexe else title

    def label(self, grille: Grille, line: Rubrique) -> str:
        """The label of a rubrique, whole."""
        return self.words(line.titre or line.libelle, grille.nom)

    def short(self, grille: Grille, line: Rubrique) -> str:
        """The label of a rubrique in a chart or in a formula."""
        return self.words(line.sens, grille.nom)

    def corner(self, grille: Grille) -> str:
        """What heads the names."""
        return self.words(grille.tableau.coin, grille.nom)

    def formula(self, formula: Formula, grille: Grille) -> str:
        """A formula in words."""
        return wording(grille, lambda name: self._named(name, grille)).sentence(formula)

    def computation(self, grille: Grille, line: Rubrique, *, doubt: bool = True) -> str:
        """How a rubrique is computed, its source and what is to be verified; empty for a fact without source."""
        said = [self.formula(line.formula, grille)] if line.formula else []
        if line.total == "formule" and line.total_formula and line.total_formula is not line.formula:
            said.append(f"total : {self.formula(line.total_formula, grille)}")
        if line.valeur is not None and not line.formula:
            said.append(_FIXED)
        if line.source:
            said.append(said_source(line.source, line.doute if doubt else ""))
        return french.capitalise(". ".join(french.capitalise(one) for one in said))

    def condition(self, grille: Grille, controle: Controle) -> str:
        """What a control asks, and its source."""
        asked = french.capitalise(self.formula(controle.formula, grille))
        return f"{asked}. {said_source(controle.source)}" if controle.source else asked

    def _named(self, name: Name, grille: Grille) -> str:
        nom = name.table or grille.nom
        tableau = self.tables.grilles.tableaux[nom]
        lines = (one for one in (*tableau.parametres, *tableau.rubriques) if one.nom == name.rubrique)
        line = next(lines, None)
        if line is None:
            return words_of_a_name(name)
        label = self.words(line.sens, nom)
        if nom == grille.nom:
            return label
        return f"{label} ({self._place(nom) or self.words(tableau.titre, nom)})"

    def _place(self, nom: str) -> str:
        """The sheet of a table, or the annexe that it is alone in; empty where its title tells it better."""
        repere = self.reperes.get(nom)
        if repere is None or not self.by_title:
            return repere.sheet if repere else ""
        alone = [one.annexe for one in self.reperes.values()].count(repere.annexe) == 1
        return repere.annexe if alone else ""


def wording(grille: Grille, label: Callable[[Name], str] | None = None) -> Wording:
    """Says the formulas of a table; `label` says what a rubrique is called (by default, as the library says it)."""
    repeated = grille.tableau.series

    def own(name: Name) -> str:
        line = None if name.table else grille.named(name.rubrique)
        return line.sens if line else words_of_a_name(name)

    def tells(criterion: str) -> bool:
        by_group = criterion == repeated.groupe and any(one.group for one in grille.series)
        return by_group or criterion == "annee" or grille.named(criterion) is not None

    yearly = repeated.annees or bool(repeated.pour and repeated.cle == "annee")
    return Wording(label or own, yearly, tells)


def said_source(source: str, doubt: str = "") -> str:
    """« Source : modèle exemple, article 3-2 »: the numbers are the model's, and a contract may have others."""
    more = f" (à vérifier : {doubt})" if doubt else ""
    return french.typography(f"Source : {of_the_model(source)}{more}")
