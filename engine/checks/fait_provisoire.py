"""A fact is an answer, and not the mark that keeps its place until it is known, nor the answer of another question.

« à compléter », « ? », « XXX » or « … » would be printed as they stand, and `--definitif` would take them for facts. So
would « oui » where words are asked (« autre autorité de tarification : oui »), and what YAML or a spreadsheet leaves:
« true », « null », « ~ », « [] », « #N/A ». « Néant » is no answer to a question that a blank answers (« par
délégation, par néant »), nor to one whose answer enters a sentence, unless the question offers it.

Source: the questionnaire (a question without an answer is left out, and is then printed as missing). Severity: warning.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from engine.checks.context import Context, declared
from engine.errors import Finding, Path, Severity, dotted
from models import chemins
from models.champs import est_un_texte
from models.faits import Fait
from models.fiches.champ import Champ
from models.phrases import phrase_of_field
from models.regexes import regex
from models.reponses import SANS_OBJET, nom_simple

CODE = "fait-provisoire"
SEVERITY = Severity.WARNING
SOURCE = "questionnaire (une réponse inconnue ne s'écrit pas)"
_HINT = "Écrivez la réponse ou, tant qu'elle est inconnue, supprimez cette ligne : le projet dira ce qui manque."

_LATER = "à (?:compléter|définir|préciser|déterminer|renseigner|remplir|confirmer|vérifier|venir)"
_MARK = regex(
    rf"[\[(«\s]*(?:{_LATER}(?:\s*:.*)?|\?+|x{{2,}}|\.{{2,}}|…+|_+|todo|tbd|lorem ipsum\b.*)[\])»\s.]*",
    re.IGNORECASE | re.DOTALL,
)
_NOT_WORDS = regex(
    r"oui|non|n/?a|n\.a\.|yes|no|true|false|vrai|faux|on|off|null|none|nil|nan|undefined|~|-+|–|—|\[\s*\]|\{\s*\}|#[A-Z][A-Z0/]*[!?]?",
    re.IGNORECASE,
)
_MEASURED = {"initiale", "cible", "annees"}
"""What an indicator is worth may be « oui »."""
_OF_A_DRAFT = regex(r"\[\s*(?:à compléter|…|\.\.\.)\s*(?::[^\]]*)?\]", re.IGNORECASE)


def check(context: Context) -> Iterator[Finding]:
    """Look at every text: one that is a mark and nothing else, or that holds the « [à compléter : …] » of a draft."""
    yield from context.of_each_group(_marks)
    yield from context.of_each_group(_no_answers)


def _marks(facts: Sequence[Fait]) -> Iterator[Finding]:
    for path, text in _texts(facts):
        if mark := _mark(text):
            message = f"{dotted(path)} : « {mark} » n'est pas une réponse, et s'imprimerait tel quel."
            yield Finding(CODE, message, SEVERITY, _HINT, SOURCE, path, reserve=True)


def _no_answers(facts: Sequence[Fait]) -> Iterator[Finding]:
    for path, text, info in facts:
        if isinstance(text, str) and _is_no_answer(text.strip(), info) and _named(path) not in _MEASURED:
            message = f"{dotted(path)} : « {text.strip()} » ne répond pas à cette question, et s'imprimerait tel quel."
            yield Finding(CODE, message, SEVERITY, _hint(info), SOURCE, path, reserve=True)


@lru_cache(maxsize=1024)
def _mark(text: str) -> str:
    """The mark that a text is, or holds; empty where it has none."""
    if _MARK.fullmatch(text):
        return text.strip()
    return found[0] if (found := _OF_A_DRAFT.search(text)) else ""


def _texts(facts: Sequence[Fait]) -> Iterator[tuple[Path, str]]:
    """Every text among facts, those that are given year by year included."""
    for path, value, _ in facts:
        several = value if isinstance(value, dict) else {}
        yield from (((*path, str(year)), one) for year, one in several.items() if isinstance(one, str))
        if isinstance(value, str):
            yield path, value


def _named(path: Path) -> str:
    """What a fact, or the list that it is an item of, is called."""
    return chemins.noms(path)[-1]


@lru_cache(maxsize=1024)
def _is_no_answer(text: str, info: Champ) -> bool:
    if not est_un_texte(info):
        return False
    none = nom_simple(text) in SANS_OBJET
    if none and declared(info, "neant"):
        return False
    in_a_sentence = phrase_of_field(info) is not None
    return bool(_NOT_WORDS.fullmatch(text)) or (none and in_a_sentence)


def _hint(info: Champ) -> str:
    asked = f"{info.title} (par exemple « {info.examples[0]} »)" if info.examples else info.title
    blank = declared(info, "facultatif")
    without = f"S'il n'y en a pas, laissez-la vide (vide : {blank})" if blank else "Sans réponse, supprimez cette ligne"
    if declared(info, "neant"):
        without = "S'il n'y en a pas, écrivez « aucun »"
    return f"Cette question attend des mots : {asked}. {without}."
