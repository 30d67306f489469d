"""The demonstration: an invented city, from ordinary files to who reaches how many jobs, weekday and Sunday night."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any, Literal

import numpy as np
import numpy.typing as npt
import polars as pl
import shapely

from portee.core.errors import OutputError
from portee.core.progress import Progress, Silent
from portee.indicators.summaries import weighted_mean
from portee.network.network import Network
from portee.reach.cluster import ReachRequest
from portee.reach.options import Travel, Window
from portee.reports.maplayers import BaseMap, MapColumn, MapLayer, MapSheet, Words
from portee.reports.result_map import write_sheet
from portee.reports.summary import AccessFigures, NeighbourhoodFigures, summary_sentences
from portee.reports.tables import write_table
from portee.services.access import AccessResult, compute_access
from portee.services.build import build_network
from portee.services.demo_workspace import write_demo_workspace
from portee.services.describe import suggested_date
from portee.services.draw import around
from portee.services.gather import gather, joined, lean
from portee.services.ground import base_of_area
from portee.services.measures import Asked, column_meanings, measures_of
from portee.services.record import result_record, sources_of
from portee.services.search import prepare
from portee.sources.places import read_places
from portee.sources.synthetic import SyntheticTerritory, write_territory
from portee.sources.synthetic.frame import Frame
from portee.sources.synthetic.plan import CENTRE, NUCLEI
from portee.territory.places import Places
from portee.world import World

__all__ = ["DemoResult", "DemoSize", "run_demo"]

DemoSize = Literal["S", "M", "L"]

CUTOFF_MIN = 45
WINDOW_MIN = 60
DRAWS = 2
"""How often the line without exact times is drawn: a demonstration must not take long."""
LEAST_RESIDENTS = 200
"""Neighbourhoods with fewer residents are not ranked."""
MOST_NEIGHBOURHOODS = 8

TUESDAY, SUNDAY = "tuesday_0730", "sunday_2200"
WEIGHTS = {
    "jobs": ("jobs", Words("Emplois", "Jobs"), Words("emplois", "jobs")),
    "training": ("places", Words("Places de formation", "Training places"), Words("places", "places")),
    "childcare": ("places", Words("Places de crèche", "Childcare places"), Words("places", "places")),
    "health": ("practitioners", Words("Soignants", "Health practitioners"), Words("soignants", "practitioners")),
}
"""Figure → the column it is counted from, what it is called, and its unit."""

MOMENTS = {
    TUESDAY: Words("le mardi à 7 h 30", "on Tuesday at 07:30"),
    SUNDAY: Words("le dimanche à 22 h", "on Sunday at 22:00"),
}
NOTICE = Words(
    "Territoire synthétique : rien de ce qui est montré n'existe.",
    "Synthetic territory: nothing of what is shown exists.",
)
LICENCE = "CC0 1.0"
ATTRIBUTION = Words("Données inventées, CC0 1.0", "Invented data, CC0 1.0")
TITLE = Words(
    "Port-Alizé (ville imaginaire) : qui atteint combien d'emplois en 45 minutes ?",
    "Port-Alizé (an invented city): who reaches how many jobs within 45 minutes?",
)
METHODS = (
    Words(
        "Emplois, places et soignants que l'on atteint en 45 minutes à pied et en transports en commun, attente "
        "comprise : médiane des 60 départs de 7 h 30 à 8 h 29 le mardi, de 22 h à 22 h 59 le dimanche. Marche à "
        "3,6 km/h sur le plat, 20 minutes au plus jusqu'au premier arrêt et depuis le dernier.",
        "Jobs, places and practitioners within 45 minutes by walking and public transport, waiting included: median of "
        "the 60 departures from 07:30 to 08:29 on Tuesday, from 22:00 to 22:59 on Sunday. Walking at 3.6 km/h on flat "
        "ground, at most 20 minutes to the first stop and from the last.",
    ),
    Words(
        "Le dimanche soir, les mêmes lieux sont comptés, ouverts ou non : l'écart vient des seuls transports.",
        "On Sunday night the same places are counted, open or not: the gap comes from public transport alone.",
    ),
)


@dataclass(frozen=True)
class DemoResult:
    """What the demonstration leaves.

    Attributes:
        folder: where everything is.
        figures: of the summary.
        map_html, map_png, gpkg, parquet: the files.
        steps: (name, seconds) of what was done, in order.
        home: latitude and longitude of the largest cell of a priority neighbourhood, to ask about one person.
    """

    folder: Path
    figures: AccessFigures
    map_html: Path
    map_png: Path
    gpkg: Path
    parquet: Path
    steps: tuple[tuple[str, float], ...]
    home: tuple[float, float]


@dataclass(frozen=True, eq=False)
class _Access:
    """Figures at both moments, with the cells they belong to."""

    cells: Places
    results: dict[str, AccessResult]

    def reach(self, weight: str, moment: str) -> npt.NDArray[np.float64]:
        column = f"{weight}_within_{CUTOFF_MIN}_min_p50"
        return self.results[moment].values(column)


def run_demo(
    folder: Path | str,
    *,
    size: DemoSize = "M",
    threads: int | None = None,
    lang: str = "fr",
    progress: Progress | None = None,
    clock: Callable[[], float] | None = None,
) -> DemoResult:
    """Make the invented city, build its network, compute and draw access to jobs, training, childcare and health care.

    Everything is written as ordinary files and read back as if it came from outside. The folder is a workspace: the web
    application opens on it.

    Args:
        folder: made when missing. A folder that holds something else than a former demonstration is refused.
        size: "S" 30,000 residents, "M" 120,000, "L" 600,000.
        threads: origins searched at a time (default: all cores).
        lang: language of the image; the page speaks both.
        progress: told of each step.
        clock: tells seconds, to time the steps.

    Raises:
        OutputError: the folder holds something else, or cannot be written.
    """
    folder, progress = Path(folder), progress or Silent()
    tell = clock or (lambda: 0.0)
    moments = [tell()]
    steps: list[str] = []

    def done(step: str) -> None:
        steps.append(step)
        moments.append(tell())

    _prepare_folder(folder)
    territory = write_territory(folder / "data", size=size, progress=progress)
    done("territory")
    build_network(
        folder / "network",
        osm=territory.osm,
        gtfs=[territory.gtfs],
        elevation=territory.elevation,
        notes=territory.notes,
        licences={territory.osm.name: LICENCE, territory.gtfs.name: LICENCE},
        progress=progress,
    )
    world = World.open(folder / "network")
    done("network")
    access = _compute(world, territory, threads, progress)
    done("access")
    neighbourhoods = _neighbourhoods(access.cells, territory, Frame(size, 13))
    figures = _figures(access, territory, neighbourhoods)
    gpkg, parquet = folder / "access.gpkg", folder / "access.parquet"
    _write_tables((gpkg, parquet), world.network, access, neighbourhoods, lang)
    done("tables")
    html, png = folder / "map.html", folder / "map.png"
    sheet = _sheet(access, territory, figures, world.network)
    write_sheet(html, sheet)
    write_sheet(png, sheet, lang=lang)
    write_demo_workspace(folder, territory)
    done("maps")
    seconds = zip(steps, np.diff(moments).tolist(), strict=True)
    largest = int(np.argmax(access.cells.weight("residents") * neighbourhoods.priority))
    home = float(access.cells.lat[largest]), float(access.cells.lon[largest])
    return DemoResult(folder, figures, html, png, gpkg, parquet, tuple(seconds), home)


def _prepare_folder(folder: Path) -> None:
    known = (folder / "data" / "metadata.json").is_file()
    if folder.exists() and not known and (not folder.is_dir() or any(folder.iterdir())):
        raise OutputError(
            "This exists and is not a former demonstration: it will not be overwritten.",
            where=str(folder),
            mend="Give another folder with --out.",
        )
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as problem:
        raise OutputError(
            f"The folder cannot be made ({problem.strerror or problem}).",
            where=str(folder),
            mend="Give another with --out.",
        ) from problem


def _compute(world: World, territory: SyntheticTerritory, threads: int | None, progress: Progress) -> _Access:
    network = world.network
    cells = gather(territory.cells, network)
    parts = [
        _renamed(gather(getattr(territory, name), network, weights=[column]), column, name)
        for name, (column, _, _) in WEIGHTS.items()
    ]
    targets = lean(joined(parts, tuple(WEIGHTS)), tuple(WEIGHTS), apart=False)
    tuesday = suggested_date(network)
    assert tuesday is not None, "the synthetic timetable has service"
    asked = Asked(weights=tuple(WEIGHTS), cutoffs=(float(CUTOFF_MIN),))
    travel = Travel(draws=DRAWS)
    measures = measures_of(asked, targets, travel.max_time_min)
    windows = {
        TUESDAY: Window(tuesday, 7 * 3600 + 1800, WINDOW_MIN),
        SUNDAY: Window(_next_sunday(tuesday), 22 * 3600, WINDOW_MIN),
    }
    # Nothing beyond the cut-off is counted, so nothing beyond it need be searched.
    travel = replace(travel, max_time_min=float(CUTOFF_MIN))
    results = {
        moment: compute_access(
            [prepare(world, ReachRequest(cells, targets, travel, window), threads=threads)], measures, progress=progress
        )
        for moment, window in windows.items()
    }
    return _Access(cells, results)


def _next_sunday(day: date) -> date:
    return day + timedelta(days=6 - day.weekday())


def _renamed(places: Places, column: str, name: str) -> Places:
    return replace(places, attributes=pl.DataFrame({name: places.weight(column)}))


@dataclass(frozen=True, eq=False)
class _Neighbourhoods:
    """Name of the neighbourhood of each cell, and whether it is a priority neighbourhood."""

    name: npt.NDArray[np.object_]
    priority: npt.NDArray[np.bool_]
    polygons: npt.NDArray[np.object_]
    polygon_names: npt.NDArray[np.object_]


def _neighbourhoods(cells: Places, territory: SyntheticTerritory, frame: Frame) -> _Neighbourhoods:
    """Cells in a priority neighbourhood by its outline; the others by the nearest suburban core or the old centre."""
    zones = read_places(territory.priority, id_column="code_qp")
    assert zones.geometry is not None
    names = zones.attributes["lib_qp"].to_numpy().astype(object)
    points = shapely.points(cells.lon, cells.lat)
    name, priority = np.empty(len(cells), dtype=object), np.zeros(len(cells), np.bool_)
    x, y = frame.to_plan(cells.lon, cells.lat)
    cores = [("Centre", *CENTRE), *((core, cx, cy) for core, cx, cy, _, _ in NUCLEI)]
    away = np.stack([np.hypot(x / frame.km - cx, y / frame.km - cy) for _, cx, cy in cores])
    name[:] = [cores[k][0] for k in np.argmin(away, axis=0).tolist()]
    for zone, label in zip(zones.geometry.tolist(), names.tolist(), strict=True):
        inside = shapely.contains(zone, points)
        name[inside], priority[inside] = label, True
    return _Neighbourhoods(name, priority, zones.geometry, names)


def _figures(access: _Access, territory: SyntheticTerritory, neighbourhoods: _Neighbourhoods) -> AccessFigures:
    residents = access.cells.weight("residents")
    reached = [access.reach("jobs", moment) for moment in MOMENTS]

    def means(where: npt.NDArray[np.bool_]) -> tuple[float, ...]:
        return tuple(weighted_mean(values[where], residents[where]) for values in reached)

    places = []
    for name in sorted(set(neighbourhoods.name.tolist())):
        where = neighbourhoods.name == name
        people = float(residents[where].sum())
        if people >= LEAST_RESIDENTS:
            places.append(NeighbourhoodFigures(name, people, means(where), bool(neighbourhoods.priority[where].all())))
    places.sort(key=lambda place: (place.reach[0], place.name))
    return AccessFigures(
        territory=territory.city,
        synthetic=True,
        residents=float(residents.sum()),
        singular=Words("emploi", "job"),
        plural=Words("emplois", "jobs"),
        total=float(territory.job_count),
        cutoff_minutes=CUTOFF_MIN,
        by=Words("à pied et en transports en commun", "walking and by public transport"),
        moments=tuple(MOMENTS.values()),
        everyone=means(np.ones(len(residents), np.bool_)),
        priority=means(neighbourhoods.priority),
        rest=means(~neighbourhoods.priority),
        neighbourhoods=tuple(places[:MOST_NEIGHBOURHOODS]),
    )


def _write_tables(
    paths: Sequence[Path], network: Network, access: _Access, neighbourhoods: _Neighbourhoods, lang: str
) -> None:
    frame = access.cells.to_geodataframe()
    frame["neighbourhood"] = neighbourhoods.name
    frame["priority"] = neighbourhoods.priority
    docs: dict[str, str] = {}
    for moment, result in access.results.items():
        meanings = column_meanings(result.measures, result.percentiles, lang)
        for column in result.columns:
            weight = column.partition("_")[0]
            name = f"{weight}_within_{CUTOFF_MIN}_min_{moment}"
            frame[name] = result.values(column)
            docs[name] = f"{meanings[column]}, {MOMENTS[moment].of(lang)}"
    first = access.results[TUESDAY].first
    notes = [*network.notes, *(note for result in access.results.values() for note in result.notes)]
    record: dict[str, Any] = result_record(
        "access", network, {"origins": first.origins, "opportunities": first.destinations}, first.travel, first.window,
        percentiles=(50.0,), notes=notes,
        parameters={"synthetic": True, "windows": [str(result.first.window) for result in access.results.values()]},
    )  # fmt: skip
    for path in paths:
        write_table(frame, path, provenance=record, column_docs=docs)


def _sheet(access: _Access, territory: SyntheticTerritory, figures: AccessFigures, network: Network) -> MapSheet:
    cells = access.cells
    assert cells.geometry is not None
    columns = [
        MapColumn(
            id=f"{weight}_{moment}",
            name=Words(f"{title.fr} en {CUTOFF_MIN} min, {when.fr}", f"{title.en} within {CUTOFF_MIN} min, {when.en}"),
            unit=unit,
            values=access.reach(weight, moment),
        )
        for weight, (_, title, unit) in WEIGHTS.items()
        for moment, when in MOMENTS.items()
    ]
    zones = read_places(territory.priority, id_column="code_qp")
    assert zones.geometry is not None
    layers = (
        MapLayer("cells", Words("Carreaux de 200 m", "200 m cells"), cells.geometry, cells.ids, None, tuple(columns)),
        MapLayer(
            "priority", Words("Quartiers prioritaires", "Priority neighbourhoods"), zones.geometry, zones.ids,
            zones.attributes["lib_qp"].to_numpy().astype(object),
        ),
    )  # fmt: skip
    west, south, east, north = (float(v) for v in shapely.total_bounds(cells.geometry))
    base: BaseMap = base_of_area(network, territory.osm, around((west, south, east, north)), ATTRIBUTION)
    lead = Words(*(" ".join(summary_sentences(figures, code)[:2]) for code in ("fr", "en")))
    return MapSheet(
        layers=layers,
        title=TITLE,
        base=base,
        lead=lead,
        notices=(NOTICE,),
        methods=METHODS,
        provenance=sources_of(network, cells, *(result.first.destinations for result in access.results.values())),
    )
