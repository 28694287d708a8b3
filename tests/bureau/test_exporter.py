"""All that a desk holds goes to a folder, and comes back in a new base, SQLite or PostgreSQL."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from sqlalchemy import Engine, insert, select

import cpom
from engine.bureau.dossiers.life import told
from engine.bureau.states.journal import Next, appended, history, is_whole
from engine.bureau.storage.archive import DamagedError, NotEmptyError, exported, imported
from engine.bureau.storage.connect import connect, new_id, reading
from engine.bureau.storage.tables import demandes, dossiers, evenements, fichiers, seances, tentatives
from engine.cli import main
from tests.bureau.conftest import OFFICER, Desk
from tests.bureau.contenu import everything, one_row_in_each_table
from tests.bureau.postgresql import Cluster


def filled(desk: Desk) -> str:
    """A dossier with a second state, a file, a request that is answered, an event; a row in each other table."""
    name = desk.dossier()
    appended(
        desk.base, name, lambda last: Next(cpom.lire(f"{last.texte}# é\n"), "reponses", [{"chemin": "duree"}]), OFFICER
    )
    request = new_id()
    with desk.base.begin() as db:
        said = {"dossier": name, "qui": "Camille Exemple", "par": "compte:essai"}
        # The answer has the smaller name: it must come back after what it answers all the same.
        db.execute(insert(demandes).values(id=f"z{request[1:]}", **said))
        db.execute(insert(demandes).values(id=f"a{request[1:]}", sur=f"z{request[1:]}", **said))
        db.execute(
            insert(fichiers).values(
                id=new_id(),
                dossier=name,
                nom="l’annexe/../é.xlsx",
                nature="annexe",
                contenu=b"\0\xff",
                qui="x",
                sha256="-",
            )
        )
        told(db, name, OFFICER, "remise", {"etat": 2})
    desk.officer()
    one_row_in_each_table(desk.base)
    return name


def kept(base: Engine) -> dict[str, list[tuple[str, ...]]]:
    """What an export holds: no session, and no attempt to sign in."""
    return everything(base, (seances, tentatives))


def test_everything_comes_back(desk: Desk, tmp_path: Path) -> None:
    name = filled(desk)
    assert all(kept(desk.base).values())
    exported(desk.base, tmp_path / "sauvegarde")
    other = connect(f"sqlite:///{tmp_path / 'neuf.db'}")
    imported(other, tmp_path / "sauvegarde")
    assert kept(other) == kept(desk.base)
    with reading(other) as db:
        assert is_whole(history(db, name))
    with pytest.raises(NotEmptyError):
        imported(other, tmp_path / "sauvegarde")
    other.dispose()


def test_a_desk_moves_to_postgresql_and_back(desk: Desk, tmp_path: Path, postgresql: Cluster) -> None:
    filled(desk)
    exported(desk.base, tmp_path / "a")
    other = connect(postgresql.database())
    imported(other, tmp_path / "a")
    assert kept(other) == kept(desk.base)
    with other.begin() as db:
        name = db.execute(select(dossiers.c.id)).scalar_one()
        told(db, name, OFFICER, "apres", {})
        assert db.execute(select(evenements.c.id).where(evenements.c.quoi == "apres")).scalar_one() > 1
    exported(other, tmp_path / "b")
    back = connect(f"sqlite:///{tmp_path / 'retour.db'}")
    imported(back, tmp_path / "b")
    assert kept(back) == kept(other)
    for one in (other, back):
        one.dispose()


def test_the_states_are_read_without_cpom(desk: Desk, tmp_path: Path) -> None:
    name = filled(desk)
    exported(desk.base, tmp_path / "s")
    states = sorted((tmp_path / "s/dossiers" / name).glob("etat-*.yaml"))
    assert [one.name for one in states] == ["etat-0001.yaml", "etat-0002.yaml"]
    assert states[1].read_bytes() == states[0].read_bytes() + "# é\n".encode()
    assert (tmp_path / "s").stat().st_mode & 0o077 == 0


def test_a_folder_that_was_changed_is_refused_and_nothing_is_kept(desk: Desk, tmp_path: Path) -> None:
    name = filled(desk)
    exported(desk.base, tmp_path / "s")
    other = connect(f"sqlite:///{tmp_path / 'neuf.db'}")
    state = tmp_path / "s/dossiers" / name / "etat-0001.yaml"
    was = state.read_bytes()
    head = tmp_path / "s/bureau.json"
    whole = json.loads(head.read_text(encoding="utf-8"))

    def refused(why: str) -> None:
        with pytest.raises(DamagedError, match=why):
            imported(other, tmp_path / "s")

    state.write_bytes(was + b"x")
    refused("changé")
    state.unlink()
    refused("manque")
    state.write_bytes(was)
    head.write_text(json.dumps(whole | {"lignes": {**whole["lignes"], "etats": 3}}), encoding="utf-8")
    refused("lignes")
    head.write_text(json.dumps(whole | {"version": "9999"}), encoding="utf-8")
    refused("version")
    head.write_text("{", encoding="utf-8")
    refused("lisible")
    head.write_text(json.dumps(whole), encoding="utf-8")
    imported(other, tmp_path / "s")
    other.dispose()


def test_the_commands(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    base, other = (f"sqlite:///{tmp_path / name}.db" for name in ("a", "b"))
    there = str(tmp_path / "s")
    assert main(["bureau", "importer", "data/exemples/saad-mixte.yaml", "data/apercu.png", "--base", base]) == 1
    assert main(["bureau", "exporter", there, "--base", base]) == 0
    assert main(["bureau", "importer", there, "--base", other]) == 0
    assert main(["bureau", "exporter", there, "--base", base]) == 1
    told = capsys.readouterr()
    assert "[bureau-dossier]" in told.err
    assert told.out.splitlines() == [
        "data/exemples/saad-mixte.yaml : dossier « saad-mixte »",
        *[f"{there} : 1 dossier, 1 état, 0 fichier"] * 2,
    ]


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (["exporter", "DOSSIER", "--base", "x"], "bureau-base"),
        (["exporter", "DOSSIER", "--base", "postgresql+psycopg://x@/x?host=/nulle/part"], "bureau-base"),
        (["exporter", "DOSSIER"], "bureau-base"),
        (["exporter", "DOSSIER", "--base", "sqlite:///README.md"], "bureau-base"),
        (["importer", "data"], "bureau-import"),
        (["--adresse", "nulle-part"], "bureau-adresse"),
        (["administrateur", "jeanne"], "bureau-courriel"),
        (["--adresse", "192.0.2.1:80"], "bureau-adresse"),
    ],
)
def test_what_cannot_be_done_is_refused(
    words: list[str], code: str, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CPOM_BUREAU_BASE", f"sqlite:///{tmp_path / 'bureau.db'}")
    assert main(["bureau", *(str(tmp_path / "s") if one == "DOSSIER" else one for one in words)]) == 1
    assert f"[{code}]" in capsys.readouterr().err


def test_whoever_has_the_server_is_let_in(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    base = f"sqlite:///{tmp_path / 'bureau.db'}"
    for _ in range(2):
        assert main(["bureau", "administrateur", "jeanne@exemple.fr", "--base", base]) == 0
    links = capsys.readouterr().out.split()
    assert len(set(links)) == 2
    assert all(one.startswith("http://127.0.0.1:8000/connexion/lien/") for one in links)


def test_a_base_of_a_later_version_and_a_setting_that_is_no_number(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    base = f"sqlite:///{tmp_path / 'a.db'}"
    assert main(["bureau", "importer", "data/exemples/saad-mixte.yaml", "--base", base]) == 0
    opened = connect(base)
    with opened.begin() as db:
        db.exec_driver_sql("update alembic_version set version_num = '9999'")
    opened.dispose()
    assert main(["bureau", "importer", "data/exemples/saad-mixte.yaml", "--base", base]) == 1
    assert "plus récente" in capsys.readouterr().err
    monkeypatch.setenv("CPOM_BUREAU_TACHES", "beaucoup")
    assert main(["bureau", "exporter", str(tmp_path / "s"), "--base", base]) == 1
    assert "[bureau-reglage]" in capsys.readouterr().err
