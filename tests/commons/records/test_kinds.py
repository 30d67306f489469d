from __future__ import annotations

from portee.commons.records.kinds import KINDS
from tests.commons.examples import EXAMPLE, PATHS, example_file


def test_every_type_lies_under_its_own_name_and_has_an_example() -> None:
    assert {path.partition("/")[0] for path in PATHS} == set(KINDS)
    for name, kind in KINDS.items():
        assert kind.type == name
        assert set(kind.acyclic) <= set(kind.model_fields)


def test_examples_are_of_their_types() -> None:
    for path in PATHS:
        assert type(example_file(path).record) is KINDS[path.partition("/")[0]]
    assert (EXAMPLE / "commons.yaml").is_file()
