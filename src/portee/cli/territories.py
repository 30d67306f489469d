"""portee territories: a register of neighbourhoods, its two geographies, and who is alike."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from portee.cli.commons.options import AuthorOption
from portee.cli.grouped import expand
from portee.cli.options import CommonOptions
from portee.cli.output import Output
from portee.cli.territories_alike import groups, letter, replicate, similar

__all__ = ["app"]

app = typer.Typer(
    help="Territories: register of neighbourhoods, old and new codes, who is alike and why.", no_args_is_help=True,
    rich_markup_mode="rich", context_settings={"help_option_names": ["-h", "--help"]},
)  # fmt: skip

LicenceOption = Annotated[
    str | None, typer.Option("--licence", help="Licence of these files, for the provenance.", show_default=False)
]


@expand
def import_register(
    output: Annotated[
        Path, typer.Option("--output", "-o", help="Register: .parquet, .gpkg or .geojson.", show_default=False)
    ],
    common: CommonOptions,
    perimeters: Annotated[
        list[Path] | None,
        typer.Option("--perimeters", help="Outlines of the neighbourhoods. Repeatable.", show_default=False),
    ] = None,
    figures: Annotated[
        list[Path] | None,
        typer.Option("--figures", help="Figures: .xlsx, .ods or .csv of INSEE. Repeatable.", show_default=False),
    ] = None,
    lists: Annotated[
        list[Path] | None,
        typer.Option("--list", help="Codes and names without outlines. Repeatable.", show_default=False),
    ] = None,
    sheet: Annotated[
        str | None, typer.Option("--sheet", help="Sheet of the workbooks (default: the first with codes).")
    ] = None,
    licence: LicenceOption = None,
) -> None:
    """Read the national files of priority neighbourhoods (QPV) into one register of one geography.

    Codes such as QP013001 are of the geography of 2015, QN01313M of that of 2024; a register holds one of them. A
    file whose geometry is the municipality's is refused as outlines, and read as a list.

    Example: portee territories import --perimeters qpv_2015.geojson --figures qpv_2015.xlsx -o qpv2015.parquet
    """
    out = Output(common)
    from portee.reports.notes import dropped_text, note_texts
    from portee.services.territories.importing import import_register as read_all
    from portee.services.territories.saved import check_register_ending, write_register

    check_register_ending(output)
    with out.progress() as progress:
        registry = read_all(
            perimeters=perimeters or (), figures=figures or (), lists=lists or (), sheet=sheet, licence=licence,
            progress=progress,
        )  # fmt: skip
    write_register(output, registry, out.lang)
    outlined = int(registry.has_perimeter.sum())
    out.say(
        "territories_imported", count=len(registry), vintage=str(registry.vintage), outlines=outlined,
        figures=registry.figures.width, path=output,
    )  # fmt: skip
    for source in registry.provenance:
        for note in note_texts(source.notes[1:], out.lang):
            out.line(f"- {source.file}: {note}")
        for dropped in source.dropped:
            what, why = dropped_text(dropped, out.lang)
            out.say("territories_dropped", file=source.file, count=dropped.count, what=what, why=why)
    out.next("territories", "similar", output, registry.codes[0])
    out.result(
        {
            "path": str(output), "vintage": registry.vintage, "territories": len(registry), "outlines": outlined,
            "figures": registry.figures.columns, "sources": [source.to_dict() for source in registry.provenance],
        }
    )  # fmt: skip


@expand
def list_register(
    register: Annotated[Path, typer.Argument(help="Register, made by portee territories import.", show_default=False)],
    common: CommonOptions,
    department: Annotated[
        str | None, typer.Option("--department", help="Only those of a department: 13, 2A, 974.", show_default=False)
    ] = None,
    named: Annotated[
        str | None, typer.Option("--named", help="Only those with these letters in name or town.", show_default=False)
    ] = None,
) -> None:
    """List the territories of a register: code, name, residents, and how many figures are known.

    Example: portee territories list qpv2015.parquet --department 66
    """
    out = Output(common)
    from portee.services.territories.facts import listed_rows
    from portee.services.territories.saved import read_register

    registry = read_register(register)
    rows = listed_rows(registry, department, named)
    out.say("territories_listed", count=len(rows), total=len(registry), vintage=str(registry.vintage))
    if rows:
        head = [out.text(name) for name in ("head_territory", "head_code", "head_residents", "head_figures")]
        body = [
            [row["label"], row["code"], "–" if row["residents"] is None else out.number(row["residents"]),
             f"{row['known']}/{registry.figures.width}"]
            for row in rows
        ]  # fmt: skip
        out.table([head, *body])
    out.result({"vintage": registry.vintage, "territories": rows})


@expand
def show(
    register: Annotated[Path, typer.Argument(help="Register, made by portee territories import.", show_default=False)],
    code: Annotated[str, typer.Argument(help="Code of the territory.", show_default=False)],
    common: CommonOptions,
) -> None:
    """Show what is known of one territory: where it lies, its figures, and the median of the register beside each.

    Example: portee territories show qpv2015.parquet QP066007
    """
    out = Output(common)
    from portee.cli.territories_told import tell_territory
    from portee.services.territories.facts import territory_facts
    from portee.services.territories.saved import read_register
    from portee.territory.geography import clean_code

    registry = read_register(register)
    row = registry.row(clean_code(code))
    tell_territory(out, registry, row)
    out.result(territory_facts(registry, row))


@expand
def record(
    register: Annotated[Path, typer.Argument(help="Register, made by portee territories import.", show_default=False)],
    code: Annotated[str, typer.Argument(help="Code of the territory.", show_default=False)],
    into: Annotated[Path, typer.Option("--commons", help="Folder of the commons.", show_default=False)],
    author: AuthorOption,
    seen: Annotated[
        str, typer.Option("--seen", help="Day on which the files were taken, YYYY-MM-DD.", show_default=False)
    ],
    common: CommonOptions,
) -> None:
    """Lay a territory in a commons as a record: code, centre, figures with their source.

    Its enabling conditions are left to people; portee commons replicate then weighs practices for it. The licences
    given at import are kept where they are SPDX names such as etalab-2.0.

    Example: portee territories record qpv2015.parquet QP066007 --commons my-commons --author Mimosa --seen 2026-11-25
    """
    out = Output(common)
    from portee.services.territories.commons_record import lay_territory, territory_record
    from portee.services.territories.saved import read_register
    from portee.territory.geography import clean_code

    made = territory_record(read_register(register), clean_code(code), author, seen)
    path = lay_territory(into, made)
    out.say("record_laid", path=path)
    out.next("commons", "replicate", into, made.id)
    out.result({"path": str(path), "id": made.id})


@expand
def crosswalk(
    old: Annotated[Path, typer.Argument(help="Register of the old geography, with outlines.", show_default=False)],
    new: Annotated[Path, typer.Argument(help="Register of the new geography, with outlines.", show_default=False)],
    output: Annotated[Path, typer.Option("--output", "-o", help="Crosswalk: .csv or .parquet.", show_default=False)],
    common: CommonOptions,
    sliver: Annotated[
        float, typer.Option("--sliver", help="Share of both areas under which a common part does not count.")
    ] = 0.01,
) -> None:
    """Measure which share of each old neighbourhood's area lies in which new one.

    Areas are measured in a projection that keeps them; the shares of one code sum to 1 at most; what two drawings of
    one border leave is told apart.

    Example: portee territories crosswalk qpv2015.parquet qpv2024.parquet -o crosswalk.csv
    """
    out = Output(common)
    from portee.reports.notes import note_texts
    from portee.reports.stream import check_ending
    from portee.services.territories.facts import crosswalk_facts
    from portee.services.territories.saved import read_register, write_crosswalk
    from portee.territory.crosswalk import area_crosswalk

    check_ending(output)
    before, after = read_register(old), read_register(new)
    with out.progress() as progress:
        progress.start("territories_crosswalk", None)
        found = area_crosswalk(before, after, sliver=sliver)
        progress.done()
    write_crosswalk(output, found, before, after, out.lang)
    facts = crosswalk_facts(found)
    out.say("crosswalk_done", path=output, **{name: facts[name] for name in ("old", "new", "pieces")})
    out.say("crosswalk_kinds", **{name: facts[name] for name in ("whole", "parts", "gone", "born")})
    if found.slivers:
        out.say("crosswalk_slivers", count=len(found.slivers), share=out.number(100 * sliver, 1))
    if found.without_outline:
        out.say("crosswalk_without", count=len(found.without_outline), codes=", ".join(found.without_outline[:5]))
    for note in note_texts(found.notes, out.lang):
        out.line(f"- {note}")
    out.result({"path": str(output), **facts, "notes": list(found.notes)})


@expand
def carry(
    old: Annotated[Path, typer.Argument(help="Register of the old geography, with figures.", show_default=False)],
    new: Annotated[Path, typer.Argument(help="Register of the new geography.", show_default=False)],
    output: Annotated[
        Path, typer.Option("--output", "-o", help="Register: .parquet, .gpkg or .geojson.", show_default=False)
    ],
    through: Annotated[
        Path, typer.Option("--through", help="Crosswalk, made by portee territories crosswalk.", show_default=False)
    ],
    common: CommonOptions,
    least: Annotated[
        float, typer.Option("--least", help="Share of a new neighbourhood that must have been in old ones.")
    ] = 0.5,
) -> None:
    """Estimate the figures of the old neighbourhoods for the new ones, by shares of area.

    Counts are summed, rates are means weighted by residents; both suppose that people live evenly over each old
    neighbourhood, and are called estimates.

    Example: portee territories carry qpv2015.parquet qpv2024.parquet --through crosswalk.csv -o estimated.parquet
    """
    out = Output(common)
    from portee.core.errors import ParameterError
    from portee.services.territories.saved import (
        check_register_ending,
        read_crosswalk,
        read_register,
        write_register,
    )
    from portee.territory.carried import carried

    check_register_ending(output)
    if not 0 < least <= 1:
        raise ParameterError("The share to be covered lies above 0 and up to 1.", mend="Give --least 0.5.")
    before, after = read_register(old), read_register(new)
    walk, read = read_crosswalk(through)
    found = carried(before, after, walk, least=least, source=read)
    write_register(output, found.registry, out.lang)
    enough = int((found.covered >= least).sum())
    out.say("carried_done", count=enough, total=len(after), path=output, vintage=str(after.vintage))
    out.say("carried_estimates", share=out.number(100 * least))
    out.result(
        {
            "path": str(output), "vintage": after.vintage, "with_figures": enough, "territories": len(after),
            "covered": {
                code: float(share) for code, share in zip(after.codes.tolist(), found.covered, strict=True)
            },
        }
    )  # fmt: skip


for _name, _command in (
    ("import", import_register),
    ("list", list_register),
    ("show", show),
    ("record", record),
    ("crosswalk", crosswalk),
    ("carry", carry),
    ("similar", similar),
    ("groups", groups),
    ("letter", letter),
    ("replicate", replicate),
):
    app.command(_name)(_command)
