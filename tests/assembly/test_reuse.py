"""A clause whose facts did not change is not rendered again; one that looks at what did change is."""

from __future__ import annotations

import random
from copy import deepcopy
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from engine.assembly import rendering
from engine.assembly.assemble import Assembled, assemble, traits_of
from engine.assembly.kept_tables import kept_grilles
from engine.assembly.printed import Printed
from engine.assembly.rendering import Filled, Render, Renderer
from engine.assembly.shapes import frozen
from engine.document import Block
from engine.dossier import dossier_of
from engine.errors import InputError
from engine.law.applicable import law_of
from engine.law.collectivites import authority
from engine.libraries.modele import Clause, load_model
from engine.reading.yaml_strict import parse_yaml
from models import chemins
from models.fiches.faults import UnreadError
from models.fiches.groupe import read_as
from models.reponses import Aucun
from tests.assembly.test_shared import start_anew, told
from tests.bibliotheques import OURS

DAY = date(2024, 1, 15)
EXAMPLES = sorted(Path("data/exemples").glob("*.yaml"))
SAAD, EHPAD, CHRS, FIRST_DRAFT, ILLE_ET_VILAINE = (
    Path(f"data/exemples/{name}.yaml")
    for name in (
        "saad-habilite",
        "ehpad-complet",
        "chrs-complet",
        "ehpad-premier-jet",
        "sad-ille-et-vilaine-association",
    )
)


# --- Whatever changes, a contract is the same as in a process of its own ----------------------------------------------


def said(path: Path) -> dict[str, Any]:
    """What an example says."""
    return deepcopy(dict(parse_yaml(path.read_bytes(), path.name).data))


def altered(data: dict[str, Any], others: list[dict[str, Any]], lot: random.Random) -> dict[str, Any]:
    """A description with some facts changed, dropped, added from another, and lists grown, cut or in another order."""
    made = deepcopy(data)
    for _ in range(lot.randint(1, 4)):
        path, value = lot.choice([one for one in chemins.written(made) if one[0] != ("modele",)])
        above = chemins.at(made, path[:-1])
        way = lot.randrange(6)
        if way == 0:
            chemins.take_out(made, path)
        elif way == 1 and isinstance(above, list) and above:
            above.append(deepcopy(lot.choice(above)))
        elif way == 2 and len(path) > 1 and isinstance(rows := chemins.at(made, path[:-2]), list) and rows:
            lot.choice((rows.reverse, rows.pop, lambda rows=rows: rows.append(deepcopy(rows[0]))))()
        elif way == 3:
            other = lot.choice(others)
            key = lot.choice([*other])
            made[key] = deepcopy(other[key])
        elif value in ("oui", "non"):
            chemins.put(made, path, "non" if value == "oui" else "oui")
        elif isinstance(value, str):
            chemins.put(made, path, lot.choice((f"{value} bis", value[::-1], value.replace("1", "2"), f"{value}0")))
    return made


def contract(data: dict[str, Any], *, traced: bool, blank: bool) -> Assembled | None:
    """The contract of a description; None where it is none."""
    model = load_model(data["modele"])
    try:
        contrat = read_as(model.description, data)
        autorite = authority(OURS, contrat.departement, DAY) if contrat.departement else None
        droit = law_of(contrat, DAY, OURS)
        traits = traits_of(model, contrat, droit, blank)
        grilles = None if blank else kept_grilles(model, contrat, traits)
        return assemble(model, contrat, droit, autorite, traced=traced, blank=blank, grilles=grilles)
    except (UnreadError, InputError):
        return None


@pytest.mark.parametrize("modele", sorted({said(path)["modele"] for path in EXAMPLES}))
@pytest.mark.parametrize("seed", range(2))
def test_a_contract_after_others_is_the_one_that_it_is_alone(modele: str, seed: int) -> None:
    lot = random.Random(f"{modele}-{seed}")  # noqa: S311 - the same at each run
    examples = [data for path in EXAMPLES if (data := said(path))["modele"] == modele]
    ways = {"traced": seed % 2 == 1, "blank": False}
    given = [altered(lot.choice(examples), examples, lot) for _ in range(7)]
    start_anew()
    after = [contract(data, **ways) for data in (*examples, *given, *given)]
    assert sum(one is not None for one in after) > len(after) / 4
    again = [None] * len(examples) + after[len(examples) + len(given) :]
    for data, first, second in zip((*examples, *given), after, again, strict=False):
        start_anew()
        alone = contract(data, **ways)
        for one in filter(None, (first, second)):
            assert alone is not None
            assert told(one) == told(alone)


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
@pytest.mark.parametrize("traced", [False, True])
def test_a_text_of_more_paragraphs_stands_where_the_other_stood(path: Path, traced: bool) -> None:
    lot = random.Random(path.stem)  # noqa: S311 - the same at each run
    first = said(path)
    texts = [at for at, value in chemins.written(first) if isinstance(value, str) and " " in value]
    start_anew()
    contract(first, traced=traced, blank=False)
    for at in lot.sample(texts, min(4, len(texts))):
        other = deepcopy(first)
        chemins.put(other, at, f"{chemins.at(first, at)}\n\nUn second alinéa.\n\nUn troisième.")
        found = [contract(data, traced=traced, blank=False) for data in (other, first, other)]
        start_anew()
        alone = contract(other, traced=traced, blank=False)
        for one in found[::2]:
            assert (one and told(one)) == (alone and told(alone))
        contract(first, traced=traced, blank=False)


def test_a_blank_is_never_taken_for_a_draft() -> None:
    data = {"modele": "saad"}
    start_anew()
    for blank in (True, False, True):
        one = contract(data, traced=False, blank=blank)
        assert one is not None
        assert one.document.blank is blank
        start_anew()
        alone = contract(data, traced=False, blank=blank)
        assert alone is not None
        assert told(one) == told(alone)


# --- What changes alone, and the clauses that are rendered for it -----------------------------------------------------


class Rendered:
    """The clauses rendered, by their names, since the last look: filled with facts, or only formed with other words."""

    def __init__(self) -> None:
        self.filled: set[str] = set()
        self.formed: set[str] = set()

    def taken(self) -> set[str]:
        names = self.filled | self.formed
        self.__init__()  # type: ignore[misc]
        return names


@pytest.fixture
def rendered(monkeypatch: pytest.MonkeyPatch) -> Rendered:
    names, fill, form = Rendered(), rendering._WHOLE.fill, rendering._WHOLE.form

    def filled(own: Renderer, clause: Clause) -> Filled:
        names.filled.add(clause.id)
        return fill(own, clause)

    def formed(own: Renderer, clause: Clause, texts: Filled, printed: Printed) -> tuple[Block, ...]:
        names.formed.add(clause.id)
        return form(own, clause, texts, printed)

    monkeypatch.setattr(rendering, "_WHOLE", Render(filled, formed))
    start_anew()
    return names


def of(text: str, path: Path) -> Assembled:
    return dossier_of(parse_yaml(text.encode(), path.name), path, DAY).assembled()


def test_the_same_contract_is_not_rendered_again(rendered: Rendered) -> None:
    text = SAAD.read_text("utf-8")
    first = of(text, SAAD)
    assert rendered.taken() == {*first.clauses} - {one for one in first.clauses if one.startswith("visas/")}

    again = of(f"{text}# lu de nouveau\n", SAAD)
    assert rendered.taken() == set()
    assert all(again.clauses[name] is blocks for name, blocks in first.clauses.items())


CHANGES = {
    "a text": (SAAD, "raison_sociale: Association Exemple", "raison_sociale: Association Autre", "objet"),
    "a group that names somebody": (SAAD, "prenom: Jeanne", "prenom: Anne", "signatures"),
    "a number that is equal, and not written alike": (SAAD, 'tarif_horaire: "25,10"', 'tarif_horaire: "25,1"', ""),
    "a day from which others follow": (SAAD, "duree: 5 ans", "duree: 4 ans", "duree"),
    "a choice": (
        SAAD,
        "mode_evolution: formule_fixe",
        "mode_evolution: objectif_de_depenses",
        "moyens-habilite/tarification",
    ),
    "a fact that is no longer given": (SAAD, "exemplaires: 2\n", "", "signatures"),
    "a row more": (SAAD, "communes: [Fougères, ", "communes: [Fougères, Dourdain, ", "annexes/diagnostic"),
    "the day of the law": (EHPAD, "date: 2021-12-16", "date: 2023-12-16", "pieces"),
    "the collectivité": (SAAD, 'departement: "35"', 'departement: "22"', "parties"),
    "who presides it": (SAAD, "civilite: M., prenom: Jean,", "civilite: Mme, prenom: Anne,", "parties"),
    "a label of a table, that prints it": (CHRS, "annee_base: 2025", "annee_base: 2024", "moyens/base-budgetaire"),
    "a figure among those of a clause": (EHPAD, "places_temporaire: 4", "places_temporaire: 5", "annexes/besoins"),
    "a figure that was not given": (FIRST_DRAFT, "capacite: 92", "capacite: 92\n    places_jour: 6", "annexes/besoins"),
    "words that the parties left out": (SAAD, "exemplaires: 2", "exemplaires: 2\nadaptations:\n  revision: {}", ""),
}


def after_a_change(rendered: Rendered, path: Path, before: str, after: str) -> Assembled:
    """A contract with other words, after the one that has these: only what is rendered for them is still to be seen."""
    text = path.read_text("utf-8")
    assert before in text
    of(text, path)
    rendered.taken()
    return of(text.replace(before, after, 1), path)


def anew(path: Path, before: str, after: str) -> Assembled:
    """The same contract in a process of its own."""
    start_anew()
    return of(path.read_text("utf-8").replace(before, after, 1), path)


@pytest.mark.parametrize("change", CHANGES)
def test_what_looks_at_a_change_is_rendered_again(rendered: Rendered, change: str) -> None:
    path, before, after, clause = CHANGES[change]
    changed = after_a_change(rendered, path, before, after)
    names = rendered.taken()
    assert told(anew(path, before, after)) == told(changed)
    assert clause in names or not clause
    assert names < {*changed.clauses}


ONLY_PRINTED = {
    "the name of a service": (SAAD, "nom: Service Exemple", "nom: Service Autre", "objet"),
    "a name that is called alike": (
        SAAD,
        "raison_sociale: Association Exemple",
        "raison_sociale: Association Autre",
        "parties",
    ),
    "where it is": (SAAD, "adresse: 1 rue de l’Exemple", "adresse: 2 rue de l’Exemple", "parties"),
    "an amount": (EHPAD, "capacite: 86", "capacite: 87", "perimetre/etablissements"),
}


@pytest.mark.parametrize("change", ONLY_PRINTED)
def test_what_only_prints_a_change_is_not_filled_again(rendered: Rendered, change: str) -> None:
    path, before, after, clause = ONLY_PRINTED[change]
    changed = after_a_change(rendered, path, before, after)
    assert clause in rendered.formed - rendered.filled
    assert told(anew(path, before, after)) == told(changed)


def test_a_clause_is_kept_where_others_change_of_the_table_that_it_looks_at(rendered: Rendered) -> None:
    before, after = "capacite: 92", "capacite: 93"  # the annexe has figures by kind of place, and none is given
    changed = after_a_change(rendered, FIRST_DRAFT, before, after)
    assert "annexes/besoins" not in rendered.formed | rendered.filled
    assert told(anew(FIRST_DRAFT, before, after)) == told(changed)


def test_a_clause_is_kept_where_a_table_changes_that_names_its_own(rendered: Rendered) -> None:
    before, after = "volume_apa: 39 100", "volume_apa: 39 200"
    changed = after_a_change(rendered, ILLE_ET_VILAINE, before, after)
    assert "annexes/finances" not in rendered.filled
    assert told(anew(ILLE_ET_VILAINE, before, after)) == told(changed)


OTHER_DAYS = {
    "of effect, in the same years": ("effet: 2024-01-01", "effet: 2024-01-02", "effet: 2024-01-03"),
    "of signature, that of the law": ("date: 2023-12-18", "date: 2023-12-18", "date: 2023-12-19"),
}


@pytest.mark.parametrize("change", OTHER_DAYS)
def test_a_clause_is_kept_where_the_years_and_the_names_of_the_law_are_the_same(
    rendered: Rendered, change: str
) -> None:
    said, *days = OTHER_DAYS[change]
    of_each = [ILLE_ET_VILAINE.read_text("utf-8").replace(said, day) for day in days]
    of(of_each[0], ILLE_ET_VILAINE)
    rendered.taken()
    changed = of(of_each[1], ILLE_ET_VILAINE)
    assert not {"annexes/finances", "annexes/fiches-objectifs"} & rendered.filled
    start_anew()
    assert told(of(of_each[1], ILLE_ET_VILAINE)) == told(changed)


def test_values_that_print_otherwise_are_not_the_same() -> None:
    values = [True, 1, Decimal(1), Decimal("1.0"), "1", None, "", [], Aucun(), ["1"], [["1"]], {}, {"1": "1"}]

    assert len({frozen(one) for one in values}) == len(values)
