from __future__ import annotations

from pathlib import Path

import pytest

from portee.commons.check.check import check_commons
from portee.commons.repository.starting import begin, example_files, seed_files, slug_of
from portee.core.errors import InputError
from tests.commons.examples import PATHS


def test_a_commons_begins_empty_or_with_an_example(tmp_path: Path) -> None:
    empty = begin(tmp_path / "Le Commun d'Été", "Mimosa")
    assert empty.manifest().name == "le-commun-d-ete"
    assert check_commons(empty.root).problems == ()
    full = begin(tmp_path / "b", "Mimosa", title="Les Moulins", publisher="Régie", with_records="example")
    assert sorted(example_files()) == PATHS
    assert full.manifest().title.fr == "Les Moulins"
    assert len(check_commons(full.root).records) == len(PATHS)
    with pytest.raises(InputError, match="repository there already"):
        begin(tmp_path / "b", "Mimosa")


def test_slugs() -> None:
    assert slug_of("  Été à l'Île !  ") == "ete-a-l-ile"
    assert len(slug_of("a-" * 80)) <= 60
    assert slug_of("花") == ""


def test_a_commons_begins_with_the_seed(tmp_path: Path) -> None:
    commons = begin(tmp_path / "c", "Mimosa", with_records="seed")
    assert commons.manifest().name == "portee-euromed"
    assert len(check_commons(commons.root).records) == len(seed_files()) - 1
    other = begin(tmp_path / "d", "Mimosa", title="Ailleurs", with_records="seed")
    assert other.manifest().title.fr == "Ailleurs"
