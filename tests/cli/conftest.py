"""A program to run, and what it said."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from portee.cli.main import main
from portee.services.workspace.catalogue import ENVIRONMENT
from portee.sources.synthetic import SyntheticTerritory
from tests.services.workspace.open_data import Publishers, publishers


@dataclass(frozen=True)
class Ran:
    """Exit code, and what came on stdout and stderr, with the spaces and apostrophes of a keyboard."""

    code: int
    out: str
    err: str


Run = Callable[..., Ran]


def as_typed(text: str) -> str:
    """A text with plain spaces and straight apostrophes, as tests write it."""
    return text.replace("\u00a0", " ").replace("\u2019", "'")


@pytest.fixture
def portee(capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Run:
    """Run a command in an empty folder, in English."""
    monkeypatch.setenv("LC_ALL", "en_GB.UTF-8")
    monkeypatch.chdir(tmp_path)

    def run(*arguments: object) -> Ran:
        capfd.readouterr()
        code = main([str(argument) for argument in arguments])
        said = capfd.readouterr()
        assert "Traceback" not in said.out + said.err
        return Ran(code, as_typed(said.out), as_typed(said.err))

    return run


@pytest.fixture
def commute(xs_network: Path, xs_territory: SyntheticTerritory) -> list[str]:
    """Arguments of portee access that work, but for the output."""
    return [
        *("access", str(xs_network), "--origins", str(xs_territory.cells), "--opportunities", str(xs_territory.jobs)),
        *("--weight", "jobs", "--cutoff", "20", "--date", "2026-09-08", "--depart", "07:30", "--window", "10"),
        *("--draws", "1"),
    ]


@pytest.fixture
def server(
    xs_territory: SyntheticTerritory, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Publishers]:
    """A server that plays the publishers of open data, and the catalogue that speaks of it."""
    with publishers(xs_territory, tmp_path_factory.mktemp("catalogue")) as found:
        monkeypatch.setenv(ENVIRONMENT, str(found.catalogue))
        yield found
