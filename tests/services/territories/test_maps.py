"""Maps: the nearest over the others, groups by colour, and no map without outlines."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from portee.core.errors import ParameterError
from portee.core.provenance import Provenance
from portee.reports.map_html import map_html
from portee.services.territories.alike import find_alike
from portee.services.territories.groups import group_territories
from portee.services.territories.maps import alike_map, check_map_ending, groups_map
from portee.territory.registry import CARRIED, Registry
from tests.territory.registers import objects


def test_the_nearest_are_drawn_over_the_others(old: Registry) -> None:
    found = find_alike(old, "QP013003", 5)
    sheet = alike_map(found)
    (alike,) = sheet.layers
    assert len(alike.ids) == 24
    assert alike.ids[-1] == "QP013003"
    assert alike.ids[-2] == found.neighbours[0].code
    rank, distance = alike.columns
    assert rank.values[-6:].tolist() == [2, 2, 1, 1, 1, 0]
    assert (rank.values[:-6] == 3).all()
    assert [words.fr for words in rank.categories] == [
        "Le quartier demandé", "Rangs 1 à 3", "Rangs 4 à 5", "Les autres quartiers",
    ]  # fmt: skip
    assert distance.values[-2:].tolist() == [found.neighbours[0].distance, 0]
    assert distance.approximate is not None
    assert distance.approximate[alike.ids.tolist().index("QP013005")]
    assert not distance.approximate[-1]
    assert sheet.lead is not None
    assert found.neighbours[0].label in sheet.lead.fr
    assert "Quartier 3 (Grandville)" in map_html(sheet)


def test_few_neighbours_need_two_kinds(old: Registry) -> None:
    for k, first in ((1, "Le plus semblable"), (3, "Rangs 1 à 3")):
        rank = alike_map(find_alike(old, "QP013003", k)).layers[0].columns[0]
        assert [words.fr for words in rank.categories] == ["Le quartier demandé", first, "Les autres quartiers"]
        assert rank.values[[-1, -2, 0]].tolist() == [0, 1, 2]
    everyone = alike_map(find_alike(old, "QP013003", 23)).layers[0].columns[0]
    assert [words.fr for words in everyone.categories][-1] == "Rangs 4 à 23"


def test_groups_have_a_colour_each(old: Registry) -> None:
    groups = group_territories(old, 3, draws=2)
    (layer,) = groups_map(groups).layers
    (column,) = layer.columns
    assert len(column.categories) == 3
    np.testing.assert_array_equal(column.values, groups.found.labels)
    assert column.categories[0].fr.startswith("Groupe 1 : Quartier")
    with pytest.raises(ParameterError, match="9 groups cannot be told apart"):
        groups_map(group_territories(old, 9, draws=2))


def test_a_long_name_is_cut_in_the_legend(old: Registry) -> None:
    long = old.replace(names=objects(["Un très long nom de quartier prioritaire"] * len(old)))
    column = groups_map(group_territories(long, 2, draws=2)).layers[0].columns[0]
    assert column.categories[0].fr == "Groupe 1 : Un très long nom de qua…"


def test_without_outlines_there_is_no_map(old: Registry) -> None:
    bare = old.replace(perimeters=objects([None] * len(old)))
    with pytest.raises(ParameterError, match="no map"):
        alike_map(find_alike(bare, "QP013003", 5))
    with pytest.raises(ParameterError, match="no map"):
        groups_map(group_territories(bare, 2, draws=2))


def test_other_endings_are_refused() -> None:
    check_map_ending(Path("map.PNG"))
    with pytest.raises(ParameterError, match=r"\.html or \.png"):
        check_map_ending("map.pdf")


def test_estimates_are_told_on_the_map(old: Registry) -> None:
    estimated = old.replace(provenance=(Provenance(source=CARRIED, file="walk.csv", sha256="", size_bytes=0),))
    assert "estimated" in alike_map(find_alike(estimated, "QP013003", 5)).notices[0].en
    assert "estimated" in groups_map(group_territories(estimated, 2, draws=2)).notices[0].en
    assert alike_map(find_alike(old, "QP013003", 5)).notices == ()
