"""`cpom bibliotheque documenter`: the library as pages that refer to each other, and to nothing else."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import pytest

from engine.cli import main


class Links(HTMLParser):
    """The anchors of a page, and where its links lead."""

    def __init__(self) -> None:
        super().__init__()
        self.anchors: list[str] = []
        self.links: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = dict(attrs)
        if said.get("id"):
            self.anchors.append(str(said["id"]))
        if tag == "a" and said.get("href"):
            self.links.append(str(said["href"]))


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    folder = tmp_path_factory.mktemp("pages")
    assert main(["bibliotheque", "documenter", str(folder), "--modele", "saad", "--modele", "ehpad"]) == 0
    return {path.name: path.read_text(encoding="utf-8") for path in folder.iterdir()}


def read(markup: str) -> Links:
    parser = Links()
    parser.feed(markup)
    return parser


def plain(markup: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", markup).replace("\u00a0", " ").replace("\u202f", " ").split())


def test_there_is_a_page_for_each_model_and_one_for_the_law(pages: dict[str, str]) -> None:
    assert sorted(pages) == ["droit.html", "index.html", "modele-ehpad.html", "modele-saad.html"]


def test_every_link_leads_somewhere_and_no_two_places_have_one_name(pages: dict[str, str]) -> None:
    read_pages = {name: read(markup) for name, markup in pages.items()}
    for name, page in read_pages.items():
        assert len(page.anchors) == len(set(page.anchors)), name
        for link in page.links:
            file, _, place = link.partition("#")
            assert (file or name) in read_pages, link
            assert not place or place in read_pages[file or name].anchors, link


def test_the_visas_are_told_with_the_articles_that_they_cite(pages: dict[str, str]) -> None:
    visas = pages["modele-ehpad.html"].partition('<h2 id="visas">')[2].partition("<h2")[0]
    assert "L. 313-12 du CASF" in plain(visas)


def test_links_lead_both_ways(pages: dict[str, str]) -> None:
    saad, law = pages["modele-saad.html"], pages["droit.html"]
    assert 'href="droit.html#texte-casf-l314-2-1"' in saad
    assert 'href="modele-saad.html#clause-visas-resultats-appel-a-candidatures"' in law
    assert 'href="#question-moyens-mode-evolution"' in saad
    row = saad.split('id="question-moyens-mode-evolution"')[1].split("</tr>")[0]
    assert 'href="#clause-moyens-habilite-tarification"' in row


def test_a_clause_is_told_with_its_words_its_source_and_its_departures(pages: dict[str, str]) -> None:
    clause = plain(pages["modele-saad.html"].split('id="clause-moyens-habilite"')[1].split("</section>")[0])
    assert "clauses/saad/moyens-habilite.md" in clause
    assert "habilitation : habilite ou mixte" in clause
    assert "En contrepartie de la réalisation des objectifs fixés à l’article 2" in clause
    assert "Écarts avec la source" in clause


def clause_of(pages: dict[str, str], clause: str) -> str:
    return plain(pages["modele-saad.html"].split(f'id="clause-{clause}"')[1].split("</section>")[0])


@pytest.mark.parametrize(
    ("clause", "said"),
    [
        ("moyens-habilite", "habilitation à l’aide sociale : oui pour tous ou pour certains (habilitation : habilite"),
        ("preambule-contrat-de-progres", "S'applique choix du préambule : contrat-de-progres"),
        ("moyens-habilite-resultats", "S'applique là où est la clause moyens-habilite Fond"),
        ("duree", "S'applique à tous les contrats"),
        ("objectifs-dotation", "Fondements l’article L. 314-2-1 du CASF"),
        ("preambule-contrat-de-progres", "CPOM d’Ille-et-Vilaine, préambule S'applique"),
    ],
)
def test_a_lawyer_reads_when_a_clause_applies_and_on_what_law(pages: dict[str, str], clause: str, said: str) -> None:
    assert said in clause_of(pages, clause)


@pytest.mark.parametrize(
    ("question", "where"),
    [
        ("dotation-complementaire-retenu", "clause-objectifs-dotation"),
        ("gestionnaire-statut", "clause-visas-deliberation-du-gestionnaire"),
        ("preambule", "clause-preambule-libre"),
        ("services-tarif-facture", "tableau-reste-a-charge"),
    ],
)
def test_a_question_that_decides_or_that_a_table_reads_says_where(
    pages: dict[str, str], question: str, where: str
) -> None:
    row = pages["modele-saad.html"].split(f'id="question-{question}"')[1].split("</tr>")[0]
    assert f'href="#{where}"' in row


def test_an_answer_is_told_with_its_words(pages: dict[str, str]) -> None:
    row = plain(pages["modele-saad.html"].split('id="question-moyens-mode-evolution"')[1].split("</tr>")[0])
    assert "objectif_de_depenses (" in row


def test_the_law_names_what_replaces_a_text_and_the_clauses_of_each_model(pages: dict[str, str]) -> None:
    row = plain(pages["droit.html"].split('id="texte-decret-2016-502"')[1].split("</tr>")[0])
    assert "par le décret n° 2023-608 du 13 juillet 2023" in row
    assert "saad : visas" in row


def test_the_formulas_of_tables_are_told_in_words(pages: dict[str, str]) -> None:
    tables = plain(pages["modele-ehpad.html"].split('id="tableaux"')[1].split('id="questions"')[0])
    assert "Mode de calcul" in tables
    assert "{{" not in tables


def test_the_law_is_told_with_its_dates(pages: dict[str, str]) -> None:
    law = plain(pages["droit.html"])
    assert "remplacé le" in law
    assert "à vérifier" in law


def test_nothing_is_asked_of_another_site(pages: dict[str, str]) -> None:
    for markup in pages.values():
        assert not re.findall(r"""(?:src|href)=["']https?:""", markup)
        assert "<script" not in markup
