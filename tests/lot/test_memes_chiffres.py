"""The same figure and the same name, whichever command says it: audit, arrêté, contracts, report, calendar."""

from __future__ import annotations

import re
import shutil
from datetime import date
from pathlib import Path

import pytest
import yaml

from engine.cli import main
from engine.lot.draft import draft
from engine.lot.executors import local
from engine.lot.outcome import Order
from engine.lot.reports.rapport import rapport_of
from engine.lot.run import run
from engine.programmation.arrete import arrete
from engine.programmation.audit import audit
from engine.programmation.programme import Programme, open_programme
from engine.programmation.projet import Projet
from engine.programmation.projets import projets
from engine.reading.yaml_strict import parse_yaml
from models.fiches.groupe import as_data

EXAMPLE = Path("data/exemples/programmation-ehpad")
TODAY = date(2026, 1, 1)
ORDER = Order(("txt",), TODAY)

CORRECTING = """\
gestionnaire: {raison_sociale: Association Exemple renommée}
effet: 2026-03-01
etablissements:
  - {finess: "560999120", nom: EHPAD Exemple renommé, capacite: 120}
  - {finess: "560999153", habilitation_aide_sociale: oui, capacite_habilitee: 12}
"""


@pytest.fixture(params=["as it is", "with more lines corrected"])
def programme(request: pytest.FixtureRequest, tmp_path: Path) -> Programme:
    """The example, as it is or with a description that corrects all it can of its lines."""
    folder = tmp_path / "programmation"
    shutil.copytree(EXAMPLE, folder)
    if request.param != "as it is":
        (folder / "association-exemple-du-golfe.yaml").write_text(CORRECTING, encoding="utf-8")
    return open_programme(folder / "programmation.yaml")


def descriptions(programme: Programme) -> list[dict[str, object]]:
    return [yaml.safe_load(one.texte) for one in projets(programme) if isinstance(one, Projet)]


def of_the_arrete(programme: Programme) -> dict[str, object]:
    return parse_yaml(arrete(programme, TODAY).texte.encode(), "arrete.yaml").data


def test_every_establishment_is_the_same_in_the_rows_the_arrete_and_its_contract(programme: Programme) -> None:
    of_rows = {
        str(row.ligne.finess): tuple(
            as_data(row.ligne)[fact] for fact in ("nom", "capacite", "capacite_habilitee", "habilitation")
        )
        for row in programme.rows
    }
    of_contracts = {
        one["finess"]: (one["nom"], int(one["capacite"]), _int(one), one["habilitation_aide_sociale"])
        for contrat in descriptions(programme)
        for one in contrat["etablissements"]  # type: ignore[attr-defined]
    }
    of_arrete = {
        one["finess"]: (one["nom"], int(one["capacite"]), _int(one), one["habilitation"])
        for one in of_the_arrete(programme)["etablissements"]  # type: ignore[attr-defined]
    }
    written = {key: (*facts[:3], "oui" if facts[3] else "non") for key, facts in of_rows.items()}
    assert written == of_arrete
    assert written == {key: (*facts[:3], _said(facts[3])) for key, facts in of_contracts.items()}


def _int(one: dict[str, str]) -> int | None:
    return int(one["capacite_habilitee"]) if "capacite_habilitee" in one else None


def _said(value: object) -> str:
    return {True: "oui", False: "non"}.get(value, str(value)) if isinstance(value, bool) else str(value)


def test_the_audit_counts_the_places_the_establishments_and_the_contracts_of_the_arrete(
    programme: Programme, capsys: pytest.CaptureFixture[str]
) -> None:
    main(["programmation", "verifier", str(programme.path)])
    out = capsys.readouterr().out.replace("\u202f", "")
    said = re.search(r"(\d+) établissements, (\d+) contrats, (\d+) places", out)
    assert said
    written = draft(arrete(programme, TODAY), ORDER).files["txt"].decode()
    total = re.search(r"Total \| (\d+) \| (\d+) \| ([\d\s]+)\n", written)
    assert total
    contracts, establishments, places = (int(re.sub(r"\s", "", one)) for one in total.groups())
    assert tuple(map(int, said.groups())) == (establishments, contracts, places)


def test_a_line_that_a_description_corrects_is_told_with_both_values(programme: Programme) -> None:
    told = [one for one in audit(programme) if one.code == "fichier-corrige-tableau"]
    assert told
    assert all(one.place and one.place.file.endswith("etablissements.csv") for one in told)
    for one in told:
        assert re.search(
            r"« .+ » ici, « .+ » dans la description du contrat \(.*association-exemple.*\.yaml", one.message
        )


def test_the_day_and_the_gestionnaire_of_a_contract_are_those_of_the_arrete(programme: Programme) -> None:
    of_contracts = {
        (one["gestionnaire"]["raison_sociale"], one["departement"], one["effet"])  # type: ignore[index]
        for one in descriptions(programme)
    }
    of_arrete = {
        (one["gestionnaire"], one["departement"], one["effet"])
        for one in of_the_arrete(programme)["etablissements"]  # type: ignore[attr-defined]
    }
    of_audit = {
        (groupe.gestionnaire, groupe.departement, day[0].isoformat())
        for groupe in programme.groupes
        if (day := groupe.effet(programme.head, programme.rules))
    }
    assert of_contracts == of_arrete == of_audit


def test_the_report_and_the_calendar_say_what_the_contracts_say(programme: Programme, tmp_path: Path) -> None:
    made = [one for one in projets(programme) if isinstance(one, Projet)]
    drafted = {one.nom: draft(one, ORDER) for one in made}
    assert len(list(run(made, ORDER, local(1, ("ehpad",), ORDER), tmp_path, resume=False))) == len(made)
    rapport = rapport_of(programme, made, [], ORDER, tmp_path)
    for line in rapport.lines:
        outcome = drafted[line.entry.nom]
        assert line.gestionnaire == outcome.facts["gestionnaire"]
        assert line.departement == outcome.facts["departement"]
        assert line.entry.deadlines == outcome.deadlines
    assert sum(line.etablissements for line in rapport.lines) == len(programme.rows)


def test_the_contracts_cite_the_arrete_that_is_written(programme: Programme) -> None:
    written = _plain(draft(arrete(programme, TODAY), ORDER).files["txt"].decode())
    named = re.search(r"N° (\S+) – Programmation", written)
    assert named
    assert "Fait à Rennes, le 24 novembre 2025" in written
    signing = re.findall(r"^L[ea] Président\w* du Conseil départemental (.+),$", written, re.MULTILINE)
    assert len(signing) == 4
    of = [f"du Département {one}" for one in signing]
    visa = f"Vu l'arrêté n° {named[1]} du 24 novembre 2025 de programmation de l'agence régionale de santé Bretagne, "
    visa += f"{', '.join(of[:-1])} et {of[-1]} ;"
    for one in projets(programme):
        assert isinstance(one, Projet)
        assert visa in _plain(draft(one, ORDER).files["txt"].decode())


def _plain(text: str) -> str:
    return text.replace("\u00a0", " ").replace("\u202f", " ").replace("’", "'")


def test_an_establishment_that_a_description_adds_is_told(tmp_path: Path) -> None:
    folder = tmp_path / "programmation"
    shutil.copytree(EXAMPLE, folder)
    own = folder / "association-exemple-du-golfe.yaml"
    own.write_text('etablissements: [{finess: "560999203", nom: EHPAD Exemple en plus}]\n', encoding="utf-8")
    (found,) = [one for one in audit(open_programme(folder / "programmation.yaml")) if one.code.endswith("sans-ligne")]
    assert "EHPAD Exemple en plus" in found.message
