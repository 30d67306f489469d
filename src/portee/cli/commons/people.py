"""portee commons people: who does which mission, when things happen, which requests wait for an answer."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from portee.cli.commons.options import CommonsArgument
from portee.cli.grouped import expand
from portee.cli.options import CommonOptions
from portee.cli.output import Output

__all__ = ["app"]

app = typer.Typer(
    help="Volunteers and missions, events, mutual aid.\n\nBegin with: portee commons people help PATH",
    no_args_is_help=True, rich_markup_mode="rich", context_settings={"help_option_names": ["-h", "--help"]},
)  # fmt: skip


@expand
def assign(
    path: CommonsArgument,
    volunteers: Annotated[
        Path,
        typer.Argument(
            help="Private list (CSV), outside the commons: id, skills, hours, from, until.", show_default=False,
            metavar="VOLUNTEERS",
        ),
    ],
    common: CommonOptions,
    output: Annotated[
        Path | None,
        typer.Option("-o", "--output", help="CSV to write, outside the commons.", show_default=False),
    ] = None,
) -> None:  # fmt: skip
    """Assign volunteers to open missions: as many places filled as can be, then the load shared; nobody twice at once.

    The list stays with you: nothing of it enters the commons.

    Example: portee commons people assign my-commons ../volunteers.csv -o ../assignment.csv
    """
    out = Output(common)
    import csv

    from portee.commons.network.assignment import assign as assigned
    from portee.commons.network.gathered import records_of
    from portee.commons.network.volunteers import check_apart, read_volunteers
    from portee.commons.records.event import Event
    from portee.commons.records.mission import Mission
    from portee.core.atomic import atomic_file

    check_apart(path, volunteers, *([output] if output else []))
    found = assigned(read_volunteers(volunteers), records_of(path, Mission), records_of(path, Event))
    if output is not None:
        with atomic_file(output) as partial, partial.open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file, lineterminator="\n")
            writer.writerow(["mission", "volunteer"])
            writer.writerows((mission, one) for mission, ids in found.by_mission.items() for one in ids)
    out.say("assigned", filled=found.filled, wanted=found.wanted)
    rows = [[out.text("head_mission"), out.text("head_volunteers")]]
    rows += [[mission, ", ".join(ids) or "–"] for mission, ids in found.by_mission.items()]
    if len(rows) > 1:
        out.table(rows)
    for gap in found.unfilled:
        out.say(f"unfilled_{gap.why}", mission=gap.mission, places=gap.places)
    out.result(
        {
            "by_mission": {mission: list(ids) for mission, ids in found.by_mission.items()}, "filled": found.filled,
            "wanted": found.wanted, "unfilled": [vars(gap) for gap in found.unfilled],
        }
    )  # fmt: skip


@expand
def calendar(
    path: CommonsArgument,
    common: CommonOptions,
    output: Annotated[Path, typer.Option("-o", "--output", help="Calendar (.ics) to write.", show_default=False)],
) -> None:
    """Write the events of a commons as a calendar that any calendar program reads.

    Example: portee commons people calendar my-commons -o events.ics
    """
    out = Output(common)
    from datetime import UTC, datetime

    from portee.commons.network.event_calendar import calendar_text
    from portee.commons.network.gathered import records_of
    from portee.commons.records.event import Event
    from portee.commons.repository.repository import Commons
    from portee.core.atomic import atomic_file

    commons = Commons.open(path)
    head = commons.head()
    moment = int(commons.repository[head.commit].commit_time) if head else 0  # type: ignore[attr-defined]
    events = records_of(path, Event)
    text = calendar_text(events, commons.manifest().name, datetime.fromtimestamp(moment, UTC), out.lang)
    with atomic_file(output) as partial:
        partial.write_text(text, encoding="utf-8", newline="")
    out.say("calendar_written", path=output, count=len(events))
    out.result({"path": str(output), "events": [str(event.id) for event in events]})


@expand
def help_requests(
    path: CommonsArgument,
    common: CommonOptions,
    date: Annotated[
        str | None, typer.Option("--date", help="Day to reckon from, YYYY-MM-DD (default: today).", show_default=False)
    ] = None,
) -> None:
    """Tell which requests for help nobody has answered, which are beyond their days, and who is asked next.

    Example: portee commons people help my-commons --date 2026-12-01
    """
    out = Output(common)
    import datetime

    from portee.commons.network.gathered import records_of
    from portee.commons.network.help_requests import unanswered
    from portee.commons.records.help import Help
    from portee.core.errors import ParameterError
    from portee.services.commons_reading.facts import help_facts

    try:
        today = datetime.date.fromisoformat(date) if date else datetime.date.today()
    except ValueError:
        raise ParameterError("This is no day.", where="--date", mend="Write it as 2026-12-01.") from None
    found = unanswered(records_of(path, Help), today)
    out.say("help_waiting" if found else "help_none", count=len(found), late=sum(one.late for one in found))
    for one in found:
        out.line(f"\n{one.request.title.in_(out.lang)} ({one.request.id})")
        out.say("help_days", days=one.days)
        if one.asked is not None:
            out.say("help_asked", who=one.asked)
        if one.next is not None:
            out.say("help_next", who=one.next, on=one.on.isoformat())
        elif one.is_last:
            out.say("help_last")
        elif not one.request.escalates_to:
            out.say("help_nobody")
    out.result(help_facts(found))


for _name, _command in (("assign", assign), ("calendar", calendar), ("help", help_requests)):
    app.command(_name)(_command)
