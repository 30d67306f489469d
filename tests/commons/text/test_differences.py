from __future__ import annotations

from dataclasses import replace

from hypothesis import given

from portee.commons.text.differences import differences, leaves, values_with_body
from portee.commons.text.record_file import RecordFile
from tests.commons.examples import example, example_file
from tests.commons.strategies import record_files

NEED = "need/embauche-avant-l-aube.md"


@given(record_files())
def test_a_record_does_not_differ_from_itself(file: RecordFile) -> None:
    assert differences(file, file) == ()
    assert {d.field for d in differences(None, file)} == {".".join(path) for path, _ in leaves(values_with_body(file))}
    assert all(d.new is None for d in differences(file, None))


def test_fields_that_differ() -> None:
    old = example_file(NEED)
    new = RecordFile(
        example("need", obstacles=["hours", "distance"], hours=None, situation={"fr": "Autre.", "en": "Other."}),
        {"fr": "Autre corps."},
    )
    found = {d.field: d for d in differences(old, new)}
    assert set(found) == {"obstacles", "hours", "situation.fr", "situation.en", "body.fr"}
    assert found["obstacles"].added == ("distance",)
    assert found["obstacles"].removed == ("vehicle", "money")
    assert (found["hours"].old, found["hours"].new) == ("Mo-Sa 04:00-06:00", None)
    assert found["situation.en"].old is None
    assert differences(replace(old, body={}), old)[0].field == "body.fr"
