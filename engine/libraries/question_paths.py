"""Whether the questions of a library can be asked: where in a description their answers go, what they must say."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping

from engine.errors import Finding, Path, Place
from engine.libraries.questions import Question, declared
from engine.reading.messages import wording
from models import chemins
from models.contrat import Contrat
from models.fiches.faults import UnreadError
from models.fiches.reading import reader_of
from models.kinds import KINDS
from models.regexes import regex

_STEP = regex(r"(?!model_)[a-z][a-z0-9_]*(?:\[\])?")
_HOW = "Un chemin s'écrit « moyens.tarif_horaire », ou « sites[].zone » pour un fait de chaque élément d'une liste."

Asked = Mapping[str, tuple[Question, Place]]


def asked_once(
    asking: Iterable[tuple[Mapping[str, Question], Callable[..., Place]]],
) -> tuple[dict[str, Question], list[Finding]]:
    """Every question of a model, in order; each is asked in one place alone.

    `asking` are the questions of the plan, of its clauses, of its tables, with where each is. Those that cannot be
    asked are left out, and told.
    """
    found: dict[str, tuple[Question, Place]] = {}
    wrong: list[Finding] = []
    for questions, place in asking:
        for path, asked in questions.items():
            here = place("questions", path)
            if path in found:
                message = f"la question « {path} » est aussi posée par {found[path][1].file}."
                wrong.append(Finding("question-double", message, hint="Gardez-la en un seul endroit.", place=here))
            found.setdefault(path, (asked, here))
    impossible = list(checked_paths(found))
    places = {one.place for one in impossible}
    return {path: asked for path, (asked, here) in found.items() if here not in places}, [*wrong, *impossible]


def checked_paths(asked: Asked) -> Iterator[Finding]:
    """What is wrong with the questions of a model: their paths, and what each kind of answer needs."""
    for path, (question, place) in asked.items():
        if wrong := _path_mistake(path, asked) or _shared(path, asked):
            yield Finding("question-impossible", f"question « {path} » : {wrong}.", hint=_HOW, place=place)
        for wrong, hint in _answer_mistakes(question):
            yield Finding("question-incomplete", f"question « {path} » : {wrong}.", hint=hint, place=place)


def wrong_examples(asked: Mapping[str, Question], path: Path = ()) -> Iterator[tuple[Path, str]]:
    """The examples that their own questions would refuse, each with its place under « questions » and why."""
    for name, question in asked.items():
        here = (*path, name)
        yield from wrong_examples(question.colonnes, (*here, "colonnes"))
        kind = KINDS[question.type]
        if question.exemple and not (kind.free or kind.many):
            try:
                reader_of(declared(question, "exemple")[0])(question.exemple)
            except UnreadError as error:
                yield (*here, "exemple"), wording(error.faults[0]).message


def _path_mistake(path: str, asked: Asked) -> str:
    """What is wrong with the place of an answer in a description."""
    *parents, last = path.split(".")
    for step in (*parents, last):
        if not _STEP.fullmatch(step):
            return f"« {step} » ne peut pas être une clé (des lettres sans accent, des chiffres et « _ »)"
    if last.endswith("[]"):
        return "le nom du fait manque après « [] »"
    for end, step in enumerate(parents, start=1):
        name = step.removesuffix(chemins.CHAQUE)
        info = chemins.field_at(Contrat, ".".join(parents[:end]))
        if info is None and name != step and not _of_rows(".".join((*parents[: end - 1], name)), asked):
            return f"« {name} » n'est pas une liste de la description"
        if info and not chemins.inner(info.annotation):
            return f"« {name} » est déjà un fait, et ne peut pas contenir « {last} »"
        if info and (many := chemins.is_list(info.annotation)) != (name != step):
            return f"« {name} » {'est' if many else 'n’est pas'} une liste"
    known = chemins.field_at(Contrat, path)
    return f"« {last} » est déjà un groupe ou une liste" if known and chemins.inner(known.annotation) else ""


def _of_rows(path: str, asked: Asked) -> bool:
    """Whether a question asks for the rows of a list, to each of which others may add a fact."""
    return path in asked and asked[path][0].type == "lignes"


def _shared(path: str, asked: Asked) -> str:
    """Whether another question goes under this one."""
    inside = (f"{path}.",) if _of_rows(path, asked) else (f"{path}.", f"{path}[].")
    under = next((other for other in asked if other.startswith(inside)), "")
    return f"« {under} » en fait aussi un groupe" if under else ""


def _answer_mistakes(question: Question) -> Iterator[tuple[str, str]]:
    if question.type == "choix" and not question.choix:
        yield "aucun choix n'est donné", "Écrivez « choix: {valeur: libellé, autre: libellé} »."
    for key, kind in (("choix", "choix"), ("colonnes", "lignes")):
        if getattr(question, key) and question.type != kind:
            yield (
                f"« {key} » ne va pas avec « type: {question.type} »",
                f"Écrivez « type: {kind} », ou retirez « {key} ».",
            )
    if question.type == "lignes" and not question.colonnes:
        yield "aucune colonne n'est donnée", "Écrivez « colonnes: {nom: {type: texte, libelle: …}} »."
    for name, column in question.colonnes.items():
        if not _STEP.fullmatch(name) or name.endswith("[]"):
            yield f"la colonne « {name} » ne peut pas être une clé", "Des lettres sans accent, des chiffres et « _ »."
        yield from ((f"colonne « {name} » : {wrong}", hint) for wrong, hint in _answer_mistakes(column))
