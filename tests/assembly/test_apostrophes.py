"""The words that are typed have the apostrophes of the words around them, whatever key typed them."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import cpom
from engine import french
from engine.writing import written
from tests.rereading.paquets import parts_of

EXAMPLES = sorted(Path("data/exemples").glob("*.yaml"))


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_a_contract_is_the_same_whichever_apostrophe_was_typed(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    curved, straight = (cpom.lire(one, dossier=path.parent) for one in (text, text.replace("’", "'")))
    first, second = (one.redaction().document for one in (curved, straight))
    assert written(second, "txt", None)[0] == written(first, "txt", None)[0]
    assert second.letterhead == first.letterhead


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("l'usager d'aujourd'hui", "l’usager d’aujourd’hui"),
        ("L'« Étoile »", "L’« Étoile »"),
        ("5' de marche, 3'30", "5' de marche, 3'30"),
        ("d'abord https://exemple.fr/l'aide", "d’abord https://exemple.fr/l'aide"),
        ("'entre apostrophes'", "'entre apostrophes'"),
        ("d'1 an, l'[x]", "d’1 an, l’[x]"),
        ("L'(ancien) atelier", "L’(ancien) atelier"),
        ("accueil.l'oree.d'or@exemple.fr", "accueil.l'oree.d'or@exemple.fr"),
        ("l'adresse l'accueil@exemple.fr", "l’adresse l’accueil@exemple.fr"),
        ("HTTPS://exemple.fr/l'aide d'urgence", "HTTPS://exemple.fr/l'aide d’urgence"),
        ("ftp://exemple.fr/l'aide", "ftp://exemple.fr/l'aide"),
        ("l'aide : www.l'exemple.fr", "l’aide : www.l'exemple.fr"),
        ("l'aide : exemple.fr/l'aide", "l’aide : exemple.fr/l'aide"),
        ("l'aide : exemple.fr:8080/l'aide", "l’aide : exemple.fr:8080/l'aide"),
        ("l'aide : exemple.fr?q=l'aide", "l’aide : exemple.fr?q=l'aide"),
        ("mailto:a@exemple.fr?subject=l'aide", "mailto:a@exemple.fr?subject=l'aide"),
        ("L'accueil@exemple.fr répond", "L'accueil@exemple.fr répond"),
        ("écrire à L'accueil@exemple.fr", "écrire à L’accueil@exemple.fr"),
        ("la fin.Puis/l'autre", "la fin.Puis/l’autre"),
    ],
)
def test_only_the_apostrophes_of_words_are_typeset(typed: str, printed: str) -> None:
    assert french.apostrophes(typed) == printed
    assert french.typography(typed).replace("\N{NO-BREAK SPACE}", " ") == printed
    assert french.apostrophes(printed) == printed


def test_a_text_of_apostrophes_is_read_once_and_not_once_for_each() -> None:
    """It took minutes: whatever follows an apostrophe was looked through to the end for an address of mail."""
    assert french.apostrophes("a'" * 300_000) == "a’" * 299_999 + "a'"


def test_a_draft_that_comes_back_unchanged_changes_nothing(tmp_path: Path) -> None:
    text = Path("data/exemples/saad-habilite.yaml").read_text(encoding="utf-8").replace("’", "'")
    description, draft = tmp_path / "contrat.yaml", tmp_path / "contrat.docx"
    description.write_text(text, encoding="utf-8")
    dossier = cpom.ouvrir(description)
    draft.write_bytes(dossier.redaction().ecrire("docx"))
    assert not cpom.relire(draft, dossier).faits
    assert description.read_text(encoding="utf-8") == text


@pytest.mark.parametrize("name", ["saad-habilite", "ehpad-complet", "sad-ille-et-vilaine-association"])
def test_a_sheet_of_conformity_has_the_apostrophes_of_the_contract(name: str) -> None:
    sheet = cpom.conformite(f"data/exemples/{name}.yaml")
    parts = [sheet.ecrire("txt"), *(part for at, part in parts_of(sheet.ecrire("xlsx")).items() if "theme" not in at)]
    assert [one for part in parts for one in re.findall(r"\w+'[\w«(]+", part.decode())] == []
