"""The marks of a clause: what a blank, a draft and a contract print of them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from engine.errors import InputError
from tests.marques import CLAUSE, LIBRARY, document, placed, words

DEUX_SERVICES = {"services": [{"nom": "Service A"}, {"nom": "Service B"}]}


def written(tmp_path: Path, body: str, facts: dict[str, Any] | None, head: str = "") -> str:
    """What the article « Suivi » of the library of these tests prints; of its blank where there is no fact."""
    _, header, _ = (LIBRARY / CLAUSE).read_text(encoding="utf-8").split("---\n")
    return words(document(placed(tmp_path, f"---\n{header}{head}---\n{body}\n"), facts))


ACCORDS = [
    ("La liste [du/des service(s)](services).", None, "La liste du/des service(s)."),
    ("La liste [du/des service(s)](services).", {"services": [{"nom": "A"}]}, "La liste du service."),
    ("La liste [du/des service(s)](services).", DEUX_SERVICES, "La liste des services."),
    ("[Le service | Chacun des services*](services) rend compte.", None, "Chacun des services rend compte."),
]
UNE_SIGNATAIRE = {"gestionnaire": {"representant": {"civilite": "Mme"}}}
DOMICILE = {"gestionnaire": {"adresse": "1 rue Exemple"}}
ADRESSE = "Le gestionnaire{?, dont le siège est {{ gestionnaire.adresse }},?} rend compte."
FACULTATIFS = [
    ("[M./Mme](gestionnaire.representant) signe.", UNE_SIGNATAIRE, "Mme signe."),
    ("[M./Mme](gestionnaire.representant) signe.", {}, "M./Mme signe."),
    (ADRESSE, None, "Le gestionnaire rend compte."),
    (ADRESSE, {}, "Le gestionnaire rend compte."),
    (ADRESSE, DOMICILE, "Le gestionnaire, dont le siège est 1 rue Exemple, rend compte."),
    ("Un bilan{?gestionnaire.adresse: annuel?} est rendu.", DOMICILE, "Un bilan annuel est rendu."),
]
PASSAGES = (
    "::: vierge\nÀ adapter.\n:::\n::: contrat\nUn bilan est rendu.\n:::\n::: {statut: association}\nL'association.\n:::"
)
NOTES: list[tuple[str, dict[str, str] | None, str]] = [
    ("Un bilan est rendu^[Préciser le [délai].].", None, "Un bilan est rendu [Préciser le [délai].]."),
    ("Un bilan est rendu^[Préciser le délai.].", {}, "Un bilan est rendu."),
    ("Un bilan est rendu^[remarque : Le modèle se contredit.].", None, "Un bilan est rendu."),
    ("Un bilan est rendu^[remarque: Le modèle se contredit.].", None, "Un bilan est rendu."),
]
SERVICES = "{% for service in services %}"
LISTES = [
    (f"{SERVICES}\n- {{{{ service.nom }}}}{{;.}}\n{{% endfor %}}", DEUX_SERVICES, "- Service A ; - Service B."),
    (f"Le {SERVICES}{{, et}}{{{{ service.nom }}}}{{% endfor %}}.", DEUX_SERVICES, "Le Service A et Service B."),
    (f"Le {SERVICES}{{{{ service.nom }}}}{{,}}{{% endfor %}}.", DEUX_SERVICES, "Le Service A, Service B."),
    (f"Le {SERVICES}{{{{ service.nom }}}}{{;}}{{% endfor %}}.", DEUX_SERVICES, "Le Service A ; Service B."),
]
PAR_CAS = [
    (PASSAGES, None, "À adapter. L'association."),
    (PASSAGES, {"gestionnaire": {"statut": "association"}}, "Un bilan est rendu. L'association."),
    (PASSAGES, {"gestionnaire": {"statut": "societe"}}, "Un bilan est rendu."),
    (PASSAGES, {}, "Un bilan est rendu. L'association."),
]


@pytest.mark.parametrize(("body", "facts", "expected"), [*ACCORDS, *FACULTATIFS, *NOTES, *LISTES, *PAR_CAS])
def test_a_mark_prints(tmp_path: Path, body: str, facts: dict[str, Any] | None, expected: str) -> None:
    assert written(tmp_path, body, facts) == expected


def test_what_a_blank_prints_is_said_once_in_the_front_matter(tmp_path: Path) -> None:
    head = 'vierge: {gestionnaire.raison_sociale: "[raison sociale]"}\n'
    body = "{{ gestionnaire.raison_sociale }} rend compte ; {{ gestionnaire.raison_sociale }} est entendu."
    assert (
        written(tmp_path / "vierge", body, None, head) == "[raison sociale] rend compte ; [raison sociale] est entendu."
    )
    assert "[à compléter" in written(tmp_path / "projet", body, {}, head)


def test_a_blank_keeps_a_slip_of_its_source_that_a_contract_puts_right(tmp_path: Path) -> None:
    head = "ecarts:\n  - {source: A défaut, texte: À défaut, motif: Accent., vierge: source}\n"
    assert written(tmp_path / "vierge", "À défaut de réponse.", None, head) == "A défaut de réponse."
    assert written(tmp_path / "contrat", "À défaut de réponse.", {}, head) == "À défaut de réponse."


@pytest.mark.parametrize(
    ("body", "head", "line", "said"),
    [
        ("Un.\n\n[le service](services)", "", 3, "ne dit ni singulier et pluriel"),
        ("Un.\n\n::: vierge\nDeux.", "", 3, "n'est pas fermé"),
        ("Un.\n:::", "", 2, "ferme un passage qui n'a pas été ouvert"),
        ("Un.\n::: brouillon\nDeux.\n:::", "", 2, "ou un cas, comme {statut: association}"),
        ("Un.\n\n\n{?, sans fait?}", "", 4, "ne dit pas de quel fait il dépend"),
        ("^[Un.]\n\n{?x: deux", "", 3, "ouvre des mots facultatifs qui ne sont pas fermés"),
        ("Un.\n\ndeux?}", "", 3, "n'ont pas été ouverts"),
        ("Un.\n\ndeux^[Préciser.", "", 3, "ouvre une note qui n'est pas fermée"),
        ("Un.\n\ndeux^[Préciser {{ duree }}.]", "", 3, "ou qui contient du code"),
        ("Un.\n[du/des service(s)] (services)", "", 2, "sans espace entre le crochet et la parenthèse"),
        ("Un.\n[du/des service(s)](services rend compte.", "", 2, "cet accord n'est pas fermé"),
        ("Un.\n[du/des service(s)](services", "", 2, "cet accord n'est pas fermé"),
        ("{% for s in services %}\n- {{ s.nom }}{.;}\n{% endfor %}", "", 2, "ce séparateur n'existe pas"),
        ("Un.\n\ndeux{;.}", "", 3, "ne vont que dans une liste"),
        ("Un.\n::: {abilitation: mixte}\nDeux.\n:::", "", 2, "Vouliez-vous dire « habilitation »"),
        ("Un.\n::: {habilitation: habilité}\nDeux.\n:::", "", 2, "Vouliez-vous dire « habilite »"),
        ("Un.\n{% if cas('statut', 'asso') %}Deux.{% endif %}", "", 2, "n'est pas une valeur du trait"),
        ("Un.", "ecarts:\n  - {source: A, texte: À, motif: Accent., vierge: source}\n", None, "ne se trouve pas"),
        ("À.", "ecarts:\n  - {source: [A, B], texte: À, motif: M., vierge: source}\n", None, "autant de citations"),
    ],
)
def test_a_mark_that_cannot_be_read_is_told_at_its_line(
    tmp_path: Path, body: str, head: str, line: int | None, said: str
) -> None:
    with pytest.raises(InputError) as told:
        written(tmp_path, body, {}, head)
    assert said in str(told.value)
    text = (tmp_path / "essai" / "suivi.md").read_text(encoding="utf-8")
    if line:
        first = text.split(body)[0].count("\n") + 1
        assert f"suivi.md:{first + line - 1}" in str(told.value)
