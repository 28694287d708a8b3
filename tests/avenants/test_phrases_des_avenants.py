"""What an avenant says of each kind of change, as a lawyer would write it."""

from __future__ import annotations

import pytest

from engine.avenants.modifications import Rewritten
from engine.avenants.parts import contract_of, repealed_heading
from engine.avenants.places import parts_under
from engine.carried import Kind, Line, Words
from engine.writing.layout.plain import write_text
from tests.consolidation import NOTHING, avenant_of, proved

Spelt = tuple[Kind, str, str]

OLD: tuple[Spelt, ...] = (
    ("paragraph", "Contrat d’objectifs", ""),
    ("paragraph", "Le Département, représenté par Mme Jeanne EXEMPLE,", "parties"),
    ("paragraph", "et l’Association Exemple.", "parties"),
    ("paragraph", "Vu le code général des collectivités territoriales ;", ""),
    ("heading", "Préambule", "preambule"),
    ("paragraph", "Les parties s’accordent.", "preambule"),
    ("heading", "Article 1er : Objet", "objet"),
    ("paragraph", "Le contrat dure cinq ans et couvre l’ensemble des services de l’association.", "objet"),
    ("paragraph", "Il couvre\u00a0:", "objet"),
    ("item", "l’aide à domicile ;", "objet"),
    ("item", "les soins.", "objet"),
    ("heading", "1-1 Moyens", "objet/moyens"),
    ("paragraph", "Le tarif est de 25,10\u00a0€/h, révisé au 1er janvier 2025 selon les mêmes règles.", "objet/moyens"),
    ("cell", "Année", "objet/moyens"),
    ("cell", "Tarif", "objet/moyens"),
    ("cell", "2024", "objet/moyens"),
    ("cell", "25,10\u00a0€", "objet/moyens"),
    ("heading", "Article 2 : Litiges", "litiges"),
    ("paragraph", "Les parties cherchent un accord avant de saisir le juge.", "litiges"),
    ("paragraph", "Fait à Rennes, le 15\u00a0janvier 2024.", "signatures"),
    ("cell", "Pour le Département", "signatures"),
    ("heading", "Annexe 1 : Diagnostic", "annexes/diagnostic"),
    ("paragraph", "Le service compte douze salariés.", "annexes/diagnostic"),
    ("heading", "Zone d’intervention", "annexes/diagnostic"),
    ("paragraph", "Rennes et Fougères.", "annexes/diagnostic"),
)  # fmt: skip


def lines(spelt: tuple[Spelt, ...]) -> list[Line]:
    return [Line((Words(text),), kind, clause) for kind, text, clause in spelt]


def changed(at: int, *others: Spelt, until: int | None = None) -> list[Line]:
    """The lines of the contract, with others in the place of one, or of those up to another."""
    return lines((*OLD[:at], *others, *OLD[at + 1 if until is None else until :]))


def told(new: list[Line]) -> str:
    """The sentences of the avenant, whose words were found to make the new contract, with plain spaces."""
    text = write_text(avenant_of(proved(lines(OLD), new), NOTHING))
    said = [one for one in text.replace("\u00a0", " ").replace("\u202f", " ").splitlines() if one]
    assert said[1].startswith("Le contrat est modifié comme suit")
    end = said.index("Les autres stipulations du contrat demeurent inchangées.")
    return "\n".join((*said[2:end], *said[end + 1 :]))


def reworded(at: int, old: str, new: str) -> list[Line]:
    kind, text, clause = OLD[at]
    assert old in text
    return changed(at, (kind, text.replace(old, new), clause))


@pytest.mark.parametrize(
    ("new", "said"),
    [
        (
            reworded(7, "cinq ans", "six ans"),
            "Au premier alinéa de l’article 1er, les mots « cinq ans » sont remplacés par les mots « six ans ».",
        ),
        (
            reworded(7, "couvre l’ensemble", "couvre, sauf accord, l’ensemble"),
            "Au premier alinéa de l’article 1er, les mots « couvre l’ensemble » sont remplacés par les mots"
            " « couvre, sauf accord, l’ensemble ».",
        ),
        (
            reworded(7, "l’association", "l’association « Exemple »"),
            "Au premier alinéa de l’article 1er, après les mots « services de l’association », sont insérés les mots"
            " « “ Exemple ” ».",
        ),
        (
            reworded(18, " avant de saisir le juge", ""),
            "À l’article 2, les mots « avant de saisir le juge » sont supprimés.",
        ),
        (
            reworded(12, "25,10", "27,35"),
            "À l’alinéa unique de l’article 1-1, les mots « 25,10 €/h » sont remplacés par les mots « 27,35 €/h ».",
        ),
        (
            reworded(12, "1er janvier 2025", "1er mars 2026"),
            "À l’alinéa unique de l’article 1-1, les mots « 1er janvier 2025 » sont remplacés par les mots"
            " « 1er mars 2026 ».",
        ),
        (
            reworded(16, "25,10", "27,35"),
            "Au tableau de l’article 1-1, les mots « 25,10 € » sont remplacés par les mots « 27,35 € ».",
        ),
        (
            reworded(1, "Jeanne", "Claire"),
            "Au premier alinéa de la désignation des parties, les mots « Mme Jeanne » sont remplacés par les mots"
            " « Mme Claire ».",
        ),
        (
            changed(18, ("paragraph", "Le juge administratif est seul compétent.", "litiges")),
            "L’alinéa unique de l’article 2 est ainsi rédigé :\n« Le juge administratif est seul compétent. »",
        ),
        (
            changed(9, ("item", "l’aide ;", "objet"), ("item", "les repas ;", "objet"), OLD[9]),
            "Après le deuxième alinéa de l’article 1er, sont insérés deux alinéas ainsi rédigés :\n« – l’aide ;\n"
            "« – les repas ; »",
        ),
        (changed(10), "Le quatrième alinéa de l’article 1er est supprimé."),
        (changed(8, until=11), "Les deuxième à quatrième alinéas de l’article 1er sont supprimés."),
        (changed(9, until=11), "Les troisième et quatrième alinéas de l’article 1er sont supprimés."),
        (
            changed(17, ("heading", "Article 2 : Différends", "litiges")),
            "L’intitulé de l’article 2 est ainsi rédigé :\n« Article 2 : Différends »",
        ),
        (
            changed(17, ("heading", "Article 2 (abrogé)", "litiges"), until=19),
            "L’article 2 est abrogé.",
        ),
        (
            changed(19, ("heading", "Article 3 : Suivi", "suivi"), ("paragraph", "Un bilan.", "suivi"), OLD[19]),
            "Après l’article 2, il est inséré un article 3 ainsi rédigé :\n« Article 3 : Suivi\n« Un bilan. »",
        ),
        (
            changed(11, ("heading", "1-1 bis Suivi", "objet"), ("item", "un bilan.", "objet"), OLD[11]),
            "Avant l’article 1-1, il est inséré un article 1-1 bis ainsi rédigé :\n« 1-1 bis Suivi\n« – un bilan. »",
        ),
        (
            changed(3, OLD[3], ("paragraph", "Vu la loi ;", "")),
            "Après l’alinéa unique des visas, il est inséré un alinéa ainsi rédigé :\n« Vu la loi ; »",
        ),
        (
            changed(24, ("paragraph", "Vitré.", "annexes/diagnostic"), ("item", "Janzé.", "annexes/diagnostic")),
            "L’annexe 1 est remplacée par le texte annexé au présent avenant.\nTexte annexé à l’avenant : l’annexe 1\n"
            "« Annexe 1 : Diagnostic\n« Le service compte douze salariés.\n« § Zone d’intervention\n« Vitré.\n"
            "« – Janzé. »",
        ),
        (
            reworded(24, "Fougères", "Vitré"),
            "À la rubrique « Zone d’intervention » de l’annexe 1, les mots « et Fougères » sont remplacés par les mots"
            " « et Vitré ».",
        ),
        (
            changed(5, ("paragraph", "Les parties s’accordent.\nElles signent.", "preambule")),
            "L’alinéa unique du préambule est ainsi rédigé :\n« Les parties s’accordent.\n» Elles signent. »",
        ),
        (
            [
                *lines(OLD),
                *lines((("heading", "Annexe 2 : Liste", "annexes/liste"), ("paragraph", "Rennes.", "annexes/liste"))),
            ],
            "Après l’annexe 1, il est inséré une annexe 2, dont le texte est annexé au présent avenant.\n"
            "Texte annexé à l’avenant : une annexe 2\n« Annexe 2 : Liste\n« Rennes. »",
        ),
    ],
)
def test_a_change_is_said_as_it_is_in_an_avenant(new: list[Line], said: str) -> None:
    assert told(new) == said


def test_an_article_is_written_again_where_most_of_it_changes() -> None:
    old = (
        OLD[:19] + tuple(("item", f"le service numéro {at} de l’association", "litiges") for at in range(4)) + OLD[19:]
    )
    new = (*OLD[:18], *(("item", f"la clause {at} est tout autre", "litiges") for at in range(5)), *OLD[19:])
    (operation,) = proved(lines(old), lines(new))
    assert isinstance(operation, Rewritten)
    assert operation.place.name == "l’article 2"


@pytest.mark.parametrize(
    ("heading", "stays"),
    [
        ("Article 8 : Litiges", "Article 8 (abrogé)"),
        ("Article 8 – Litiges", "Article 8 (abrogé)"),
        ("Article 5 bis : Litiges", "Article 5 bis (abrogé)"),
        ("Annexe 2 : Liste", "Annexe 2 (abrogée)"),
        ("8.2.1 Le principe", "8.2.1 (abrogé)"),
        ("3-1 Tarifs", "3-1 (abrogé)"),
        ("VI. - Recours", "VI (abrogé)"),
        ("b) Résultats", "b) (abrogé)"),
        ("Comité de suivi", ""),
    ],
)
def test_what_is_repealed_keeps_its_number(heading: str, stays: str) -> None:
    assert repealed_heading(heading) == stays


@pytest.mark.parametrize(("first", "last"), [(21, 23), (20, 22), (21, 22), (31, 35)])
def test_the_ordinals_of_several_alineas_may_have_an_and_of_their_own(first: int, last: int) -> None:
    """« Les vingt et unième à vingt-troisième alinéas » are three, of the long article that holds them."""
    heads: tuple[Spelt, ...] = (("paragraph", "Contrat", ""), ("heading", "Article 1er : Objet", "objet"))
    alineas: list[Spelt] = [("paragraph", f"Stipulation {'a' * rank} propre.", "objet") for rank in range(1, 41)]
    other: list[Spelt] = [
        ("paragraph", f"Autre règle {'b' * rank} convenue ensuite.", "objet") for rank in range(first, last + 1)
    ]
    new = (*heads, *alineas[: first - 1], *other, *alineas[last:])
    assert proved(lines((*heads, *alineas)), lines(new))


@pytest.mark.parametrize(
    ("spelt", "names"),
    [
        (
            (
                ("heading", "Article 3 : Moyens", "moyens-habilite"),
                ("heading", "3-2 Dotation", "moyens-habilite/dotation"),
                ("paragraph", "Au global, 144 000 €.", "moyens/dotation"),
                ("heading", "3-3 Résultats", "moyens-habilite/resultats"),
                ("heading", "Article 3 bis : Moyens", "moyens-non-habilite"),
                ("heading", "3 bis-2 Dotation", "moyens-non-habilite/dotation"),
                ("paragraph", "Au global, 144 000 €.", "moyens/dotation"),
            ),
            ["l’article 3", "l’article 3-2", "l’article 3-3", "l’article 3 bis", "l’article 3 bis-2",
             "les stipulations placées après l’article 3 bis"],
        ),
        (
            (
                ("heading", "III. - Moyens", "moyens"),
                ("heading", "1. Évolution", "moyens/evolution"),
                ("heading", "a) Base budgétaire", "moyens/base"),
            ),
            ["le III", "le 1 du III", "le a du 1 du III"],
        ),
    ],
)  # fmt: skip
def test_each_part_has_the_name_that_its_number_gives(spelt: tuple[Spelt, ...], names: list[str]) -> None:
    assert [one.name for one in parts_under(contract_of(lines(spelt)))] == names
