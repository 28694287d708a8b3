"""Whatever a lawyer gets wrong in a clause library: never a traceback; a place, a French message, and what to do."""

from __future__ import annotations

import os
import random
import re
import shutil
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from engine.asking.questionnaire import questionnaire
from engine.asking.schema import schema
from engine.assembly.assemble import assemble
from engine.assembly.soundness import check_syntax, open_model
from engine.assembly.wording import wording
from engine.errors import Finding, InputError, LibraryError
from engine.law.applicable import Droit
from models.fiches.groupe import read_as
from tests.bibliotheques import OURS, alone

LIBRARY = Path("tests/fixtures/bibliotheque")
ENGLISH = re.compile(
    r"\b(the|is|not|object|undefined|expected|unexpected|unknown|got|cannot|must|should|takes|required|error|string|has|of)\b"
)
VALUES: list[Any] = [
    "", "zzz", "é", [], {}, ["zzz"], {"zzz": "a"}, [["a"]], [{}], {"": ""}, "{{ zzz }}", "{{", "-1",
    "999999999999999999999999999999", "2024-02-30", "visas/zzz", "../zzz", "services[].nom", "services[]", "a..b",
    "{annee}", "{", "{zzz}", "1 +", "somme(", {"clause": "x"}, {"parmi": []}, "objet", "signature.date",
    "/etc/passwd", "nom\x00x", "é/è",
]  # fmt: skip
BODIES = [
    "{% for x in %}", "{{ }}", "{% endfor %}", "{% if vierge %}", "{{ zzz }}", "{{ zzz.a.b }}",
    "{{ gestionnaire.zzz }}", "{{ renvoi() }}", "{{ renvoi(3) }}", "{{ renvoi('zzz') }}", "{{ 1/0 }}",
    "{{ 'a' + 1 }}", "{{ 1 | zzz }}", "{{ accord(services) }}", "{{ variantes('zzz', {}) }}", "{{ cas() }}",
    "{{ note() }}", "{{ terme('zzz') }}", "{{ terme('saad', 'zzz') }}", "{{ tableau('zzz') }}",
    "{{ experimentation('zzz').fin }}", "{{ organisation(1) }}", "{{ actions_de(3) }}", "{{ gestionnaire }}",
    "{{ services }}", "{{ ''.__class__ }}", "{{ 10 ** 100000 }}", "{# jamais", "{% raw %}", '{{ "abc }}',
    "{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}", "{% do 1 %}", "{{ colonne() }}", "{{ note(services) }}",
    "{{ services[5].nom }}", "> citation", "![a](b)", "[a](b)", "```\ncode\n```", "    code", "***", "{.zzz}\nTexte",
    "- ## Titre", "Titre\n-----", '{largeurs="a b"}\n| a | b |\n|---|---|\n| 1 | 2 |',
    '{largeurs="0 0"}\n| a | b |\n|---|---|\n| 1 | 2 |', '{entetes="9"}\n| a | b |\n|---|---|\n| 1 | 2 |',
    "| a | b |\n|---|---|\n| << | 1 |", "| a | b |\n|---|---|\n| 1 | 2 | 3 |", "[zzz](services)", "{?mots?}",
    "::: zzz", ":::", "::: vierge",
]  # fmt: skip
NOT_WRONG = {"{% raw %}", "{{ note(services) }}", "{{ services }}", "{{ services[5].nom }}"}
NOWHERE = {"{{ 10 ** 100000 }}"}
"""What Jinja works out, and fails to, before it knows the line."""


def findings(library: Path) -> tuple[Finding, ...]:
    """What every command that opens the model would tell; nothing where it can be used."""
    try:
        model = open_model("essai", alone(library))
        check_syntax(model)
        questionnaire(model, None)
        schema(model)
        wording(model)
        contrat = read_as(model.description, {"modele": "essai", "departement": "35"})
        for blank in (True, False):
            assemble(model, contrat, Droit(date(2024, 1, 1), bibliotheque=OURS), None, blank=blank)
    except InputError as error:
        return error.findings
    except LibraryError as error:
        return (error.finding,)
    return ()


def check(found: tuple[Finding, ...], file: str, what: str) -> None:
    for one in found:
        said = re.sub(r"«.*?»", "", f"{one.message} {one.hint}")
        assert one.place is not None, (file, what, str(one))
        assert one.place.file.startswith("clauses/essai/"), (file, what, str(one))
        assert one.hint, (file, what, str(one))
        assert not ENGLISH.search(said), (file, what, str(one))


@pytest.fixture
def library(tmp_path: Path) -> Path:
    shutil.copytree(LIBRARY, tmp_path / "clauses")
    return tmp_path / "clauses"


def files(library: Path) -> list[Path]:
    return sorted(path for path in library.rglob("*") if path.is_file())


def nodes(data: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    for key in data if isinstance(data, dict) else range(len(data)) if isinstance(data, list) else ():
        yield (*path, key)
        yield from nodes(data[key], (*path, key))


def altered(text: str, chance: random.Random) -> tuple[str, str]:
    """A YAML text of which one thing has become another, has another name, is there twice or no more."""
    data = yaml.load(text, yaml.BaseLoader)  # noqa: S506 - our own
    path = chance.choice(list(nodes(data)))
    held = data
    for step in path[:-1]:
        held = held[step]
    act = chance.randrange(4)
    if act == 0:
        del held[path[-1]]
    elif act == 1 and isinstance(held, dict):
        held[chance.choice([f"{path[-1]}x", "", "a.b", "[]", "é", "copy", "modele", "_a"])] = held.pop(path[-1])
    elif act == 2 and isinstance(held, list):
        held.append(held[path[-1]])
    else:
        held[path[-1]] = chance.choice(VALUES)
    return yaml.dump(data, allow_unicode=True, sort_keys=False, width=10_000), f"{act} {path}"


def test_whatever_is_altered_in_the_yaml(library: Path) -> None:
    chance = random.Random(10)  # noqa: S311
    whole = {path: path.read_text(encoding="utf-8") for path in files(library)}
    for _ in range(120):
        path = chance.choice(list(whole))
        before, head, body = whole[path].split("---\n", 2) if path.suffix == ".md" else ("", whole[path], "")
        new, what = altered(head, chance)
        path.write_text(f"{before}---\n{new}---\n{body}" if path.suffix == ".md" else new, encoding="utf-8")
        check(findings(library), path.name, what)
        path.write_text(whole[path], encoding="utf-8")


@pytest.mark.parametrize("body", BODIES)
def test_whatever_is_written_in_a_body(library: Path, body: str) -> None:
    path = library / "essai" / "generaux.md"
    before = path.read_text(encoding="utf-8").rstrip("\n")
    path.write_text(f"{before}\n\nDes mots.\n\n{body}\n", encoding="utf-8")
    found = findings(library)
    check(found, path.name, body)
    if body not in NOT_WRONG | NOWHERE:
        line = before.count("\n") + 5
        places = [one.place for one in found if one.place]
        assert places, body
        assert any(line <= place.line <= line + body.count("\n") + 1 for place in places), (body, list(map(str, found)))


def instead(path: Path, make: Callable[[], None]) -> None:
    path.unlink()
    make()


SPOILT: dict[str, Callable[[Path, bytes], object]] = {
    "Windows-1252": lambda path, data: path.write_bytes(data.decode().replace("e", "é").encode("cp1252")),
    "UTF-16 without its mark": lambda path, data: path.write_bytes(data.decode().encode("utf-16-le")),
    "cut in two": lambda path, data: path.write_bytes(data[: len(data) // 2]),
    "cut in its front matter": lambda path, data: path.write_bytes(data[:12]),
    "empty": lambda path, _: path.write_bytes(b""),
    "bytes": lambda path, _: path.write_bytes(bytes(range(256))),
    "a NUL": lambda path, data: path.write_bytes(data[:-3] + b"\0" + data[-3:]),
    "a tabulation": lambda path, data: path.write_bytes(data.replace(b"source:", b"\tsource:")),
    "missing": lambda path, _: path.unlink(),
    "a folder": lambda path, _: instead(path, path.mkdir),
    "a pipe": lambda path, _: instead(path, lambda: os.mkfifo(path)),
    "a link to nothing": lambda path, _: instead(path, lambda: path.symlink_to("nulle-part")),
    "a link to itself": lambda path, _: instead(path, lambda: path.symlink_to(path.name)),
}


@pytest.mark.parametrize("spoilt", SPOILT)
@pytest.mark.parametrize("name", ["modele.yaml", "suivi.md", "visas/schema.md"])
def test_whatever_happened_to_a_file(library: Path, name: str, spoilt: str) -> None:
    path = library / "essai" / name
    SPOILT[spoilt](path, path.read_bytes())
    found = findings(library)
    if (name, spoilt) != ("modele.yaml", "missing"):
        check(found, name, spoilt)
    assert found or spoilt.startswith("cut"), "it cannot have been read"


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_what_windows_and_a_mac_write_is_read(library: Path, encoding: str, end: str) -> None:
    for path in files(library):
        path.write_bytes(path.read_text(encoding="utf-8").replace("\n", end).encode(encoding))
    assert not findings(library)


def test_a_table_that_repeats_over_nothing(library: Path) -> None:
    (library / "essai" / "tableaux").mkdir()
    (library / "essai" / "tableaux" / "budget.yaml").write_text(
        "titre: Budget\nsource: essai\nseries:\n  pour: budgetz\nrubriques:\n  - {nom: produits, libelle: Produits}\n",
        encoding="utf-8",
    )
    (one,) = findings(library)
    assert str(one).startswith("clauses/essai/tableaux/budget.yaml:4:9: erreur [liste-inconnue]")


def test_a_model_that_inherits_from_nobody(library: Path) -> None:
    path = library / "essai" / "modele.yaml"
    path.write_text("herite: essaie\n" + path.read_text(encoding="utf-8"), encoding="utf-8")
    (one,) = findings(library)
    assert str(one).startswith("clauses/essai/modele.yaml:1:9: erreur [herite-inconnu] herite : « essaie »")


def test_a_model_without_the_rule_that_its_clause_prints(library: Path) -> None:
    path = library / "essai" / "modele.yaml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace(", prorogation: {preavis: 12 mois, reponse: 2 mois}", ""), encoding="utf-8")
    clause = library / "essai" / "suivi.md"
    clause.write_text(
        clause.read_text(encoding="utf-8") + "\nLe préavis est de {{ preavis | duree }}.\n", encoding="utf-8"
    )
    (one,) = findings(library)
    assert str(one).startswith("clauses/essai/modele.yaml:4:1: erreur [regle-manquante]")
    assert "clauses/essai/suivi.md" in one.message


def test_the_mistakes_of_several_files_come_at_once(library: Path) -> None:
    for name in ("suivi.md", "objet.md"):
        path = library / "essai" / name
        path.write_text(path.read_text(encoding="utf-8").replace("source:", "sourc:"), encoding="utf-8")
    assert {one.place.file for one in findings(library) if one.place} >= {
        "clauses/essai/suivi.md",
        "clauses/essai/objet.md",
    }
