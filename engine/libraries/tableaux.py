"""The computed tables of a model: what each is made of, read from `tableaux/*.yaml` in its folder.

A table is described once: its rubriques (a fact of the description, or a formula over the other rubriques) and what
they repeat over (the years of the contract, the rows of a list, named columns). Its figures, its printed form and its
sheet of the workbook all come from this description.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Literal

from engine.errors import Place
from engine.formulas.parsing import needed, parse_formula
from engine.formulas.tree import Formula, Name
from engine.libraries.questions import Question
from engine.reading.yaml_strict import Source
from models.champs import Entier, Fiche, Nombre, OuiNon, Texte
from models.fiches.groupe import checks, worked_out
from models.fiches.marks import Apres, AuMoins, Avant, Bornes
from models.regexes import regex

Unite = Literal["", "€", "€/h", "h", "%", "km", "€/km", "ETP", "année", "oui/non", "texte"]

_NAME = regex(r"[a-z][a-z0-9_]*")
_IN_BRACES = regex(r"\{([a-z_][a-z0-9_]*)\}")
_OF_A_MODEL = regex(r"^([a-z]+(?:-[a-z]+)*), ")
_FILE = regex(r"\s*\([^()]*\.txt[^()]*\)")


def _readable(text: str) -> str:
    try:
        parse_formula(text)
    except ValueError as error:
        raise ValueError(f"cette formule ne peut pas être lue : {error}.") from None
    return text


def _in_a_formula(nom: str) -> str:
    if not _NAME.fullmatch(nom):
        raise ValueError(
            "un nom a des lettres sans accent ni majuscule, des chiffres et « _ » : les formules l'écrivent."
        )
    return nom


Nom = Annotated[Texte, Apres(_in_a_formula)]
Formule = Annotated[Texte, Apres(_readable)]


class Rubrique(Fiche):
    """A line of figures: given (`fait`, a path of the description; its own name by default), computed or a heading.

    A figure in « % » is in hundredths wherever it is (12 for « 12 % »), given or computed: a formula multiplies by 100.
    `court` names it in the formulas shown and in the charts; `total` is what the series of totals holds: the sum, the
    sum of the cells given (`somme_des_donnes`), the mean, its own formula over the totals or `formule_du_total` (for a
    weighted mean), or nothing. `facultatif` says that the cell may stay empty. `si` is as in a clause. `faits` gives
    the fact of each named column that has one, where they are not side by side. An answer in « oui/non » is 1 or 0 in a
    formula. With `annees`, a formula is there once for each year of the contract (« {annee} » in its label), with the
    figures that other tables have for this year. Of several rubriques of one name, each but the last has a condition
    (`si`): the first that may hold is there. `base` is a fact that no clause prints: what is computed from it asks it.
    `doute` is what is to be verified of its computation: whoever drafts is told it, and no annexe prints it.
    """

    nom: Nom = ""
    titre: Texte = ""
    libelle: Texte = ""
    court: Texte = ""
    unite: Unite = ""
    decimales: Entier | None = None
    fait: Texte = ""
    faits: dict[str, Texte] = {}
    valeur: Nombre | None = None
    formule: Formule = ""
    total: Literal["", "somme", "somme_des_donnes", "moyenne", "formule"] = ""
    formule_du_total: Formule = ""
    gras: OuiNon = False
    facultatif: OuiNon = False
    base: OuiNon = False
    annees: OuiNon = False
    source: Texte = ""
    doute: Texte = ""
    si: dict[str, list[Texte]] = {}
    _formula: Formula | None = None
    _total_formula: Formula | None = None

    @checks
    def _readable(self) -> Rubrique:
        if not self.nom and not self.titre:
            raise ValueError("une rubrique a un nom, ou n'est qu'un titre.")
        self._formula = parse_formula(self.formule) if self.formule else None
        self._total_formula = parse_formula(self.formule_du_total) if self.formule_du_total else self._formula
        if self.total == "formule" and self._total_formula is None:
            raise ValueError(f"le total de « {self.nom} » suit une formule, qui n'est pas donnée.")
        return self

    @property
    def formula(self) -> Formula | None:
        """The formula as a tree; None for a fact."""
        return self._formula

    @property
    def total_formula(self) -> Formula | None:
        """The formula of the series of totals, where its total is a formula."""
        return self._total_formula

    @property
    def sens(self) -> str:
        """What the rubrique is called in a formula shown, in a chart, in a message."""
        return self.court or self.libelle


class Colonne(Fiche):
    """A named column of figures, with its unit where the rubriques have none."""

    libelle: Texte
    unite: Unite = ""
    decimales: Entier | None = None


def _column(value: object) -> object:
    return {"libelle": value} if isinstance(value, str) else value


class Repetition(Fiche):
    """What the rubriques of a table repeat over.

    `pour` is a list of the description, whose column `cle` names each series (several rows may have the same name where
    `doubles`); with `annees`, the years of the contract that the list does not give are there too, to fill in. `annees`
    alone is the years of the contract. `colonnes` are named columns: the fact of each is `fait.colonne`. With none of
    these the table has one series, headed `unique`. `groupe` is a column whose values make several groups of rows, each
    with its own years. `si` keeps only the rows with these answers (and those that have none yet). `libelle` heads a
    series (« {cle} »), `premier` the first, `avant` one of a year before the contract (without `avant`, such a year is
    a mistake); `total` heads the series of totals; `vierge` are the headings of a blank. With `suivi`, the years that
    the list does not give are known as the contract goes: their cells stay empty. With `chaque_annee`, a year that
    the list does not give is told: its total is that of the whole contract.

    The list may be inside each row of another: « objectifs[].operationnels[].actions ». A fact of those that hold the
    row is then written from the top, in a condition or in a rubrique: « objectifs[].intitule ». In a blank, its rows
    are those of the first of them, or of the one of rank `rang_vierge`.
    """

    pour: Texte = ""
    si: dict[str, list[Texte]] = {}
    cle: Texte = "annee"
    groupe: Texte = ""
    doubles: OuiNon = False
    annees: OuiNon = False
    chaque_annee: OuiNon = False
    suivi: OuiNon = False
    colonnes: dict[str, Annotated[Colonne, Avant(_column)]] = {}
    unique: Texte = "Montant"
    libelle: Texte = "{cle}"
    premier: Texte = ""
    avant: Texte = ""
    total: Texte = ""
    vierge: list[Texte] = []
    rang_vierge: Annotated[Entier, Bornes(least=1)] = 1


class Controle(Fiche):
    """What must hold of the figures of each series: a condition, and what to say and to do where it does not.

    `sauf_total` says that it is about each series, and not about their totals; `total_seul`, about the totals alone;
    `colonnes`, about these columns alone.
    `message` may hold `{serie}`, and the name of any rubrique in braces. `sur` is the rubrique whose fact is to be
    looked at first.
    """

    nom: Texte
    libelle: Texte
    formule: Formule
    message: Texte
    aide: Texte = ""
    source: Texte = ""
    gravite: Literal["erreur", "avertissement"] = "erreur"
    sur: Texte = ""
    sauf_total: OuiNon = False
    total_seul: OuiNon = False
    colonnes: list[Texte] = []
    _formula: Formula

    @checks
    def _readable(self) -> Controle:
        self._formula = parse_formula(self.formule)
        return self

    @property
    def formula(self) -> Formula:
        """The condition as a tree."""
        return self._formula

    def needed(self) -> tuple[Name, ...]:
        """The rubriques without which it says nothing: those of its condition, and those of its message."""
        return worked_out(self, needed, lambda: (*needed(self._formula), *self._in_its_message()))

    def _in_its_message(self) -> Iterator[Name]:
        return (Name(nom) for nom in _IN_BRACES.findall(self.message) if nom != "serie")


class Graphique(Fiche):
    """A chart of some rubriques of the table over its series."""

    titre: Texte
    rubriques: Annotated[list[Texte], AuMoins(1)]
    genre: Literal["barres", "empilees", "courbes"] = "barres"


class Extrait(Fiche):
    """A part of the table that a clause prints by its name: these rubriques, in `sens`, with a `coin` of its own.

    `largeurs` are as those of the table, or one for each of these columns; a rubrique of `si_donnees` is left out while
    the last series has no figure of it; `total` says whether the totals are shown, always or from two series on.
    """

    rubriques: Annotated[list[Texte], AuMoins(1)]
    si_donnees: list[Texte] = []
    sens: Literal["lignes", "colonnes", ""] = ""
    coin: Texte = ""
    largeurs: list[Entier] = []
    total: Literal["toujours", "si_plusieurs", "jamais"] = "toujours"


class Tableau(Fiche):
    """A computed table.

    `annexe` is the clause that prints it; `coin` heads the column of the labels; `sens` is « colonnes » where the
    rubriques are columns and each series a row. `parametres` are figures that do not repeat (a rate, a ceiling).
    `facultatif` says that the table is left out of the annexes while none of its facts is given.
    """

    titre: Texte
    source: Texte
    doute: Texte = ""
    annexe: Texte = ""
    coin: Texte = ""
    sens: Literal["lignes", "colonnes"] = "lignes"
    largeurs: list[Entier] = []
    facultatif: OuiNon = False
    si: dict[str, list[Texte]] = {}
    questions: dict[str, Question] = {}
    series: Repetition = Repetition()
    parametres: list[Rubrique] = []
    rubriques: Annotated[list[Rubrique], AuMoins(1)]
    controles: list[Controle] = []
    graphiques: list[Graphique] = []
    extraits: dict[str, Extrait] = {}
    _lu: Source | None = None

    def read_from(self, source: Source) -> Tableau:
        """The same, with the file that says it."""
        self._lu = source
        return self

    @property
    def lu(self) -> Source | None:
        """The file that says it."""
        return self._lu

    def place(self, *path: str | int) -> Place:
        """Where its file says something."""
        return self._lu.place(path) if self._lu else Place("tableaux")

    def key_place(self, *path: str | int) -> Place:
        """Where its file has a key."""
        return self._lu.key_place(path) if self._lu else Place("tableaux")

    def place_of(self, text: str) -> Place:
        """Where its file first says these words."""
        read = self._lu
        return worked_out(self, ("place", text), lambda: read.place_of(text)) if read else Place("tableaux")

    def noms(self) -> Iterator[str]:
        """The names of its parameters and rubriques, in order."""
        return (line.nom for line in (*self.parametres, *self.rubriques) if line.nom)

    def conditions(self) -> Iterator[dict[str, list[Texte]]]:
        """Every condition (`si`) of the table and of its rubriques."""
        yield self.si
        yield from (line.si for line in (*self.parametres, *self.rubriques))


def of_the_model(source: str) -> str:
    """A source of the library as a reader is told it: « exemple, article 3-2 » is « modèle exemple, article 3-2 »."""
    return _OF_A_MODEL.sub(r"modèle \1, ", without_files(source))


def without_files(source: str) -> str:
    """A source without the file and the lines in which whoever wrote the library read it."""
    return _FILE.sub("", source)
