"""Mails sent by the server that the desk was told of, one after the other on one connection."""

from __future__ import annotations

import smtplib
import ssl
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from email.message import EmailMessage
from email.utils import formatdate
from urllib.parse import unquote, urlsplit

from engine.bureau.letters import Letter
from engine.bureau.settings import Settings

_SECONDS = 30
Send = Callable[[Letter, str], None]
"""Sends a mail; the second argument names it, the same each time that it would be sent."""


class MailError(Exception):
    """Why mails cannot be sent, in French."""


@contextmanager
def connected(settings: Settings) -> Iterator[Send]:
    """What sends mails while it is open. Encrypted from the start (smtps://), or as soon as the server offers it.

    Raises:
        MailError: where the server does not answer, or refuses who speaks to it.
    """
    try:
        server = _opened(settings.smtp)
    except (OSError, smtplib.SMTPException, ValueError) as error:
        raise MailError(f"Le serveur de messagerie ne répond pas, ou refuse le bureau ({_reason(error)}).") from None

    def send(letter: Letter, name: str) -> None:
        try:
            server.send_message(_message(settings, letter, name))
        except (OSError, smtplib.SMTPException) as error:
            raise MailError(f"Le serveur de messagerie a refusé cet envoi ({_reason(error)}).") from None

    try:
        yield send
    finally:
        server.close()


def _opened(address: str) -> smtplib.SMTP:
    url, context = urlsplit(address), ssl.create_default_context()
    host = url.hostname or ""
    if url.scheme == "smtps":
        server: smtplib.SMTP = smtplib.SMTP_SSL(host, url.port or 465, timeout=_SECONDS, context=context)
    else:
        server = smtplib.SMTP(host, url.port or 25, timeout=_SECONDS)
        server.ehlo()
        if server.has_extn("starttls"):
            server.starttls(context=context)
    if url.username:
        server.login(unquote(url.username), unquote(url.password or ""))
    return server


def _message(settings: Settings, letter: Letter, name: str) -> EmailMessage:
    message = EmailMessage()
    message["From"], message["To"] = settings.expediteur, letter.a
    message["Subject"] = " ".join(letter.objet.split())
    message["Date"] = formatdate()
    message["Message-ID"] = f"<{name}@{urlsplit(settings.public_url).hostname}>"
    message["Auto-Submitted"] = "auto-generated"
    message.set_content(letter.texte)
    return message


def _reason(error: Exception) -> str:
    if isinstance(error, smtplib.SMTPResponseException):
        said = error.smtp_error
        return f"{error.smtp_code} {said.decode(errors='replace') if isinstance(said, bytes) else said}"
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        code, said = next(iter(error.recipients.values()))
        return f"{code} {said.decode(errors='replace')}"
    return str(error) or type(error).__name__
