"""portee hub design: who would use which service of a hub, what they gain, and how sure that is."""

from __future__ import annotations

import os
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from portee.cli.grouped import expand
from portee.cli.options import CommonOptions, PlaceOptions
from portee.cli.output import Output

if TYPE_CHECKING:
    from portee.services.hubs.designed import DesignedHub

__all__ = ["design"]

WHO, MODEL, COSTS = "Who and where", "The model", "Costs of today's ways"
MOST_SWINGS = 5


class TableEnding(StrEnum):
    """Formats of tables."""

    csv = "csv"
    parquet = "parquet"


@expand
def design(
    hub: Annotated[
        str, typer.Argument(metavar="HUB", help="File of the hub (YAML), or the id of an example.", show_default=False)
    ],
    network: Annotated[
        Path, typer.Option("--network", help="Folder of the network.", show_default=False, rich_help_panel=WHO)
    ],
    territory: Annotated[
        Path,
        typer.Option(
            "--territory", help="Who lives where: INSEE Filosofi cells.", show_default=False, rich_help_panel=WHO
        ),
    ],
    opportunities: Annotated[
        list[Path],
        typer.Option(
            "--opportunities", help="What people want to reach: any file of points or polygons. Repeatable.",
            show_default=False, rich_help_panel=WHO,
        ),
    ],
    output: Annotated[
        Path,
        typer.Option(
            "--output", "-o", help="Folder for the plan with its use filled, the tables and design.json.",
            show_default=False,
        ),
    ],
    columns: PlaceOptions,
    common: CommonOptions,
    weight: Annotated[
        list[str] | None,
        typer.Option(
            "--weight", help="Column that counts one kind of opportunities; COLUMN=VALUE counts the places with that "
            "value (default: @count, all places). Repeatable.", show_default=False, rich_help_panel=WHO,
        ),
    ] = None,
    jobs: Annotated[
        str | None,
        typer.Option(
            "--jobs", help="Which of these kinds draws people to work, by its name in results (default: all).",
            show_default=False, rich_help_panel=WHO,
        ),
    ] = None,
    profiles: Annotated[
        list[str] | None,
        typer.Option(
            "--profiles", help="Kinds of residents: ids of profiles that come with Portée, or YAML files. Repeatable "
            "(default: all that come with Portée).", show_default=False, rich_help_panel=WHO,
        ),
    ] = None,
    offers: Annotated[
        str | None,
        typer.Option(
            "--offers", help="Fares: a YAML file, or the name of offers that come with Portée. Without it fares are "
            "not known, and public transport is counted as free.", show_default=False, rich_help_panel=WHO,
        ),
    ] = None,
    date: Annotated[
        str | None,
        typer.Option(
            "--date", help="Any date of the week, YYYY-MM-DD (default: a usual Tuesday of the timetable).",
            show_default=False, rich_help_panel=WHO,
        ),
    ] = None,
    within: Annotated[
        float | None,
        typer.Option(
            "--within", help="Minutes within which reach is told (default: what each profile accepts).",
            show_default=False, metavar="MIN", rich_help_panel=WHO,
        ),
    ] = None,
    merge_m: Annotated[
        float,
        typer.Option("--merge-m", help="Take opportunities of one square of so many metres as one place; 0: none.",
                     rich_help_panel=WHO),
    ] = 500.0,
    replace_use: Annotated[
        bool,
        typer.Option(
            "--replace-use/--keep-use", help="Let modelled use take the place of what the file says.",
            rich_help_panel=MODEL,
        ),
    ] = False,
    assume: Annotated[
        list[str] | None,
        typer.Option(
            "--assume", help="A value of your own for an assumption, such as considers=0.2. Repeatable.",
            show_default=False, metavar="NAME=VALUE", rich_help_panel=MODEL,
        ),
    ] = None,
    draws: Annotated[
        int, typer.Option("--draws", help="Draws of all assumptions together; 0: none.", rich_help_panel=MODEL)
    ] = 200,
    seed: Annotated[int, typer.Option("--seed", min=0, help="Seed of these draws.", rich_help_panel=MODEL)] = 0,
    transit_eur: Annotated[
        float | None,
        typer.Option("--transit-eur", help="EUR of a trip by public transport (default: from --offers).",
                     show_default=False, rich_help_panel=COSTS),
    ] = None,
    car_eur_km: Annotated[
        float | None,
        typer.Option("--car-eur-km", help="EUR of a kilometre by one's own car (default: from figures).",
                     show_default=False, rich_help_panel=COSTS),
    ] = None,
    parking_eur: Annotated[
        float | None,
        typer.Option("--parking-eur", help="EUR of parking by trip (default: from --offers).", show_default=False,
                     rich_help_panel=COSTS),
    ] = None,
    table: Annotated[TableEnding, typer.Option("--table", help="Format of the tables.")] = TableEnding.csv,
    threads: Annotated[
        int | None,
        typer.Option("--threads", min=1, help="Searches at a time (default: all cores).", show_default=False),
    ] = None,
) -> None:  # fmt: skip
    """Estimate who would use which service of a hub, when, what they gain, and which assumption matters most.

    The plan is written with its use filled, ready for portee hub accounts. Vehicles cap nothing here.

    Example: portee hub design fabriques --network euromed --territory filosofi_200m.csv --opportunities pois.csv
    --offers marseille -o fabriques-designed
    """
    out = Output(common)
    from portee.cli.asked import columns_of
    from portee.services.asked import parse_date
    from portee.services.hubs.design import design_hub
    from portee.services.hubs.design_asked import DesignAsked, resolved
    from portee.services.hubs.design_write import check_folder, design_facts, write_hub_design
    from portee.services.recognise import fitted
    from portee.world import World

    folder = check_folder(output)
    asked = DesignAsked(
        jobs=jobs, replace_use=replace_use, assume=_assumed(assume or []), draws=draws, seed=seed, merge_m=merge_m,
        within_min=within, transit_eur=transit_eur, car_eur_km=car_eur_km, parking_eur=parking_eur,
    )  # fmt: skip
    day = None if date is None else parse_date(date)
    world = World.open(network)
    to = resolved(
        world, hub, territory, opportunities, weight or ["@count"], profiles=profiles or [], offers=offers, day=day,
        asked=asked, columns=fitted(columns_of(columns), (territory, *opportunities)),
    )  # fmt: skip
    with out.progress() as progress:
        found = design_hub(to, threads=threads or os.cpu_count() or 1, progress=progress)
    files = write_hub_design(found, folder, ending=table.value, lang=out.lang)
    _tell(out, found)
    out.say("hub_design_written", path=files[0], folder=folder)
    out.result({**design_facts(found), "paths": [str(path) for path in files]})


def _assumed(texts: list[str]) -> dict[str, float]:
    from portee.core.errors import ParameterError, Where

    found = {}
    for text in texts:
        name, equals, value = text.partition("=")
        try:
            found[name.strip()] = float(value)
        except ValueError:
            equals = ""
        if not equals:
            raise ParameterError(
                f"'{text[:60]}' gives no assumption a value.", where=Where(field="--assume"),
                mend="Write considers=0.2.",
            )  # fmt: skip
    return found


def _tell(out: Output, found: DesignedHub) -> None:
    out.line(found.plan.title.in_(out.lang))
    heads = ("service", "tariff", "trips_year", "members", "vehicle_day", "written")
    rows = [[out.text(f"head_design_{name}") for name in heads]]
    for one in found.totals.iter_rows(named=True):
        rows.append(
            [
                one["service"], one["tariff"], out.number(one["trips_year"]), out.number(one["members"], 1),
                "" if one["trips_vehicle_day"] is None else out.number(one["trips_vehicle_day"], 2),
                "" if one["written_trips_year"] is None else out.number(one["written_trips_year"]),
            ]
        )  # fmt: skip
    out.table(rows)
    for one in found.intervals.filter(found.intervals["service"] == "").iter_rows(named=True):
        out.say(
            "hub_design_interval", draws=one["draws"], low=out.number(one["trips_year_p05"]),
            middle=out.number(one["trips_year_p50"]), high=out.number(one["trips_year_p95"]),
        )  # fmt: skip
    columns = ("assumption", "low", "high", "trips_low", "trips_high")
    rows = [[out.text(f"head_design_{name}") for name in columns]]
    for one in found.sensitivity.head(MOST_SWINGS).iter_rows(named=True):
        rows.append(
            [
                one["assumption"], _bound(out, one["low"]), _bound(out, one["high"]), out.number(one["trips_year_low"]),
                out.number(one["trips_year_high"]),
            ]
        )  # fmt: skip
    out.table(rows)
    for note in found.notes:
        out.say("result_note", text=note.in_(out.lang))


def _bound(out: Output, value: float) -> str:
    """With the digits that are declared, no more."""
    return out.number(value, len(f"{value:g}".partition(".")[2]))
