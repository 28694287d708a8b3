"""What the front matter of a clause may say, key by key."""

from __future__ import annotations

from typing import Literal

from engine.libraries.derives import Cadre, Derives
from engine.libraries.ecarts import Constante, Ecart, Remarque
from engine.libraries.echeances import Echeance
from engine.libraries.negociee import Adaptable
from engine.libraries.questions import Question
from models.champs import Fiche, OuiNon, Texte
from models.fiches.champ import cle


class EnTete(Fiche):
    """The front matter of a clause.

    `vierge` says what the blank form prints in place of what the clause prints: « site.finess: … ».
    `fondements` are the texts of the register that it relies on; `exige` those without which it makes no sense: a
    contract signed before one is in force cannot hold it.
    """

    source: Texte = cle(description="D'où vient le texte : le modèle, puis l'article (« exemple, article 3 »).")
    titre: Texte = cle(default="", description="Le titre de l'article ou de l'annexe, sans son numéro.")
    si: dict[str, list[Texte]] = cle(
        default={}, description="Les cas où la clause s'applique. Sans cette clé, toujours."
    )
    fondements: list[Texte] = cle(default=[], description="Les textes du registre sur lesquels la clause se fonde.")
    exige: list[Texte] = cle(default=[], description="Les textes du registre sans lesquels elle n'a pas de sens.")
    questions: dict[str, Question] = cle(
        default={}, description="Ce que la clause demande, par sa place dans la description."
    )
    derives: Derives = cle(default={}, description="Les noms que la clause donne à ce qu'elle imprime.")
    signatures: list[Cadre] = cle(default=[], description="Les cadres de signature que « {signatures} » imprime.")
    vierge: dict[str, str] = cle(default={}, description="Ce que le modèle vierge imprime à la place d'un fait.")
    notes: list[Texte] = cle(default=[], description="Les consignes du modèle qui portent sur toute la clause.")
    ecarts: list[Ecart] = cle(default=[], description="Où la clause s'écarte des mots de sa source, et pourquoi.")
    remarques: list[Remarque] = cle(default=[], description="Les écarts qui se décrivent et ne se citent pas.")
    constantes: list[Constante] = cle(
        default=[], description="Les mots datés ou chiffrés qui valent pour tout contrat."
    )
    echeances: list[Echeance] = cle(default=[], description="Les dates que la clause crée, pour « cpom calendrier ».")
    orientation: Literal["portrait", "paysage"] = cle(default="portrait", description="Le sens des pages de la clause.")
    saut: OuiNon = cle(default=False, description="oui : la clause commence une page.")
    adaptation: Adaptable | None = cle(
        default=None, description="Ce qu'un contrat ne peut pas changer de la clause, et selon quel texte."
    )
