"""One mistake at a time, in a clause, a plan, a table, a trial or the law: each is told in its file, at its line.

Those that opening a model tells are in tests/assembly/test_library_seeds.py, through the same command.
"""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from engine.errors import Finding
from engine.libraries.ouverture import opened
from engine.soundness.controls import controlled
from tests.assembly.test_library_seeds import CLAUSE, FRONT, PLAN, TABLES, library

__all__ = ["library"]

Seed = tuple[str, str, str, str, int]
"""A file, what it says, what the mistake makes of it, the code, how many lines after its first it is told."""

SUIVI = "Les parties"
LAW = """\
arrete-exemple:
  cite: l'arrêté du 1er mars 2024 relatif à l'exemple
  nature: arrete
  date: 2024-03-01
  en_vigueur: 2024-04-01
  statut: confirmé
  source: recueil des actes administratifs
"""
TRIAL = """\
titre: Le résultat est la différence des produits et des charges
regle: Le résultat est la différence des produits et des charges.
source: essai, annexe 1
faits:
  gestionnaire.raison_sociale: Association Exemple
  budgets: [{annee: 2024, nature: propre, produits: 10, charges: 7}]
chiffres:
  budget.resultat: [3, 3]
mots: Association Exemple
absents: Association Autre
constats: [budget-equilibre]
sans_constats: [duree-max]
"""

TYPOGRAPHY: dict[str, Seed] = {
    what: ("suivi.md", SUIVI, said, "typographie", 0)
    for what, said in {
        "trois points": "Les parties... et",
        "deux espaces": "Les  parties",
        "des guillemets anglais": "Les “parties”",
        "des guillemets droits": 'Les "parties"',
        "une apostrophe et une espace": "L' accord des parties",
        "une espace et une apostrophe": "Les parties d 'accord",
        "un accent pour apostrophe": "L´accord des parties",
        "une espace devant une virgule": "Les parties , ensemble,",
        "une virgule sans espace": "Les parties,ensemble",
        "un point-virgule sans espace": "Les parties;ensemble",
        "un guillemet jamais fermé": "Les « parties",
        "un guillemet jamais ouvert": "Les parties »",
        "un numéro": "Les parties à la convention no 3",
        "un numéro au signe des ordinaux": "Les parties à la convention nº 3",
        "une première": "La 1ère fois, les parties",
        "un deuxième": "La 2ème fois, les parties",
        "une note": '{{ note("voir l\' accord") }}Les parties',
    }.items()
}
TYPOGRAPHY |= {
    "le titre d'une clause": ("suivi.md", "titre: Suivi", "titre: Suivi... annuel", "typographie", 0),
    "une note de l'en-tête": ("objet.md", "notes: [à adapter]", "notes: [à  adapter]", "typographie", 0),
    "une question": ("suivi.md", "libelle: fréquence", "libelle: 1ère fréquence", "typographie", 0),
    "un libellé de tableau": ("tableaux/budget.yaml", "libelle: Charges", "libelle: Charges...", "typographie", 0),
    "un message de contrôle": ("tableaux/budget.yaml", "d'écart.", "d'écart...", "typographie", 0),
}
MARKDOWN: dict[str, Seed] = {
    what: ("suivi.md", SUIVI, f"Avant.\n\n{said}\n\nLes parties", code, 2)
    for what, (said, code) in {
        "une image": ("![logo](logo.png)", "accord-illisible"),
        "un lien": ("[le site](https://exemple)", "clause-invalide"),
        "une adresse": ("<https://exemple>", "marque-illisible"),
        "une citation": ("> Elles s'engagent.", "clause-invalide"),
        "une citation dans une citation": ("> > Elles s'engagent.", "clause-invalide"),
        "un bloc de code": ("```\ncode\n```", "clause-invalide"),
        "un retrait": ("    retrait", "clause-invalide"),
        "un trait": ("***", "clause-invalide"),
        "une balise": ("<u>Elles</u>", "marque-illisible"),
        "une entité": ("Elles&nbsp;s'engagent", "entite-html"),
        "un titre dans une liste": ("- ## Titre", "clause-invalide"),
    }.items()
}
COVERAGE: dict[str, Seed] = {
    "un cas sans variante": ("non-habilite.md", "[non_habilite, mixte]", "[mixte]", "variante-manquante", 0),
    "deux variantes d'un cas": ("habilite.md", "[habilite, mixte]", "[habilite, non_habilite, mixte]",
                                "variantes-ensemble", 0),
    "un cumul à moitié": ("non-habilite.md", "[non_habilite, mixte]", "[non_habilite]", "variante-manquante", 0),
    "deux variantes sans cumul": ("modele.yaml", ", cumul: {habilitation: mixte}", "", "variantes-ensemble", 0),
    "une clause jamais atteinte": ("generaux.md", "source: essai, article 2-1",
                                   "source: essai, article 2-1\nsi: {habilitation: [mixte], services: [un]}",
                                   "clause-jamais-atteinte", 1),
    "une clause sous une autre qui l'exclut": ("objectifs.md", "source: essai, article 2",
                                               "source: essai, article 2\nsi: {dotation_complementaire: [non]}",
                                               "clause-jamais-atteinte", 0),
    "un renvoi à une clause facultative": ("suivi.md", SUIVI, "Voir {renvoi dotation}. Les parties",
                                           "renvoi-sans-article", 0),
    "un renvoi à une variante": ("suivi.md", SUIVI, "Avant.\n\nVoir {renvoi habilite}. Les parties",
                                 "renvoi-sans-article", 2),
    "un renvoi à un titre d'une variante": ("suivi.md", SUIVI, "Voir {renvoi habilite#tarif}. Les parties",
                                            "renvoi-sans-article", 0),
}  # fmt: skip
TOLD_IN = {
    "un cas sans variante": ("modele.yaml", "parmi"),
    "deux variantes d'un cas": ("modele.yaml", "parmi"),
    "un cumul à moitié": ("modele.yaml", "parmi"),
    "une clause sous une autre qui l'exclut": ("dotation.md", "si:"),
}
"""The mistakes that are told in another file than the one where they were made, on the line that says this."""
USE: dict[str, Seed] = {
    "une question que rien n'imprime": ("suivi.md", "questions:",
                                        "questions:\n  suivi.lieu: {type: texte, libelle: lieu}",
                                        "question-sans-usage", 1),
    "une colonne que rien n'imprime": ("tableaux/budget.yaml", "      produits: {",
                                       "      vu: {type: texte, libelle: vu}\n      produits: {",
                                       "question-sans-usage", 0),
    "un paramètre": ("tableaux/budget.yaml", "rubriques:\n",
                     "parametres:\n  - {nom: taux, libelle: Taux, valeur: 2}\nrubriques:\n",
                     "formule-sans-usage", 1),
    "un extrait": ("tableaux/budget.yaml", "extraits: {", "extraits: {autre: {rubriques: [charges]}, ",
                   "extrait-sans-usage", 0),
    "un total sans série": ("tableaux/budget.yaml", ", total: Total}", "}", "formule-sans-usage", 2),
    "une formule du total": ("tableaux/budget.yaml", "charges, total: formule}",
                             "charges, total: somme, formule_du_total: produits}",
                             "formule-sans-usage", 0),
    "un écart qui n'en est pas un": ("suivi.md", "questions:",
                                     "ecarts: [{source: Les parties, texte: Les parties, motif: m}]\nquestions:",
                                     "ecart-sans-difference", 0),
    "une remarque qui n'en est pas une": ("suivi.md", "questions:",
                                          "remarques: [{au_modele: a, ici: a, motif: m}]\nquestions:",
                                          "ecart-sans-difference", 0),
    "un écart que rien n'imprime": ("suivi.md", "questions:",
                                    "ecarts: [{source: a, texte: Les autorités, motif: m}]\nquestions:",
                                    "ecart-introuvable", 0),
    "un modèle sans source": ("modele.yaml", "source: {texte: Modèle d'essai}\n", "", "source-manquante", -99),
    "une clause sans source": ("suivi.md", "source: essai, article 4\n", "", "cle-manquante", -99),
    "un article qui n'existe pas": ("suivi.md", SUIVI, "Selon l'article L. 999-1, les parties", "article-inconnu", 0),
    "un mot daté": ("suivi.md", SUIVI, "Depuis 2019, les parties", "mot-date", 0),
}  # fmt: skip
BUDGET = "essais/budget.yaml"
TRIALS: dict[str, Seed] = {
    "un chiffre faux": (BUDGET, "[3, 3]", "[3, 4]", "essai-faux", 0),
    "un chiffre de trop": (BUDGET, "[3, 3]", "[3, 3, 3]", "essai-faux", 0),
    "un tableau inconnu": (BUDGET, "budget.resultat", "budgets.resultat", "chiffre-inconnu", 0),
    "une rubrique inconnue": (BUDGET, "budget.resultat", "budget.resultats", "chiffre-inconnu", 0),
    "un mot absent": (BUDGET, "mots: Association", "mots: Fondation", "essai-faux", 0),
    "un mot présent": (BUDGET, "absents: Association Autre", "absents: Association Exemple", "essai-faux", 0),
    "un constat qui n'est pas fait": (BUDGET, "[budget-equilibre]", "[budget-desequilibre]", "essai-faux", 0),
    "un constat qui l'est": (BUDGET, "[duree-max]", "[budget-equilibre]", "essai-faux", 0),
    "un fait inconnu": (BUDGET, "gestionnaire.raison_sociale", "gestionnaire.raison", "cle-inconnue", 0),
    "un fait mal écrit": (BUDGET, "produits: 10", "produits: beaucoup", "valeur-refusee", 0),
    "une clé inconnue": (BUDGET, "chiffres:", "chifres:", "cle-inconnue", 0),
    "une règle qui manque": (BUDGET, TRIAL.splitlines(keepends=True)[1], "", "cle-manquante", -99),
    "une base qui n'existe pas": (BUDGET, "faits:", "base: budgets.yaml\nfaits:", "essai-sans-base", 0),
    "un essai de lui-même": (BUDGET, "faits:", "base: budget.yaml\nfaits:", "essai-sans-base", 0),
}  # fmt: skip
OF_LAW: dict[str, tuple[str, str, int]] = {
    "une nature": ("nature: arrete", "nature: arrêtés", 0),
    "un jour": ("2024-03-01", "2024-13-01", 0),
    "un statut": ("statut: confirmé", "statut: sûr", 0),
    "une clé": ("source: recueil", "sources: recueil", 0),
    "une clé double": ("nature: arrete", "nature: arrete\n  nature: arrete", 1),
    "un successeur": ("statut: confirmé", "statut: confirmé\n  remplace: {le: 2025-01-01, par: arrete-zzz}", 1),
    "une marge": ("  nature: arrete", " nature: arrete", 0),
}
SEEDS = {**TYPOGRAPHY, **MARKDOWN, **COVERAGE, **USE, **TRIALS}


def told(folder: Path) -> tuple[Finding, ...]:
    return controlled(opened([folder])).findings


@pytest.fixture
def mine(library: Path, tmp_path: Path) -> Path:
    """A library of one's own: a model with a table and a trial, and a text of law."""
    home = tmp_path / "a-moi"
    shutil.copytree(library, home / "modeles")
    (home / "bibliotheque.yaml").write_text("format: 1\nnom: Exemple\nversion: '1'\n", encoding="utf-8")
    for file, text in (("droit/textes.yaml", LAW), ("modeles/essai/essais/budget.yaml", TRIAL)):
        (home / file).parent.mkdir()
        (home / file).write_text(text, encoding="utf-8")
    return home


def seeded(home: Path, seed: Seed) -> int:
    """Put a mistake in a file; the line where it is to be told."""
    file, written, mistaken, _, after = seed
    path = home / file
    text = path.read_text(encoding="utf-8")
    assert written in text
    path.write_text(text.replace(written, mistaken, 1), encoding="utf-8")
    return max(1, text.count("\n", 0, text.index(written)) + 1 + after)


def where(home: Path, what: str, seed: Seed, line: int) -> tuple[str, str, int]:
    """The code, the file and the line at which a mistake is to be told."""
    file, words = TOLD_IN.get(what, (seed[0], ""))
    if words:
        lines = (home / file).read_text(encoding="utf-8").splitlines()
        line = next(at for at, one in enumerate(lines, start=1) if words in one)
    return seed[3], file, line


def places(found: tuple[Finding, ...], home: Path) -> set[tuple[str, str, int]]:
    return {(one.code, os.path.relpath(one.place.file, home), one.place.line) for one in found if one.place}


def test_nothing_is_wrong_before(mine: Path) -> None:
    assert [str(one) for one in told(mine)] == []


@pytest.mark.parametrize("what", SEEDS)
def test_a_mistake_is_told_at_its_line(mine: Path, what: str) -> None:
    home = mine / "modeles" / "essai"
    line = seeded(home, SEEDS[what])
    assert where(home, what, SEEDS[what], line) in places(found := told(mine), home)
    assert all(one.hint for one in found if one.code != "essai-faux")


@pytest.mark.parametrize("what", OF_LAW)
def test_a_mistake_of_the_law_is_told_at_its_line(mine: Path, what: str) -> None:
    written, mistaken, after = OF_LAW[what]
    line = seeded(mine, ("droit/textes.yaml", written, mistaken, "", after))
    assert ("droit/textes.yaml", line) in {(file, at) for _, file, at in places(told(mine), mine)}


@pytest.mark.parametrize("file", ["vieux.md", "tableaux/budget.yml", "annexes/vieux.md", "notes.txt"])
def test_a_file_that_nothing_names_is_told(mine: Path, file: str) -> None:
    (mine / "modeles" / "essai" / file).write_text("---\nsource: essai\n---\nRien.\n", encoding="utf-8")
    assert ("fichier-orphelin", file, 1) in places(told(mine), mine / "modeles" / "essai")


def test_a_sentence_that_nothing_shares_is_told(mine: Path) -> None:
    (path := mine / "communes" / "vieille.md").parent.mkdir()
    path.write_text("---\nsource: essai\n---\nRien.\n", encoding="utf-8")
    assert ("fichier-orphelin", "communes/vieille.md", 1) in places(told(mine), mine)


def test_a_hundred_mistakes_are_seeded() -> None:
    assert len([*SEEDS, *OF_LAW, *PLAN, *CLAUSE, *FRONT, *TABLES]) >= 100


def appended(path: Path, lines: list[str]) -> set[int]:
    """Put each of these in a paragraph of its own at the end of a clause; their lines."""
    text = path.read_text(encoding="utf-8").rstrip("\n")
    path.write_text(f"{text}\n\n" + "\n\n".join(lines) + "\n", encoding="utf-8")
    first = text.count("\n") + 3
    return {first + 2 * at for at in range(len(lines))}


def test_mistakes_of_many_files_are_all_told_in_one_go(mine: Path) -> None:
    home = mine / "modeles" / "essai"
    words = [seed[2] for what, seed in list(TYPOGRAPHY.items())[:17] if not what.startswith("un guillemet")]
    facts = [f"Voir {{{{ gestionnaire.{name} }}}}." for name in ("adrese", "nmo", "ville_zzz", "rna_zzz", "zzz")]
    names = ["{renvoi zzz}", "{terme zzz}", "{texte zzz}", "{tableau zzz}", '{{ cas("zzz", "a") }}']
    refused = ["> Citation.", "***", "    retrait", "[lien](https://exemple)", "> Encore."]
    expected = {("generaux.md", line) for line in appended(home / "generaux.md", words)}
    expected |= {("suivi.md", line) for line in appended(home / "suivi.md", [*facts, *names])}
    expected |= {("dotation.md", line) for line in appended(home / "dotation.md", refused)}
    for what in ("un blanc inconnu", "une condition qui n'en est pas une", "un extrait", "un graphique", "un exemple"):
        written, mistaken, _ = TABLES[what]
        expected.add(("tableaux/budget.yaml", seeded(home, ("tableaux/budget.yaml", written, mistaken, "", 0))))
    for what in ("un code dans l'intitulé", "une accolade où rien ne se remplit", "un fait d'une mention"):
        written, mistaken, _, after = PLAN[what]
        expected.add(("modele.yaml", seeded(home, ("modele.yaml", written, mistaken, "", after or 0))))
    law = seeded(mine, ("droit/textes.yaml", "nature: arrete", "nature: loi-zzz", "", 0))
    assert len(expected) + 1 >= 39
    found = told(mine)
    assert expected - {(file, line) for _, file, line in places(found, home) if not file.startswith("..")} == set()
    assert ("droit/textes.yaml", law) in {(file, line) for _, file, line in places(found, mine)}


BEYOND: dict[str, Seed] = {
    "un choix sans réponses": (
        "suivi.md", "questions:", "questions:\n  suivi.mode: {type: choix, libelle: mode}", "question-incomplete", 1
    ),
    "une ligne du plan vide": (
        "modele.yaml", "annexes: [annexes/diagnostic]", "annexes: [{clause: }, annexes/diagnostic]", "valeur-vide", 0
    ),
}  # fmt: skip


@pytest.mark.parametrize("what", BEYOND)
def test_what_cannot_be_known_keeps_nothing_else_from_being_checked(mine: Path, what: str) -> None:
    home = mine / "modeles" / "essai"
    line = seeded(home, BEYOND[what])
    condition = "source: essai, article 2-1\nsi: {suivi.mode: [a]}"  # of another clause
    seeded(home, ("generaux.md", "source: essai, article 2-1", condition, "", 0))
    assert (BEYOND[what][0], line) in {(file, at) for _, file, at in places(told(mine), home)}
