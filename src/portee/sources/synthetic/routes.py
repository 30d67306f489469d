"""Lines laid on streets: the path of each, its stops and the seconds between them."""

from __future__ import annotations

import itertools
import math
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_matrix
from scipy.sparse.csgraph import connected_components, dijkstra

from portee.sources.synthetic.frame import Floats, Frame
from portee.sources.synthetic.homes import Frontages
from portee.sources.synthetic.names import Namer
from portee.sources.synthetic.plan import METRO_LINES, TRAM_LINES
from portee.sources.synthetic.relief import smooth_line
from portee.sources.synthetic.services import HUBS, BusLine, lines_of
from portee.sources.synthetic.streets import ARTERIAL, Network

__all__ = ["Line", "Stop", "draw_lines"]

SPEEDS = {"primary": 24.0, "secondary": 22.0, "tertiary": 20.0, "unclassified": 19.0, "residential": 15.0}
"""Running speed of buses between stops by class of street, km/h."""
RELUCTANCE = {"primary": 1.0, "secondary": 1.0, "tertiary": 1.1, "unclassified": 1.5, "residential": 2.2}
TRAM_SPEED_KMH, METRO_SPEED_KMH = 21.0, 36.0
DWELL_SECONDS = {0: 20, 1: 25, 3: 15}
NEAREST, FARTHEST, USUAL = 250.0, 500.0, 370.0
KERB = 5.0
SHORTEST = 200.0
"""Metres below which a line is not worth running: it then goes on to the far end of the town."""
DETOUR = 320.0
"""A line calls at a place from an arterial when one is within so many metres."""


@dataclass(frozen=True)
class Stop:
    """A stop: id, name, plan metres, id of its station, GTFS location type."""

    id: str
    name: str
    x: float
    y: float
    parent: str = ""
    kind: int = 0
    step_free: bool = True


@dataclass(frozen=True)
class Line:
    """One line in its two directions.

    Attributes:
        id, number, name: route id, public number, end points.
        mode: GTFS route type (0 tram, 1 metro, 3 bus).
        level: key of services.BANDS. frequency: GTFS exact_times, or None.
        stops: stop ids by direction. along: metres from the start of the shape, same lengths.
        seconds: running time from the stop before, dwell included, same lengths (first 0).
        shape: points in plan metres of direction 0; direction 1 is its reverse.
    """

    id: str
    number: str
    name: tuple[str, str]
    mode: int
    level: str
    stops: tuple[tuple[str, ...], tuple[str, ...]]
    along: tuple[Floats, Floats]
    seconds: tuple[Floats, Floats]
    shape: Floats
    frequency: int | None = None


@dataclass
class _Streets:
    """Two-way streets that a bus can use, as a graph."""

    network: Network
    matrix: csr_matrix
    vertices: npt.NDArray[np.int64]
    piece_of: dict[tuple[int, int], int]
    great: npt.NDArray[np.int64]
    joined: npt.NDArray[np.int64]
    junction: dict[int, None]
    label: dict[tuple[int, int], str]
    kind: dict[tuple[int, int], str]


def _bus_graph(network: Network) -> _Streets:
    usable = [
        k for k, p in enumerate(network.pieces) if p.kind in SPEEDS and not p.oneway and p.vertices[0] != p.vertices[-1]
    ]
    best: dict[tuple[int, int], tuple[float, int]] = {}
    for k in usable:
        piece = network.pieces[k]
        a, b = piece.vertices[0], piece.vertices[-1]
        cost = piece.length / SPEEDS[piece.kind] * RELUCTANCE[piece.kind]
        key = (min(a, b), max(a, b))
        if key not in best or (cost, k) < best[key]:
            best[key] = (cost, k)
    vertices = np.unique(np.array(list(best), dtype=np.int64))
    row = np.searchsorted(vertices, [a for a, _b in best])
    column = np.searchsorted(vertices, [b for _a, b in best])
    weight = np.array([c for c, _k in best.values()])
    size = len(vertices)
    matrix = csr_matrix((np.r_[weight, weight], (np.r_[row, column], np.r_[column, row])), shape=(size, size))
    _count, part = connected_components(matrix, directed=False)
    good = np.flatnonzero(part == np.bincount(part).argmax())
    on_arterial = {
        v
        for k in best.values()
        if (p := network.pieces[k[1]]).kind in ARTERIAL
        for v in (p.vertices[0], p.vertices[-1])
    }
    great = good[np.isin(vertices[good], sorted(on_arterial))]
    great = great if len(great) else good
    piece_of = {key: k for key, (_cost, k) in best.items()}
    label: dict[tuple[int, int], str] = {}
    kind: dict[tuple[int, int], str] = {}
    for way in network.ways:
        for u, v in zip(way.vertices[:-1], way.vertices[1:], strict=True):
            label[min(u, v), max(u, v)] = way.tags.get("name", "")
            kind[min(u, v), max(u, v)] = way.tags["highway"]
    junction = dict.fromkeys(vertices[good].tolist())
    return _Streets(network, matrix, vertices, piece_of, great, good, junction, label, kind)


class _Stops:
    """All stops, shared between lines that pass the same corner in the same direction."""

    def __init__(self, frame: Frame) -> None:
        self.found: dict[str, Stop] = {}
        self._by_key: dict[tuple[int, int], str] = {}
        self._names: dict[int, str] = {}
        self._used: dict[str, None] = {}
        self._frame = frame
        self.scale = frame.scale
        self._namer = Namer(frame.rng("stops"))
        self._hubs = list(HUBS.items())

    def name(self, vertex: int, x: float, y: float, street: str) -> str:
        """One name for all poles at a corner: that of a nearby place, of the street, or an invented one."""
        if vertex in self._names:
            return self._names[vertex]
        km = self._frame.km
        near = min(self._hubs, key=lambda hub: (hub[1][0] * km - x) ** 2 + (hub[1][1] * km - y) ** 2)
        if math.hypot(near[1][0] * km - x, near[1][1] * km - y) < 190.0 * min(1.0, self._frame.scale + 0.2):
            self._names[vertex] = near[0]
            return near[0]
        options = []
        bare = street.split(" ", 1)[1] if " " in street else ""
        options += [_title(bare)] if bare else []
        options += [_title(self._namer.thing()) for _ in range(8)]
        options += [f"{option} {self._namer.person().split(' ')[1]}" for option in options[:3]]
        options.append(f"Arrêt {vertex}")
        name = next(option for option in options if option not in self._used)
        self._used[name] = None
        self._names[vertex] = name
        return name

    def pole(self, vertex: int, before: int, x: float, y: float, street: str) -> str:
        """The id of the stop at a corner for buses that come from the vertex `before`."""
        key = (vertex, before)
        if key not in self._by_key:
            stop_id = f"P{len(self._by_key) + 1:05d}"
            step_free = (vertex * 7 + before) % 5 != 0
            self.found[stop_id] = Stop(stop_id, self.name(vertex, x, y, street), x, y, step_free=step_free)
            self._by_key[key] = stop_id
        return self._by_key[key]

    def served(self, vertex: int) -> bool:
        """Whether some line already stops at this corner."""
        return vertex in self._names


def _title(complement: str) -> str:
    for short, full in (("de la ", "La "), ("de l'", "L'"), ("des ", "Les "), ("du ", "Le ")):
        if complement.startswith(short):
            return full + complement[len(short) :]
    return complement


def _path(streets: _Streets, places: list[tuple[float, float]], reach: float) -> list[int]:
    """Vertices of a path along streets through places (plan metres), every shape point included."""
    x, y = streets.network.x[streets.vertices], streets.network.y[streets.vertices]
    nodes = []
    for px, py in places:
        gap = np.hypot(x - px, y - py)
        near, any_street = streets.great[gap[streets.great].argmin()], streets.joined[gap[streets.joined].argmin()]
        nodes.append(int(near if gap[near] < reach else any_street))
    path: list[int] = []
    for source, target in itertools.pairwise(nodes):
        path += _leg(streets, source, target)[1 if path else 0 :]
    path = _without_spurs(path)
    if _length(streets.network, path) < SHORTEST:
        cost = dijkstra(streets.matrix, indices=nodes[0])
        path = _leg(streets, nodes[0], int(np.where(np.isfinite(cost), cost, -1.0).argmax()))
    return path


def _leg(streets: _Streets, source: int, target: int) -> list[int]:
    """Vertices of the quickest way between two corners."""
    if source == target:
        return []
    _cost, before = dijkstra(streets.matrix, indices=target, return_predecessors=True)
    corner = [source]
    while corner[-1] != target:
        corner.append(int(before[corner[-1]]))
    path: list[int] = []
    for a, b in itertools.pairwise(corner):
        u, v = int(streets.vertices[a]), int(streets.vertices[b])
        run = streets.network.pieces[streets.piece_of[min(u, v), max(u, v)]].vertices
        run = run if run[0] == u else run[::-1]
        path += run[1 if path else 0 :]
    return path


def _length(network: Network, path: list[int]) -> float:
    return float(np.hypot(np.diff(network.x[path]), np.diff(network.y[path])).sum()) if path else 0.0


def _without_spurs(path: list[int]) -> list[int]:
    """The path without the bits it enters and leaves by the same street."""
    out: list[int] = []
    for v in path:
        if len(out) >= 2 and out[-2] == v:
            out.pop()
        else:
            out.append(v)
    return out


def _place_stops(streets: _Streets, stops: _Stops, path: list[int], at: Floats, spacing: float) -> list[int]:
    """Positions in the path where a line stops: 250 to 500 m apart where corners allow, shared corners first."""
    corners = [k for k in range(len(path)) if path[k] in streets.junction]
    chosen = [0]
    stretch = spacing / USUAL
    while True:
        gone = at[chosen[-1]]
        ahead = [k for k in corners if NEAREST * stretch <= at[k] - gone <= FARTHEST * stretch]
        rest = at[-1] - gone
        if rest <= FARTHEST * stretch:
            break
        if not ahead:
            later = [k for k in corners if at[k] - gone > FARTHEST * stretch]
            if not later:
                break
            ahead = later[:1]
        chosen.append(min(ahead, key=lambda k: (not stops.served(path[k]), abs(at[k] - gone - spacing), k)))
    if at[-1] - at[chosen[-1]] < 0.5 * NEAREST and len(chosen) > 1:
        chosen.pop()
    return [*chosen, len(path) - 1]


def _on_streets(
    streets: _Streets, stops: _Stops, line: BusLine, places: list[tuple[float, float]], mode: int
) -> Line | None:
    path = _path(streets, places, DETOUR * min(1.0, stops.scale))
    if len(path) < 2:
        return None
    network = streets.network
    x, y = network.x[path], network.y[path]
    steps = np.hypot(np.diff(x), np.diff(y))
    at = np.concatenate([[0.0], np.cumsum(steps)])
    if at[-1] < 150.0:
        return None
    chosen = _place_stops(streets, stops, path, at, 450.0 if mode == 0 else USUAL)
    speed = np.array(
        [
            TRAM_SPEED_KMH if mode == 0 else SPEEDS[streets.kind[min(a, b), max(a, b)]]
            for a, b in itertools.pairwise(path)
        ]
    )
    clock = np.concatenate([[0.0], np.cumsum(steps / (speed / 3.6))])
    ids, marks, seconds = [], [], []
    for forward in (True, False):
        order = chosen if forward else chosen[::-1]
        own_ids, own_marks, own_times = [], [], []
        for place, k in enumerate(order):
            came = (k - 1 if forward else k + 1) if place else (k + 1 if forward else k - 1)
            gap = max(float(math.hypot(x[came] - x[k], y[came] - y[k])), 1e-6)
            way = np.array([x[k] - x[came], y[k] - y[came]]) / gap * (1.0 if place else -1.0)
            back = min(18.0, 0.4 * gap) * (-1.0 if place else 1.0)
            spot = np.array([x[k], y[k]]) + way * back + KERB * np.array([way[1], -way[0]])
            street = streets.label[min(path[k], path[came]), max(path[k], path[came])]
            before = path[came] if place else -path[came]
            own_ids.append(stops.pole(path[k], before, float(spot[0]), float(spot[1]), street))
            own_marks.append(min(max((at[k] if forward else at[-1] - at[k]) + back, 0.0), float(at[-1])))
            own_times.append(clock[k] if forward else clock[-1] - clock[k])
        ids.append(tuple(own_ids))
        marks.append(np.array(own_marks))
        run = np.diff(np.array(own_times), prepend=own_times[0])
        run[1:] += DWELL_SECONDS[mode]
        seconds.append(run)
    ends = (stops.found[ids[0][0]].name, stops.found[ids[0][-1]].name)
    prefix = {0: "T", 3: "B"}[mode]
    return Line(
        f"{prefix}{line.number}",
        line.number if mode == 3 else f"T{line.number}",
        ends,
        mode,
        line.level,
        (ids[0], ids[1]),
        (marks[0], marks[1]),
        (seconds[0], seconds[1]),
        np.column_stack([x, y]),
        line.frequency,
    )


def _metro(frame: Frame, stops: _Stops, stations: dict[tuple[float, float], str], index: int) -> Line:
    """A metro line on its own track: stations with two platforms each."""
    given = np.array(METRO_LINES[index])
    points: list[tuple[float, float]] = []
    for a, b in itertools.pairwise(given):
        parts = max(1, round(float(math.hypot(*(b - a))) * frame.km / 800.0))
        points += [tuple((a + (b - a) * k / parts).tolist()) for k in range(parts)]
    points.append(tuple(given[-1].tolist()))
    shape = smooth_line(np.array(points) * frame.km, 40.0)
    at = np.concatenate([[0.0], np.cumsum(np.hypot(*np.diff(shape, axis=0).T))])
    ids: tuple[list[str], list[str]] = ([], [])
    marks = []
    for point in points:
        x, y = point[0] * frame.km, point[1] * frame.km
        if point not in stations:
            station = f"ST{len(stations) + 1:02d}"
            stations[point] = station
            name = stops.name(-1000 - len(stations), x, y, "")
            stops.found[station] = Stop(station, name, x, y, kind=1)
            entrance = f"{station}E"
            stops.found[entrance] = Stop(entrance, f"{name} (accès)", x + 22.0, y - 16.0, station, 2)
        station = stations[point]
        k = int(np.argmin(np.hypot(shape[:, 0] - x, shape[:, 1] - y)))
        marks.append(float(at[k]))
        for direction, sign in ((0, -1.0), (1, 1.0)):
            platform = f"{station}M{index + 1}{'AB'[direction]}"
            stops.found[platform] = Stop(
                platform, stops.found[station].name, x + 4.0 * sign, y + 4.0 * sign, station, 0, len(stations) % 4 != 0
            )
            ids[direction].append(platform)
    forward = np.array(marks)
    backward = float(at[-1]) - forward[::-1]
    seconds = []
    for along in (forward, backward):
        run = np.diff(along, prepend=along[0]) / (METRO_SPEED_KMH / 3.6)
        run[1:] += DWELL_SECONDS[1]
        seconds.append(run)
    ends = (stops.found[ids[0][0]].name, stops.found[ids[0][-1]].name)
    return Line(
        f"M{index + 1}",
        f"M{index + 1}",
        ends,
        1,
        "metro",
        (tuple(ids[0]), tuple(ids[1][::-1])),
        (forward, backward),
        (seconds[0], seconds[1]),
        shape,
    )


def draw_lines(frame: Frame, network: Network, homes: Frontages) -> tuple[list[Line], dict[str, Stop]]:
    """All lines of the territory and their stops by id."""
    streets = _bus_graph(network)
    stops = _Stops(frame)
    buses, metros, trams, local = lines_of(frame.size)
    stations: dict[tuple[float, float], str] = {}
    lines = [_metro(frame, stops, stations, index) for index in range(metros)]
    found: list[Line | None] = []
    for index in range(trams):
        places = [(a * frame.km, b * frame.km) for a, b in TRAM_LINES[index]]
        found.append(_on_streets(streets, stops, BusLine(str(index + 1), (), "tram", ""), places, 0))
    for line in buses:
        places = [(HUBS[place][0] * frame.km, HUBS[place][1] * frame.km) for place in line.places]
        found.append(_on_streets(streets, stops, line, places, 3))
    rng = frame.rng("local lines")
    for index in range(local):
        x, y = homes.draw(rng, homes.homes, 12)
        far = np.hypot(x - x[0], y - y[0])
        order = np.argsort(np.abs(far[1:] - 4500.0), kind="stable") + 1
        places = [(float(x[k]), float(y[k])) for k in (0, int(order[0]))]
        level = "weak" if index % 3 == 0 else "plain"
        found.append(_on_streets(streets, stops, BusLine(str(50 + index), (), level, ""), places, 3))
    lines += [line for line in found if line is not None]
    return lines, stops.found
