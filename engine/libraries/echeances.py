"""The deadlines that a clause creates, as its front matter declares them (`echeances`)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Literal

from models.champs import DureeContrat, Entier, Fiche, OuiNon, Texte
from models.fiches.champ import cle
from models.fiches.groupe import checks
from models.fiches.marks import Bornes
from models.limites import Moment

Sens = Literal["avant", "apres", "aucun"]
"""Where a last day that is not worked goes: to the working day before it, to the one after it, nowhere."""

Rang = Literal["1", "2", "3", "4", "5", "derniere"]

_WHEN = (
    "chaque_annee",
    "chaque_mois",
    "annee_du_contrat",
    "annee_civile",
    "mi_parcours",
    "fait",
    "depuis",
    "evenement",
)


class Echeance(Fiche):
    """A day by which somebody must act, told by the clause that fixes it.

    `rappelle` names a deadline that the rules of the model give (« preavis »): the clause says its article, and what is
    to be verified of it.
    Otherwise one of these says when:

    - `chaque_annee`: a day of the year, N being each year of the contract (« 30 avril N+1 »);
    - `chaque_mois`: a day of the month, of the next one where it is `echu`;
    - `annee_du_contrat`, `annee_civile`: in the course of its third year (3), or of its third calendar year;
    - `mi_parcours`: half-way through;
    - `fait`: a fact of the description, a date, or a text that says one (« 30 avril »); a column of the list `pour`.
      Of a text that is about something else, `dates_entieres` takes only the dates with their year;
    - `depuis`: the day of the signature, of the effect or of the term, with `delai` or `jours` after it;
    - `evenement`: what no description dates (« la réception de la saisine »): the period that it starts, `delai` or
      `jours` (`ouvrables`), has no day yet, and is told as a period.

    A text that names no day is of `defaut`, where the clause says one, and a text that says no year is of `annee`.
    `periodicite` is the fact that says « tous les deux ans ». `strict` is « avant le »: the eve is the last day.
    `sens` is the way to a working day, and `motif` says why. What the law alone fixes, by its `source`, is
    `hors_contrat`: no article says it. `doute` is what is to be verified: a calendar tells it, and no letter. `objet`
    may name « {annee} », « {exercice} », a fact « {suivi.periodicite} », a column of the row « {document} », the day
    that the contract says « {jour} ».
    """

    nom: Texte = cle(default="", description="Un nom court, sans espace.")
    rappelle: Texte = cle(default="", description="Une échéance que donnent les règles du modèle (« preavis »).")
    objet: Texte = cle(
        default="", description="Ce qui est à faire ; « {annee} », « {exercice} », « {jour} » ou un fait."
    )
    qui: Texte = cle(default="", description="Qui agit.")
    si: dict[str, list[Texte]] = cle(default={}, description="Les cas où l'échéance existe.")
    chaque_annee: Texte = cle(default="", description="Un jour de chaque année du contrat (« 30 avril N+1 »).")
    chaque_mois: Annotated[Entier, Bornes(least=1, most=28)] | None = cle(
        default=None, description="Un jour de chaque mois."
    )
    echu: OuiNon = cle(default=False, description="oui : ce jour est du mois suivant.")
    annee_du_contrat: Rang | None = cle(default=None, description="Au cours de cette année du contrat.")
    annee_civile: Rang | None = cle(default=None, description="Au cours de cette année civile.")
    mi_parcours: OuiNon = cle(default=False, description="oui : à la moitié du contrat.")
    fait: Texte = cle(default="", description="Le fait de la description qui dit la date.")
    pour: Texte = cle(default="", description="La liste dont « fait » est une colonne.")
    dates_entieres: OuiNon = cle(default=False, description="oui : seules les dates avec leur année comptent.")
    defaut: Texte = cle(default="", description="Le jour, si le fait n'en dit pas.")
    annee: Literal["N-1", "N", "N+1"] = cle(default="N", description="L'année d'un jour qui n'en dit pas.")
    periodicite: Texte = cle(default="", description="Le fait qui dit « tous les deux ans ».")
    depuis: Moment | None = cle(default=None, description="Le moment dont part « delai » ou « jours ».")
    delai: DureeContrat | None = cle(default=None, description="Une durée (« 6 mois ») après « depuis ».")
    jours: Entier | None = cle(default=None, description="Un nombre de jours après « depuis ».")
    evenement: Texte = cle(default="", description="Ce dont court « delai » ou « jours », sans date connue.")
    ouvrables: OuiNon = cle(default=False, description="oui : « jours » sont des jours ouvrables.")
    strict: OuiNon = cle(default=False, description="oui : « avant le », donc la veille au plus tard.")
    sens: Sens = cle(default="avant", description="Où va un dernier jour qui n'est pas ouvré.")
    motif: Texte = cle(default="", description="Pourquoi ce sens.")
    source: Texte = cle(default="", description="Le texte, pour ce que la loi seule fixe.")
    doute: Texte = cle(default="", description="Ce qui en reste à vérifier : le calendrier le dit, et aucun courrier.")
    hors_contrat: OuiNon = cle(default=False, description="oui : la loi seule le fixe, aucun article ne le dit.")

    @checks
    def _whole(self) -> Echeance:
        """Refuse one that does not say what it is, when it falls, or why it goes to which working day."""
        if self.rappelle:
            return self
        why = () if self.evenement else ("motif",)
        needed = ("nom", "objet", "qui", *why, *(("source",) if self.hors_contrat else ()))
        missing = [name for name in needed if not getattr(self, name)]
        if missing:
            raise ValueError(f"cette échéance ne dit pas : {', '.join(missing)}.")
        if len(list(self._when())) != 1:
            raise ValueError(f"une échéance dit quand par une de ces clés, et une seule : {', '.join(_WHEN)}.")
        if self.evenement and not (self.delai or self.jours):
            raise ValueError("un délai qui court d'un événement dit sa durée : « delai » ou « jours ».")
        return self

    def _when(self) -> Iterator[str]:
        return (name for name in _WHEN if getattr(self, name))
