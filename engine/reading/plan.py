"""The plan of a model: which clauses, in which order, under which numbers, within which rules."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Annotated, Any, Literal

from models.champs import DureeContrat, Fiche, OuiNon, Texte
from pydantic import BeforeValidator, Field


class Entree(Fiche):
    """A clause of the plan and those that stand under its heading."""

    clause: Texte
    sous: list[Ligne] = []


class Alternatives(Fiche):
    """Clauses that share one number, of which one applies.

    `cumul` names the trait and the value under which several apply together; they are then numbered 3 and 3 bis.
    """

    parmi: list[Ligne]
    cumul: dict[str, Texte] = {}


def _entry(value: object) -> object:
    return {"clause": value} if isinstance(value, str) else value


Ligne = Annotated[Entree | Alternatives, BeforeValidator(_entry), Field(union_mode="left_to_right")]


class VisaDuPlan(Fiche):
    """A visa that the model orders: a key of the legal register, or a clause whose body follows « Vu »."""

    visa: Texte
    mention: Texte = ""
    si: dict[str, list[Texte]] = {}

    @property
    def est_un_texte(self) -> bool:
        """Whether it is a key of the register rather than a clause of the folder visas/."""
        return not self.visa.startswith("visas/")


def _visa(value: object) -> object:
    return {"visa": value} if isinstance(value, str) else value


class Preambule(Fiche):
    """The préambules that a description may choose from (name to clause) and the one it gets if it says nothing."""

    au_choix: dict[str, Texte]
    defaut: Texte


class Delais(Fiche):
    """The notice to give before the term and the time to answer it."""

    preavis: DureeContrat | None = None
    reponse: DureeContrat | None = None


class Regles(Fiche):
    """The durations that the model allows (CASF, article L. 313-11)."""

    duree_max: DureeContrat | None = None
    duree_totale_max: DureeContrat | None = None
    prorogation: Delais = Delais()

    @property
    def preavis(self) -> Any:
        """The model's notice of prorogation, as a `Duree`."""
        return self.prorogation.preavis

    @property
    def reponse(self) -> Any:
        """The model's time to answer, as a `Duree`."""
        return self.prorogation.reponse


class Niveau(Fiche):
    """How the headings of one level are numbered.

    `motif` holds `{n}`, the number written as `numero` says (« premier » is 1er, 2, 3…), and may hold `{parent}`, the
    number of the heading above. A level that is `continu` goes on counting under the next heading above.
    """

    prefixe: str = ""
    numero: Literal["arabe", "premier", "romain", "lettre"] = "arabe"
    motif: str = "{n}"
    suffixe: str = " "
    continu: OuiNon = False


class SourceDuModele(Fiche):
    """The official text that the model transcribes."""

    texte: Texte = ""
    fichier: Texte = ""
    url: Texte = ""


class Plan(Fiche):
    """A model: its name, its rules, and its clauses in the order of the contract."""

    modele: Texte = ""
    herite: Texte = ""
    intitule: Texte = ""
    source: SourceDuModele = SourceDuModele()
    regles: Regles = Regles()
    numerotation: list[Niveau] = []
    numerotation_annexes: list[Niveau] = []
    parties: list[Texte] = []
    visas: list[Annotated[VisaDuPlan, BeforeValidator(_visa)]] = []
    preambule: Preambule | None = None
    articles: list[Ligne] = []
    signatures: list[Ligne] = []
    annexes: list[Ligne] = []


def entries(lines: Iterable[Entree | Alternatives]) -> Iterator[Entree]:
    """Every entry of the plan's lines, each before those that stand under it."""
    for line in lines:
        if isinstance(line, Alternatives):
            yield from entries(line.parmi)
        else:
            yield line
            yield from entries(line.sous)


Entree.model_rebuild()
Alternatives.model_rebuild()
