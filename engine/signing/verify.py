"""The signatures of a PDF, read and checked by pyHanko, an extra: their letters, what they cover, what came after.

Nothing is fetched: a certificate is judged against the roots that are given, and with what the file itself holds.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from datetime import datetime
from io import BytesIO
from typing import Any

from engine.errors import Finding, InputError, Place
from engine.reading.decoding import PDF
from engine.seals import intact_revision, is_intact
from engine.signing.signatures import Origin, Signed, Since, Verified

LARGEST = 100_000_000
"""The bytes of a PDF that is read; a contract has some 500,000."""
_TIMESTAMP = "/DocTimeStamp"
_HEAD = 1024
"""Within how many bytes a PDF says that it is one."""


def verified(content: bytes, name: str, roots: Sequence[bytes] = ()) -> Verified:
    """What is signed in a PDF; `roots` are the certificates (PEM or DER) of the authorities that are trusted.

    Raises:
        InputError: where pyHanko is not installed, the file is no PDF that can be read, or a root is no certificate.
    """
    if PDF not in content[:_HEAD]:
        raise InputError([_refused("pas-un-pdf", "ce fichier n'est pas un PDF.", "Donnez le contrat signé.", name)])
    try:
        import pyhanko  # noqa: F401, PLC0415 - an extra
    except ImportError:
        raise InputError([_NOT_INSTALLED]) from None
    for library in ("pyhanko", "pyhanko_certvalidator"):  # else what it tells of a file goes to standard error
        logging.getLogger(library).addHandler(logging.NullHandler())
    trusted = _certificates(roots)
    with ThreadPoolExecutor(1) as apart:  # pyHanko runs a loop of events, and whoever calls may run one
        try:
            return apart.submit(_verified, content, name, trusted).result()
        except InputError:
            raise
        except Exception:  # a damaged PDF makes a reader fail in any way
            message = "ce PDF ne peut pas être lu : il est tronqué, ou abîmé."
            raise InputError([_refused("pdf-illisible", message, "Demandez-le de nouveau.", name)]) from None


def _verified(content: bytes, name: str, roots: Sequence[Any] | None) -> Verified:
    from pyhanko.pdf_utils.reader import PdfFileReader  # noqa: PLC0415
    from pyhanko.sign.fields import enumerate_sig_fields  # noqa: PLC0415

    reader = PdfFileReader(BytesIO(content), strict=False)
    if reader.encrypted:
        message = "ce PDF est chiffré : ses signatures ne peuvent pas être lues."
        raise InputError([_refused("pdf-chiffre", message, "Enregistrez-le sans mot de passe avant signature.", name)])
    fields = tuple(
        _signed(reader, field, value, found.get_object(), roots) for field, value, found in enumerate_sig_fields(reader)
    )
    return Verified(name, fields, reader.xrefs.total_revisions, _origin(content, reader))


def _signed(reader: Any, field: str, value: Any, held: Any, roots: Sequence[Any] | None) -> Signed:
    title = str(held.get("/TU", "")) if isinstance(held.get("/TU", ""), str) else ""
    if value is None:
        return Signed(field, title, "vide")
    try:
        return _judged(reader, field, title, held, roots)
    except Exception:  # the same of a signature: its letters are of any make
        return Signed(field, title, "illisible")


def _judged(reader: Any, field: str, title: str, held: Any, roots: Sequence[Any] | None) -> Signed:
    from pyhanko.sign.validation import validate_pdf_signature, validate_pdf_timestamp  # noqa: PLC0415
    from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature  # noqa: PLC0415
    from pyhanko.sign.validation.status import SignatureCoverageLevel  # noqa: PLC0415
    from pyhanko_certvalidator import ValidationContext  # noqa: PLC0415

    signature = EmbeddedPdfSignature(reader, held, field)
    context = ValidationContext(trust_roots=roots or [], allow_fetching=False)
    stamps = signature.sig_object_type == _TIMESTAMP
    status: Any = (validate_pdf_timestamp if stamps else validate_pdf_signature)(signature, context)
    stamp = status if stamps else status.timestamp_validity
    vouched = stamp if stamp and stamp.intact and stamp.valid else None
    said = status.signing_cert
    return Signed(
        field,
        title,
        "intacte" if status.intact and status.valid else "rompue",
        signer=_named(said.subject),
        issuer=_named(said.issuer),
        claimed=None if stamps else _moment(status.signer_reported_dt),
        stamped=_moment(vouched.timestamp) if vouched else None,
        stamper=_named(vouched.signing_cert.subject) if vouched else "",
        revision=signature.signed_revision + 1,
        whole=status.coverage in (SignatureCoverageLevel.ENTIRE_FILE, SignatureCoverageLevel.ENTIRE_REVISION),
        since=_since(status.modification_level),
        fields_since=tuple(sorted(getattr(status.diff_result, "changed_form_fields", ()))),
        allowed=status.docmdp_ok is not False and _since(status.modification_level) != "autre",
        trusted=bool(status.trusted) if roots is not None else None,
        timestamp=stamps,
    )


def _named(name: Any) -> str:
    """« Jeanne EXEMPLE (Association Exemple) », of a certificate; all that it says where it names nobody so."""
    said = name.native
    person, organisation = said.get("common_name"), said.get("organization_name")
    if not isinstance(person, str):
        return str(name.human_friendly)
    return f"{person} ({organisation})" if isinstance(organisation, str) else person


def _moment(said: object) -> datetime | None:
    return said if isinstance(said, datetime) else None


def _since(level: Any) -> Since:
    """The gravest of what was added, in the reader's words."""
    kinds: tuple[Since, ...] = ("rien", "archivage", "signatures", "annotations", "autre")
    return kinds[level.value] if level is not None else "autre"


def _origin(content: bytes, reader: Any) -> Origin:
    """Whether the contract that cpom wrote is still there, with nothing added to it but signatures."""
    from pyhanko.sign.diff_analysis import DEFAULT_DIFF_POLICY, ModificationLevel  # noqa: PLC0415

    intact = is_intact(content)
    if intact is not False:
        return "intacte" if intact else "inconnue"
    if not intact_revision(content):
        return "changée"
    added = DEFAULT_DIFF_POLICY.review_file(reader, 0)
    level = getattr(added, "modification_level", ModificationLevel.OTHER)
    return "complétée" if level <= ModificationLevel.FORM_FILLING else "changée"


def _certificates(roots: Sequence[bytes]) -> list[Any] | None:
    """The certificates of these files; None where there is no file."""
    found = [one for content in roots for one in _read(content)]
    return found if roots else None


def _read(content: bytes) -> Iterator[Any]:
    from pyhanko.keys.pemder import load_certs_from_pemder_data  # noqa: PLC0415

    found: list[Any] = []
    with suppress(Exception):  # whatever it is, it is no certificate
        found = [one for one in load_certs_from_pemder_data(content) if one.subject.human_friendly]
    if not found:
        message = "une racine donnée n'est pas un certificat (PEM ou DER)."
        raise InputError([Finding("racine-illisible", message, hint="Donnez le fichier .pem, .crt ou .cer.")])
    yield from found


def _refused(code: str, message: str, hint: str, name: str) -> Finding:
    return Finding(code, message, hint=hint, place=Place(name))


_NOT_INSTALLED = Finding(
    "signature-non-installee",
    "la vérification des signatures demande l'extra « signature » de cpom, qui n'est pas installé.",
    hint="Installez-le : pip install 'cpom[signature]'.",
)
