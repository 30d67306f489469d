from __future__ import annotations

import pytest

from portee.core.errors import InputError, ParameterError
from portee.services.oidc import VARIABLES, provider_of
from tests.services.identity import identity_provider

BACK = "http://localhost/back"


def environment(issuer: str) -> dict[str, str]:
    return dict(zip(VARIABLES, (issuer, "portee", "s3cret"), strict=True))


def test_who_somebody_is_comes_from_the_provider() -> None:
    with identity_provider() as identity:
        provider = provider_of(environment(identity.issuer))
        assert provider is not None
        assert "s3cret" not in repr(provider)
        address = provider.begin(BACK, "state", "nonce", "v" * 50)
        code, state = identity.agree(address)
        assert state == "state"
        known = provider.finish(BACK, code, "nonce", "v" * 50)
        assert (known.issuer, known.subject, known.email, known.name) == (
            identity.issuer,
            "42",
            "ada@example.org",
            "Ada",
        )


@pytest.mark.parametrize(
    "claims",
    [
        {"nonce": "another"},
        {"aud": "another"},
        {"aud": ["portee", "another"]},
        {"iss": "http://localhost/another"},
        {"exp": 1},
        {"iat": 9_999_999_999},
        {"sub": ""},
        {"sub": 3},
    ],
)
def test_what_the_provider_did_not_say_to_us_now_is_refused(claims: dict[str, object]) -> None:
    with identity_provider() as identity:
        provider = provider_of(environment(identity.issuer))
        assert provider is not None
        identity.claims |= claims
        code, _ = identity.agree(provider.begin(BACK, "state", "nonce", "v" * 50))
        with pytest.raises(InputError, match="did not say who this is"):
            provider.finish(BACK, code, "nonce", "v" * 50)


def test_a_signature_of_another_key_is_refused() -> None:
    with identity_provider() as identity:
        provider = provider_of(environment(identity.issuer))
        assert provider is not None
        identity.forge = True
        code, _ = identity.agree(provider.begin(BACK, "state", "nonce", "v" * 50))
        with pytest.raises(InputError, match="did not say"):
            provider.finish(BACK, code, "nonce", "v" * 50)


def test_a_code_needs_the_verifier_it_began_with() -> None:
    with identity_provider() as identity:
        provider = provider_of(environment(identity.issuer))
        assert provider is not None
        code, _ = identity.agree(provider.begin(BACK, "state", "nonce", "v" * 50))
        with pytest.raises(InputError, match="did not say"):
            provider.finish(BACK, code, "nonce", "w" * 50)


def test_an_address_that_was_not_checked_is_not_believed() -> None:
    with identity_provider() as identity:
        identity.claims["email_verified"] = False
        provider = provider_of(environment(identity.issuer))
        assert provider is not None
        code, _ = identity.agree(provider.begin(BACK, "state", "nonce", "v" * 50))
        assert provider.finish(BACK, code, "nonce", "v" * 50).email is None


def test_a_provider_that_is_away_or_another_is_told() -> None:
    with identity_provider() as identity:
        with pytest.raises(InputError, match="another"):
            provider_of(environment(f"{identity.issuer}/"))
        issuer = identity.issuer
    with pytest.raises(InputError, match="does not answer"):
        provider_of(environment(issuer))


@pytest.mark.parametrize("given", [{VARIABLES[0]: "https://x"}, environment("http://provider.example.org")])
def test_half_a_setting_is_told(given: dict[str, str]) -> None:
    with pytest.raises(ParameterError, match="half set up"):
        provider_of(given)


def test_no_setting_is_no_provider() -> None:
    assert provider_of({}) is None
