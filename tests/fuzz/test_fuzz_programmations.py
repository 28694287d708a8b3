"""Programmations drawn by lot: each row is a contract or is told, and a run leaves whole files and says the truth."""

from __future__ import annotations

import hashlib
import json
import tempfile
from collections.abc import Iterator
from pathlib import Path

from hypothesis import given

from engine.cli import main
from engine.errors import Finding, InputError, Severity
from engine.lot.draft import draft
from engine.lot.outcome import Order
from engine.programmation.audit import audit
from engine.programmation.programme import Programme, open_programme
from engine.programmation.projet import Projet
from engine.programmation.projets import projets
from tests.fuzz.essais import tried
from tests.fuzz.programmations import Donnee, programmations
from tests.fuzz.sorties import TODAY, told


def _told(errors: list[Finding]) -> None:
    for one in errors:
        if one.severity is Severity.ERROR:
            assert one.place, one
            assert Path(one.place.file).is_file(), one  # where it can be corrected
            assert one.message, one
            assert one.code != "erreur-interne", one


def _opened(file: Path) -> tuple[Programme | None, list[Finding]]:
    try:
        programme = open_programme(file)
        return programme, audit(programme)
    except InputError as error:
        return None, list(told(error))


def _projets(programme: Programme) -> Iterator[Projet | InputError]:
    """The contracts, those that cannot be described, or what stops them all."""
    try:
        for made in projets(programme):
            yield made if isinstance(made, Projet) else made[1]
    except InputError as error:
        yield error


@given(programmations())
@tried(60, share=0.5)
def test_a_row_is_a_contract_or_is_told(given_files: Donnee) -> None:
    with tempfile.TemporaryDirectory() as name:
        file = given_files.write(Path(name))
        programme, found = _opened(file)
        _told(found)
        if programme is None:
            return
        for made in _projets(programme):
            _told(list(draft(made, Order(("txt",), TODAY)).findings if isinstance(made, Projet) else made.findings))
        grouped = sorted(row.place for groupe in programme.groupes for row in groupe.rows)
        assert grouped == sorted(row.place for row in programme.rows)


@given(programmations())
@tried(15, share=0.1)
def test_a_run_says_the_truth(given_files: Donnee) -> None:
    """Its manifest names whole files; a contract « à corriger » has none but its description; 0 means all is well."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        file, output = given_files.write(folder), folder / "output"
        codes = [main(["programmation", "verifier", str(file)]), main(["lot", str(file), "--format", "txt",
                 "--processus", "1", "--sortie", str(output)])]  # fmt: skip
        codes.append(main(["programmation", "arrete", str(file), "--format", "txt", "--sortie", str(folder / "acte")]))
        assert set(codes) <= {0, 1}
        if codes[1] == 0:
            assert codes[0] == 0
        manifest = output / "manifeste.json"
        if manifest.is_file():
            said = json.loads(manifest.read_text(encoding="utf-8"))
            assert {one["nom"] for one in said["contrats"] if one["etat"] == "a_faire"} == set()
            for path, digest in [
                *said["rapports"].items(),
                *(file for one in said["contrats"] for file in one["fichiers"].items()),
            ]:
                assert hashlib.sha256((output / path).read_bytes()).hexdigest() == digest
        assert not [path for path in folder.rglob("*") if path.name.startswith(".cpom-")]
