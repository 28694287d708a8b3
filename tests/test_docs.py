"""What the pages of docs/ say is all there is to say: every key, function and code, and files that exist."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, get_args

from engine.cli import COMMANDS
from engine.formulas.functions import CALLED
from engine.libraries.en_tete import EnTete
from engine.libraries.essais import Essai
from engine.libraries.ouverture import Identite
from engine.libraries.plan import Plan
from engine.libraries.tableaux import Tableau
from models.champs import Fiche
from models.fiches.groupe import fields_of
from tests.constats import codes

PAGES = {page.name: page.read_text(encoding="utf-8") for page in sorted(Path("docs").glob("*.md"))}
CLAUSES = PAGES["ecrire-une-clause.md"] + PAGES["redacteur-de-clauses.md"]


def keys(kind: Any, seen: frozenset[type] = frozenset()) -> Iterator[str]:
    """Every key of a file that a class reads, and of what it holds."""
    if isinstance(kind, type) and issubclass(kind, Fiche):
        if kind not in seen:
            for name, field in fields_of(kind).items():
                yield name
                yield from keys(field.annotation, seen | {kind})
    else:
        for inner in get_args(kind):
            yield from keys(inner, seen)


def untold(words: Iterator[str], page: str) -> list[str]:
    """Those that a page does not say between backquotes."""
    said = " ".join(re.findall(r"`[^`\n]+`|```.*?```|^    .*$", page, re.DOTALL | re.MULTILINE))
    return sorted({word for word in words if not re.search(rf"(?<![\w-]){re.escape(word)}(?![\w-])", said)})


def test_every_key_of_a_library_is_told() -> None:
    for kind in (EnTete, Plan, Tableau):
        assert untold(keys(kind), CLAUSES) == []
    assert untold(keys(Essai), PAGES["essayer-un-modele.md"]) == []
    assert untold(keys(Identite), PAGES["redacteur-de-clauses.md"]) == []


def test_every_function_of_the_tables_is_told() -> None:
    assert untold(iter(CALLED), PAGES["formules.md"]) == []


def test_every_code_is_told_once_and_none_that_is_not_there() -> None:
    told = re.findall(r"^\| `([a-z0-9-]+)` \|", PAGES["constats.md"], re.MULTILINE)
    assert sorted(told) == sorted(codes())


def test_every_code_says_what_to_do() -> None:
    rows = re.findall(r"^\| `[a-z0-9-]+` \| (.*) \| (.*) \|$", PAGES["constats.md"], re.MULTILINE)
    assert len(rows) == len(codes())
    assert all(len(part.strip("… .")) > 5 for row in rows for part in row)


def test_every_command_is_in_the_readme() -> None:
    readme = Path("README.md").read_text(encoding="utf-8")
    assert [name for name in COMMANDS if f"`cpom {name}" not in readme] == []


def test_files_that_a_page_names_are_there() -> None:
    for page in (*PAGES.values(), Path("CONTRIBUTING.md").read_text(encoding="utf-8")):
        named = re.findall(r"`((?:cpom|engine|models|tests|data|docs)/[\w./-]*)`", page)
        assert [name for name in named if not Path(name).exists()] == []


def test_every_room_of_the_house_is_told() -> None:
    rooms = (one.parent.as_posix() for one in sorted(Path("engine").glob("*/__init__.py")))
    assert [room for room in rooms if f"`{room}/" not in PAGES["developpeur.md"]] == []


def test_links_between_pages_lead_somewhere_and_every_page_is_reached() -> None:
    reached = set()
    for name, page in {**PAGES, "../CONTRIBUTING.md": Path("CONTRIBUTING.md").read_text(encoding="utf-8")}.items():
        for target, anchor in re.findall(r"\]\(((?:[\w./-]+\.md)?)(?:#([^)]*))?\)", page):
            file = Path("docs", name).parent.joinpath(target).resolve() if target else Path("docs", name).resolve()
            assert file.exists(), (name, target)
            reached.add(file.name)
            titles = re.findall(r"^#+ (.*)$", file.read_text(encoding="utf-8"), re.MULTILINE) if anchor else []
            made = {re.sub(r"[^\w -]", "", title.lower()).replace(" ", "-") for title in titles}
            assert not anchor or anchor in made, (name, anchor)
    assert set(PAGES) <= reached
