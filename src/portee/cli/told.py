"""What each command tells when it is done: a few sentences, a small table, the next useful command."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from portee.cli.output import Output
from portee.core.clock import format_time_of_day

if TYPE_CHECKING:
    from portee.reach.isochrone import Isochrone
    from portee.reach.journey import Journey, Leg, TripExplanation
    from portee.reach.reach import Reach
    from portee.services.access import AccessResult
    from portee.services.build import BuildReport
    from portee.services.demo import DemoResult
    from portee.services.describe import NetworkDescription, ServiceFacts
    from portee.services.groups import GroupTable
    from portee.services.matrix import MatrixReport

__all__ = [
    "tell_access",
    "tell_areas",
    "tell_build",
    "tell_demo",
    "tell_groups",
    "tell_info",
    "tell_matrix",
    "tell_timetable",
    "tell_trip",
]

MOST_FIGURES = 12
MOST_EXAMPLES = 12


def tell_build(out: Output, report: BuildReport) -> None:
    """After portee build."""
    if report.changed:
        parts = ", ".join(out.text(f"part_{part}") for part in report.made)
        out.say("build_made", folder=report.folder, parts=parts)
    else:
        out.say("build_unchanged", folder=report.folder)
    tell_timetable(out, report)
    out.next("info", report.folder)
    out.result(
        {
            "folder": str(report.folder),
            "changed": report.changed,
            "made": list(report.made),
            "errors": report.errors,
            "warnings": report.warnings,
            "stops": report.stops,
            "stops_unattached": report.stops_unattached,
            "stops_moved": report.stops_moved,
        }
    )


def tell_timetable(out: Output, report: BuildReport) -> None:
    """What is wrong in the timetable of a network that was built."""
    if report.errors or report.warnings:
        out.say("build_problems", errors=report.errors, warnings=report.warnings)
    if report.stops_unattached:
        out.say("build_unattached", count=report.stops_unattached, total=report.stops)
    if report.stops_moved:
        out.say("build_moved", count=report.stops_moved, total=report.stops)


def tell_info(out: Output, about: NetworkDescription) -> None:
    """After portee info."""
    from portee.reports.notes import dropped_text, note_texts
    from portee.reports.problems import part_in

    out.line(about.folder)
    corners = {
        side: out.number(value, 4) for side, value in zip(("west", "south", "east", "north"), about.bounds, strict=True)
    }
    out.say("info_area", **corners, mb=max(1, round(about.bytes / 1e6)))
    slopes = out.text("slopes_yes" if about.elevation else "slopes_no")
    out.say("info_streets", edges=about.edges, nodes=about.nodes, slopes=slopes)
    out.line()
    heads = ["head_mode", "head_km", "head_main_km"]
    heads += ["head_unattached", "head_moved"] if about.service else []
    rows = [[out.text(head) for head in heads]]
    for mode in about.modes:
        row = [out.text(f"mode_{mode.mode}"), out.number(mode.km), out.number(mode.km_in_main_part)]
        row += [out.number(mode.stops_unattached), out.number(mode.stops_moved)] if about.service else []
        rows.append(row)
    out.table(rows)
    out.line()
    if about.service is None:
        out.say("info_no_timetable")
    else:
        _tell_service(out, about.service)
        out.line()
        out.say("info_problems" if about.problems else "info_no_problem")
        for problem in about.problems:
            place = problem["file"] + (f":{problem['line']}" if problem["line"] else "")
            examples = f" ({', '.join(problem['examples'])})" if problem["examples"] else ""
            message = part_in(out.lang, problem["message"])
            out.line(f"  {out.text('severity_' + problem['severity'])}  {place}  {message}{examples}")
    out.line()
    out.say("info_sources")
    for source in about.provenance:
        told = [source.file, source.date or "", source.licence or out.text("licence_none"), source.sha256[:12]]
        out.line("  " + ", ".join(part for part in told if part))
        for dropped in source.dropped:
            what, why = dropped_text(dropped, out.lang)
            out.line("    " + out.text("info_dropped", count=dropped.count, what=what, why=why))
        for note in note_texts(source.notes, out.lang):
            out.line("    " + out.text("info_note", text=str(note)))
    _tell_notes(out, about.notes)


def _tell_notes(out: Output, notes: Iterable[str]) -> None:
    from portee.reports.notes import note_texts

    for note in note_texts(notes, out.lang):
        out.say("result_note", text=str(note))


def _tell_service(out: Output, service: ServiceFacts) -> None:
    out.say(
        "info_timetable",
        stops=service.stops, routes=service.routes, trips=service.trips, timezone=service.timezone,
    )  # fmt: skip
    out.say(
        "info_service",
        first=service.first_date, last=service.last_date, dates=service.dates, gaps=service.gaps,
        suggested=service.suggested_date,
    )  # fmt: skip
    out.line()
    rows = [[out.text(head) for head in ("head_weekday", "head_dates", "head_least", "head_median", "head_most")]]
    for day in service.weekdays:
        counts = (day.dates, day.least, day.median, day.most)
        rows.append([out.text(f"weekday_{day.weekday}"), *(out.number(count) for count in counts)])
    out.table(rows)


def _tell_unattached(out: Output, reach: Reach | MatrixReport, origins: int, destinations: int) -> None:
    if reach.unattached_origins:
        out.say("unattached_origins", count=reach.unattached_origins, total=origins)
    if reach.unattached_destinations:
        out.say("unattached_destinations", count=reach.unattached_destinations, total=destinations)


def tell_matrix(out: Output, report: MatrixReport) -> None:
    """After portee matrix."""
    out.say(
        "matrix_done",
        rows=report.rows, path=report.path, origins=report.origins, destinations=report.destinations,
    )  # fmt: skip
    for p, reached in zip(report.percentiles, report.reached, strict=True):
        share = out.number(100 * reached / (report.origins * report.destinations), 1)
        out.say("matrix_reached", p=f"{p:g}", reached=reached, share=share)
    _tell_unattached(out, report, report.origins, report.destinations)
    _tell_notes(out, report.notes)


def tell_access(out: Output, path: Path, result: AccessResult) -> None:
    """After portee access."""
    key = "access_done" if result.hours is None else "access_done_hourly"
    out.say(key, origins=len(result.origins), columns=len(result.columns), path=path)
    _tell_unattached(out, result.first, len(result.origins), len(result.first.destinations))
    out.line()
    rows = [[out.text(head) for head in ("head_figure", "head_mean", "head_p10", "head_p50", "head_p90")]]
    for column in result.columns[:MOST_FIGURES]:
        values = np.concatenate([result.values(column, hour) for hour in range(len(result.figures))])
        known = values[np.isfinite(values)]
        spread = [known.mean(), *np.quantile(known, (0.1, 0.5, 0.9), method="inverted_cdf")] if len(known) else []
        rows.append([column, *(_figure(out, float(value)) for value in spread or [math.nan] * 4)])
    out.table(rows)
    _tell_notes(out, result.notes)
    if path.suffix.lower() != ".csv":
        out.line()
        out.next("map", path, "-o", path.with_suffix(".html"))


def _figure(out: Output, value: float) -> str:
    if not math.isfinite(value):
        return "–"
    return out.number(value, 0 if abs(value) >= 100 or value == round(value) else 1)


def tell_groups(out: Output, path: Path, table: GroupTable) -> None:
    """After portee access with groups: the first figures, by group."""
    shown = list(dict.fromkeys((hour, column) for hour, column, _ in table.rows))
    for hour, column in shown[:MOST_FIGURES]:
        out.line()
        out.line(column if hour is None else f"{column}, {hour:02d}:00")
        mine = [summary for at, name, summary in table.rows if (at, name) == (hour, column)]
        heads = ["head_group", "head_residents", "head_mean", "head_p10", "head_p50", "head_p90"]
        never = any(summary.share_unreached > 0 for summary in mine)
        rows = [[out.text(head) for head in (*heads, "head_never")[: None if never else len(heads)]]]
        for summary in mine:
            label = {"all": out.text("group_all"), "": out.text("group_none")}.get(summary.group, summary.group)
            spread = (summary.mean, summary.p10, summary.median, summary.p90)
            unreached = [out.percent(100 * summary.share_unreached, 1)] if never else []
            rows.append([label, out.number(summary.residents), *(_figure(out, value) for value in spread), *unreached])
        out.table(rows)
    out.line()
    out.say("groups_done", path=path)


def tell_trip(out: Output, trip: TripExplanation, *, arrive: bool, every_minute: bool) -> None:
    """After portee trip."""
    reached = trip.total_s[trip.total_s >= 0]
    if not len(reached):
        out.say("trip_none")
        return
    if trip.median is not None:
        journey = trip.journeys[trip.median]
        assert journey is not None
        minutes = out.number(journey.total_s / 60, 1)
        out.say("trip_median" if len(trip.journeys) > 1 else "trip_street", minutes=minutes, rides=journey.rides)
        for leg in journey.legs:
            _tell_leg(out, leg, timed=journey.rides > 0 or trip.asked_s[0] > 0)
    if len(trip.journeys) > 1:
        out.line()
        least, most = (out.number(value / 60, 1) for value in (int(reached.min()), int(reached.max())))
        out.say("trip_range", total=len(trip.journeys), reached=len(reached), least=least, most=most)
        if every_minute:
            out.table(_minutes(out, trip, arrive=arrive))
    _tell_notes(out, trip.notes)


def _tell_leg(out: Output, leg: Leg, *, timed: bool) -> None:
    if leg.wait_s:
        out.line(out.text("trip_wait", seconds=leg.wait_s))
    names = {"origin": out.text("place_origin"), "destination": out.text("place_destination")}
    when = f"{format_time_of_day(leg.start_s)}-{format_time_of_day(leg.end_s)}  " if timed else ""
    text = out.text(
        "trip_ride_bare" if leg.kind == "ride" and not leg.headsign else f"trip_{leg.kind}",
        m=round(leg.distance_m), to=names.get(leg.to_name, leg.to_name),
        origin=names.get(leg.from_name, leg.from_name), route=leg.route, headsign=leg.headsign,
        stops=leg.stops,
    )  # fmt: skip
    out.line(f"  {when}{text}")


def _minutes(out: Output, trip: TripExplanation, *, arrive: bool) -> list[list[str]]:
    head = out.text("head_asked_arrive" if arrive else "head_asked_depart")
    rows = [[head, out.text("head_minutes"), out.text("head_lines")]]
    for asked, total, journey in zip(trip.asked_s.tolist(), trip.total_s.tolist(), trip.journeys, strict=True):
        rows.append([format_time_of_day(asked), "–" if total < 0 else out.number(total / 60, 1), _lines(out, journey)])
    return rows


def _lines(out: Output, journey: Journey | None) -> str:
    if journey is None:
        return "–"
    return " > ".join(journey.lines) or out.text("on_foot")


def tell_demo(out: Output, result: DemoResult) -> None:
    """After portee demo."""
    from portee.reports.summary import summary_text

    out.line()
    out.line(summary_text(result.figures, out.lang))
    out.say("demo_files", folder=result.folder)
    for key in ("demo_map", "demo_png", "demo_results", "demo_network", "demo_workspace"):
        out.say(key)
    taken = sum(seconds for _, seconds in result.steps)
    out.say("demo_seconds", seconds=out.number(taken, 1))
    data, (lat, lon) = result.folder / "data", result.home
    out.next("info", result.folder / "network")
    out.next(
        "diagnose",
        result.folder / "network",
        "--profile",
        "single-parent-no-car",
        "--home",
        f"{lat:.5f},{lon:.5f}",
        "--jobs",
        data / "jobs.csv",
        "--childcare",
        data / "childcare.csv",
    )
    out.result(
        {
            "folder": str(result.folder),
            "files": {name: str(getattr(result, name)) for name in ("map_html", "map_png", "gpkg", "parquet")},
            "steps": dict(result.steps),
            "synthetic": True,
            "jobs_of_mean_resident": dict(
                zip((moment.en for moment in result.figures.moments), result.figures.everyone, strict=True)
            ),
        }
    )


def tell_areas(out: Output, path: Path, areas: Sequence[Isochrone]) -> None:
    """After portee isochrone."""
    out.say("isochrone_done", count=len(areas), path=path)
    rows = [[out.text("head_cutoff"), out.text("head_area")]]
    rows += [[f"{area.cutoff_min:g}", out.number(area.area_km2, 2)] for area in areas]
    out.table(rows)
    if path.suffix.lower() != ".csv":
        out.next("map", path, "-o", path.with_suffix(".html"))
