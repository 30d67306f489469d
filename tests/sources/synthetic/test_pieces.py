from __future__ import annotations

from portee.sources.synthetic.pieces import Piece


def test_a_fall_is_as_steep_as_a_rise() -> None:
    assert Piece(0, [1, 2], "residential", "suburb", 50.0, -0.12).grade == 0.12
    assert Piece(0, [1, 2], "residential", "suburb", 50.0, 0.12).grade == 0.12
