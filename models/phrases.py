"""How an answer enters the sentence that prints it: what is settled of it at once, and what does not fit.

A question says it (`dans: "vise à …"`, `attend: infinitif`). What has one right form is settled: words of the sentence
given again, a final stop, the capital of a word that is no name. The rest is told with the sentence as it will print
(engine.checks.reponse_en_phrase).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal, get_args

from pydantic import AfterValidator

from models.jours import MOIS
from models.lettres import simple

Attente = Literal["libre", "nom", "titre", "infinitif", "article", "de", "a", "frequence", "jour", "phrases"]

PLACE = "…"

CONSIGNES: Mapping[Attente, str] = {
    "libre": "sans majuscule ni point final",
    "nom": "",
    "titre": "sans article, ni le nom de l'organisme",
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
_OF_NO_NAME = frozenset(f"{_ARTICLES} {_FREQUENCES} {_OTHERS}".split())
"""Words that have no capital inside a sentence, names of towns and of bodies aside."""
_INFINITIVE = re.compile(
    r"(?:(?:d'abord|notamment|prioritairement|en priorité|toujours|davantage|aussi|également|progressivement),? )*"
    r"(?:ne pas |ne plus |n'y |ne |n'|se |s'|y |en |le |la |les |l'|leur |lui |mieux |plus )*\w+(?:er|ir|re)\b"
)
_ACTION = re.compile(
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
_TIMES = frozenset(["une", "deux", "trois", "quatre", "cinq", "six", "douze", "plusieurs"])
"""Words of a frequency where « fois » follows: « une fois par an », and not « une réunion annuelle »."""
_MONTHS = (
    "janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre", "novembre",
    "décembre",
)  # fmt: skip
_IN_FIGURES = re.compile(r"([0-3]?[0-9])/(0?[1-9]|1[0-2])(?:/([0-9]{4}))?(?![0-9/])")
_TO_ITS_NUMBER = re.compile(r"^[^0-9]*?\bn[°º]\s*(?=\S)", re.IGNORECASE)
_THE_TITLE = re.compile(r"^(?:l['’]|la |le )(\w)", re.IGNORECASE)
_THEN_ITS_DAY = re.compile(r" du [0-9]")
_ITS_DAY = re.compile(rf"\b(?:du|en date du|le) (?:[0-9]{{1,2}}(?:er)? (?:{'|'.join(MOIS)})|[0-9]{{1,2}}[/.][0-9])")
_OF_A_BODY = re.compile(
    r" (?:de l['’]|de la |du )(?:association|société|fondation|mutuelle|organisme|organisme gestionnaire|structure|"
    r"établissement)$",
    re.IGNORECASE,
)
_OF_A_NAME = re.compile(
    r" (?:de l['’]|de la |du |d['’])(?:Association|Société|Fondation|Mutuelle|Fédération|Union|[A-Z]{2,})\b"
)
_DAY = re.compile(rf"(?:1er|premier|[12]?[0-9]|3[01]) (?:{'|'.join(MOIS)})\b.*|[0-3]?[0-9]/[01]?[0-9]\b.*")
_COUNT = re.compile(r"[0-9]+ (?:à [0-9]+ )?\w")
_CIVIL = frozenset(("m", "mm", "mme", "mmes", "monsieur", "madame", "messieurs", "mesdames"))
_TOKEN = re.compile(r"\w+['’]|[^\W\d_]+°|\S+")
_STOP = re.compile(r"(?<![.…])\s*[.;,]$")
_ABBREVIATION = re.compile(r"(?:\b(?:etc|cf|art|av|bd|n\.c|p|pp|St|Ste)|\b[^\W\d_a-zà-ÿ])\.$")
_ENDED = re.compile(r"[.!?…:;»)]$")
_SECOND_SENTENCE = re.compile(r"[^\W\d_]{3,}(?<!\bart)(?<!\betc)[.!?] [^\W\d_a-zà-ÿ]|\n")
_GOES_ON = re.compile(r"\w ?$|['’]$")
"""A sentence that an answer goes on with, unlike a label and its colon."""
_PREPOSITIONS = frozenset(("à", "au", "aux", "en", "de", "du"))


@dataclass(frozen=True, slots=True)
class Phrase:
    """The words around an answer, its place being « … », and the kind of words that are expected there."""

    dans: str
    attend: Attente = "libre"

    def __post_init__(self) -> None:
        """Refuse a sentence in which the answer has no place.

        Raises:
            ValueError: where « … » is not there exactly once.
        """
        if self.dans.count(PLACE) != 1:
            raise ValueError("« dans » montre la place de la réponse par « … », une fois.")

    @property
    def avant(self) -> str:
        """The words before the answer."""
        return self.dans.partition(PLACE)[0]

    @property
    def apres(self) -> str:
        """The words after it."""
        return self.dans.partition(PLACE)[2]

    @property
    def consigne(self) -> str:
        """What the questionnaire says of it."""
        asked = CONSIGNES[self.attend]
        if self.attend == "libre" and not _GOES_ON.search(self.avant):
            return "Sans point final"
        if self.attend == "phrases":
            return f"Après les mots « {self.avant.strip()} » : {asked}"
        return f"Dans la phrase « {self.dans} » : {asked}" if asked else ""

    def avec(self, answer: str) -> str:
        """The sentence as it will print."""
        return self.dans.replace(PLACE, answer)

    def __call__(self, answer: str) -> str:
        """Settle what is certain of an answer."""
        text = answer.strip()
        if self.attend == "phrases":
            text = text[:1].upper() + text[1:]
            return text if _ENDED.search(text) else f"{text}."
        if self.attend == "nom":
            return self._without_preposition(answer)
        text = self._without_words_of_the_sentence(_unstopped(text))
        text = _unstopped(self._lowered(text))
        if self.avant.rstrip().endswith("n°"):
            text = _TO_ITS_NUMBER.sub("", text)
        if self.attend == "titre":
            return _OF_A_BODY.sub("", _THE_TITLE.sub(lambda found: found[1].lower(), text))
        if self.attend == "jour":
            return re.sub(r"^1(?= [^\W\d_])", "1er", _IN_FIGURES.sub(_in_words, text, count=1))
        return f"n° {text}" if _THEN_ITS_DAY.match(self.apres) and re.match("[0-9]", text) else text

    def convient(self, answer: str) -> bool:
        """Whether the answer is of the kind that the sentence expects."""
        if self.attend in ("phrases", "nom"):
            return True
        if self.apres.strip() and _SECOND_SENTENCE.search(answer.strip()):
            return False
        if self.attend == "titre":
            return not _OF_A_NAME.search(answer)
        if _THEN_ITS_DAY.match(self.apres):
            return bool(re.search("[0-9]", answer)) and not _ITS_DAY.search(simple(answer))
        if self.attend == "infinitif":
            return self._is_an_action(simple_apostrophe(answer))
        if self.attend == "jour":
            return bool(_DAY.fullmatch(simple(answer)))
        return self.attend not in _WORDS or self._begins_well(answer)

    def _is_an_action(self, words: str) -> bool:
        if self.avant.rstrip().endswith(" à") and _ACTION.match(simple(words)):
            return self.avant.split()[-2] not in words.split()
        found = _INFINITIVE.match(words)
        return bool(found) and found[0].split()[-1].rpartition("'")[2] not in _NOT_INFINITIVE  # type: ignore[index]

    def _begins_well(self, answer: str) -> bool:
        first = _first(answer)
        if self.attend in ("article", "frequence") and _COUNT.match(simple(answer)):
            return True
        if self.attend == "frequence" and first in _TIMES:
            return [one.casefold() for one in _tokens(answer)[1:2]] == ["fois"]
        others = (self.attend == "frequence" and first.endswith("ment")) or (
            self.attend == "article" and first.rstrip(".") in _CIVIL
        )
        return others or first in _WORDS[self.attend]

    def _without_preposition(self, name: str) -> str:
        """« à Lille », « A Lille » or « Fait à Lille. » after « Fait à »: no name begins with this word."""
        words = self.avant.casefold().split()
        if not words or words[-1] not in _PREPOSITIONS:
            return name
        for given in (words, words[-1:]):
            said = [simple(one) for one in name.split()[: len(given)]]
            rest = name.split(None, len(given))[len(given) :]
            if rest and said == [simple(one) for one in given]:
                return _unstopped(rest[0].strip())
        return _unstopped(name.strip())

    def _without_words_of_the_sentence(self, text: str) -> str:
        before, given = _tokens(self.avant), _tokens(text)
        for count in range(min(len(before), len(given) - 1), 0, -1):
            if _same(before[-count:], given[:count]):
                rest = text[_ends(text)[count - 1] :].strip()
                if rest and self.convient(self._lowered(rest)):
                    text = rest
                    break
        after, given = _tokens(self.apres.strip(" ,;.»)")), _tokens(text)
        for count in range(min(len(after), len(given) - 1), 0, -1):
            if _same(after[:count], given[-count:]):
                return text[: _ends(text)[len(given) - count - 1]].strip()
        return text

    def _lowered(self, text: str) -> str:
        """The answer without the capital of its first word, where it goes on with a sentence and names nothing."""
        if not _GOES_ON.search(self.avant) or not re.match(r"[^\W\d_a-zà-ÿ](?:[a-zà-ÿ'’ ]|$)", text):
            return text
        lower = text[:1].lower() + text[1:]
        certain = _first(text) in _OF_NO_NAME or (self.attend == "infinitif" and self.convient(lower))
        return lower if certain else text


def dans(words: str, attend: Attente = "libre") -> AfterValidator:
    """What a fact says of the sentence that it enters, beside its type."""
    return AfterValidator(Phrase(words, attend))


def phrase_de(annotation: Any, metadata: Any = ()) -> Phrase | None:
    """The sentence that a fact, or each item of its list, enters."""
    for mark in (*metadata, *getattr(annotation, "__metadata__", ())):
        if isinstance(mark, AfterValidator) and isinstance(mark.func, Phrase):
            return mark.func
    inside = (phrase_de(one) for one in get_args(annotation) if not isinstance(one, str))
    return next(filter(None, inside), None)


def simple_apostrophe(text: str) -> str:
    """A text in small letters, its spaces and apostrophes alike."""
    return " ".join(text.casefold().replace("’", "'").split())


def _in_words(found: re.Match[str]) -> str:
    """« 31/05 » is « 31 mai »."""
    day = "1er" if int(found[1]) == 1 else str(int(found[1]))
    return " ".join(filter(None, (day, _MONTHS[int(found[2]) - 1], found[3])))


def _tokens(text: str) -> list[str]:
    return _TOKEN.findall(text)


def _ends(text: str) -> list[int]:
    return [one.end() for one in _TOKEN.finditer(text)]


def _same(some: list[str], others: list[str]) -> bool:
    return [simple_apostrophe(one) for one in some] == [simple_apostrophe(one) for one in others]


def _first(text: str) -> str:
    return simple_apostrophe(next(iter(_tokens(text)), ""))


def _unstopped(text: str) -> str:
    return text if _ABBREVIATION.search(text) else _STOP.sub("", text)
