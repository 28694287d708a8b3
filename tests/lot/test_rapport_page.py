"""rapport.html: what a reader finds there, with eyes or with a screen reader, and nothing that a table slips in."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

from lxml import html

from engine.errors import Finding
from engine.lot.outcome import State
from engine.lot.reports.line import Line
from engine.lot.reports.page import page, pages
from tests.rapports import HOSTILE, WARNING, line, rapport


def read(*lines: Line, findings: tuple[Finding, ...] = ()) -> Any:
    return html.document_fromstring(b"".join(page(rapport(*lines, findings=findings))).decode())


def words(node: Any) -> str:
    return " ".join(node.text_content().split())


def test_counts_come_first() -> None:
    lines = (line(), line("Fondation Exemple", nom="2027/22-fondation", state=State.TO_FIX, files={}, pages=None))
    counts = [words(one) for one in read(*lines).xpath('//*[@class="comptes"]/div')]
    assert counts == [
        "Contrats21 écrit, 1 à corriger",
        "Établissements4",
        "Faits à compléter6",
        "Erreurs0",
        "Avertissements2",
        "Pages des PDF18",
    ]


def test_a_contract_is_a_row_with_its_days_and_links_to_its_files() -> None:
    (row,) = read(line()).xpath('//*[@id="contrats"]//tbody/tr')
    assert [words(cell) for cell in row] == [
        "2026", "Association Exemple (35)", "2", "écrit", "3", "0", "1", "18", "01/01/2026", "30/06/2030",
        "31/12/2030", "DOCX, PDF, description",
    ]  # fmt: skip
    assert [link.get("href") for link in row[-1].iter("a")] == [
        "2026/35-association-exemple.docx", "2026/35-association-exemple.pdf", "2026/35-association-exemple.yaml",
    ]  # fmt: skip


def test_what_is_missing_is_listed_under_whoever_knows_it() -> None:
    (section,) = read(line()).xpath('//*[@id="manques"]/section')
    assert words(section.xpath(".//h3")[0]) == "Association Exemple (35), 2026 : 3 faits à compléter"
    assert [words(one) for one in section.xpath(".//h4")] == ["L'agence le sait (1)", "Le gestionnaire le sait (2)"]
    assert words(section.xpath(".//li")[0]) == "nom du directeur ars.directeur.nom"


def test_a_message_about_several_contracts_is_told_once_with_the_places() -> None:
    lines = (line(), line("Fondation Exemple", departement="22", nom="2027/22-fondation"))
    tree = read(*lines, findings=(Finding("periode", "la période compte six ans.", place=None),))
    assert [words(one) for one in tree.xpath('//*[@id="messages"]/h3')] == ["1 erreur", "2 avertissements"]
    told = tree.xpath('//*[@id="messages"]/*[@class="messages"]/li')
    assert [words(one) for one in told[1].xpath(".//ul/li")] == [
        "Association Exemple (35) : etablissements.csv, ligne 2, colonne 1",
        "Fondation Exemple (22) : etablissements.csv, ligne 2, colonne 1",
    ]
    assert words(told[0]) == "la période compte six ans. periode Programmation"


def test_a_run_that_is_not_finished_says_so() -> None:
    todo = line(state=State.TO_DO, files={}, findings=(), missing=(), deadlines=(), pages=None)
    (alert,) = read(line(nom="2026/22-autre"), todo).xpath('//*[@class="alerte"]')
    assert "1 contrat à rédiger" in words(alert)
    assert not read(line()).xpath('//*[@class="alerte"]')


def test_the_page_stands_alone_and_reads_aloud() -> None:
    tree = read(line(), line(nom="2026/35-association-exemple-2"))
    assert tree.get("lang") == "fr"
    assert not tree.xpath("//script | //link | //img | //iframe")
    targets = [link.get("href") for link in tree.iter("a")]
    assert all("//" not in target for target in targets)
    anchors = {node.get("id") for node in tree.xpath("//*[@id]")}
    assert {target[1:] for target in targets if target.startswith("#")} <= anchors
    assert len(tree.xpath("//*[@id]")) == len(anchors)
    assert all(head.get("scope") for head in tree.iter("th"))
    ranks = [int(node.tag[1]) for node in tree.xpath("//h1 | //h2 | //h3 | //h4")]
    assert all(following <= rank + 1 for rank, following in pairwise(ranks))


def test_hostile_words_are_words() -> None:
    tree = read(line(HOSTILE, findings=(Finding("essai", HOSTILE, hint=HOSTILE, source=HOSTILE, place=WARNING.place),)))
    assert not tree.xpath("//script")
    flat = " ".join(HOSTILE.split())
    assert words(tree.xpath('//*[@id="contrats"]//tbody//th')[0]) == f"{flat} (35)"
    assert flat in words(tree.xpath('//*[@id="messages"]//strong')[0])


def test_an_empty_run_says_that_there_is_nothing() -> None:
    tree = read()
    assert "Rien à signaler." in words(tree.xpath('//*[@id="messages"]')[0])
    assert "Aucun fait ne manque." in words(tree.xpath('//*[@id="manques"]')[0])


def test_a_run_of_many_contracts_has_a_summary_and_its_details_in_other_pages() -> None:
    lines = [line(f"Association {n}", nom=f"2026/35-association-{n}") for n in range(201)]
    made: dict[str, Any] = {
        name: html.document_fromstring(b"".join(content).decode()) for name, content in pages(rapport(*lines))
    }
    assert list(made) == ["rapport.html", *(f"rapport-{n:03}.html" for n in range(1, 6))]
    main = made["rapport.html"]
    rows = main.xpath('//*[@id="contrats"]//tbody/tr')
    assert len(rows) == 201
    for row in rows:  # the facts that each contract is missing are one link away
        page, _, anchor = row.xpath('.//a[contains(@href, "#")]')[0].get("href").partition("#")
        assert made[page].xpath(f'//*[@id="{anchor}"]')
    assert [(words(one), one.get("href")) for one in main.xpath('//*[@id="contrats"]//h3/a')][::4] == [
        ("Contrats 1 à 50", "rapport-001.html"),
        ("Contrats 201 à 201", "rapport-005.html"),
    ]
    assert not main.xpath('//*[@id="manques"]/section')
    assert len(main.xpath('//*[@id="messages"]//ul/li/ul/li')) == 21
    assert "et 181 autres" in words(main.xpath('//*[@id="messages"]')[0])
    assert "201 avertissements" in words(main.xpath('//*[@id="messages"]')[0])
    assert [words(one) for one in main.xpath('//*[@id="echeances"]//tbody/tr')] == ["2026201", "2030402"]
    assert len(made["rapport-005.html"].xpath('//*[@id="contrats"]//tbody/tr')) == 1
    assert len(made["rapport-001.html"].xpath('//*[@id="manques"]/section')) == 50


def test_the_summary_of_a_large_run_grows_by_a_row_a_contract() -> None:
    sizes = []
    for count in (300, 600):
        made = dict(pages(rapport(*(line(f"Association {n}", nom=f"2026/35-a-{n}") for n in range(count)))))
        sizes.append(sum(map(len, made["rapport.html"])))
    assert (sizes[1] - sizes[0]) / 300 < 700
