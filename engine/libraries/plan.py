"""The plan of a model: which clauses, in which order, under which numbers, within which rules."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Annotated, Any, Literal

from engine.libraries.autorites import AutoritePublique
from engine.libraries.ecarts import Ecart, Remarque
from engine.libraries.questions import Question
from engine.libraries.regles import Annuel, Delai, FraisDeSiege, GenreDAvenant, Incompatibilite, Mentions, Minimum, Prix
from engine.libraries.visas_du_plan import VisaDuPlan
from models.champs import DureeContrat, Fiche, Jour, OuiNon, Repondant, Texte
from models.fiches.groupe import altered, prepares
from models.fiches.marks import Avant
from models.jours import Duree
from models.traits import TraitDeduit


class Entree(Fiche):
    """A line of the plan: a clause with those that stand under its heading (`sous`), or alternatives (`parmi`).

    Alternatives share one number, and one of them applies. `cumul` names the trait and the value under which several
    apply together; they are then numbered 3 and 3 bis.
    """

    clause: Texte = ""
    sous: list[Entree] = []
    parmi: list[Entree] = []
    cumul: dict[str, Texte] = {}

    @prepares
    @classmethod
    def _named(cls, value: object) -> object:
        """A name alone is a clause."""
        return {"clause": value} if isinstance(value, str) else value


def _visa(value: object) -> object:
    return {"visa": value} if isinstance(value, str) else value


class Preambule(Fiche):
    """The préambules that a description may choose from (name to clause) and the one it gets if it says nothing."""

    au_choix: dict[str, Texte]
    defaut: Texte


class Delais(Fiche):
    """The prorogation: the notice to give before the term, the time to answer it, how long it lasts at the most.

    Where they are `imposes`, a contract may not choose others.
    """

    preavis: DureeContrat | None = None
    reponse: DureeContrat | None = None
    duree: DureeContrat | None = None
    imposes: OuiNon = False


class Regles(Fiche):
    """The rules of the model: the durations that it allows (CASF, article L. 313-11), and what the checks look at.

    `source` is the text of the durations; `duree_exacte` leaves no choice; `duree_totale_max` counts the prorogation;
    `avenant` is how much longer a last avenant, which cannot be renewed, may make the contract last after it;
    `duree_intangible` is the text that forbids an avenant to change the duration of the contract.
    """

    source: Texte = ""
    duree_max: DureeContrat | None = None
    duree_exacte: DureeContrat | None = None
    duree_totale_max: DureeContrat | None = None
    prorogation: Delais = Delais()
    avenant: DureeContrat | None = None
    duree_intangible: Texte = ""
    incompatibilites: list[Incompatibilite] = []
    delais: list[Delai] = []
    minimums: list[Minimum] = []
    tarifs_annuels: list[Annuel] = []
    mentions: list[Mentions] = []
    frais_de_siege: FraisDeSiege | None = None
    prix: Prix | None = None

    @property
    def preavis(self) -> Any:
        """The model's notice of prorogation, as a `Duree`."""
        return self.prorogation.preavis

    @property
    def reponse(self) -> Any:
        """The model's time to answer, as a `Duree`."""
        return self.prorogation.reponse

    def fin_de_prorogation(self, duree: Duree) -> Duree | None:
        """How long a contract of this duration lasts with its prorogation; None where the model says nothing of it."""
        if self.prorogation.duree:
            return Duree(duree.mois + self.prorogation.duree.mois)
        return self.duree_totale_max


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
    """The official text that the model transcribes, and the day before which there was none (`depuis`)."""

    texte: Texte = ""
    depuis: Jour | None = None
    fichier: Texte = ""
    url: Texte = ""


class LimiteDeSignature(Fiche):
    """The last day for a contract to be signed, and what is known of it (`remarque`)."""

    jour: Jour
    remarque: Texte = ""


class ConventionsDuModele(Fiche):
    """Where a description lists the conventions that its contract puts an end to."""

    existantes: Texte = ""
    liste: Texte = ""
    etablissement: Texte = ""
    date: Texte = ""
    fin: Texte = ""


class Cosignataires(Fiche):
    """How a contract of several départements names those that sign it beside the first.

    `liste` has an item for each; `colonnes` says which fact of a département fills each of its columns, and `metropole`
    does where a métropole acts in its place. `reunies` are the lists to which every département adds its own items.
    """

    liste: Texte = ""
    colonnes: dict[str, Texte] = {}
    metropole: dict[str, Texte] = {}
    reunies: list[Texte] = []


Acte = Literal["programmation", "ajustement"]


class ProgrammationDuModele(Fiche):
    """How a programmation fills the descriptions of this model, and within which rules.

    `liste` is the list that its rows fill, `colonnes` the column of that list for each fact of a row, `constantes` what
    every row says; `arrete` the path of the description for each fact of the arrêté. `prolongation` is how long a
    convention may be prolonged, `limite` the last day for a contract to be signed, if there is one. `actes` are the
    plans of the arrêté that programmes the contracts, and of the one that adjusts it.
    """

    source: Texte = ""
    liste: Texte = ""
    colonnes: dict[str, Texte] = {}
    constantes: dict[str, Texte] = {}
    arrete: dict[str, Texte] = {}
    conventions: ConventionsDuModele = ConventionsDuModele()
    duree: DureeContrat | None = None
    prolongation: DureeContrat | None = None
    limite: LimiteDeSignature | None = None
    actes: dict[Acte, Texte] = {}
    cosignataires: Cosignataires = Cosignataires()


REPONDANTS: dict[Repondant, str] = {"departement": "le Département", "gestionnaire": "le gestionnaire"}


class AutreDocument(Fiche):
    """A document that a contract gives rise to (a report): its name, and its clauses, numbered as articles are."""

    intitule: Texte
    articles: list[Entree]


class Plan(Fiche):
    """A model: its name, its rules, and its clauses in the order of the contract.

    `departement` is the code of the one whose own model this is, `charte` its letterhead in the model's folder;
    `autorites` are the public parties, in the order in which they head the contract; `repondants` names those who know
    the facts, where the first is not a Département (« l'État »); `documents` are made of the same description, beside
    the contract. An act that is no contract has no table of contents (`sommaire: non`),
    and a letter prints no title (`titre: non`).
    """

    modele: Texte = ""
    herite: Texte = ""
    intitule: Texte = ""
    source: SourceDuModele = SourceDuModele()
    # What every description of the model may say, whichever of its clauses prints it, and the traits that follow.
    questions: dict[str, Question] = {}
    traits: dict[str, TraitDeduit] = {}
    regles: Regles = Regles()
    departement: Texte = ""
    charte: Texte = ""
    autorites: list[AutoritePublique] = ["collectivites"]
    sommaire: OuiNon = True
    titre: OuiNon = True
    repondants: dict[Repondant, Texte] = REPONDANTS
    # Who alone knows the facts under a key, where the party of the question is several (« ars », « comite.ars »).
    repondent: dict[str, Texte] = {}
    # The names of the groups of questions, where the title of a clause does not say what is asked.
    rubriques: dict[str, Texte] = {}
    # What every description may say and this model has no use for: its questionnaire does not ask it.
    sans: list[Texte] = []
    numerotation: list[Niveau] = []
    numerotation_annexes: list[Niveau] = []
    parties: list[Texte] = []
    visas: list[Annotated[VisaDuPlan, Avant(_visa)]] = []
    # Texts of the same rank by date, so that one that was replaced takes its own place; or else as the model has them.
    visas_par_date: OuiNon = False
    preambule: Preambule | None = None
    programmation: ProgrammationDuModele | None = None
    articles: list[Entree] = []
    signatures: list[Entree] = []
    annexes: list[Entree] = []
    documents: dict[str, AutreDocument] = {}
    # What an act that accompanies a contract takes up of it, as the contract prints it.
    reprend: list[Literal["parties", "visas", "signatures"]] = []
    # The words that it says otherwise there (« le présent contrat » is « le présent avenant »).
    mots: dict[str, Texte] = {}
    genre: GenreDAvenant = GenreDAvenant()
    # Where the model as a whole departs from its source; each clause says its own.
    ecarts: list[Ecart] = []
    remarques: list[Remarque] = []

    def qui_repond(self, qui: Repondant, chemin: str) -> str:
        """Who knows a fact (« comite.ars »), in the words of the questionnaire."""
        known = [key for key in self.repondent if chemin == key or chemin.startswith(f"{key}.")]
        return self.repondent[max(known, key=len)] if known and qui == "departement" else self.repondants[qui]

    def document(self, nom: str) -> Plan:
        """The plan of another document: its name and its clauses alone, without parties, visas, annexes nor signatures.

        Raises:
            KeyError: where the model has no such document.
        """
        other = self.documents[nom]
        own = Plan(intitule=other.intitule, articles=other.articles)
        return altered(self, {key: getattr(own, key) for key in _OF_THE_CONTRACT})

    def lignes(self) -> Iterator[Entree]:
        """Every line of the plan, alternatives included, each before those that stand under it."""
        return _lines((*self.articles, *self.signatures, *self.annexes))

    def conditions(self) -> Iterator[Mapping[str, object]]:
        """What decides, in a contract, of its visas, of the articles that they cite, and of alternatives together."""
        yield from (line.cumul for line in self.lignes())
        for visa in self.visas:
            yield from visa.conditions()

    def identifiants(self) -> Iterator[str]:
        """Every clause that it names, in the order of the contract."""
        yield from self.parties
        yield from (visa.visa for visa in self.visas if not visa.est_un_texte)
        if self.preambule:
            yield from self.preambule.au_choix.values()
        yield from (entry.clause for entry in entries((*self.articles, *self.signatures, *self.annexes)))


_OF_THE_CONTRACT = ("intitule", "articles", "parties", "visas", "preambule", "signatures", "annexes", "documents")
"""What another document does not take from its model."""


def _lines(lines: Iterable[Entree]) -> Iterator[Entree]:
    for line in lines:
        yield line
        yield from _lines((*line.parmi, *line.sous))


def entries(lines: Iterable[Entree]) -> Iterator[Entree]:
    """Every clause of the plan's lines, each before those that stand under it."""
    return (line for line in _lines(lines) if line.clause)
