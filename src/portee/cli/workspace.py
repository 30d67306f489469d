"""portee workspace: from open data to a territory that runs."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from portee.cli.grouped import expand
from portee.cli.options import CommonOptions
from portee.cli.output import Output
from portee.cli.workspace_incidents import incidents
from portee.cli.workspace_new import new, tell_missing

if TYPE_CHECKING:
    from portee.services.workspace.download import Downloaded

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
        out.line(f"  {out.text(f'sources_found_{source.found}', id=source.id)}")
    out.say("sources_next")
    out.result([source.model_dump(mode="json") for source in open_sources()])


@app.command("fetch")
@expand
def fetch(
    source: Annotated[
        str, typer.Argument(help="A source of `portee workspace sources`, or an https address.", show_default=False)
    ],
    common: CommonOptions,
    to: Annotated[Path, typer.Option("--to", help="Folder that the file goes to; made when missing.")] = Path(),
    commune: Annotated[
        str | None,
        typer.Option("--commune", help="Name or INSEE code of the commune whose files are wanted.", show_default=False),
    ] = None,
    area: Annotated[
        str | None,
        typer.Option("--area", help="Extract of streets, in place of the one around a commune.", show_default=False),
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
    sha256: Annotated[str | None, typer.Option("--sha256", help="The same, as SHA-256.", show_default=False)] = None,
) -> None:
    """Download files of open data; an interrupted download goes on where it stopped.

    A source of the catalogue is asked for the files of a commune: those of timetables that serve it or its group of
    communes, the extract of streets around it. What is there already and has not changed is not downloaded again.

    Example: portee workspace fetch timetables --commune Marseille --to data
    """
    out = Output(common)
    from portee.services.workspace.download import download
    from portee.services.workspace.fetching import patiently
    from portee.store.database import now

    sums = {kind: text for kind, text in (("md5", md5), ("sha256", sha256)) if text}
    if "://" in source:
        with out.progress() as progress:
            came = [
                patiently(
                    partial(download, source, to, now=now(), name=name, sums=sums, licence=licence, progress=progress)
                )
            ]
    else:
        came = _fetched(out, source, commune, area, to, name, sums)
    for one in came:
        key = "fetch_unchanged" if one.unchanged else "fetch_done"
        out.say(key, file=str(one.file), size=out.number(one.size / 1e6, 1), sha256=one.sha256[:12])
        if not one.compared:
            out.say("fetch_not_compared")
    out.result(
        [
            {
                "file": str(one.file), "sha256": one.sha256, "bytes": one.size, "resumed": one.resumed,
                "address": one.address, "licence": one.licence, "compared": one.compared, "unchanged": one.unchanged,
            }
            for one in came
        ]
    )  # fmt: skip


def _fetched(
    out: Output, id: str, commune: str | None, area: str | None, to: Path, name: str | None, sums: dict[str, str]
) -> list[Downloaded]:
    """Files of a source of the catalogue: the most local ones; others are told."""
    from portee.core.errors import ParameterError
    from portee.services.workspace.catalogue import catalogue, find_source
    from portee.services.workspace.communes import find_communes
    from portee.services.workspace.fetching import fetch_found, patiently
    from portee.services.workspace.finding import find_files
    from portee.store.database import now

    source, services = find_source(id), catalogue().services
    place = None if commune is None else find_communes(commune, services.communes)[0]
    if place is not None:
        out.say("fetch_commune", name=place.name, code=place.code)
    found = find_files(source, services, place, area)
    nearest = [one for one in found if one.level == found[0].level]
    if len(nearest) > 1 and (name or sums):
        raise ParameterError(f"{len(nearest)} files are found.", mend="Leave out --name and sums.")
    came = []
    for one in nearest:
        out.say("fetch_licence", title=one.title, licence=one.licence, page=source.page)
        with out.progress() as progress:
            came.append(
                patiently(partial(fetch_found, source, one, to, now=now(), name=name, sums=sums, progress=progress))
            )
    others = [one for one in found if one not in nearest]
    if others:
        out.say("fetch_others")
        for one in others:
            out.line(f"  {one.title} ({one.level}, {one.licence}): {one.address}")
    return came


@app.command("check")
@expand
def check(folder: Annotated[Path, typer.Argument(help="Folder of the workspace.")], common: CommonOptions) -> None:
    """Check that a workspace opens, and tell what is missing.

    Example: portee workspace check my-territory
    """
    out = Output(common)
    from portee.network.store import read_manifest
    from portee.services.tiles import check_shapes
    from portee.services.workspace.new import missing_of
    from portee.services.workspace.workspace import open_workspace

    opened = open_workspace(folder)
    for file in opened.ground.values():
        check_shapes(file)
    missing = missing_of(opened, timetable="timetable" in read_manifest(opened.network)["sections"])
    out.say("workspace_opens", title=opened.title.in_(out.lang))
    tell_missing(out, missing)
    out.result({"workspace": str(folder), "missing": list(missing)})


app.command("new")(expand(new))
app.command("incidents")(expand(incidents))
