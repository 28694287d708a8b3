"""Inviting somebody to fill in a dossier, and what became of it; the page that opens a link."""

from __future__ import annotations

from sqlalchemy import RowMapping
from starlette.exceptions import HTTPException
from starlette.responses import Response

from engine.bureau.access import invitations
from engine.bureau.access.attempts import counted
from engine.bureau.access.invitations import DAYS, MOST_DAYS, PARTIES, Invite
from engine.bureau.access.mails import is_mail
from engine.bureau.access.peer import address_of
from engine.bureau.access.rights import Right
from engine.bureau.access.sessions import closed, cookie_of, set_cookie
from engine.bureau.letters import letter
from engine.bureau.refusals import RefusedError
from engine.bureau.routing import Call, Page
from engine.bureau.storage.tables import now


def invitations_du_dossier(call: Call) -> Response:
    """Those who were invited, and a form to invite somebody else; once it is sent, the link and a text to send."""
    said = {"nom": "", "courriel": "", "partie": "gestionnaire", "remet": "oui", "jours": str(DAYS)}
    if call.request.method != "POST":
        return _page(call, said=said, wrong={})
    said |= {name: call.said(name).strip() for name in said}
    if wrong := _wrong(said):
        return _page(call, 422, said=said, wrong=wrong)
    who = Invite(said["nom"], said["courriel"], said["partie"], said["remet"] == "oui", int(said["jours"]))
    with call.begin() as db:
        name, secret = invitations.invited(db, call.about["id"], who, call.visitor)
    return _given(call, name, secret)


def nouveau_lien(call: Call) -> Response:
    """A new link for somebody who lost theirs: the one before works no more."""
    with call.begin() as db:
        found = _found(invitations.one(db, call.about["id"], call.part("invitation"), call.visitor))
        if found["revoquee_le"] and call.visitor.is_guest:
            raise HTTPException(403)
        secret = invitations.renewed(db, found, call.visitor)
    return _given(call, found["id"], secret)


def retirer(call: Call) -> Response:
    """Take an invitation back."""
    with call.begin() as db:
        found = _found(invitations.one(db, call.about["id"], call.part("invitation"), call.visitor))
        invitations.revoked(db, found, call.visitor)
    return call.go(f"/dossiers/{call.about['id']}/invitations")


def invitation(call: Call) -> Response:
    """What a link opens, and a button: programs that open the links of a mail to check them press none."""
    with call.read() as db:
        found = invitations.of(db, call.part("secret"))
    if found is None:
        raise RefusedError(404, "lien")
    answer = call.page("invitations/ouvrir.html", invitation=found, secret=call.part("secret"))
    answer.headers["Referrer-Policy"] = "no-referrer"  # the secret is in the address of this page
    return answer


def ouvrir_invitation(call: Call) -> Response:
    """Open the session of whoever has the link, and lead them to their dossier."""
    counted(call.base, "lien", address_of(call.request, call.settings))
    with call.begin() as db:
        found = invitations.of(db, call.said("secret"))
        if found is None:
            raise RefusedError(404, "lien")
        closed(db, cookie_of(call.request, call.settings))
        session = invitations.entered(db, found)
    answer = call.go(f"/dossiers/{found['dossier']}")
    set_cookie(answer, session, call.settings)
    return answer


def _found(found: RowMapping | None) -> RowMapping:
    if found is None:
        raise HTTPException(404)
    return found


def _wrong(said: dict[str, str]) -> dict[str, str]:
    wrong = {}
    if not 1 < len(said["nom"]) <= 200:
        wrong["nom"] = "Dites qui vous invitez : prénom et nom, ou le nom de l’organisme."
    if said["courriel"] and not is_mail(said["courriel"]):
        wrong["courriel"] = "Cette adresse n’est pas complète : prenom.nom@exemple.fr, par exemple."
    if said["partie"] not in PARTIES:
        wrong["partie"] = "Choisissez de qui cette personne remplit les questions."
    days = said["jours"]
    if not (days.isascii() and days.isdigit() and len(days) <= 3 and 1 <= int(days) <= MOST_DAYS):
        wrong["jours"] = f"Donnez un nombre de jours, de 1 à {MOST_DAYS}."
    return wrong


def _page(call: Call, status: int = 200, **said: object) -> Response:
    with call.read() as db:
        sent = invitations.listed(db, call.about["id"], call.visitor)
    moment = now()
    return call.page(
        "invitations/liste.html", status, dossier=call.about, parties=PARTIES, most=MOST_DAYS,
        invitations=[(one, invitations.situation(one, moment)) for one in sent], **said,
    )  # fmt: skip


def _given(call: Call, name: str, secret: str) -> Response:
    """The link, shown this once: the desk does not keep it."""
    with call.read() as db:
        found = _found(invitations.one(db, call.about["id"], name, call.visitor))
    return call.page(
        "invitations/lien.html", dossier=call.about, invitation=found,
        courrier=letter(call.settings, call.about["titre"], dict(found), secret),
    )  # fmt: skip


PAGES = [
    Page("/dossiers/{dossier}/invitations", invitations_du_dossier, Right.INVITER, ("GET", "POST")),
    Page("/dossiers/{dossier}/invitations/{invitation}/lien", nouveau_lien, Right.INVITER, ("POST",)),
    Page("/dossiers/{dossier}/invitations/{invitation}/retirer", retirer, Right.INVITER, ("POST",)),
    Page("/invitation/{secret}", invitation, Right.PUBLIC),
    Page("/invitation", ouvrir_invitation, Right.PUBLIC, ("POST",)),
]
