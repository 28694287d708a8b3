"""Every sentence of the library, with the answers that people really type: settled as its example, or told."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from engine.libraries.modele import act_names, load_model, model_names
from models import chemins
from models.attentes import Attente
from models.phrases import Phrase, names_a_person_or_a_place, phrase_de

_BEFORE_A_NOUN = ("le ", "la ", "l'", "les ", "du ", "de la ", "de l'", "à ", "au ", "en ", "par ")
_BEGUN: frozenset[Attente] = frozenset(("article", "de", "a", "jour", "frequence"))


def phrases() -> Iterator[tuple[str, Phrase, str]]:
    """Each sentence once, with the example of its question."""
    known = set()
    for name in (*model_names(), *act_names()):
        for path, info in chemins.walk(load_model(name).description):
            phrase = phrase_de(info.annotation, info.marks)
            example = next(iter(info.examples or ()), "")
            if phrase and example and (phrase, example) not in known:
                known.add((phrase, example))
                yield f"{name}: {'.'.join(path)}", phrase, example


EVERY = [pytest.param(phrase, example, id=name) for name, phrase, example in phrases()]


@pytest.mark.parametrize(("phrase", "example"), EVERY)
def test_the_example_is_right_as_it_stands(phrase: Phrase, example: str) -> None:
    assert phrase(example) == example
    assert phrase.convient(example)


def around(phrase: Phrase, example: str) -> Iterator[str]:
    """What surrounds an answer without being of it."""
    yield from (f"  {example} ", f"\u00a0{example}", f"\n{example}\n")
    yield from (f'"{example}"', f"“{example}”", f"« {example} »" if phrase.attend != "nom" else f'"{example}"')
    yield from (f"• {example}", f"- {example}" if example[0].isalpha() else example)
    if phrase.attend != "phrases":
        yield from (f"{example}{stop}" for stop in (".", "..", " .", ";", " ;", ",", " ; ", ".;"))
    if phrase.attend not in ("libre", "phrases") and " " in example:
        yield example.replace(" ", "\n", 1)


@pytest.mark.parametrize(("phrase", "example"), EVERY)
def test_what_surrounds_an_answer_is_left_out(phrase: Phrase, example: str) -> None:
    if phrase.attend == "nom" and not names_a_person_or_a_place(phrase.avant):
        assert all(phrase(one) == one for one in around(phrase, example))
        return
    assert {phrase(one) for one in around(phrase, example)} == {example}


def again(phrase: Phrase) -> Iterator[str]:
    """The words of a sentence that an answer may say again: the last, the last two, all."""
    words = phrase.avant.split()
    yield from (" ".join(words[-count:]) for count in (1, 2, len(words)) if 0 < count <= len(words))


@pytest.mark.parametrize(("phrase", "example"), EVERY)
def test_words_of_the_sentence_are_not_printed_twice(phrase: Phrase, example: str) -> None:
    if phrase.attend in ("nom", "intitule", "phrases") and not phrase.avant.endswith(("à ", "situé ")):
        return  # a name may begin with what precedes it; the rest is tried below
    for words in again(phrase):
        settled = phrase(f"{words} {example}")
        assert settled == example or not phrase.convient(settled), (words, settled)


@pytest.mark.parametrize(("phrase", "example"), EVERY)
def test_no_capital_in_the_middle_of_a_sentence(phrase: Phrase, example: str) -> None:
    if phrase.attend in (*_BEGUN, "titre", "infinitif"):
        assert phrase(example[:1].upper() + example[1:]) == example


@pytest.mark.parametrize(("phrase", "example"), EVERY)
def test_two_words_that_do_not_go_together_are_settled_or_told(phrase: Phrase, example: str) -> None:
    for word in _BEFORE_A_NOUN if phrase.attend in _BEGUN | {"titre"} else ():
        settled = phrase(f"{word}{example}")
        assert settled == example or not phrase.convient(settled), settled


@pytest.mark.parametrize(
    ("dans", "attend", "typed", "settled"),
    [
        ("objectif : …", "intitule", "Vise à améliorer l'offre..", "Améliorer l'offre"),
        ("objectif : …", "intitule", "Objectif n° 1 : améliorer l'offre", "améliorer l'offre"),
        ("objectif : …", "intitule", "Objectif stratégique 2 - Améliorer l'offre", "Améliorer l'offre"),
        ("objectif : …", "intitule", "L'action vise un public", "L'action vise un public"),
        ("objectif : …", "intitule", "Objectifs de qualité", "Objectifs de qualité"),
        ("action « … »", "intitule", "« Recruter »", "Recruter"),
        ("cible : …", "libre", "- 5 %", "- 5 %"),
        ("représenté par M. …", "nom", "Monsieur Jean", "Jean"),
        ("représenté par M. …", "nom", "Jean-Marie", "Jean-Marie"),
        ("dont le siège est situé …", "nom", "1 rue de l'Exemple\n35000 Rennes", "1 rue de l'Exemple, 35000 Rennes"),
        ("dont le siège est situé …", "nom", "au 1 rue de l'Exemple", "au 1 rue de l'Exemple"),
        ("l'établissement …", "nom", "- EHPAD Exemple.", "- EHPAD Exemple."),
        ("l'établissement …", "nom", "Établissement Exemple", "Établissement Exemple"),
        ("l'association …", "nom", "Exemple et Cie.", "Exemple et Cie."),
        ("l'association …", "nom", "Les « Amis »", "Les « Amis »"),
        ("Mme Jeanne EXEMPLE, …", "titre", "Directrice Générale", "directrice générale"),
        ("Mme Jeanne EXEMPLE, …", "titre", "Directeur Général Adjoint", "directeur général adjoint"),
        ("Mme Jeanne EXEMPLE, …", "titre", "Directeur de l'Agence Régionale", "directeur de l'Agence Régionale"),
        ("Mme Jeanne EXEMPLE, …", "titre", "DGA", "DGA"),
        ("avant le …", "jour", "du 31 mai", "31 mai"),
        ("l'arrêté n° …", "libre", "N° 2024-1", "2024-1"),
        ("arrêté … du 4 mars 2019", "libre", "du n° 12", "n° 12"),
        ("sont joints : …", "article", "L'arrêté d'autorisation", "l'arrêté d'autorisation"),
        ("l'offre. …", "phrases", "La suite..", "La suite."),
        ("l'offre. …", "phrases", "La suite ;", "La suite."),
        ("le détail, …", "libre", "la suite, etc..", "la suite, etc."),
        ("le détail, …", "libre", "la suite…", "la suite…"),
    ],
)  # fmt: skip
def test_what_is_certain(dans: str, attend: Attente, typed: str, settled: str) -> None:
    phrase = Phrase(dans, attend)
    assert phrase(typed) == settled
    assert phrase(settled) == settled


@pytest.mark.parametrize(("phrase", "_example"), EVERY)
@pytest.mark.parametrize("answer", [" ", ".", "-", "«", "\u00a0", "…", ":", "n°", "à"])
def test_an_answer_of_signs_alone_is_no_traceback(phrase: Phrase, _example: str, answer: str) -> None:
    phrase.convient(phrase(answer))


@pytest.mark.parametrize("answer", ["deux fois", "2 réunions par an", "une réunion annuelle", "trimestrielle"])
def test_a_frequency_says_how_often_and_of_what(answer: str) -> None:
    assert not Phrase("de se réunir …", "frequence").convient(answer)


@pytest.mark.parametrize("answer", ["deux fois par an", "une ou deux fois par an", "2 fois l'an", "Trimestriellement"])
def test_a_frequency_in_full_is_right(answer: str) -> None:
    phrase = Phrase("de se réunir …", "frequence")
    assert phrase.convient(phrase(answer))
    assert phrase(answer) == answer[:1].lower() + answer[1:]
