from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import given

from portee.commons.publish.pages.fields import COMMON, label_of, rows_of
from portee.commons.publish.pages.nodes import Amount, Items, Node, Pairs, Phrase
from portee.commons.records.kinds import KINDS
from portee.commons.records.shape import Record
from portee.commons.text.record_file import RecordFile, record_values
from portee.core.declared import declared_of
from tests.commons.examples import PATHS, example, example_file
from tests.commons.publish.pages.released import released, view
from tests.commons.strategies import record_files


def phrases(node: Node) -> Iterator[Phrase]:
    if isinstance(node, Phrase):
        yield node
    elif isinstance(node, Items):
        for one in node.items:
            yield from phrases(one)
    elif isinstance(node, Pairs):
        for row in node.rows:
            yield from phrases(row.value)


@given(record_files())
def test_every_field_that_says_something_has_its_row(file: RecordFile) -> None:
    record = file.record
    rows = {row.name for row in rows_of(record, view(released(file)))}
    told = {name for name in type(record).model_fields if getattr(record, name) not in (None, (), {})} - COMMON
    assert told - rows <= {"requirements"}
    assert rows <= told


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize("lang", ["fr", "en"])
def test_links_lead_into_the_site_or_to_the_web(path: str, lang: str) -> None:
    page = view(released(), lang, path.removesuffix(".md"))
    for row in rows_of(example_file(path).record, page):
        for phrase in phrases(row.value):
            assert phrase.href == "" or phrase.href.startswith(("https://", "http://", "../"))


def row(record: Record, name: str, lang: str = "fr") -> Node:
    return next(row.value for row in rows_of(record, view(released(), lang)) if row.name == name)


def test_choices_levels_days_and_amounts_are_told_in_words() -> None:
    assert row(example("cell"), "advice") == Phrase("à expérimenter")
    assert row(example("cell"), "level", "en") == Phrase("2: it is offered")
    assert row(example("experiment"), "starts") == Phrase("1er mars 2026")
    assert row(example("need"), "obstacles", "en") == Items(tuple(map(Phrase, ("hours", "vehicle", "money"))))
    cost = row(example("solution"), "running_cost")
    assert isinstance(cost, Amount)
    assert cost.text == "95\u202f000\u00a0EUR/an"
    assert cost.why


def test_a_disagreement_stands_beside_what_it_contests() -> None:
    notes = {row.name: row.notes for row in rows_of(example("cell"), view(released()))}
    assert [note.lead for note in notes.pop("level")] == ["Rocade n'est pas d'accord (3 octobre 2026)\u00a0:"]
    assert set(notes.values()) == {()}


def test_a_name_that_nobody_declared_stands_for_itself() -> None:
    assert label_of("poverty_rate_pct", "territory", view(released())) == "poverty_rate_pct"
    assert label_of("why", "cell", view(released())) == "Pourquoi"
    assert set(KINDS) >= {"cell"}


def test_names_that_a_record_gives_are_no_fields() -> None:
    computed = dict(example_file("evidence/postes-a-portee-a-l-aube.md").record.model_dump(mode="json")["computed"])
    computed["settings"] = {"cells": 2, "level": 3}
    record = example_file("evidence/postes-a-portee-a-l-aube.md").record
    changed = declared_of({**record_values(record), "computed": computed}, type(record), "f.md")
    inner = row(changed, "computed")
    assert isinstance(inner, Pairs)
    settings = next(one.value for one in inner.rows if one.name == "settings")
    assert isinstance(settings, Pairs)
    assert [(one.label, one.value) for one in settings.rows] == [("cells", Phrase("2")), ("level", Phrase("3"))]
