"""Whoever edits data/ and makes a mistake is told in French at its line, as the author of a clause is."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path

import pytest

from engine.assembly.soundness import open_model
from engine.errors import Finding, InputError, Place
from engine.law.amounts import Montants
from engine.law.collectivites import Collectivites
from engine.law.denominations import Denominations
from engine.law.experimentations import Experimentations
from engine.law.formes import Formes
from engine.law.referentiel import Fichier, parse
from engine.law.register import Register, Textes
from engine.libraries.bibliotheque import Bibliotheque
from tests.bibliotheques import OURS, alone

SCHEMAS: dict[str, type[Fichier]] = {
    "droit/textes": Textes,
    "droit/montants": Montants,
    "droit/formes": Formes,
    "droit/experimentations": Experimentations,
    "droit/denominations": Denominations,
    "collectivites": Collectivites,
}
"""The schema with which each file of data/ is read."""
MISTAKES = {
    "a key that does not exist": r"\1zzz: \3",
    "a list": r"\1\2: [1, 2]",
    "no value": r"\1\2:",
    "a colon": r"\1\2: a: b",
    "a day that does not exist": r"\1\2: 2024-13-45",
    "a tabulation": r"\t\2: \3",
    "quotes left open": r'\1\2: "\3',
    "a key written twice": r"\1\2: \3\n\1\2: \3",
}
ENGLISH = re.compile(r"\b(?:should|input|valid|expected|mapping|found|field|error|block|the|could)\b", re.IGNORECASE)


def told(text: str, name: str) -> tuple[Finding, ...]:
    try:
        parse(text, SCHEMAS[name], f"data/{name}.yaml", OURS)
    except InputError as error:
        return error.findings
    return ()  # what a fact may say: « note: 2024-13-45 »


def mistaken(lines: list[str], written: str) -> Iterator[tuple[int, str]]:
    places = [at for at, line in enumerate(lines) if re.match(r" +[a-z_]+: [^>|]", line)]
    for at in places[:: max(1, len(places) // 12)]:
        changed = re.sub(r"^( +)([a-z_]+): (.*)$", written, lines[at])
        yield at + 1, "\n".join([*lines[:at], changed, *lines[at + 1 :]]) + "\n"


@pytest.mark.parametrize("name", SCHEMAS)
@pytest.mark.parametrize("mistake", MISTAKES)
def test_a_mistake_in_data_is_told_in_french_at_its_line(name: str, mistake: str) -> None:
    lines = (files("engine.referentiels") / f"{name}.yaml").read_text("utf-8").splitlines()
    for line, text in mistaken(lines, MISTAKES[mistake]):
        for found in told(text, name):
            assert found.place, text
            assert found.place.line > 1, (line, found)
            assert not ENGLISH.search(f"{found.message} {found.hint}"), found


def test_a_mistake_says_the_fact_and_what_it_may_be() -> None:
    text = "loi-a:\n  nature: loi\n  cite: la loi A\n  statut: sûr\n  source: exemple\n  date: 2024-02-30\n"
    with pytest.raises(InputError) as refused:
        parse(text, Textes, "data/droit/textes.yaml", OURS)
    assert [str(one).partition("\n    ")[::2] for one in refused.value.findings] == [
        (
            "data/droit/textes.yaml:4:11: erreur [referentiel-invalide] loi-a.statut : cette valeur n'est pas admise.",
            "Au choix : confirmé, à vérifier.",
        ),
        (
            "data/droit/textes.yaml:6:9: erreur [referentiel-invalide] loi-a.date : un jour du calendrier est attendu, "
            "écrit 2024-01-15.",
            "docs/veille-juridique.md dit les clés de chaque fichier.",
        ),
    ]


def test_a_rule_of_the_whole_file_is_told_at_the_text_that_breaks_it() -> None:
    law = "loi-{0}: {{nature: loi, cite: la loi {0}, statut: confirmé, source: exemple{1}}}\n"
    text = law.format("a", "") + law.format("b", ", remplace: {le: 2024-01-01, par: loi-c}")
    with pytest.raises(InputError, match=r"textes\.yaml:2:"):
        parse(text, Textes, "textes.yaml", OURS)


def test_a_mistake_in_data_is_told_once_and_not_of_the_clauses(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    shutil.copytree("tests/fixtures/bibliotheque", tmp_path, dirs_exist_ok=True)
    wrong = Finding("referentiel-invalide", "loi-a.statut : x.", place=Place("data/droit/textes.yaml", 4, 11))

    def refused(_: Bibliotheque) -> Register:
        raise InputError([wrong])

    monkeypatch.setattr("engine.assembly.sound_models.load_register", refused)
    with pytest.raises(InputError) as told:
        open_model("essai", alone(tmp_path))
    assert set(told.value.findings) == {wrong}


@pytest.mark.parametrize(
    ("file", "written", "mistaken", "said"),
    [
        ("droit/experimentations", '"11", ', '"99", ', "« 99 » n'est pas un territoire"),
        ("droit/experimentations", "fixe_par: loi-", "fixe_par: lois-", "n'est pas au registre des textes"),
        ("droit/experimentations", "jusquau: 20", "jusquau: 19", "le dernier jour vient avant le premier"),
        ("droit/denominations", "textes: [", "textes: [zzz, ", "« zzz » n'est pas au registre des textes"),
        ("collectivites", "service: outre-mer", "service: outremer", "le service « outremer »"),
    ],
)
def test_what_one_file_says_of_another_is_there(file: str, written: str, mistaken: str, said: str) -> None:
    text = files("engine.referentiels").joinpath(f"{file}.yaml").read_text("utf-8")
    assert written in text
    with pytest.raises(InputError) as told:
        parse(text.replace(written, mistaken, 1), SCHEMAS[file], f"data/{file}.yaml", OURS)
    (one,) = told.value.findings
    assert said in one.message
    assert one.place is not None
    assert one.place.line > 1
