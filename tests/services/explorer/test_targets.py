from __future__ import annotations

import numpy as np

from portee.services.explorer import Targets


def test_each_kind_has_its_run_of_places(village_targets: Targets) -> None:
    count = len(village_targets.places)
    minutes = np.arange(count, dtype=np.float64)
    found = [village_targets.of(kind, minutes) for kind in village_targets.kinds]
    points = int(village_targets.shown.sum())
    assert np.array_equal(np.concatenate(found), minutes[points:])
    for kind, part in zip(village_targets.kinds, found, strict=True):
        source = village_targets.sources[kind]
        assert len(part) == len(source) == len(village_targets.weights[kind])
        first, last = village_targets.spans[kind]
        assert np.array_equal(village_targets.places.lon[first:last], source.lon)


def test_the_grid_shows_what_has_a_street(village_targets: Targets) -> None:
    surface = village_targets.surface(np.zeros(len(village_targets.places)))
    assert surface.shape == (len(village_targets.grid.lat), len(village_targets.grid.lon))
    assert np.isfinite(surface).sum() == village_targets.shown.sum() > 0
    # The edge of the grid lies outside the network: areas are closed there.
    assert np.isinf(surface[0]).all()
    assert np.isinf(surface[:, 0]).all()
