from __future__ import annotations

import re

import pytest

from portee.commons.publish.columns import columns_of
from portee.commons.records.kinds import KINDS


@pytest.mark.parametrize("kind", KINDS)
def test_each_column_has_a_name_of_its_own(kind: str) -> None:
    columns = columns_of(kind, ("fr", "en", "pt-br"))
    names = [column.name for column in columns]
    assert len(names) == len(set(names))
    assert all(re.fullmatch(r"[a-z][a-z0-9_]*", name) for name in names)
    assert names[:5] == ["id", "status", "title_fr", "title_en", "title_pt_br"]
    assert names[-1] == "body_pt_br"


@pytest.mark.parametrize("kind", KINDS)
def test_every_field_has_at_least_one_column(kind: str) -> None:
    told = {column.at[0] for column in columns_of(kind, ("fr",))}
    assert told == {*KINDS[kind].model_fields, "body"}


def test_nested_fields_stand_side_by_side() -> None:
    kinds = {column.name: column.kind for column in columns_of("cell", ("fr", "en"))}
    assert kinds["level"] == "integer"
    assert kinds["cost_value"] == "number"
    assert kinds["requirements_mobility"] == "list"
    assert kinds["equity_why_en"] == "string"
    assert kinds["sources"] == "array"
    kinds = {column.name: column.kind for column in columns_of("territory", ("fr",))}
    assert (kinds["variables"], kinds["centre_lat"]) == ("object", "number")
    kinds = {column.name: column.kind for column in columns_of("practice", ("fr", "en"))}
    assert (kinds["drivers_fr"], kinds["drivers_en"]) == ("texts", "texts")
