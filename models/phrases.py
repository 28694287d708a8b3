"""How an answer enters the sentence that prints it: what is settled of it at once, and what does not fit.

A question says it (`dans: "vise à …"`, `attend: infinitif`). What has one right form is settled: words of the sentence
given again, a final stop, the capital of a word that is no name. The rest is told with the sentence as it will print
(engine.checks.reponse_en_phrase).
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any, get_args

from models.attentes import (
    CONSIGNES,
    OF_NO_NAME,
    Attente,
    begins_well,
    clash,
    ends,
    first,
    is_a_day,
    is_an_action,
    simple_apostrophe,
    tokens,
)
from models.fiches.champ import Champ
from models.fiches.marks import Apres
from models.jours import MOIS
from models.lettres import simple
from models.lieux import apres_a, lieu
from models.ponctuation import bare, on_one_line, unclosed, unstopped
from models.records import dataclass
from models.regexes import regex

PLACE = "…"

_MONTHS = (
    "janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre", "novembre",
    "décembre",
)  # fmt: skip
_IN_FIGURES = regex(r"([0-3]?[0-9])/(0?[1-9]|1[0-2])(?:/([0-9]{4}))?(?![0-9/])")
_TO_ITS_NUMBER = regex(r"^[^0-9]*?\bn[°º]\s*(?=\S)", re.IGNORECASE)
_BEFORE_ITS_NUMBER = regex(r"^(?:(?:du|de la|de l['’]|le|la|l['’]|à|au|en|par)\s*)?n[°º]\s*(?=\S)", re.IGNORECASE)
_BEFORE_ITS_DAY = regex(r"^(?:le|du|au|à|en|de|par)\s+(?=[0-9])", re.IGNORECASE)
_AN_ARTICLE = regex(r"^(l['’]|la |les |le )(?=\w)", re.IGNORECASE)
_CONTRACTED: dict[Attente, dict[str, str]] = {
    "de": {"le ": "du ", "la ": "de la ", "l'": "de l'", "les ": "des "},
    "a": {"le ": "au ", "la ": "à la ", "l'": "à l'", "les ": "aux "},
}
"""What an article becomes after « de » or « à », with which the answer has to begin: « l'Ain » is « de l'Ain »."""
_THE_TITLE = regex(r"^(?:l['’]|la |le )(\w)", re.IGNORECASE)
_THEN_ITS_DAY = regex(r" du [0-9]")
_ITS_DAY = regex(rf"\b(?:du|en date du|le) (?:[0-9]{{1,2}}(?:er)? (?:{'|'.join(MOIS)})|[0-9]{{1,2}}[/.][0-9])")
_OF_A_BODY = regex(
    r" (?:de l['’]|de la |du )(?:association|société|fondation|mutuelle|organisme|organisme gestionnaire|structure|"
    r"établissement)$",
    re.IGNORECASE,
)
_OF_A_NAME = regex(
    r" (?:de l['’]|de la |du |d['’])(?:Association|Société|Fondation|Mutuelle|Fédération|Union|[A-Z]{2,})\b"
)
_AN_OFFICE = regex(
    r"^[^\W\d_]+(?:[ -](?:Général|Adjoint|Délégué|Départemental|Régional|Exécutif|Honoraire|Directeur|Président|"
    r"Secrétaire|Gérant)e?\b|[ -](?:Directrice|Trésori[eè]re?)\b)+"
)
"""The words of an office, which have no capital inside it either: « directeur général »."""
_CIVILITE = regex(r"^(?:m\.|mr\.?|mme\.?|monsieur|madame)\s+(?=\S)", re.IGNORECASE)
_A_CIVILITE = regex(r"\b(?:M\.|Mme) ")
_ITS_LABEL = regex(
    r"^(?:objectif|action|indicateur)s?(?: (?:stratégique|opérationnel|général|de résultat|de suivi)s?)?"
    r"(?: ?n[°º] ?[0-9]+| [0-9]+)?(?:[.][0-9]+)* ?[:–—-] ?(?=\S)",
    re.IGNORECASE,
)
_AIMS_AT = regex(r"^(?:[^\W\d_]+ )?vise(?:r|nt)? (?:à|à)\s+", re.IGNORECASE)
_EXAMPLES = regex(
    r"(?:M\.|Mme) (?:Jean(?:ne)?|Anne)\b(?: EXEMPLE)?|\b4 mars 2019|1 rue de l'Exemple|\b[Ll]a commune d'Exemple|"
    r"\b[A-Z]+ Exemple du Bourg|^Tarif global|(?<=en l'application )d'une? (?:formule fixe|algorithme)|(?<=^, )2025$"
)
"""What stands in the sentence of a question for the answers to others."""
_ENDED = regex(r"[.!?…:»)]$")
_SECOND_SENTENCE = regex(r"[^\W\d_]{3,}(?<!\bart)(?<!\betc)[.!?] [^\W\d_a-zà-ÿ]|\n")
_GOES_ON = regex(r"[\w,)] ?$|['’]$")
"""A sentence that an answer goes on with, unlike a label and its colon."""
_PREPOSITIONS = frozenset(map(simple, ("à", "au", "aux", "en", "de", "du")))
_BEFORE_NO_NAME = frozenset(("à", "au", "aux", "en", "par"))
_BEGINNINGS: frozenset[Attente] = frozenset(("article", "de", "a", "infinitif", "frequence", "jour"))
"""Kinds of answers of which the first word is never a name."""


@lru_cache(maxsize=512)
def names_a_person_or_a_place(before: str) -> bool:
    """Whether these words are a civilité, or such that the name of a place comes after them: « à », « situé »."""
    last = next(iter(tokens(before)[-1:]), "")
    return bool(_A_CIVILITE.search(before)) or simple(last) in _PREPOSITIONS or last.endswith("é")


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
        if self.attend == "intitule" or (self.attend == "libre" and not _GOES_ON.search(self.avant)):
            return "Sans point final"
        if self.attend == "phrases":
            return f"Après les mots « {self.avant.strip()} » : {asked}"
        return f"Dans la phrase « {self.dans} » : {asked}" if asked else ""

    def avec(self, answer: str) -> str:
        """The sentence as it will print; what its example says of other facts is « […] »: the contract has its own."""
        before = self.avant
        if self.names_a_place:
            word, answer = apres_a(answer)
            before = f"{before.removesuffix('à ')}{word} "
        return f"{_EXAMPLES.sub('[…]', before)}{answer}{_EXAMPLES.sub('[…]', self.apres)}"

    def __call__(self, answer: str) -> str:
        """Settle what is certain of an answer; the name of an organisation is printed as it is typed."""
        if self.attend == "nom" and not names_a_person_or_a_place(self.avant):
            return answer
        text = bare(answer, a_name=self.attend == "nom")
        if self.attend == "phrases":
            text = unstopped(text[:1].upper() + text[1:])
            return text if _ENDED.search(text) else f"{text}."
        if self._is_on_one_line:
            text = on_one_line(text)
        text = unclosed(unstopped(text), self.apres)
        while (settled := self._settled(text)) != text:
            text = settled
        return text

    @property
    def names_a_place(self) -> bool:
        """Whether the name comes after « à », which contracts with its article: « Fait au Havre »."""
        return self.attend == "nom" and self.avant.endswith(" à ")

    @property
    def _is_on_one_line(self) -> bool:
        return self.attend != "libre" or bool(self.apres.strip()) or bool(_GOES_ON.search(self.avant))

    def _settled(self, text: str) -> str:
        """One step nearer to the answer that the sentence wants."""
        if self.attend == "nom":
            return self._a_name(text)
        if self.attend == "intitule":
            return self._a_heading(text)
        text = unstopped(self._lowered(_once(self._without_words_of_the_sentence(text))))
        if self.avant.casefold().rstrip().endswith("n°"):
            text = _TO_ITS_NUMBER.sub("", text)
        if self.attend == "titre":
            return _OF_A_BODY.sub("", _THE_TITLE.sub(lambda found: found[1].lower(), text))
        if contracted := _CONTRACTED.get(self.attend):
            return _AN_ARTICLE.sub(lambda found: contracted[found[1].lower().replace("’", "'")], text)
        if self.attend == "jour":
            text = _BEFORE_ITS_DAY.sub("", text)
            return re.sub(r"^1(?= [^\W\d_])", "1er", _IN_FIGURES.sub(_in_words, text, count=1))
        if _THEN_ITS_DAY.match(self.apres):
            text = _BEFORE_ITS_NUMBER.sub("n° ", text)
            return f"n° {text}" if re.match("[0-9]", text) else text
        return text

    def convient(self, answer: str) -> bool:
        """Whether the answer is of the kind that the sentence expects."""
        if self.attend in ("phrases", "intitule"):
            return True
        if self._is_on_one_line and "\n" in answer.strip():
            return False
        if self.attend == "nom":
            return next(iter(answer.split()), "") not in _BEFORE_NO_NAME or self.avant.rstrip().endswith("é")
        if self.apres.strip() and _SECOND_SENTENCE.search(answer.strip()):
            return False
        if self.attend == "infinitif":
            return is_an_action(self.avant, simple_apostrophe(answer))
        if clash(self.avant, answer):
            return False
        if self.attend == "titre" and _OF_A_NAME.search(answer):
            return False
        if _THEN_ITS_DAY.match(self.apres):
            return bool(re.search("[0-9]", answer)) and not _ITS_DAY.search(simple(answer))
        return is_a_day(answer) if self.attend == "jour" else begins_well(self.attend, answer)

    def _a_name(self, name: str) -> str:
        """« à Lille », « A Lille » or « Fait à Lille. » after « Fait à »: no name begins with this word."""
        if _A_CIVILITE.search(self.avant):
            name = _CIVILITE.sub("", name)
        name = re.sub(r"^et (?=[A-ZÀ-Þ])", "", name)  # the last of an enumeration: the contract says « et » itself
        before, given = tokens(self.avant), tokens(name)
        for count in range(min(len(before), len(given) - 1), 0, -1):
            alone = count == 1 and not (simple(before[-1]) in _PREPOSITIONS or before[-1].endswith("é"))
            if not alone and list(map(simple, before[-count:])) == list(map(simple, given[:count])):
                return unstopped(name[ends(name)[count - 1] :].strip())
        return lieu(_without_verb(name, before)) if self.names_a_place else name

    def _a_heading(self, text: str) -> str:
        """« Objectif n° 1 : Vise à améliorer l'offre » is « Améliorer l'offre »."""
        text = _ITS_LABEL.sub("", text)
        aim = _AIMS_AT.sub("", text)
        if aim != text and is_an_action("", simple_apostrophe(aim)):
            return aim[:1].upper() + aim[1:]
        return text

    def _without_words_of_the_sentence(self, text: str) -> str:
        before, given = tokens(self.avant), tokens(text)
        for count in range(min(len(before), len(given) - 1), 0, -1):
            if _same(before[-count:], given[:count]):
                rest = text[ends(text)[count - 1] :].strip()
                if rest and self.convient(self._lowered(rest)):
                    text = rest
                    break
        after, given = tokens(self.apres.strip(" ,;.»)")), tokens(text)
        for count in range(min(len(after), len(given) - 1), 0, -1):
            if _same(after[:count], given[-count:]):
                return text[: ends(text)[len(given) - count - 1]].strip()
        return text

    def _lowered(self, text: str) -> str:
        """The answer without the capital of its first word, where it goes on with a sentence and names nothing."""
        if not re.match(r"[^\W\d_a-zà-ÿ](?:[a-zà-ÿ'’ °-]|$)", text):
            return text
        lower = text[:1].lower() + text[1:]
        if self.attend == "titre":
            return _AN_OFFICE.sub(lambda found: found[0].lower(), lower)
        if self.attend in _BEGINNINGS:
            return lower if first(text) in OF_NO_NAME or self.convient(lower) else text
        certain = first(text) in OF_NO_NAME or re.match("N[°º]", text)
        return lower if certain and _GOES_ON.search(self.avant) else text


def dans(words: str, attend: Attente = "libre") -> Apres:
    """What a fact says of the sentence that it enters, beside its type."""
    return Apres(Phrase(words, attend))


def phrase_de(annotation: Any, metadata: Any = ()) -> Phrase | None:
    """The sentence that a fact, or each item of its list, enters."""
    return _phrase_de(annotation, tuple(metadata))


@lru_cache(maxsize=8192)
def phrase_of_field(info: Champ) -> Phrase | None:
    """That of the fact that a field declares, found by the field: to compare long types takes longer than to look."""
    return phrase_de(info.annotation, info.marks)


@lru_cache(maxsize=8192)
def _phrase_de(annotation: Any, metadata: tuple[Any, ...]) -> Phrase | None:
    for mark in (*metadata, *getattr(annotation, "__metadata__", ())):
        if isinstance(mark, Apres) and isinstance(mark.change, Phrase):
            return mark.change
    inside = (phrase_de(one) for one in get_args(annotation) if not isinstance(one, str))
    return next(filter(None, inside), None)


def _without_verb(name: str, before: list[str]) -> str:
    """« Fait au Havre » after « Fait à » is « au Havre »."""
    given = tokens(name)
    said = len(given) > 2 and simple(given[1]) in ("au", "aux") and simple(given[0]) == simple(before[-2])
    return name[ends(name)[0] :].strip() if said else name


def _in_words(found: re.Match[str]) -> str:
    """« 31/05 » is « 31 mai »."""
    day = "1er" if int(found[1]) == 1 else str(int(found[1]))
    return " ".join(filter(None, (day, _MONTHS[int(found[2]) - 1], found[3])))


def _once(text: str) -> str:
    """« le le schéma » is « le schéma »."""
    said = [simple_apostrophe(one) for one in tokens(text)[:3]]
    doubled = len(said) > 2 and said[0] == said[1] and said[0] in OF_NO_NAME
    return text[ends(text)[0] :].strip() if doubled else text


def _same(some: list[str], others: list[str]) -> bool:
    return [simple_apostrophe(one) for one in some] == [simple_apostrophe(one) for one in others]
