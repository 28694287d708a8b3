"""What still follows the facts, the law and the numbers of a contract once people changed words beside it."""

from __future__ import annotations

from dataclasses import replace

from engine.carried import Line, Words
from engine.rereading.lines.differences import differences
from engine.rereading.words.negotiated import Negotiated, negotiated
from engine.writing.layout.written_lines import lines_of
from tests.rereading.edits import changed, dossier

EXAMPLE = "saad-habilite"


def base() -> tuple[Line, ...]:
    return lines_of(dossier(EXAMPLE).assembled().document)


def read(edited: tuple[Line, ...]) -> Negotiated:
    return negotiated(dossier(EXAMPLE), base(), edited, differences(base(), edited), motif="relu")


def figes(found: Negotiated) -> list[str]:
    return [one.message.split(" : ", 1)[1] for one in found.findings if one.code == "mots-figes"]


def test_the_day_of_signature_stays_a_fact_beside_words_that_every_model_shares() -> None:
    found = read(changed(base(), "en deux exemplaires", "en trois exemplaires"))
    assert found.texts["adaptations", "signatures", "texte"].startswith(
        "Fait {{ signature.lieu | a_lieu }}, le {{ signature.date }}, en trois [exemplaire original |"
    )
    assert figes(found) == ["« trois » ne suivra plus « {{ exemplaires | lettres }} »."]


def test_the_court_follows_the_law_beside_words_that_every_model_shares() -> None:
    found = read(changed(base(), "2024, compétent pour les", "2024, seul compétent pour les"))
    texte = found.texts["adaptations", "litiges", "texte"]
    assert "jusqu'au {{ juge.jusquau }}, seul compétent" in " ".join(texte.split())
    assert "{commun" not in texte
    assert not figes(found)


def test_words_typed_in_place_of_a_fact_are_told_whole() -> None:
    assert figes(read(changed(base(), "Celle-ci a deux mois", "Celle-ci a trois mois"))) == [
        "« trois mois » ne suivra plus « {{ reponse }} »."
    ]
    assert figes(read(changed(base(), "Celle-ci a deux mois", "Celle-ci a un trimestre"))) == [
        "« un trimestre » ne suivra plus « {{ reponse }} »."
    ]
    assert figes(read(changed(base(), "financière du service", "financière de la structure"))) == [
        "« de la structure » ne suivra plus « [du/des service(s)](services) »."
    ]


def test_a_number_typed_in_place_of_a_reference_is_told() -> None:
    edited = changed(base(), "définis à l’article\u00a02 et", "définis à l’article\u00a03 et")
    assert [one.clause for one in differences(base(), edited).words] == ["resiliation"]
    assert figes(read(edited)) == ["« 3 » ne suivra plus « {renvoi objectifs} »."]


def test_the_number_that_word_gives_a_reference_changes_nothing() -> None:
    def numbered(one: Words) -> Words:
        return replace(one, text="12", reference="?") if one.reference else one

    edited = tuple(replace(line, words=tuple(map(numbered, line.words))) for line in base())
    assert not read(edited).texts
    assert not differences(base(), edited).words


def test_a_visa_that_was_taken_away_is_told_as_one_of_the_model() -> None:
    found = read(tuple(line for line in base() if not line.text.startswith("Vu le règlement")))
    (told,) = found.findings
    assert told.code == "mots-non-repris"
    assert "que le contrat garde" in told.message
    assert "cpom adapter FICHIER visas/NOM --supprimer" in told.hint
