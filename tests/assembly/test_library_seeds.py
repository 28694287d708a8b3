"""One mistake at a time in a library: each is told when it is read, in French, at its line."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from engine.errors import Finding
from engine.soundness.controls import controlled
from tests.bibliotheques import alone

LIBRARY = Path("tests/fixtures/bibliotheque")
TABLE = """\
titre: Budget
source: essai, annexe 1
annexe: annexes/diagnostic
coin: Année
questions:
  budgets:
    type: lignes
    libelle: budgets
    colonnes:
      annee: {type: entier, libelle: année, exemple: "2024"}
      nature: {type: choix, libelle: nature, choix: {propre: propre, annexe: annexe}}
      produits: {type: montant, libelle: produits, exemple: "10"}
      charges: {type: montant, libelle: charges, exemple: "10"}
series: {pour: budgets, si: {nature: [propre]}, libelle: "Année {cle}", total: Total}
rubriques:
  - {nom: produits, libelle: Produits, unite: €, total: somme}
  - {nom: charges, libelle: Charges, unite: €, total: somme}
  - {nom: resultat, libelle: Résultat, unite: €, formule: produits - charges, total: formule}
controles:
  - nom: equilibre
    libelle: Le budget est équilibré
    formule: resultat = 0
    message: "{serie} : {resultat} d'écart."
extraits: {soldes: {rubriques: [resultat]}}
graphiques:
  - {titre: Budget, rubriques: [produits]}
"""
RULES = """\
regles:
  incompatibilites:
    - si: {suivi.frequence: [annuel]}
      suppose: {statut: [association]}
      sur: suivi.frequence
      message: a
      aide: b
      source: c
  mentions:
    - {source: c, contenu: [{rang: 1°, objet: o, faits: [moyens.tarif], clauses: [suivi]}]}
"""
PLAN = {
    "un intitulé qui manque": ("intitule: Contrat d'essai\n", "", "cle-manquante", None),
    "un code dans l'intitulé": ("Contrat d'essai", "Contrat {{ x }}", "accolades", 0),
    "une accolade jamais fermée": ('"{parent}-{n}"', '"{parent-{n}"', "accolades", 0),
    "un blanc qui n'existe pas": ('"{parent}-{n}"', '"{parents}-{n}"', "accolades", 0),
    "une accolade où rien ne se remplit": ('"Annexe "', '"Annexe {n}"', "accolades", 0),
    "une clause deux fois": ("  - suivi", "  - suivi\n  - suivi", "clause-double", 1),
    "un visa deux fois": ("[casf, visas/schema]", "[casf, casf, visas/schema]", "clause-double", 0),
    "des articles qui manquent": (
        "[casf, visas/schema]",
        '[{visa: casf, mention: "et {articles}"}, visas/schema]',
        "accolades",
        0,
    ),
    "l'article d'un trait inconnu": (
        "[casf, visas/schema]",
        '[{visa: casf, mention: "et {articles}", articles: [{article: casf/l313-11, si: {statu: [association]}}]}]',
        "condition-inconnue",
        0,
    ),
    "l'article d'une valeur inconnue": (
        "[casf, visas/schema]",
        '[{visa: casf, mention: "et {articles}", articles: [{article: casf/l313-11, si: {statut: [amicale]}}]}]',
        "condition-inconnue",
        0,
    ),
    "un article que le registre n'a pas": (
        "[casf, visas/schema]",
        '[{visa: casf, mention: "et {articles}", articles: [casf/l313-11, {article: casf/l999-1}]}]',
        "visa-inconnu",
        0,
    ),
    "un département qui n'existe pas": ("parties: [", 'departement: "99"\nparties: [', "departement-inconnu", 0),
    "une rubrique de rien": ("parties: [", "rubriques: {suivis: suivi}\nparties: [", "fait-inconnu", 0),
    "un fait sans usage inconnu": ("parties: [", "sans: [signature.lieux]\nparties: [", "fait-inconnu", 0),
    "un fait d'une mention": ("faits: [moyens.tarif]", "faits: [moyens.tarifs]", "fait-inconnu", 0),
    "une clause d'une mention": ("clauses: [suivi]", "clauses: [suivis]", "clause-inconnue", 0),
    "un trait d'une question inconnue": (
        "de: services[].habilitation_aide_sociale",
        "de: services[].habilitation",
        "trait-impossible",
        0,
    ),
    "le nombre de ce qui n'est pas une liste": ("{compte: services}", "{compte: effet}", "trait-impossible", 0),
    "une réponse que la question n'a pas": ("{tous: habilite,", "{tout: habilite,", "trait-impossible", 0),
    "un trait qui a le nom d'un autre": ("  services: {compte", "  statut: {compte", "trait-impossible", 0),
    "un trait sans origine": ("{compte: services}", "{valeurs: {un: seul}}", "valeur-refusee", 0),
    "le fait d'un délai": (
        "  mentions:",
        "  delais: [{premier: effet, second: signature.jour}]\n  mentions:",
        "fait-inconnu",
        0,
    ),
    "le fait d'un minimum": (
        "  mentions:",
        "  minimums: [{montant: m, nom: n, depuis: 2022, faits: {moyens.prix: effet}, source: s}]\n  mentions:",
        "fait-inconnu",
        0,
    ),
    "le fait d'une incompatibilité": ("sur: suivi.frequence", "sur: suivi.frequences", "fait-inconnu", 0),
}
CLAUSE = {
    "une marque jamais fermée": ("Les parties", "[la/les partie(s)](services", "marque-illisible"),
    "une marque sans fait": ("Les parties", "[la/les partie(s)](", "marque-illisible"),
    "un fait inconnu dans une marque": ("Les parties", "[la/les partie(s)](service)", "clause-invalide"),
    "un passage facultatif jamais fermé": ("Les parties", "{?, {{ effet }}", "marque-illisible"),
    "un passage facultatif jamais ouvert": ("Les parties", "{{ effet }}?}", "marque-illisible"),
    "un passage au milieu d'une ligne": ("Les parties", "Les ::: vierge", "marque-illisible"),
    "une note jamais fermée": ("Les parties", "^[Préciser", "marque-illisible"),
    "une note vide": ("Les parties", "^[] Les parties", "marque-illisible"),
    "une remarque mal nommée": ("Les parties", "^[remarques : voir] Les parties", "marque-illisible"),
    "un séparateur mal écrit": ("Les parties", "{;;} Les parties", "marque-illisible"),
    "un séparateur hors d'une boucle": ("Les parties", "{;} Les parties", "clause-invalide"),
    "une balise HTML": ("Les parties", "<b>Les parties</b>", "marque-illisible"),
    "un nom inconnu": ("Les parties", "{{ zzz }}", "clause-invalide"),
    "un nom inconnu d'une branche": ("Les parties", "{% if vierge %}{% else %}{{ zzz }}{% endif %}", "clause-invalide"),
    "un fait inconnu d'une branche": (
        "Les parties",
        "{% if effet %}{{ gestionnaire.adrese }}{% endif %}",
        "clause-invalide",
    ),
    "un fait inconnu d'une boucle": (
        "Les parties",
        "{% for s in services %}{{ s.nmo }}{% endfor %}",
        "clause-invalide",
    ),
    "un filtre inconnu": ("Les parties", "{{ effet | jours }}", "clause-invalide"),
    "une valeur inconnue d'un trait": (
        "Les parties",
        '{% if cas("statut", "asso") %}{% endif %}',
        "condition-inconnue",
    ),
    "un trait inconnu d'un passage": ("Les parties", "::: {statu: societe}\nx\n:::\nLes", "clause-invalide"),
    "un renvoi à rien": ("Les parties", '{{ renvoi("suivis") }}', "clause-invalide"),
    "un nom de chose inconnu": ("Les parties", '{{ terme("sad-zzz") }}', "clause-invalide"),
    "un tableau inconnu": ("Les parties", '{{ tableau("budgets") }}', "clause-invalide"),
    "une expérimentation inconnue": ("Les parties", '{{ experimentation("zzz").fin }}', "clause-invalide"),
    "une lettre perdue": ("Les parties", "Les d\ufffdlais", "caractere-perdu"),
    "un autre encodage": ("Les parties", "Les dÃ©lais", "encodage-mal-lu"),
    "une entité HTML": ("Les parties", "Les&nbsp;parties", "entite-html"),
}
FRONT = {
    "orientation: payage": "valeur-non-admise",
    "notes: ['a {{ b }}']": "accolades",
    "notes: ['^[remarque : a]']": "marque-hors-clause",
    "echeances: [{rappelle: preavi}]": "echeance-inconnue",
    "echeances: [{nom: n, objet: o, qui: q, motif: m, fait: suivi.reunion}]": "fait-inconnu",
    "echeances: [{nom: n, objet: 'o {suivi.zzz}', qui: q, motif: m, fait: effet}]": "fait-inconnu",
    "echeances: [{nom: n, objet: 'o {annee', qui: q, motif: m, fait: effet}]": "accolades",
    "echeances: [{nom: n, objet: o, qui: q, motif: m, fait: document, pour: suivi.zzz}]": "fait-inconnu",
    "echeances: [{nom: n, objet: o, qui: q, motif: m, chaque_annee: 31 avril}]": "jour-illisible",
    "echeances: [{nom: n, objet: o, qui: q, motif: m, chaque_mois: 42}]": "nombre-hors-limites",
}
TABLES = {
    "un calcul de lui-même": ("formule: produits - charges", "formule: resultat - charges", "calcul-circulaire"),
    "un calcul de son total": (
        "formule: produits - charges",
        "formule: produits - total(resultat)",
        "calcul-circulaire",
    ),
    "une accolade": ('"Année {cle}"', '"Année {cle"', "accolades"),
    "un blanc inconnu": ('"Année {cle}"', '"Année {an}"', "accolades"),
    "un blanc sans année": ("libelle: Charges", 'libelle: "Charges {annee}"', "accolades"),
    "un message": ('"{serie} : {resultat} d', '"{serie} : {resultats} d', "rubrique-inconnue"),
    "un message coupé": ('"{serie} : {resultat} d', '"{serie} : {resultat d', "accolades"),
    "une condition qui n'en est pas une": ("formule: resultat = 0", "formule: resultat", "controle-sans-condition"),
    "une formule": ("formule: resultat = 0", "formule: resultat =< 0", "valeur-refusee"),
    "une réponse": ("si: {nature: [propre]}", "si: {nature: [propres]}", "condition-inconnue"),
    "un nom": ("nom: resultat,", "nom: Résultat,", "valeur-refusee"),
    "un nom double": ("nom: charges, libelle: Charges", "nom: produits, libelle: Charges", "rubrique-double"),
    "un extrait": ("{rubriques: [resultat]}", "{rubriques: [resultats]}", "rubrique-inconnue"),
    "un graphique": ("rubriques: [produits]", "rubriques: [produit]", "rubrique-inconnue"),
    "un code jamais fermé": ("libelle: Charges", 'libelle: "Charges {% if vierge %}"', "clause-invalide"),
    "un nom d'un libellé": ("libelle: Charges", 'libelle: "Charges {{ zzz }}"', "clause-invalide"),
    "un code dans le titre": ("titre: Budget\n", 'titre: "Budget {{ zzz }}"\n', "clause-invalide"),
    "une marque dans un libellé": ("libelle: Charges", 'libelle: "[du/des](services)"', "marque-hors-clause"),
    "un exemple": ('produits, exemple: "10"', 'produits, exemple: "beaucoup"', "exemple-refuse"),
}


@pytest.fixture
def library(tmp_path: Path) -> Path:
    shutil.copytree(LIBRARY, tmp_path / "clauses")
    folder = tmp_path / "clauses" / "essai"
    (folder / "tableaux").mkdir()
    (folder / "tableaux" / "budget.yaml").write_text(TABLE, encoding="utf-8")
    printed = "{tableau budget}\n\n{tableau budget extrait soldes}\n"
    annexe = folder / "annexes" / "diagnostic.md"
    annexe.write_text(f"{annexe.read_text(encoding='utf-8').rstrip()}\n\n{printed}", encoding="utf-8")
    plan = folder / "modele.yaml"
    plan.write_text(plan.read_text(encoding="utf-8").replace("regles: {", "regles_: {"), encoding="utf-8")
    text = plan.read_text(encoding="utf-8")
    rules = next(line for line in text.splitlines(keepends=True) if line.startswith("regles_"))
    plan.write_text(text.replace(rules, RULES), encoding="utf-8")
    return tmp_path / "clauses"


def told(library: Path) -> tuple[Finding, ...]:
    """What « cpom bibliotheque controler » says."""
    return controlled(alone(library)).findings


def seeded(library: Path, file: str, written: str, mistaken: str) -> int:
    """Put a mistake in a file; its line."""
    path = library / "essai" / file
    text = path.read_text(encoding="utf-8")
    assert written in text
    path.write_text(text.replace(written, mistaken, 1), encoding="utf-8")
    return text.count("\n", 0, text.index(written)) + 1


def check(library: Path, file: str, code: str, line: int) -> None:
    found = told(library)
    assert (code, f"clauses/essai/{file}", line) in [
        (one.code, one.place.file, one.place.line) for one in found if one.place
    ]
    assert all(one.hint for one in found)


def test_nothing_is_wrong_with_the_library_itself(library: Path) -> None:
    assert [str(one) for one in told(library)] == []


@pytest.mark.parametrize("mistake", PLAN)
def test_in_a_plan(library: Path, mistake: str) -> None:
    written, mistaken, code, after = PLAN[mistake]
    line = seeded(library, "modele.yaml", written, mistaken)
    check(library, "modele.yaml", code, 1 if after is None else line + after)


@pytest.mark.parametrize("mistake", CLAUSE)
def test_in_the_text_of_a_clause(library: Path, mistake: str) -> None:
    written, mistaken, code = CLAUSE[mistake]
    check(library, "suivi.md", code, seeded(library, "suivi.md", written, mistaken))


@pytest.mark.parametrize("said", FRONT)
def test_in_the_front_matter_of_a_clause(library: Path, said: str) -> None:
    line = seeded(library, "suivi.md", "questions:", f"{said}\nquestions:")
    check(library, "suivi.md", FRONT[said], line)


@pytest.mark.parametrize("mistake", TABLES)
def test_in_a_table(library: Path, mistake: str) -> None:
    written, mistaken, code = TABLES[mistake]
    check(library, "tableaux/budget.yaml", code, seeded(library, "tableaux/budget.yaml", written, mistaken))


def test_the_mistakes_of_a_plan_of_clauses_and_of_tables_come_at_once(library: Path) -> None:
    lines = {
        "modele.yaml": seeded(library, "modele.yaml", '"{parent}-{n}"', '"{parent-{n}"'),
        "suivi.md": seeded(library, "suivi.md", "Les parties", "[la/les partie(s)]("),
        "tableaux/budget.yaml": seeded(library, "tableaux/budget.yaml", '"Année {cle}"', '"Année {cle"'),
    }
    places = {(one.place.file, one.place.line) for one in told(library) if one.place}
    assert places == {(f"clauses/essai/{file}", line) for file, line in lines.items()}
