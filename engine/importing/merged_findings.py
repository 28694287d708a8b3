"""What is told of cells that another covers: what they are read as is not what a reader of the sheet sees there."""

from __future__ import annotations

from engine.errors import Finding, Place, Severity

_CODE = "cellule-fusionnee"


def read_as_empty(said: str, labels: str, place: Place) -> Finding:
    """A cell says something over others, which are read for themselves, and hold nothing."""
    message = (
        f"cette cellule fusionnée dit « {said} » pour elle seule : celles qu'elle couvre sont lues vides ({labels})."
    )
    hint = "Défusionnez-la, et écrivez dans chaque cellule ce qui y vaut."
    return Finding(_CODE, message, Severity.WARNING, hint, place=place)


def read_unseen(said: str, label: str, place: Place) -> Finding:
    """A cell that another covers holds something, which nobody sees and which is read."""
    message = f"{label} : « {said} » est sous une cellule fusionnée, où nul ne le voit, et est lu."
    hint = "Défusionnez la cellule qui la couvre ; videz celle-ci si ce qu'elle dit ne vaut pas."
    return Finding(_CODE, message, Severity.WARNING, hint, place=place)
