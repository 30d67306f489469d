from __future__ import annotations

import pytest

from portee.commons.records.kinds import KINDS
from portee.commons.text.record_file import parse_record
from portee.commons.text.template import template
from tests.commons.examples import PATHS, example_file


@pytest.mark.parametrize("lang", ["fr", "en"])
@pytest.mark.parametrize("kind", KINDS)
def test_what_is_missing_is_told_field_by_field(kind: str, lang: str) -> None:
    text = template(f"{kind}/x", "Mimosa", {"title": {"fr": "Titre"}}, lang)
    parsed = parse_record(text, f"{kind}/x.md")
    required = {name for name, field in KINDS[kind].model_fields.items() if field.is_required()}
    named = {(p.where.field or "").partition(".")[0] for p in parsed.problems if p.where}
    assert named <= required - {"id", "title", "authors"}
    for name in KINDS[kind].model_fields:
        if name not in ("origin", "disagreements"):
            assert f"{name}:" in text


def test_choices_are_told() -> None:
    assert "housing | mobility | logistics" in template("need/x", "Mimosa", {})
    assert "zone-group/…" in template("cell/x", "Mimosa", {})


def test_every_required_field_of_an_example_is_in_its_template() -> None:
    for path in PATHS:
        record = example_file(path).record
        assert f"id: {record.type}/x" in template(f"{record.type}/x", "Mimosa", {})
