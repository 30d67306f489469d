"""portee commons replicate: whether a practice could work in a territory, from their records."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from portee.cli.commons.options import CommonsArgument, VersionOption
from portee.cli.grouped import expand
from portee.cli.options import CommonOptions
from portee.cli.output import Output

__all__ = ["replicate"]


@expand
def replicate(
    path: CommonsArgument,
    territory: Annotated[str, typer.Argument(help="Id of a territory.", show_default=False)],
    common: CommonOptions,
    practice: Annotated[
        str | None, typer.Argument(help="Id of a practice (default: all of them).", show_default=False)
    ] = None,
    at: VersionOption = None,
    compare: Annotated[
        Path | None,
        typer.Option("--compare", help="Own set of variables with their ranges (YAML).", show_default=False),
    ] = None,
    parameters: Annotated[
        Path | None,
        typer.Option("--parameters", help="Own factors (YAML), which replace those of Portée.", show_default=False),
    ] = None,
) -> None:
    """Work out whether practices could work in a territory: likeness × conditions × evidence, as an interval.

    One practice is told term by term, all of them as a list, the highest first. What the records do not tell widens
    the interval. It is no probability.

    Example: portee commons replicate my-commons territory/quartier-des-moulins practice/navette-des-moulins
    """
    out = Output(common)
    from portee.cli.territories_told import tell_all_replicated, tell_replicated
    from portee.core.errors import ParameterError
    from portee.core.parameters import Parameters, shipped_parameters
    from portee.services.territories.alike import set_of
    from portee.services.territories.facts import replicated_facts
    from portee.services.territories.replicate_records import replicate_all, replicate_records

    known = shipped_parameters() if parameters is None else shipped_parameters().with_(Parameters.read(parameters))
    chosen = None if compare is None else set_of(compare)
    if practice is not None:
        found = replicate_records(path, practice, territory, at=at, compared=chosen, parameters=known)
        tell_replicated(out, found)
        out.result(replicated_facts(found))
        return
    if at is not None:
        raise ParameterError("All practices are those on disk.", mend="Name one practice, or leave --at out.")
    with out.progress() as progress:
        answers, skipped = replicate_all(path, territory, compared=chosen, parameters=known, progress=progress)
    tell_all_replicated(out, answers, skipped)
    out.result(
        {
            "territory": territory,
            "practices": [{"practice": id, **replicated_facts(answer)} for id, answer in answers],
            "not_compared": list(skipped),
        }
    )
