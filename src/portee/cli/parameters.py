"""portee parameters: the figures of the world that results rest on, with their sources."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from portee.cli.grouped import expand
from portee.cli.options import CommonOptions
from portee.cli.output import Output

if TYPE_CHECKING:
    from portee.core.parameters import Parameter, Value

__all__ = ["parameters"]

LONGEST_UNIT = 24
"""Letters of a unit that a table still shows; longer ones are told with the parameter's details."""


@expand
def parameters(
    common: CommonOptions,
    names: Annotated[
        list[str] | None,
        typer.Argument(
            help="Parameters to tell in full, such as energy.petrol, or all of a kind, such as energy; all otherwise.",
            show_default=False, metavar="NAME",
        ),
    ] = None,
    expired: Annotated[bool, typer.Option("--expired", help="Only those that should have been read again.")] = False,
    at: Annotated[
        str | None, typer.Option("--at", help="Date at which they are read, YYYY-MM-DD (default: today).",
                                 show_default=False),
    ] = None,
    file: Annotated[
        Path | None,
        typer.Option("--file", help="Own parameters (YAML), which replace and complete these.", show_default=False),
    ] = None,
) -> None:  # fmt: skip
    """List prices, rates and factors with value, unit, date and source, and tell those that are out of date.

    Example: portee parameters energy.petrol --at 2026-11-25
    """
    out = Output(common)
    from portee.core.parameters import Parameters, shipped_parameters
    from portee.services.asked import parse_date
    from portee.services.parameters_told import chosen_parameters, parameters_facts

    day = date.today() if at is None else parse_date(at, "--at")
    known = shipped_parameters()
    if file is not None:
        known = known.with_(Parameters.read(file))
    shown = chosen_parameters(known, names or (), day, expired=expired)
    _tell(out, shown, day, in_full=bool(names))
    out.result(parameters_facts(shown, day))


def _tell(out: Output, shown: dict[str, Parameter], day: date, *, in_full: bool) -> None:
    if not shown:
        out.say("parameters_none", day=day.isoformat())
        return
    late = [name for name in shown if shown[name].expired(day)]
    if in_full:
        for name, parameter in shown.items():
            _tell_one(out, name, parameter, day)
    else:
        heads = ("head_parameter", "head_value", "head_unit", "head_since", "head_until", "head_state")
        out.table([[out.text(head) for head in heads], *(_cells(out, name, shown[name], day) for name in shown)])
        out.line()
    unchecked = sum(not parameter.checked for parameter in shown.values())
    out.say("parameters_count", count=len(shown), day=day.isoformat(), expired=len(late), unchecked=unchecked)
    if late:
        out.say("parameters_expired", names=", ".join(late))
    if not in_full:
        out.say("parameters_more", command=f"portee parameters {next(iter(shown))}")


def _cells(out: Output, name: str, parameter: Parameter, day: date) -> list[str]:
    dated = parameter.dated(day)
    value = "–" if dated is None else _short(out, dated.value)
    until = "–" if parameter.expires is None else parameter.expires.isoformat()
    state = "out" if parameter.expired(day) else "ok" if parameter.checked else "quoted"
    return [
        name,
        value,
        parameter.unit if len(parameter.unit) <= LONGEST_UNIT else "–",
        "–" if dated is None else dated.from_.isoformat(),
        until,
        out.text(f"parameters_state_{state}"),
    ]


def _short(out: Output, value: Value) -> str:
    if isinstance(value, dict):
        if len(value) == 1:
            return " ".join(f"{key} {_number(out, number)}" for key, number in value.items())
        return out.text("parameters_several", count=len(value))
    if isinstance(value, list):
        return out.text("parameters_rows", count=len(value))
    return _number(out, value)


def _number(out: Output, value: float) -> str:
    """All digits of a figure as it was declared, with the decimal sign of the language."""
    text = f"{value:.12g}"
    return text if out.lang == "en" else text.replace(".", ",")


def _tell_one(out: Output, name: str, parameter: Parameter, day: date) -> None:
    out.line(f"{name}  {parameter.title.in_(out.lang)}")
    dated = parameter.dated(day)
    if dated is None:
        out.line("  " + out.text("parameters_later", day=day.isoformat()))
    else:
        since = {"unit": parameter.unit, "day": dated.from_.isoformat()}
        out.line("  " + out.text("parameters_since", value=_short(out, dated.value), **since))
        rows = dated.value if isinstance(dated.value, list) else []
        for row in rows:
            out.line("    " + ", ".join(f"{key} {_number(out, number)}" for key, number in row.items()))
        for key, number in dated.value.items() if isinstance(dated.value, dict) else ():
            out.line(f"    {key}  {_number(out, number)}")
    source = (dated.source if dated else None) or parameter.source
    accessed = out.text("parameters_accessed", day=source.accessed.isoformat()) if source.accessed else ""
    url = f", {source.url}" if source.url else ""
    out.line("  " + out.text("parameters_source", title=source.title, url=url, accessed=accessed))
    if source.licence:
        out.line("  " + out.text("parameters_licence", licence=source.licence))
    out.line("  " + out.text("parameters_checked" if parameter.checked else "parameters_unchecked"))
    if parameter.expires is None:
        out.line("  " + out.text("parameters_lasting"))
    else:
        key = "parameters_out" if parameter.expired(day) else "parameters_until"
        out.line("  " + out.text(key, day=parameter.expires.isoformat()))
    if parameter.note is not None:
        out.line("  " + out.text("parameters_note", text=parameter.note.in_(out.lang)))
    out.line()
