"""portee modal: who takes which mode, before and after scenarios, year by year, beside the targets of a plan."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from portee.cli.grouped import expand
from portee.cli.options import CommonOptions, NetworkArgument, PlaceOptions, RoutingOptions
from portee.cli.output import Output

__all__ = ["modal"]

WHO, COSTS, IFS = "Who goes where", "What it costs", "What if"
_DAY = re.compile(r"(\d{1,2})-(\d{1,2})", re.ASCII)


class Distribution(StrEnum):
    """How trips are shared among destinations."""

    origin = "origin"
    both = "both"


class CarEnergy(StrEnum):
    """What cars run on."""

    petrol = "petrol"
    diesel = "diesel"
    hybrid = "hybrid"
    plug_in_hybrid = "plug_in_hybrid"
    electric = "electric"
    lpg = "lpg"


@dataclass(frozen=True)
class TripOptions:
    """Who goes where."""

    weight: Annotated[
        str,
        typer.Option(
            "--weight", help="Column that counts opportunities, @count all places.", rich_help_panel=WHO,
        ),
    ] = "@count"  # fmt: skip
    residents: Annotated[
        str | None,
        typer.Option(
            "--residents", help="Column of the origins that counts residents.", show_default=False, rich_help_panel=WHO
        ),
    ] = None
    without_car: Annotated[
        str | None,
        typer.Option(
            "--without-car", help="Residents without a car: a column of the origins that counts them, or one share for "
            "all, such as 0.35.", show_default=False, metavar="COLUMN|SHARE", rich_help_panel=WHO,
        ),
    ] = None  # fmt: skip
    group: Annotated[
        str | None,
        typer.Option(
            "--group", help="Column of the origins to tell apart by.", show_default=False, rich_help_panel=WHO
        ),
    ] = None
    trips: Annotated[
        float, typer.Option("--trips", help="Trips there that each resident makes in a day.", rich_help_panel=WHO)
    ] = 1.0
    distribution: Annotated[
        Distribution,
        typer.Option(
            "--distribution", help="Gravity model: by origin, or by both ends so that every destination receives its "
            "part.", rich_help_panel=WHO,
        ),
    ] = Distribution.origin  # fmt: skip
    decay: Annotated[
        str,
        typer.Option(
            "--decay", help="How opportunities count less with time: half_life=20, power, logistic.",
            rich_help_panel=WHO,
        ),
    ] = "half_life=20"  # fmt: skip
    flows: Annotated[
        Path | None,
        typer.Option(
            "--flows", help="Counted trips instead of a gravity model: .csv or .parquet with origin, destination, "
            "trips.", show_default=False, rich_help_panel=WHO,
        ),
    ] = None  # fmt: skip
    merge_m: Annotated[
        float,
        typer.Option(
            "--merge-m", help="Take opportunities of one square of so many metres as one place: faster, less exact.",
            rich_help_panel=WHO,
        ),
    ] = 0.0  # fmt: skip


@dataclass(frozen=True)
class CostOptions:
    """What it costs."""

    offers: Annotated[
        str | None,
        typer.Option(
            "--offers", help="Fares and prices: a YAML file, or the name of offers that come with Portée.",
            show_default=False, metavar="FILE", rich_help_panel=COSTS,
        ),
    ] = None  # fmt: skip
    transit_eur: Annotated[
        float | None,
        typer.Option(
            "--transit-eur", help="Euros of a trip by public transport, instead of the pass of the offers.",
            show_default=False, rich_help_panel=COSTS,
        ),
    ] = None  # fmt: skip
    trips_month: Annotated[
        float | None,
        typer.Option(
            "--trips-month", help="Trips a month over which a pass is spread (default: to work and back, five days a "
            "week).", show_default=False, rich_help_panel=COSTS,
        ),
    ] = None  # fmt: skip
    car_energy: Annotated[
        CarEnergy, typer.Option("--car-energy", help="What the cars run on.", rich_help_panel=COSTS)
    ] = CarEnergy.petrol
    car_eur_km: Annotated[
        float | None,
        typer.Option(
            "--car-eur-km", help="Euros of a car by kilometre, instead of energy and upkeep.", show_default=False,
            rich_help_panel=COSTS,
        ),
    ] = None  # fmt: skip
    parking_eur: Annotated[
        float | None,
        typer.Option(
            "--parking-eur", help="Euros of parking a car by trip, instead of the offers.", show_default=False,
            rich_help_panel=COSTS,
        ),
    ] = None  # fmt: skip


@dataclass(frozen=True)
class ScenarioOptions:
    """What if."""

    scenario: Annotated[
        list[str] | None,
        typer.Option(
            "--scenario", help="Scenario file, or the id of a replay. Repeatable.", show_default=False,
            rich_help_panel=IFS,
        ),
    ] = None  # fmt: skip
    year: Annotated[
        list[int] | None,
        typer.Option("--year", help="Year of a series. Repeatable.", show_default=False, rich_help_panel=IFS),
    ] = None
    as_of: Annotated[
        str,
        typer.Option(
            "--as-of", help="Month and day of each year on which modifications must hold.", metavar="MM-DD",
            rich_help_panel=IFS,
        ),
    ] = "06-01"  # fmt: skip
    targets: Annotated[
        str | None,
        typer.Option(
            "--targets", help="Plan whose targets are followed: a YAML file, or the name of a plan that comes with "
            "Portée.", show_default=False, metavar="FILE", rich_help_panel=IFS,
        ),
    ] = None  # fmt: skip
    observed: Annotated[
        str | None,
        typer.Option(
            "--observed", help="Shares to calibrate on, in percent: walk=33,bicycle=1,public_transport=11,car=55; or a "
            "plan that tells what was observed.", show_default=False, rich_help_panel=IFS,
        ),
    ] = None  # fmt: skip


@expand
def modal(
    network: NetworkArgument,
    origins: Annotated[
        Path, typer.Option("--origins", help="Where people live: any file of points or polygons.", show_default=False)
    ],
    opportunities: Annotated[
        list[Path], typer.Option("--opportunities", help="Where they go. Repeatable.", show_default=False)
    ],
    output: Annotated[Path, typer.Option("--output", "-o", help="Result: .csv or .parquet.", show_default=False)],
    who: TripOptions,
    costs: CostOptions,
    ifs: ScenarioOptions,
    routing: RoutingOptions,
    columns: PlaceOptions,
    common: CommonOptions,
    zones: Annotated[
        Path | None,
        typer.Option(
            "--zones",
            help="Also the shares of each origin, for a map: .gpkg, .parquet, .csv or .geojson.",
            show_default=False,
        ),
    ] = None,
    page: Annotated[
        Path | None,
        typer.Option("--page", help="Also a page in plain words: .html, or .pdf for paper.", show_default=False),
    ] = None,
    bounds: Annotated[
        bool,
        typer.Option(
            "--bounds", help="Also tell what scenarios change at the low and high bound of each figure of the model."
        ),
    ] = False,
    percentile: Annotated[
        float, typer.Option("--percentile", help="Percentile of travel time by public transport over the window.")
    ] = 50.0,
    threads: Annotated[
        int | None,
        typer.Option("--threads", min=1, help="Searches at a time (default: all cores).", show_default=False),
    ] = None,
) -> None:
    """Estimate how many trips are made on foot, by bicycle, by public transport and by car, and the kilometres.

    A simple model of the choice of modes, to compare scenarios with each other and to follow a mobility plan.

    Example: portee modal marseille --origins cells.gpkg --opportunities jobs.csv --weight jobs --residents residents
    --date 2026-09-08 --depart 07:30 --offers marseille --observed aix-marseille-provence --scenario tram.yaml
    --year 2027 --year 2030 --targets aix-marseille-provence -o shares.csv
    """
    out = Output(common)

    from portee.cli.asked import columns_of
    from portee.cli.modal_told import tell_modal
    from portee.core.errors import ParameterError, Where
    from portee.indicators.declared import parse_decay
    from portee.reports.stream import check_ending
    from portee.reports.tables import write_table
    from portee.services.asked import travel_of, window_of
    from portee.services.gather import gather, gather_kinds
    from portee.services.modal.asked import ModalAsked
    from portee.services.modal.compute import compute_modal
    from portee.services.modal.flows import read_flows
    from portee.services.modal.plan import observed_shares, open_targets
    from portee.services.modal.record import modal_docs, modal_frame, modal_record, zone_docs, zone_frame
    from portee.services.modal.sheet import check_modal_page, write_modal_page
    from portee.services.offers import read_offers
    from portee.services.recognise import fitted
    from portee.services.scenario_files import open_scenario
    from portee.world import World

    check_ending(output, endings=(".csv", ".parquet"))
    if zones is not None:
        check_ending(zones)
    if page is not None:
        check_modal_page(page)
    if routing.mode.value != "transit":
        raise ParameterError(
            "All four modes are compared.", where=Where(field="--mode"), mend="Leave out --mode."
        )  # fmt: skip
    seen = None
    observed = None
    if ifs.observed is not None:
        observed, seen = observed_shares(ifs.observed)
    asked = ModalAsked(
        who.weight, who.residents, _share(who.without_car), who.group, who.trips, who.distribution.value,
        parse_decay(who.decay), percentile, costs.car_energy.value, costs.transit_eur, costs.car_eur_km,
        costs.parking_eur, costs.trips_month, observed, who.merge_m,
    )  # fmt: skip
    targets = None if ifs.targets is None else open_targets(ifs.targets)
    as_of, years = _month_day(ifs.as_of), sorted(set(ifs.year or ()))
    world = World.open(network)
    travel, window = travel_of(routing), window_of(routing, world)
    assert window is not None
    world = world.replace(offers=None if costs.offers is None else read_offers(costs.offers, world.network))
    opened = [open_scenario(name, world, lang=out.lang) for name in ifs.scenario or ()]
    flows = None if who.flows is None else read_flows(who.flows)
    meant = fitted(columns_of(columns), (origins, *opportunities))
    counted = [name for name in (who.residents, asked.without_car) if isinstance(name, str)]
    homes = gather(origins, world.network, columns=meant[0], weights=counted)
    kinds = gather_kinds(opportunities, world.network, weights=[who.weight], columns=meant[1:])
    with out.progress() as progress:
        found = compute_modal(
            world, homes, kinds, asked, travel, window, window.day, scenarios=[one.scenario for one in opened],
            years=years, as_of=as_of, targets=targets, flows=flows,
            notes=[note for one in opened for note in one.notes], bounds=bounds,
            threads=threads or os.cpu_count() or 1, told=progress,
        )  # fmt: skip
    record = modal_record(
        world.network, found, {"origins": homes, **kinds}, travel, window, scenarios=[one.scenario for one in opened],
        parameters={
            "years": years, "as_of": ifs.as_of, "offers": costs.offers,
            "flows": None if flows is None or flows.provenance is None else flows.provenance.to_dict(),
            "observed_in": None if seen is None else {"year": seen.year, "source": seen.source.title},
        },
    )  # fmt: skip
    write_table(modal_frame(found), output, provenance=record, column_docs=modal_docs(out.lang))
    if zones is not None:
        write_table(
            zone_frame(found), zones, provenance=record, column_docs=zone_docs(found, out.lang)
        )  # fmt: skip
    if page is not None:
        write_modal_page(page, found, out.lang)
    tell_modal(out, output, found, zones=zones, seen=seen, page=page)


def _share(text: str | None) -> str | float | None:
    """A share, or the name of a column."""
    if text is None:
        return None
    try:
        return float(text)
    except ValueError:
        return text


def _month_day(text: str) -> tuple[int, int]:
    from datetime import date

    from portee.core.errors import ParameterError, Where

    found = _DAY.fullmatch(text.strip())
    try:
        # 2001 is no leap year: the day is one of every year.
        day = date(2001, int(found[1]), int(found[2])) if found else None
    except ValueError:
        day = None
    if day is None:
        raise ParameterError(
            f"'{text[:20]}' is no day of the year.",
            where=Where(field="--as-of"),
            mend="Write month-day, such as 06-01.",
        )
    return day.month, day.day
