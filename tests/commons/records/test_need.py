from __future__ import annotations

from tests.commons.examples import refused


def test_a_need_has_a_part_and_a_motive_of_the_matrix() -> None:
    assert "part" in refused("need", part="energy")
    assert "motive" in refused("need", motive="tourism")


def test_a_size_lies_within_its_interval() -> None:
    assert "outside its own interval" in refused("need", size={"value": 5, "unit": "%", "low": 6})
    assert "outside its own interval" in refused("need", size={"value": 5, "unit": "%", "high": 4})
