"""The kinds of words that a sentence expects of an answer, and how it begins where it is of that kind."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import pairwise
from typing import Literal

from models.jours import MOIS
from models.lettres import simple
from models.regexes import regex

Attente = Literal[
    "libre", "nom", "titre", "intitule", "infinitif", "article", "de", "a", "frequence", "jour", "phrases"
]  # fmt: skip

CONSIGNES: Mapping[Attente, str] = {
    "libre": "sans majuscule ni point final",
    "nom": "",
    "titre": "sans article, ni le nom de l'organisme",
    "intitule": "",
    "infinitif": "commencez par un infinitif, sans majuscule ni point final",
    "article": "avec son article, sans majuscule ni point final",
    "de": "commencez par « du », « de la », « de l' » ou « des »",
    "a": "commencez par « au », « à la », « à l' » ou « aux »",
    "frequence": "« chaque année », « tous les deux ans », « deux fois par an »…",
    "jour": "le jour et le mois, sans « le »",
    "phrases": "une ou plusieurs phrases entières, majuscule et point final compris",
}
"""What the questionnaire asks of each kind of answer. A name is left as it is typed."""

_ARTICLES = (
    "le la les l' un une des du de d' ce cet cette ces son sa ses leur leurs notre votre chaque tout toute tous toutes "
    "plusieurs aucun aucune deux trois quatre cinq six certains certaines divers diverses quelques chacun chacune"
)
_FREQUENCES = (
    "chaque tous toutes une deux trois quatre cinq six douze plusieurs au à a aux en par selon sur dans lors tout dès "
    "autant aussi si le entre avant avec dès après pendant durant courant"
)
_OTHERS = (
    "avec sans pour afin et ou ainsi dont conformément jusqu jusqu' avant après entre sous chez vers hors ne se s' y"
)
_WORDS: Mapping[Attente, frozenset[str]] = {
    "article": frozenset(_ARTICLES.split()),
    "de": frozenset(["du", "de", "d'", "des"]),
    "a": frozenset(["au", "aux", "à"]),
    "frequence": frozenset(_FREQUENCES.split()),
}
OF_NO_NAME = frozenset(f"{_ARTICLES} {_FREQUENCES} {_OTHERS}".split())
"""Words that have no capital inside a sentence, names of towns and of bodies aside."""
_INFINITIVE = regex(
    r"(?:(?:d'abord|notamment|prioritairement|en priorité|toujours|davantage|aussi|également|progressivement),? )*"
    r"(?:ne pas |ne plus |n'y |ne |n'|se |s'|y |en |le |la |les |l'|leur |lui |mieux |plus )*\w+(?:er|ir|re)\b"
)
_ACTION = regex(
    r"(?:l'|la )(?:bonne |meilleure )?"
    r"(?!(?:association|fondation|organisation|institution|direction|etablissement)\b)"
    r"\w*(?:[tsx]ion|ment|mise|prise|ance|ence|age|ture|hausse|baisse|acces|egalite|qualite|continuite|securite)\b"
)
"""« vise à l'amélioration »: the name of an action follows « à » as well as an infinitive does."""
_NOUNS = (
    "premier première dernier dernière entier papier centre cadre offre nombre titre autre notre votre quatre contre "
    "entre ordre chiffre filière matière manière charte loisir avenir désir plaisir foyer métier chantier quartier "
    "ministère calendrier financier particulier régulier maire affaire horaire salaire annuaire structure mesure "
    "lecture ouverture couverture heure procédure"
)
_NOT_INFINITIVE = frozenset(_NOUNS.split())
_TIMES = ("une", "deux", "trois", "quatre", "cinq", "six", "douze", "plusieurs")
_OFTEN = regex(rf"(?:(?:{'|'.join(_TIMES)}) (?:(?:à|ou) \w+ )?|[0-9]+ (?:(?:à|ou) [0-9]+ )?)fois \S")
"""« deux fois par an », and neither « deux fois », which does not say of what, nor « une réunion annuelle »."""
_WHOLE = regex(rf"(?:à|au|en|par|le) (?:chaque (?:an|année|semestre|trimestre|mois)\b|{_OFTEN.pattern})")
"""« à chaque année »: what follows says how often by itself."""
_COUNT = regex(r"[0-9]+ (?:à [0-9]+ )?\w")
_DAY = regex(rf"(1er|premier|[12]?[0-9]|3[01]) ({'|'.join(MOIS)})\b.*|([0-3]?[0-9])/([01]?[0-9])\b.*")
_DAYS_OF_MONTHS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
"""How many days each month has at the most."""
_CIVIL = frozenset(("m", "mm", "mme", "mmes", "monsieur", "madame", "messieurs", "mesdames"))
_TOKEN = regex(r"\w+['’]|[^\W\d_]+°|\S+")
_DETERMINERS = "le la l' les du de d' des au aux à en par un une"
_BEFORE_A_NOUN = frozenset(_DETERMINERS.split())
_THEN: Mapping[str, str] = {
    "à": "la l' un une des d' chaque",
    "de": "la l' d' par chaque",
    "d'": "un une",
    "l'": "un une",
    "en": "la l' un une par d'",
    "par": "le la l' les un une des d' chaque",
}
"""What may follow a word that comes before a noun: « à la », and neither « à le » nor « le le »."""


def tokens(text: str) -> list[str]:
    """The words of a text; « l' » is one of its own."""
    return _TOKEN.findall(text)


def ends(text: str) -> list[int]:
    """Where each word ends."""
    return [one.end() for one in _TOKEN.finditer(text)]


def first(text: str) -> str:
    """The first word, in small letters."""
    return simple_apostrophe(next(iter(tokens(text)), ""))


def simple_apostrophe(text: str) -> str:
    """A text in small letters, its spaces and apostrophes alike."""
    return " ".join(text.casefold().replace("’", "'").split())


def clash(avant: str, answer: str) -> bool:
    """Whether two words that come before a noun follow one another and do not go together: « le le », « du l' »."""
    said = [simple_apostrophe(one) for one in (*tokens(avant)[-1:], *tokens(answer)[:4])]
    for one, other in pairwise(said):
        if other not in _BEFORE_A_NOUN and other != "chaque":
            return False
        if one in _BEFORE_A_NOUN and other not in _THEN.get(one, "").split():
            return True
    return False


def begins_well(attend: Attente, answer: str) -> bool:
    """Whether an answer begins as its kind does."""
    if attend == "titre":
        return first(answer) not in _BEFORE_A_NOUN
    if attend not in _WORDS:
        return True
    begun = first(answer)
    if attend == "frequence" and (begun in _TIMES or begun.isdecimal()):
        return bool(_OFTEN.match(simple_apostrophe(answer)))
    if attend == "frequence" and begun.endswith("ment"):
        return True
    if attend == "frequence" and _WHOLE.match(simple_apostrophe(answer)):
        return False
    if attend == "article" and (begun.rstrip(".") in _CIVIL or _COUNT.match(simple(answer))):
        return True
    return begun in _WORDS[attend]


def is_an_action(avant: str, words: str) -> bool:
    """Whether an answer says what is done: an infinitive, or after « à » the name of an action."""
    if avant.rstrip().endswith(" à") and _ACTION.match(simple(words)):
        return avant.split()[-2] not in words.split()
    found = _INFINITIVE.match(words)
    return bool(found) and found[0].split()[-1].rpartition("'")[2] not in _NOT_INFINITIVE  # type: ignore[index]


def is_a_day(answer: str) -> bool:
    """« 31 mai », « 31/05 », and neither « 31 septembre » nor « 12/31 », of which there is none in any year."""
    found = _DAY.fullmatch(simple(answer))
    if not found:
        return False
    named, name, day, month = found.groups()
    if name:
        day, month = {"1er": "1", "premier": "1"}.get(named, named), str(MOIS.index(name) + 1)
    return 1 <= int(month) <= len(MOIS) and 1 <= int(day) <= _DAYS_OF_MONTHS[int(month) - 1]
