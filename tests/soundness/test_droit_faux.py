"""The law of a library, wrong in several files at once: each mistake is told, and none that only follows."""

from __future__ import annotations

from pathlib import Path

from engine.libraries.ouverture import opened
from engine.soundness.controls import controlled

TEXTES = """\
decret-2016-502:
  note: Voir la note du service.
reglement:
  sitte: le règlement départemental d'aide sociale
"""
MONTANTS = """\
tarif-minimal:
  annees:
    2031: {montant: beaucoup, instrument: l'arrêté, statut: confirmé, source: exemple}
"""
EXPERIMENTATIONS = """\
essai:
  libelle: expérimentation
  territoires: ["35"]
  du: 2026-01-01
  jusquau: 2025-01-01
  fixe_par: reglement
  statut: confirmé
  source: exemple
"""
SUIVI = """\
---
titre: Suivi
source: exemple
---
Les parties se réunissent en application {texte reglement}, {{ suivi.zzz }}.
"""


def wrong(folder: Path) -> set[tuple[str, int, str]]:
    files = {
        "bibliotheque.yaml": "format: 1\nnom: Exemple\nversion: '1'\n",
        "modeles/a-moi/modele.yaml": "herite: saad\n",
        "modeles/a-moi/suivi.md": SUIVI,
        "droit/textes.yaml": TEXTES,
        "droit/montants.yaml": MONTANTS,
        "droit/experimentations.yaml": EXPERIMENTATIONS,
    }
    for name, content in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(content, encoding="utf-8")
    found = [one for one in controlled(opened([folder])).findings if one.place]
    return {(Path(one.place.file).name, one.place.line, one.code) for one in found if one.place}


def test_one_file_of_law_that_is_wrong_hides_no_other_and_no_clause(tmp_path: Path) -> None:
    assert wrong(tmp_path) == {
        ("textes.yaml", 1, "correction-sans-motif"),
        ("textes.yaml", 3, "referentiel-invalide"),
        ("textes.yaml", 4, "referentiel-invalide"),
        ("montants.yaml", 3, "referentiel-invalide"),
        ("experimentations.yaml", 5, "referentiel-invalide"),
        ("suivi.md", 5, "clause-invalide"),
    }


def test_an_unknown_key_of_an_entry_is_told_with_the_one_it_may_stand_for(tmp_path: Path) -> None:
    wrong(tmp_path)
    (told,) = [one for one in controlled(opened([tmp_path])).findings if "sitte" in one.message]
    assert told.hint == "Vouliez-vous dire « cite » ? docs/veille-juridique.md dit les clés de chaque fichier."
