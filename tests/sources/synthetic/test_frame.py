from __future__ import annotations

import numpy as np
import pytest

from portee.sources.synthetic.frame import SIZES, Frame, Size, WaveNoise


def test_lengths_grow_with_the_square_root_of_residents() -> None:
    assert Frame("M", 1).scale == 1.0
    assert Frame("S", 1).scale == pytest.approx(0.5)
    assert Frame("L", 1).scale == pytest.approx(5**0.5)


@pytest.mark.parametrize("size", list(SIZES))
def test_every_size_lies_in_the_open_sea(size: Size) -> None:
    frame = Frame(size, 1)
    west, south, east, north = frame.bounds
    lon, lat = frame.to_lonlat([west, east], [south, north])
    assert 4.8 < lon[0] < lon[1] < 5.2
    assert 42.9 < lat[0] < lat[1] < 43.3


def test_there_and_back() -> None:
    frame = Frame("S", 1)
    x, y = frame.to_plan(*frame.to_lonlat([120.0, -900.0], [40.0, 2500.0]))
    assert x == pytest.approx([120.0, -900.0], abs=1e-6)
    assert y == pytest.approx([40.0, 2500.0], abs=1e-6)


def test_each_purpose_draws_for_itself() -> None:
    frame = Frame("S", 1)
    assert frame.rng("a").uniform() == frame.rng("a").uniform()
    assert frame.rng("a").uniform() != frame.rng("b").uniform()
    assert frame.rng("a").uniform() != Frame("S", 2).rng("a").uniform()


def test_noise_is_smooth_and_of_unit_size() -> None:
    noise = WaveNoise(np.random.default_rng(1), 100.0)
    x, y = np.random.default_rng(2).uniform(-5000, 5000, (2, 4000))
    assert noise(x, y).mean() == pytest.approx(0, abs=0.1)
    assert noise(x, y).std() == pytest.approx(1, abs=0.2)
    assert np.abs(noise(x + 0.5, y) - noise(x, y)).max() < 0.25
