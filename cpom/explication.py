"""A contract explained: why it says each of its clauses, visas, figures, dates, and words of the law."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from cpom.erreurs import refusant
from models.records import dataclass

if TYPE_CHECKING:
    from engine.assembly.assemble import Assembled
    from engine.dossier import Dossier
    from engine.explaining.explained import ChiffreExplique, ClauseExpliquee, DateExpliquee, NomExplique, VisaExplique
    from engine.explaining.explanation import Explanation

FORMATS_D_EXPLICATION: tuple[str, ...] = ("docx", "html", "txt", "json")
"""Ce qu'une explication sait être."""


@dataclass(frozen=True, eq=False, repr=False)
class Explication:
    """Pourquoi un contrat dit ce qu'il dit ; rien n'est écrit sur le disque."""

    _faite: Explanation

    def __repr__(self) -> str:
        return f"Explication({self._faite.name!r})"

    @property
    def clauses(self) -> tuple[ClauseExpliquee, ...]:
        """Chaque clause du modèle et des parties, gardée ou écartée, dans l'ordre du contrat."""
        return self._faite.clauses

    @property
    def visas(self) -> tuple[VisaExplique, ...]:
        """Les visas, dans l'ordre du contrat, puis les textes que le droit du jour en a ôtés."""
        return self._faite.visas

    @property
    def chiffres(self) -> tuple[ChiffreExplique, ...]:
        """Les chiffres calculés qui s'impriment, et ceux dont ils viennent, tableau par tableau."""
        return self._faite.figures

    @property
    def dates(self) -> tuple[DateExpliquee, ...]:
        """Les échéances, par jour ; vide tant que la date d'effet ou la durée manquent."""
        return self._faite.dates

    @property
    def noms(self) -> tuple[NomExplique, ...]:
        """Les mots que le droit du jour a choisis."""
        return self._faite.names

    def de(self, *clauses: str) -> Explication:
        """Ce qui concerne ces clauses seules, et celles qui sont sous elles ; tout, si aucune n'est nommée.

        Raises:
            Refus: si le contrat n'a pas de clause de ce nom.
        """
        with refusant():
            return replace(self, _faite=self._faite.of(clauses))

    def texte(self) -> str:
        """L'explication en lignes de texte, comme dans un terminal."""
        from engine.explaining.text import lines_of_text

        return "\n".join(lines_of_text(self._faite)) + "\n"

    def ecrire(self, nom_du_format: str) -> bytes:
        """L'explication dans un format de `FORMATS_D_EXPLICATION`, en octets.

        Raises:
            ValueError: si le format n'existe pas.
        """
        if nom_du_format not in FORMATS_D_EXPLICATION:
            raise ValueError(f"« {nom_du_format} » n'est pas un format : {', '.join(FORMATS_D_EXPLICATION)}.")
        if nom_du_format == "txt":
            from engine.explaining.text import file_of_text

            return file_of_text(self._faite).encode()
        if nom_du_format == "json":
            from engine.explaining.as_json import as_json

            return as_json(self._faite)
        from engine.explaining.document import document_of
        from engine.writing import written

        with refusant():
            return written(document_of(self._faite), nom_du_format, None)[0]


def explication_de(assembled: Assembled, dossier: Dossier | None) -> Explication:
    """A contract explained, as assembled.

    Raises:
        Refus: where a clause of the model cannot be rendered.
    """
    from engine.explaining.explanation import explanation_of

    assert dossier is not None  # noqa: S101 - what is assembled has been read
    with refusant():
        return Explication(explanation_of(dossier, assembled))


def schema_de_l_explication() -> dict[str, Any]:
    """Le schéma JSON des explications au format « json »."""
    from engine.explaining.as_json import schema

    return schema()
