"""What is wrong in an adaptation is told at its line of the description, like a mistake of a library, all at once."""

from __future__ import annotations

from pathlib import Path

import pytest

import cpom
from engine.errors import Finding, Severity
from tests.adaptations import SAAD, adapted, lines_before, opened, told

SEEDS = {
    # the text of the clause, the line of the mistake in it, its code
    "fait inconnu": ("Une phrase.\n\nLe siège est {{ gestionnaire.adrese }}.", 3, "clause-invalide"),
    "nom inconnu": ("Le siège est {{ sieje }}.", 1, "clause-invalide"),
    "renvoi inconnu": ("Une phrase.\nVoir l'article {renvoi suivis}.", 2, "clause-invalide"),
    "appel inconnu": ("Voir l'article {renvoie suivi}.", 1, "marque-illisible"),
    "commune inconnue": ("Une phrase.\n\n{commun jamais-ecrite}", 3, "commune-inconnue"),
    "accord illisible": ("Le bilan [du service](services) est rendu.", 1, "accord-illisible"),
    "espace dans un accord": ("Le bilan [du/des service(s)] (services).", 1, "marque-illisible"),
    "mots facultatifs ouverts": ("Une phrase.\n\nLe siège{?, situé {{ gestionnaire.adresse }}.", 3, "marque-illisible"),
    "passage ouvert": ("::: vierge\nPréciser.", 1, "marque-illisible"),
    "condition inconnue": ("::: {habilitation: habilité}\nTexte.\n:::", 1, "condition-inconnue"),
    "trait inconnu": ("Une phrase.\n\n::: {couleur: bleue}\nTexte.\n:::", 3, "condition-inconnue"),
    "réponse impossible": ("L'organisme {?gestionnaire.statut = asso: est là?}.", 1, "condition-inconnue"),
    "séparateur hors d'une liste": ("Les parties se réunissent{;.}", 1, "clause-invalide"),
    "lien": ("Une phrase.\n\nVoir [le site](https://www.exemple.fr).", 3, "clause-invalide"),
    "citation": ("> Une citation.", 1, "clause-invalide"),
    "bloc ouvert": ("Une phrase.\n{% if effet %}Texte.", 2, "clause-invalide"),
    "filtre inconnu": ("Le {{ effet | majuscules }}.", 1, "adaptation-refusee"),
    "gras d'un seul cas": ("{?gestionnaire.adresse:**?}Le siège{?gestionnaire.adresse:**?}.", 1, "clause-invalide"),
    "terme inconnu": ("Le {terme inexistant}.", 1, "clause-invalide"),
    "texte de loi inconnu": ("Une phrase.\n\nVu {texte casf/l999}.", 3, "clause-invalide"),
    "tableau inconnu": ("{tableau inexistant}", 1, "clause-invalide"),
    "renvoi sans le mot « article »": ("Une phrase.\n\nSelon l'{renvoi revision}.", 3, "typographie"),
    "trois points": ("Une phrase.\n\nEt ainsi de suite...", 3, "typographie"),
    "guillemet ouvert": ("Une phrase.\n\nDite « suivi.", 3, "typographie"),
    "article inconnu": (
        "Selon l'article L. 999-99-9 du CASF.",
        1,
        "article-inconnu",
    ),
    "date écrite": ("Une phrase.\n\nAvant le 30 juin 2024.", 3, "adaptation-mot-date"),
}


def places(found: list[Finding]) -> list[tuple[str, int]]:
    return [(one.code, one.place.line) for one in found if one.place]


@pytest.mark.parametrize("name", SEEDS)
def test_a_mistake_of_its_words_is_told_at_its_line(name: str) -> None:
    text, line, code = SEEDS[name]
    first = lines_before() + 5  # adaptations, revision, motif, texte

    found = told(opened(adapted(text)))
    assert (code, first + line - 1) in places(found)
    assert all(one.place and one.place.file == "contrat.yaml" for one in found)
    assert all(one.hint and "bibliothèque" not in one.hint for one in found)


def test_those_of_several_clauses_come_at_once() -> None:
    several = (
        "adaptations:\n"
        "  revision: {motif: accord, texte: 'Voir {renvoi suivis}.'}\n"
        "  litige: {motif: accord, texte: Autre.}\n"
        "  objet: {texte: Autre.}\n"
        "  pieces: {motif: accord}\n"
        "  litiges: {motif: accord, texte: Autre., supprimee: oui}\n"
        "clauses_ajoutees:\n"
        "  - {apres: objet, avant: suivi, texte: Texte., motif: accord}\n"
        "  - {apres: objets, texte: Texte., motif: accord}\n"
        "  - {apres: objet, motif: accord}\n"
        "  - {apres: objet, nom: suivi, texte: Texte., motif: accord}\n"
        "  - {apres: objet, texte: 'Le {{ sieje }}.', motif: accord}\n"
        "  - {apres: visas/schema-departemental, texte: Texte., motif: accord}\n"
    )
    at = lines_before()
    assert {(one.code, one.place.line - at) for one in told(opened(several)) if one.place} == {
        ("clause-invalide", 2),
        ("clause-inconnue", 3),
        ("adaptation-sans-motif", 4),
        ("adaptation-vide", 5),
        ("adaptation-contradictoire", 6),
        ("clause-ajoutee-sans-place", 8),
        ("clause-inconnue", 9),
        ("clause-ajoutee-vide", 10),
        ("clause-ajoutee-nom", 11),
        ("clause-invalide", 12),
        ("clause-ajoutee-sans-place", 13),
    }


def test_a_wrong_title_is_told_where_the_description_says_it() -> None:
    found = told(opened("adaptations:\n  revision:\n    motif: accord\n    titre: Le [service](services)\n"))
    assert places(found) == [("accord-illisible", lines_before() + 4)]


def test_a_reference_to_a_clause_left_out_is_told_where_it_is_left_out() -> None:
    found = told(opened("adaptations:\n  annexes/objectifs: {supprimee: oui, motif: accord}\n"))
    assert places(found) == [("renvoi-a-une-clause-supprimee", lines_before() + 2)]
    assert "« suivi » (clauses/saad/suivi.md, ligne " in found[0].message


HOSTILE = {
    "boucle": "{% for i in range(10**9) %}x{% endfor %}",
    "produit": '{{ "a" * 10**9 }}',
    "méthode": '{{ "a".ljust(10**9) }}',
    "filtre": '{{ "a" | center(1000000000) }}',
    "format": '{{ "%1000000000d" % 1 }}',
    "parenthèses": "{{ " + "(" * 20_000 + "1" + ")" * 20_000 + " }}",
    "crochets": "{{ " + "[" * 5_000 + "]" * 5_000 + " }}",
    "attributs": "{{ a" + ".b" * 20_000 + " }}",
    "doublement": "{% set a = 'aaaaaaaa' %}" + "{% set a = a ~ a %}" * 40 + "{{ a }}",
    "macro": "{% macro f(n) %}{{ f(n) }}{{ f(n) }}{% endmacro %}{{ f(1) }}",
    "fichier": "{% include '/etc/passwd' %}",
    "passages": "::: chaque a de services\n" * 40 + "x\n" + ":::\n" * 40,
    "mots facultatifs": "{?gestionnaire.nom:" * 500 + "x" + "?}" * 500,
    "nombre": "{{ " + "9" * 50_000 + " }}",
    "classe": "{{ ''.__class__.__mro__ }}",
    "texte": "a" * 70_000,
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_stranger_s_words_neither_hang_nor_read_a_file(name: str) -> None:
    dossier = opened(adapted(HOSTILE[name]))
    assert [one for one in told(dossier) if one.severity.value == "erreur"]
    assert dossier.assembled().document.sections  # the clause is that of the model


def test_what_the_facts_make_long_is_stopped(tmp_path: Path) -> None:
    services = "".join(f"  - {{nom: Service {at}}}\n" for at in range(1_500))
    example = tmp_path / "contrat.yaml"
    example.write_text(f'modele: saad\ndepartement: "35"\nservices:\n{services}', encoding="utf-8")

    text = "{* un de services: {* autre de services: {{ autre.nom }}{,} *}{;} *}"
    found = told(opened(adapted(text), example))
    assert "trop long pour un contrat" in found[0].message


def test_what_is_wrong_beside_the_words_of_a_clause_hides_nothing_in_them() -> None:
    """A reason, a place: the words are read all the same, and what names a clause placed wrongly is no fault."""
    changed = "adaptations:\n  revision:\n    texte: |\n      Le siège est {{ sieje }}.\n"
    changed += "  suivi:\n    motif: essai\n    texte: Un comité se réunit ({renvoi comite}).\n"
    changed += (
        "clauses_ajoutees:\n  - {nom: comite, apres: suivii, titre: Comité, motif: essai, texte: Il se réunit.}\n"
    )
    found = [one.code for one in told(opened(changed)) if one.severity is Severity.ERROR]
    assert sorted(found) == ["adaptation-sans-motif", "clause-inconnue", "clause-invalide"]


def test_what_refers_to_an_added_clause_that_is_left_out_hides_no_other_mistake(tmp_path: Path) -> None:
    """Both causes are told, with the remarks on the rest of the contract, and the reference is no third one."""
    added = "clauses_ajoutees:\n"
    added += "  - {apres: visas/schema-departemental, nom: nouvelle, texte: le règlement exemple, motif: accord}\n"
    added += "  - {apres: suivi, texte: 'Voir {renvoi nouvelle}.', motif: accord}\n"
    added += "  - {apres: objets, texte: Une phrase., motif: accord}\n"
    assert _errors(added, tmp_path) == ["clause-ajoutee-sans-place", "clause-inconnue"]


def test_what_refers_to_an_added_clause_without_a_reason_is_no_fault(tmp_path: Path) -> None:
    added = "clauses_ajoutees:\n  - {apres: suivi, nom: nouvelle, titre: Nouvelle, texte: Une phrase.}\n"
    added += "  - {apres: suivi, texte: 'Voir {renvoi nouvelle}.', motif: accord, nom: autre, titre: Autre}\n"
    added += "  - {apres: suivi, texte: 'Voir {renvoi autre}.', motif: accord}\n"
    assert _errors(added, tmp_path) == ["adaptation-sans-motif"]


def _errors(more: str, folder: Path) -> list[str]:
    """The errors of an example with these lines, once it was drafted, where all its warnings are told too."""
    path, text = folder / "contrat.yaml", SAAD.read_text(encoding="utf-8").rstrip()
    told = []
    for added in ("", more):
        path.write_text(f"{text}\n{added}", encoding="utf-8")
        told.append(cpom.ouvrir(path).constats)
    before, after = ({(one.code, one.message) for one in some if one.gravite != "erreur"} for some in told)
    assert before <= after
    return sorted(one.code for one in told[1] if one.gravite == "erreur")
