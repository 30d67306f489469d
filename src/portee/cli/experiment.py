"""portee experiment: plan an experiment, measure its effect, follow an uptake, choose where to begin."""

from __future__ import annotations

import math
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from portee.cli.grouped import expand
from portee.cli.options import CommonOptions, PlaceOptions
from portee.cli.output import Output

__all__ = ["app"]

app = typer.Typer(
    help="Plan an experiment, measure its effect, follow an uptake.", no_args_is_help=True, rich_markup_mode="rich",
    context_settings={"help_option_names": ["-h", "--help"]},
)  # fmt: skip

ProtocolArgument = Annotated[
    Path, typer.Argument(help="Protocol (YAML).", show_default=False, metavar="PROTOCOL")
]  # fmt: skip


class Staging(StrEnum):
    """Starts of the example."""

    together = "together"
    staggered = "staggered"
    single = "single"


@expand
def plan(protocol: ProtocolArgument, common: CommonOptions) -> None:
    """Tell whether an experiment could see what it looks for: power, sample, smallest effect, weaknesses.

    The power is computed by closed form, and again by drawing the experiment many times.

    Example: portee experiment plan protocol.yaml
    """
    out = Output(common)
    from portee.reports.wording import figure
    from portee.services.experiment.figures_told import percent
    from portee.services.experiment.plan import plan_experiment, plan_record
    from portee.services.experiment.told import axis_words, scale_of, unit_words

    found = plan_experiment(protocol)
    told = found.protocol
    out.say("experiment_planned", title=told.title.in_(out.lang), treated=found.treated, control=found.control)
    for one in found.planned:
        outcome = one.hypothesis.outcome
        scale, unit = scale_of(told, outcome), unit_words(told, outcome, out.lang)

        def size(effect: float, scale: float = scale, unit: str = unit) -> str:
            return f"{figure(scale * effect, out.lang, 2)} {unit}"

        out.line(one.hypothesis.statement.in_(out.lang))
        if found.single:
            out.say("experiment_single")
            continue
        if one.simulated is None:
            out.say("experiment_no_power" if found.control else "experiment_no_control")
        else:
            out.say(
                "experiment_power", effect=size(one.hypothesis.effect), power=percent(one.power, out.lang),
                simulated=out.number(100 * one.simulated.power, 1), error=out.number(100 * one.simulated.error, 1),
                draws=one.simulated.draws,
            )  # fmt: skip
        if one.needed is not None:
            out.say(
                "experiment_needed", treated=one.needed[0], control=one.needed[1],
                power=percent(told.sample.power, out.lang),
            )  # fmt: skip
        if not math.isnan(one.detectable):
            out.say("experiment_seen", effect=size(one.detectable))
    for axis in found.axes:
        out.line(f"- {axis_words(axis, told, out.lang)}")
    out.result(plan_record(found))


@expand
def effect(
    protocol: ProtocolArgument,
    measures: Annotated[
        Path,
        typer.Argument(
            help="Measures (CSV): columns unit, period, cluster where there is one, and each outcome.",
            show_default=False, metavar="MEASURES",
        ),
    ],
    output: Annotated[Path, typer.Option("--output", "-o", help="Result: .json.", show_default=False)],
    common: CommonOptions,
    page: Annotated[
        Path | None,
        typer.Option("--page", help="Also a page in plain words: .html, or .pdf for paper.", show_default=False),
    ] = None,
) -> None:  # fmt: skip
    """Measure what an experiment changed, with intervals, earlier trends, claims judged and what would improve it.

    Starts at different dates need the extra portee[experiments].

    Example: portee experiment effect protocol.yaml measures.csv -o effect.json --page effect.html
    """
    out = Output(common)
    from portee.reports.stream import check_ending
    from portee.services.experiment.effect import effect_record, experiment_effect, write_effect
    from portee.services.experiment.sheet import page_writer
    from portee.services.experiment.told import answer_words, axis_words, claim_words, how_sure

    check_ending(output, endings=(".json",))
    if page is not None:
        page_writer(page)
    found = experiment_effect(protocol, measures)
    write_effect(found, output, page, out.lang)
    told = found.verdict.protocol
    for one in found.verdict.found:
        out.line(answer_words(one, told, out.lang))
        for sentence in how_sure(one, told, out.lang):
            out.line(f"  {sentence}")
    for judged in found.verdict.judged:
        key = "experiment_held" if judged.held else "experiment_refused"
        out.say(key, claim=judged.claim.statement.in_(out.lang), why=claim_words(judged, out.lang))
    for text in dict.fromkeys(axis_words(axis, told, out.lang) for axis in found.axes):
        out.line(f"- {text}")
    out.say("experiment_written", path=output if page is None else f"{output}, {page}")
    out.result(effect_record(found))


@expand
def adoption(
    uptake: Annotated[
        Path,
        typer.Argument(
            help="New adopters (CSV): columns period, oldest first, and adopters.", show_default=False, metavar="UPTAKE"
        ),
    ],
    common: CommonOptions,
    ahead: Annotated[int, typer.Option("--ahead", min=0, max=1000, help="Periods expected after the last one.")] = 12,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", help="Result: .json.", show_default=False)
    ] = None,
) -> None:  # fmt: skip
    """Tell how an uptake goes on: who comes on their own, who follows others, how many in the end.

    Example: portee experiment adoption uptake.csv --ahead 6
    """
    out = Output(common)
    import json

    from portee.core.atomic import atomic_file
    from portee.reports.stream import check_ending
    from portee.services.experiment.adoption import fit_uptake, uptake_record
    from portee.services.experiment.figures_told import digits

    if output is not None:
        check_ending(output, endings=(".json",))
    found = fit_uptake(uptake, ahead=ahead)
    record = uptake_record(found)
    if output is not None:
        with atomic_file(output) as partial:
            partial.write_text(json.dumps(record, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    fit = found.fit
    seen = round(float(found.adopters.sum()))
    out.say("adoption_seen", count=seen, periods=fit.periods, first=found.periods[0], last=found.periods[-1])
    rows = [[out.text(key) for key in ("adoption_head", "adoption_estimate", "adoption_from", "adoption_to")]]
    for name in ("own", "pull", "total"):
        one = getattr(fit, name)
        rows.append([out.text(f"adoption_{name}"), *(digits(x, out.lang) for x in (one.estimate, one.low, one.high))])
    out.table(rows)
    out.say("adoption_past" if fit.past_peak else "adoption_before", peak=out.number(fit.law.peak, 1))
    if ahead:
        out.say("adoption_ahead", count=round(float(found.ahead.sum())), ahead=ahead)
    if output is not None:
        out.say("experiment_written", path=output)
    out.result(record)


@expand
def seeds(
    places: Annotated[
        Path, typer.Argument(help="Neighbourhoods: any file of points or polygons.", show_default=False)
    ],
    k: Annotated[int, typer.Option("-k", min=1, max=10_000, help="How many to begin with.", show_default=False)],
    within: Annotated[
        float,
        typer.Option("--within", help="Neighbourhoods see each other within these metres.", show_default=False),
    ],
    output: Annotated[
        Path, typer.Option("--output", "-o", help="Result: .csv, .gpkg, .parquet or .geojson.", show_default=False)
    ],
    columns: PlaceOptions,
    common: CommonOptions,
    residents: Annotated[
        str | None, typer.Option("--residents", help="Column that counts residents.", show_default=False)
    ] = None,
    influence: Annotated[
        float, typer.Option("--influence", help="Weight of all neighbours together, above 0, 1 at most.")
    ] = 0.8,
    adopted: Annotated[
        str | None,
        typer.Option(
            "--adopted",
            help="Column of the round in which each took up a like practice, 0 where it began, empty for never: "
            "the influence is fitted to it.",
            show_default=False,
        ),
    ] = None,
    draws: Annotated[int, typer.Option("--draws", min=1, help="How often it is drawn whom each follows.")] = 200,
    seed: Annotated[int, typer.Option("--seed", min=0, help="Seed of these draws.")] = 0,
) -> None:  # fmt: skip
    """Choose the neighbourhoods to begin with, so that a practice spreads to most people.

    Example: portee experiment seeds cells.gpkg -k 5 --within 1500 --residents residents -o seeds.gpkg
    """
    out = Output(common)
    from portee.reports.stream import check_ending
    from portee.reports.tables import write_table
    from portee.services.experiment.adoption import SEED_DOCS, plan_seeds, seeds_record
    from portee.sources.places import read_places

    check_ending(output)
    weight = residents or "@count"
    read = read_places(
        places, weights=[weight], id_column=columns.id_column, lon_column=columns.lon_column,
        lat_column=columns.lat_column, layer=columns.layer,
    )  # fmt: skip
    found = plan_seeds(
        read, k, within_m=within, residents=weight, influence=influence, adopted=adopted, draws=draws, seed=seed
    )  # fmt: skip
    record = seeds_record(found)
    frame = found.to_geodataframe()
    write_table(frame, output, provenance=record, column_docs=SEED_DOCS[out.lang])
    share = out.number(100 * found.plan.reached / max(float(found.people.sum()), 1e-300), 1)
    out.say("seeds_done", k=k, reached=round(found.plan.reached), share=share, path=output)
    rows = [[out.text(key) for key in ("head_rank", "head_name", "head_gained", "head_people")]]
    rows += [
        [str(row.rank), row.id, out.number(row.gained), out.percent(100 * row.share, 1)] for row in frame.itertuples()
    ]
    out.table(rows)
    if found.fitted is None:
        out.say("seeds_assumed", within=out.number(within), influence=out.number(influence, 2))
    else:
        weight_fit = found.fitted.weight
        low, middle, high = (out.number(x, 2) for x in (weight_fit.low, weight_fit.estimate, weight_fit.high))
        out.say("seeds_fitted", influence=middle, low=low, high=high, followers=found.fitted.followers)
    out.result({"path": str(output), **record, "seeds": frame.drop(columns="geometry").to_dict("records")})


@expand
def example(
    output: Annotated[Path, typer.Option("--output", "-o", help="New folder.", show_default=False)],
    common: CommonOptions,
    starts: Annotated[Staging, typer.Option("--starts", help="When units start.")] = Staging.together,
    seed: Annotated[int, typer.Option("--seed", min=0, help="The same seed makes the same files.")] = 1,
) -> None:
    """Write an example made by code: a protocol, measures with a planted effect, an uptake, neighbourhoods.

    Example: portee experiment example -o shuttle
    """
    out = Output(common)
    from portee.services.experiment.example_files import FILES, write_example

    write_example(output, starts.value, seed)
    out.say("example_done", path=output, files=", ".join(FILES))
    out.next("experiment", "plan", output / FILES[0])
    out.result({"path": str(output), "files": list(FILES), "starts": starts.value, "seed": seed})


for _name, _command in (
    ("plan", plan), ("effect", effect), ("adoption", adoption), ("seeds", seeds), ("example", example),
):  # fmt: skip
    app.command(_name)(_command)
