"""portee commons ladder: who knows a service, can reach it, pay it, uses it, is respected there."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from portee.cli.grouped import expand
from portee.cli.options import CommonOptions
from portee.cli.output import Output

__all__ = ["ladder"]


@expand
def ladder(
    survey: Annotated[Path, typer.Argument(help="Answers (CSV).", show_default=False, metavar="SURVEY")],
    common: CommonOptions,
    output: Annotated[
        Path | None, typer.Option("-o", "--output", help="CSV of the shares to write.", show_default=False)
    ] = None,
    measures: Annotated[
        Path | None,
        typer.Option("--measures", help="Commons to save the shares in, as measures.", show_default=False),
    ] = None,
    indicator: Annotated[
        str | None, typer.Option("--indicator", help="Indicator of these measures.", show_default=False)
    ] = None,
    level: Annotated[int, typer.Option("--level", help="Measures tell the share at this level or above.")] = 3,
    date: Annotated[
        str | None, typer.Option("--date", help="Day of the survey, YYYY-MM-DD.", show_default=False)
    ] = None,
    author: Annotated[
        str | None,
        typer.Option(
            "--author", envvar="PORTEE_AUTHOR", show_default=False,
            help="Name of your choice under which you are credited; no address.",
        ),
    ] = None,
) -> None:  # fmt: skip
    """Work out the ladder of mastery of services from a survey: shares by group and neighbourhood, with intervals.

    Columns: id, group, neighbourhood, service, know, access, afford, use, respect (yes, no). Groups of fewer than 11
    people are hidden, and others with them, so that no small one can be found from the totals.

    Example: portee commons ladder survey.csv -o ladder.csv
    """
    out = Output(common)
    from portee.commons.ladder.ladder import ladders, ladders_csv
    from portee.commons.ladder.measured import save_measures
    from portee.commons.ladder.rungs import CATEGORIES, UNAWARE
    from portee.commons.ladder.survey import read_survey
    from portee.core.atomic import atomic_file
    from portee.core.errors import ParameterError
    from portee.services.commons_reading.facts import ladders_facts

    if measures is not None and not (indicator and date and author):
        raise ParameterError("Measures need more.", where="--measures", mend="Give --indicator, --date and --author.")
    found = ladders(read_survey(survey))
    saved: list[str] = []
    if measures is not None and indicator and date and author:
        saved = save_measures(measures, found, indicator, level, date, author)
    if output is not None:
        with atomic_file(output) as partial:
            partial.write_text(ladders_csv(found), encoding="utf-8")
    names = [out.text(f"ladder_{'unaware' if category == UNAWARE else category}") for category in CATEGORIES]
    for one in found:
        out.say("ladder_of", service=one.service)
        rows = [[out.text("ladder_who"), out.text("ladder_people"), *names]]
        for standing in one.standings:
            who = f"{standing.group or out.text('ladder_all')}, {standing.neighbourhood or out.text('ladder_all')}"
            if standing.people is None:
                rows.append([who, out.text("ladder_hidden"), *("" for _ in CATEGORIES)])
                continue
            shares = [out.percent(100 * standing.share(category)[0]) for category in CATEGORIES]
            rows.append([who, out.number(standing.people), *shares])
        out.table(rows)
        for key, count in (("ladder_unanswered", one.unanswered), ("ladder_above", one.above)):
            if count != 0:
                out.say(key, count=out.text("ladder_few") if count is None else count)
    out.say("ladder_rule")
    if saved:
        out.say("ladder_saved", count=len(saved))
    out.result({"ladders": ladders_facts(found), "measures": saved})
