from __future__ import annotations

from tests.commons.examples import refused


def test_a_commitment_has_a_known_role() -> None:
    assert "role" in refused("stakeholder", commitments=[{"what": {"fr": "x"}, "role": "chief"}])


def test_a_website_is_an_address() -> None:
    assert "website" in refused("stakeholder", website="javascript:alert(1)")
