"""What comes back signed: who signed, over what, what came after, and whether it is what cpom wrote."""

from __future__ import annotations

import asyncio
import io
import json
import sys
from datetime import UTC, datetime
from pathlib import Path

import pypdf
import pytest

import cpom
from engine.cli import main
from engine.seals import is_intact
from engine.signing import verify
from tests.signatures import another_root, redrawn, root, signed

DESCRIPTION = """modele: saad
departement: "35"
signature: {lieu: Rennes, date: 2024-01-15, champs: oui, reperes: /signature1/}
gestionnaire: {raison_sociale: Association Exemple, statut: association}
"""
JEAN, JEANNE = "Jean EXEMPLE", "Jeanne EXEMPLE"


@pytest.fixture(scope="module")
def empty() -> bytes:
    """A contract whose fields nobody has signed."""
    return cpom.lire(DESCRIPTION).ecrire("pdf", moteur="typst")


@pytest.fixture(scope="module")
def once(empty: bytes) -> bytes:
    """The same, signed by the first party."""
    return signed(empty, "Signature_1", JEAN)


@pytest.fixture(scope="module")
def twice(once: bytes) -> bytes:
    """The same, signed by both."""
    return signed(once, "Signature_2", JEANNE)


def codes(content: bytes) -> list[str]:
    return sorted(one.code for one in cpom.verifier_signatures(content).constats if one.gravite != "information")


def test_empty_fields_are_told_with_whom_they_wait_for(empty: bytes) -> None:
    found = cpom.verifier_signatures(empty)
    assert [(one.champ, one.etat) for one in found.signatures] == [("Signature_1", "vide"), ("Signature_2", "vide")]
    assert found.signatures[0].titre == "Le Président du Conseil départemental"
    assert (found.origine, found.revisions, found.correcte, found.constats) == ("intacte", 1, True, ())


def test_one_of_two_signs(once: bytes) -> None:
    found = cpom.verifier_signatures(once)
    first, second = found.signatures
    assert (first.etat, second.etat) == ("intacte", "vide")
    assert first.signataire == "Jean EXEMPLE (Organisme Exemple)"
    assert first.emetteur == "Autorité d'essai (Organisme Exemple)"
    assert first.date_annoncee is not None
    assert first.horodatage is None
    assert (first.revision, first.couvre_tout, first.depuis, first.confiance) == (2, True, "rien", None)
    assert (found.origine, found.revisions, found.correcte) == ("complétée", 2, True)
    assert [one.code for one in found.constats] == ["confiance-non-jugee"]


def test_a_second_signature_leaves_the_first_as_it_was(twice: bytes) -> None:
    found = cpom.verifier_signatures(twice)
    first, second = found.signatures
    assert (first.etat, first.depuis, first.champs_depuis, first.permis) == (
        "intacte", "signatures", ("Signature_2",), True,
    )  # fmt: skip
    assert (second.etat, second.signataire, second.revision) == ("intacte", "Jeanne EXEMPLE (Organisme Exemple)", 3)
    assert (found.origine, found.correcte) == ("complétée", True)


def test_a_hidden_change_breaks_the_signature(once: bytes) -> None:
    at = once.index(b"/Keywords")
    tampered = once[: at + 12] + bytes([once[at + 12] ^ 1]) + once[at + 13 :]
    assert codes(tampered) == ["pdf-change", "signature-rompue"]


def test_a_page_changed_after_the_signature_is_told(once: bytes) -> None:
    found = cpom.verifier_signatures(redrawn(once))
    assert (found.signatures[0].etat, found.signatures[0].depuis, found.origine) == ("intacte", "autre", "changée")
    assert codes(redrawn(once)) == ["pdf-change", "pdf-change-depuis"]


def test_a_page_changed_before_the_signature_is_told_though_the_signature_holds(empty: bytes) -> None:
    content = signed(redrawn(empty), "Signature_1", JEAN)
    found = cpom.verifier_signatures(content)
    assert (found.signatures[0].etat, found.signatures[0].depuis) == ("intacte", "rien")
    assert codes(content) == ["pdf-change"]


def test_a_file_written_anew_says_nothing_of_what_it_was(empty: bytes) -> None:
    writer, out = pypdf.PdfWriter(clone_from=io.BytesIO(empty)), io.BytesIO()
    writer.write(out)
    content = signed(out.getvalue(), "Signature_1", JEAN)
    found = cpom.verifier_signatures(content)
    assert (found.signatures[0].etat, found.origine, found.correcte) == ("intacte", "inconnue", True)
    assert codes(content) == ["pdf-sans-empreinte"]


def test_a_certificate_is_judged_against_the_roots_that_are_given(once: bytes, tmp_path: Path) -> None:
    (tmp_path / "racine.pem").write_bytes(root())
    (known,) = cpom.verifier_signatures(once, racines=[tmp_path / "racine.pem"]).signatures[:1]
    assert known.confiance is True
    other = cpom.verifier_signatures(once, racines=[another_root()])
    assert other.signatures[0].confiance is False
    assert [one.code for one in other.constats] == ["certificat-non-reconnu"]
    with pytest.raises(cpom.Refus, match="racine-illisible"):
        cpom.verifier_signatures(once, racines=[b"pas un certificat"])


def test_an_hour_that_an_authority_vouches_for_is_told_apart(empty: bytes) -> None:
    (found, _) = cpom.verifier_signatures(signed(empty, "Signature_1", JEAN, stamped=True)).signatures
    assert found.horodatage == datetime(2026, 1, 15, 10, 30, tzinfo=UTC)
    assert found.horodateur == "Service d'horodatage (Organisme Exemple)"


def test_a_broken_signature_is_told_and_the_other_is_read(twice: bytes) -> None:
    at = twice.index(b"/Contents <30") + len(b"/Contents <")
    found = cpom.verifier_signatures(twice[:at] + b"00" * 40 + twice[at + 80 :])
    assert [one.etat for one in found.signatures] == ["illisible", "rompue"]
    assert not found.correcte


NO_PDF = (b"", b"PK\x03\x04", b"%PDF-1.7\n", b"%PDF-1.7\nstartxref\n0\n%%EOF\n", b"%PDF-" + bytes(5000))


@pytest.mark.parametrize("made", NO_PDF)
def test_what_is_no_pdf_is_refused_in_a_sentence(made: bytes) -> None:
    with pytest.raises(cpom.Refus) as refused:
        cpom.verifier_signatures(made)
    assert refused.value.constats[0].code in ("pas-un-pdf", "pdf-illisible")


@pytest.mark.parametrize("share", [0.1, 0.5, 0.9, 0.99])
def test_a_pdf_cut_short_is_refused(once: bytes, share: float) -> None:
    with pytest.raises(cpom.Refus, match="pdf-illisible"):
        cpom.verifier_signatures(once[: int(len(once) * share)])


def test_an_encrypted_pdf_is_refused(empty: bytes) -> None:
    writer, out = pypdf.PdfWriter(clone_from=io.BytesIO(empty)), io.BytesIO()
    writer.encrypt("secret", algorithm="RC4-128")
    writer.write(out)
    with pytest.raises(cpom.Refus, match="pdf-chiffre"):
        cpom.verifier_signatures(out.getvalue())


def test_a_pdf_too_large_is_not_read(empty: bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(verify, "LARGEST", 1000)
    (tmp_path / "gros.pdf").write_bytes(empty)
    with pytest.raises(cpom.Refus, match="gros"):
        cpom.verifier_signatures(tmp_path / "gros.pdf")


def test_a_field_that_is_on_no_page_is_told(empty: bytes) -> None:
    writer, out = pypdf.PdfWriter(clone_from=io.BytesIO(empty)), io.BytesIO()
    for page in writer.pages:
        page.pop("/Annots", None)
    writer.write(out)
    assert [one.etat for one in cpom.verifier_signatures(out.getvalue()).signatures] == ["vide", "vide"]


def test_without_the_extra_what_to_install_is_said(empty: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyhanko", None)
    with pytest.raises(cpom.Refus, match=r"pip install 'cpom\[signature\]'"):
        cpom.verifier_signatures(empty)


def test_a_server_may_call_it_in_its_loop(once: bytes) -> None:
    async def asked() -> str:
        return cpom.verifier_signatures(once).signatures[0].etat

    assert asyncio.run(asked()) == "intacte"


def test_the_command_tells_and_says_by_its_code_whether_something_is_wrong(
    once: bytes, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "contrat.pdf"
    path.write_bytes(once)
    assert main(["signature", "verifier", str(path)]) == 0
    out, err = capsys.readouterr()
    assert "2 champs de signature, 1 signé, 2 révisions" in out
    assert "par Jean EXEMPLE (Organisme Exemple), certificat de Autorité d'essai" in out
    assert "il n'y a été ajouté que des signatures" in out
    assert "confiance-non-jugee" in out
    assert err == ""
    path.write_bytes(redrawn(once))
    assert main(["signature", "verifier", str(path), "--format", "json"]) == 1
    out, err = capsys.readouterr()
    told = json.loads(out)
    assert (told["origine"], told["correcte"], told["signatures"][0]["depuis"]) == ("changée", False, "autre")
    assert "Traceback" not in err
    path.write_bytes(b"rien")
    assert main(["signature", "verifier", str(path)]) == 1
    assert "pas-un-pdf" in capsys.readouterr().err


def test_a_signed_pdf_opens_as_its_description(twice: bytes, tmp_path: Path) -> None:
    path = tmp_path / "contrat.pdf"
    path.write_bytes(twice)
    assert cpom.ouvrir(path).yaml() == DESCRIPTION
    assert main(["verifier", str(path)]) == 0


def test_empty_fields_are_replaced_and_a_signature_never_is(
    empty: bytes, once: bytes, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    description, path = tmp_path / "contrat.yaml", tmp_path / "contrat.pdf"
    description.write_text(DESCRIPTION.replace("Rennes", "Vitré"), encoding="utf-8")
    asked = ["generer", str(description), "--format", "pdf", "--moteur", "typst", "--sortie", str(tmp_path)]
    path.write_bytes(empty)
    assert main(asked) == 0
    assert path.read_bytes() != empty
    assert is_intact(path.read_bytes())
    path.write_bytes(once)
    assert main(asked) == 1
    assert path.read_bytes() == once
    assert "a été signé depuis que cpom l'a écrit" in capsys.readouterr().err
