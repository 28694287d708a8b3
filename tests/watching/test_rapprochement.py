"""What archives of the DILA say of the register: each thing that may happen to a text is told for what it is."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import cpom
from engine.cli import main
from tests.archives_dila import (
    DU_JOUR,
    GLOBALE,
    archive,
    article,
    article_path,
    jorf_path,
    link,
    texte,
    texte_path,
)
from tests.hands import plain

A, B, C = "LEGIARTI000031716152", "LEGIARTI000099000001", "LEGIARTI000099000002"
NONE = "2999-01-01"
FIRST, SECOND = (A, "MODIFIE", "2015-12-30", "2023-06-30"), (B, "VIGUEUR", "2023-06-30", NONE)


def watched(tmp_path: Path, files: dict[str, str], name: str = GLOBALE) -> dict[str, cpom.Proposition]:
    found = cpom.veiller([archive(tmp_path / name, files)])
    assert found.entiere
    return {one.cle: one for one in found.propositions}


def said(one: cpom.Proposition) -> str:
    return plain("\n".join((*one.dit, *one.remarques))).replace("’", "'")


# --- An article -------------------------------------------------------------------------------------------------------


def test_a_version_that_the_register_does_not_know_is_new(tmp_path: Path) -> None:
    by = link("MODIFIE", "Décret n° 2099-1 du 1er janvier 2099 - art. 1")
    files = {article_path(B): article(SECOND, "L313-11-1", [FIRST], links=by)}
    found = watched(tmp_path, files)["casf/l313-11-1"]
    assert found.sort == "nouvelle version"
    assert said(found) == (
        f"version {B}, du 30 juin 2023 (en vigueur) (modifié par Décret n° 2099-1 du 1er janvier 2099 - art. 1)"
    )
    assert found.propose == {"identifiants": [A, B]}


def test_the_list_of_versions_is_in_no_order_and_holds_stillborn_ones(tmp_path: Path) -> None:
    stillborn = (C, "MODIFIE_MORT_NE", "2222-02-22", "2023-06-30")
    only = (A, "VIGUEUR", "2015-12-30", NONE)
    found = watched(tmp_path, {article_path(A): article(only, "L313-11-1", [stillborn])})["casf/l313-11-1"]
    assert found.sort == "identique"
    assert f"version {C} mort-née" in said(found)
    assert found.propose == {}


def test_an_article_without_identifier_is_found_by_its_number_in_its_code(tmp_path: Path) -> None:
    files = {
        article_path(B): article((B, "VIGUEUR", "2016-01-01", NONE), "*R314-40"),
        article_path(C, "LEGITEXT000006072665"): article(
            (C, "VIGUEUR", "2016-01-01", NONE), "R314-39", code="LEGITEXT000006072665"
        ),
    }
    found = watched(tmp_path, files)
    assert found["casf/r314-40"].sort == "à rattacher"
    assert found["casf/r314-40"].propose == {"identifiants": [B]}
    assert found["casf/r314-39"].sort == "absent"  # it is of another code


@pytest.mark.parametrize(
    ("state", "end", "sort", "words", "proposed"),
    [
        ("ABROGE", "2026-01-01", "abrogé", "abrogé le 1er janvier 2026", "2026-01-01"),
        ("ABROGE_DIFF", "2027-07-01", "abrogé", "abrogé à terme le 1er juillet 2027", "2027-07-01"),
        ("ABROGE_DIFF", "2222-02-22", "abrogé", "abrogé à terme, à un jour qui n'est pas encore fixé", None),
        ("ABROGE", NONE, "abrogé", "abrogé, à un jour qui n'est pas dit", None),
        ("PERIME", "2026-01-01", "abrogé", "périmé le 1er janvier 2026", "2026-01-01"),
        ("ANNULE", "2026-01-01", "abrogé", "annulé le 1er janvier 2026", "2026-01-01"),
        ("TRANSFERE", "2026-01-01", "remplacé", "transféré le 1er janvier 2026", None),
        (
            "MODIFIE",
            "2026-01-01",
            "lacune",
            f"la version {B} finit le 1er janvier 2026, et celle qui suit manque",
            None,
        ),
        ("VIGUEUR", "2026-01-01", "lacune", f"version {B}, dite en vigueur mais finie le", None),
    ],
)
def test_how_an_article_ends(tmp_path: Path, state: str, end: str, sort: str, words: str, proposed: str | None) -> None:
    files = {article_path(B): article((B, state, "2010-01-01", end), "D313-17")}
    found = watched(tmp_path, files)["casf/d313-17"]
    assert found.sort == sort
    assert words in said(found)
    assert str(found.propose.get("abroge", {}).get("le")) == str(proposed)


def test_a_day_that_differs_is_told_with_both(tmp_path: Path) -> None:
    files = {article_path(B): article((B, "VIGUEUR", "2018-11-24", NONE), "L313-11-2")}
    found = watched(tmp_path, files)["casf/l313-11-2"]
    assert found.sort == "date différente"
    assert "entrée en vigueur : le 24 novembre 2018, et non le 25 novembre 2018" in said(found)
    assert str(found.propose["en_vigueur"]) == "2018-11-24"


def test_a_version_to_come_is_told_as_such(tmp_path: Path) -> None:
    to_come = (B, "VIGUEUR_DIFF", "2027-01-01", NONE)
    unsettled = (C, "VIGUEUR_DIFF", "2222-02-22", NONE)
    first = (A, "VIGUEUR", "2015-12-30", "2027-01-01")
    found = watched(tmp_path, {article_path(A): article(first, "L313-11-1", [to_come, unsettled])})["casf/l313-11-1"]
    assert f"version {B}, du 1er janvier 2027 (à venir)" in said(found)
    assert f"version {C}, dont le jour n'est pas encore fixé" in said(found)


# --- A text -----------------------------------------------------------------------------------------------------------


def test_a_text_is_found_by_its_identifier_its_nor_or_its_number(tmp_path: Path) -> None:
    cid, version = "JORFTEXT000034160098", "LEGITEXT000099000001"
    law, nor = "JORFTEXT000099000001", "JORFTEXT000099000002"
    files = {
        texte_path(cid, version): texte(cid, version, nature="ARRETE", signed="2017-03-03", first="2017-03-11"),
        texte_path(law, "LEGITEXT000099000002"): texte(law, "LEGITEXT000099000002", nature="LOI", number="78-17"),
        jorf_path(nor): texte(nor, nor, nature="LOI", nor="TSSX2310018L", signed="2024-04-08", state=""),
    }
    found = watched(tmp_path, files)
    assert found["arrete-2017-03-03"].sort == "identique"
    assert found["loi-78-17"].propose == {"identifiants": [law, "LEGITEXT000099000002"]}
    assert found["loi-2024-317"].propose == {"identifiants": [nor]}


def test_the_days_of_an_act_and_of_its_end_are_compared(tmp_path: Path) -> None:
    cid, version = "JORFTEXT000047837913", "LEGITEXT000099000001"
    wrong = texte(
        cid, version, number="2023-608", signed="2023-07-14", state="ABROGE", first="2023-07-17", last="2026-09-01"
    )
    found = watched(tmp_path, {texte_path(cid, version): wrong})["decret-2023-608"]
    assert found.sort == "abrogé"
    for words in ("date : le 14 juillet 2023, et non le 13 juillet 2023", "abrogé le 1er septembre 2026",
                  "entrée en vigueur : le 17 juillet 2023, et non le 16 juillet 2023"):  # fmt: skip
        assert words in said(found)


def test_an_end_that_the_register_knows_is_no_news(tmp_path: Path) -> None:
    cid, version = "JORFTEXT000099000001", "LEGITEXT000099000001"
    for end, sort in (("2023-07-16", "identique"), ("2023-09-01", "date différente")):
        known = texte(
            cid, version, number="2016-502", signed="2016-04-22", state="ABROGE", first="2016-07-01", last=end
        )
        found = watched(tmp_path, {texte_path(cid, version): known})["decret-2016-502"]
        assert found.sort == sort
        assert "abroge" not in found.propose


# --- From an archive to another ---------------------------------------------------------------------------------------


def test_the_latest_archive_has_the_last_word_and_a_state_alone_is_no_change_of_words(tmp_path: Path) -> None:
    before, after = (B, "VIGUEUR", "2010-01-01", NONE), (B, "ABROGE_DIFF", "2010-01-01", "2027-01-01")
    whole = archive(tmp_path / GLOBALE, {article_path(B): article(before, "D313-17")})
    daily = archive(tmp_path / DU_JOUR, {article_path(B): article(after, "D313-17")})
    (found,) = [one for one in cpom.veiller([daily, whole]).propositions if one.cle == "casf/d313-17"]
    assert found.sort == "abrogé"
    assert f"version {B} : en vigueur devient abrogé à terme, sans changement de texte" in said(found)
    other = archive(tmp_path / DU_JOUR, {article_path(B): article(after, "D313-17", words="D'autres mots.")})
    (found,) = [one for one in cpom.veiller([whole, other]).propositions if one.cle == "casf/d313-17"]
    assert "sans changement de texte" not in said(found)


def test_a_new_version_with_the_same_words_is_told(tmp_path: Path) -> None:
    files = {article_path(one[0]): article(one, "L313-11-1", [FIRST, SECOND]) for one in (FIRST, SECOND)}
    found = watched(tmp_path, files)["casf/l313-11-1"]
    assert f"version {B}, du 30 juin 2023 : les mêmes mots que la précédente ({A})" in said(found)


def test_what_the_base_withdraws_is_known_no_more(tmp_path: Path) -> None:
    whole = archive(tmp_path / GLOBALE, {article_path(B): article((B, "VIGUEUR", "2010-01-01", NONE), "D313-17")})
    gone = article_path(B).removesuffix(".xml")
    daily = archive(tmp_path / DU_JOUR, {"liste_suppression_legi.dat": f"{gone}\n"})
    found = cpom.veiller([whole, daily])
    assert f"Retirés de la base : casf/d313-17 ({B})." in plain(found.texte())
    assert {one.cle: one.sort for one in found.propositions}["casf/d313-17"] == "absent"
    moved = archive(tmp_path / DU_JOUR, {"liste_suppression_legi.dat": gone.replace("code_en_", "code_non_")})
    assert {one.cle: one.sort for one in cpom.veiller([whole, moved]).propositions}["casf/d313-17"] == "à rattacher"


def test_a_text_modified_between_two_archives_is_told(tmp_path: Path) -> None:
    cid, version = "JORFTEXT000034160098", "LEGITEXT000099000001"
    paths = []
    for name, modified in ((GLOBALE, "2020-01-01"), (DU_JOUR, "2026-11-26")):
        text = texte(cid, version, nature="ARRETE", signed="2017-03-03", first="2017-03-11", modified=modified)
        paths.append(archive(tmp_path / name, {texte_path(cid, version): text}))
    (found,) = [one for one in cpom.veiller(paths).propositions if one.cle == "arrete-2017-03-03"]
    assert (found.sort, said(found)) == (
        "nouvelle version",
        "modification du 26 novembre 2026, entre deux de ces archives",
    )


# --- As it is told ----------------------------------------------------------------------------------------------------


def test_the_command_says_how_many_it_looked_at_and_what_it_did_not_find(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    files = {
        article_path(B): article(SECOND, "L313-11-1", [FIRST]),
        article_path(C): article((C, "VIGUEUR", "2010-01-01", NONE), "L999-1"),
        texte_path("JORFTEXT000099000001", "LEGITEXT000099000001"): texte(
            "JORFTEXT000099000001", "LEGITEXT000099000001"
        ),
    }
    path = archive(tmp_path / GLOBALE, files)
    words = ["droit", "importer", str(path), "--format", "txt,json", "--sortie", str(tmp_path / "output")]
    assert main(words) == 0
    told = plain(capsys.readouterr().out)
    assert "1 texte et 2 articles regardés ; 1 a une nouvelle version" in told
    assert "Pas trouvés dans ces archives : cgct, casf" in told
    assert "Sans identifiant, ni NOR, ni numéro, et donc pas cherchés : tfue" in told
    assert plain((tmp_path / "output/veille-2026-11-20.txt").read_text(encoding="utf-8")) == told
    whole = json.loads((tmp_path / "output/veille-2026-11-20.json").read_bytes())
    assert (whole["format"], whole["textes_regardes"], whole["articles_regardes"]) == (1, 1, 2)
    (new,) = [one for one in whole["propositions"] if one["sort"] == "nouvelle version"]
    assert [one["identifiant"] for one in new["versions"]] == [A, B]
    assert new["propose"] == {"identifiants": [A, B]}
