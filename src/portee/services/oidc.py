"""OpenID Connect: let a provider that people know already say who they are (authorization code with PKCE).

OpenID Connect Core 1.0, RFC 7636 (PKCE), RFC 9207. Needs the extra `oidc`.
"""

from __future__ import annotations

import os
import time
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from portee.core.errors import InputError, ParameterError

__all__ = ["VARIABLES", "Known", "Provider", "provider_of"]

VARIABLES = ("PORTEE_OIDC_ISSUER", "PORTEE_OIDC_CLIENT", "PORTEE_OIDC_SECRET")
ALGORITHMS = ["RS256", "PS256", "ES256", "EdDSA"]
"""Signatures by keys that only the provider has."""
SKEW_S = 120
"""How much the clocks of two machines may differ."""
WAIT_S = 10.0


@dataclass(frozen=True)
class Known:
    """Who a provider says somebody is. email is None where the provider did not check it."""

    issuer: str
    subject: str
    email: str | None
    name: str


@dataclass(frozen=True)
class Provider:
    """A provider, by what it tells of itself.

    Attributes:
        issuer, client, secret: as agreed with it. about: its own description (OpenID Connect Discovery 1.0).
    """

    issuer: str
    client: str
    secret: str
    about: Mapping[str, Any]

    def __repr__(self) -> str:
        """Without the secret, so that no log holds it."""
        return f"Provider({self.issuer})"

    def begin(self, back: str, state: str, nonce: str, verifier: str) -> str:
        """Address that somebody is sent to; they come `back` with a code and the `state`."""
        with self._client(back) as client:
            address, _ = client.create_authorization_url(
                self.about["authorization_endpoint"], state=state, nonce=nonce, code_verifier=verifier
            )
        return str(address)

    def sent_back(self, issuer: str) -> bool:
        """Whether who came back comes from this provider, by what it says of itself (RFC 9207); "" for nothing."""
        if not issuer:
            return self.about.get("authorization_response_iss_parameter_supported") is not True
        return issuer == self.issuer

    def finish(self, back: str, code: str, nonce: str, verifier: str) -> Known:
        """Who came back with a code. Raises InputError when the provider does not vouch for it."""
        import httpx
        from authlib.integrations.base_client.errors import OAuthError
        from joserfc.errors import JoseError

        try:
            with self._client(back) as client:
                token = client.fetch_token(
                    self.about["token_endpoint"], grant_type="authorization_code", code=code, code_verifier=verifier
                )
            keys = httpx.get(self.about["jwks_uri"], timeout=WAIT_S).raise_for_status().json()
            return self._known(str(token["id_token"]), keys, nonce)
        except (httpx.HTTPError, OAuthError, JoseError, KeyError, ValueError, TypeError) as problem:
            raise InputError(
                f"The provider did not say who this is ({type(problem).__name__}).", mend="Sign in again."
            ) from problem

    def _known(self, text: str, keys: Any, nonce: str) -> Known:
        from joserfc import jwt
        from joserfc.jwk import KeySet

        claims = jwt.decode(text, KeySet.import_key_set(keys), algorithms=ALGORITHMS).claims
        audience = claims["aud"] if isinstance(claims["aud"], list) else [claims["aud"]]
        moment = time.time()
        wrong = [
            name
            for name, holds in (
                ("iss", claims["iss"] == self.issuer),
                ("aud", self.client in audience and (len(audience) == 1 or claims.get("azp") == self.client)),
                ("exp", moment < float(claims["exp"]) + SKEW_S),
                ("iat", float(claims["iat"]) < moment + SKEW_S),
                ("nonce", claims.get("nonce") == nonce),
                ("sub", isinstance(claims.get("sub"), str) and 0 < len(claims["sub"]) <= 255),
            )
            if not holds
        ]
        if wrong:
            raise ValueError(f"claims: {', '.join(wrong)}")
        told = claims.get("email") if claims.get("email_verified") is True else None
        email = told if isinstance(told, str) else None
        names = (claims.get("name"), claims.get("preferred_username"), (email or "").partition("@")[0])
        name = next((shown for one in names if isinstance(one, str) and (shown := _shown(one))), "")
        return Known(self.issuer, claims["sub"], email, name)

    def _client(self, back: str) -> Any:
        from authlib.integrations.httpx_client import OAuth2Client

        return OAuth2Client(
            self.client, self.secret, scope="openid email profile", redirect_uri=back, code_challenge_method="S256",
            timeout=WAIT_S,
        )  # fmt: skip


def _shown(name: str) -> str:
    """A name on one line, without signs that cannot be seen."""
    return " ".join("".join(sign if sign.isprintable() else " " for sign in name).split())[:80].strip()


def provider_of(given: Mapping[str, str] | None = None) -> Provider | None:
    """The provider that the environment names, None where it names none; asks it for its description.

    Raises:
        ParameterError: some variables are missing, or the extra is not installed.
        InputError: the provider does not answer, or says that it is another.
    """
    environment = os.environ if given is None else given
    found = [environment.get(name, "") for name in VARIABLES]
    if not any(found):
        return None
    issuer, client, secret = found
    if not all(found) or not issuer.startswith(("https://", "http://127.0.0.1", "http://localhost")):
        raise ParameterError("OpenID Connect is half set up.", mend=f"Give {', '.join(VARIABLES)}; issuers by HTTPS.")
    try:
        import authlib  # noqa: F401
        import httpx
        import joserfc  # noqa: F401
    except ImportError:
        raise ParameterError(
            "OpenID Connect needs what is not installed.", mend="Install it with: pip install 'portee[oidc]'"
        ) from None
    address = f"{issuer.rstrip('/')}/.well-known/openid-configuration"
    try:
        about = httpx.get(address, timeout=WAIT_S).raise_for_status().json()
    except (httpx.HTTPError, ValueError) as problem:
        raise InputError(
            f"The provider does not answer ({type(problem).__name__}).", where=address, mend="Check PORTEE_OIDC_ISSUER."
        ) from problem
    needed = ("authorization_endpoint", "token_endpoint", "jwks_uri")
    if not isinstance(about, dict) or about.get("issuer") != issuer or not all(name in about for name in needed):
        raise InputError("The provider says that it is another.", where=address, mend="Check PORTEE_OIDC_ISSUER.")
    return Provider(issuer, client, secret, about)
