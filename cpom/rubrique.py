"""What a description answers, section by section: its questionnaire as a screen shows it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from cpom.dossier import Dossier
from cpom.erreurs import Refus, refusant
from cpom.questions import question
from cpom.reponse import ecrite, own_model
from cpom.valeurs import Question
from engine.assembly.soundness import check_syntax
from models import chemins
from models.champs import Repondant
from models.chemins import Chemin, Noms
from models.records import dataclass

if TYPE_CHECKING:
    from engine.asking.asked import Asked
    from engine.asking.conditions import Condition
    from engine.libraries.modele import Modele


@dataclass(frozen=True, slots=True)
class Demande:
    """Une question à son chemin, avec sa réponse telle que la description l'écrit (vide : aucune).

    D'une réponse multiple, une par ligne. `pour_memoire` : elle nomme un élément à qui répond aux autres questions, et
    une autre partie y répond. `annee` est celle d'une réponse par année ; une question `par_annee` sans elle ne peut
    pas encore recevoir de réponse.
    """

    question: Question
    reponse: str
    pour_memoire: bool = False
    annee: str = ""

    @property
    def chemin(self) -> str:
        """Celui de la réponse, que `Dossier.avec` prend."""
        return f"{self.question.chemin}.{self.annee}" if self.annee else self.question.chemin


@dataclass(frozen=True, slots=True)
class Groupe:
    """Des questions qui vont ensemble, ou un élément d'une liste, que son `libelle` nomme."""

    chemin: str
    libelle: str
    aide: str
    contenu: tuple[Demande | Groupe | Liste, ...]


@dataclass(frozen=True, slots=True)
class Liste:
    """Une liste d'éléments, chacun avec les mêmes questions ; `partie` est celle qui les nomme, et en ajoute.

    `facultatif` dit ce que veut dire une liste vide ; `neant`, qu'« aucun » en tient lieu, et `reponse`, qu'il y est
    écrit. `condition` dit avec quelles autres réponses elle se remplit (vide : toujours).
    """

    chemin: str
    libelle: str
    aide: str
    facultatif: str
    condition: str
    neant: bool
    reponse: str
    partie: Repondant
    elements: tuple[Groupe, ...]


@dataclass(frozen=True, slots=True)
class Rubrique:
    """Une partie du questionnaire : son nom, son titre, ses questions ; `posees` est ce qui attend une réponse.

    Une question facultative n'est comptée que si elle a une réponse ; une liste vide compte pour une.
    """

    nom: str
    titre: str
    contenu: tuple[Demande | Groupe | Liste, ...]

    @property
    def posees(self) -> int:
        """Combien de réponses sont attendues ou données."""
        return sum(1 for _ in _comptes(self.contenu))

    @property
    def repondues(self) -> int:
        """Combien sont données."""
        return sum(_comptes(self.contenu))

    @property
    def demandes(self) -> Iterator[Demande]:
        """Toutes ses questions, dans l'ordre, éléments de listes compris."""
        return _demandes(self.contenu)


def _demandes(contenu: tuple[Demande | Groupe | Liste, ...]) -> Iterator[Demande]:
    for one in contenu:
        if isinstance(one, Demande):
            yield one
        else:
            yield from _demandes(one.elements if isinstance(one, Liste) else one.contenu)


def _comptes(contenu: tuple[Demande | Groupe | Liste, ...]) -> Iterator[bool]:
    """Whether each answer that counts is given."""
    for one in contenu:
        if isinstance(one, Groupe):
            yield from _comptes(one.contenu)
        elif isinstance(one, Liste) and one.elements:
            yield from _comptes(one.elements)
        elif isinstance(one, Liste) or not one.pour_memoire:
            optional = one.facultatif if isinstance(one, Liste) else one.question.facultatif
            if one.reponse or not optional:
                yield bool(one.reponse)


def rubriques(dossier: Dossier, pour: Repondant | None = None) -> tuple[Rubrique, ...]:
    """Le questionnaire d'un dossier par articles, réponses comprises : ce qui décide du contrat, puis chaque article.

    D'une description fausse aussi : ce qui n'a pas pu être lu y est comme elle l'écrit. `pour` n'en garde que les
    questions d'une partie.

    Raises:
        Refus: si son modèle ne peut pas être lu, ou si une de ses clauses est mal écrite.
    """
    from engine.forms.files import years_of

    read, model = dossier._lu, own_model(dossier)
    if read is None or model is None:
        raise Refus(dossier.erreurs)
    with refusant():
        check_syntax(model)
        return tuple(_rubriques(model, pour, dossier._source.data, years_of(read.contrat)))


def _rubriques(
    model: Modele, pour: Repondant | None, known: Mapping[str, Any], years: tuple[int, ...]
) -> Iterator[Rubrique]:
    from engine.asking.conditions import conditions, every_one
    from engine.asking.questionnaire import questions_of
    from engine.asking.sections import sections

    questions = questions_of(model, pour, known)
    made = _Made(pour, years, conditions(model), dict(every_one(questions)))
    for nom, titre, asked in sections(model, questions):
        if contenu := tuple(made.several(asked, known, ())):
            yield Rubrique(nom, titre, contenu)


@dataclass(frozen=True, slots=True)
class _Made:
    pour: Repondant | None
    years: tuple[int, ...]
    conditions: Mapping[Noms, tuple[Condition, ...]]
    named: Mapping[Noms, Asked]

    def several(
        self, asked: tuple[Asked, ...], known: Mapping[str, Any], path: Chemin
    ) -> Iterator[Demande | Groupe | Liste]:
        for one in asked:
            yield from self.one(one, known.get(one.name), (*path, one.name))

    def one(self, one: Asked, said: Any, path: Chemin) -> Iterator[Demande | Groupe | Liste]:
        if not one.under:
            yield from self.answers(one, said, path)
        elif one.many:
            yield self.listed(one, said, path)
        else:
            known = said if isinstance(said, Mapping) else {}
            inside = tuple(self.several(one.under, known, path))
            yield Groupe(chemins.ecrit(path), _titled(one), one.aide_saisie, inside)

    def listed(self, one: Asked, said: Any, path: Chemin) -> Liste:
        return Liste(
            chemins.ecrit(path),
            _titled(one),
            one.aide_saisie,
            one.facultatif,
            self.when(path),
            one.neant,
            said if isinstance(said, str) else "",
            one.under[0].qui if not one.under[0].under else one.qui,
            tuple(self.items(one, said if isinstance(said, list) else [], path)),
        )

    def items(self, one: Asked, said: list[Any], path: Chemin) -> Iterator[Groupe]:
        from engine.asking.left import under

        for rank, item in enumerate(said):
            known = item if isinstance(item, Mapping) else {}
            name = known.get(one.under[0].name)
            here = (*path, rank)
            called = name if isinstance(name, str) and name.strip() else f"n° {rank + 1}"
            yield Groupe(chemins.ecrit(here), called, "", tuple(self.several(tuple(under(one, known)), known, here)))

    def answers(self, one: Asked, said: Any, path: Chemin) -> Iterator[Demande]:
        asked = replace(question(chemins.ecrit(path), one, ()), condition=self.when(path))
        memo = self.pour is not None and one.qui != self.pour
        if not asked.par_annee:
            yield Demande(asked, ecrite(said), memo)
            return
        given = said if isinstance(said, Mapping) else {}
        every = sorted({*map(str, self.years), *map(str, given)})
        for year in every:
            yield Demande(asked, ecrite(given.get(year)), memo, year)
        if not every:
            yield Demande(asked, "", memo)

    def when(self, path: Chemin) -> str:
        from engine.asking.conditions import in_labels

        names = chemins.noms(path)
        return in_labels(self.conditions.get(names) or self.conditions.get(names[:-1], ()), self.named)


def _titled(one: Asked) -> str:
    from engine.french import capitalise

    return capitalise(one.libelle or one.name.replace("_", " "))
