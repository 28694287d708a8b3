"""Signing in: a password, a link that serves once, the provider of identities, the trusted proxy; signing out."""

from __future__ import annotations

import re
from dataclasses import asdict

from starlette.exceptions import HTTPException
from starlette.responses import RedirectResponse, Response

from engine.bureau.access import oidc, tokens
from engine.bureau.access.accounts import by_mail, by_name, known_as, recognised
from engine.bureau.access.attempts import counted
from engine.bureau.access.forgery import same
from engine.bureau.access.keys import sealed, unsealed
from engine.bureau.access.known import BY_PROXY, said_by_proxy
from engine.bureau.access.peer import address_of
from engine.bureau.access.rights import Right
from engine.bureau.access.sessions import closed, cookie_of, opened, session_of, set_cookie
from engine.bureau.refusals import RefusedError
from engine.bureau.routing import Call, Page

_OIDC = "cpom_fournisseur"
_AWAY = 600
_INSIDE = re.compile(r"/[\w\-./]*(\?[\w\-.=&%+]*)?", re.ASCII)


def connexion(call: Call) -> Response:
    """The page where one signs in; whoever the trusted proxy signed in is let in at once."""
    where = inside(call.request.query_params.get("vers", "") or call.said("vers"))
    if said := said_by_proxy(call.request, call.settings):
        with call.read() as db:
            found = by_mail(db, said)
        if found is None or not found["actif"]:
            raise RefusedError(403, "compte-inconnu", courriel=said)
        return entered(call, found["id"], BY_PROXY, where)
    mail = call.said("courriel").strip()
    if call.request.method == "POST":
        where_from = address_of(call.request, call.settings)
        if compte := recognised(call.base, mail, call.said("mot_de_passe"), where_from):
            return entered(call, compte, "mot_de_passe", where)
    return call.page(
        "connexion/connexion.html", 422 if call.request.method == "POST" else 200, courriel=mail, vers=where,
        fournisseur=oidc.name_of(call.settings),
    )  # fmt: skip


def lien(call: Call) -> Response:
    """What a sign-in link opens, and a button: programs that check the links of a mail press none."""
    answer = call.page("connexion/lien.html", secret=call.part("secret_de_connexion"))
    answer.headers["Referrer-Policy"] = "no-referrer"
    return answer


def ouvrir_lien(call: Call) -> Response:
    """Sign in whoever has a link that has not served yet."""
    counted(call.base, "lien", address_of(call.request, call.settings))
    with call.begin() as db:
        compte = tokens.used(db, call.said("secret"), tokens.CONNEXION)
        found = by_name(db, compte)
    if found is None or not found["actif"]:
        raise RefusedError(404, "lien")
    return entered(call, compte, "lien", "/" if found["mot_de_passe"] else "/compte")


def fournisseur(call: Call) -> Response:
    """To the provider of identities; what is to be found again is sealed in a cookie that only /connexion receives."""
    if not call.settings.oidc_fournisseur:
        raise HTTPException(404)
    address, sent = oidc.going(call.settings, inside(call.request.query_params.get("vers", "")))
    answer = RedirectResponse(address, 303, headers={"Cache-Control": "no-store"})
    with call.begin() as db:
        kept = sealed(db, _OIDC, asdict(sent))
    answer.set_cookie(
        _OIDC, kept, max_age=_AWAY, path="/connexion", secure=call.settings.secure, httponly=True, samesite="lax"
    )
    return answer


def retour(call: Call) -> Response:
    """Back from the provider of identities: into the account that it names, where there is one."""
    said = call.request.query_params
    with call.read() as db:
        kept = unsealed(db, _OIDC, call.request.cookies.get(_OIDC, ""), _AWAY)
    if not kept or not same(said.get("state", ""), kept["state"]):
        raise RefusedError(403, "fournisseur-perdu")
    if "code" not in said:
        raise RefusedError(403, "fournisseur-refuse")
    who = oidc.come_back(call.settings, oidc.Sent(**kept), said["code"])
    with call.begin() as db:
        compte = known_as(db, who.sujet, who.courriel)
    if not compte:
        raise RefusedError(403, "compte-inconnu", courriel=who.courriel)
    answer = entered(call, compte, "fournisseur", kept["vers"], who.jeton)
    answer.delete_cookie(_OIDC, path="/connexion")
    return answer


def deconnexion(call: Call) -> Response:
    """End the session of this browser, and at the provider of identities that opened it."""
    with call.begin() as db:
        session = session_of(db, cookie_of(call.request, call.settings))
        closed(db, cookie_of(call.request, call.settings))
    elsewhere = oidc.sign_out_address(call.settings, session["jeton_oidc"]) if session else ""
    # A page leads there: browsers hold the answer of a form to this site (form-action).
    answer = call.page("connexion/ailleurs.html", ailleurs=elsewhere) if elsewhere else call.go("/connexion")
    set_cookie(answer, "", call.settings)
    return answer


def entered(call: Call, compte: str, how: str, where: str, id_token: str = "") -> Response:
    """Open a session of an account, in place of the one that this browser had."""
    with call.begin() as db:
        closed(db, cookie_of(call.request, call.settings))
        session = opened(db, compte=compte, moyen=how, jeton_oidc=id_token)
    answer = call.go(where)
    set_cookie(answer, session, call.settings)
    return answer


def inside(where: str) -> str:
    """A page of the desk that somebody asked for before signing in; the first page where it is anything else."""
    return where if _INSIDE.fullmatch(where) and not where.startswith("//") else "/"


PAGES = [
    Page("/connexion", connexion, Right.PUBLIC, ("GET", "POST")),
    Page("/connexion/lien/{secret_de_connexion}", lien, Right.PUBLIC),
    Page("/connexion/lien", ouvrir_lien, Right.PUBLIC, ("POST",)),
    Page("/connexion/fournisseur", fournisseur, Right.PUBLIC, apart=True),
    Page(oidc.CALLBACK, retour, Right.PUBLIC, apart=True),
    Page("/deconnexion", deconnexion, Right.ENTRER, ("POST",), apart=True),
]
