"""What the library says of its own words holds: a departure quotes what is printed, and no word is of another time."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from engine.assembly.printable import prints, read
from engine.assembly.wording import wording
from engine.cli import main
from engine.libraries.modele import act_names, load_model, model_names
from tests.bibliotheques import alone

LIBRARY = Path("tests/fixtures/bibliotheque")


@pytest.mark.parametrize("name", [*model_names(), *act_names()])
def test_every_clause_prints_what_its_departures_quote_and_no_date_of_another_time(name: str) -> None:
    assert [str(finding) for finding in wording(load_model(name))] == []


def test_the_list_of_the_clauses_tells_what_is_wrong_with_their_words(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["clauses", "saad-seine-et-marne"]) == 0
    assert "mot-date" not in capsys.readouterr().err


def found_in(tmp_path: Path, head: str, words: str) -> list[str]:
    """The codes that a clause of the test library brings, with this in its front matter and these words at its end."""
    shutil.copytree(LIBRARY, tmp_path, dirs_exist_ok=True)
    path = tmp_path / "essai" / "suivi.md"
    text = path.read_text(encoding="utf-8").replace("questions:", f"{head}questions:", 1)
    path.write_text(f"{text}\n{words}\n", encoding="utf-8")
    return [finding.code for finding in wording(load_model("essai", alone(tmp_path)))]


@pytest.mark.parametrize(
    "words",
    [
        "Ces contrats transitoires de 2017 arrivent à échéance.",
        "La délibération du 16 octobre 2023 approuve le contrat.",
        "Le contrat 2019-2023 prend fin.",
        "Mentions du 13/11/2023.",
        "Le tarif départemental est de 23,00 €.",
        "Le tarif départemental est de 23 euros.",
        "Un taux de 0,5 % est appliqué.",
        "Une activité de 30 000 heures est demandée.",
        "Écrire à donnees@exemple.fr.",
        "Voir https://www.exemple.fr/cpom.",
        "{% if droit %}En 2019, {% endif %}les parties se réunissent.",
        "{{ effet or '1er avril 2019' }}",
    ],
)
def test_words_of_another_time_are_told(tmp_path: Path, words: str) -> None:
    assert found_in(tmp_path, "", words)[:1] == ["mot-date"]


@pytest.mark.parametrize(
    "words",
    [
        'Le contrat prend effet le {{ effet | vierge("1er avril 2019") }}.',
        "{% if vierge %}Pied de page du 13/11/2023.{% endif %}",
        "{% if not vierge %}Rien.{% else %}Pied de page de 2023.{% endif %}",
        '{{ note("Voir le rapport de 2019.") }}{{ remarque("Depuis 2023, rien.") }}',
        "La loi n° 2015-1776 du 28 décembre 2015 s'applique.",
        "La loi de financement de la sécurité sociale pour 2022 s'applique.",
        "Les documents sont transmis le 30 avril de l'année suivante.",
    ],
)
def test_the_words_of_the_form_those_of_the_law_and_deadlines_are_not(tmp_path: Path, words: str) -> None:
    assert found_in(tmp_path, "", words) == []


def test_an_amount_may_stand_in_a_clause_that_says_why(tmp_path: Path) -> None:
    head = "constantes:\n  - {texte: une pénalité de 1 000 €, motif: Terme du modèle.}\n"
    assert found_in(tmp_path, head, "Il doit une pénalité de 1 000 €.") == []


@pytest.mark.parametrize(
    ("quoted", "codes"),
    [
        ("Les parties se réunissent […]", []),
        ("Les parties (…) deux fois par an.", []),
        ("Les parties se concertent", ["ecart-introuvable"]),
        ("les parties, sous leur nom", ["ecart-introuvable"]),
    ],
)
def test_a_departure_quotes_what_the_clause_prints(tmp_path: Path, quoted: str, codes: list[str]) -> None:
    head = f'ecarts:\n  - {{source: Les parties, texte: "{quoted}", motif: Essai.}}\n'
    assert found_in(tmp_path, head, "Les parties se réunissent {{ effet }}.") == codes


@pytest.mark.parametrize(
    ("clause", "quotation"),
    [
        (
            '{{ accorde("le/les service(s)", services) }} de la zone',
            "les services de la zone",
        ),
        ("{% set nom %}la {{ effet }} de Brest{% endset %}Voir {{ nom }}.", "Voir la […] de Brest."),
        ("{% for x in liste %}un, {% endfor %}deux", "un, un, deux"),
        ('{{ "A" if vierge else "À" }} défaut', "À défaut"),
        ("- une **ligne** ;\n- une autre.", "une ligne ; une autre."),
    ],
)
def test_the_words_of_a_clause_are_read_through_its_code(clause: str, quotation: str) -> None:
    assert prints(read(clause), quotation)
    assert not prints(read(clause), f"{quotation} jamais")


@pytest.mark.parametrize(
    "head",
    [
        'notes: ["voir l\'article L. 999-1"]\n',
        "remarques: [{au_modele: rien, ici: l'article L. 999-1, motif: essai}]\n",
        "constantes: [{texte: Les parties se réunissent, motif: l'article L. 999-1}]\n",
    ],
)
def test_an_article_cited_anywhere_in_a_clause_is_to_be_in_the_register(tmp_path: Path, head: str) -> None:
    """In a note to the drafter, in a reason, in a source: the register knows from when it may be cited."""
    assert "article-inconnu" in found_in(tmp_path, head, "")


def test_an_article_cited_in_a_table_is_to_be_in_the_register(tmp_path: Path) -> None:
    shutil.copytree("clauses", tmp_path, dirs_exist_ok=True)
    path = tmp_path / "saad" / "tableaux" / "activite.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("titre: ", "titre: L. 999-1, ", 1), encoding="utf-8")
    assert "article-inconnu" in [one.code for one in wording(load_model("saad", alone(tmp_path)))]


def test_each_of_them_is_told_at_its_line(tmp_path: Path) -> None:
    shutil.copytree(LIBRARY, tmp_path, dirs_exist_ok=True)
    path = tmp_path / "essai" / "suivi.md"
    path.write_text(
        "---\ntitre: Suivi\nsource: essai, article 4 (article L. 998-1)\necarts:\n  - source: Les parties\n"
        "    texte: [Les parties, Le comité]\n    motif: Essai.\n---\nLes parties se réunissent.\n\nEn 2019.\n\n"
        "La loi n° 2015-1776 du 28 décembre 2015 vaut pour 2019.\nL’article L. 999-9 du code.\n",
        encoding="utf-8",
    )
    told = [(one.code, one.place.line) for one in wording(load_model("essai", alone(tmp_path))) if one.place]
    assert told == [
        ("ecart-introuvable", 6),
        ("mot-date", 11),
        ("mot-date", 13),
        ("article-inconnu", 3),
        ("article-inconnu", 14),
    ]
