"""What one changed is taken, what two changed in two ways is told, and the text that was sent stays as it was."""

from __future__ import annotations

from models import chemins
from tests.merging.conftest import SENT, changed, merged


def test_what_nobody_changed_stays_to_the_letter() -> None:
    assert merged(SENT, SENT, SENT).source.text == SENT


def test_what_each_changed_is_taken_with_its_comments() -> None:
    one = changed(("Association Exemple ", "Association Exemple du Nord "))
    other = changed(("2026-02-01", "2026-03-01"), ('  siren: "', '  # au greffe\n  siren: "'))
    made = merged(SENT, one, other)
    assert made.conflicts == ()
    assert made.source.text == changed(
        ("Association Exemple  ", "Association Exemple du Nord "),
        ("2026-02-01", "2026-03-01"),
        ('  siren: "', '  # au greffe\n  siren: "'),
    )


def test_an_answer_in_another_form_is_the_same_answer() -> None:
    sent = f"{SENT}duree: 5 ans\nobjectifs:\n  - operationnels:\n      - actions: [{{intitule: A, cout: 1234}}]\n"
    back = changed(("2026-02-01", "1er février 2026"), ("5 ans", "60 mois"), ("cout: 1234", "cout: 1 234 €"), text=sent)
    made = merged(sent, back)
    assert made.taken == ()
    assert made.source.text == sent


def test_two_answers_that_differ_are_told_and_written_nowhere() -> None:
    one, other = changed(("999999071", "999999030")), changed(("999999071", "999999055"))
    made = merged(SENT, one, other)
    (told,) = made.findings
    assert str(told).splitlines() == [
        "envoye.yaml:6:10: erreur [conflit] gestionnaire.siren (numéro SIREN de l'organisme gestionnaire) : "
        "« 999999030 » (a.yaml) ou « 999999055 » (b.yaml) ; le fichier envoyé disait « 999999071 ».",
        "    Rien n'en est repris : choisissez par « --preferer gestionnaire.siren=FICHIER », ou écrivez la réponse "
        "vous-même. Répond : le gestionnaire.",
    ]
    assert made.source.text == SENT


def test_a_conflict_is_settled_by_a_file() -> None:
    one, other = changed(("999999071", "999999030")), changed(("999999071", "999999055"))
    assert merged(SENT, one, other, prefers=lambda _: 1).source.text == other
    kept = merged(SENT, one, other, prefers=lambda _: -1)
    assert kept.source.text == SENT
    assert kept.conflicts == ()


def test_several_who_say_the_same_agree() -> None:
    one, other = changed(("2026-02-01", "2026-03-01")), changed(("2026-02-01", "01/03/2026"))
    made = merged(SENT, one, other)
    assert made.conflicts == ()
    assert made.taken[0].files == (0, 1)


def test_items_are_the_same_by_their_number_whatever_their_name_and_their_rank() -> None:
    north, south = SENT[SENT.index("  - nom: Service Nord") :].split("  # le second\n")
    head = SENT[: SENT.index("  - nom")]
    reordered = head + south + north
    renamed = changed(("Service Sud", "Service du Midi"))
    made = merged(SENT, reordered, renamed)
    assert made.conflicts == ()
    assert [one["nom"] for one in made.source.data["services"]] == ["Service du Midi", "Service Nord"]
    assert "  # le second\n  - nom: Service du Midi\n" in made.source.text


def test_items_are_added_and_removed() -> None:
    added = f'{SENT}  - nom: Service Est\n    finess: "350999967"\n'
    removed = SENT[: SENT.index("  # le second")]
    made = merged(SENT, added, removed)
    assert made.conflicts == ()
    assert [one["nom"] for one in made.source.data["services"]] == ["Service Nord", "Service Est"]


def test_the_same_item_added_by_two_is_one_and_their_facts_come_together() -> None:
    one = f'{SENT}  - {{nom: Service Est, finess: "350999967"}}\n'
    other = f"{SENT}  - {{nom: Service Est, autorisation: 2020-01-01}}\n"
    made = merged(SENT, one, other)
    assert chemins.at(made.source.data, "services[3]") == {
        "nom": "Service Est", "finess": "350999967", "autorisation": "2020-01-01",
    }  # fmt: skip
    assert made.conflicts == ()


def test_an_item_removed_by_one_and_changed_by_another_is_a_conflict() -> None:
    made = merged(SENT, SENT[: SENT.index("  # le second")], changed(("Service Sud", "Service du Midi")))
    assert [one.message for one in made.findings] == [
        "services[2] (services) : rien (a.yaml) ou « nom : Service du Midi, finess : 350999959 » (b.yaml) ; le fichier "
        "envoyé disait « nom : Service Sud, finess : 350999959 »."
    ]
    assert made.source.text == SENT


def test_texts_of_a_list_come_together_in_their_order() -> None:
    one, other = (
        changed(("[Rennes, Vitré]", "[Rennes, Fougères, Vitré]")),
        changed(("[Rennes, Vitré]", "[Vitré, Redon]")),
    )
    made = merged(SENT, one, other)
    assert made.source.data["services"][0]["communes"] == ["Fougères", "Vitré", "Redon"]


def test_rows_of_figures_are_the_same_by_their_year() -> None:
    sent = 'modele: saad\ndepartement: "35"\nmoyens:\n  evolution:\n    - {annee: 2026, tarif: 25}\n'
    one, other = f"{sent}    - {{annee: 2027, tarif: 26}}\n", f"{sent}    - {{annee: 2027, tarif: 27}}\n"
    made = merged(sent, one, other)
    assert [chemins.ecrit(one.path) for one in made.conflicts] == ["moyens.evolution[2].tarif"]
    assert chemins.at(made.source.data, "moyens.evolution[2]") == {"annee": "2027"}


def test_the_first_of_new_items_takes_the_place_left_to_fill_in() -> None:
    sent = "modele: saad\nservices:\n  # Un bloc par élément.\n  - nom:\n    # neuf caractères\n    finess:\n"
    back = sent.replace("nom:", "nom: Service Est").replace("finess:", "finess: 350999967")
    assert merged(sent, back).source.text == back


def test_a_questionnaire_of_one_party_says_nothing_of_the_other() -> None:
    back = "modele: saad\ngestionnaire: {raison_sociale: Association Exemple, adresse: 1 rue de l'Exemple}\n"
    back = back.replace("adresse", 'siren: "999999071", adresse')
    back += 'services: [{nom: Service Nord, finess: "350999942", communes: [Rennes]}]\n'
    made = merged(SENT, back)
    assert made.source.data["effet"] == "2026-02-01"
    assert made.source.data["departement"] == "35"
    assert [one["nom"] for one in made.source.data["services"]] == ["Service Nord"]


def test_who_answers_in_the_place_of_another_is_told() -> None:
    head = "# Questions auxquelles répond le gestionnaire.\n"
    made = merged(SENT, head + changed(("2026-02-01", "2026-03-01")))
    assert [(one.code, one.message) for one in made.findings] == [
        ("reponse-d-un-autre", "ce fichier, où le gestionnaire était interrogé, répond aussi à la place d'un autre : "
         "effet (le Département)."),
    ]  # fmt: skip


def test_words_adapted_by_two_come_together_by_clause() -> None:
    """Keys that the questions of a model do not know are merged by their names."""
    sent = f"{SENT}adaptations:\n  duree: {{texte: Un., motif: accord}}\n"
    one = f"{sent}  revision: {{texte: Deux., motif: accord}}\n"
    other = changed(("texte: Un.", "texte: Trois."), text=sent)
    found = merged(sent, one, other).source.data["adaptations"]
    assert found == {"duree": {"texte": "Trois.", "motif": "accord"}, "revision": {"texte": "Deux.", "motif": "accord"}}
