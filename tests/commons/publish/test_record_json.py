from __future__ import annotations

import json

import jsonschema
import pytest
from hypothesis import given

from portee.commons.publish.record_json import json_text, record_json, record_schema
from portee.commons.records.kinds import KINDS
from portee.commons.text.record_file import RecordFile
from portee.core.declared import declared_of
from tests.commons.examples import PATHS, example_file
from tests.commons.strategies import record_files

BASE = "https://example.org/"


def wrong(kind: str, values: object) -> list[str]:
    validator = jsonschema.Draft202012Validator(record_schema(kind, BASE))
    return [error.json_path for error in validator.iter_errors(values)]


@pytest.mark.parametrize("kind", KINDS)
def test_a_schema_is_one(kind: str) -> None:
    schema = record_schema(kind, BASE)
    jsonschema.Draft202012Validator.check_schema(schema)
    assert schema["$id"] == f"https://example.org/schema/{kind}.json"
    assert json.loads(json_text(schema)) == schema


@pytest.mark.parametrize("path", PATHS)
def test_examples_follow_their_schema(path: str) -> None:
    file = example_file(path)
    assert wrong(file.record.type, record_json(file)) == []


@given(record_files())
def test_any_record_follows_its_schema_and_reads_back(file: RecordFile) -> None:
    values = json.loads(json_text(record_json(file)))
    assert wrong(file.record.type, values) == []
    body = values.pop("body", {})
    values.pop("$schema")
    assert declared_of(values, type(file.record), "f.json") == file.record
    assert body == dict(file.body)


@pytest.mark.parametrize(
    ("change", "where"),
    [
        ({"status": "perfect"}, "$.status"),
        ({"licence": "GPL"}, "$.licence"),
        ({"id": "need/../../etc"}, "$.id"),
        ({"id": "solution/x"}, "$.id"),
        ({"title": {"en": "No French"}}, "$.title"),
        ({"foo": 1}, "$"),
        ({"authors": []}, "$.authors"),
        ({"obstacles": ["boredom"]}, "$.obstacles[0]"),
    ],
)
def test_what_a_schema_refuses(change: dict[str, object], where: str) -> None:
    values = {**record_json(example_file("need/embauche-avant-l-aube.md")), **change}
    assert wrong("need", values) == [where]
