"""The agreement notation of forms: the two forms that it stands for, in pairs."""

import pytest

from engine.accords import Axe, formes

EN_NOMBRE = {
    "du/des service(s)": ("du service", "des services"),
    "le/les service(s) prestataire(s) suivant(s)": (
        "le service prestataire suivant",
        "les services prestataires suivants",
    ),
    "l'/les établissement(s)": ("l'établissement", "les établissements"),
    "de la (des) convention(s) tripartite(s)": ("de la convention tripartite", "des conventions tripartites"),
    "de l'/des EHPAD signataire(s)": ("de l'EHPAD signataire", "des EHPAD signataires"),
    "à la/aux personne(s)": ("à la personne", "aux personnes"),
    "celui (ceux)": ("celui", "ceux"),
    "son/ses": ("son", "ses"),
    "original(aux)": ("original", "originaux"),
    "social(ux)": ("social", "sociaux"),
    "nouveau(x)": ("nouveau", "nouveaux"),
    "il(s) est/sont géré(s)": ("il est géré", "ils sont gérés"),
    "doi(ven)t": ("doit", "doivent"),
    "Objectif(s) opérationnel(s)": ("Objectif opérationnel", "Objectifs opérationnels"),
    "par le service | par l'un des services": ("par le service", "par l'un des services"),
}
EN_GENRE = {
    "M./Mme": ("M.", "Mme"),
    "Monsieur/Madame": ("Monsieur", "Madame"),
    "habilité(e)": ("habilité", "habilitée"),
    "géré(e)s": ("gérés", "gérées"),
    "directeur(trice) général(e)": ("directeur général", "directrice générale"),
    "administrateur(rice)": ("administrateur", "administratrice"),
    "premier(ère)": ("premier", "première"),
    "administratif(ve)": ("administratif", "administrative"),
    "heureux(se)": ("heureux", "heureuse"),
    "ancien(ne)": ("ancien", "ancienne"),
    "le (la) président(e)": ("le président", "la présidente"),
    "le(la) président(e)": ("le président", "la présidente"),
    "Le/la représentant(e) légal(e)": ("Le représentant légal", "La représentante légale"),
    "du/de la président(e)": ("du président", "de la présidente"),
    "au (à la) président(e)": ("au président", "à la présidente"),
    "le préfet (la préfète)": ("le préfet", "la préfète"),
    "Le directeur général (la directrice générale)": ("Le directeur général", "La directrice générale"),
}
ILLISIBLES: dict[tuple[str, Axe], str] = {
    ("services", "nombre"): "ne dit pas d'accord en nombre",
    ("habilité(e)", "nombre"): "ne dit pas d'accord en nombre",
    ("service(s)", "genre"): "ne dit pas d'accord en genre",
    ("dénommé(e)(s)", "genre"): "ne dit pas d'accord en genre",
    ("le/la service(s)", "nombre"): "à « le/la »",
    ("à l'objectif/aux objectifs suivant(s)", "nombre"): "à « à aux »",
    ("a | b | c | d", "nombre"): "deux formes sont attendues, ou trois",
}


@pytest.mark.parametrize("notation", EN_NOMBRE)
def test_a_notation_of_number_stands_for_the_singular_and_the_plural(notation: str) -> None:
    assert formes(notation, "nombre")[:2] == EN_NOMBRE[notation]


@pytest.mark.parametrize("notation", EN_GENRE)
def test_a_notation_of_gender_stands_for_the_masculine_and_the_feminine(notation: str) -> None:
    assert formes(notation, "genre")[:2] == EN_GENRE[notation]


@pytest.mark.parametrize("notation", [*EN_NOMBRE, *EN_GENRE])
def test_a_blank_prints_the_words_of_the_form(notation: str) -> None:
    axe: Axe = "nombre" if notation in EN_NOMBRE else "genre"
    assert formes(notation, axe).vierge == notation.partition(" | ")[0]


def test_a_star_marks_the_form_that_a_blank_prints() -> None:
    assert formes("devra | devront*", "nombre") == ("devra", "devront", "devront")


def test_what_a_blank_prints_can_be_written_third() -> None:
    assert formes("Son service est | Ses services sont | Son (ses) service(s)", "nombre") == (
        "Son service est", "Ses services sont", "Son (ses) service(s)",
    )  # fmt: skip


@pytest.mark.parametrize(("notation", "axe"), ILLISIBLES)
def test_what_cannot_be_resolved_is_refused(notation: str, axe: Axe) -> None:
    with pytest.raises(ValueError, match=ILLISIBLES[notation, axe]):
        formes(notation, axe)
