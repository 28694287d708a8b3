"""A description that is open: what is found of it, what is missing, its figures, its documents."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from functools import cached_property
from pathlib import Path
from types import MappingProxyType
from typing import Any, Literal

from cpom import changements
from cpom.bibliotheque import Bibliotheque
from cpom.decisions import decisions_de, trait_de
from cpom.droit import Changement
from cpom.echeances import delais_de, echeances_de
from cpom.erreurs import Refus, refusant
from cpom.explication import Explication, explication_de
from cpom.faits import Faits
from cpom.questions import par_annee, questions_qui_restent
from cpom.redaction import FORMATS, Redaction
from cpom.tableaux import tableaux_de
from cpom.valeurs import Constat, Decision, Delai, Echeance, Ecrit, Manquant, Question, Tableau, Trait, constats
from engine import dossier as lecture
from engine.assembly.assemble import Assembled
from engine.assembly.reach import keys_of_contract
from engine.assembly.soundness import check_syntax
from engine.definitif import DRAFT, Final
from engine.document import Document
from engine.errors import Finding, Place
from engine.reading.yaml_strict import Source
from engine.redaction import USUAL_ENGINE, annexes_of, redaction_of
from models import chemins
from models.champs import Repondant
from models.chemins import Chemin
from models.records import dataclass


@dataclass(frozen=True, eq=False, repr=False)
class Dossier:
    """Une description ouverte. Rien n'y change : `avec` en donne une autre. Plusieurs fils peuvent s'en servir.

    `modele` est le nom de son modèle (vide, s'il ne peut pas être lu), `jour` celui dont le droit s'applique sans date
    de signature. `constats` dit tout ce qui a été trouvé, les erreurs avec leur place. `entier` dit si tout a pu être
    lu : sinon, ce qui est dit des faits ne l'est que d'une partie.
    """

    bibliotheque: Bibliotheque
    jour: date
    _source: Source
    _chemin: Path
    _permis: tuple[Path, ...]
    _trouve: tuple[Finding, ...]
    _lu: lecture.Dossier | None
    entier: bool

    def __repr__(self) -> str:
        return f"Dossier(modele={self.modele!r}, jour={self.jour})"

    @property
    def nom(self) -> str:
        """Comment les constats nomment la description."""
        return self._source.name

    @property
    def modele(self) -> str:
        """Le nom du modèle."""
        return self._lu.modele.nom if self._lu else ""

    @cached_property
    def constats(self) -> tuple[Constat, ...]:
        """Tout ce qu'il y a à corriger et à savoir. D'une description fausse aussi : elle n'est jamais refusée ici."""
        return self._redaction.constats if self._lu and self.entier else self.controles

    @cached_property
    def controles(self) -> tuple[Constat, ...]:
        """Ceux que la lecture et les contrôles ont faits, avant qu'un document en soit rédigé."""
        return constats(self._trouve)

    @property
    def erreurs(self) -> tuple[Constat, ...]:
        """Les constats qui empêchent d'écrire."""
        return tuple(one for one in self.constats if one.gravite == "erreur")

    @cached_property
    def manquants(self) -> Mapping[str, tuple[Manquant, ...]]:
        """Les faits à compléter, par qui les connaît (« le Département », « le gestionnaire »)."""
        return self._redaction.manquants if self._lu else MappingProxyType({})

    @cached_property
    def traits(self) -> Mapping[str, Trait]:
        """Les propriétés qui décident des clauses, par nom."""
        found = self._lu.traits if self._lu else {}
        return MappingProxyType({nom: trait_de(trait) for nom, trait in found.items()})

    @cached_property
    def decisions(self) -> tuple[Decision, ...]:
        """Pourquoi chaque clause du modèle est gardée ou écartée, dans l'ordre du contrat."""
        return decisions_de(self._assemble) if self._lu else ()

    def explication(self) -> Explication:
        """Pourquoi le contrat dit ce qu'il dit ; `Refus` si rien n'a pu être lu."""
        return explication_de(self._assemble, self._lu)

    @cached_property
    def tableaux(self) -> Mapping[str, Tableau]:
        """Les tableaux calculés, par nom ; un chiffre qui n'est pas connu est None."""
        return MappingProxyType(tableaux_de(self._assemble) if self._lu else {})

    @cached_property
    def calendrier(self) -> tuple[Echeance, ...]:
        """Les échéances, par jour ; vide tant que la date d'effet ou la durée manquent."""
        return echeances_de(self._lu) if self._lu else ()

    @cached_property
    def delais(self) -> tuple[Delai, ...]:
        """Les délais qui courent d'un événement (une saisine, une mise en demeure), dans l'ordre du contrat."""
        return delais_de(self._lu) if self._lu else ()

    def questions(self, pour: Repondant | None = None) -> tuple[Question, ...]:
        """Les questions qui restent : celles que ses réponses laissent se poser, et n'ont pas répondu.

        `pour` n'en garde que celles d'une partie. Le chemin de chacune est celui qu'`avec` prend.

        Raises:
            Refus: si la description n'a pas pu être lue en entier, ou si une clause du modèle est mal écrite.
        """
        read = self._en_entier()
        with refusant():
            check_syntax(read.modele)
            return tuple(questions_qui_restent(read.modele, pour, par_annee(read, self._source.data)))

    def questionnaire(self, pour: Repondant | None = None) -> str:
        """Son YAML, avec ses réponses et ces questions, ce qui en décide d'autres en premier ; refusé de même."""
        from engine.asking.questionnaire import questionnaire

        read = self._en_entier()
        with refusant():
            check_syntax(read.modele)
            return questionnaire(read.modele, pour, valeurs=par_annee(read, self._source.data), rest=True)

    def formulaire(self, pour: Repondant | None = None, *, nom_du_format: Literal["xlsx", "docx"] = "xlsx") -> bytes:
        """Les mêmes questions, avec toutes ses réponses, en classeur (XLSX) ou en document (DOCX) à remplir.

        `cpom.reprendre` le lit, une fois rempli ; ses refus sont ceux de `questions`.
        """
        from cpom.formulaires import formulaire_de

        return formulaire_de(self._en_entier(), pour, self.jour, nom_du_format)

    def touche(self, changement: Changement) -> bool:
        """Si son contrat dit ce qui change, là où cela change.

        Raises:
            Refus: si la description n'a pas pu être lue en entier.
        """
        read = self._en_entier()
        return changement.la_bas(read.droit.departements) and changement.cle in keys_of_contract(read.selection())

    def dit(self, chemin: str) -> bool:
        """Si la description dit ce fait (« sites[1].nom »)."""
        return chemins.lire(chemin) in self._source.places

    def place(self, chemin: str) -> Place:
        """Où la description dit un fait, ou ce qui le contient ; `str` en fait « contrat.yaml:14:11 »."""
        return self._source.place(chemins.lire(chemin))

    def redaction(self, document: str = "", *, definitif: bool = False, avec_reserves: bool = False) -> Redaction:
        """Le contrat, ou un autre document de son modèle, rédigé une fois pour plusieurs formats.

        Les options sont celles d'`ecrit`. Ce qui empêche de l'écrire est son `refus`.

        Raises:
            Refus: si la description n'a pas pu être lue en entier, ou si le modèle n'a pas ce document.
        """
        self._en_entier()
        return self._fait(document, Final(definitif, avec_reserves))

    def annexes(self, tableaux: Iterable[str] = (), *, formats: Iterable[str] = ()) -> Redaction:
        """Les annexes chiffrées, seules : ces tableaux, ou tous ; ses constats disent ce qu'un des `formats` tait.

        Raises:
            Refus: si la description n'a pas pu être lue en entier, ou n'a pas d'annexe de ce nom.
        """
        with refusant():
            return Redaction(annexes_of(self._en_entier(), tuple(tableaux), formats))

    def document(self, nom: str = "") -> Document:
        """Le contrat, ou un autre document de son modèle, en arbre (`cpom.Document`) : ce que lisent les formats.

        D'une description fausse en partie, c'est l'arbre de ce qui a pu être lu.

        Raises:
            Refus: si rien n'a pu être lu, ou si le modèle n'a pas ce document.
        """
        return self._fait(nom).document

    def ecrire(self, nom_du_format: str, **options: Any) -> bytes:
        """Le contrat dans un format de `FORMATS`, en octets ; rien n'est écrit sur le disque.

        Les options sont celles d'`ecrit`, qui dit aussi ce qu'il faut savoir de l'écrit.

        Raises:
            Refus: s'il reste une erreur, si un contrat définitif est refusé, si un logo ou une charte est illisible.
            ValueError: si le format n'existe pas.
        """
        return self.ecrit(nom_du_format, **options).contenu

    def ecrit(
        self,
        nom_du_format: str,
        *,
        definitif: bool = False,
        avec_reserves: bool = False,
        document: str = "",
        moteur: str = USUAL_ENGINE,
    ) -> Ecrit:
        """Comme `ecrire`, avec ce que le lecteur du document doit savoir.

        `definitif` refuse un contrat auquel il manque un fait ou dont un point reste à vérifier (`avec_reserves` garde
        ces points) ; `document` est un autre document du modèle ; `moteur`, « weasyprint » ou « typst » pour le PDF.
        """
        if nom_du_format not in FORMATS:
            raise ValueError(f"« {nom_du_format} » n'est pas un format : {', '.join(FORMATS)}.")
        made = self.redaction(document, definitif=definitif, avec_reserves=avec_reserves)
        return made.ecrit(nom_du_format, moteur=moteur)

    def enregistrer(
        self,
        chemin: str | Path,
        *,
        ecraser: bool = False,
        definitif: bool = False,
        avec_reserves: bool = False,
        document: str = "",
        moteur: str = USUAL_ENGINE,
    ) -> tuple[Constat, ...]:
        """Écrit le contrat dans un fichier, dont l'extension dit le format ; rien de ce qui y était n'est perdu.

        Les options sont celles d'`ecrit` ; `ecraser` et les refus, ceux de `Redaction.enregistrer`.
        """
        made = self.redaction(document, definitif=definitif, avec_reserves=avec_reserves)
        return made.enregistrer(chemin, ecraser=ecraser, moteur=moteur, description=self.nom)

    def avec(self, faits: Faits) -> Dossier:
        """Un autre dossier, où ces faits sont ceux-ci ; celui-ci ne change pas.

        Un chemin est celui des constats (« sites[1].nom », rangs à partir de 1) ou un tuple (`("sites", 0, "nom")`).
        Une valeur est un texte, comme en YAML, un bool, un nombre, une date ; None efface (et retire l'élément d'une
        liste). Le rang qui suit le dernier ajoute un élément. Le reste du YAML ne change pas.

        Raises:
            Refus: si le YAML ne peut pas être complété.
            ValueError: si un chemin est mal écrit, saute un rang, ou en donne un à ce qui n'est pas une liste.
        """
        return self._change(changements.faits, faits)

    def avec_element(self, liste: str | Chemin, rang: int | None = None) -> Dossier:
        """Un autre, où une liste a un élément de plus, vide, à ce rang (à partir de 1) ou à la fin ; refusé de même."""
        return self._change(changements.element, liste, rang)

    def sans_element(self, chemin: str | Chemin) -> Dossier:
        """Un autre, où une liste n'a plus cet élément (« sites[2] »), ni ses commentaires ; refusé de même."""
        return self._change(changements.sans_element, chemin)

    def avec_element_deplace(self, chemin: str | Chemin, vers: int) -> Dossier:
        """Un autre, où cet élément est à un autre rang (à partir de 1), avec ses commentaires ; refusé de même."""
        return self._change(changements.element_deplace, chemin, vers)

    def yaml(self) -> str:
        """Le texte de la description."""
        return self._source.text

    def _change(self, change: Callable[..., Source], *said: Any) -> Dossier:
        from cpom.ouverture import ouvert

        if self._source.errors:
            raise Refus(self.erreurs)
        with refusant():
            source = change(self._source, self._lu.modele if self._lu else None, *said)
        return ouvert(source, self._chemin, self.bibliotheque, self.jour, self._permis, avant=self)

    def _en_entier(self) -> lecture.Dossier:
        if self._lu is None or not self.entier:
            raise Refus(self.erreurs)
        return self._lu

    @cached_property
    def _redaction(self) -> Redaction:
        return self._fait("")

    @property
    def _assemble(self) -> Assembled:
        return self._redaction._faite.assembled

    def _fait(self, document: str, final: Final = DRAFT) -> Redaction:
        if self._lu is None:
            raise Refus(self.erreurs)
        with refusant():
            return Redaction(redaction_of(self._lu, final, document))
