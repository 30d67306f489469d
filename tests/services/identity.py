"""A provider of OpenID Connect for the tests, on loopback: it knows one person, who always agrees."""

from __future__ import annotations

import base64
import hashlib
import json
import secrets
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

from joserfc import jwt
from joserfc.jwk import RSAKey

__all__ = ["Identity", "identity_provider"]


class Identity:
    """What the provider says.

    Attributes:
        issuer: its address. claims: of the person. forge: signs with another key than the one it publishes.
    """

    def __init__(self) -> None:
        self.issuer = ""
        self.key = RSAKey.generate_key(2048, parameters={"kid": "one"})
        self.other = RSAKey.generate_key(2048, parameters={"kid": "one"})
        self.claims: dict[str, Any] = {
            "sub": "42", "email": "ada@example.org", "email_verified": True, "name": "Ada",
        }  # fmt: skip
        self.forge = False
        self.codes: dict[str, dict[str, str]] = {}

    def agree(self, address: str) -> tuple[str, str]:
        """What the person does at the address they are sent to; the code and the state that they come back with."""
        asked = {name: values[0] for name, values in parse_qs(urlsplit(address).query).items()}
        assert asked["response_type"] == "code"
        assert asked["code_challenge_method"] == "S256"
        code = secrets.token_urlsafe(8)
        self.codes[code] = asked
        return code, asked["state"]

    def token(self, given: dict[str, str]) -> dict[str, Any] | None:
        """The answer to a code, once."""
        asked = self.codes.pop(given.get("code", ""), None)
        digest = hashlib.sha256(given.get("code_verifier", "").encode()).digest()
        challenge = base64.urlsafe_b64encode(digest).decode().rstrip("=")
        if asked is None or asked["code_challenge"] != challenge or asked["redirect_uri"] != given["redirect_uri"]:
            return None
        now = int(time.time())
        claims = {
            "iss": self.issuer, "aud": "portee", "iat": now, "exp": now + 300, "nonce": asked["nonce"], **self.claims,
        }  # fmt: skip
        key = self.other if self.forge else self.key
        text = jwt.encode({"alg": "RS256", "kid": "one"}, claims, key)
        return {"access_token": "x", "token_type": "Bearer", "id_token": text}


@contextmanager
def identity_provider() -> Iterator[Identity]:
    """Run the provider."""
    identity = Identity()

    class Handler(BaseHTTPRequestHandler):
        def log_message(self, format: str, *args: object) -> None:
            del format, args

        def answer(self, status: int, value: object) -> None:
            body = json.dumps(value).encode()
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def do_GET(self) -> None:
            if self.path.startswith("/.well-known/"):
                urls = {f"{name}": f"{identity.issuer}/{name}" for name in ("authorization_endpoint", "token_endpoint")}
                self.answer(200, {"issuer": identity.issuer, "jwks_uri": f"{identity.issuer}/keys", **urls})
            else:
                self.answer(200, {"keys": [identity.key.as_dict(private=False)]})

        def do_POST(self) -> None:
            text = self.rfile.read(int(self.headers["Content-Length"])).decode()
            found = identity.token({name: values[0] for name, values in parse_qs(text).items()})
            self.answer(200 if found else 400, found or {"error": "invalid_grant"})

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    identity.issuer = f"http://127.0.0.1:{server.server_address[1]}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    try:
        yield identity
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def back_with(code: str, state: str) -> str:
    """The query with which somebody comes back."""
    return urlencode({"code": code, "state": state})
