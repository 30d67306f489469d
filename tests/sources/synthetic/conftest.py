"""Territories that the tests of this folder share."""

from __future__ import annotations

import csv
import io
import zipfile
from dataclasses import dataclass
from pathlib import Path

import pytest

from portee.sources.synthetic import SyntheticTerritory, write_territory
from portee.sources.synthetic.crossings import add_crossings
from portee.sources.synthetic.frame import Frame
from portee.sources.synthetic.mesh import Mesh
from portee.sources.synthetic.relief import Relief
from portee.sources.synthetic.skeleton import Quarters, Skeleton, draw_skeleton
from portee.sources.synthetic.streets import Network, build_network
from portee.sources.synthetic.town import lay_out

Feed = dict[str, list[dict[str, str]]]


@pytest.fixture(scope="session")
def village(tmp_path_factory: pytest.TempPathFactory) -> SyntheticTerritory:
    return write_territory(tmp_path_factory.mktemp("village"), size="XS")


@pytest.fixture(scope="session")
def town(tmp_path_factory: pytest.TempPathFactory) -> SyntheticTerritory:
    return write_territory(tmp_path_factory.mktemp("town"), size="S")


def read_feed(path: Path) -> Feed:
    with zipfile.ZipFile(path) as zipped:
        return {
            name: list(csv.DictReader(io.TextIOWrapper(zipped.open(name), encoding="utf-8", newline="")))
            for name in zipped.namelist()
        }


@pytest.fixture(scope="session")
def town_feed(town: SyntheticTerritory) -> Feed:
    return read_feed(town.gtfs)


@pytest.fixture(scope="session")
def village_feed(village: SyntheticTerritory) -> Feed:
    return read_feed(village.gtfs)


@dataclass(frozen=True)
class Drawing:
    """A town before it is written."""

    frame: Frame
    relief: Relief
    quarters: Quarters
    skeleton: Skeleton
    mesh: Mesh
    network: Network


@pytest.fixture(scope="session")
def drawing() -> Drawing:
    frame = Frame("S", 13)
    relief = Relief(frame)
    quarters = Quarters(frame, relief)
    skeleton = draw_skeleton(frame, relief, quarters)
    mesh = lay_out(frame, relief, quarters, skeleton)
    add_crossings(mesh, frame, skeleton)
    return Drawing(frame, relief, quarters, skeleton, mesh, build_network(frame, relief, mesh))
