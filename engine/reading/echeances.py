"""The deadlines that a clause creates, as its front matter declares them (`echeances`)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from pydantic import model_validator

from models.champs import DureeContrat, Entier, Fiche, OuiNon, Texte
from models.limites import Moment

Sens = Literal["avant", "apres", "aucun"]
"""Where a last day that is not worked goes: to the working day before it, to the one after it, nowhere."""

Rang = Literal["1", "2", "3", "4", "5", "derniere"]

_WHEN = ("chaque_annee", "chaque_mois", "annee_du_contrat", "annee_civile", "mi_parcours", "fait", "depuis")


class Echeance(Fiche):
    """A day by which somebody must act, told by the clause that fixes it.

    `rappelle` names a deadline that the rules of the model give (« preavis »): the clause says its article alone.
    Otherwise one of these says when:

    - `chaque_annee`: a day of the year, N being each year of the contract (« 30 avril N+1 »);
    - `chaque_mois`: a day of the month, of the next one where it is `echu`;
    - `annee_du_contrat`, `annee_civile`: in the course of its third year (3), or of its third calendar year;
    - `mi_parcours`: half-way through;
    - `fait`: a fact of the description, a date, or a text that says one (« 30 avril »); a column of the list `pour`.
      Of a text that is about something else, `dates_entieres` takes only the dates with their year;
    - `depuis`: the day of the signature, of the effect or of the term, with `delai` or `jours` after it.

    A text that names no day is of `defaut`, where the clause says one, and a text that says no year is of `annee`.
    `periodicite` is the fact that says « tous les deux ans ». `strict` is « avant le »: the eve is the last day.
    `sens` is the way to a working day, and `motif` says why. What the law alone fixes, by its `source`, is
    `hors_contrat`: no article says it. `objet` may name « {annee} », « {exercice} », a fact « {suivi.periodicite} », a
    column of the row « {document} », the day that the contract says « {jour} ».
    """

    nom: Texte = ""
    rappelle: Texte = ""
    objet: Texte = ""
    qui: Texte = ""
    si: dict[str, list[Texte]] = {}
    chaque_annee: Texte = ""
    chaque_mois: Entier | None = None
    echu: OuiNon = False
    annee_du_contrat: Rang | None = None
    annee_civile: Rang | None = None
    mi_parcours: OuiNon = False
    fait: Texte = ""
    pour: Texte = ""
    dates_entieres: OuiNon = False
    defaut: Texte = ""
    annee: Literal["N-1", "N", "N+1"] = "N"
    periodicite: Texte = ""
    depuis: Moment | None = None
    delai: DureeContrat | None = None
    jours: Entier | None = None
    strict: OuiNon = False
    sens: Sens = "avant"
    motif: Texte = ""
    source: Texte = ""
    hors_contrat: OuiNon = False

    @model_validator(mode="after")
    def _whole(self) -> Echeance:
        """Refuse one that does not say what it is, when it falls, or why it goes to which working day."""
        if self.rappelle:
            return self
        needed = ("nom", "objet", "qui", "motif", *(("source",) if self.hors_contrat else ()))
        missing = [name for name in needed if not getattr(self, name)]
        if missing:
            raise ValueError(f"cette échéance ne dit pas : {', '.join(missing)}.")
        if len(list(self._when())) != 1:
            raise ValueError(f"une échéance dit quand par une de ces clés, et une seule : {', '.join(_WHEN)}.")
        return self

    def _when(self) -> Iterator[str]:
        return (name for name in _WHEN if getattr(self, name))
