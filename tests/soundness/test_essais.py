"""The worked examples of the models: each is played, and none could pass whatever the contract says."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from shutil import copytree, ignore_patterns

import pytest

from engine.libraries.essais import read_essais
from engine.libraries.modele import load_model, model_names
from engine.libraries.ouverture import opened
from engine.soundness.trials import Trial, played, trials_of
from models.fiches.groupe import altered, fields_of
from tests.bibliotheques import alone

PAGE = Path("docs/essayer-un-modele.md")
TRIALS = {f"{name}/{trial.name}": trial for name in model_names() for trial in trials_of(load_model(name))[0]}
BY_FILE = {f"{trial.model.nom}/{trial.lu.nom}": trial.lu.nom for trial in TRIALS.values()}


@pytest.mark.parametrize("name", BY_FILE)
def test_the_contract_says_what_the_trial_expects(name: str) -> None:
    cases = [trial for trial in TRIALS.values() if f"{trial.model.nom}/{trial.lu.nom}" == name]
    assert [str(one) for trial in cases for one in played(trial)] == []


@pytest.mark.parametrize("name", TRIALS)
def test_every_expectation_can_fail(name: str) -> None:
    trial = TRIALS[name]
    said = trial.attendus
    wrong = altered(said, {
        "chiffres": {figure: ["98 765,43"] * len(values) for figure, values in said.chiffres.items()},
        "mots": [f"{words} jamais" for words in said.mots],
        "absents": ["le contrat"] * len(said.absents),
        "constats": [f"{code}-jamais" for code in said.constats],
    })  # fmt: skip
    expected = sum(map(len, said.chiffres.values())) + len(said.mots) + len(said.absents) + len(said.constats)
    found = played(replace(trial, attendus=wrong))
    assert len(found) >= expected
    assert {one.code for one in found} <= {"essai-faux"}


@pytest.mark.parametrize("name", model_names())
def test_every_control_that_is_expected_not_to_speak_exists(name: str) -> None:
    model = load_model(name)
    known = {
        f"{table}-{control.nom}".replace("_", "-") for table, one in model.tableaux.items() for control in one.controles
    }
    quoted = {code for trial in trials_of(model)[0] for code in trial.attendus.sans_constats}
    assert quoted - known == set()


def example(folder: Path, text: str) -> list[Trial]:
    """The cases of this trial, in a copy of `saad`."""
    home = folder / "saad"
    (home / "essais").mkdir(parents=True)
    for part in ("saad", "communes"):
        copytree(Path("clauses", part), folder / part, ignore=ignore_patterns("essais"), dirs_exist_ok=True)
    (home / "essais" / "exemple.yaml").write_text(text, encoding="utf-8")
    trials, wrong = trials_of(load_model("saad", alone(folder)))
    assert [str(one) for one in wrong] == []
    return trials


def blocks() -> list[str]:
    return re.findall(r"^```yaml\n(.*?)^```", PAGE.read_text(encoding="utf-8"), re.DOTALL | re.MULTILINE)


def test_the_example_of_the_page_holds(tmp_path: Path) -> None:
    trials = example(tmp_path, blocks()[0])
    assert trials
    assert [str(one) for trial in trials for one in played(trial)] == []


def test_what_the_page_says_of_a_false_figure_is_what_is_said(tmp_path: Path) -> None:
    said = re.findall(r"^```text\n(.*?)^```", PAGE.read_text(encoding="utf-8"), re.DOTALL | re.MULTILINE)[0]
    (trial, *_) = example(tmp_path, blocks()[0].replace("3 690", "3 700", 1))
    assert "\n".join(map(str, played(trial))) == said.strip()


def test_the_page_tells_every_key() -> None:
    page = PAGE.read_text(encoding="utf-8")
    assert [key for key in fields_of(type(TRIALS["saad/activite"].lu.essai)) if f"`{key}`" not in page] == []


def test_what_an_example_of_another_model_says_and_this_one_does_not_ask_is_left_aside(tmp_path: Path) -> None:
    files = {
        "bibliotheque.yaml": "format: 1\nnom: Exemple\nversion: '1'\n",
        "modeles/a-moi/modele.yaml": "herite: saad\n",
        "modeles/a-moi/suivi.md": "---\ntitre: Suivi\nsource: exemple\n---\nLes parties se réunissent.\n",
        "modeles/a-moi/essais/suivi.yaml": "titre: Suivi\nregle: Les parties se réunissent.\nsource: exemple\n"
        "base: saad-habilite.yaml\nfaits: {gestionnaire.zzz: oui}\nmots: Les parties se réunissent.\n",
    }
    for name, content in files.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(content, encoding="utf-8")
    trials, _ = trials_of(load_model("a-moi", opened([tmp_path])))
    (told,) = [one for trial in trials for one in played(trial)]
    assert told.place
    assert (told.code, told.place.line) == ("cle-inconnue", 5)  # what the trial itself says is held to


@pytest.mark.parametrize("said", ["NaN", "sNaN", "Infinity", "-inf", "1e-5000", "1e999999999", f"0,{'0' * 5000}1"])
def test_what_is_no_figure_is_no_figure_of_a_contract(tmp_path: Path, said: str) -> None:
    text = blocks()[0]
    trial = example(tmp_path, text)[0]
    figures = {name: [said] for name in trial.attendus.chiffres}
    told = played(replace(trial, attendus=altered(trial.attendus, {"chiffres": figures})))
    assert {one.code for one in told} == {"essai-faux"}


@pytest.mark.parametrize(
    "path", ["services[0].nom", "services[1000000000].nom", f"services[{'9' * 900}].nom", "services[].nom", ".."]
)
def test_a_fact_is_named_by_its_path(tmp_path: Path, path: str) -> None:
    text = f"titre: T\nregle: R\nsource: S\nfaits: {{'{path}': x}}\nmots: Article\n"
    (tmp_path / "saad/essais").mkdir(parents=True)
    (tmp_path / "saad/modele.yaml").write_text("intitule: Contrat\n", encoding="utf-8")
    (tmp_path / "saad/essais/exemple.yaml").write_text(text, encoding="utf-8")
    _, wrong = read_essais(replace(load_model("saad"), lignee=((alone(tmp_path).couches[0], "saad"),)))
    assert [(one.code, one.place and one.place.line) for one in wrong] == [("essai-chemin", 4)]
