"""portee workspace new: a territory from files of open data, asked for step by step where somebody sits before it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, cast

import typer

from portee.cli.options import CommonOptions
from portee.cli.output import Output

if TYPE_CHECKING:
    from portee.cli.guide import Answers
    from portee.services.workspace.manifest import GroundLayer, Kind
    from portee.services.workspace.new import Given

__all__ = ["new", "tell_missing"]


def new(
    common: CommonOptions,
    folder: Annotated[Path | None, typer.Argument(help="Folder to make.", show_default=False)] = None,
    osm: Annotated[
        Path | None, typer.Option("--osm", help="OpenStreetMap extract (.osm.pbf).", show_default=False)
    ] = None,
    gtfs: Annotated[
        list[Path] | None, typer.Option("--gtfs", help="Timetable, GTFS zip. Repeatable.", show_default=False)
    ] = None,
    places: Annotated[
        list[str] | None,
        typer.Option(
            "--places", help="Places of one kind, with the column that counts: cells, jobs, training, childcare, "
            "school, health, shops, services, priority. Repeatable.", metavar="KIND=FILE[:COLUMN]", show_default=False,
        ),
    ] = None,
    facilities: Annotated[
        Path | None,
        typer.Option("--facilities", help="INSEE's BPE: training, childcare, schools, health and shops at once.",
                     show_default=False),
    ] = None,
    name: Annotated[
        str | None, typer.Option("--name", help="Short name (default: that of the folder).", show_default=False)
    ] = None,
    title: Annotated[
        str | None, typer.Option("--title", help="Name of the territory, as pages show it.", show_default=False)
    ] = None,
    elevation: Annotated[
        Path | None, typer.Option("--elevation", help="GeoTIFF of ground heights.", show_default=False)
    ] = None,
    boundary: Annotated[
        Path | None, typer.Option("--boundary", help="Outline of the territory.", show_default=False)
    ] = None,
    offers: Annotated[
        str | None,
        typer.Option("--offers", help="File of offers, or a name of those that come with Portée.", show_default=False),
    ] = None,
    ground: Annotated[
        list[str] | None,
        typer.Option(
            "--ground", help="Shapes that the base map is drawn on besides: coast, water, waterway, landuse, building, "
            "rail. Repeatable.", metavar="LAYER=FILE", show_default=False,
        ),
    ] = None,
    area: Annotated[
        str | None,
        typer.Option("--area", help="Keep this part of files of a whole region or country.",
                     metavar="WEST,SOUTH,EAST,NORTH", show_default=False),
    ] = None,
    downloads: Annotated[
        Path | None,
        typer.Option("--downloads", help="Folder for files that are fetched (default: FOLDER-downloads).",
                     show_default=False),
    ] = None,
    licence: Annotated[
        list[str] | None,
        typer.Option("--licence", help="Licence of an input. Repeatable.", metavar="FILE=LICENCE", show_default=False),
    ] = None,
) -> None:  # fmt: skip
    """Make a territory from files of open data, and tell plainly what is missing.

    On a terminal, without a folder or without --osm, it asks for what it needs, step by step, and may download it.
    Files are copied into the folder, so that it is whole by itself. Started again, it goes on where it was interrupted.

    Example: portee workspace new my-territory --osm streets.osm.pbf --gtfs bus.zip --places jobs=jobs.csv:jobs
    """
    out = Output(common)
    from portee.cli.asked import parse_licences
    from portee.services.workspace.cutting import parse_area

    given: dict[str, Any] = {
        "osm": osm, "gtfs": gtfs or [], "places": _places(places or ()), "facilities": facilities,
        "boundary": boundary, "area": None if area is None else parse_area(area),
    }  # fmt: skip
    licences = parse_licences(licence or ())
    layers = _ground(ground or ())
    if folder is None or osm is None:
        answers = _asked(out, folder, title)
        if answers is None:
            out.say("guide_nothing")
            return
        folder, title = answers.folder, answers.title
        _completed(given, answers, _downloaded(out, answers, downloads))
    _make(out, folder, title, {**given, "name": name, "elevation": elevation, "offers": offers, "ground": layers},
          licences)  # fmt: skip


def _asked(out: Output, folder: Path | None, title: str | None) -> Answers | None:
    """What a person says. Raises ParameterError where nobody is there to be asked."""
    from portee.cli.guide import Guide, somebody_sits_here
    from portee.core.errors import ParameterError, Where

    if not (out.interactive and somebody_sits_here()):
        field = "FOLDER" if folder is None else "--osm"
        raise ParameterError(
            "The folder to make is missing." if folder is None else "The extract of streets is missing.",
            where=Where(field=field), mend="Give it, or start the command on a terminal to be asked.",
        )  # fmt: skip
    try:
        return Guide(out).run(folder, title)
    except EOFError:
        return None


def _downloaded(out: Output, answers: Answers, downloads: Path | None) -> Mapping[str, list[Path]]:
    from portee.cli.guide import fetch_all
    from portee.store.database import now

    if not answers.fetch:
        return {}
    to = downloads or answers.folder.with_name(f"{answers.folder.name}-downloads")
    moment: datetime = now()
    with out.progress() as progress:
        return fetch_all(answers, to, out, lambda: moment, progress)


def _completed(given: dict[str, Any], answers: Answers, came: Mapping[str, list[Path]]) -> None:
    """Add what was said and downloaded to what was given; what was given goes first."""
    from portee.core.errors import InputError
    from portee.services.workspace.communes import around
    from portee.services.workspace.new import Given

    files = {id: [*answers.files.get(id, ()), *came.get(id, ())] for id in {*answers.files, *came}}

    def first(id: str) -> Path | None:
        return next(iter(files.get(id, ())), None)

    given["osm"] = given["osm"] or first("osm")
    if given["osm"] is None:
        raise InputError(
            "The streets could not be downloaded.", mend="Try again: what came is kept. Or give a file with --osm."
        )
    given["gtfs"] = [*given["gtfs"], *files.get("timetables", ())]
    given["facilities"] = given["facilities"] or first("facilities")
    given["boundary"] = given["boundary"] or first("communes")
    if given["area"] is None and answers.commune is not None:
        given["area"] = around(answers.commune, answers.around_km)
    jobs = answers.jobs or "jobs_estimate"
    for kind, id, weight in (("cells", "residents", None), ("jobs", "employers", jobs), ("priority", "priority", None)):
        file = first(id)
        if file is not None and kind not in given["places"]:
            given["places"][kind] = Given(file, weight)


def _make(out: Output, folder: Path, title: str | None, given: dict[str, Any], licences: dict[str, str]) -> None:
    from portee.cli.told import tell_timetable
    from portee.commons.repository.starting import slug_of
    from portee.core.declared import Words
    from portee.services.workspace.new import new_workspace

    shown = title or folder.resolve().name
    name = given.pop("name") or slug_of(folder.resolve().name) or "territory"
    with out.progress() as progress:
        made = new_workspace(
            folder, name=name, title=Words(fr=shown, en=shown), licences=licences, progress=progress, **given
        )
    out.say("workspace_ready", folder=str(folder))
    for kind, (count, total) in made.counts.items():
        out.say("workspace_counted", kind=out.text(f"kind_{kind}"), count=count)
        if total is not None:
            out.say("workspace_total", total=int(total))
    if made.cut:
        out.say("workspace_cut", files=", ".join(made.cut))
    tell_timetable(out, made.built)
    out.say("workspace_tiles", count=made.tiles)
    tell_missing(out, made.missing)
    out.next("serve", folder)
    out.result(
        {
            "workspace": str(folder), "counts": made.counts, "missing": list(made.missing), "tiles": made.tiles,
            "cut": list(made.cut), "errors": made.built.errors, "warnings": made.built.warnings,
        }
    )  # fmt: skip


def tell_missing(out: Output, missing: tuple[str, ...]) -> None:
    """What is not there, and what each takes away from the pages."""
    if missing:
        out.say("workspace_missing")
        for what in missing:
            out.line(f"  - {out.text(f'missing_{what}')}")


def _ground(given: list[str] | tuple[str, ...]) -> dict[GroundLayer, Path]:
    from portee.core.errors import ParameterError, Where
    from portee.services.workspace.manifest import GROUND

    found: dict[GroundLayer, Path] = {}
    for text in given:
        layer, _, file = text.partition("=")
        if layer not in GROUND or not file:
            raise ParameterError(
                f"'{text[:60]}' names no layer and a file.", where=Where(field="--ground"),
                mend=f"Write LAYER=FILE; layers: {', '.join(GROUND)}.",
            )  # fmt: skip
        found[cast("GroundLayer", layer)] = Path(file)
    return found


def _places(given: list[str] | tuple[str, ...]) -> dict[Kind, Given]:
    from portee.core.errors import ParameterError, Where
    from portee.services.workspace.manifest import KINDS
    from portee.services.workspace.new import Given

    found: dict[Kind, Given] = {}
    for text in given:
        kind, _, rest = text.partition("=")
        file, colon, weight = rest.rpartition(":")
        # A drive letter is no column.
        if not colon or len(file) < 2 or "/" in weight or "\\" in weight:
            file, weight = rest, ""
        if kind not in KINDS or not file:
            raise ParameterError(
                f"'{text[:60]}' names no kind of places and a file.", where=Where(field="--places"),
                mend=f"Write KIND=FILE or KIND=FILE:COLUMN; kinds: {', '.join(KINDS)}.",
            )  # fmt: skip
        found[cast("Kind", kind)] = Given(Path(file), weight or None)
    return found
