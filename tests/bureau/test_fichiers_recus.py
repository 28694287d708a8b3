"""A file that is sent: bounded in size, in kind, in what it expands to; read in a process that can do nothing else."""

from __future__ import annotations

import io
import logging
import signal
import socket
import subprocess
import zipfile
from typing import Any

import pytest

from engine.bureau.refusals import RefusedError, refusal_of
from engine.bureau.uploads import isolated as reading
from engine.bureau.uploads.isolated import isolated
from engine.bureau.uploads.received import kind_of, safe_name

_TYPES = '<Types><Override ContentType="application/vnd.openxmlformats-officedocument.{}.main+xml"/></Types>'


def _packed(**parts: str) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            archive.writestr(name.replace("__", "/").replace("types", "[Content_Types].xml"), text)
    return made.getvalue()


DOCX = _packed(types=_TYPES.format("wordprocessingml.document"))


@pytest.mark.parametrize(
    ("content", "name", "kinds", "kind"),
    [
        (DOCX, "contrat.docx", ["docx", "odt"], "docx"),
        (DOCX, "contrat.pdf", ["docx", "pdf"], "docx"),  # by what it holds
        (_packed(types=_TYPES.format("spreadsheetml.sheet")), "annexes", ["xlsx"], "xlsx"),
        (_packed(mimetype="application/vnd.oasis.opendocument.text"), "a.odt", ["odt"], "odt"),
        (_packed(lisez_moi="bonjour"), "a.zip", ["zip"], "zip"),
        (b"%PDF-1.7\n", "a.pdf", ["pdf"], "pdf"),
        (b"modele: saad\n", "a.yml", ["yaml", "csv"], "yaml"),
        ("siren;nom\n".encode("utf-16"), "a.csv", ["yaml", "csv"], "csv"),
        (b"modele: saad\n", "contrat.exe", ["yaml"], "yaml"),
        (b"\x89PNG\r\n\x1a\n\x00", "a.png", ["png", "jpeg"], "png"),
    ],
    ids=range(10),
)
def test_a_file_is_what_it_holds(content: bytes, name: str, kinds: list[str], kind: str) -> None:
    assert kind_of(content, name, kinds) == kind


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"%PDF-1.7\n", "Le fichier envoyé est un PDF. Cette page attend : un document Word (DOCX)"),
        (b"MZ\x00\x01", "d’un genre que le bureau ne connaît pas"),
        (b"<svg onload='alert(1)'/>", "est un texte"),
        (_packed(types=_TYPES.format("presentationml.presentation")), "d’un genre que le bureau ne connaît pas"),
        (_packed(**{"word__vbaProject.bin": "x"}), "contient des macros"),
        (_packed(grand="0" * 60_000_000), "plus de place que le bureau n’en accorde"),
        (_packed(**{"..__ailleurs": "x"}), "faits pour nuire"),
        (_packed(types='<!DOCTYPE a [<!ENTITY b "c">]><a/>'), "faits pour nuire"),
        (DOCX[:40], "tronqué ou abîmé"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "d’avant 2007"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "par un mot de passe"),
    ],
    ids=range(11),  # an archive made twice has not the same bytes, which would name the test
)
def test_what_is_not_expected_is_refused_in_french(content: bytes, said: str) -> None:
    with pytest.raises(RefusedError) as refused:
        kind_of(content, "a.docx", ["docx"])
    told = refusal_of(refused.value)
    assert said in told.message
    assert told.conseil


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("../../etc/passwd", "passwd"),
        ("C:\\Users\\a\\contrat.docx", "contrat.docx"),
        ("a\r\nSet-Cookie: b.docx", "aSet-Cookie b.docx"),
        ("..", "fichier"),
        ("é\u202egpj.docx", "égpj.docx"),
        ("a" * 300 + ".docx", "a" * 110 + ".docx"),
    ],
)
def test_a_name_keeps_no_folder_nor_anything_read_otherwise(name: str, kept: str) -> None:
    assert safe_name(name) == kept


def test_what_a_function_returns_comes_back() -> None:
    assert isolated("os.path:getsize", b"abc", name="dossier/a.docx") == 3


def test_the_findings_of_a_file_that_is_refused_are_told() -> None:
    with pytest.raises(RefusedError) as refused:
        isolated("cpom:ouvrir", b"\x00" * 10, name="contrat.yaml")
    assert refusal_of(refused.value).constats


def _ran(code: str, seconds: float = 10) -> str:
    """What is told of code that a file managed to run."""
    with pytest.raises(RefusedError) as refused:
        isolated("runpy:run_path", code.encode(), name="hostile.py", seconds=seconds)
    return refused.value.detail


def _trace(code: str, caplog: pytest.LogCaptureFixture) -> str:
    caplog.clear()
    with caplog.at_level(logging.ERROR):
        assert _ran(code) == "fichier-illisible"
    return caplog.text


def test_a_file_that_takes_too_much_memory_is_let_go() -> None:
    assert _ran("a = bytearray(600_000_000)") == "fichier-trop-long"


@pytest.mark.parametrize(
    "code",
    [
        "while True: pass",  # where nobody stops it, the system does: it is then « fichier-illisible »
        "import time; time.sleep(10)",  # it ends well within the time that a file usually has
    ],
)
def test_a_file_that_takes_longer_than_it_may_is_stopped(code: str) -> None:
    assert _ran(code, seconds=0.5) == "fichier-trop-long"


def test_a_file_that_is_stopped_runs_no_longer(monkeypatch: pytest.MonkeyPatch) -> None:
    started: list[subprocess.Popen[bytes]] = []

    class Noted(subprocess.Popen[bytes]):
        def __init__(self, *words: Any, **how: Any) -> None:
            super().__init__(*words, **how)
            started.append(self)

    monkeypatch.setattr(subprocess, "Popen", Noted)
    assert _ran("import time; time.sleep(60)", seconds=0.5) == "fichier-trop-long"
    assert [one.returncode for one in started] == [-signal.SIGKILL]  # it uses no processor: nobody else kills it


def test_a_file_writes_nothing(caplog: pytest.LogCaptureFixture) -> None:
    assert "File too large" in _trace("with open('x', 'w') as file: file.write('x')", caplog)


def test_a_file_sees_no_secret_of_ours(monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture) -> None:
    monkeypatch.setenv("CPOM_BUREAU_OIDC_SECRET", "mot-secret")
    said = _trace("import os; raise ValueError(sorted(os.environ))", caplog)
    assert "'PATH'" in said
    assert "CPOM" not in said


def test_a_process_that_dies_is_not_believed() -> None:
    assert _ran("import os; os.write(3, b'{\"rendu\": 1}'); os._exit(1)") == "fichier-illisible"
    assert _ran("import os; os.write(3, b'{\"rendu\": '); os._exit(0)") == "fichier-illisible"


def test_an_answer_that_never_ends_is_stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "LARGEST_ANSWER", 1_000_000)
    assert _ran("import os\nwhile True: os.write(3, b'x' * 65536)") == "fichier-trop-long"


def test_what_a_library_prints_is_no_answer() -> None:
    assert _ran("print('{\"rendu\": 1}', flush=True); import os; os._exit(0)") == "fichier-illisible"


CAN_BE_CUT_OFF = (
    subprocess.run(["unshare", "--user", "--net", "true"], capture_output=True, check=False).returncode == 0
)


@pytest.mark.skipif(not CAN_BE_CUT_OFF, reason="this system makes no network of its own for a process")
def test_a_file_reaches_no_network(caplog: pytest.LogCaptureFixture) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
        said = _trace(f"import socket; socket.create_connection(('127.0.0.1', {port}), 2)", caplog)
    assert "Network is unreachable" in said
