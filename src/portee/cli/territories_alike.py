"""portee territories similar, groups, letter, replicate: who is alike, why, and what would work there."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from portee.cli.grouped import expand
from portee.cli.options import CommonOptions
from portee.cli.output import Output

__all__ = ["groups", "letter", "replicate", "similar"]

RegisterArgument = Annotated[
    Path, typer.Argument(help="Register, made by portee territories import.", show_default=False)
]
CodeArgument = Annotated[str, typer.Argument(help="Code of your territory.", show_default=False)]
CompareOption = Annotated[
    Path | None,
    typer.Option(
        "--compare", help="Own set of variables with weights (YAML), in place of that of Portée.", show_default=False
    ),
]
MapOption = Annotated[Path | None, typer.Option("--map", help="Also draw a map: .html or .png.", show_default=False)]
EVERYONE = 1_000_000


@expand
def similar(
    register: RegisterArgument,
    code: CodeArgument,
    common: CommonOptions,
    k: Annotated[int, typer.Option("-k", min=1, help="How many.")] = 10,
    compare: CompareOption = None,
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", help="Table: .csv, .parquet, .gpkg or .geojson.", show_default=False),
    ] = None,
    map_path: MapOption = None,
) -> None:
    """Find the territories most like yours, and say why, variable by variable.

    Gower's distance, from 0 (alike) to 1; what is not known of both is left out and gives an interval.

    Example: portee territories similar qpv2015.parquet QP066007 -k 10 -o alike.csv --map alike.html
    """
    out = Output(common)
    from portee.cli.territories_told import tell_alike
    from portee.reports.result_map import write_sheet
    from portee.reports.stream import check_ending
    from portee.reports.tables import write_table
    from portee.services.territories.alike import ALIKE_DOCS, find_alike, set_of
    from portee.services.territories.facts import alike_facts
    from portee.services.territories.maps import alike_map, check_map_ending
    from portee.services.territories.saved import read_register, registry_record
    from portee.territory.geography import clean_code

    if output is not None:
        check_ending(output)
    if map_path is not None:
        check_map_ending(map_path)
    registry = read_register(register)
    found = find_alike(registry, clean_code(code), k, set_of(compare))
    record = registry_record(
        registry, "alike", code=found.code, k=k, compared=found.compared.model_dump(mode="json"), trials=found.trials
    )
    if output is not None:
        write_table(found.to_geodataframe(), output, provenance=record, column_docs=ALIKE_DOCS[out.lang])
    if map_path is not None:
        write_sheet(map_path, alike_map(found), lang=out.lang)
    tell_alike(out, found, output, map_path)
    if found.neighbours:
        first = found.neighbours[0].code
        out.next("territories", "letter", register, found.code, first, "-o", "letter.md")
    out.result(alike_facts(found))


@expand
def groups(
    register: RegisterArgument,
    common: CommonOptions,
    k: Annotated[
        int | None, typer.Option("-k", min=1, help="How many groups (default: of best mean silhouette, 2 to 8).")
    ] = None,
    compare: CompareOption = None,
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", help="Table: .csv, .parquet, .gpkg or .geojson.", show_default=False),
    ] = None,
    map_path: MapOption = None,
    draws: Annotated[
        int, typer.Option("--draws", min=1, help="How often a fifth of the territories is left out, for stability.")
    ] = 100,
    seed: Annotated[int, typer.Option("--seed", help="Seed of these draws.")] = 0,
) -> None:
    """Group the territories of a register around typical ones, and say how well the groups hold.

    Example: portee territories groups qpv2015.parquet -k 6 -o groups.csv --map groups.png
    """
    out = Output(common)
    from portee.cli.territories_told import tell_groups
    from portee.reports.result_map import write_sheet
    from portee.reports.stream import check_ending
    from portee.reports.tables import write_table
    from portee.services.territories.alike import set_of
    from portee.services.territories.facts import groups_facts
    from portee.services.territories.groups import GROUP_DOCS, group_territories
    from portee.services.territories.maps import check_map_ending, groups_map
    from portee.services.territories.saved import read_register, registry_record

    if output is not None:
        check_ending(output)
    if map_path is not None:
        check_map_ending(map_path)
    registry = read_register(register)
    with out.progress() as progress:
        found = group_territories(registry, k, set_of(compare), draws=draws, seed=seed, progress=progress)
    if output is not None:
        record = registry_record(
            registry, "groups", k=len(found.found.medoids), draws=draws, seed=seed,
            compared=found.compared.model_dump(mode="json"),
        )  # fmt: skip
        write_table(found.to_geodataframe(), output, provenance=record, column_docs=GROUP_DOCS[out.lang])
    if map_path is not None:
        write_sheet(map_path, groups_map(found), lang=out.lang)
    tell_groups(out, found, output, map_path)
    out.result(groups_facts(found))


@expand
def letter(
    register: RegisterArgument,
    code: CodeArgument,
    to: Annotated[str, typer.Argument(help="Code of the territory to write to.", show_default=False, metavar="TO")],
    output: Annotated[Path, typer.Option("--output", "-o", help="Letter: .md or .pdf.", show_default=False)],
    common: CommonOptions,
    compare: CompareOption = None,
    share: Annotated[
        list[str] | None,
        typer.Option("--share", help="What you can share, in a sentence. Repeatable.", show_default=False),
    ] = None,
) -> None:
    """Write to a territory like yours: why you are alike, what you can share, what you ask.

    The letter holds public figures of places, and no data about people. Its language is that of --lang.

    Example: portee territories letter qpv2015.parquet QP066007 QP031011 --share "Our shuttle's accounts." -o letter.pdf
    """
    out = Output(common)
    from portee.reports.letter import check_letter_ending, write_letter
    from portee.services.territories.alike import find_alike, set_of
    from portee.services.territories.letters import write_to
    from portee.services.territories.saved import read_register
    from portee.territory.geography import clean_code

    check_letter_ending(output)
    registry, chosen = read_register(register), set_of(compare)
    mine, theirs = clean_code(code), clean_code(to)
    everyone = find_alike(registry, mine, EVERYONE, chosen)
    made = write_to(everyone, theirs, share=share or (), lang=out.lang)
    write_letter(output, made)
    rank, found = next((k, one) for k, one in enumerate(everyone.neighbours, start=1) if one.code == theirs)
    out.say("letter_done", path=output, rank=rank, total=everyone.candidates)
    out.say("letter_fill")
    out.result({"path": str(output), "rank": rank, "candidates": everyone.candidates, "distance": found.distance})


@expand
def replicate(
    register: RegisterArgument,
    code: CodeArgument,
    practice: Annotated[
        Path,
        typer.Option(
            "--practice",
            help="File of the practice (YAML): title, territory, grade, driven_by, conditions.",
            show_default=False,
        ),
    ],
    common: CommonOptions,
    has: Annotated[
        list[str] | None, typer.Option("--has", help="A condition that you have. Repeatable.", show_default=False)
    ] = None,
    lacks: Annotated[
        list[str] | None, typer.Option("--lacks", help="A condition that you lack. Repeatable.", show_default=False)
    ] = None,
    compare: CompareOption = None,
    parameters: Annotated[
        Path | None,
        typer.Option("--parameters", help="Own factors (YAML), which replace those of Portée.", show_default=False),
    ] = None,
) -> None:
    """Work out whether a practice could work in your territory: likeness × conditions × evidence, as an interval.

    1 for the very same context, all conditions met and the best evidence; 0 when a hard condition is missing. It is
    no probability.

    Example: portee territories replicate qpv2015.parquet QP066007 --practice shuttle.yaml --has operator
    """
    out = Output(common)
    from portee.cli.territories_told import tell_replicated
    from portee.core.declared import read_declared
    from portee.core.parameters import Parameters, shipped_parameters
    from portee.services.territories.alike import set_of
    from portee.services.territories.facts import replicated_facts
    from portee.services.territories.replicate import DeclaredPractice
    from portee.services.territories.replicate import replicate as work_out
    from portee.services.territories.saved import read_register
    from portee.territory.geography import clean_code

    declared = read_declared(practice, DeclaredPractice)
    known = shipped_parameters() if parameters is None else shipped_parameters().with_(Parameters.read(parameters))
    found = work_out(
        read_register(register), declared, clean_code(code), has=has or (), lacks=lacks or (), compared=set_of(compare),
        parameters=known,
    )  # fmt: skip
    tell_replicated(out, found)
    out.result(replicated_facts(found))
