from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from portee.commons.ladder.ladder import Standing, ladders, ladders_csv
from portee.commons.ladder.rungs import CATEGORIES
from portee.commons.ladder.survey import Answer, read_survey
from tests.commons.ladder.surveys import survey

ROWS = st.lists(
    st.tuples(st.sampled_from("ab"), st.sampled_from("xyz"), st.sampled_from([*CATEGORIES, None]), st.booleans()),
    max_size=90,
)
ANSWERS = ROWS.map(
    lambda rows: [
        Answer(str(k), group, place, "bus", level, above and level is not None)
        for k, (group, place, level, above) in enumerate(rows)
    ]
)


def test_shares_are_recomputed_from_the_survey(tmp_path: Path) -> None:
    path = survey(
        tmp_path / "s.csv",
        {("women", "moulins"): {None: 4, 0: 3, 2: 6, 4: 7}, ("men", "moulins"): {1: 15, 3: 5}},
    )
    (found,) = ladders(read_survey(path))
    by_who = {(one.group, one.neighbourhood): one for one in found.standings}
    women = by_who["women", "moulins"]
    assert women.people == 20
    assert women.counts == (4, 3, 0, 6, 0, 7)
    assert women.share(2)[0] == 0.3
    # Wilson's interval of 6 of 20, worked out by hand from the formula with z = 1.95996.
    assert women.share(2)[1:] == pytest.approx((0.1455, 0.5190), abs=1e-4)
    assert women.share_from(2)[0] == 13 / 20
    assert by_who[None, None].counts == (4, 3, 15, 6, 5, 7)
    assert (found.unanswered, found.above) == (0, 0)


@given(ANSWERS)
@settings(max_examples=30, deadline=None)
def test_shown_cells_count_everybody_and_hold_eleven(answers: list[Answer]) -> None:
    for found in ladders(answers):
        for one in found.standings:
            members = [
                answer.level
                for answer in answers
                if answer.level is not None
                and one.group in (None, answer.group)
                and one.neighbourhood in (None, answer.neighbourhood)
            ]
            if one.people is None:
                assert one.counts == ()
                continue
            assert one.people == len(members) >= 11
            assert one.counts == tuple(members.count(category) for category in CATEGORIES)
            assert sum(one.share(category)[0] for category in CATEGORIES) == pytest.approx(1)
            assert one.share_from(0)[0] == pytest.approx(1 - one.share(-1)[0])
        assert found.unanswered is None or found.unanswered == 0 or found.unanswered >= 11
    assert ladders(answers[::-1]) == ladders(answers)


def test_a_small_group_is_hidden_with_what_would_give_it_away(tmp_path: Path) -> None:
    cells: dict[tuple[str, str], dict[int | None, int]] = {
        ("women", "moulins"): {0: 5}, ("women", "nord"): {1: 30}, ("women", "sud"): {1: 40},
        ("men", "moulins"): {1: 30}, ("men", "nord"): {2: 20}, ("men", "sud"): {2: 60},
    }  # fmt: skip
    (found,) = ladders(read_survey(survey(tmp_path / "s.csv", cells)))
    hidden = {(one.group, one.neighbourhood) for one in found.standings if one.people is None}
    assert ("women", "moulins") in hidden
    assert len(hidden) >= 4
    assert (None, None) not in hidden


def test_the_table(tmp_path: Path) -> None:
    path = survey(
        tmp_path / "s.csv", {("women", "moulins"): {4: 12}, ("men", "moulins"): {0: 3}, ("all", "nord"): {0: 12}}
    )
    rows = list(csv.DictReader(io.StringIO(ladders_csv(ladders(read_survey(path))))))
    hidden = [row for row in rows if row["people"] == "hidden"]
    assert {(row["group"], row["neighbourhood"]) for row in hidden} >= {("men", "moulins"), ("men", "")}
    assert all(row["share"] == "" for row in hidden)
    top = next(row for row in rows if (row["group"], row["category"]) == ("all", "0"))
    assert (top["people"], top["share"], top["high"]) == ("12", "1.0", "1.0")


def test_a_hidden_standing_has_no_share() -> None:
    with pytest.raises(AssertionError):
        Standing("a", "b", None).share(0)
