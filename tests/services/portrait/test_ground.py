from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from portee.core.errors import ParameterError
from portee.services.portrait.ground import ELSEWHERE, Ground, ground_of, outlines_of, zone_names, zones_at
from portee.services.workspace.manifest import Kind, PlacesEntry
from portee.services.workspace.workspace import Workspace


def test_everybody_is_in_one_row(ground: Ground) -> None:
    labels, rows = ground.labels(), ground.rows()
    assert {row.id for row in rows} == set(labels[ground.residents > 0].tolist())
    assert rows[-1].id == ELSEWHERE
    names = [row.name.fr for row in rows if row.name is not None]
    assert names == sorted(names, key=str.casefold)
    table = ground.neighbourhoods({})
    assert table is not None
    assert sum(value or 0 for value in table.columns["residents"]) == pytest.approx(ground.residents.sum())


def test_means_of_neighbourhoods_make_the_mean_of_all(ground: Ground) -> None:
    values = np.arange(len(ground.cells), dtype=np.float64)
    table = ground.neighbourhoods({"n": values})
    assert table is not None
    told = [(r, v) for r, v in zip(table.columns["residents"], table.columns["n"], strict=True) if v is not None]
    assert len(told) == len(table.rows)
    whole = sum((r or 0) * v for r, v in told)
    assert whole == pytest.approx((values * ground.residents).sum(), rel=1e-6)


def test_where_too_few_households_live_nothing_is_told(ground: Ground) -> None:
    few = replace(ground, households=np.full(len(ground.cells), 0.01))
    table = few.neighbourhoods({"n": few.residents})
    assert table is not None
    assert set(table.columns["n"]) == {None}
    assert replace(ground, households=None).may_tell(np.zeros(len(ground.cells), np.bool_))


def test_kinds_are_counted_beside_each_other(ground: Ground) -> None:
    targets = ground.targets(("jobs", "childcare", "shops"))
    for kind in ("jobs", "childcare", "shops"):
        assert targets.weight(kind).sum() == pytest.approx(ground.places(kind).weight(kind).sum())
    assert ground.places("shops").weight("shops").sum() == len(ground.places("shops"))
    assert len(ground.sources(targets)) > 3


def test_without_neighbourhoods_there_are_no_rows(ground: Ground) -> None:
    alone = replace(ground, zones=None, zone_of=zones_at(ground.cells, None))
    assert alone.rows() == ()
    assert alone.neighbourhoods({"n": ground.residents}) is None
    assert set(alone.tables({"n": ground.residents})) == {"cells"}


def test_without_priority_neighbourhoods_the_named_parts_of_the_outline_are_told(
    village: Workspace, ground: Ground
) -> None:
    given, network = village.manifest.places["priority"], ground.world.network
    others = {kind: entry for kind, entry in village.manifest.places.items() if kind != "priority"}
    bare = village.manifest.model_copy(update={"places": others})
    assert outlines_of(replace(village, manifest=bare), network) is None
    # The same file, given as the outline.
    drawn = replace(village, manifest=bare.model_copy(update={"boundary": given.file}))
    parts, zones = outlines_of(drawn, network), outlines_of(village, network)
    assert parts is not None
    assert zones is not None
    assert zone_names(parts) == zone_names(zones)
    assert zones_at(ground.cells, parts).tolist() == ground.zone_of.tolist()


@pytest.mark.parametrize(("kind", "told"), [("school", "no file of school"), ("training", "no file of training")])
def test_a_kind_that_is_not_there_is_told(ground: Ground, kind: str, told: str) -> None:
    with pytest.raises(ParameterError, match=told):
        ground.places(kind)


def test_a_workspace_without_residents_says_so(village: Workspace) -> None:
    others = {kind: entry for kind, entry in village.manifest.places.items() if kind != "cells"}
    bare = replace(village, manifest=village.manifest.model_copy(update={"places": others}))
    with pytest.raises(ParameterError, match="no file of residents"):
        ground_of(bare)
    # Shops count nobody.
    nobody: dict[Kind, PlacesEntry] = {"cells": others["shops"]}
    with pytest.raises(ParameterError, match="Nobody lives"):
        ground_of(replace(village, manifest=village.manifest.model_copy(update={"places": nobody})))
