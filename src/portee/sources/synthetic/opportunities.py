"""Jobs by shift, training, childcare, health care and shops of the synthetic city."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np
import polars as pl

from portee.sources.synthetic.frame import Floats, Frame
from portee.sources.synthetic.homes import Frontages, apportion
from portee.sources.synthetic.names import Namer
from portee.sources.synthetic.plan import CENTRE, POLES

__all__ = ["Poi", "make_opportunities", "write_tables"]

JOBS_PER_RESIDENT = 0.4
JOBS_PER_WORKPLACE = 16


@dataclass(frozen=True)
class Poi:
    """A point of interest for the street map: plan metres and OSM tags."""

    x: float
    y: float
    tags: dict[str, str]


SHIFTS: dict[str, tuple[dict[str, float], float, float]] = {
    "port": ({"05:00-13:00": 0.34, "13:00-21:00": 0.32, "21:00-05:00": 0.14, "08:00-17:00": 0.20}, 0.5, 0.3),
    "logistics": ({"05:00-12:30": 0.40, "12:30-20:00": 0.30, "21:00-05:00": 0.20, "08:30-17:00": 0.10}, 0.5, 0.2),
    "industry": ({"05:00-13:00": 0.30, "13:00-21:00": 0.25, "21:00-05:00": 0.10, "08:00-17:00": 0.35}, 0.2, 0.1),
    "hospital": ({"06:45-14:15": 0.32, "13:45-21:15": 0.28, "21:00-07:00": 0.18, "08:30-17:00": 0.22}, 0.6, 0.5),
    "retail": ({"06:00-13:00": 0.15, "09:30-17:30": 0.45, "13:00-20:30": 0.40}, 0.85, 0.2),
    "shopping": ({"06:00-13:00": 0.15, "10:00-18:00": 0.35, "14:00-21:30": 0.50}, 0.9, 0.6),
    "hospitality": ({"06:30-14:30": 0.20, "10:30-15:30": 0.30, "17:00-23:45": 0.50}, 0.9, 0.65),
    "cleaning": ({"05:30-08:30": 0.55, "17:30-20:30": 0.45}, 0.3, 0.1),
    "care": ({"07:00-12:30": 0.45, "08:30-16:30": 0.25, "16:30-20:30": 0.30}, 0.5, 0.4),
    "construction": ({"07:00-15:30": 1.0}, 0.05, 0.0),
    "office": ({"09:00-17:30": 1.0}, 0.02, 0.0),
    "public": ({"08:00-16:30": 1.0}, 0.05, 0.0),
}
"""By sector: shares of jobs by shift (start-end), then the shares of jobs also held on Saturdays and on Sundays."""

POLE_SECTORS: dict[str, dict[str, float]] = {
    "port": {"port": 0.7, "logistics": 0.2, "office": 0.05, "cleaning": 0.05},
    "logistics": {"logistics": 0.92, "office": 0.08},
    "business": {"office": 0.72, "cleaning": 0.10, "industry": 0.10, "hospitality": 0.08},
    "hospital": {"hospital": 0.86, "cleaning": 0.09, "office": 0.05},
    "shopping": {"shopping": 0.78, "hospitality": 0.14, "cleaning": 0.08},
    "industry": {"industry": 0.7, "construction": 0.3},
}
TOWN_SECTORS = {
    "office": 0.24,
    "public": 0.24,
    "retail": 0.16,
    "hospitality": 0.11,
    "care": 0.12,
    "cleaning": 0.05,
    "construction": 0.08,
}
DAY_START_HOUR, DAY_END_HOUR = 7, 19


def _minutes(clock: str) -> int:
    return int(clock[:2]) * 60 + int(clock[3:])


def atypical_share(start: str, end: str) -> float:
    """Share of a shift that lies outside 07:00-19:00; an end before the start is on the next day."""
    first, last = _minutes(start), _minutes(end)
    last += 1440 if last <= first else 0
    typical = sum(
        max(0, min(last, DAY_END_HOUR * 60 + day) - max(first, DAY_START_HOUR * 60 + day)) for day in (0, 1440)
    )
    return round(1 - typical / (last - first), 3)


def _workplaces(frame: Frame, homes: Frontages) -> tuple[Floats, Floats, list[str], list[str], Floats]:
    """Spots, sectors, names and relative sizes of workplaces."""
    rng, namer = frame.rng("jobs"), Namer(frame.rng("job names"))
    wanted = max(30, round(frame.residents * JOBS_PER_RESIDENT / JOBS_PER_WORKPLACE))
    groups: list[tuple[str, dict[str, float], Floats, float]] = []
    for pole in POLES:
        weight = homes.near(pole.x * frame.km, pole.y * frame.km, pole.radius * frame.km) + 1e-9
        groups.append((pole.name, POLE_SECTORS[pole.key], weight, pole.jobs_share))
    left = 1.0 - sum(pole.jobs_share for pole in POLES)
    centre = homes.near(CENTRE[0] * frame.km, CENTRE[1] * frame.km, 1.6 * frame.km)
    groups.append(("", TOWN_SECTORS, homes.homes * (0.15 + 2.5 * centre), left))
    xs, ys, sectors, names, sizes = [], [], [], [], []
    for name, mix, weight, share in groups:
        count = max(len(mix), round(wanted * share * (0.5 if name else 1.25)))
        x, y = homes.draw(rng, weight, count)
        numbers = apportion(list(mix.values()), count)
        kinds = [sector for sector, number in zip(mix, numbers.tolist(), strict=True) for _ in range(number)]
        size = rng.lognormal(0.0, 0.9, count)
        by_sector = {s: sum(v for k, v in zip(kinds, size.tolist(), strict=True) if k == s) for s in mix}
        xs.append(x)
        ys.append(y)
        sectors += kinds
        sizes.append(np.array([v / by_sector[k] * mix[k] for k, v in zip(kinds, size.tolist(), strict=True)]) * share)
        names += [f"{name} - lot {k + 1}" if name else f"Établissement {namer.person()}" for k in range(count)]
    return np.concatenate(xs), np.concatenate(ys), sectors, names, np.concatenate(sizes)


def _jobs(frame: Frame, homes: Frontages) -> pl.DataFrame:
    x, y, sectors, names, sizes = _workplaces(frame, homes)
    rows: list[tuple[int, tuple[str, str]]] = []
    weights: list[float] = []
    for k, sector in enumerate(sectors):
        for shift, share in SHIFTS[sector][0].items():
            rows.append((k, (shift[:5], shift[6:])))
            weights.append(sizes[k] * share)
    jobs = apportion(weights, round(frame.residents * JOBS_PER_RESIDENT))
    lon, lat = frame.to_lonlat(x, y)
    kept = [(k, shift, number) for (k, shift), number in zip(rows, jobs.tolist(), strict=True) if number > 0]
    return pl.DataFrame(
        {
            "id": [f"J{n:06d}" for n in range(1, len(kept) + 1)],
            "lon": [round(float(lon[k]), 6) for k, _s, _n in kept],
            "lat": [round(float(lat[k]), 6) for k, _s, _n in kept],
            "workplace": [f"W{k + 1:05d}" for k, _s, _n in kept],
            "name": [names[k] for k, _s, _n in kept],
            "sector": [sectors[k] for k, _s, _n in kept],
            "shift_start": [shift[0] for _k, shift, _n in kept],
            "shift_end": [shift[1] for _k, shift, _n in kept],
            "jobs": [number for _k, _s, number in kept],
            "jobs_saturday": [round(number * SHIFTS[sectors[k]][1]) for k, _s, number in kept],
            "jobs_sunday": [round(number * SHIFTS[sectors[k]][2]) for k, _s, number in kept],
            "atypical_share": [atypical_share(*shift) for _k, shift, _n in kept],
        }
    )


def _spread(
    frame: Frame, homes: Frontages, purpose: str, per_resident: float, least: int, power: float = 1.0
) -> tuple[Floats, Floats, Floats, Floats, np.random.Generator]:
    rng = frame.rng(purpose)
    count = max(least, round(frame.residents * per_resident))
    x, y = homes.draw(rng, homes.homes * np.maximum(homes.density, 1e-3) ** (power - 1.0), count)
    lon, lat = frame.to_lonlat(x, y)
    return x, y, np.round(lon, 6), np.round(lat, 6), rng


def make_opportunities(frame: Frame, homes: Frontages) -> tuple[dict[str, pl.DataFrame], list[Poi]]:
    """Tables by name (jobs, training, childcare, health, shops; each with id, lon, lat) and points for the map."""
    tables = {"jobs": _jobs(frame, homes)}
    pois: list[Poi] = []
    namer = Namer(frame.rng("place names"))

    x, y, lon, lat, rng = _spread(frame, homes, "training", 1 / 3500, 4, 1.3)
    kinds = rng.choice(
        ["CFA", "GRETA", "Centre de formation", "École de la deuxième chance", "Lycée professionnel"], len(x)
    )
    names = [f"{kind} {namer.person()}" for kind in kinds.tolist()]
    tables["training"] = pl.DataFrame(
        {
            "id": [f"T{k:04d}" for k in range(1, len(x) + 1)],
            "lon": lon,
            "lat": lat,
            "name": names,
            "places": rng.integers(3, 40, len(x)) * 5,
        }
    )
    pois += [
        Poi(a, b, {"amenity": "college", "name": n}) for a, b, n in zip(x.tolist(), y.tolist(), names, strict=True)
    ]

    x, y, lon, lat, rng = _spread(frame, homes, "childcare", 1 / 1500, 4)
    names = [f"Crèche {namer.thing()}" for _ in x]
    late = rng.uniform(size=len(x))
    tables["childcare"] = pl.DataFrame(
        {
            "id": [f"C{k:04d}" for k in range(1, len(x) + 1)],
            "lon": lon,
            "lat": lat,
            "name": names,
            "places": rng.integers(2, 13, len(x)) * 5,
            "opens": np.where(late < 0.12, "06:00", np.where(late < 0.5, "07:30", "08:00")),
            "closes": np.where(late < 0.12, "21:00", np.where(late < 0.6, "18:30", "18:00")),
        }
    )
    pois += [
        Poi(a, b, {"amenity": "kindergarten", "name": n}) for a, b, n in zip(x.tolist(), y.tolist(), names, strict=True)
    ]

    x, y, lon, lat, rng = _spread(frame, homes, "health", 1 / 420, 8, 1.25)
    health = rng.choice(
        ["doctors", "pharmacy", "dentist", "clinic", "physiotherapist"], len(x), p=[0.42, 0.26, 0.16, 0.04, 0.12]
    )
    hospital = next(pole for pole in POLES if pole.key == "hospital")
    at = frame.to_lonlat(hospital.x * frame.km, hospital.y * frame.km)
    tables["health"] = pl.DataFrame(
        {
            "id": [f"H{k:05d}" for k in range(len(x) + 1)],
            "lon": [round(float(at[0]), 6), *lon.tolist()],
            "lat": [round(float(at[1]), 6), *lat.tolist()],
            "kind": ["hospital", *health.tolist()],
            "practitioners": [max(3, round(frame.residents / 400)), *rng.integers(1, 5, len(x)).tolist()],
        }
    )
    pois.append(Poi(hospital.x * frame.km, hospital.y * frame.km, {"amenity": "hospital", "name": hospital.name}))
    pois += [
        Poi(a, b, {"healthcare" if kind == "physiotherapist" else "amenity": kind})
        for a, b, kind in zip(x.tolist(), y.tolist(), health.tolist(), strict=True)
    ]

    x, y, lon, lat, rng = _spread(frame, homes, "shops", 1 / 190, 12, 1.35)
    shops = rng.choice(
        ["bakery", "convenience", "supermarket", "greengrocer", "butcher", "hairdresser", "clothes", "hardware"],
        len(x),
        p=[0.2, 0.2, 0.1, 0.1, 0.08, 0.14, 0.13, 0.05],
    )
    food = np.isin(shops, ["bakery", "convenience", "supermarket", "greengrocer", "butcher"])
    tables["shops"] = pl.DataFrame(
        {
            "id": [f"S{k:05d}" for k in range(1, len(x) + 1)],
            "lon": lon,
            "lat": lat,
            "kind": shops,
            "food": food.astype(np.int64),
            "floor_m2": np.where(
                shops == "supermarket", rng.integers(40, 250, len(x)) * 10, rng.integers(2, 20, len(x)) * 10
            ),
        }
    )
    pois += [Poi(a, b, {"shop": kind}) for a, b, kind in zip(x.tolist(), y.tolist(), shops.tolist(), strict=True)]
    pois += _public_services(frame, homes, namer)
    return tables, pois


def _public_services(frame: Frame, homes: Frontages, namer: Namer) -> list[Poi]:
    """Schools, post offices and the like: on the map only."""
    found: list[Poi] = []
    for tags, per_resident, label in (
        ({"amenity": "school"}, 1 / 1800, "École"),
        ({"amenity": "post_office"}, 1 / 9000, "Bureau de poste"),
        ({"amenity": "library"}, 1 / 15000, "Médiathèque"),
        ({"amenity": "community_centre"}, 1 / 8000, "Centre social"),
        ({"amenity": "restaurant"}, 1 / 500, "Chez"),
        ({"office": "employment_agency"}, 1 / 30000, "Agence pour l'emploi"),
    ):
        x, y, _lon, _lat, _rng = _spread(frame, homes, label, per_resident, 1)
        found += [
            Poi(a, b, {**tags, "name": f"{label} {namer.person()}"})
            for a, b in zip(x.tolist(), y.tolist(), strict=True)
        ]
    return found


def write_tables(folder: Path, tables: dict[str, pl.DataFrame]) -> dict[str, Path]:
    """One CSV per table; their paths by name."""
    paths = {}
    for name, table in tables.items():
        paths[name] = folder / f"{name}.csv"
        table.write_csv(paths[name], line_terminator="\n")
    return paths
