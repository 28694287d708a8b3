"""A mistake in a clause or in a plan is told with its file and what to do: the library's readers are lawyers too."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest

from engine.assembly.assemble import assemble
from engine.assembly.soundness import open_model
from engine.errors import InputError
from engine.law.applicable import Droit
from models.fiches.groupe import read_as
from tests.bibliotheques import OURS, alone

LIBRARY = Path("tests/fixtures/bibliotheque")


def assemble_from(library: Path) -> None:
    model = open_model("essai", alone(library))
    contrat = read_as(model.description, {"modele": "essai", "departement": "35"})
    assemble(model, contrat, Droit(date(2024, 1, 1), bibliotheque=OURS), None)


@pytest.mark.parametrize(
    ("file", "written", "mistaken", "said"),
    [
        ("habilite.md", "si: {habilitation:", "si: {abilitation:", "Vouliez-vous dire « habilitation » ?"),
        ("habilite.md", "[habilite, mixte]", "[habilité, mixte]", "Vouliez-vous dire « habilite » ?"),
        ("modele.yaml", "cumul: {habilitation:", "cumul: {abilitation:", "n'est pas un trait"),
        ("modele.yaml", "visas: [casf", "visas: [cafs", "« cafs » n'est pas au registre des textes"),
        ("modele.yaml", "  - suivi", "  - suivie", "créez suivie.md dans clauses/essai"),
        ("modele.yaml", "articles:", "artciles:", "Vouliez-vous dire « articles » ?"),
        ("suivi.md", "source: essai", "fondements: [casf/zzz]\nsource: essai", "« casf/zzz » n'est pas au registre"),
        ("suivi.md", "type: choix", "type: chois", "« chois » n'est pas une valeur admise"),
        ("suivi.md", "Les parties", "> Les parties", "une clause ne peut pas contenir une citation"),
        ("suivi.md", "Les parties", "{{ cas('zzz', 'oui') }}", "« zzz » n'est pas un trait"),
        ("suivi.md", "Les parties", "{% if cas(modele, 'oui') %}a{% endif %}", "(trait) ne peut pas être suivi"),
        ("suivi.md", "Les parties", "{% for i in range(10 ** 9) %}a{% endfor %}", "la clause ne peut pas être lue"),
        ("objet.md", "service.nom", "service.nmo", "« services[].nmo » n'est pas un fait de la description"),
        ("objet.md", "{% endfor %}", "[service](services){% endfor %}", "ne dit ni singulier et pluriel"),
        ("objet.md", "{% endfor %}", "", "la clause ne peut pas être lue"),
        ("objectifs.md", 'renvoi("suivi")', 'renvoi("suvi")', "renvoi à « suvi », que ce modèle ne contient pas"),
        ("generaux.md", "source: essai, article 2-1\n", "", "source"),
        (
            "suivi.md",
            "questions:",
            'ecarts:\n  - {source: "{{ accord(a, b) }}", texte: Les parties, motif: Accord.}\nquestions:',
            "contient du code",
        ),
    ],
)
def test_a_mistake_is_told_with_its_file(tmp_path: Path, file: str, written: str, mistaken: str, said: str) -> None:
    shutil.copytree(LIBRARY, tmp_path, dirs_exist_ok=True)
    path = tmp_path / "essai" / file
    text = path.read_text(encoding="utf-8")
    assert written in text
    path.write_text(text.replace(written, mistaken), encoding="utf-8")
    with pytest.raises(InputError) as told:
        assemble_from(tmp_path)
    assert said in str(told.value)
