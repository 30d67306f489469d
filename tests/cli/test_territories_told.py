"""What commands on territories say, apart from the commands."""

from __future__ import annotations

import pytest

from portee.cli.options import CommonOptions, Language
from portee.cli.output import Output
from portee.cli.territories_told import tell_groups
from portee.services.territories.groups import group_territories
from portee.territory.registry import Registry
from tests.cli.conftest import as_typed
from tests.services.territories import invented


@pytest.fixture(scope="module")
def old(tmp_path_factory: pytest.TempPathFactory) -> Registry:
    return invented.register(tmp_path_factory.mktemp("told"))


def test_groups_tell_who_is_left_out(old: Registry, capsys: pytest.CaptureFixture[str]) -> None:
    import polars as pl

    figures = old.figures.with_columns(
        pl.when(pl.int_range(pl.len()) == 0).then(None).otherwise(pl.col(name)).alias(name)
        for name in old.figures.columns
    )
    found = group_territories(old.replace(figures=figures), 2, draws=2)
    tell_groups(Output(CommonOptions(lang=Language.en)), found, None, None)
    assert "In no group, too little being known of them: 1." in as_typed(capsys.readouterr().out)
