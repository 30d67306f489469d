from __future__ import annotations

import pytest

from portee.core.declared import parse_declared
from portee.core.errors import SourceError
from portee.services.logistics.wanted import Siting

SITING = """micro_hubs:
  among: [{grid_m: 400}]
  count: 2
  fleet: [{id: bikes, kind: cargo_bike}]
"""


def test_a_short_question_is_read() -> None:
    asked = parse_declared(SITING, Siting)
    assert asked.micro_hubs is not None
    assert (asked.micro_hubs.model, asked.micro_hubs.fleet[0].home) == ("p-median", "each")


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("grid_m: 400", "grid_m: 400, file: a.csv", "from several"),
        ("grid_m: 400", "kind: kerb", "from nowhere"),
        ("grid_m: 400", "grid_m: 400, keep: {a: [b]}", "those of a file"),
        ("count: 2", "least_m2: 9", "how much may be opened"),
        ("count: 2", "count: 2\n  model: covering", "within what"),
        ("kind: cargo_bike", "kind: cargo_bike, supplies: true", "starts at each micro-hub"),
        ("micro_hubs:", "micro_hubs: null\nlockers: null\nother:", "no field 'other'"),
    ],
)
def test_what_is_impossible_is_told(old: str, new: str, words: str) -> None:
    with pytest.raises(SourceError, match=words):
        parse_declared(SITING.replace(old, new), Siting)
