"""The accounts of the desk, for whoever administers it; one's own account, for everybody who has one."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from starlette.exceptions import HTTPException
from starlette.responses import Response

from engine.bureau.access import accounts
from engine.bureau.access.accounts import LINK_LASTS, LastAdministratorError, TakenError
from engine.bureau.access.mails import is_mail
from engine.bureau.access.passwords import SHORTEST, is_right, wrong_with
from engine.bureau.access.rights import ROLES, Right
from engine.bureau.access.sessions import cookie_of, session_of
from engine.bureau.routing import Call, Page

_TAKEN = "Un autre compte a déjà cette adresse."
_LAST = "C’est le seul compte actif qui administre le bureau : donnez d’abord ce rôle à un autre."


def comptes(call: Call) -> Response:
    """Every account, and a form to make one; then the link that signs it in."""
    said = {"nom": "", "courriel": "", "role": "redacteur"}
    if call.request.method != "POST":
        return _liste(call, said, {})
    said = {name: call.said(name).strip() for name in said}
    if wrong := _wrong(said):
        return _liste(call, said, wrong)
    try:
        with call.begin() as db:
            compte = accounts.created(db, said["courriel"], said["nom"], said["role"])
            secret = accounts.link_of(db, compte)
    except TakenError:
        return _liste(call, said, {"courriel": _TAKEN})
    return _lien(call, compte, secret)


def un_compte(call: Call) -> Response:
    """Change an account: its name, its mail, its role, whether it still signs in."""
    about = _about(call)
    said = {name: str(about[name]) for name in ("nom", "courriel", "role")}
    said["actif"] = "oui" if about["actif"] else "non"
    if call.request.method != "POST":
        return _compte(call, about, said, {})
    said = {name: call.said(name).strip() for name in said}
    if wrong := _wrong(said):
        return _compte(call, about, said, wrong)
    try:
        with call.begin() as db:
            accounts.changed(
                db, about["id"], courriel=said["courriel"], nom=said["nom"], role=said["role"],
                actif=said["actif"] == "oui",
            )  # fmt: skip
    except TakenError:
        return _compte(call, about, said, {"courriel": _TAKEN})
    except LastAdministratorError:
        return _compte(call, about, said, {"role": _LAST})
    return call.go("/comptes")


def lien_de_compte(call: Call) -> Response:
    """A link that signs an account in once: for its first day, or when its password is lost."""
    about = _about(call)
    if not about["actif"]:
        raise HTTPException(404)
    with call.begin() as db:
        secret = accounts.link_of(db, about["id"])
    return _lien(call, about["id"], secret)


def mon_compte(call: Call) -> Response:
    """One's own account: choose a password. Who came by a link, or has none yet, need not give the one before."""
    name, cookie = call.visitor.compte, cookie_of(call.request, call.settings)
    with call.read() as db:
        about, session = accounts.by_name(db, name), session_of(db, cookie)
    if about is None or session is None:
        raise HTTPException(404)
    asks = bool(about["mot_de_passe"]) and session["moyen"] != "lien"
    wrong: dict[str, str] = {}
    if call.request.method == "POST":
        new = call.said("nouveau")
        if asks and not is_right(about["mot_de_passe"], call.said("actuel")):
            wrong["actuel"] = "Ce n’est pas votre mot de passe actuel."
        if said := wrong_with(new, about["nom"], about["courriel"]):
            wrong["nouveau"] = said
        elif new != call.said("encore"):
            wrong["encore"] = "Les deux saisies diffèrent."
        if not wrong:
            with call.begin() as db:
                accounts.with_password(db, name, new, cookie)
            return call.go("/compte?fait")
    status = 422 if wrong else 200
    done = "fait" in call.request.query_params
    return call.page("comptes/mien.html", status, compte=about, demande=asks, wrong=wrong, fait=done, court=SHORTEST)


def _about(call: Call) -> Mapping[str, Any]:
    with call.read() as db:
        found = accounts.by_name(db, call.part("compte"))
    if found is None:
        raise HTTPException(404)
    return dict(found)


def _wrong(said: Mapping[str, str]) -> dict[str, str]:
    wrong = {}
    if not 1 < len(said["nom"]) <= 200:
        wrong["nom"] = "Donnez le prénom et le nom : ils s’écrivent dans le journal de chaque dossier."
    if not is_mail(said["courriel"]) and said["courriel"] != "administrateur@localhost":
        wrong["courriel"] = "Donnez une adresse complète : prenom.nom@exemple.fr, par exemple."
    if said["role"] not in ROLES:
        wrong["role"] = "Choisissez un rôle."
    return wrong


def _liste(call: Call, said: Mapping[str, str], wrong: Mapping[str, str]) -> Response:
    with call.read() as db:
        known = accounts.listed(db)
    return call.page("comptes/liste.html", 422 if wrong else 200, comptes=known, said=said, wrong=wrong)


def _compte(call: Call, about: Mapping[str, Any], said: Mapping[str, str], wrong: Mapping[str, str]) -> Response:
    return call.page("comptes/compte.html", 422 if wrong else 200, compte=about, said=said, wrong=wrong)


def _lien(call: Call, compte: str, secret: str) -> Response:
    with call.read() as db:
        about = accounts.by_name(db, compte)
    link = f"{call.settings.public_url}/connexion/lien/{secret}"
    return call.page("comptes/lien.html", compte=about, lien=link, jours=LINK_LASTS.days)


PAGES = [
    Page("/comptes", comptes, Right.ADMINISTRER, ("GET", "POST")),
    Page("/comptes/{compte}", un_compte, Right.ADMINISTRER, ("GET", "POST")),
    Page("/comptes/{compte}/lien", lien_de_compte, Right.ADMINISTRER, ("POST",)),
    Page("/compte", mon_compte, Right.SON_COMPTE, ("GET", "POST")),
]
