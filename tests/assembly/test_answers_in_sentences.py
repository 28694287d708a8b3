"""Every text that a clause prints among its words says in which sentence, so that no new clause leaves it out.

A text that is alone in its paragraph or its cell, or that follows a label and its colon, goes on with nothing.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from datetime import date
from itertools import product
from typing import Any, get_args

import pytest
from allpairspy import AllPairs

from engine.assembly.assemble import assemble, domains_of
from engine.assembly.fields import name_of
from engine.law.applicable import law_of
from engine.law.collectivites import authority
from engine.libraries.modele import Modele, act_names, load_model, model_names
from engine.writing.layout.plain import write_text
from models import chemins
from models.champs import Fiche, est_un_texte
from models.fiches.groupe import fields_of, read_as
from models.phrases import Phrase, phrase_de
from tests import descriptions
from tests.bibliotheques import OURS

DAY = date(2024, 1, 15)
PLACE = re.compile("⟦(.*?)⟧")
LABEL = re.compile(r"(?:^[\s-]*|:\s*|« |n°\s?\d+\s?:?\s*|/ )$")


ELSEWHERE = {
    "autorisation_reference": "« arrêté » is the label, or heads the column",
    "autres_departements.reglement": "it follows the règlement of the first Département",
    "objectifs.operationnels.actions.intitule": "other models print it alone",
}
"""What is said otherwise than in the sentence of its question, and why."""


def marked(kind: type[Fiche], data: Any, path: str = "") -> None:
    """Put in the place of each text of a description the path of its fact."""
    for name, info in fields_of(kind).items():
        here, value = f"{path}.{name}".strip("."), data.get(name)
        is_text = est_un_texte(info)
        if isinstance(value, dict) and isinstance(info.annotation, type):
            marked(info.annotation, value, here)
        elif isinstance(value, list):
            for item in value:
                if isinstance(item, dict):
                    marked(get_args(info.annotation)[0], item, here)
            if is_text and all(isinstance(item, str) for item in value):
                data[name] = [f"⟦{here}⟧"]
        elif is_text and isinstance(value, str) and value.startswith("Réponse"):
            data[name] = f"⟦{here}⟧"


def texts(model: Modele) -> Iterator[str]:
    """The contracts of a model, and its other documents, in which each text is the path of its fact."""
    domains = domains_of(model)
    values = [list(one) for one in domains.values()]
    rows = AllPairs(values) if len(values) > 1 else product(*values)
    for row in rows:
        traits = dict(zip(domains, row, strict=True))
        if descriptions.possible(traits):
            data = descriptions.complete(model, traits)
            marked(model.description, data)
            for signing in data.get("departements", ()):
                signing["departement"] = "35"
            contrat = read_as(model.description, data)
            for document in ("", *model.documents):
                yield write_text(
                    assemble(
                        model,
                        contrat,
                        law_of(contrat, DAY, OURS),
                        authority(OURS, "35"),
                        document=document,
                    ).document
                )


def contexts(model: Modele) -> Mapping[str, set[tuple[str, str]]]:
    """The words before and after each text, wherever it is printed."""
    found: dict[str, set[tuple[str, str]]] = defaultdict(set)
    for text in texts(model):
        for cell in re.split(r"\n| \| | / ", text):
            for match in PLACE.finditer(cell):
                found[match[1]].add((PLACE.sub("X", cell[: match.start()]), PLACE.sub("X", cell[match.end() :])))
    return found


def last_word(text: str) -> str:
    return next(iter(re.findall(r"[^\W_]+|[,;:(«]", text.casefold())[-1:]), "")[:5]


def says_so(phrase: Phrase, before: str) -> bool:
    """Whether the last word before the answer is that of its sentence."""
    last = last_word(phrase.avant)
    return not last or last_word(before) == last or (last == ":" and bool(LABEL.search(before)))


@pytest.mark.parametrize("name", [*model_names(), *act_names()])
def test_a_text_among_the_words_of_a_clause_says_its_sentence(name: str) -> None:
    model = load_model(name)
    silent, wrong = {}, {}
    for fact, where in contexts(model).items():
        path = tuple(fact.split("."))
        info = chemins.fields_at(model.description, path[:-1])[path[-1]]
        phrase = phrase_de(info.annotation, info.marks)
        among = {(before, after) for before, after in where if after.strip() or not LABEL.search(before)}
        if not phrase and among and not name_of(info):
            silent[fact] = among
        checked = phrase and among and phrase.attend not in ("nom", "phrases")
        checked = checked and fact not in ELSEWHERE and path[-1] not in ELSEWHERE
        if phrase and checked and not any(says_so(phrase, before) for before, _ in where):
            wrong[fact] = (phrase.dans, among)
    assert silent == {}
    assert wrong == {}
