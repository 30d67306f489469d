from __future__ import annotations

import pytest
from pydantic import BaseModel, ValidationError

from portee.commons.records.references import NeedRef, PlaceRef, RecordId, Ref, references, split_id
from tests.commons.examples import example


class Row(BaseModel):
    need: NeedRef
    more: tuple[Ref, ...] = ()
    named: dict[str, PlaceRef] = {}
    id: RecordId | None = None


@pytest.mark.parametrize("id", ["need/a", "need/a-2", "charter-rule/b", "need/2024"])
def test_ids(id: str) -> None:
    assert Row(need="need/a", more=(id,)).more == (id,)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "id",
    ["need", "need/", "need/A", "need/é", "need/a--b", "need/-a", "need/a/b", "../need/a", "need/a\n", "n/" + "a" * 120]
)  # fmt: skip
def test_what_is_no_id(id: str) -> None:
    with pytest.raises(ValidationError, match="not the id of a record"):
        Row(need="need/a", more=(id,))  # type: ignore[arg-type]


def test_a_reference_leads_to_its_type() -> None:
    with pytest.raises(ValidationError, match="id of a territory"):
        Row(need="territory/a")  # type: ignore[arg-type]


def test_references_are_found_wherever_they_stand() -> None:
    row = Row(need="need/a", more=("cell/b",), named={"x": "zone-group/c"}, id="need/self")  # type: ignore[arg-type,dict-item]
    assert dict(references(row)) == {("need",): "need/a", ("more", 0): "cell/b", ("named", "x"): "zone-group/c"}
    found = dict(references(example("cell")))
    assert found["indicators", 0, "baseline", "evidence"] == "evidence/postes-a-portee-a-l-aube"


def test_the_schema_says_where_a_reference_leads() -> None:
    schema = Row.model_json_schema()["properties"]
    assert schema["need"]["x-refers-to"] == ["need"]
    assert schema["need"]["pattern"].startswith("^(?:need)/")
    assert split_id("need/a") == ("need", "a")
