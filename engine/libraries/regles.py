"""What a plan says of the law for the checks, beside its durations: data, which a local model may change."""

from __future__ import annotations

from typing import Literal

from models.champs import Annee as AnneeCivile
from models.champs import DureeContrat, Fiche, OuiNon, Texte
from models.limites import Condition, Gravite


class Incompatibilite(Condition):
    """A choice (`si`) that the law ties to another (`suppose`), or that no contract of the model may make.

    The finding stands at the fact `sur`; where that is a fact of every item of a list, at each that made the choice.
    """

    suppose: dict[str, list[Texte]] = {}
    sur: Texte
    message: Texte
    aide: Texte
    source: Texte
    gravite: Gravite = "erreur"


class Delai(Condition):
    """Two dates in their order: `premier` is not after `second`, which comes within `duree` of it, where it is said.

    Without a `duree`, `second` may be a date of each item of a list.
    """

    premier: Texte
    second: Texte
    duree: DureeContrat | None = None
    aide: Texte = ""
    source: Texte = ""
    gravite: Gravite = "avertissement"


Annee = Literal["effet", "signature", "annee"]


class Minimum(Fiche):
    """A price that the law fixes each year, and the facts that are not below it.

    `montant` is its series in the register of amounts, `nom` what it is called; each of the `faits` is compared with
    that of the year of the contract's effect, of its signature, or of the « annee » that stands beside the fact.
    Before `depuis`, the law fixed none.
    """

    montant: Texte
    nom: Texte
    depuis: AnneeCivile
    faits: dict[str, Annee]
    source: Texte


class Annuel(Fiche):
    """A price of the year of effect (`fait`), and the column of a table of years that gives it again (`lignes`)."""

    fait: Texte
    lignes: Texte
    source: Texte


class Mention(Fiche):
    """Something that the law wants a contract to say: its number, what it is, and what shows that it is said.

    That is a text of the model (`clauses`), a fact (`faits`, any of them), or an objective that names it in `mentions`.
    """

    rang: Texte
    objet: Texte
    clauses: list[Texte] = []
    faits: list[Texte] = []


class Mentions(Fiche):
    """What an article wants a contract to say, where it has these traits (`si`); `objectifs` may name its mentions."""

    source: Texte
    si: dict[str, list[Texte]] = {}
    contenu: list[Mention]
    objectifs: OuiNon = False


class FraisDeSiege(Fiche):
    """Where a description dates the authorisation of head-office costs, and how long the law lets it last.

    `arrete` is the act that grants it: where no `effet` is given, the authorisation begins at the latest with the year
    that follows this act.
    """

    effet: Texte
    arrete: Texte
    duree: Texte = ""
    si: dict[str, list[Texte]] = {}
    duree_max: DureeContrat
    source: Texte


class Prix(Fiche):
    """Where a description gives prices that rise by no more than a rate of the year.

    `montant` is the series of the rate in the register of amounts; `prix` and `precedent` are facts of every item of
    one list, looked at where the item answers as `si` says; `taux` is the rate that the département fixed in place of
    the yearly one; a price still under one of the `tarifs` of the département may be raised freely.
    """

    montant: Texte
    prix: Texte
    precedent: Texte
    si: dict[str, list[Texte]] = {}
    taux: Texte
    tarifs: list[Texte]
    source: Texte


class GenreDAvenant(Fiche):
    """What makes an avenant of a kind: the facts that it changes (`faits`, where « * » is any part of a path).

    `nom` is what the kind is called where one is chosen; without it, the name of its folder.

    Where they are `seuls`, it changes no other. `dit` is what is said of it alone (`avenants[].…`). One that is
    `autonome` changes no contract of ours: it is written from one description.
    """

    nom: Texte = ""
    faits: list[Texte] = []
    seuls: OuiNon = False
    dit: Texte = ""
    autonome: OuiNon = False
