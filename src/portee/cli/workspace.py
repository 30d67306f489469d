"""portee workspace: from open data to a territory that runs."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, cast

import typer

from portee.cli.grouped import expand
from portee.cli.options import CommonOptions
from portee.cli.output import Output

if TYPE_CHECKING:
    from portee.services.workspace.manifest import Kind
    from portee.services.workspace.new import Given

__all__ = ["app"]

app = typer.Typer(
    help="From open data to a territory that runs.\n\nBegin with: portee workspace sources",
    no_args_is_help=True, rich_markup_mode="rich", context_settings={"help_option_names": ["-h", "--help"]},
)  # fmt: skip


@app.command("sources")
@expand
def sources(common: CommonOptions) -> None:
    """List where French open data are found, with their licences.

    Example: portee workspace sources
    """
    out = Output(common)
    from portee.services.workspace.catalogue import open_sources

    for source in open_sources():
        out.line(f"{source.id}: {source.name.in_(out.lang)}")
        out.line(f"  {source.publisher}, {source.licence}{'' if source.checked else out.text('sources_unchecked')}")
        out.line(f"  {source.page}")
    out.say("sources_next")
    out.result([source.model_dump(mode="json") for source in open_sources()])


@app.command("fetch")
@expand
def fetch(
    source: Annotated[
        str, typer.Argument(help="A source of `portee workspace sources`, or an https address.", show_default=False)
    ],
    common: CommonOptions,
    to: Annotated[Path, typer.Option("--to", help="Folder that the file goes to.")] = Path(),
    area: Annotated[
        str | None,
        typer.Option("--area", help="Area, for a source that has several.", show_default=False),
    ] = None,
    name: Annotated[
        str | None,
        typer.Option("--name", help="Name of the file (default: as the server calls it).", show_default=False),
    ] = None,
    licence: Annotated[
        str | None, typer.Option("--licence", help="Licence, as the page of the source tells it.", show_default=False)
    ] = None,
    md5: Annotated[
        str | None, typer.Option("--md5", help="Sum to compare with, as its publisher tells it.", show_default=False)
    ] = None,
) -> None:
    """Download a file of open data; an interrupted download goes on where it stopped.

    Example: portee workspace fetch osm --area provence-alpes-cote-d-azur
    """
    out = Output(common)
    from portee.services.workspace.catalogue import find_source
    from portee.services.workspace.download import download
    from portee.store.database import now

    address, sum_at = source, None
    if "://" not in source:
        known = find_source(source)
        address, licence = known.address(area), licence or known.licence
        sum_at = None if known.sum is None else known.sum.format(file=address)
        out.say("fetch_licence", licence=licence, page=known.page)
    with out.progress() as progress:
        came = download(
            address, to, now=now(), name=name, md5=md5, md5_from=None if md5 else sum_at, licence=licence,
            progress=progress,
        )  # fmt: skip
    out.say("fetch_done", file=str(came.file), size=f"{came.size / 1e6:.1f}", sha256=came.sha256[:12])
    if not came.compared:
        out.say("fetch_not_compared")
    out.result({"file": str(came.file), "sha256": came.sha256, "bytes": came.size, "resumed": came.resumed})


@app.command("new")
@expand
def new(
    folder: Annotated[Path, typer.Argument(help="Folder to make.", show_default=False)],
    common: CommonOptions,
    osm: Annotated[Path, typer.Option("--osm", help="OpenStreetMap extract (.osm.pbf).", show_default=False)],
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
    licence: Annotated[
        list[str] | None,
        typer.Option("--licence", help="Licence of an input. Repeatable.", metavar="FILE=LICENCE", show_default=False),
    ] = None,
) -> None:  # fmt: skip
    """Make a territory from files of open data, and tell plainly what is missing.

    Files are copied into the folder, so that it is whole by itself. Started again, it goes on where it was interrupted.

    Example: portee workspace new my-territory --osm streets.osm.pbf --gtfs bus.zip --places jobs=jobs.csv:jobs
    """
    out = Output(common)
    from portee.cli.asked import parse_licences
    from portee.commons.repository.starting import slug_of
    from portee.core.declared import Words
    from portee.services.workspace.new import new_workspace

    shown = title or folder.resolve().name
    with out.progress() as progress:
        made = new_workspace(
            folder, name=name or slug_of(folder.resolve().name) or "territory", title=Words(fr=shown, en=shown),
            osm=osm, gtfs=gtfs or (), places=_places(places or ()), elevation=elevation, boundary=boundary,
            offers=offers, licences=parse_licences(licence or ()), progress=progress,
        )  # fmt: skip
    out.say("workspace_ready", folder=str(folder))
    for kind, (count, total) in made.counts.items():
        out.say("workspace_counted", kind=out.text(f"kind_{kind}"), count=count)
        if total is not None:
            out.say("workspace_total", total=int(total))
    if made.missing:
        out.say("workspace_missing")
        for what in made.missing:
            out.line(f"  - {out.text(f'missing_{what}')}")
    out.say("next", command=f"portee serve {folder}")
    out.result({"workspace": str(folder), "counts": made.counts, "missing": list(made.missing)})


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


@app.command("check")
@expand
def check(folder: Annotated[Path, typer.Argument(help="Folder of the workspace.")], common: CommonOptions) -> None:
    """Check that a workspace opens, and tell what is missing.

    Example: portee workspace check my-territory
    """
    out = Output(common)
    from portee.network.store import read_manifest
    from portee.services.workspace.new import missing_of
    from portee.services.workspace.workspace import open_workspace

    opened = open_workspace(folder)
    missing = missing_of(opened, timetable="timetable" in read_manifest(opened.network)["sections"])
    out.say("workspace_opens", title=opened.title.in_(out.lang))
    if missing:
        out.say("workspace_missing")
        for what in missing:
            out.line(f"  - {out.text(f'missing_{what}')}")
    out.result({"workspace": str(folder), "missing": list(missing)})
