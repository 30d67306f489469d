"""The table of the API's page: every command has its row, and every address that it names is answered."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import typer
from fastapi import FastAPI

from portee.cli.main import app
from portee.services.jobs.kinds import kinds
from portee.web.api import ROUTERS

DOCS = Path(__file__).parents[2] / "docs"
ROW = re.compile(r"^\| `(portee [^`]+)` \| (`([A-Z]+) (\S+)`|–) \| (.*) \|$", re.MULTILINE)


def commands(group: typer.Typer = app, before: Sequence[str] = ("portee",)) -> Iterator[str]:
    """Every command as it is typed."""
    for command in group.registered_commands:
        yield " ".join([*before, str(command.name)])
    for inner in group.registered_groups:
        assert inner.typer_instance is not None
        yield from commands(inner.typer_instance, [*before, str(inner.name)])


@cache
def described() -> dict[str, Any]:
    """Paths of /openapi.json."""
    made = FastAPI()
    for router in ROUTERS:
        made.include_router(router)
    return dict(made.openapi()["paths"])


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_every_command_has_its_row_and_every_address_is_answered(lang: str) -> None:
    page = (DOCS / lang / "how-to" / "api.md").read_text(encoding="utf-8")
    rows = ROW.findall(page)
    assert [command for command, *_ in rows] == list(commands())
    for command, _, method, path, told in rows:
        if method:
            assert method.lower() in described()[path], command
        else:
            assert told, f"{command} does not say why it has no address"
        named = re.search(r"`kind: ([a-z-]+)`", told)
        assert (named is not None) == (path == "/api/v1/jobs"), command
        assert named is None or named[1] in kinds(), command
    for path in re.findall(r"`(?:GET|POST) (/api/v1/[^`]+)`", page):
        assert path in described(), path
