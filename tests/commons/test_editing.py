from __future__ import annotations

from pathlib import Path

import pytest

from portee.commons.check.check import check_commons
from portee.commons.editing import lay_new
from portee.commons.repository.starting import begin
from portee.core.errors import InputError, ParameterError


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return begin(tmp_path / "c", "Mimosa", with_records="example").root


def test_a_record_is_laid_to_be_filled_in(root: Path) -> None:
    laid = lay_new(root, "need/retour-de-nuit", "Mimosa", title="Rentrer la nuit")
    assert laid.path == root / "need" / "retour-de-nuit.md"
    assert laid.near == ()
    fields = {p.where.field for p in check_commons(root).problems if p.where}
    assert fields == {"part", "motive", "who.fr", "situation.fr"}


def test_records_with_nearly_the_same_title_are_shown(root: Path) -> None:
    laid = lay_new(root, "need/autre", "Mimosa", title="Embaucher avant les premiers bus")
    assert [near.id for near in laid.near] == ["need/embauche-avant-l-aube"]


@pytest.mark.parametrize("id", ["besoin/x", "need", "need/É", "need/a/b", "../need/x", "needs/x"])
def test_an_id_that_cannot_be(root: Path, id: str) -> None:
    with pytest.raises(ParameterError):
        lay_new(root, id, "Mimosa")


def test_a_misspelt_type_is_guessed(root: Path) -> None:
    with pytest.raises(ParameterError, match="Did you mean 'need'"):
        lay_new(root, "needs/x", "Mimosa")


def test_nothing_is_written_over(root: Path) -> None:
    with pytest.raises(InputError, match="such a record already"):
        lay_new(root, "need/embauche-avant-l-aube", "Mimosa")
    (root / "need" / "x.md").symlink_to("/etc/hostname")
    with pytest.raises(InputError, match="such a record already"):
        lay_new(root, "need/x", "Mimosa")
    with pytest.raises(InputError, match="no commons there"):
        lay_new(root / "need", "need/x", "Mimosa")
