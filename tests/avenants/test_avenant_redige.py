"""An avenant of each model, of several kinds of changes: its words make the consolidated contract, or it is refused."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

import cpom
from engine.avenants.applier import applied
from engine.avenants.letters import key
from engine.avenants.signed import contract_alone
from engine.document import Block, Heading, Paragraph, Section, Signatures, Text
from engine.rereading.files.read import read_edited
from engine.writing import written
from engine.writing.layout.written_lines import lines_of
from tests.bibliotheques import OURS
from tests.hands import plain

EXEMPLES = Path("data/exemples")
LE_2_MARS = date(2027, 3, 2)
JOUR = date(2026, 11, 28)

AJOUTEE = """
clauses_ajoutees:
  - {nom: comite, apres: CLAUSE, titre: Comité technique, texte: Un comité se réunit., motif: accord}
"""
OBJECTIF = """  - intitule: Prévenir les chutes à domicile
    operationnels:
      - intitule: Repérer les risques de chute
        actions:
          - intitule: Visiter le domicile avec la personne
"""
RETIREE = """
adaptations:
  CLAUSE: {supprimee: oui, motif: accord}
"""


def _old(name: str) -> cpom.Dossier:
    return cpom.ouvrir(EXEMPLES / f"{name}.yaml", jour=JOUR)


def _new(old: cpom.Dossier, more: str = "", *changed: tuple[str, str]) -> cpom.Dossier:
    text = old.yaml()
    for before, after in changed:
        assert before in text, before
        text = text.replace(before, after)
    return cpom.lire(text + more, dossier=EXEMPLES, jour=JOUR)


def _avenant(old: cpom.Dossier, new: cpom.Dossier, **said: object) -> cpom.Avenant:
    return cpom.avenant(old, new, **{"date": LE_2_MARS, "motif": "Accord.", "jour": JOUR, **said})  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("name", "more", "changed", "expected"),
    [
        ("saad-habilite", RETIREE.replace("CLAUSE", "litiges"), (("Lécousse, ", ""),), "L’article 8 est abrogé."),
        ("saad-mixte", AJOUTEE.replace("CLAUSE", "revision"), (), "il est inséré un article 6 bis"),
        ("saad-non-habilite", AJOUTEE.replace("CLAUSE", "duree"), (), "il est inséré un article 11"),
        ("ehpad-complet", AJOUTEE.replace("CLAUSE", "litiges"), (), "il est inséré un article 6 bis"),
        ("chrs-complet", AJOUTEE.replace("CLAUSE", "recours"), (), "VI bis"),
        ("sad-ille-et-vilaine-association", AJOUTEE.replace("CLAUSE", "litiges"), (), "un article 13 bis"),
        ("saad-seine-et-marne-association", AJOUTEE.replace("CLAUSE", "litiges"), (), "14 bis"),
    ],
)  # fmt: skip
def test_the_words_of_an_avenant_make_the_consolidated_contract(
    name: str, more: str, changed: tuple[tuple[str, str], ...], expected: str
) -> None:
    old = _old(name)
    made = _avenant(old, _new(old, more, *changed))
    assert not made.refus, made.constats
    assert expected in plain("\n".join(made.phrases))
    avenant = read_edited(made.redaction.ecrire("docx"))
    consolidated = lines_of(contract_alone(made.contrat_consolide.document))
    assert key(applied(lines_of(old.document()), avenant.lines, OURS)) == key(consolidated)
    again = cpom.lire(made.yaml(), dossier=EXEMPLES, jour=JOUR)
    assert lines_of(again.document()) == lines_of(made.contrat_consolide.document)


def test_a_wide_annexe_is_on_wide_pages_after_the_signatures() -> None:
    old = _old("saad-habilite")
    before = "  - intitule: Renforcer la coordination avec les acteurs du territoire"
    made = _avenant(old, _new(old, "", (before, OBJECTIF + before)))
    assert not made.refus, made.constats
    first, *others = made.redaction.document.sections
    assert any(isinstance(one, Signatures) for one in first.blocks)
    assert any(one.landscape for one in others)


@pytest.mark.parametrize(
    ("changed", "more", "code"),
    [
        ((), "", "avenant-sans-objet"),
        ((('siren: "999999014"', 'siren: "999999022"'),), "", "avenant-autre-gestionnaire"),
        ((('departement: "35"', 'departement: "22"'),), "", "avenant-autre-departement"),
        ((), "\navenants:\n  - {motif: un}\n  - {motif: deux}\n", "avenants-de-trop"),
    ],
)
def test_what_is_no_avenant_is_refused(changed: tuple[tuple[str, str], ...], more: str, code: str) -> None:
    old = _old("saad-habilite")
    made = _avenant(old, _new(old, more, *changed))
    assert made.refus
    assert code in [one.code for one in made.constats]


def test_a_contract_that_is_not_signed_has_no_avenant() -> None:
    old = _new(_old("saad-habilite"), "", (", date: 2024-01-15", ""))
    made = _avenant(old, _new(old, AJOUTEE.replace("CLAUSE", "duree")))
    assert "avenant-contrat-non-signe" in [one.code for one in made.constats]


def test_an_avenant_comes_after_its_contract() -> None:
    old = _old("saad-habilite")
    made = _avenant(old, _new(old, AJOUTEE.replace("CLAUSE", "duree")), date=date(2023, 1, 1))
    assert "avenants-ordre" in [one.code for one in made.constats]


def test_an_avenant_to_a_contract_that_has_ended_is_told() -> None:
    old = _old("saad-habilite")
    new = _new(old, AJOUTEE.replace("CLAUSE", "duree"))
    for day, told in ((date(2029, 1, 31), []), (date(2029, 2, 1), ["avertissement"])):
        found = _avenant(old, new, date=day).constats
        assert [one.gravite for one in found if one.code == "avenant-apres-echeance"] == told


def test_an_avenant_that_takes_effect_before_its_date_is_told_as_retroactive() -> None:
    old = _old("saad-habilite")
    new = _new(old, AJOUTEE.replace("CLAUSE", "duree"))
    for effet, told in ((date(2027, 3, 1), ["avertissement"]), (LE_2_MARS, []), (None, [])):
        made = _avenant(old, new, effet=effet)
        assert not made.refus
        assert [one.gravite for one in made.constats if one.code == "avenant-retroactif"] == told


def test_a_contract_of_another_model_is_refused_at_once() -> None:
    with pytest.raises(cpom.Refus) as error:
        _avenant(_old("saad-habilite"), _old("chrs-complet"))
    assert "avenant-autre-modele" in str(error.value)


def test_the_words_that_were_signed_are_not_changed_without_a_word(tmp_path: Path) -> None:
    old, path = _old("saad-habilite"), tmp_path / "signe.docx"
    path.write_bytes(_signed_in_other_words(old))
    more = AJOUTEE.replace("CLAUSE", "revision")
    refused = cpom.avenant(path, _new(old, more), date=LE_2_MARS, motif="Accord.", jour=JOUR)
    found = [one for one in refused.constats if one.code == "avenant-mots-signes"]
    assert [one.message.split(" : ")[0] for one in found] == ["Article 8"]
    assert refused.refus
    kept = f"{more}adaptations:\n  litiges: {{motif: mots signés, texte: {json.dumps(SIGNED, ensure_ascii=False)}}}\n"
    resolved = cpom.avenant(path, _new(old, kept), date=LE_2_MARS, motif="Accord.", jour=JOUR)
    assert not resolved.refus, resolved.constats
    assert "8" not in "".join(resolved.phrases)
    updated = cpom.avenant(path, _new(old, more), date=LE_2_MARS, motif="Accord.", jour=JOUR, actualiser=True)
    assert not updated.refus, updated.constats
    assert "article 8" in plain("\n".join(updated.phrases))


SIGNED = "Tout différend est porté devant le tribunal administratif compétent."


def _signed_in_other_words(old: cpom.Dossier) -> bytes:
    """The DOCX of a contract whose clause on disputes was another in the library, when it was signed."""
    tree = old.document()
    body, *others = tree.sections
    kept: list[Block] = []
    for block, clause in body.by_clause:
        if clause != "litiges" or isinstance(block, Heading):
            kept.append(block)
        elif SIGNED not in str(kept[-1]):
            kept.append(Paragraph((Text(SIGNED),)))
    first = replace(body, blocks=tuple(kept), clauses=_clauses(body, kept))
    return written(replace(tree, sections=(first, *others)), "docx", None)[0]


def _clauses(section: Section, kept: Sequence[Block]) -> tuple[str, ...]:
    names = {id(block): clause for block, clause in section.by_clause}
    return tuple(names.get(id(block), "litiges") for block in kept)


def test_an_avenant_is_not_taken_for_the_contract_that_it_carries(tmp_path: Path) -> None:
    old, path, autre = _old("saad-habilite"), tmp_path / "avenant.docx", tmp_path / "avenant.odt"
    new = _new(old, AJOUTEE.replace("CLAUSE", "duree"))
    redaction = _avenant(old, new).redaction
    path.write_bytes(redaction.ecrire("docx"))
    autre.write_bytes(redaction.ecrire("odt"))
    for taken in (
        lambda: cpom.ouvrir(path),
        lambda: cpom.ouvrir(autre),
        lambda: cpom.relire(path),
        lambda: cpom.comparer(old, path),
        lambda: cpom.avenant(path, new, date=LE_2_MARS, jour=JOUR),
        lambda: cpom.avenant(old, path, date=LE_2_MARS, jour=JOUR),
    ):
        with pytest.raises(cpom.Erreur) as error:
            taken()
        assert "c'est un avenant à un contrat (Association Exemple, modèle saad)" in str(error.value)


def test_the_consolidated_contract_alone_counts_among_the_deadlines_of_a_folder(tmp_path: Path) -> None:
    old = _old("saad-habilite")
    avenant = _avenant(old, _new(old, "", ("solde_avant: 30 septembre", "solde_avant: 31 octobre")))
    (tmp_path / "contrat.yaml").write_text(old.yaml(), encoding="utf-8")
    (tmp_path / "z.yaml").write_text(avenant.yaml(), encoding="utf-8")
    (tmp_path / "avenant.docx").write_bytes(avenant.redaction.ecrire("docx"))
    found = cpom.calendrier(tmp_path, jour=JOUR)
    assert [Path(one).name for one in found.contrats] == ["z.yaml"]
    told = {one.code: one.message for one in found.constats}
    assert "c'est un avenant" in told["pas-un-contrat"]
    assert "contrat.yaml est ce que le contrat était avant son avenant n° 1" in told["contrat-en-double"]
