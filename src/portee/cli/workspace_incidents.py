"""portee workspace incidents: the register of incidents of a site, without a browser."""

from __future__ import annotations

import json
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from portee.cli.options import CommonOptions, SiteDatabase
from portee.cli.output import Output

__all__ = ["incidents"]


class State(StrEnum):
    """What became of an incident that somebody told."""

    shown = "shown"
    waiting = "waiting"
    hidden = "hidden"


def incidents(
    folder: Annotated[Path, typer.Argument(help="Folder of the workspace.", show_default=False)],
    common: CommonOptions,
    state: Annotated[
        State, typer.Option("--state", help="Those that are public, that nobody has read yet, or that were refused.")
    ] = State.shown,
    kind: Annotated[str, typer.Option("--kind", help="Of this kind alone.", show_default=False)] = "",
    since: Annotated[
        str | None, typer.Option("--since", help="From this day on, YYYY-MM-DD.", show_default=False)
    ] = None,
    until: Annotated[
        str | None, typer.Option("--until", help="Until this day, YYYY-MM-DD.", show_default=False)
    ] = None,
    settle: Annotated[
        str | None, typer.Option("--settle", help="Tell that the incident of this id is settled.", show_default=False)
    ] = None,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", help="Public incidents as .geojson.", show_default=False)
    ] = None,
    database: SiteDatabase = None,
) -> None:  # fmt: skip
    """List incidents, at most 500; write those that are public; tell that one is settled.

    Who reads them before they are public, and refuses some, does so on the site.

    Example: portee workspace incidents my-territory --since 2026-01-01 -o incidents.geojson
    """
    out = Output(common)
    from portee.core.atomic import atomic_file
    from portee.core.errors import ParameterError
    from portee.reports.stream import check_ending
    from portee.services.workspace.workspace import open_workspace
    from portee.store import audit
    from portee.store.database import now, open_database
    from portee.store.incidents import list_incidents, settle_incident
    from portee.store.moderating import PublicState

    if output is not None:
        check_ending(output, endings=(".geojson",))
        if state is not State.shown:
            raise ParameterError("Public incidents alone are written.", where="--state", mend="Leave --state out.")
    days = [_day(text, option) for text, option in ((since, "--since"), (until, "--until"))]
    opened = open_workspace(folder)
    with open_database(database or opened.database_url) as store:
        if settle is not None:
            with store.writing() as connection:
                settle_incident(connection, settle, now=now())
                audit.record(connection, "incident.settled", settle, now=now(), details={"by": "console"})
            out.say("incidents_settled", id=settle)
        with store.reading() as connection:
            found, total = list_incidents(
                connection, state=PublicState(state.value), kind=kind, since=days[0], until=days[1]
            )
    told = [
        {
            "id": one.id, "lon": one.lon, "lat": one.lat, "kind": one.kind, "vehicle": one.vehicle or None,
            "day": one.day, "hour": one.hour, "text": one.text, "language": one.language,
            "settled": None if one.settled is None else one.settled.date().isoformat(),
        }
        for one in found
    ]  # fmt: skip
    if output is not None:
        features = [
            {
                "type": "Feature", "id": one["id"],
                "geometry": {"type": "Point", "coordinates": [one["lon"], one["lat"]]},
                "properties": {name: value for name, value in one.items() if name not in ("id", "lon", "lat")},
            }
            for one in told
        ]  # fmt: skip
        with atomic_file(output) as partial:
            collection = {"type": "FeatureCollection", "features": features}
            partial.write_text(json.dumps(collection, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
        out.say("incidents_written", path=output, count=len(told))
    else:
        out.say("incidents_found" if total else "incidents_none", count=total)
        for one in told:
            done = f"  [{out.text('incidents_done')}]" if one["settled"] else ""
            hour = "" if one["hour"] is None else f" {one['hour']:02} h"
            out.line(
                f"{one['day']}{hour}  {one['kind']}  {one['lat']},{one['lon']}  {one['id']}{done}\n  {one['text']}"
            )
    out.result({"total": total, "incidents": told})


def _day(text: str | None, option: str) -> str:
    from portee.core.errors import ParameterError

    try:
        return "" if text is None else date.fromisoformat(text).isoformat()
    except ValueError:
        raise ParameterError(f"'{str(text)[:20]}' is no date.", where=option, mend="Write it as YYYY-MM-DD.") from None
