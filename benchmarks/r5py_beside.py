"""r5py on the same machine, side by side, where it is installed."""

from __future__ import annotations

import importlib
import importlib.util
from datetime import datetime, time, timedelta
from typing import Any

from benchmarks.cities import City
from benchmarks.measure import median_ms
from benchmarks.results import Table
from benchmarks.setting import Setting

__all__ = ["beside"]

MINUTES = 120
TITLE = "Beside r5py on this machine"


def beside(setting: Setting, cities: list[City]) -> Table:
    """r5py's milliseconds per origin, its table included, for the 120-minute median on all cores."""
    if importlib.util.find_spec("r5py") is None:
        return Table(TITLE, "r5py is not installed here; its figures above come from another machine.", (), ())
    try:
        r5py: Any = importlib.import_module("r5py")
    except Exception as problem:  # a Java that is missing or too old shows itself in many ways
        return Table(TITLE, f"r5py is installed but does not start here ({problem}).", (), ())
    rows = []
    for city in cities:
        network = r5py.TransportNetwork(str(city.osm), [str(feed) for feed in city.gtfs])

        def compute(city: City = city, network: Any = network) -> None:
            r5py.TravelTimeMatrix(
                network,
                origins=city.chosen_origins.to_geodataframe(),
                destinations=city.destinations.to_geodataframe(),
                departure=datetime.combine(city.day, time(city.start_s // 3600, city.start_s // 60 % 60)),
                departure_time_window=timedelta(minutes=MINUTES),
                percentiles=[50],
                max_time=timedelta(minutes=120),
                max_time_walking=timedelta(minutes=city.max_walk_min),
                speed_walking=3.6,
                max_public_transport_rides=4,
            )

        ms = median_ms(compute, setting.passes) / len(city.chosen_origins)
        rows.append([city.name, f"{ms:.1f}", f"{setting.yardsticks(ms):.3f}"])
    about = (
        f"r5py {r5py.__version__}, {MINUTES}-minute median, all cores, second pass; compare with the table end to end."
    )
    return Table(TITLE, about, ("city", "ms per origin", "yardsticks"), rows)
