"""Signing in at a provider of identities (OpenID Connect): a code, PKCE, a state, a nonce; what ProConnect asks.

ProConnect gives its userinfo as a signed token, and wants those who sign out here to be signed out there
(https://partenaires.proconnect.gouv.fr/docs). Only asymmetric signatures are believed.
"""

from __future__ import annotations

import hashlib
import json
import logging
import secrets
from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import urlencode, urlsplit

from engine.bureau.access.first import is_here
from engine.bureau.refusals import RefusedError
from engine.bureau.settings import Settings

CALLBACK: Final = "/connexion/retour"
SCOPE: Final = "openid email"
_ALGORITHMS = ["RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA"]
_LEEWAY = 120
_SECONDS = 8.0
_LOG = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Sent:
    """What a browser is sent to the provider with, kept in a sealed cookie until it comes back."""

    state: str
    nonce: str
    verifier: str
    vers: str


@dataclass(frozen=True, slots=True)
class Identity:
    """Who the provider says it is: how it names them for ever, their mail, the token that signs them out there."""

    sujet: str
    courriel: str
    jeton: str


def name_of(settings: Settings) -> str:
    """How the provider is called on the page where one signs in, empty where there is none."""
    return settings.oidc_nom if settings.oidc_fournisseur else ""


def going(settings: Settings, where: str) -> tuple[str, Sent]:
    """The address of the provider where somebody signs in, and what is to be found again when they come back.

    Raises:
        RefusedError: where the provider does not answer.
    """
    sent = Sent(secrets.token_urlsafe(24), secrets.token_urlsafe(24), secrets.token_urlsafe(48), where)
    with _client(settings) as client:
        endpoint = _said(client, settings)["authorization_endpoint"]
        address, _ = client.create_authorization_url(
            endpoint, state=sent.state, nonce=sent.nonce, code_verifier=sent.verifier
        )
    return address, sent


def come_back(settings: Settings, sent: Sent, code: str) -> Identity:
    """Who came back from the provider with this code.

    Raises:
        RefusedError: where the provider does not answer, or where what it says cannot be believed.
    """
    try:
        with _client(settings) as client:
            said = _said(client, settings)
            token = client.fetch_token(said["token_endpoint"], code=code, code_verifier=sent.verifier)
            keys = _got(client, said["jwks_uri"]).json()
            about = _verified(token["id_token"], keys, settings, said["issuer"], nonce=sent.nonce)
            info = _userinfo(client.get(said["userinfo_endpoint"]).raise_for_status(), keys, settings, said["issuer"])
    except RefusedError:
        raise
    except Exception as error:  # whatever the provider, the network or Authlib say: it is logged, and nobody enters
        _LOG.warning("signing in at the provider failed: %r", error)
        raise RefusedError(502, "fournisseur") from None
    if info.get("sub") != about["sub"] or info.get("email_verified") is False or not info.get("email"):
        _LOG.warning("the provider says of whom it signed in something else, or no mail that it verified")
        raise RefusedError(403, "fournisseur-refuse")
    subject = hashlib.sha256(json.dumps([said["issuer"], about["sub"]]).encode()).hexdigest()
    return Identity(subject, str(info["email"]), token["id_token"])


def sign_out_address(settings: Settings, id_token: str | None) -> str:
    """Where somebody is signed out at the provider that signed them in, empty where none did."""
    if not id_token or not settings.oidc_fournisseur:
        return ""
    try:
        with _client(settings) as client:
            endpoint = str(_said(client, settings).get("end_session_endpoint", ""))
    except RefusedError:
        return ""
    asked = {
        "id_token_hint": id_token,
        "post_logout_redirect_uri": f"{settings.public_url}/connexion",
        "state": secrets.token_urlsafe(16),
    }
    return f"{endpoint}{'&' if '?' in endpoint else '?'}{urlencode(asked)}" if endpoint else ""


def _client(settings: Settings) -> Any:
    from authlib.integrations.httpx_client import OAuth2Client  # noqa: PLC0415 - half a second, where nobody needs it

    return OAuth2Client(
        settings.oidc_client,
        settings.oidc_secret,
        scope=SCOPE,
        redirect_uri=f"{settings.public_url}{CALLBACK}",
        code_challenge_method="S256",
        token_endpoint_auth_method="client_secret_post",  # noqa: S106 - the name of a method; ProConnect takes no other
        timeout=_SECONDS,
        leeway=0,  # ProConnect's tokens last a minute, which Authlib takes by default for already over
    )


def _said(client: Any, settings: Settings) -> dict[str, Any]:
    """What the provider says of itself."""
    issuer = settings.oidc_fournisseur.rstrip("/")
    parts = urlsplit(issuer)
    if parts.scheme != "https" and not is_here(parts.netloc if parts.port else f"{parts.netloc}:80"):
        _LOG.error("the provider of identities is not reached over HTTPS: %s", issuer)
        raise RefusedError(502, "fournisseur")
    try:
        address = f"{issuer}/.well-known/openid-configuration"
        said: dict[str, Any] = _got(client, address).json()
    except Exception as error:  # what httpx or the JSON say: it is logged, and nobody enters
        _LOG.warning("the provider of identities does not answer: %r", error)
        raise RefusedError(502, "fournisseur") from None
    if str(said.get("issuer", "")).rstrip("/") != issuer:
        _LOG.error("the provider of identities says that it is another: %s", said.get("issuer"))
        raise RefusedError(502, "fournisseur")
    return said


def _got(client: Any, address: str) -> Any:
    """What anybody may read at an address of the provider."""
    return client.request("GET", address, withhold_token=True).raise_for_status()


def _userinfo(answer: Any, keys: Any, settings: Settings, issuer: str) -> dict[str, Any]:
    """What the provider says of somebody, in JSON or, as ProConnect does, in a token that it signed."""
    if "application/jwt" in answer.headers.get("content-type", ""):
        return _verified(answer.text.strip(), keys, settings, issuer)
    said: dict[str, Any] = answer.json()
    return said


def _verified(token: str, keys: Any, settings: Settings, issuer: str, nonce: str = "") -> dict[str, Any]:
    """The claims of a token that the provider signed for us.

    Raises:
        joserfc.errors.JoseError, ValueError: where it did not, or did for others, or too long ago.
    """
    from joserfc import jwt  # noqa: PLC0415
    from joserfc.jwk import KeySet  # noqa: PLC0415

    claims: dict[str, Any] = jwt.decode(token, KeySet.import_key_set(keys), algorithms=_ALGORITHMS).claims
    asked: dict[str, Any] = {
        "iss": {"essential": True, "value": issuer},
        "aud": {"essential": True, "value": settings.oidc_client},
    }
    if nonce:
        asked |= {"nonce": {"essential": True, "value": nonce}, "exp": {"essential": True}, "sub": {"essential": True}}
    jwt.JWTClaimsRegistry(leeway=_LEEWAY, **asked).validate(claims)
    if isinstance(claims["aud"], list) and len(claims["aud"]) > 1 and claims.get("azp") != settings.oidc_client:
        raise ValueError("a token for several, and not for us")
    return claims
