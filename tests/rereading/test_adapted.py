"""Words changed by hand become the text of an adaptation, in which the facts are still facts."""

from __future__ import annotations

import pytest

from engine.carried import Line, Words
from engine.rereading.words.adapted import Adapted, adapted
from engine.rereading.words.matched import looks, same
from engine.rereading.words.printing import prints_of, words_of
from tests.rereading.edits import changed, dossier

NAME = "ajoutee-1"


def adaptation(texte: str, *edits: tuple[str, str], titre: str = "Essai") -> Adapted:
    """What a clause becomes, whose printed words were changed; it prints them."""
    body = "".join(f"\n      {line}" if line else "\n" for line in texte.split("\n"))
    more = f"\nclauses_ajoutees:\n  - apres: suivi\n    titre: {titre}\n    motif: essai\n    texte: |{body}\n"
    prints = prints_of(dossier("saad-habilite", more), NAME)
    wanted = prints(texte, titre)
    for before, after in edits:
        assert any(before in line.text for line in wanted), [line.text for line in wanted]
        wanted = changed(wanted, before, after)
    found = adapted(texte, titre, wanted, prints)
    if not found.lost:
        assert same(prints(found.texte, found.titre), wanted)
    return found


FACTS = "L'organisme {{ gestionnaire.raison_sociale }} rend compte avant le {{ effet | jour }}, chaque année."


AGREED = "Le bilan [du/des service(s)](services) est rendu."
CHOSEN = "Il est{?non gestionnaire.adresse:, sans siège, | , au siège connu,?} tenu."
PASSAGE = "::: si gestionnaire.adresse\nLe siège est connu.\n::: sinon\nIl ne l'est pas.\n:::"
TABLE = "| A | B |\n|---|---|\n| un | deux |"
CALL = "Voir l'article {renvoi objectifs}, ici."
EDITS = {
    "mot": (FACTS, "rend compte", "rend des comptes", FACTS.replace("rend compte", "rend des comptes")),
    "mots retirés": (FACTS, ", chaque année", "", FACTS.replace(", chaque année", "")),
    "phrase": (FACTS, "année.", "année. Il publie 10 %.", f"{FACTS} Il publie 10 %."),
    "échappé": (FACTS, " avant", " [bien] * avant", FACTS.replace(" avant", r" \[bien\] \* avant")),
    "pas de liste": (FACTS, "L’organisme", "313. L’organisme", f"313\\. {FACTS}"),
    "coupé": (FACTS, " rend compte", "¶Il rend compte", FACTS.replace(" rend compte", "\n\nIl rend compte")),
    "accord": (AGREED, "rendu", "remis", AGREED.replace("rendu", "remis")),
    "accord coupé": (AGREED, "du service", "du centre", "Le bilan du centre est rendu."),
    "autre cas gardé": (CHOSEN, "siège connu", "siège dit", CHOSEN.replace("connu", "dit")),
    "passage": (PASSAGE, "connu", "su", PASSAGE.replace("connu", "su")),
    "élément ajouté": ("- un ;\n- deux.", "deux.", "deux ;¶trois.", "- un ;\n- deux ;\n- trois."),
    "renvoi": (CALL, "ici", "là", CALL.replace("ici", "là")),
    "cellule": (TABLE, "deux", "trois", TABLE.replace("deux", "trois")),
    "rang ajouté": (TABLE, "deux", "deux¶trois¶quatre", f"{TABLE}\n| trois | quatre |"),
}


@pytest.mark.parametrize(("texte", "before", "after", "expected"), EDITS.values(), ids=EDITS)
def test_only_what_was_changed_changes(texte: str, before: str, after: str, expected: str) -> None:
    found = adaptation(texte, (before, after))
    assert found.texte == expected
    assert not found.lost


def test_a_title_is_changed_beside_its_clause() -> None:
    found = adaptation(FACTS, ("Essai", "Essai des parties"))
    assert (found.titre, found.texte) == ("Essai des parties", FACTS)


def test_bold_words_are_marked() -> None:
    more = f"\nclauses_ajoutees:\n  - apres: suivi\n    texte: |\n      {FACTS}\n"
    prints = prints_of(dossier("saad-habilite", more), NAME)
    (line,) = prints(FACTS, "")
    first, *others = line.words
    wanted = Line((Words("L’"), Words("organisme", bold=True), Words(first.text[11:]), *others), line.kind, line.clause)
    found = adapted(FACTS, "", (wanted,), prints)
    assert found.texte == FACTS.replace("organisme", "**organisme**", 1)
    assert looks(prints(found.texte, "")) == looks((wanted,))


LISTED = "Les services :\n\n::: chaque service de services\n- {{ service.nom }}, situé ici{;.}\n:::"


def test_what_is_changed_in_one_turn_of_a_list_is_written_for_all_with_their_facts() -> None:
    found = adaptation(LISTED, ("situé ici", "situé là"))
    assert "::: chaque" in found.texte or "{{ services[0].nom }}" in found.texte
    assert "situé là" in found.texte


def test_a_fact_cut_by_an_edit_is_told() -> None:
    found = adaptation("Il dure {{ duree }} au plus.", ("cinq ans", "cinq longs ans"))
    assert found.texte == "Il dure cinq longs ans au plus."
    assert [(one.was, one.words) for one in found.frozen] == [("{{ duree }}", "cinq longs ans")]


def test_words_of_a_computed_table_cannot_be_carried_over_and_are_told() -> None:
    prints = prints_of(dossier("saad-habilite"), "annexes/diagnostic")
    texte, titre = words_of(dossier("saad-habilite"), "annexes/diagnostic")
    base = prints(texte, titre)
    wanted = changed(changed(base, "GIR\u00a03", "GIR trois"), "Enjeux territoriaux", "Enjeux des territoires")
    found = adapted(texte, titre, wanted, prints)
    assert "Enjeux des territoires" in found.texte
    assert found.lost
    assert all("GIR trois" in line.text for _, lines in found.lost for line in lines)
