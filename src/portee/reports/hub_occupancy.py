"""Drawing of a simulated hub: vehicles hired and charging by hour of the day, one frame per service; SVG or PNG.

Days from Monday to Friday are whole lines, Saturday and Sunday dashes; kinds are told apart by lightness and markers.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import Literal

import numpy as np

from portee.hubs.simulation.measured import CHARGING, HIRED
from portee.hubs.simulation.results import ServiceResult
from portee.reports.hub_simulation_told import simulation_words
from portee.reports.map_png import FONT, INK, PAPER, SOFT
from portee.reports.sheet_map import NOT, REACHED

__all__ = ["occupancy_plot"]

WIDTH_INCHES, FRAME_INCHES, DPI = 8.0, 3.1, 120
DAYS = (slice(0, 5), "workday", "-"), (slice(5, 7), "weekend", "--")
HOURS = np.arange(25)


def occupancy_plot(
    results: Sequence[ServiceResult], titles: Sequence[str], lang: str, form: Literal["svg", "png"]
) -> bytes:
    """The drawing; the same results give the same bytes."""
    import matplotlib
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure

    words = {key: texts[lang] for key, texts in simulation_words().items()}
    # Identifiers inside an SVG follow the salt: without one they differ each time.
    with matplotlib.rc_context({"svg.hashsalt": "portee", "svg.fonttype": "none", "font.family": list(FONT)}):
        paper = Figure(figsize=(WIDTH_INCHES, FRAME_INCHES * len(results)), dpi=DPI, facecolor=PAPER)
        FigureCanvasAgg(paper)
        for place, (result, title) in enumerate(zip(results, titles, strict=True)):
            axes = paper.add_subplot(len(results), 1, place + 1)
            axes.set_title(title, loc="left", color=INK, fontsize=11)
            week = result.by_hour.reshape(7, 24, -1)
            for column, name, colour, marker in (
                (HIRED, "hired", REACHED, ""), (CHARGING, "charging", NOT, "o"),
            ):  # fmt: skip
                if column == CHARGING and not np.nansum(week[..., column - 1]):
                    continue
                for days, day_name, dash in DAYS:
                    seen = week[days, :, column - 1]
                    if np.isnan(seen).all():
                        continue
                    mean = np.nanmean(seen, axis=0)
                    axes.plot(
                        HOURS, np.append(mean, mean[-1]), dash, drawstyle="steps-post", color=colour, linewidth=1.8,
                        marker=marker, markersize=3, label=f"{words[name]}, {words[day_name]}",
                    )  # fmt: skip
            axes.axhline(result.vehicles, color=SOFT, linewidth=1, linestyle=":", label=words["all_vehicles"])
            axes.set_xlim(0, 24)
            axes.set_ylim(0, max(result.vehicles * 1.08, 1))
            axes.set_xticks(range(0, 25, 3))
            axes.set_ylabel(words["axis_vehicles"], color=SOFT, fontsize=9)
            axes.tick_params(colors=SOFT, labelsize=9)
            axes.set_facecolor(PAPER)
            axes.grid(axis="y", color="#e4e1da", linewidth=0.8)
            for side in ("top", "right"):
                axes.spines[side].set_visible(False)
            axes.legend(loc="center left", bbox_to_anchor=(1.0, 0.5), fontsize=8, frameon=False)
        axes.set_xlabel(words["hour"], color=SOFT, fontsize=9)
        paper.tight_layout()
        stream = io.BytesIO()
        metadata = {"Date": None, "Creator": None} if form == "svg" else {"Software": None}
        paper.savefig(stream, format=form, dpi=DPI, metadata=metadata)
    return stream.getvalue()
