from __future__ import annotations

import pytest

from portee.commons.records.references import RecordId
from portee.commons.records.shape import Figure, Text
from portee.commons.records.territory import Territory
from portee.core.errors import ParameterError
from portee.indicators.compared import shipped_set
from portee.services.territories.alike_records import alike_records
from portee.services.territories.replicate_records import COMMONS_SET

NAMES = [variable.figure for variable in shipped_set(COMMONS_SET).variables if variable.range is not None]


def place(slug: str, **figures: float) -> Territory:
    variables = {name: Figure(value=value, unit="%") for name, value in figures.items()}
    return Territory(
        id=RecordId(f"territory/{slug}"), title=Text({"fr": slug}), authors=("Mimosa",), kind="quarter", country="FR",
        variables=variables,
    )  # fmt: skip


def everything(value: float) -> dict[str, float]:
    return dict.fromkeys(NAMES, value)


def test_the_nearest_comes_first_and_the_reasons_add_up_to_the_distance() -> None:
    here, near, far = place("here", **everything(20)), place("near", **everything(21)), place("far", **everything(60))
    found = alike_records([here, far, near], "territory/here")
    assert [one.code for one in found] == ["territory/near", "territory/far"]
    for one in found:
        assert sum(reason.part for reason in one.reasons) == pytest.approx(one.distance)
        assert one.low <= one.distance <= one.high


def test_a_territory_of_which_little_is_told_is_not_compared() -> None:
    silent = place("silent", **{NAMES[0]: 20.0})
    assert alike_records([place("here", **everything(20)), silent], "territory/here") == ()


def test_an_unknown_territory_is_told() -> None:
    with pytest.raises(ParameterError, match="no territory"):
        alike_records([place("here")], "territory/atlantis")
