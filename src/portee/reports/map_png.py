"""A map as an image, for a report or a slide: the same places, classes and words as the page."""

from __future__ import annotations

import io
import textwrap
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import numpy as np
import numpy.typing as npt
import shapely

from portee.core.atomic import atomic_file
from portee.core.errors import ParameterError, Where
from portee.reports.classes import NO_FIGURE, UNREACHED, classify
from portee.reports.mapcoords import Grid
from portee.reports.mapframe import attribution_of, map_bounds
from portee.reports.maplayers import BaseMap, MapColumn, MapLayer, MapSheet
from portee.reports.wording import figure, map_words

if TYPE_CHECKING:
    from matplotlib.artist import Artist
    from matplotlib.axes import Axes
    from matplotlib.collections import Collection
    from matplotlib.figure import Figure

__all__ = ["map_png", "write_map_png"]

PAPER, INK, SOFT = "#fbfaf7", "#1c1b19", "#55514a"
LAND, WATER, SHORE, STREET, RAIL = "#e4e1da", "#bcd0da", "#8fa9b6", "#ffffff", "#6d6a66"
NOTICE, NOTICE_EDGE = "#fff3d0", "#9a6b00"
NO_FIGURE_COLOUR, UNREACHED_COLOUR = "#f4f2ed", "#5b5b5b"
LINE_STYLES = {
    "shore": (SHORE, 0.8, 1.0),
    "street": (STREET, 0.35, 0.9),
    "major": (STREET, 0.9, 1.0),
    "motorway": (STREET, 1.4, 1.0),
}
"""Class of base line → colour, width in points, opacity. Paths are too fine for an image."""

WIDTH_INCHES, MAP_SHARE, DPI = 10.0, 0.66, 150
FONT = ("DejaVu Sans",)
"""Comes with matplotlib, so that the image is the same on every machine."""

HATCH = "/////"
Dash = Literal["solid", "dashed", "dotted", "dashdot"]
DASHES: tuple[Dash, ...] = ("solid", "dashed", "dotted", "dashdot")


def write_map_png(path: Path, sheet: MapSheet, *, column: str | None = None, lang: str = "fr") -> None:
    """Write a map as a PNG image.

    Args:
        path: where to.
        sheet: what to show.
        column: id of the column to show; None shows the first.
        lang: "fr" or "en".

    Raises:
        ParameterError: when there is nothing to draw or no such column.
        OutputError: when the file cannot be written; nothing half-written stays.
    """
    image = map_png(sheet, column=column, lang=lang)
    with atomic_file(path) as partial:
        partial.write_bytes(image)


def map_png(sheet: MapSheet, *, column: str | None = None, lang: str = "fr") -> bytes:
    """The bytes of a map image, as `write_map_png` writes them; the same arguments give the same bytes."""
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure

    grid = Grid.over(map_bounds(sheet.layers))
    shown = _chosen(sheet.layers, column)
    shape = min(max(max(grid.height, 1) / max(grid.width, 1), 0.6), 1.35)
    paper = Figure(figsize=(WIDTH_INCHES, WIDTH_INCHES * MAP_SHARE * shape + 1.5), dpi=DPI, facecolor=PAPER)
    FigureCanvasAgg(paper)
    high = float(paper.get_figheight())
    axes = paper.add_axes((0.02, 0.45 / high, MAP_SHARE, (high - 1.5) / high))
    _frame(axes, grid)
    _draw_base(axes, sheet.base, grid)
    keys: list[tuple[Artist, str]] = []
    if shown is not None:
        keys = _draw_column(axes, *shown, grid, lang)
    _draw_outlines(axes, [layer for layer in sheet.layers if not layer.columns], grid, keys, lang)
    _draw_names(axes, sheet.base, grid)
    _draw_scale(axes, grid, lang)
    _write_words(paper, sheet, lang)
    if shown is not None:
        _draw_legend(paper, shown[1], keys, lang)
    stream = io.BytesIO()
    # Without its default entries the file holds no version and no date: the same map gives the same bytes.
    paper.savefig(stream, format="png", dpi=DPI, metadata={"Software": None, "Title": sheet.title.of(lang)})
    return stream.getvalue()


def _chosen(layers: tuple[MapLayer, ...], wanted: str | None) -> tuple[MapLayer, MapColumn] | None:
    pairs = [(layer, column) for layer in layers for column in layer.columns]
    if wanted is None:
        return pairs[0] if pairs else None
    for layer, column in pairs:
        if column.id == wanted:
            return layer, column
    raise ParameterError(
        f"There is no column '{wanted}' on this map.",
        where=Where(field="column"),
        mend=f"Use one of: {', '.join(column.id for _, column in pairs)}.",
    )


def _frame(axes: Axes, grid: Grid) -> None:
    middle_x, middle_y = grid.width / 2, grid.height / 2
    box = axes.get_window_extent()
    half = 0.53 * max(grid.width / box.width, grid.height / box.height)
    axes.set_xlim(middle_x - half * box.width, middle_x + half * box.width)
    axes.set_ylim(middle_y + half * box.height, middle_y - half * box.height)
    axes.set_xticks([])
    axes.set_yticks([])
    axes.set_facecolor(LAND)
    for spine in axes.spines.values():
        spine.set_color("#8a857b")


def _draw_base(axes: Axes, base: BaseMap, grid: Grid) -> None:
    from matplotlib.collections import LineCollection

    water = _patches(base.water, grid)
    if water:
        axes.add_collection(_collection(water, [WATER] * len(water), edge=SHORE, width=0.6, order=1))
    for name, (colour, width, opacity) in LINE_STYLES.items():
        lines = [grid.place(line) for line in base.lines.get(name, ())]
        axes.add_collection(LineCollection(lines, colors=colour, linewidths=width, alpha=opacity, zorder=2))
        if name in ("major", "motorway"):
            axes.add_collection(LineCollection(lines, colors=colour, linewidths=width * 0.7, alpha=0.55, zorder=5))
    rails = [grid.place(line) for line in base.lines.get("rail", ())]
    axes.add_collection(LineCollection(rails, colors=RAIL, linewidths=0.9, linestyles=(0, (5, 3)), zorder=5))


def _patches(geometry: npt.NDArray[np.object_], grid: Grid) -> list[tuple[int, npt.NDArray[np.int64], list[int]]]:
    """(place, points, ring starts) of each geometry that has polygons."""
    texts: list[tuple[int, npt.NDArray[np.int64], list[int]]] = []
    for place, shape in enumerate(geometry.tolist()):
        if shape is None or shape.is_empty:
            continue
        rings = [grid.place(shapely.get_coordinates(ring)) for ring in shapely.get_rings(shapely.get_parts(shape))]
        starts = np.cumsum([0, *(len(ring) for ring in rings[:-1])]).tolist()
        texts.append((place, np.concatenate(rings), starts))
    return texts


def _collection(
    patches: list[tuple[int, npt.NDArray[np.int64], list[int]]],
    colours: list[str],
    *,
    edge: str,
    width: float,
    order: float,
    hatch: str | None = None,
) -> Collection:
    from matplotlib.collections import PathCollection
    from matplotlib.path import Path as Outline

    outlines = []
    for _, points, starts in patches:
        codes = np.full(len(points), Outline.LINETO, dtype=np.uint8)
        codes[starts] = Outline.MOVETO
        codes[[start - 1 for start in starts[1:]] + [len(points) - 1]] = Outline.CLOSEPOLY
        outlines.append(Outline(points, codes))
    return PathCollection(outlines, facecolors=colours, edgecolors=edge, linewidths=width, zorder=order, hatch=hatch)


def _draw_column(axes: Axes, layer: MapLayer, column: MapColumn, grid: Grid, lang: str) -> list[tuple[Artist, str]]:
    from matplotlib.collections import LineCollection
    from matplotlib.lines import Line2D
    from matplotlib.patches import Patch

    cut = classify(column)
    special = {NO_FIGURE: NO_FIGURE_COLOUR, UNREACHED: UNREACHED_COLOUR}
    colours = [special[i] if i < 0 else cut.classes[i].colour for i in cut.index.tolist()]
    approximate = np.zeros(len(colours), dtype=bool) if column.approximate is None else column.approximate
    if layer.kind == "polygon":
        patches = _patches(layer.geometry, grid)
        if len(patches) <= 300:
            # Nested areas, such as isochrones: the largest first, so that none hides another.
            patches.sort(key=lambda patch: -float(np.prod(np.ptp(patch[1], axis=0))))
        paints = [colours[place] for place, _, _ in patches]
        axes.add_collection(_collection(patches, paints, edge="#28262248", width=0.25, order=3))
        for ink, dark in (("#ffffff", True), ("#000000", False)):
            hatched = [patch for patch in patches if approximate[patch[0]] and _is_dark(colours[patch[0]]) == dark]
            if hatched:
                none = ["none"] * len(hatched)
                axes.add_collection(_collection(hatched, none, edge=ink, width=0.0, order=4, hatch=HATCH))
    elif layer.kind == "line":
        parts, owner = shapely.get_parts(layer.geometry, return_index=True)
        lines = [grid.place(shapely.get_coordinates(part)) for part in parts]
        axes.add_collection(LineCollection(lines, colors="#ffffff", linewidths=4.5, zorder=6))
        paints = [colours[i] for i in owner.tolist()]
        # Lines of different categories differ by their dashes too, for eyes that do not tell the colours.
        dashes = [_dash(column, int(cut.index[i])) for i in owner.tolist()]
        axes.add_collection(LineCollection(lines, colors=paints, linewidths=2.8, linestyles=dashes, zorder=6))
    else:
        parts, owner = shapely.get_parts(layer.geometry, return_index=True)
        points = grid.place(shapely.get_coordinates(parts))
        paints = [colours[i] for i in owner.tolist()]
        axes.scatter(points[:, 0], points[:, 1], s=26, c=paints, edgecolors="black", linewidths=0.7, zorder=6)
    keys: list[tuple[Artist, str]] = []
    for number, one in enumerate(cut.classes):
        line = Line2D([], [], color=one.colour, linewidth=2.8, linestyle=_dash(column, number))
        patch = Patch(facecolor=one.colour, edgecolor="#8a857b")
        keys.append((line if layer.kind == "line" else patch, one.label.of(lang)))
    words = map_words()
    if bool((cut.index == UNREACHED).any()):
        keys.append((Patch(facecolor=UNREACHED_COLOUR), words["unreached"][lang]))
    if bool((cut.index == NO_FIGURE).any()):
        keys.append((Patch(facecolor=NO_FIGURE_COLOUR, edgecolor="#8a857b"), words["no_figure"][lang]))
    if bool(approximate.any()):
        hatched_key = Patch(facecolor="#b9b4a8", edgecolor="black", hatch=HATCH, linewidth=0)
        keys.append((hatched_key, words["approximate"][lang]))
    return keys


def _dash(column: MapColumn, number: int) -> Dash:
    return DASHES[number % len(DASHES)] if column.kind == "categorical" and number >= 0 else "solid"


def _is_dark(colour: str) -> bool:
    """Whether white shows better than black on a colour #rrggbb."""
    red, green, blue = (int(colour[start : start + 2], 16) for start in (1, 3, 5))
    return 0.299 * red + 0.587 * green + 0.114 * blue < 128


def _draw_outlines(
    axes: Axes, layers: Sequence[MapLayer], grid: Grid, keys: list[tuple[Artist, str]], lang: str
) -> None:
    from matplotlib.collections import LineCollection
    from matplotlib.lines import Line2D

    for layer in layers:
        if layer.kind == "point":
            points = grid.place(shapely.get_coordinates(layer.geometry))
            axes.scatter(points[:, 0], points[:, 1], s=60, c="black", edgecolors="white", linewidths=1.5, zorder=8)
            keys.append((Line2D([], [], color="black", marker="o", linestyle="none"), layer.name.of(lang)))
            continue
        edges = shapely.boundary(layer.geometry) if layer.kind == "polygon" else layer.geometry
        lines = [grid.place(shapely.get_coordinates(part)) for part in shapely.get_parts(edges)]
        axes.add_collection(LineCollection(lines, colors="white", linewidths=2.6, zorder=7))
        axes.add_collection(LineCollection(lines, colors="black", linewidths=1.2, linestyles=(0, (4, 2)), zorder=7))
        keys.append((Line2D([], [], color="black", linestyle=(0, (4, 2)), linewidth=1.4), layer.name.of(lang)))


def _draw_names(axes: Axes, base: BaseMap, grid: Grid) -> None:
    from matplotlib.patheffects import withStroke

    taken: list[tuple[float, float, float]] = []
    (west, east), (south, north) = axes.get_xlim(), axes.get_ylim()
    unit = (east - west) / axes.get_window_extent().width * DPI / 72
    for label in sorted(base.labels, key=lambda one: (one.rank, one.text)):
        x, y = grid.place(np.array([[label.lon, label.lat]]))[0].tolist()
        half = 2.9 * len(label.text) * unit
        near = any(abs(x - ox) < half + other and abs(y - oy) < 12 * unit for ox, oy, other in taken)
        if label.rank > 1 or near or not (west + half < x < east - half and north < y < south):
            continue
        taken.append((x, y, half))
        text = axes.text(
            x, y, label.text, ha="center", va="center", fontsize=8, fontfamily=FONT, weight="bold", color=INK, zorder=9
        )
        text.set_path_effects([withStroke(linewidth=2.5, foreground="#ffffffdd")])


def _draw_scale(axes: Axes, grid: Grid, lang: str) -> None:
    from matplotlib.patheffects import withStroke

    (west, east), (south, north) = axes.get_xlim(), axes.get_ylim()
    longest = (east - west) * grid.metres * 0.25
    power = 10.0 ** np.floor(np.log10(longest))
    length = next(part * power for part in (5, 2, 1) if part * power <= longest)
    words = f"{figure(length / 1000, lang)} km" if length >= 1000 else f"{figure(length, lang)} m"
    x, y = west + (east - west) * 0.03, south + (north - south) * 0.03
    halo = [withStroke(linewidth=4, foreground="#ffffffdd")]
    axes.plot([x, x + length / grid.metres], [y, y], color=INK, lw=2, zorder=9, path_effects=halo)
    text = axes.text(
        x, y + (north - south) * 0.012, words, fontsize=8.5, fontfamily=FONT, color=INK, zorder=9, va="bottom"
    )
    text.set_path_effects([withStroke(linewidth=2.5, foreground="#ffffffdd")])


def _write_words(paper: Figure, sheet: MapSheet, lang: str) -> None:
    high = float(paper.get_figheight())
    title = _wrapped(sheet.title.of(lang), 78)
    paper.text(0.02, 1 - 0.18 / high, title, fontsize=15, weight="bold", fontfamily=FONT, color=INK, va="top")
    if sheet.lead is not None:
        lead = _wrapped(sheet.lead.of(lang), 118)
        paper.text(0.02, 1 - 0.52 / high, lead, fontsize=9.5, fontfamily=FONT, color=INK, va="top")
    if sheet.notices:
        notices = "\n".join(_wrapped(notice.of(lang), 36) for notice in sheet.notices)
        box = {"facecolor": NOTICE, "edgecolor": NOTICE_EDGE, "boxstyle": "square,pad=0.6"}
        place = (MAP_SHARE + 0.045, 0.56 / high)
        paper.text(*place, notices, fontsize=9, fontfamily=FONT, color=INK, va="bottom", bbox=box)
    thanks = _wrapped(attribution_of(sheet).of(lang), 165)
    paper.text(0.02, 0.38 / high, thanks, fontsize=7, fontfamily=FONT, color=SOFT, va="top")


def _draw_legend(paper: Figure, column: MapColumn, keys: list[tuple[Artist, str]], lang: str) -> None:
    unit = column.unit.of(lang)
    heading = _wrapped(f"{column.name.of(lang)}{f' ({unit})' if unit else ''}", 34)
    high = float(paper.get_figheight())
    legend = paper.legend(
        handles=[key for key, _ in keys],
        labels=[_plain(label) for _, label in keys],
        title=heading,
        loc="upper left",
        bbox_to_anchor=(MAP_SHARE + 0.035, 1 - 1.0 / high),
        frameon=False,
        alignment="left",
        handlelength=2.2,
        handleheight=1.5,
        prop={"family": list(FONT), "size": 9.5},
        title_fontproperties={"family": list(FONT), "size": 10, "weight": "bold"},
    )
    legend.get_title().set_color(INK)


def _wrapped(text: str, width: int) -> str:
    return "\n".join(textwrap.wrap(_plain(text), width))


def _plain(text: str) -> str:
    """Without the dollar signs that matplotlib would read as formulas."""
    return text.replace("$", r"\$")
