"""Write a whole synthetic territory as the files that open data would come in."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import TypeVar, get_args

from portee.core.errors import OutputError, ParameterError
from portee.core.progress import Progress, Silent
from portee.sources.synthetic.crossings import add_crossings
from portee.sources.synthetic.feed import LABOUR_DAY, feed_tables, write_feed
from portee.sources.synthetic.frame import Frame, Size
from portee.sources.synthetic.homes import Frontages
from portee.sources.synthetic.opportunities import make_opportunities, write_tables
from portee.sources.synthetic.osm import MapContent, write_map
from portee.sources.synthetic.plan import CENTRE, CITY
from portee.sources.synthetic.relief import Relief
from portee.sources.synthetic.residents import make_cells, priority_polygons, write_cells, write_priority
from portee.sources.synthetic.routes import draw_lines
from portee.sources.synthetic.services import FIRST_DAY, LAST_DAY
from portee.sources.synthetic.skeleton import Quarters, draw_skeleton
from portee.sources.synthetic.streets import build_network
from portee.sources.synthetic.town import lay_out

Made = TypeVar("Made")

__all__ = ["NOTES", "SyntheticTerritory", "write_territory"]

NOTES = (
    "Synthetic territory: no place, person, company, stop or figure in these files exists.",
    "The coordinates lie in the open sea, so that the map cannot be taken for a real town.",
    "Licence: CC0 1.0, public domain.",
)
README = """{city}: a synthetic territory
{rule}

Everything in this folder is invented: coast, streets, names, timetables, residents, jobs. It was drawn by a
programme from a seed (size {size}, seed {seed}). Nothing may be concluded from it about any real place.
The coordinates lie in the open Mediterranean, where there is no land. Codes of communes and of priority
neighbourhoods (99901, QN999..) are fictitious.

Tout dans ce dossier est inventé : le trait de côte, les rues, les noms, les horaires, les habitants, les emplois.
On ne peut en tirer aucune conclusion sur un lieu réel.

Files
  streets.osm.pbf        streets, barriers, forbidden turns, coast, stops, points of interest (OpenStreetMap tags)
  gtfs.zip               timetable (GTFS), {first} to {last}; no service on {off}
  elevation.tif          height of the ground in metres (GeoTIFF, WGS 84)
  residents_200m.gpkg    residents and households by 200 m cell, named as in INSEE's Filosofi (GeoPackage, EPSG:3035)
  priority_neighbourhoods.geojson   six priority neighbourhoods (code_qp, lib_qp)
  jobs.csv               one row per workplace and shift: sector, shift_start, shift_end (an end before the start is
                         on the next day), jobs, jobs_saturday, jobs_sunday, atypical_share (share of
                         the shift outside 07:00-19:00)
  training.csv           training centres: places
  childcare.csv          childcare: places, opens, closes
  health.csv             health care: kind, practitioners
  shops.csv              shops: kind, food (1 or 0), floor_m2
  metadata.json          the same, for machines

Licence: CC0 1.0 Universal, public domain dedication.
"""


@dataclass(frozen=True)
class SyntheticTerritory:
    """What was written, and what a reader of results must know.

    Attributes:
        folder: where the files are.
        osm, gtfs, elevation, cells, priority, jobs, training, childcare, health, shops, readme, metadata: the files.
        city: name of the invented city.
        centre_lon, centre_lat: its old harbour, degrees.
        first_date, last_date: dates the timetable covers, both included.
        off_dates: dates within on which nothing runs.
        residents, job_count: totals.
        notes: plain remarks to show with every result.
    """

    folder: Path
    osm: Path
    gtfs: Path
    elevation: Path
    cells: Path
    priority: Path
    jobs: Path
    training: Path
    childcare: Path
    health: Path
    shops: Path
    readme: Path
    metadata: Path
    city: str
    centre_lon: float
    centre_lat: float
    first_date: date
    last_date: date
    off_dates: tuple[date, ...]
    residents: int
    job_count: int
    notes: tuple[str, ...] = field(default=NOTES)

    @property
    def files(self) -> tuple[Path, ...]:
        """Every file written."""
        return (
            self.osm,
            self.gtfs,
            self.elevation,
            self.cells,
            self.priority,
            self.jobs,
            self.training,
            self.childcare,
            self.health,
            self.shops,
            self.readme,
            self.metadata,
        )


def write_territory(
    folder: Path, *, size: Size = "M", seed: int = 13, progress: Progress | None = None
) -> SyntheticTerritory:
    """Write a synthetic city into `folder`, which is made when missing; files of the same names are replaced.

    Args:
        folder: where to write.
        size: "XS" 3,000 residents, "S" 30,000, "M" 120,000, "L" 600,000.
        seed: not negative; the same size and seed give the same bytes.
        progress: told of each step.

    Raises:
        ParameterError: unknown size or negative seed.
        OutputError: the folder cannot be written to.
    """
    if size not in get_args(Size):
        raise ParameterError(f"There is no size '{size}'.", mend=f"Choose one of {', '.join(get_args(Size))}.")
    if seed < 0:
        raise ParameterError(f"The seed {seed} is negative.", mend="Give a whole number from 0 on.")
    try:
        folder.mkdir(parents=True, exist_ok=True)
        return _write(folder, Frame(size, seed), progress or Silent())
    except OSError as problem:
        raise OutputError(
            f"The synthetic territory could not be written: {problem.strerror or problem}.",
            where=str(folder),
            mend="Choose a folder that you may write to, on a disk with room.",
        ) from problem


def _write(folder: Path, frame: Frame, progress: Progress) -> SyntheticTerritory:
    progress.start(f"Drawing {CITY}, a fictitious city", 8)

    def step(work: Callable[[], Made]) -> Made:
        made = work()
        progress.advance()
        return made

    relief = step(lambda: Relief(frame))
    quarters = Quarters(frame, relief)
    skeleton = step(lambda: draw_skeleton(frame, relief, quarters))
    mesh = step(lambda: lay_out(frame, relief, quarters, skeleton))
    add_crossings(mesh, frame, skeleton)
    network = step(lambda: build_network(frame, relief, mesh))
    homes = Frontages(frame, quarters, network)
    polygons = priority_polygons(frame, mesh)
    cells = step(lambda: make_cells(frame, homes, polygons))
    tables, pois = make_opportunities(frame, homes)
    lines, stops = step(lambda: draw_lines(frame, network, homes))
    paths = {
        name: folder / name
        for name in (
            "streets.osm.pbf",
            "gtfs.zip",
            "elevation.tif",
            "residents_200m.gpkg",
            "priority_neighbourhoods.geojson",
            "README.txt",
            "metadata.json",
        )
    }
    for path in paths.values():
        path.unlink(missing_ok=True)
    content = MapContent(frame, relief, skeleton, mesh, network, lines, stops, pois)
    counts = step(lambda: write_map(paths["streets.osm.pbf"], content))
    feed = feed_tables(frame, lines, stops)
    step(lambda: write_feed(paths["gtfs.zip"], feed))
    relief.write_geotiff(paths["elevation.tif"])
    write_cells(paths["residents_200m.gpkg"], cells)
    write_priority(paths["priority_neighbourhoods.geojson"], frame, polygons)
    written = write_tables(folder, tables)
    lon, lat = frame.to_lonlat(CENTRE[0] * frame.km, CENTRE[1] * frame.km)
    territory = SyntheticTerritory(
        folder=folder,
        osm=paths["streets.osm.pbf"],
        gtfs=paths["gtfs.zip"],
        elevation=paths["elevation.tif"],
        cells=paths["residents_200m.gpkg"],
        priority=paths["priority_neighbourhoods.geojson"],
        jobs=written["jobs"],
        training=written["training"],
        childcare=written["childcare"],
        health=written["health"],
        shops=written["shops"],
        readme=paths["README.txt"],
        metadata=paths["metadata.json"],
        city=CITY,
        centre_lon=round(float(lon), 6),
        centre_lat=round(float(lat), 6),
        first_date=date.fromisoformat(FIRST_DAY),
        last_date=date.fromisoformat(LAST_DAY),
        off_dates=(date.fromisoformat(LABOUR_DAY),),
        residents=frame.residents,
        job_count=int(tables["jobs"]["jobs"].sum()),
    )
    rows = {
        "streets.osm.pbf": counts,
        "gtfs.zip": {name: table.height for name, table in feed.items()},
        "residents_200m.gpkg": {"cells": len(cells.north)},
        **{f"{name}.csv": {"rows": table.height} for name, table in tables.items()},
    }
    _describe(territory, frame, rows)
    progress.done()
    return territory


def _describe(territory: SyntheticTerritory, frame: Frame, rows: dict[str, dict[str, int]]) -> None:
    title = f"{territory.city}: a synthetic territory"
    territory.readme.write_text(
        README.format(
            city=territory.city,
            rule="=" * len(title),
            size=frame.size,
            seed=frame.seed,
            first=FIRST_DAY,
            last=LAST_DAY,
            off=LABOUR_DAY,
        ),
        encoding="utf-8",
    )
    record = {
        "title": title,
        "synthetic": True,
        "city": territory.city,
        "size": frame.size,
        "seed": frame.seed,
        "licence": "CC0-1.0",
        "notes": list(territory.notes),
        "centre": [territory.centre_lon, territory.centre_lat],
        "timetable": {"first_date": FIRST_DAY, "last_date": LAST_DAY, "no_service": [LABOUR_DAY]},
        "residents": territory.residents,
        "jobs": territory.job_count,
        "rows": rows,
    }
    territory.metadata.write_text(json.dumps(record, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
