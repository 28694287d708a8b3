"""Everything that a model asks, as a tree in the order of the contract: what questionnaire and schema are made from."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import field, replace
from typing import Any

from engine.asking.formats import CHOICE, Format, format_of
from engine.asking.order import contract_order
from engine.asking.without_keys import without_keys, words_of_keys
from engine.libraries.bibliotheque import kept
from engine.libraries.modele import Modele
from engine.libraries.questions import Question, named
from engine.libraries.tableaux import without_files
from engine.reading.suggestions import choices
from models import chemins
from models.champs import Fiche, Repondant
from models.chemins import Noms
from models.contrat import Contrat
from models.fiches.champ import Champ
from models.fiches.groupe import fields_of
from models.kind import Kind, kind_of
from models.phrases import Phrase, phrase_de
from models.records import dataclass
from models.regexes import regex
from models.reponses import EN_MOTS

_BLANK = regex(r"\{% if vierge %\}.*?\{% else %\}(.*?)\{% endif %\}")
_JINJA = regex(r"\{\{.*?\}\}|\{%.*?%\}")


@dataclass(frozen=True, slots=True)
class Asked:
    """A fact, or a group of facts where `under` is not empty; `many` says that there is a list of them.

    `aide` is what helps who writes a description, and `aide_saisie` who sees a cell or a field and no key. `neant` says
    that « aucun » answers, in place of the list where there is one. `choices` maps each possible answer to its label,
    which may be empty; `repond` names the party who knows; `facultatif` says what a blank means, `si` with which other
    answers it is asked, and `selon` with which of the answers beside it, in the same item; `decides` that others depend
    on it. `kind` is that of an answer.
    """

    name: str
    libelle: str
    aide: str
    qui: Repondant
    repond: str
    exemple: str
    source: str
    facultatif: str
    many: bool
    neant: bool = False
    format: Format | None = None
    choices: Mapping[str, str] = field(default_factory=dict)
    under: tuple[Asked, ...] = ()
    si: str = ""
    selon: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    decides: bool = False
    kind: Kind | None = None
    aide_saisie: str = ""

    @property
    def offered(self) -> tuple[str, ...]:
        """The few answers that it may have, whatever their words; none where it is not a choice."""
        if self.choices:
            return tuple(self.choices)
        return self.kind.answers if self.kind else ()

    def words(self, answer: str) -> str:
        """The words of an answer that is offered, to whoever sees no key; empty where it has none.

        A préambule is told by the name of its variant, which alone says what it is, and by its source.
        """
        label = self.choices.get(answer) or EN_MOTS.get(answer, "")
        return f"{answer.replace('-', ' ')} : {label}" if self.name == "preambule" and label else label


def _by_path(questions: Mapping[str, Question]) -> Iterator[tuple[Noms, Question]]:
    for path, asked in questions.items():
        steps = chemins.noms(path)
        yield steps, asked
        for column, question in _by_path(asked.colonnes):
            yield (*steps, *column), question


def _choices(kind: Any, question: Question | None, path: Noms, model: Modele) -> dict[str, str]:
    if path == ("preambule",) and model.plan.preambule:
        offered, default = model.plan.preambule.au_choix, "choix par défaut ; "
        sources = {name: without_files(model.clauses[clause].en_tete.source) for name, clause in offered.items()}
        return {
            name: f"{default if name == model.plan.preambule.defaut else ''}{source}"
            for name, source in sources.items()
        }
    if question and question.choix:
        return dict(question.choix)
    return dict.fromkeys(choices(kind), "")


def title_of(title: str) -> str:
    """The title of a clause without its code; of two wordings, that of contracts."""
    return " ".join(_JINJA.sub("", _BLANK.sub(r"\1", title)).split())


def _libelle(path: Noms, info: Champ, model: Modele) -> str:
    """Name a group; one that questions alone make has no name but, at the top, the title of the first that asks."""
    if said := model.plan.rubriques.get(".".join(path)):
        return said
    name = info.title or ""
    if name != path[-1].replace("_", " ") or path[0] in fields_of(Contrat):
        return name
    if len(path) > 1:
        return ""
    asking = [(clause.en_tete.titre, clause.en_tete.questions) for clause in model.clauses.values()]
    asking += [(table.titre, table.questions) for table in model.tableaux.values()]
    titles = (
        title_of(title) for title, questions in asking if any(asked.startswith(f"{path[0]}.") for asked in questions)
    )
    return next(filter(None, titles), name)


def _aide(aide: str, phrase: Phrase | None) -> str:
    """The help of a question, and the sentence that its answer enters."""
    said = phrase.consigne if phrase else ""
    return f"{aide}. {said}" if aide and said and not aide.endswith(".") else f"{aide} {said}".strip()


def _asked(path: Noms, info: Champ, model: Modele, questions: Mapping[Noms, Question]) -> Asked:
    many, kind = chemins.is_list(info.annotation), chemins.item(info.annotation)
    said = info.said
    question = questions.get(path)
    group = chemins.inner(kind)
    listed = {} if group else _choices(kind, question, path, model)
    # The help of a question with choices repeats them; here they have their own lines.
    typed = named(question, question.designe) if question else info.description or ""
    aide = typed if question and question.choix else info.description
    phrase = phrase_de(info.annotation, info.marks)
    return Asked(
        name=path[-1],
        libelle=_libelle(path, info, model) if group and not many else info.title or "",
        aide=_aide(aide or "", phrase),
        qui=said.get("qui", "gestionnaire"),
        repond=model.plan.qui_repond(said.get("qui", "gestionnaire"), ".".join(path)),
        exemple=(info.examples or ("",))[0],
        source=said.get("source", ""),
        facultatif=said.get("facultatif", ""),
        many=many,
        neant=bool(said.get("neant")),
        format=None if group else CHOICE if listed else format_of(info, said.get("unite", "")),
        choices=listed,
        under=_fields(group[0], path, model, questions) if group else (),
        kind=None if group else kind_of(info.annotation, info.marks),
        aide_saisie=_aide(typed, phrase),
    )


def _fields(kind: type[Fiche], path: Noms, model: Modele, questions: Mapping[Noms, Question]) -> tuple[Asked, ...]:
    names = list(fields_of(kind))
    for name in fields_of(kind):
        question = questions.get((*path, name))
        if question and question.apres in names:
            names.remove(name)
            names.insert(names.index(question.apres) + 1, name)
    return tuple(_asked((*path, name), fields_of(kind)[name], model, questions) for name in names)


@kept
def asked(model: Modele) -> tuple[Asked, ...]:
    """List the facts that a description of the model may give, its top keys in the order of the contract."""
    fields = {one.name: one for one in _fields(model.description, (), model, dict(_by_path(model.questions)))}
    ordered = tuple(fields[name] for name in contract_order(model))
    every = tuple(_every(ordered))
    answers = (answer for one in every for answer in one.choices.items())
    return _in_words(ordered, words_of_keys(((one.name, one.libelle) for one in every), answers))


def _every(questions: Iterable[Asked]) -> Iterator[Asked]:
    for one in questions:
        yield one
        yield from _every(one.under)


def _in_words(questions: tuple[Asked, ...], words: Mapping[str, str]) -> tuple[Asked, ...]:
    return tuple(
        replace(
            one,
            aide_saisie=without_keys(one.aide_saisie, words, one.choices),
            under=_in_words(one.under, words),
        )
        for one in questions
    )
