"""What cannot be applied is refused, with the sentence that says it: nothing is guessed."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from engine.avenants.applier import applied, changed_by
from engine.avenants.modifications import Deleted, Inserted, Place, Rewritten, WordsReplaced
from engine.avenants.said import said
from engine.avenants.sentences import FOLDER, SENTENCES, sentences_of
from engine.carried import Line, Words
from engine.errors import InputError
from engine.libraries.ouverture import opened
from tests.bibliotheques import OURS
from tests.consolidation import NOTHING, proved

CONTRACT = [
    Line((Words("Article 1er : Objet"),), "heading", "objet"),
    Line((Words("Le contrat dure cinq ans, et cinq ans encore."),), "paragraph", "objet"),
    Line((Words("Les parties signent."),), "paragraph", "objet"),
    Line((Words("Annexe 1 : Liste"),), "heading", "annexes/liste"),
    Line((Words("Rennes."),), "paragraph", "annexes/liste"),
]
OPENING = sentences_of(OURS)["debut"].printed()
CLOSING = sentences_of(OURS)["fin"].printed()


def avenant(*sentences: str, after: Sequence[str] = ()) -> list[Line]:
    return [Line((Words(text),)) for text in ("Avenant", OPENING, *sentences, CLOSING, "Fait à Rennes.", *after)]


def refusal(lines: list[Line]) -> str:
    with pytest.raises(InputError) as refused:
        applied(CONTRACT, lines, OURS)
    (finding,) = refused.value.findings
    assert finding.code == "avenant-inapplicable"
    return finding.message


def test_typed_with_other_spaces_and_apostrophes_it_is_the_same_sentence() -> None:
    lines = avenant("À l'article 1er, les mots « parties signent » sont remplacés par les mots « parties s’engagent ».")
    assert [line.text for line in applied(CONTRACT, lines, OURS)][2] == "Les parties s’engagent."


@pytest.mark.parametrize(
    ("sentences", "message"),
    [
        (["À l’article 1er, les mots « cinq ans » sont supprimés."], "ces mots y sont plusieurs fois"),
        (["À l’article 1er, les mots « six ans » sont supprimés."], "ces mots n'y sont pas"),
        (["L’article 9 est abrogé."], "le contrat n'a pas « L’article 9 »"),
        (["Le troisième alinéa de l’article 1er est supprimé."], "le contrat n'a pas « Le troisième alinéa"),
        (["À l’article 1er, « cinq » devient « six »."], "n'est pas de celles qui modifient"),
        (["L’article 1er est ainsi rédigé :"], "aucun mot ne suit"),
        (
            ["Le premier alinéa de l’article 1er est ainsi rédigé :", "« Autre texte."],
            "ne sont pas fermés par un guillemet",
        ),
        (["L’annexe 1 est abrogée.", "« Liste. »"], "des mots cités la suivent"),
        (["« Liste. »"], "aucune phrase ne dit où vont ces mots"),
        ([], "L'avenant ne dit aucune modification"),
        (
            ["L’annexe 1 est remplacée par le texte annexé au présent avenant."],
            "annoncées : 1 ; annexes qui suivent les modifications : 0",
        ),
        (
            ["Le premier alinéa de l’article 1er est supprimé.", "À l’article 1er, les mots « dure » sont supprimés."],
            "deux modifications changent les mêmes mots",
        ),
        (
            [
                "L’article 1er est abrogé.",
                "Après le premier alinéa de l’article 1er, il est inséré un alinéa ainsi rédigé :",
                "« Un. »",
            ],
            "deux modifications changent les mêmes mots",
        ),
    ],
)
def test_what_it_cannot_apply_is_told(sentences: list[str], message: str) -> None:
    told = refusal(avenant(*sentences))
    assert message in told
    assert any(one[:20] in told for one in sentences) is bool(sentences)


def test_an_avenant_without_its_opening_or_its_end_is_refused() -> None:
    assert "ouvre les modifications" in refusal(avenant("L’article 1er est abrogé.")[2:])
    assert "ouvre les modifications" in refusal(avenant("L’article 1er est abrogé.")[:3])


def test_words_quoted_after_the_signatures_are_those_of_an_annexe() -> None:
    announced = "L’annexe 1 est remplacée par le texte annexé au présent avenant."
    lines = avenant(announced, after=["Texte annexé à l’avenant : l’annexe 1", "« Annexe 1 : Liste", "« Vitré. »"])
    assert [line.text for line in applied(CONTRACT, lines, OURS)][3:] == ["Annexe 1 : Liste", "Vitré."]
    assert "annoncées : 0 ; annexes qui suivent les modifications : 1" in refusal(
        avenant("L’article 1er est abrogé.", after=["« Annexe 1 : Liste", "« Vitré. »"])
    )


def test_operations_are_checked_by_themselves_too() -> None:
    place = Place("le premier alinéa de l’article 1er", 1, 2)
    with pytest.raises(InputError, match="plusieurs fois"):
        changed_by(CONTRACT, [WordsReplaced(place, "cinq ans", "six ans")], OURS)
    with pytest.raises(InputError, match="mêmes mots"):
        changed_by(CONTRACT, [Deleted(place), Rewritten(place, (CONTRACT[2],), 0)], OURS)


@pytest.mark.parametrize("text", ["‹ chevron › | a | b | mots", "“ a ” | “ b ”", "« a » / « b »", "a\nb", "« | »"])
def test_a_cell_is_read_as_it_is_whatever_its_guillemets(text: str) -> None:
    cells = [Line((Words(f"{text} fin"),), "cell"), Line((Words("autre"),), "cell")]
    new = [*CONTRACT[:3], *cells, *CONTRACT[3:]]
    assert proved(CONTRACT, new)


@pytest.mark.parametrize("text", ["/ suite", "a‟ | „b"])
def test_words_that_would_be_read_in_two_ways_are_not_quoted(text: str) -> None:
    operation = Inserted(Place("l’article 1er", 0, 3), "après", "un tableau", (Line((Words(text),), "cell"),), 3)
    with pytest.raises(InputError, match="se liraient de deux façons"):
        said([operation], NOTHING, OURS)


@pytest.mark.parametrize(
    ("name", "sentence", "message"),
    [
        ("abrogation", "Tout est abrogé.", "la phrase doit dire {place}, et rien d'autre"),
        ("abrogation", "{Place} est abrogé dans {lieu}.", "« {lieu} » : cette place n'existe pas"),
        ("abrogation", "{Place} {place: est abrogé|sont abrogés}.", "n'a pas ses quatre formes"),
        (
            "mots-remplaces",
            "{À place}, « {anciens} » est remplacé.",
            "la phrase doit dire {anciens}, {nouveaux}, {place}",
        ),
        ("abrogation", "« {place} » est abrogé.", "commence par un guillemet"),
    ],
)
def test_a_sentence_worded_wrongly_is_told(tmp_path: Path, name: str, sentence: str, message: str) -> None:
    library = written(tmp_path, name, sentence)
    with pytest.raises(InputError) as refused:
        sentences_of(opened([library]))
    (finding,) = refused.value.findings
    assert finding.code == "avenant-phrase"
    assert finding.place
    assert finding.place.file.endswith(f"{FOLDER}/{name}.md")
    assert message in finding.message


def test_a_library_words_a_sentence_its_own_way(tmp_path: Path) -> None:
    library = opened([written(tmp_path, "abrogation", "Les parties abrogent {place}.")])
    lines = avenant("Les parties abrogent l’article 1er.")
    assert applied(CONTRACT, lines, library)[0].text == "Article 1er (abrogé)"
    assert "n'est pas de celles" in refusal(lines)


def written(folder: Path, name: str, sentence: str) -> Path:
    """A library that words one sentence."""
    (folder / "bibliotheque.yaml").write_text("format: 1\nnom: Essai\nversion: 1.0.0\n", encoding="utf-8")
    file = folder / "modeles" / FOLDER / f"{name}.md"
    file.parent.mkdir(parents=True)
    file.write_text(f"---\ntitre: Essai\n---\n{sentence}\n", encoding="utf-8")
    return folder


def test_the_page_of_clause_writers_tells_every_sentence() -> None:
    page = Path("docs/redacteur-de-clauses.md").read_text(encoding="utf-8").partition("### Les phrases d'un avenant")[2]
    assert not [name for name in SENTENCES if f"`{name}`" not in page.partition("\n## ")[0]]
