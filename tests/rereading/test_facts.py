"""Facts typed in a document are read as a description is: printed forms, refusals, and what the description became."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from engine import french
from engine.dossier import Dossier, dossier_of
from engine.errors import Place
from engine.importing.completed import completed
from engine.reading.yaml_strict import parse_yaml
from engine.rereading.facts import FactRead, read_facts
from engine.rereading.lines.differences import FactPlaces
from engine.rereading.lines.places import Place as Printed
from models import chemins
from models.kind import kind_of
from models.kinds import KINDS

EXAMPLE = Path("data/exemples/saad-habilite.yaml")
TODAY = date(2026, 1, 1)


def dossier(changed: dict[str, str] | None = None, text: str = "") -> Dossier:
    source = parse_yaml((text or EXAMPLE.read_text()).encode(), "contrat.yaml")
    read = dossier_of(source, EXAMPLE, TODAY)
    if not changed:
        return read
    facts = {chemins.lire(path): value for path, value in changed.items()}
    return dossier_of(completed(source, read.modele, facts), EXAMPLE, TODAY)


def typed(path: str, *found: str | None, now: Dossier | None = None) -> FactRead | None:
    """What becomes of a fact in whose places this stands now; « = » is what was printed."""
    base = dossier()
    info = chemins.field_at(base.modele.description, path)
    kind = kind_of(info.annotation, info.marks) if info else None
    held = chemins.at(base.contrat, path)
    printed = kind.prints(held, french) if kind and held is not None else "[à compléter : ce fait]"
    places = [Printed(path, at, at, printed, printed if one == "=" else one) for at, one in enumerate(found)]
    where = {at: Place("contrat.docx", cell=f"Article {at + 1}") for at in range(len(found))}
    read = read_facts([FactPlaces(path, tuple(places))], base, now or base, where)
    return read[0] if read else None


def written(path: str, *found: str | None, now: Dossier | None = None) -> tuple[str, str]:
    read = typed(path, *found, now=now)
    return (read.fate, read.text) if read else ("", "")


@pytest.mark.parametrize(
    ("path", "said", "expected"),
    [
        ("effet", "1er mars 2026", "2026-03-01"),
        ("signature.date", "15\u00a0février 2024", "2024-02-15"),
        ("duree", "quatre ans", "4 ans"),
        ("duree", "18 mois", "18 mois"),
        ("moyens.tarif_horaire", "26,40 €/h", "26,40"),
        ("moyens.tarif_horaire", "1\u202f226,40\u00a0€", "1226,40"),
        ("gestionnaire.raison_sociale", "Association\u00a0Nouvelle", "Association Nouvelle"),
        ("gestionnaire.representant.civilite", "Monsieur", "M."),
        ("services[1].habilitation_aide_sociale", "non", "non"),
        ("exemplaires", "3", "3"),
    ],
)
def test_what_is_typed_is_written_as_a_description_writes_it(path: str, said: str, expected: str) -> None:
    assert written(path, said) == ("taken", expected)


@pytest.mark.parametrize(
    ("path", "said"), [("moyens.tarif_horaire", "25,1 €"), ("effet", "01/02/2024"), ("duree", "60 mois")]
)
def test_the_same_value_in_another_form_is_no_change(path: str, said: str) -> None:
    assert typed(path, said, "=") is None


def test_what_cannot_be_read_is_refused_as_in_a_description_at_its_place() -> None:
    read = typed("effet", "=", "bientôt")
    assert read is not None
    assert read.fate == "refused"
    assert str(read.findings[0]).startswith("contrat.docx:Article 2: erreur [valeur-refusee] effet : une date est")


def test_one_place_of_three_is_enough_and_two_things_are_told() -> None:
    assert written("duree", "4 ans", "=", "=") == ("taken", "4 ans")
    assert written("duree", "4 ans", "quatre ans", "=") == ("taken", "4 ans")
    assert written("duree", "4 ans", "3 ans", "=")[0] == "several"
    assert written("duree", "4 ans", "3 ans", now=dossier({"duree": "3 ans"}))[0] == "already"


def test_a_fact_deleted_everywhere_is_erased_and_in_one_place_it_is_told() -> None:
    assert written("services[1].derniere_evaluation", "", "") == ("taken", "")
    assert written("services[1].derniere_evaluation", "", "=")[0] == "unclear"


def test_what_the_description_became_since_is_not_undone() -> None:
    assert written("duree", "4 ans", now=dossier({"duree": "4 ans"}))[0] == "already"
    read = typed("duree", "4 ans", now=dossier({"duree": "3 ans"}))
    assert read is not None
    assert (read.fate, read.now) == ("conflict", "3 ans")
    assert written("duree", "4 ans", now=dossier({"exemplaires": "4"})) == ("taken", "4 ans")


def test_an_item_that_changed_its_rank_is_followed() -> None:
    text = EXAMPLE.read_text()
    new = "services:\n  - {nom: Autre, habilitation_aide_sociale: oui}\n"
    read = typed("services[1].nom", "Service Nouveau", now=dossier(text=text.replace("services:\n", new)))
    assert read is not None
    assert (read.fate, read.name) == ("taken", "services[2].nom")


def test_a_fact_that_the_model_has_not_is_told() -> None:
    assert written("ailleurs.nom", "X")[0] == "unknown"


@pytest.mark.parametrize("name", [name for name, one in KINDS.items() if one.example])
def test_what_a_kind_prints_and_writes_reads_back(name: str) -> None:
    one = KINDS[name]
    value = one.read(one.example)
    printed = one.prints(value, french)
    assert (
        one.read(printed)
        == one.read(printed.replace("\u00a0", " ").replace("\u202f", " "))
        == one.read(one.writes(value))
        == value
    )
