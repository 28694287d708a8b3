"""What a plan says of the law for the checks, beside its durations: data, which a local model may change."""

from __future__ import annotations

from models.champs import DureeContrat, Fiche, OuiNon, Texte
from models.limites import Condition, Gravite


class Incompatibilite(Condition):
    """A choice (`si`) that the law ties to another (`suppose`); the finding stands at the fact `sur`."""

    suppose: dict[str, list[Texte]]
    sur: Texte
    message: Texte
    aide: Texte
    source: Texte
    gravite: Gravite = "erreur"


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
    """Where a description gives the prices of the services that are not habilités, and what they may be raised by.

    `prix` and `precedent` are columns of `services`; `taux` is the rate that the département fixed in place of the
    yearly one; a price still under one of the `tarifs` of the département may be raised freely.
    """

    prix: Texte
    precedent: Texte
    taux: Texte
    tarifs: list[Texte]
    source: Texte
