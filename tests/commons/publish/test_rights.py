from __future__ import annotations

from typing import Any

import pytest

from portee.commons.manifest import Manifest
from portee.commons.publish.resources import DataFile, DataSource
from portee.commons.publish.rights import credits_of, licence_problems, stands_apart
from portee.commons.records.licences import LICENCES, mixing_problem
from portee.commons.records.shape import Text
from portee.commons.text.record_file import RecordFile, record_values
from portee.core.declared import declared_of
from tests.commons.examples import EXAMPLE, example, example_file


def manifest(licence: str) -> Manifest:
    values = {"name": "x", "title": {"fr": "X"}, "about": {"fr": "X."}, "publisher": "X", "licence": licence}
    return declared_of(values, Manifest, "commons.yaml")


def data(licence: str, *sources: str) -> DataFile:
    made = tuple(DataSource(title=f"Source {name}", licence=name) for name in sources)
    return DataFile("data/x.csv", Text({"fr": "X"}), licence, made, b"")


def problems(own: str, *records: RecordFile, files: tuple[DataFile, ...] = ()) -> str:
    return "\n".join(map(str, licence_problems(manifest(own), records, files)))


def evidence(licence: str) -> RecordFile:
    values: dict[str, Any] = record_values(example_file("evidence/postes-a-portee-a-l-aube.md").record)
    values["computed"]["inputs"][0]["licence"] = licence
    return RecordFile(declared_of(values, type(example_file("evidence/postes-a-portee-a-l-aube.md").record), "f.md"))


def test_the_example_mixes_well() -> None:
    paths = sorted(path.relative_to(EXAMPLE).as_posix() for path in EXAMPLE.glob("*/*.md"))
    assert problems("CC-BY-SA-4.0", *map(example_file, paths)) == ""


@pytest.mark.parametrize("own", LICENCES)
@pytest.mark.parametrize("licence", LICENCES)
def test_a_record_is_mixed_in_stands_apart_or_is_refused_with_the_reason(own: str, licence: str) -> None:
    record = RecordFile(example("need", licence=licence))
    said = problems(own, record)
    if stands_apart(licence, own):
        assert said == ""
        assert own != licence
        assert "ODbL-1.0" in (own, licence)
    else:
        why = mixing_problem(own, [licence])
        assert (why or "") in said
        assert bool(said) == bool(why)


def test_data_keep_the_licence_of_what_they_derive_from() -> None:
    assert problems("CC-BY-SA-4.0", files=(data("ODbL-1.0", "ODbL-1.0", "etalab-2.0"),)) == ""
    said = problems("CC-BY-SA-4.0", files=(data("CC-BY-SA-4.0", "ODbL-1.0"),))
    assert "keeps that licence: publish it as a resource of its own" in said
    assert "data/resources.yaml" in said
    assert "no open licence" in problems("CC-BY-SA-4.0", files=(data("CC-BY-4.0", "not-stated"),))


@pytest.mark.parametrize("closed", ["CC-BY-NC-4.0", "CC-BY-NC-SA-4.0", "CC-BY-ND-4.0"])
def test_a_figure_computed_from_closed_data_is_refused(closed: str) -> None:
    said = problems("CC-BY-SA-4.0", evidence(closed))
    assert "forbids part of what a commons allows" in said
    assert "evidence/postes-a-portee-a-l-aube.md, field 'computed.inputs.0.licence'" in said
    assert problems("CC-BY-SA-4.0", evidence("ODbL-1.0")) == ""


def test_everything_drawn_on_is_named_once() -> None:
    records = [example_file("solution/navette-de-l-aube.md"), example_file("practice/navette-des-moulins.md")]
    records.append(evidence("ODbL-1.0"))
    named = credits_of(records, (data("ODbL-1.0", "etalab-2.0"),))
    assert [(one.title, one.licence) for one in named] == [
        ("Bilan d'exemple", "CC-BY-4.0"),
        ("Source etalab-2.0", "etalab-2.0"),
        ("gtfs.zip", "ODbL-1.0"),
    ]
