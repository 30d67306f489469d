from __future__ import annotations

import numpy as np
import pytest

from portee.core.errors import NoServiceError
from portee.services.portrait import moments as module
from portee.services.portrait.ground import Ground
from portee.services.portrait.moments import Moment, at_moments, window_at
from portee.services.search import prepare


def test_an_hour_of_departures_in_a_usual_week(ground: Ground) -> None:
    window = window_at(ground.monday, Moment("sunday", 6, 3600))
    assert window.day.weekday() == 6
    assert (window.start_s, window.minutes) == (3600, 60)


def test_walking_reaches_no_more_than_with_public_transport(ground: Ground) -> None:
    morning, walked = Moment("morning", 1, 8 * 3600), Moment("walked", 1, 8 * 3600, "walk")
    kinds = ("jobs", "shops")
    found = at_moments(ground, ground.targets(kinds), kinds, (morning, walked), 45.0)
    for kind in kinds:
        assert (found.values["walked"][kind] <= found.values["morning"][kind] + 1e-9).all()
        assert found.values["morning"][kind].max() > 0
    alone = at_moments(ground, ground.targets(("jobs",)), ("jobs",), (morning,), 45.0)
    assert np.allclose(alone.values["morning"]["jobs"], found.values["morning"]["jobs"])


def test_a_moment_without_service_is_left_out_and_told(ground: Ground, monkeypatch: pytest.MonkeyPatch) -> None:

    def no_service(world: object, request: object) -> object:
        if getattr(request, "travel").mode == "transit":  # noqa: B009
            raise NoServiceError("No trip runs.")
        return prepare(world, request)  # type: ignore[arg-type] # passed on as it came

    monkeypatch.setattr(module, "prepare", no_service)
    morning, walked = Moment("morning", 1, 8 * 3600), Moment("walked", 1, 8 * 3600, "walk")
    found = at_moments(ground, ground.targets(("jobs",)), ("jobs",), (morning, walked), 45.0)
    assert list(found.values) == ["walked"]
    assert "No trip runs." in found.notes
    with pytest.raises(NoServiceError, match="Nothing runs"):
        at_moments(ground, ground.targets(("jobs",)), ("jobs",), (morning,), 45.0)
