"""portee commons publish: a release of a commons for the world to read and to reuse."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path
from typing import Annotated

import typer

from portee.cli.commons.options import CommonsArgument
from portee.cli.grouped import expand
from portee.cli.options import CommonOptions
from portee.cli.output import Output

__all__ = ["publish"]

INCLUDED = ("proposed", "draft")


@expand
def publish(
    path: CommonsArgument,
    common: CommonOptions,
    out: Annotated[
        Path,
        typer.Option("-o", "--output", help="Folder to publish to, beside the commons.", show_default=False),
    ],
    include: Annotated[
        str | None,
        typer.Option(
            "--include", metavar="STATUS,…", show_default=False,
            help="Publish records of these statuses too, marked as such: proposed, draft.",
        ),
    ] = None,
    version: Annotated[
        str | None,
        typer.Option(
            "--version", metavar="X.Y.Z", show_default=False,
            help="Version of this release; counted up from the one before otherwise.",
        ),
    ] = None,
) -> None:  # fmt: skip
    """Publish the last commit of a commons: pages, tables, catalogues, feed and citation, in one folder.

    Records that are reviewed or published are taken. A version counts up its first number when a requirement asks more
    or a record goes, its second when a record is new. The same commit gives the same files.

    Example: portee commons publish my-commons -o site
    """
    voice = Output(common)
    from portee.commons.publish.publish import publish_commons
    from portee.core.errors import ParameterError
    from portee.reports.map_html import FONT

    statuses = [] if include is None else [status.strip() for status in include.split(",") if status.strip()]
    for status in statuses:
        if status not in INCLUDED:
            raise ParameterError(
                f"'{status[:30]}' cannot be added.", where="--include", mend=f"Use {' or '.join(INCLUDED)}."
            )
    font = files("portee.reports").joinpath("assets", FONT).read_bytes()
    with voice.progress() as progress:
        made = publish_commons(path, out, include=statuses, version=version, font=font, progress=progress)
    release = made.release
    counts = {kind: len(release.of_type(kind)) for kind in release.kinds}
    voice.say("published", version=release.version, count=len(release.records), path=out)
    if release.previous is not None:
        voice.say("published_since", previous=release.previous, count=len(release.changes))
    rows = [[voice.text("head_type"), voice.text("head_how_many")]]
    rows += [[kind, voice.number(count)] for kind, count in counts.items()]
    if len(rows) > 1:
        voice.table(rows)
    voice.result(
        {
            "version": release.version, "previous": release.previous, "commit": release.commit,
            "sha256": made.sha256, "records": len(release.records), "by_type": counts,
            "changes": len(release.changes), "folder": str(out),
        }
    )  # fmt: skip
