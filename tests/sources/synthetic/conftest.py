"""Territories that the tests of this folder share."""

from __future__ import annotations

import csv
import io
import zipfile
from pathlib import Path

import pytest

from portee.sources.synthetic import SyntheticTerritory, write_territory

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
