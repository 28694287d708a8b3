"""A provider of identities, small and real: it listens, signs what it says, and gives userinfo as ProConnect does."""

from __future__ import annotations

import base64
import hashlib
import json
import threading
import time
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

from joserfc import jwt
from joserfc.jwk import RSAKey

CLIENT, WORD = "bureau", "un-mot-que-le-fournisseur-a-donne"


@dataclass
class Fournisseur:
    """What it says of whoever signs in, and what it was asked; `wrong` makes it lie about a claim."""

    sub: str = "personne-1"
    email: str = "camille@exemple.fr"
    signed_userinfo: bool = True
    wrong: dict[str, Any] = field(default_factory=dict)
    wrong_userinfo: dict[str, Any] = field(default_factory=dict)
    key: RSAKey = field(default_factory=lambda: RSAKey.generate_key(2048, {"kid": "une", "use": "sig", "alg": "RS256"}))
    signs_with: RSAKey | None = None
    asked: dict[str, dict[str, str]] = field(default_factory=dict)
    url: str = ""

    def discovery(self) -> dict[str, Any]:
        return {
            "issuer": self.url,
            "authorization_endpoint": f"{self.url}/authorize",
            "token_endpoint": f"{self.url}/token",
            "userinfo_endpoint": f"{self.url}/userinfo",
            "jwks_uri": f"{self.url}/jwks",
            "end_session_endpoint": f"{self.url}/session/end",
        }

    def authorize(self, asked: dict[str, str]) -> str:
        """The code, in the address where the browser is sent back."""
        assert asked["response_type"] == "code"
        assert asked["code_challenge_method"] == "S256"
        self.asked["code"] = asked
        return f"{asked['redirect_uri']}?{urlencode({'code': 'le-code', 'state': asked['state']})}"

    def token(self, said: dict[str, str]) -> tuple[int, dict[str, Any]]:
        asked = self.asked.pop("code", None)  # a code serves once
        challenge = base64.urlsafe_b64encode(hashlib.sha256(said.get("code_verifier", "").encode()).digest())
        if (
            asked is None
            or (said.get("client_id"), said.get("client_secret")) != (CLIENT, WORD)
            or said.get("redirect_uri") != asked["redirect_uri"]
            or challenge.rstrip(b"=").decode() != asked["code_challenge"]
        ):
            return 400, {"error": "invalid_grant"}
        claims = {"sub": self.sub, "exp": int(time.time()) + 60, "nonce": asked["nonce"], **self.wrong}
        return 200, {"access_token": "acces", "token_type": "Bearer", "expires_in": 60, "id_token": self.signed(claims)}

    def userinfo(self) -> tuple[str, str]:
        said = {"sub": self.sub, "email": self.email, **self.wrong_userinfo}
        if self.signed_userinfo:
            return "application/jwt", self.signed(said)
        return "application/json", json.dumps(said)

    def leads(self, path: str, asked: dict[str, str]) -> str:
        """Where a browser is sent, empty where it stays."""
        if path == "/authorize":
            return self.authorize(asked)
        if path == "/session/end" and asked["id_token_hint"].count(".") == 2:
            self.asked["fin"] = asked
            return f"{asked['post_logout_redirect_uri']}?state={asked['state']}"
        return ""

    def says(self, path: str, authorization: str) -> tuple[int, str, str]:
        """What a program reads: the status, the text, its kind."""
        if path == "/.well-known/openid-configuration":
            return 200, json.dumps(self.discovery()), "application/json"
        if path == "/jwks":
            return 200, json.dumps({"keys": [self.key.as_dict(private=False)]}), "application/json"
        if path == "/userinfo" and authorization == "Bearer acces":
            kind, text = self.userinfo()
            return 200, text, kind
        return 404, "{}", "application/json"

    def signed(self, claims: dict[str, Any]) -> str:
        said = {"iss": self.url, "aud": CLIENT, "iat": int(time.time()), **claims}
        return jwt.encode({"alg": "RS256", "kid": "une"}, said, self.signs_with or self.key)


def started(provider: Fournisseur) -> ThreadingHTTPServer:
    """Listen on a port of this machine, in a thread, until it is shut down."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            parts = urlsplit(self.path)
            asked = {name: values[0] for name, values in parse_qs(parts.query).items()}
            if where := provider.leads(parts.path, asked):
                self.send_response(303)
                self.send_header("Location", where)
                self.end_headers()
            else:
                self._answer(*provider.says(parts.path, self.headers["Authorization"] or ""))

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"])).decode()
            status, said = provider.token({name: values[0] for name, values in parse_qs(body).items()})
            self._answer(status, json.dumps(said))

        def _answer(self, status: int, text: str, kind: str = "application/json") -> None:
            self.send_response(status)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(text.encode())))
            self.end_headers()
            self.wfile.write(text.encode())

        def log_message(self, format: str, *args: Any) -> None:  # noqa: A002
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    provider.url = f"http://127.0.0.1:{server.server_address[1]}"
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return server
