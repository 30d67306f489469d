"""portee commons evidence: a new evidence record from a computation."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from portee.cli.commons.options import CommonsArgument, DataOption, RecordArgument
from portee.cli.grouped import expand
from portee.cli.options import CommonOptions
from portee.cli.output import Output

__all__ = ["evidence"]


@expand
def evidence(
    path: CommonsArgument,
    id: RecordArgument,
    data: DataOption,
    common: CommonOptions,
    record: Annotated[
        Path | None,
        typer.Option(
            "--record", show_default=False,
            help="File (YAML) of the record without its figure: recipe, settings, inputs, title, indicator, territory.",
        ),
    ] = None,
    recipe: Annotated[
        str | None, typer.Option("--recipe", help="Recipe that computes the figure.", show_default=False)
    ] = None,
    settings: Annotated[
        Path | None,
        typer.Option("--settings", help="File (YAML) with the settings and inputs of the recipe.", show_default=False),
    ] = None,
    threads: Annotated[int | None, typer.Option("--threads", help="Searches at a time.", show_default=False)] = None,
) -> None:  # fmt: skip
    """Compute a figure and write its evidence record, with the hashes of all that it was computed from.

    A record that is there already is never overwritten.

    Example: portee commons evidence my-commons evidence/poverty --recipe population-share --settings poverty.yaml
    --data open-data
    """
    out = Output(common)
    from datetime import UTC, datetime

    from portee.services.evidence.make import asked_of, make_evidence

    asked = asked_of(record=record, recipe=recipe, settings=settings)
    with out.progress() as progress:
        made = make_evidence(
            path, id, asked, data, today=datetime.now(UTC).date(), threads=threads, progress=progress
        )  # fmt: skip
    out.say("evidence_made", id=id, value=f"{made.value:.6g}", unit=made.unit)
    if made.low is not None and made.high is not None:
        out.say("evidence_interval", low=f"{made.low:.6g}", high=f"{made.high:.6g}")
    for caveat in made.caveats:
        out.line(f"- {caveat.in_(out.lang)}")
    out.next("commons", "check", path)
    out.result(made.model_dump(mode="json", exclude_none=True))
