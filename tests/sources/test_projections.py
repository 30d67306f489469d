from __future__ import annotations

from threading import Thread

import numpy as np
import pyproj
import pytest

from portee.sources.projections import projection


def test_it_is_that_of_pyproj_and_made_once() -> None:
    x, y = np.array([3_940_000.0, 4_321_000.0]), np.array([2_250_000.0, 3_210_000.0])
    ours = projection("EPSG:3035", "EPSG:4326")
    assert projection("EPSG:3035", "EPSG:4326") is ours
    plain = pyproj.Transformer.from_crs("EPSG:3035", "EPSG:4326", always_xy=True)
    np.testing.assert_array_equal(ours.transform(x, y), plain.transform(x, y))
    # Numbers of the definition of the system: its origin lies at 10° E, 52° N.
    np.testing.assert_allclose(ours.transform(4_321_000, 3_210_000), (10, 52), atol=1e-9)


def test_every_thread_may_use_it() -> None:
    found: list[tuple[float, float]] = []
    made = projection("EPSG:3035", "EPSG:4326")
    threads = [Thread(target=lambda: found.append(made.transform(4_321_000, 3_210_000))) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(found) == 4
    assert len(set(found)) == 1


def test_an_unknown_system_is_refused_each_time() -> None:
    for _ in range(2):
        with pytest.raises(pyproj.exceptions.CRSError):
            projection("EPSG:999999", "EPSG:4326")
