"""Tolls as people declare them."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from portee.core.declared import parse_declared
from portee.core.errors import SourceError
from portee.offers.catalogue import OffersFile
from portee.offers.tolls import Toll

TUNNEL: dict[str, Any] = {
    "id": "tunnel", "title": {"fr": "tunnel", "en": "tunnel"}, "streets": ["Tunnel"], "eur": {"car": 3.3},
}  # fmt: skip


def test_a_toll_is_charged_between_its_days() -> None:
    toll = Toll.model_validate({**TUNNEL, "begins": "2026-01-01", "ends": "2026-12-31"})
    assert [toll.charged_on(date(year, 6, 1)) for year in (2025, 2026, 2027)] == [False, True, False]
    assert Toll.model_validate(TUNNEL).charged_on(date(1990, 1, 1))


@pytest.mark.parametrize(("changes", "told"), [
    ("streets: []", "names no road"),
    ("begins: 2026-02-01\n    ends: 2026-01-01", "ends before it begins"),
    ("eur: {tank: 3}", "tank"),
    ("eur: {car: -1}", "eur"),
    ("eur: {}", "eur"),
])  # fmt: skip
def test_what_is_wrong_is_told_with_its_line(changes: str, told: str) -> None:
    lines = ["tolls:", "  - id: t", "    title: {fr: t, en: t}"]
    lines += [f"    {line}" for line in ("streets: [Tunnel]", "eur: {car: 3}") if not changes.startswith(line[:3])]
    with pytest.raises(SourceError, match=told) as error:
        parse_declared("\n".join([*lines, f"    {changes}", ""]), OffersFile, "o.yaml")
    assert "o.yaml" in str(error.value)


def test_two_tolls_of_one_id_are_refused() -> None:
    with pytest.raises(ValueError, match="tolls have the id 'tunnel'"):
        OffersFile.model_validate({"tolls": [TUNNEL, TUNNEL]})
