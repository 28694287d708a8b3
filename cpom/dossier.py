"""A description that is open: what is found of it, what is missing, its figures, its documents."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path
from types import MappingProxyType
from typing import Any

from cpom.bibliotheque import Bibliotheque, bibliotheque_de
from cpom.clauses import intitule
from cpom.erreurs import PasUneDescription, Refus, refusant
from cpom.faits import Faits, chemins_et_textes, description
from cpom.redaction import FORMATS, Redaction
from cpom.tableaux import tableaux_de
from cpom.valeurs import Constat, Decision, Echeance, Ecrit, Manquant, Tableau, Trait, constats
from engine import dossier as lecture
from engine.assembly.assemble import Assembled
from engine.calendar.echeancier import remark, working_day
from engine.definitif import DRAFT, Final
from engine.document import Document
from engine.errors import Finding, Place
from engine.library.tableaux import without_files
from engine.reading.natures import refuse_other_file, refuse_other_yaml
from engine.reading.yaml_strict import Source, parse_part, read_part
from engine.redaction import USUAL_ENGINE, annexes_of, redaction_of
from models import chemins
from models.traits import Trait as TraitLu


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
        if self._lu is None:
            return MappingProxyType({})
        return self._redaction.manquants

    @cached_property
    def traits(self) -> Mapping[str, Trait]:
        """Les propriétés qui décident des clauses, par nom."""
        found = self._lu.traits if self._lu else {}
        return MappingProxyType({nom: _trait(trait) for nom, trait in found.items()})

    @cached_property
    def decisions(self) -> tuple[Decision, ...]:
        """Pourquoi chaque clause du modèle est gardée ou écartée, dans l'ordre du contrat."""
        made = self._assemble.decisions if self._lu else ()
        return tuple(
            Decision(
                one.clause.id,
                one.clause.en_tete.titre,
                intitule(one.clause),
                one.kept,
                tuple(map(_trait, one.traits)),
                one.under,
                without_files(one.clause.en_tete.source),
                one.clause.fichier,
            )
            for one in made
        )

    @cached_property
    def tableaux(self) -> Mapping[str, Tableau]:
        """Les tableaux calculés, par nom ; un chiffre qui n'est pas connu est None."""
        return MappingProxyType(tableaux_de(self._assemble) if self._lu else {})

    @cached_property
    def calendrier(self) -> tuple[Echeance, ...]:
        """Les échéances, par jour ; vide tant que la date d'effet ou la durée manquent."""
        if self._lu is None:
            return ()
        where = self._lu.droit.departement
        return tuple(
            Echeance(
                *(one.day, one.words, one.kind, one.qui, one.article, one.source),
                ouvrable=working_day(one, where),
                remarque=remark(one, where),
            )
            for one in self._lu.deadlines
        )

    def dit(self, chemin: str) -> bool:
        """Si la description dit ce fait (« services[1].nom »)."""
        return chemins.lire(chemin) in self._source.places

    def place(self, chemin: str) -> Place:
        """Où la description dit un fait, ou ce qui le contient ; `str` en fait « contrat.yaml:14:11 »."""
        return self._source.place(chemins.lire(chemin))

    def redaction(self, document: str = "", *, definitif: bool = False, avec_reserves: bool = False) -> Redaction:
        """Le contrat, ou un autre document de son modèle, à écrire en plusieurs formats sans le rédiger à chaque fois.

        Les options sont celles d'`ecrit`. Ce qui empêche de l'écrire est son `refus`.

        Raises:
            Refus: si la description n'a pas pu être lue en entier, ou si le modèle n'a pas ce document.
        """
        self._en_entier()
        return self._fait(document, Final(definitif, avec_reserves))

    def annexes(self, tableaux: Iterable[str] = (), *, formats: Iterable[str] = ()) -> Redaction:
        """Les annexes chiffrées, seules : ces tableaux, par leur nom, ou tous.

        `formats` sont ceux que l'on va écrire : ses constats disent ce que l'un d'eux ne montre pas.

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
            Refus: si une erreur reste à corriger, si ce qui manque refuse un contrat définitif, ou si un logo ou une
                charte ne peuvent pas être lus.
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
        ces points) ; `document` est un autre document du modèle ; `moteur` met le PDF en page : « weasyprint »,
        ou « typst », plus rapide.
        """
        if nom_du_format not in FORMATS:
            raise ValueError(f"« {nom_du_format} » n'est pas un format : {', '.join(FORMATS)}.")
        made = self.redaction(document, definitif=definitif, avec_reserves=avec_reserves)
        return made.ecrit(nom_du_format, moteur=moteur)

    def avec(self, faits: Faits) -> Dossier:
        """Un autre dossier, où ces faits sont ceux-ci ; celui-ci ne change pas.

        Un chemin est celui des constats (« services[1].nom », où les rangs se comptent à partir de 1) ou un tuple de
        Python (`("services", 0, "nom")`). Une valeur est un texte, comme on l'écrit en YAML, ou bien un bool, un
        nombre, une date ; None efface. Le rang qui suit le dernier ajoute un élément. Les commentaires, l'ordre et les
        guillemets du YAML restent.

        Raises:
            Refus: si le YAML ne peut pas être complété.
            ValueError: si un chemin est mal écrit, ou saute un rang.
        """
        texts = chemins_et_textes(faits, self._source.data)
        if self._source.errors:
            raise Refus(self.erreurs)
        from engine.importing.completed import completed

        with refusant():
            source = completed(self._source, self._lu.modele if self._lu else None, texts)
        return _ouvert(source, self._chemin, self.bibliotheque, self.jour, self._permis)

    def yaml(self) -> str:
        """Le texte de la description."""
        return self._source.text

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


def ouvrir(
    chemin: str | Path,
    *,
    bibliotheque: Bibliotheque | None = None,
    jour: date | None = None,
    dossiers_permis: tuple[str | Path, ...] = (),
) -> Dossier:
    """Ouvrir la description d'un contrat, sans rien écrire ni changer nulle part.

    `bibliotheque` est, sans elle, celle que prendrait la commande : CPOM_BIBLIOTHEQUE, le `cpom.yaml` le plus proche,
    ou celle qui est installée. `jour` est le jour où l'on est (aujourd'hui sans lui) : le droit d'une description sans
    date est le sien.
    `dossiers_permis` sont les dossiers, en plus du sien, où elle peut nommer une charte ou un logo.

    Raises:
        PasUneDescription: si le fichier manque, ne peut pas être lu, ou est d'une autre sorte. Une description fausse
            s'ouvre toujours : `Dossier.constats` dit ce qui est faux.
        Refus: si la bibliothèque ne peut pas être ouverte.
    """
    path = Path(chemin)
    with refusant(PasUneDescription):
        refuse_other_file(path)
        source = read_part(path)
        refuse_other_yaml(source)
    return _ouvert(source, path, bibliotheque, jour, tuple(map(Path, dossiers_permis)))


def lire(
    contenu: str | bytes | Mapping[str, Any],
    *,
    dossier: str | Path = ".",
    nom: str = "contrat.yaml",
    bibliotheque: Bibliotheque | None = None,
    jour: date | None = None,
    dossiers_permis: tuple[str | Path, ...] = (),
) -> Dossier:
    """Ouvrir une description qui n'est pas dans un fichier : son YAML, ou ses faits, en dictionnaire.

    `dossier` est celui où elle peut nommer une charte ou un logo, `nom` comment les constats l'appellent.

    Raises:
        PasUneDescription: si ce n'est pas du YAML lisible, ou pas une description.
    """
    text = contenu if isinstance(contenu, str | bytes) else description(contenu)
    with refusant(PasUneDescription):
        source = parse_part(text.encode() if isinstance(text, str) else text, nom)
        refuse_other_yaml(source)
    return _ouvert(source, Path(dossier) / nom, bibliotheque, jour, tuple(map(Path, dossiers_permis)))


def _ouvert(
    source: Source, path: Path, bibliotheque: Bibliotheque | None, jour: date | None, permis: tuple[Path, ...]
) -> Dossier:
    library, day = bibliotheque or bibliotheque_de(path.parent), jour or date.today()
    try:
        read = lecture.dossier_of(source, path, day, library._lue, permis)
    except lecture.WrongDescriptionError as error:
        return Dossier(library, day, source, path, permis, error.findings, error.part, entier=False)
    return Dossier(library, day, source, path, permis, read.findings, read, entier=True)


def _trait(one: TraitLu) -> Trait:
    return Trait(one.nom, one.valeurs, tuple(chemins.ecrit(path) for path in one.chemins))
