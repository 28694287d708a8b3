"""An avenant is between the parties of its contract."""

from __future__ import annotations

from collections.abc import Iterator

from engine.avenants.case import Case
from engine.dossier import Dossier
from engine.errors import Finding
from models.contrat import Contrat

_TRANSFER = "(fondement du transfert de l'autorisation : à vérifier)"


def other_model(old: Dossier, new: Dossier) -> Iterator[Finding]:
    """Refuse a new contract of another model, before all else."""
    if old.modele.nom != new.modele.nom:
        message = f"le contrat est du modèle « {old.modele.nom} », et le nouveau du modèle « {new.modele.nom} »."
        hint = "Un avenant ne change pas un contrat en un autre : rédigez un nouveau contrat (cpom generer)."
        yield Finding("avenant-autre-modele", message, hint=hint, place=new.source.place(("modele",)))


def check(case: Case) -> Iterator[Finding]:
    """Refuse a new contract of another Département, and of another gestionnaire where it was not transferred."""
    old, new = case.old.dossier, case.given
    if old.contrat.departement != new.contrat.departement:
        its, other = old.contrat.departement, new.contrat.departement
        message = f"le contrat est celui du département « {its} », et non « {other} »."
        hint = "Un avenant se conclut entre les parties du contrat : donnez la description du même."
        yield Finding("avenant-autre-departement", message, hint=hint, place=new.source.place(("departement",)))
    if (before := _manager(old.contrat)) != (after := _manager(new.contrat)) and not case.avenant.transfert:
        message = f"le gestionnaire du contrat est « {before} », et celui du nouveau « {after} »."
        hint = (
            "Un avenant se conclut entre les parties du contrat, qui ne passe à un autre gestionnaire que par une "
            "cession : donnez la date de la décision qui transfère l'autorisation (--transfert)."
        )
        place = new.source.place(("gestionnaire", "siren"))
        yield Finding("avenant-autre-gestionnaire", message, hint=hint, source=_TRANSFER, place=place)


def _manager(contrat: Contrat) -> str:
    """What tells a gestionnaire apart: its number, or else its name."""
    return contrat.gestionnaire.siren or contrat.gestionnaire.raison_sociale or ""
