"""What someone at a terminal gets from each command: words, files and exit codes."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

import cpom
from engine.cli import COMMANDS, main
from engine.commands.parser import build_parser
from engine.libraries.modele import model_names

EXAMPLES = sorted(Path("data/exemples").glob("*.yaml"))
DRAFT = """
modele: saad
departement: "35"
services:
  - {nom: Service Exemple, habilitation_aide_sociale: oui}
"""


@pytest.fixture
def draft(tmp_path: Path) -> Path:
    file = tmp_path / "projet.yaml"
    file.write_text(DRAFT, encoding="utf-8")
    return file


def words_of(file: Path) -> str:
    return file.read_text(encoding="utf-8").replace("\u00a0", " ")


def test_a_draft_is_written_and_says_what_it_lacks_and_who_knows_it(
    draft: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["generer", str(draft), "--format", "txt", "--sortie", str(tmp_path / "sortie"), "--details"]) == 0
    written = capsys.readouterr()
    assert written.out.startswith(f"{tmp_path / 'sortie' / 'projet.txt'} : ")
    by_departement, by_gestionnaire = written.err.split("à compléter par le gestionnaire")
    assert "    signature.date : date de signature\n" in by_departement
    assert "    gestionnaire.raison_sociale : raison sociale de l" in by_gestionnaire
    text = (tmp_path / "sortie" / "projet.txt").read_text(encoding="utf-8")
    assert "[à compléter : raison sociale de l’organisme gestionnaire]" in text


def test_a_definitive_contract_is_refused_while_a_fact_is_missing(
    draft: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["generer", str(draft), "--definitif", "--sortie", str(tmp_path / "sortie")]) == 1
    assert "rien n'a été écrit" in capsys.readouterr().err
    assert not (tmp_path / "sortie").exists()


def test_an_error_stops_one_file_and_not_the_others(
    draft: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    wrong = tmp_path / "faux.yaml"
    wrong.write_text(DRAFT + "duré: 5 ans\n", encoding="utf-8")
    out = tmp_path / "sortie"
    assert main(["generer", str(wrong), str(draft), "--format", "txt,html", "--sortie", str(out)]) == 1
    assert sorted(file.name for file in out.iterdir()) == ["projet.html", "projet.txt", "rapport.txt"]
    assert f"{wrong}:6:1: erreur" in capsys.readouterr().err


def test_two_descriptions_never_overwrite_one_another(draft: Path, tmp_path: Path) -> None:
    twin = tmp_path / "autre" / draft.name
    twin.parent.mkdir()
    twin.write_text(DRAFT, encoding="utf-8")
    out = tmp_path / "sortie"
    assert main(["generer", str(draft), str(twin), "--format", "txt", "--sortie", str(out)]) == 1
    assert not out.exists()


def test_a_folder_that_cannot_be_written_is_said_in_one_line(
    draft: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "sortie").write_text("un fichier, pas un dossier", encoding="utf-8")
    assert main(["generer", str(draft), "--format", "txt", "--sortie", str(tmp_path / "sortie")]) == 1
    assert "ecriture-impossible" in capsys.readouterr().err


def test_the_blank_form_says_as_published_or_the_law_of_a_day(tmp_path: Path) -> None:
    words = ["generer", "--vierge", "saad", "--format", "txt", "--sortie", str(tmp_path)]
    assert main(words) == 0
    published = words_of(tmp_path / "saad-vierge.txt")
    assert "décret n° 2016-502" in published
    assert "tribunal interrégional de la tarification sanitaire et sociale" in published
    assert main([*words, "--date", "2025-03-01"]) == 0
    today = words_of(tmp_path / "saad-vierge.txt")
    assert "décret n° 2023-608" in today
    assert "tribunal interrégional" not in today


def test_verifier_sums_up_each_file(draft: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["verifier", str(draft)]) == 0
    assert str(draft) in capsys.readouterr().out


def test_expliquer_calls_every_part_by_words(capsys: pytest.CaptureFixture[str]) -> None:
    """A file name alone (« preambule ») says nothing to who reads the contract."""
    assert main(["expliquer", "data/exemples/ehpad-complet.yaml"]) == 0
    told = [line for line in capsys.readouterr().out.splitlines() if line.startswith(("gardée", "écartée"))]
    assert [line for line in told if " : " not in line] == []
    assert "gardée  preambule : préambule" in told


@pytest.mark.parametrize("command", [("expliquer", "data/exemples/saad-habilite.yaml"), ("clauses", "saad")])
def test_no_file_of_the_sources_is_shown_to_the_reader(
    command: tuple[str, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(command) == 0
    said = capsys.readouterr().out
    assert ".txt" not in said
    assert "CPOM d'Ille-et-Vilaine, préambule\n" in said


def test_expliquer_names_the_line_that_decided(draft: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["expliquer", str(draft)]) == 0
    said = capsys.readouterr().out
    assert f"habilitation = habilite, {draft}:5:55 services[1].habilitation_aide_sociale" in said
    assert "écartée moyens-non-habilite" in said
    assert "        sous moyens-habilite\n        toujours présente avec elle\n" in said


def test_the_library_is_listed_with_sources_and_conditions(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["modeles"]) == 0
    assert main(["clauses", "saad"]) == 0
    said = capsys.readouterr().out
    assert "saad : Contrat pluriannuel" in said
    assert "s'applique : habilitation = habilite ou mixte" in said
    assert "s'applique : toujours" in said


def test_an_unknown_model_is_said_with_those_that_exist(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["clauses", "sad"]) == 1
    assert "saad" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["generer"], "donnez au moins un FICHIER"),
        (["gnerer", "a.yaml"], "vouliez-vous dire « generer » ?"),
        (["generer", "a.yaml", "--format", "ods"], "format inconnu « ods »"),
        (["generer", "--vierge", "saad", "--date", "31/02/2024"], "n'est pas une date"),
        (["verifier"], "il manque : FICHIER"),
        (["verifier", "a.yaml", "--vite"], "argument inconnu : --vite\n"),
        (
            ["generer", "a.yaml", "--formats", "docx"],
            "argument inconnu : --formats docx : vouliez-vous dire « --format » ?",
        ),
        (["droit", "changements", "--datee=2026-01-01"], "vouliez-vous dire « --date » ?"),
    ],
)
def test_a_wrong_command_line_is_explained_in_french(
    words: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as stopped:
        main(words)
    assert stopped.value.code == 2
    assert said in capsys.readouterr().err


def test_the_help_is_in_french(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["generer", "--help"])
    said = capsys.readouterr().out
    assert "affiche cette aide" in said
    assert "show" not in said


def test_every_command_is_in_the_readme() -> None:
    readme = Path("README.md").read_text(encoding="utf-8")
    actions = build_parser(COMMANDS)._subparsers
    assert actions is not None
    for name, command in actions._group_actions[0].choices.items():  # type: ignore[union-attr, unused-ignore]
        assert f"`cpom {name}" in readme
        for option in command._option_string_actions:
            assert option in ("-h", "--help") or option in readme, (name, option)


def test_every_model_is_in_the_readme() -> None:
    readme = Path("README.md").read_text(encoding="utf-8")
    assert all(f"| `{name}` |" in readme for name in model_names())


def test_nothing_but_results_on_standard_output(draft: Path, tmp_path: Path) -> None:
    words = [sys.executable, "-m", "engine.cli", "generer", str(draft), "--format", "txt", "--sortie", str(tmp_path)]
    done = subprocess.run(words, capture_output=True, text=True, check=True)
    assert len(done.stdout.splitlines()) == 1
    assert done.stdout.startswith(f"{tmp_path / 'projet.txt'} : ")
    assert "\x1b" not in done.stdout + done.stderr


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda path: path.stem)
def test_every_example_is_free_of_errors(example: Path) -> None:
    assert main(["verifier", str(example)]) == 0


def test_the_calendar_gives_the_working_day_before_a_last_day_to_notify(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The day after a Sunday would be too late; the end of the contract is no day to act by."""
    file = tmp_path / "contrat.yaml"
    file.write_text("modele: ehpad\ndepartement: '35'\neffet: 2026-01-01\nduree: 5 ans\n", encoding="utf-8")
    assert main(["calendrier", str(file)]) == 0
    said = capsys.readouterr().out.replace("\u00a0", " ").replace("\u202f", " ")
    (notice,) = (line.strip() for line in said.splitlines() if "dernier jour pour notifier" in line)
    assert notice.startswith("dimanche 30 juin 2030 : ")
    assert "(article 9 ; la partie qui souhaite la prorogation)" in notice
    assert "(dimanche ; jour ouvrable précédent : samedi 29 juin 2030 ; le préavis se compte à rebours" in notice
    assert "mardi 31 décembre 2030 : échéance du contrat (article 9)\n" in said


def test_a_calendar_without_dates_says_what_is_missing(draft: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["calendrier", str(draft)]) == 1
    said = capsys.readouterr().err
    assert f"{draft}:1:1: erreur [calendrier-inconnu]" in said
    assert "Complétez « effet » et « duree »" in said


def test_a_calendar_of_a_description_with_errors_says_them_and_returns_1(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "contrat.yaml"
    for dates, printed in (("", False), ("effet: 2026-01-01\nduree: 5 ans\n", True)):
        file.write_text(f"modele: ehpad\ndepartement: '999'\n{dates}", encoding="utf-8")
        assert main(["calendrier", str(file)]) == 1
        said = capsys.readouterr()
        assert "[departement-inconnu]" in said.err
        assert ("échéance du contrat" in said.out) == printed


def test_an_interruption_while_the_modules_load_prints_no_traceback(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    class Pressed:
        def find_spec(self, name: str, *_: object) -> None:
            if name == "engine.commands.run":
                raise KeyboardInterrupt

    monkeypatch.delitem(sys.modules, "engine.commands.run", raising=False)
    monkeypatch.setattr(sys, "meta_path", [Pressed(), *sys.meta_path])
    assert main(["modeles"]) == 130
    assert capsys.readouterr().err == "cpom : interrompu avant d'avoir commencé.\n"


def test_the_words_of_every_command_are_read_without_what_does_its_work() -> None:
    """A help, or a word typed wrong, is told at once."""
    program = "import sys; from engine.cli import COMMANDS; from engine.commands.parser import build_parser\n"
    program += "build_parser(COMMANDS); print(*sys.modules)"
    loaded = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True).stdout.split()
    assert "engine.commands.generer" in loaded
    heavy = {
        "engine.commands.work",
        "engine.assembly",
        "engine.libraries",
        "pydantic",
        "jinja2",
        "lxml",
        "docx",
        "rich",
    }
    assert not heavy.intersection(loaded)


def test_a_description_is_opened_without_what_edits_one_or_accompanies_it() -> None:
    """Every command begins with the interface, which brings what a command calls when it is called."""
    program = "import sys, cpom; cpom.ouvrir('data/exemples/saad-habilite.yaml'); print(*sys.modules)"
    loaded = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True).stdout.split()
    assert "engine.dossier" in loaded
    rooms = "actes agenda avenants conformity importing renewing signing transmission watching"
    heavy = {"ruamel.yaml", "pyhanko", "icalendar", *(f"engine.{one}" for one in rooms.split())}
    assert not heavy.intersection(loaded)


@pytest.mark.parametrize(
    ("words", "formats"),
    [
        ("calendrier a.yaml", cpom.FORMATS_DE_CALENDRIER),
        ("comparer a.yaml b.yaml", cpom.FORMATS_DE_COMPARAISON),
        ("conformite a.yaml", cpom.FORMATS_DE_CONFORMITE),
        ("expliquer a.yaml", cpom.FORMATS_D_EXPLICATION),
        ("droit importer a.tar.gz", cpom.FORMATS_DE_VEILLE),
    ],
)
def test_a_command_writes_the_formats_of_the_interface(
    words: str, formats: tuple[str, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit):
        main([*words.split(), "--format", "rien"])
    assert f"(au choix : {', '.join(formats)})" in " ".join(capsys.readouterr().err.split())
