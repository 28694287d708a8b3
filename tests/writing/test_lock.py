"""What every document carries of what decides its bytes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

import cpom
from engine.carried import Carried
from engine.document import Document
from engine.lock import Lock
from engine.reading.packed import carried_of
from engine.writing import written
from engine.writing.layout.written_lines import lines_of
from tests.figures import plain

EXAMPLE = Path("data/exemples/chrs-premier-jet.yaml")
MAKERS = (("docx", ""), ("odt", ""), ("pdf", "weasyprint"), ("pdf", "typst"), ("html", ""), ("json", ""))


def carried(content: bytes) -> Carried:
    found, wrong = carried_of(content, "document")
    assert found
    assert not wrong
    return found


def lock_of(content: bytes) -> Lock:
    found = carried(content).lock
    assert found
    return found


@pytest.fixture(scope="module")
def drafted() -> cpom.Redaction:
    return cpom.ouvrir(EXAMPLE).redaction()


@pytest.mark.parametrize(("name", "engine"), MAKERS)
def test_every_format_carries_its_description_its_words_and_its_lock(
    drafted: cpom.Redaction, name: str, engine: str
) -> None:
    content = drafted.ecrire(name, moteur=engine or "weasyprint")
    found = carried(content)
    assert found.description == EXAMPLE.read_text("utf-8")
    body = [one for one in found.lines if one.kind not in ("header", "footer", "beside")]
    assert [plain(one.text) for one in body] == [plain(one.text) for one in lines_of(drafted.document)]
    lock = lock_of(content)
    assert dict(lock.asked) == {"format": name, **({"moteur": engine} if engine else {})}
    kinds = {thing.partition("/")[0] for thing, _ in lock.made_of}
    assert kinds >= {"clause", "modele", "tableau", "texte", "droit", "version"}
    assert ("polices" in kinds) == (name in ("docx", "odt", "pdf"))
    assert ("charte" in kinds) == (name == "docx")


def test_it_says_what_was_asked(drafted: cpom.Redaction) -> None:
    opened = cpom.ouvrir("data/exemples/saad-habilite.yaml")
    final = opened.ecrire("html", definitif=True, avec_reserves=True)
    assert dict(lock_of(final).asked) == {"format": "html", "definitif": "oui", "reserves": "oui"}
    annexes = opened.annexes(opened.tableaux)
    assert dict(lock_of(annexes.ecrire("html")).asked)["tableaux"] == ",".join(opened.tableaux)
    blank = cpom.Bibliotheque().modele("saad").redaction_vierge()
    assert dict(lock_of(blank.ecrire("html")).asked) == {"format": "html", "vierge": "saad", "publie": "oui"}


def test_nothing_of_the_machine_is_in_it(contract: Callable[..., Document]) -> None:
    here, there = (
        replace(contract(), letterhead=replace(contract().letterhead, authority_logo=logo))
        for logo in ("/ici/logo.png", "/la-bas/logo.png")
    )
    assert written(here, "json", None)[0] == written(there, "json", None)[0]
