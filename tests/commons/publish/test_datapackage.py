from __future__ import annotations

import warnings
from pathlib import Path
from typing import Any

import pytest
from frictionless import Package

from portee.commons.publish.columns import columns_of
from portee.commons.publish.datapackage import data_package, table_schema
from portee.commons.publish.parts import parts_of, write_file
from portee.commons.publish.record_json import json_text
from portee.commons.publish.release import Release
from portee.commons.records.kinds import KINDS
from tests.commons.examples import example
from tests.commons.publish.pages.released import released
from tests.commons.publish.pages.test_record_view import HOSTILE
from tests.commons.publish.test_rights import data


def problems(release: Release, folder: Path, **changes: Any) -> list[str]:
    """What frictionless finds wrong with the package, written to a folder."""
    parts = parts_of(release)
    for part in parts:
        write_file(folder, part.path, part.contents)
    package = {**data_package(release, parts, "0" * 64), **changes}
    write_file(folder, "datapackage.json", json_text(package).encode("utf-8"))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        report = Package(str(folder / "datapackage.json")).validate()
    return [error.message for error in report.errors] + [e.message for task in report.tasks for e in task.errors]


def test_the_package_is_valid(tmp_path: Path) -> None:
    assert problems(released(), tmp_path) == []


def test_a_package_of_hostile_texts_is_valid(tmp_path: Path) -> None:
    text = HOSTILE + "\n;\"',\\|\t=1+1"
    need = example("need", title={"fr": text, "en": text}, summary={"fr": text}, tags=[HOSTILE, ";", "\\"])
    assert problems(released(need), tmp_path) == []


def test_the_validator_sees_what_is_wrong(tmp_path: Path) -> None:
    release = released()
    broken = data_package(release, parts_of(release), "0" * 64)["resources"]
    for resource in broken:
        resource["bytes"] = 1
    assert problems(release, tmp_path, resources=broken)


def test_every_resource_has_its_licence_and_its_hash() -> None:
    release = Release(**{**released().__dict__, "data": (data("ODbL-1.0", "ODbL-1.0"),)})
    parts = parts_of(release)
    package = data_package(release, parts, "0" * 64)
    licences = {resource["path"]: resource["licenses"][0]["name"] for resource in package["resources"]}
    assert licences["data/x.csv"] == "ODbL-1.0"
    assert licences["tables/need.csv"] == "CC-BY-SA-4.0"
    told = {one["path"] for resource in package["resources"] for one in (resource, *resource.get("alternates", ()))}
    assert told == {part.path for part in parts}
    assert {"title": "Source ODbL-1.0"} in package["sources"]
    assert package["version"] == "1.0.0"


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("lang", ["fr", "en"])
def test_every_column_has_a_type_and_a_title(kind: str, lang: str) -> None:
    fields = table_schema(kind, columns_of(kind, ("fr", "en")), lang)["fields"]
    assert all(field["title"] and field["type"] for field in fields)
    required = {field["name"] for field in fields if field.get("constraints", {}).get("required")}
    assert {"id", "authors"} <= required
