from __future__ import annotations

import inspect
from dataclasses import dataclass
from typing import Annotated

import pytest
import typer
from typer.testing import CliRunner

from portee.cli.grouped import expand
from portee.core.progress import Cancelled


@dataclass(frozen=True)
class Speed:
    """A group."""

    walk: Annotated[float, typer.Option("--walk", help="km/h")] = 3.6
    run: Annotated[bool, typer.Option("--run", help="or not")] = False


def test_a_group_appears_as_its_options_and_arrives_whole() -> None:
    seen: list[tuple[str, Speed]] = []

    @expand
    def go(name: Annotated[str, typer.Argument()], speed: Speed) -> None:
        """Go."""
        seen.append((name, speed))

    assert list(inspect.signature(go).parameters) == ["name", "walk", "run"]
    assert go.__name__ == "go"
    assert go.__doc__ == "Go."
    app = typer.Typer()
    app.command()(go)
    assert CliRunner().invoke(app, ["Ada", "--walk", "5", "--run"]).exit_code == 0
    assert CliRunner().invoke(app, ["Bo"]).exit_code == 0
    assert seen == [("Ada", Speed(5.0, True)), ("Bo", Speed())]


def test_ctrl_c_is_told_by_a_name_of_our_own() -> None:
    @expand
    def go() -> None:
        raise KeyboardInterrupt

    with pytest.raises(Cancelled):
        go()
