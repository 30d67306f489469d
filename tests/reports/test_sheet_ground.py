from __future__ import annotations

import numpy as np
import pytest

from portee.core.errors import ParameterError
from portee.reports.maplayers import BaseMap
from portee.reports.sheet_ground import WIDTH, frame_of, ground_of, line_path, scale_bar
from tests.reports.sheets import drawing

LON, LAT = np.array([5.36, 5.40]), np.array([43.31, 43.34])


def test_every_position_lies_on_the_paper() -> None:
    ground = ground_of(BaseMap(), LON, LAT)
    dots = ground.dots(LON, LAT)
    assert ((dots >= 0) & (dots <= [WIDTH, ground.high])).all()
    assert dots[0, 1] > dots[1, 1]  # north is up
    assert drawing("".join(ground.parts) + "</svg>") is not None


def test_the_scale_is_a_round_length_of_at_most_a_quarter() -> None:
    assert ">1000 m</text>" in scale_bar(10.0, 400, lambda metres: f"{metres:g} m")


def test_lines_away_from_the_paper_are_left_out() -> None:
    near, far = np.array([[1.0, 1.0], [2.0, 3.0]]), np.array([[5000.0, 1.0], [5001.0, 3.0]])
    assert line_path([near], 400) == "M1 1l1 2"
    assert line_path([far], 400) == ""


def test_what_is_not_in_degrees_is_refused() -> None:
    with pytest.raises(ParameterError):
        frame_of(np.array([500.0]), np.array([43.0]))
