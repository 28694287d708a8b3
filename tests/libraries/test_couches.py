"""A library laid over the installed one: what it adds, replaces and inherits, and where its mistakes are told."""

from __future__ import annotations

import shutil
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path

import pytest
from docx import Document as WordDocument

from engine.assembly.soundness import open_model
from engine.dossier import open_dossier
from engine.errors import InputError
from engine.libraries.modele import model_names
from engine.libraries.ouverture import again, installed, opened
from engine.soundness.controls import controlled
from engine.writing.layout.plain import write_text
from tests.libraries.conftest import DESCRIPTION

TODAY = date(2024, 1, 15)
OWN_LIMIT = "Le Département Exemple ne le proroge pas."
OURS_LIMIT = "souhaitant la prorogation du présent contrat"


def text(folder: Path, modele: str, *libraries: str) -> str:
    file = folder / f"{modele}.yaml"
    file.write_text(DESCRIPTION.format(modele=modele), encoding="utf-8")
    return write_text(open_dossier(file, TODAY, opened(map(Path, libraries))).assembled().document)


def told(*libraries: str, modele: str = "sad-exemple") -> list[str]:
    with pytest.raises(InputError) as refused:
        open_model(modele, opened(map(Path, libraries)))
    return [f"{one.place} {one.code}" for one in refused.value.findings]


def test_a_model_inherits_from_ours_and_has_clauses_of_its_own(ici: Path) -> None:
    said = text(ici, "sad-exemple", "ma")
    assert "CONTRAT DE SERVICE AUTONOMIE À DOMICILE" in said.upper()
    assert "Tout litige est d’abord soumis à [à compléter : nom du médiateur]." in said
    assert "Vu le règlement départemental d’aide sociale du Département Exemple\u202f;" in said


def test_a_clause_alone_replaces_that_of_our_model_and_of_its_heirs(ici: Path) -> None:
    for modele in ("saad", "sad-exemple"):
        said = text(ici, modele, "ma")
        assert OWN_LIMIT in said
        assert OURS_LIMIT not in said
    assert OURS_LIMIT in text(ici, "saad")


def test_a_shared_sentence_is_replaced_in_our_own_clauses(ici: Path) -> None:
    assert "Signé à Rennes" in text(ici, "saad", "ma")
    assert "Fait à Rennes" in text(ici, "saad")


def test_a_model_may_inherit_from_the_one_of_its_own_name(ici: Path) -> None:
    (ici / "ma/modeles/saad/modele.yaml").write_text(
        "modele: saad\nherite: saad\nintitule: Le nôtre\n", encoding="utf-8"
    )
    library = opened([Path("ma")])
    model = open_model("saad", library)
    assert (model.plan.intitule, open_model("saad").plan.intitule) == (
        "Le nôtre", "Contrat pluriannuel d'objectifs et de moyens (CPOM)",
    )  # fmt: skip
    assert [couche.nom for couche, _ in model.lignee] == ["Département Exemple", "cpom", "cpom"]
    assert open_model("sad-exemple", library).plan.visas == open_model("saad").plan.visas
    assert open_model("saad", model.dessous).plan.intitule == open_model("saad").plan.intitule


def test_models_may_be_at_the_root(ici: Path) -> None:
    shutil.move("ma/modeles/sad-exemple", "ma/sad-exemple")
    assert "Tout litige est d’abord soumis" in text(ici, "sad-exemple", "ma")


def test_several_libraries_the_first_over_the_others(ici: Path) -> None:
    (ici / "sur").mkdir()
    (ici / "sur/bibliotheque.yaml").write_text("format: 1\nnom: Dessus\nversion: 1\n", encoding="utf-8")
    shutil.copytree("ma/communes", "sur/communes")
    file = ici / "sur/communes/fait-a.md"
    file.write_text(file.read_text("utf-8").replace("Signé", "Établi"), encoding="utf-8")
    assert "Établi à Rennes" in text(ici, "sad-exemple", "sur", "ma")
    assert "Signé à Rennes" in text(ici, "sad-exemple", "ma", "sur")
    (ici / "sur/bibliotheque.yaml").write_text("format: 1\nnom: Dessus\nversion: 1\nherite: ../ma\n", encoding="utf-8")
    assert "Établi à Rennes" in text(ici, "sad-exemple", "sur")
    assert opened([Path("sur")]).titres == ("Dessus 1", "Département Exemple 2026.1", *installed().titres)


def test_a_library_that_is_laid_over_itself_is_refused(ici: Path) -> None:
    file = ici / "ma/bibliotheque.yaml"
    file.write_text(file.read_text("utf-8") + "herite: ../ma\n", encoding="utf-8")
    with pytest.raises(InputError) as refused:
        opened([Path("ma")])
    assert [f"{one.place} {one.code}" for one in refused.value.findings] == [
        "ma/bibliotheque.yaml:6:9 bibliotheque-en-rond"
    ]


def test_its_letterheads_come_first(ici: Path) -> None:
    neutral = installed().trouve("chartes/neutre.docx")
    assert neutral is not None
    word = WordDocument(str(neutral.chemin))
    word.sections[0].footer.paragraphs[0].insert_paragraph_before("Direction de l’autonomie")
    (ici / "ma/chartes").mkdir()
    word.save(str(ici / "ma/chartes/neutre.docx"))
    library = opened([Path("ma")])
    assert open_dossier(ici / "c.yaml", TODAY, library).charte == ici / "ma/chartes/neutre.docx"
    shutil.copy("ma/chartes/neutre.docx", "ma/chartes/sad.docx")
    plan = ici / "ma/modeles/sad-exemple/modele.yaml"
    plan.write_text(plan.read_text("utf-8") + "charte: sad.docx\n", encoding="utf-8")
    assert open_dossier(ici / "c.yaml", TODAY, again(library)).charte == ici / "ma/chartes/sad.docx"
    assert open_model("saad").charte_par_defaut is None


def test_mistakes_are_told_where_the_user_opens_the_file(ici: Path) -> None:
    (ici / "ma/modeles/saad/duree.md").write_text(
        "---\nsource: x\nsi: {statu: [x]}\n---\n{{ effe }}\n", encoding="utf-8"
    )
    assert "ma/modeles/saad/duree.md:3:13 condition-inconnue" in told("ma")
    (ici / "ma/communes/fait-a.md").write_text("sans en-tête", encoding="utf-8")
    assert any(one.startswith("ma/communes/fait-a.md:1:1 ") for one in told("ma"))


def test_a_folder_of_no_model_is_refused(ici: Path) -> None:
    shutil.move("ma/modeles/saad", "ma/modeles/saadd")
    with pytest.raises(InputError) as refused:
        opened([Path("ma")])
    (one,) = refused.value.findings
    assert (one.code, one.hint.partition(" ?")[0]) == ("modele-sans-plan", "Vouliez-vous dire « saad »")


def test_what_changes_on_disk_is_read_again_when_asked(ici: Path) -> None:
    library = opened([Path("ma")])
    assert again(library) is library
    assert opened([Path("ma")]) is library
    model = open_model("saad", library)
    file = ici / "ma/modeles/saad/duree.md"
    file.write_text(file.read_text("utf-8").replace("ne le proroge pas", "le proroge"), encoding="utf-8")
    assert open_model("saad", library) is model
    changed = again(library)
    assert changed is not library
    assert changed.empreinte != library.empreinte
    assert "Exemple le proroge" in open_model("saad", changed).clauses["duree"].corps


def test_two_libraries_in_threads_do_not_mix(ici: Path) -> None:
    shutil.copytree("ma", "autre")
    (ici / "autre/bibliotheque.yaml").write_text("format: 1\nnom: Autre\nversion: 3\n", encoding="utf-8")
    file = ici / "autre/modeles/saad/duree.md"
    file.write_text(file.read_text("utf-8").replace("ne le proroge pas", "le proroge deux fois"), encoding="utf-8")

    cases = ((("ma",), "ne le proroge pas"), (("autre",), "le proroge deux fois"), ((), OURS_LIMIT))

    def drafted(at: int) -> bool:
        libraries, words = cases[at % len(cases)]
        return words in text(ici / str(at), "saad", *libraries)

    for at in range(18):
        (ici / str(at)).mkdir()
    with ThreadPoolExecutor(6) as pool:
        assert all(pool.map(drafted, range(18)))


def test_the_fixture_is_sound(ici: Path) -> None:
    found = controlled(opened([Path("ma")])).findings
    assert [f"{one.place} {one.code}" for one in found if one.place and one.place.file.startswith("ma/")] == []


def test_the_installed_library_is_one_too() -> None:
    (couche,) = installed().couches
    assert couche.installee
    assert {"saad", "ehpad"} <= set(model_names())
