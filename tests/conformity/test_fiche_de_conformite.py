"""`cpom conformite`, as whoever presents a contract to an assembly reads it."""

from __future__ import annotations

from pathlib import Path

import pytest
from openpyxl import load_workbook

import cpom
from engine.cli import main
from tests.figures import plain
from tests.rereading.paquets import parts_of, zipped

HABILITE = Path("data/exemples/saad-habilite.yaml")


def described(folder: Path, more: str, *changes: tuple[str, str]) -> Path:
    text = HABILITE.read_text(encoding="utf-8")
    for before, after in changes:
        assert before in text
        text = text.replace(before, after)
    path = folder / "contrat.yaml"
    path.write_text(text + more, encoding="utf-8")
    return path


def article(found: cpom.Conformite, clause: str) -> cpom.ArticleConforme:
    return next(one for one in found.articles if one.clause == clause)


def test_an_article_says_whether_it_is_that_of_the_model_and_why_not() -> None:
    found = cpom.conformite(HABILITE)
    said = {one.clause: (one.etat, plain(one.motif)) for one in found.articles}
    assert said["titre"] == ("identique", "")
    assert said["revision"] == ("complété", "rempli : dernier jour du préavis")
    assert said["litiges"] == ("adapté", "droit du 15 janvier 2024")
    assert said["moyens-non-habilite"][0] == "écarté"
    assert "habilitation à l’aide sociale « oui »" in said["moyens-non-habilite"][1]


def test_a_choice_is_said_as_its_question_words_it() -> None:
    found = cpom.conformite("data/exemples/saad-mixte.yaml")
    why = plain(article(found, "moyens-habilite/resultats").motif)
    assert why == "choix du contrat : affectation des résultats « affectation par le Département »"


def test_the_words_that_differ_are_those_of_the_source_and_those_of_the_contract() -> None:
    slip = article(cpom.conformite(HABILITE), "resiliation")
    found = cpom.conformite(HABILITE)
    words = [(one.publies, one.contrat, plain(one.motif)) for one in article(found, "donnees-personnelles").mots]
    assert slip.etat == "identique"
    assert words[0] == ("Informatiques", "Informatique", "écart de la bibliothèque : Coquille.")


def test_a_blank_that_a_fact_fills_in_is_no_adaptation() -> None:
    words = article(cpom.conformite("data/exemples/ehpad-complet.yaml"), "perimetre/partenariats")
    assert words.etat == "complété"
    assert words.mots
    assert not words.sans_motif


def test_the_years_of_a_contract_fill_in_those_of_the_form(tmp_path: Path) -> None:
    """The form is of 2023 to 2027: a contract that begins in 2027 has one of its years, in another place."""
    later = described(
        tmp_path, "", ("effet: 2024-02-01", "effet: 2027-01-01"), ("date: 2024-01-15", "date: 2026-12-15")
    )
    found = article(cpom.conformite(later), "annexes/objectifs")
    assert not found.sans_motif


def test_an_adaptation_is_told_with_its_reason(tmp_path: Path) -> None:
    text = "Les parties recherchent un accord amiable, puis saisissent le juge compétent."
    more = f"\nadaptations:\n  litiges:\n    texte: {text}\n    motif: accord du 3 mai\n"
    found = article(cpom.conformite(described(tmp_path, more)), "litiges")
    assert found.etat == "adapté"
    assert "adapté pour ce contrat : accord du 3 mai" in plain(found.motif)
    assert "recherchent" in " ".join(one.contrat for one in found.mots)


def test_a_clause_that_the_parties_left_out_is_told_with_its_reason(tmp_path: Path) -> None:
    found = article(cpom.conformite(described(
        tmp_path, "\nadaptations:\n  litiges: {supprimee: oui, motif: accord du 3 mai}\n")), "litiges")  # fmt: skip
    assert (found.etat, plain(found.motif)) == ("écarté", "adapté pour ce contrat : accord du 3 mai")


def test_a_clause_that_the_parties_added_is_told_with_its_reason(tmp_path: Path) -> None:
    more = (
        "\nclauses_ajoutees:\n  - {nom: comite, apres: suivi, titre: Comité technique, texte: Un comité se réunit., "
        "motif: demande du Département}\n"
    )
    found = article(cpom.conformite(described(tmp_path, more)), "comite")
    assert (found.etat, plain(found.motif)) == ("ajouté", "adapté pour ce contrat : demande du Département")
    assert found.mots[0].contrat.endswith("Un comité se réunit.")


def test_what_stands_under_a_clause_that_the_parties_left_out_has_their_reason(tmp_path: Path) -> None:
    found = cpom.conformite(described(
        tmp_path, "\nadaptations:\n  moyens-habilite: {supprimee: oui, motif: accord du 3 mai}\n"))  # fmt: skip
    under = article(found, "moyens-habilite/tarification")
    assert (under.etat, plain(under.motif)) == ("écarté", "adapté pour ce contrat : accord du 3 mai")


def test_the_sheet_shows_the_words_of_an_article_that_was_added(tmp_path: Path) -> None:
    more = (
        "\nclauses_ajoutees:\n  - {nom: comite, apres: suivi, titre: Comité technique, texte: Un comité se réunit., "
        "motif: demande du Département}\n"
    )
    said = plain(cpom.conformite(described(tmp_path, more)).ecrire("txt").decode())
    words = said.partition("Les mots qui diffèrent")[2].partition("Mentions")[0]
    assert "Un comité se réunit." in words
    assert "demande du Département" in words


def test_a_clause_of_a_local_library_is_told_as_its_own(tmp_path: Path) -> None:
    library = tmp_path / "bibliotheque"
    (library / "modeles" / "saad").mkdir(parents=True)
    (library / "bibliotheque.yaml").write_text("format: 1\nnom: Département Exemple\nversion: '2'\n", encoding="utf-8")
    clause = Path("clauses/saad/resiliation.md").read_text(encoding="utf-8").replace("à tout moment", "à toute heure")
    (library / "modeles" / "saad" / "resiliation.md").write_text(clause, encoding="utf-8")
    local = cpom.conformite(HABILITE, bibliotheque=cpom.Bibliotheque(library))
    assert local.modele == "saad"
    found = article(local, "resiliation")
    assert found.etat == "adapté"
    assert plain(found.motif).startswith("modèle local : saad, ")
    assert [(one.publies, one.contrat) for one in found.mots] == [("tout moment", "toute heure")]


def test_a_model_that_inherits_is_compared_with_the_one_that_is_asked_for() -> None:
    path = "data/exemples/sad-ille-et-vilaine-association.yaml"
    own, national = cpom.conformite(path), cpom.conformite(path, modele="saad")
    assert (own.modele, national.modele) == ("sad-ille-et-vilaine", "saad")
    assert article(national, "annexes/epci").etat == "ajouté"
    assert "modèle local" in plain(article(national, "annexes/epci").motif)
    assert article(own, "annexes/epci").etat != "ajouté"


def test_the_law_as_published_leaves_no_article_to_the_law(tmp_path: Path) -> None:
    path = described(tmp_path, "\ndroit: tel_que_publie\n")
    assert not [one.titre for one in cpom.conformite(path).articles if "droit du" in one.motif]


def test_words_changed_by_hand_in_a_document_are_told(tmp_path: Path) -> None:
    parts = parts_of(cpom.ouvrir(HABILITE).ecrire("docx"))
    body = parts["word/document.xml"]
    assert b"par lettre recommand" in body
    parts["word/document.xml"] = body.replace(b"par lettre recommand", b"par simple lettre recommand")
    document = tmp_path / "retour.docx"
    document.write_bytes(zipped(parts))
    found = cpom.conformite(document)
    changed = [one for one in found.articles if "simple" in " ".join(each.contrat for each in one.mots)]
    assert changed
    assert all(one.etat == "adapté" for one in changed)


def test_a_document_without_its_description_is_of_no_model(tmp_path: Path) -> None:
    parts = parts_of(cpom.ouvrir(HABILITE).ecrire("docx"))
    kept = {name: one for name, one in parts.items() if name != "docProps/custom.xml" and "customXml" not in name}
    for name in ("[Content_Types].xml", "_rels/.rels", "word/_rels/document.xml.rels"):
        lines = kept[name].decode().replace("><", ">\n<").split("\n")
        kept[name] = "".join(one for one in lines if "custom" not in one).encode()
    document = tmp_path / "retour.docx"
    document.write_bytes(zipped(kept))
    with pytest.raises(cpom.Refus) as refused:
        cpom.conformite(document)
    assert [one.code for one in refused.value.constats] == ["conformite-sans-origine"]


def test_a_wrong_description_has_no_sheet(tmp_path: Path) -> None:
    with pytest.raises(cpom.Refus) as refused:
        cpom.conformite(described(tmp_path, "", ("duree: 5 ans", "duree: 9 ans")))
    assert "duree-max" in [one.code for one in refused.value.constats]


def test_the_command_writes_the_sheet_and_keeps_what_somebody_wrote_there(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    words = ["conformite", "data/exemples/chrs-complet.yaml", "--format", "txt,docx,xlsx,html"]
    words += ["--sortie", str(tmp_path)]
    assert main(words) == 0
    assert main(words) == 0
    assert sorted(one.suffix for one in tmp_path.iterdir()) == [".docx", ".html", ".txt", ".xlsx"]
    (tmp_path / "chrs-complet-conformite.txt").write_text("Mes notes de séance.", encoding="utf-8")
    assert main(words) == 1
    assert "n'est pas remplacé" in capfd.readouterr().err
    assert (tmp_path / "chrs-complet-conformite.txt").read_text(encoding="utf-8") == "Mes notes de séance."


def test_the_workbook_is_refreshed_until_somebody_typed_in_it(tmp_path: Path) -> None:
    path = described(tmp_path, "")
    words = ["conformite", str(path), "--format", "xlsx", "--sortie", str(tmp_path)]
    book = tmp_path / "contrat-conformite.xlsx"
    main(words)
    first = book.read_bytes()
    described(tmp_path, "", ("duree: 5 ans", "duree: 4 ans"))
    main(words)
    second = book.read_bytes()
    assert second != first
    edited = load_workbook(book)
    edited["Articles"]["F3"] = "à revoir en séance"
    edited.save(book)
    noted = book.read_bytes()
    described(tmp_path, "")
    main(words)
    assert book.read_bytes() == noted


def test_a_mention_that_nothing_shows_is_as_grave_as_in_the_checks(capfd: pytest.CaptureFixture[str]) -> None:
    assert main(["conformite", str(HABILITE)]) == 0
    said = capfd.readouterr()
    assert said.out.startswith("Fiche de conformité au modèle publié")
    assert "avertissement [mention-absente]" in said.err
    checked = [one.gravite for one in cpom.ouvrir(HABILITE).constats if one.code == "mentions-du-contrat"]
    assert {one.gravite for one in cpom.conformite(HABILITE).constats if one.code == "mention-absente"} == {*checked}
    assert "Source : CASF, article L. 313-11-1" in said.err


def test_the_lines_that_the_page_shows_are_those_of_the_sheet(capfd: pytest.CaptureFixture[str]) -> None:
    page = Path("docs/conformite-au-modele.md").read_text(encoding="utf-8")
    shown = [one.strip() for one in page.partition("La fiche est pour")[0].splitlines() if one.startswith("    ")]
    lines = [one for one in shown if not one.startswith("cpom ")]
    assert len(lines) == 3
    assert main(["conformite", "data/exemples/chrs-complet.yaml"]) == 0
    said = plain(capfd.readouterr().out).splitlines()
    places = [said.index(plain(one)) for one in lines]
    assert places == sorted(places)


def test_words_that_nothing_explains_are_a_warning(tmp_path: Path) -> None:
    library = tmp_path / "bibliotheque"
    made = library / "modeles" / "essai"
    made.mkdir(parents=True)
    (library / "bibliotheque.yaml").write_text("format: 1\nnom: Exemple\nversion: '1'\n", encoding="utf-8")
    (made / "modele.yaml").write_text(
        "modele: essai\nintitule: Contrat\nsource: {texte: Modèle, fichier: m.txt, depuis: 2020-01-01}\n"
        "regles: {duree_max: 5 ans}\narticles: [objet]\n",
        encoding="utf-8",
    )
    (made / "objet.md").write_text(
        "---\ntitre: Objet\nsource: essai, article 1\n---\n::: vierge\nLes parties négocient librement.\n:::\n"
        "::: contrat\nLes parties renoncent entièrement.\n:::\n",
        encoding="utf-8",
    )
    path = tmp_path / "contrat.yaml"
    path.write_text("modele: essai\neffet: 2024-02-01\nduree: 5 ans\n", encoding="utf-8")
    found = cpom.conformite(path, bibliotheque=cpom.Bibliotheque(library))
    assert found.modele == "essai"
    assert [(one.gravite, one.code) for one in found.constats] == [("avertissement", "passage-sans-motif")]
    assert "« négocient librement. » → « renoncent entièrement. »" in plain(found.constats[0].message)
