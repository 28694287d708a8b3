"""A run with a library of one's own: in this process, in several, on a cluster; taken up again where it has changed."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from openpyxl import load_workbook

from engine.cli import main
from engine.libraries.ouverture import opened, provenance
from engine.lot.executors import Workforce, dask, local
from engine.lot.outcome import Order, State
from engine.lot.run import run
from tests.libraries.conftest import DESCRIPTION
from tests.lot.test_run import ORDER, projets
from tests.reseau import NO_DASHBOARD

NAMES = ("sad-exemple",)
pytestmark = pytest.mark.filterwarnings("default")  # what the cluster says of itself is not ours


@pytest.fixture(scope="module")
def cluster() -> Iterator[str]:
    distributed = pytest.importorskip("distributed")
    with distributed.LocalCluster(n_workers=1, threads_per_worker=1, **NO_DASHBOARD) as started:
        yield started.scheduler_address


def order(ici: Path) -> Order:
    return replace(ORDER, formats=("txt",), bibliotheque=provenance(opened([ici / "ma"])))


def drafted(order: Order, workforce: Workforce, folder: Path) -> dict[str, State]:
    texts = {f"c{n}": DESCRIPTION.format(modele="sad-exemple") for n in range(3)}
    entries = {one.nom: one for one in run(projets(3, **texts), order, workforce, folder, resume=True)}
    for one in entries.values():
        if "txt" in one.files:
            assert "Tout litige est d’abord soumis" in (folder / f"{one.nom}.txt").read_text("utf-8")
    return {name: one.state for name, one in entries.items()}


@pytest.mark.parametrize("count", [1, 2])
def test_processes_have_the_library_of_the_run(ici: Path, count: int) -> None:
    asked = order(ici)
    assert set(drafted(asked, local(count, NAMES, asked), ici / "lot").values()) == {State.WRITTEN}


def test_a_cluster_has_it_too(ici: Path, cluster: str) -> None:
    asked = order(ici)
    assert set(drafted(asked, dask(cluster, NAMES, asked), ici / "lot").values()) == {State.WRITTEN}


def test_a_run_taken_up_again_drafts_anew_what_the_library_changes(ici: Path) -> None:
    folder, first = ici / "lot", order(ici)
    assert set(drafted(first, local(1, NAMES, first), folder).values()) == {State.WRITTEN}
    assert set(drafted(first, local(1, NAMES, first), folder).values()) == {State.UNCHANGED}
    file = ici / "ma/modeles/sad-exemple/litiges.md"
    file.write_text(file.read_text("utf-8").replace("est d'abord", "est d’abord"), encoding="utf-8")
    changed = order(ici)
    assert set(drafted(changed, local(1, NAMES, changed), folder).values()) == {State.WRITTEN}


def test_a_library_that_changes_during_the_run_is_told(ici: Path) -> None:
    asked = order(ici)
    (ici / "ma/modeles/sad-exemple/litiges.md").unlink()
    entries = list(run(projets(1), asked, local(1, NAMES, asked), ici / "lot"))
    assert [one.code for one in entries[0].findings] == ["bibliotheque-changee"]


def test_the_reports_of_a_run_name_the_libraries(ici: Path) -> None:
    shutil.copytree(Path(__file__).parents[2] / "data/exemples/programmation-ehpad", ici / "p")
    assert main(["--bibliotheque", "ma", "lot", "p/programmation.yaml", "--annee", "2030", "--processus", "1"]) in (
        0,
        1,
    )
    said = json.loads((ici / "output/manifeste.json").read_text("utf-8"))
    assert [one["nom"] for one in said["bibliotheques"]] == ["Département Exemple", "cpom"]
    assert said["empreinte_des_bibliotheques"] == opened([Path("ma")]).empreinte
    assert "Département Exemple 2026.1 ; cpom" in (ici / "output/rapport.html").read_text("utf-8")
    rows = [[cell.value for cell in row] for row in load_workbook(ici / "output/rapport.xlsx")["Bibliothèques"]]
    assert ["Département Exemple", "2026.1", "Département Exemple", "Direction de l'autonomie"] in rows
