"""Throw-away certificates, and PDFs signed with them as an administration's tool would."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import cache
from io import BytesIO
from typing import Any

from asn1crypto import keys as asn1_keys
from asn1crypto import x509 as asn1_x509
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.content import RawContent
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign.signers import PdfSignatureMetadata, PdfSigner, SimpleSigner
from pyhanko.sign.timestamps import DummyTimeStamper
from pyhanko.stamp import StaticStampStyle
from pyhanko_certvalidator.registry import SimpleCertificateStore


@cache
def _authority() -> tuple[Any, Any]:
    key = ec.generate_private_key(ec.SECP256R1())
    return key, _certificate("Autorité d'essai", key, None)


def _name(person: str) -> Any:
    said = ((NameOID.COMMON_NAME, person), (NameOID.ORGANIZATION_NAME, "Organisme Exemple"))
    return x509.Name([x509.NameAttribute(kind, words) for kind, words in said])


def _certificate(person: str, key: Any, by: tuple[Any, Any] | None) -> Any:
    issuer, signing = (by[1].subject, by[0]) if by else (_name(person), key)
    builder = x509.CertificateBuilder().subject_name(_name(person)).issuer_name(issuer).public_key(key.public_key())
    builder = builder.serial_number(x509.random_serial_number())
    builder = builder.not_valid_before(datetime(2020, 1, 1, tzinfo=UTC))
    builder = builder.not_valid_after(datetime(2045, 1, 1, tzinfo=UTC))
    builder = builder.add_extension(x509.BasicConstraints(ca=by is None, path_length=None), critical=True)
    usage = x509.KeyUsage(
        digital_signature=True, content_commitment=True, key_cert_sign=by is None, crl_sign=by is None,
        key_encipherment=False, data_encipherment=False, key_agreement=False, encipher_only=False, decipher_only=False,
    )  # fmt: skip
    builder = builder.add_extension(usage, critical=True)
    if "horodatage" in person:
        builder = builder.add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.TIME_STAMPING]), critical=True)
    return builder.sign(signing, hashes.SHA256())


def root() -> bytes:
    """The certificate of the authority that signed all the others, as PEM."""
    return bytes(_authority()[1].public_bytes(Encoding.PEM))


def another_root() -> bytes:
    """That of an authority that signed none."""
    return bytes(
        _certificate("Autre autorité", ec.generate_private_key(ec.SECP256R1()), None).public_bytes(Encoding.PEM)
    )


def _keys(person: str) -> tuple[Any, Any]:
    # pyHanko vouches for an hour with a key of RSA alone.
    key: Any = (
        rsa.generate_private_key(65537, 2048) if "horodatage" in person else ec.generate_private_key(ec.SECP256R1())
    )
    made = _certificate(person, key, _authority())
    private = key.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption())
    return (
        asn1_x509.Certificate.load(made.public_bytes(Encoding.DER)),
        asn1_keys.PrivateKeyInfo.load(private),
    )


def signed(content: bytes, field: str, person: str, *, stamped: bool = False) -> bytes:
    """A PDF that a person signed in a field, with a drawing of a line; `stamped`, an authority vouches for the hour."""
    certificate, key = _keys(person)
    untyped: Any = SimpleCertificateStore
    signer = SimpleSigner(signing_cert=certificate, signing_key=key, cert_registry=untyped())
    stamper = None
    if stamped:
        certificate, key = _keys("Service d'horodatage")
        stamper = DummyTimeStamper(certificate, key, fixed_dt=datetime(2026, 1, 15, 10, 30, tzinfo=UTC))
    look = StaticStampStyle(border_width=0, background=RawContent(b"0 0 m 90 20 l S"), background_opacity=1)
    writer = IncrementalPdfFileWriter(BytesIO(content))
    made = PdfSigner(
        PdfSignatureMetadata(field_name=field, md_algorithm="sha256"), signer, timestamper=stamper, stamp_style=look
    ).sign_pdf(writer)
    return bytes(made.getvalue())


def redrawn(content: bytes) -> bytes:
    """A PDF to which somebody added another drawing of its first page."""
    writer: Any = IncrementalPdfFileWriter(BytesIO(content))
    page = writer.root["/Pages"]
    while "/Kids" in page:
        page = page["/Kids"][0]
    drawn = generic.StreamObject(stream_data=b"0 0 200 200 re f")
    page["/Contents"] = writer.add_object(drawn)
    writer.update_container(page)
    out = BytesIO()
    writer.write(out)
    return out.getvalue()
