"""What whoever makes a document again is told: that it is the same, or what has changed since."""

from __future__ import annotations

import base64
import json
import re
import zlib
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from io import BytesIO
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from zipfile import ZipFile

import pytest

import cpom
from engine import makers, seals, versions
from engine.carried import packed
from engine.cli import main
from engine.reading.packed import carried_of
from engine.writing.docx.store import PROPERTIES, properties
from engine.writing.layout import lock
from tests import hands
from tests.figures import plain

EXAMPLE = Path("data/exemples/chrs-premier-jet.yaml")
OVERLAY = "format: 1\nnom: Essai\nversion: 2\n"


@pytest.fixture(scope="module")
def drafted() -> cpom.Redaction:
    return cpom.ouvrir(EXAMPLE).redaction()


def put(folder: Path, name: str, content: bytes) -> Path:
    path = folder / name
    path.write_bytes(content)
    return path


def library(folder: Path, **files: str) -> cpom.Bibliotheque:
    for name, text in {"bibliotheque.yaml": OVERLAY, **files}.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    return cpom.Bibliotheque(folder)


def changed_origin(content: bytes, change: Callable[[dict[str, Any]], Any]) -> bytes:
    """A page whose origin somebody, or another version, wrote otherwise."""
    whole = "".join(seals.origin_in(content))
    said = json.loads(zlib.decompress(base64.b64decode(whole.partition(".")[2])))
    change(said)
    packed = base64.b64encode(zlib.compress(json.dumps(said).encode(), 9)).decode()
    bare = re.sub(rb"<!--\n(?:%cpom-origine:[^\n]*\n)+-->\n", b"", content)
    return seals.with_origin(bare, b"</html>", [f"1.{packed}"], ("<!--", "-->\n"))


MAKERS = (("docx", ""), ("odt", ""), ("pdf", "typst"), ("html", ""), ("json", ""))


@pytest.mark.parametrize(("name", "engine"), MAKERS)
def test_a_document_of_which_nothing_changed_is_the_same_to_the_byte(
    drafted: cpom.Redaction, tmp_path: Path, name: str, engine: str
) -> None:
    content = drafted.ecrire(name, moteur=engine or "weasyprint")
    again = [cpom.refaire(put(tmp_path, f"contrat.{name}", content)) for _ in range(2)]
    assert all(one.identique and one.contenu == content for one in again)
    assert "Identique, à l'octet près." in again[0].texte()
    assert (again[0].changements, again[0].parties, again[0].format) == ((), (), name)


def test_a_final_contract_an_annexe_another_document_and_a_blank_are_made_again(tmp_path: Path) -> None:
    opened = cpom.ouvrir("data/exemples/saad-seine-et-marne-association.yaml")
    made = {
        "final": opened.redaction(definitif=True, avec_reserves=True),
        "autre": opened.redaction("juste-compensation"),
        "annexes": opened.annexes(list(opened.tableaux)[:1]),
        "vierge": cpom.Bibliotheque().modele("chrs").redaction_vierge(date(2025, 3, 1)),
    }
    for name, one in made.items():
        assert cpom.refaire(put(tmp_path, f"{name}.html", one.ecrire("html"))).identique, name


def test_windows_ends_of_lines_are_kept(tmp_path: Path) -> None:
    text = EXAMPLE.read_text("utf-8").replace("\n", "\r\n").encode()
    content = cpom.lire(text).ecrire("html")
    assert cpom.refaire(put(tmp_path, "contrat.html", content)).identique


def test_a_signed_pdf_is_compared_by_its_first_revision(drafted: cpom.Redaction, tmp_path: Path) -> None:
    content = drafted.ecrire("pdf", moteur="typst")
    more = b"\n9000 0 obj\n<</Type /Sig /ByteRange [0 1 2 3]>>\nendobj\nstartxref\n1\n%%EOF\n"
    signed = cpom.refaire(put(tmp_path, "signe.pdf", content + more))
    assert (signed.identique, signed.etat) == (True, "signé")
    assert "sa première révision" in signed.texte()
    noted = cpom.refaire(put(tmp_path, "annote.pdf", content + more.replace(b"/ByteRange", b"/Contents")))
    assert (noted.identique, noted.etat) == (True, "annoté")
    other = cpom.refaire(put(tmp_path, "change.pdf", content.replace(b"%PDF-1.7", b"%PDF-1.6")))
    assert (other.identique, other.etat) == (False, "changé")
    assert "changé depuis que cpom l'a écrit" in other.texte()


def test_what_changed_of_the_library_is_named_with_its_words(drafted: cpom.Redaction, tmp_path: Path) -> None:
    name = "duree"
    other = Path("clauses/chrs/duree.md").read_text("utf-8").replace("prend effet", "prend absolument effet")
    content = drafted.ecrire("html")
    path = put(tmp_path, "contrat.html", content)
    made = cpom.refaire(path, bibliotheque=library(tmp_path / "sienne", **{f"modeles/chrs/{name}.md": other}))
    assert not made.identique
    assert [one.nom for one in made.changements if one.sorte == "clause"] == [name]
    (part,) = made.parties
    assert part.clause == name
    assert "absolument" in " ".join(mots.ajoutes for line in part.lignes for mots in line.mots)
    assert f"la bibliothèque, la clause « {name} »" in plain(made.texte())


def test_a_note_that_changed_is_no_word(drafted: cpom.Redaction, tmp_path: Path) -> None:
    source = Path("clauses/chrs/duree.md").read_text("utf-8")
    other = source.replace("\nsource: ", "\nnotes: [Relire cette clause.]\nsource: ", 1)
    assert other != source
    path = put(tmp_path, "contrat.html", drafted.ecrire("html"))
    made = cpom.refaire(path, bibliotheque=library(tmp_path / "sienne", **{"modeles/chrs/duree.md": other}))
    assert made.parties == ()
    assert "pas ses mots, mais ses notes" in made.texte()
    assert "Aucun mot ne diffère : seuls les octets." in made.texte()


def test_a_text_of_the_law_that_changed_is_named(drafted: cpom.Redaction, tmp_path: Path) -> None:
    law = "casf:\n  corrige: {par: Essai, motif: essai}\n  note: Une autre note.\n"
    path = put(tmp_path, "contrat.html", drafted.ecrire("html"))
    made = cpom.refaire(path, bibliotheque=library(tmp_path / "sienne", **{"droit/textes.yaml": law}))
    assert [(one.sorte, one.nom) for one in made.changements] == [("texte", "casf"), ("bibliotheque", "")]


def test_a_letterhead_a_font_and_a_version_that_changed_are_named(
    drafted: cpom.Redaction, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = put(tmp_path, "contrat.docx", drafted.ecrire("docx"))
    monkeypatch.setattr(
        makers, "version_of", lambda name="cpom": "9.9" if name == "lxml" else versions.version_of(name)
    )
    monkeypatch.setattr(lock, "measured", lambda: SimpleNamespace(fingerprint="0" * 12))
    monkeypatch.setattr(lock, "NEUTRAL", "chartes/../colonnes.yaml")
    said = plain(cpom.refaire(path).texte())
    assert re.search(r"la version de lxml : \S+ → 9\.9\n", said)
    assert "  les polices\n" in said
    assert "  la charte « colonnes.yaml » : n'y était pas\n  la charte « neutre.docx » : n'y est plus\n" in said
    assert "Aucun mot ne diffère : seuls les octets." in said


def test_a_docx_changed_by_hand_says_its_passages(drafted: cpom.Redaction, tmp_path: Path) -> None:
    path = put(tmp_path, "contrat.docx", drafted.ecrire("docx"))
    hands.replace(path, "Le présent contrat", "Le présent accord")
    made = cpom.refaire(path)
    assert (made.identique, made.etat) == (False, "changé")
    assert any("accord" in one for one in made.retouches)
    assert "refait, il est ce que cpom avait écrit" in made.texte()


def test_a_document_of_an_older_version_has_its_clauses_compared(drafted: cpom.Redaction, tmp_path: Path) -> None:
    made = cpom.refaire(put(tmp_path, "contrat.docx", _without_lock(drafted.ecrire("docx"))))
    assert not made.identique
    assert "n'y mettait pas de verrou" in made.texte()
    assert made.changements == ()


def _without_lock(content: bytes) -> bytes:
    carried, _ = carried_of(content, "contrat.docx")
    assert carried
    kept = BytesIO()
    with ZipFile(BytesIO(content)) as archive, ZipFile(kept, "w") as other:
        for name in archive.namelist():
            old = properties(packed(replace(carried, lock=None)))
            other.writestr(name, old if name == PROPERTIES else archive.read(name))
    return kept.getvalue()


HOSTILE = {
    "refaire-verrou-recent": lambda said: said["verrou"].update(format=2),
    "refaire-feuille": lambda said: said.update(description=""),
    "refaire-verrou-abime": lambda said: said["verrou"]["demande"].update(format="../../etc"),
    "document-description": lambda said: said.update(verrou=[]),
    "document-inconnu": lambda said: said["verrou"]["demande"].update(document="ailleurs"),
    "acte-inconnu": lambda said: said["verrou"]["demande"].update(document="../../etc/passwd"),
    "tableau-inconnu": lambda said: said["verrou"]["demande"].update(annexes="oui", tableaux="x"),
    "modele-inconnu": lambda said: said["verrou"]["demande"].update(vierge="../etc"),
}


@pytest.mark.parametrize("code", HOSTILE)
def test_a_lock_that_cannot_be_followed_is_told(drafted: cpom.Redaction, tmp_path: Path, code: str) -> None:
    path = put(tmp_path, "contrat.html", changed_origin(drafted.ecrire("html"), HOSTILE[code]))
    with pytest.raises(cpom.Erreur) as refused:
        cpom.refaire(path)
    assert [one.code for one in refused.value.constats] == [code]


def test_what_is_no_document_of_ours_is_told(tmp_path: Path) -> None:
    files = {
        "a.txt": (b"Contrat", "refaire-sans-origine"),
        "a.pdf": (b"%PDF-1.7\n%%EOF", "refaire-sans-origine"),
        "a.html": (b"<html>\n%cpom-origine:1.zz\n</html>", "document-description"),
        "b.html": (b"<html></html>", "refaire-sans-origine"),
    }
    for name, (content, code) in files.items():
        with pytest.raises(cpom.PasUneDescription) as refused:
            cpom.refaire(put(tmp_path, name, content))
        assert [one.code for one in refused.value.constats] == [code]


def test_a_sheet_about_a_contract_is_told_as_such_with_its_command(tmp_path: Path) -> None:
    sheet = cpom.conformite("data/exemples/saad-habilite.yaml")
    files = {f"fiche.{name}": sheet.ecrire(name) for name in ("docx", "html")}
    files["explication.html"] = cpom.ouvrir("data/exemples/saad-habilite.yaml").explication().ecrire("html")
    for name, content in files.items():
        with pytest.raises(cpom.PasUneDescription) as refused:
            cpom.refaire(put(tmp_path, name, content))
        (found,) = refused.value.constats
        assert found.code == "refaire-feuille"
        assert "ne l'a pas écrit" not in found.message
        assert "cpom conformite" in found.conseil


def test_a_letterhead_that_is_no_more_there_is_named_with_where_to_say_it(tmp_path: Path) -> None:
    charte = Path("data/chartes/neutre.docx").read_bytes()
    put(tmp_path, "notre.docx", charte)
    text = EXAMPLE.read_text("utf-8") + "\ncharte: notre.docx\n"
    content = cpom.lire(text, dossier=tmp_path).ecrire("docx")
    away = tmp_path / "archives"
    away.mkdir()
    path = put(away, "contrat.docx", content)
    with pytest.raises(cpom.Refus) as refused:
        cpom.refaire(path)
    assert "--dossier en dit un autre" in refused.value.constats[0].conseil
    assert cpom.refaire(path, dossier=tmp_path).identique


def test_the_command_says_it_by_its_exit_code_and_writes_when_asked(
    drafted: cpom.Redaction, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    content = drafted.ecrire("html")
    path = put(tmp_path, "contrat.html", content)
    assert main(["refaire", str(path), "--sortie", str(tmp_path / "refait")]) == 0
    assert (tmp_path / "refait" / "contrat.html").read_bytes() == content
    assert "Identique" in capsys.readouterr().out
    path.write_bytes(content.replace(b"CPOM", b"CPAM", 1))
    assert main(["refaire", str(path)]) == 1
    with pytest.raises(SystemExit):
        main(["refaire", str(path), "--format", "docx"])
