from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portee.commons.check.check import check_commons
from portee.commons.records.workshop import Workshop
from portee.commons.workshops.bring_in import workshop_file
from portee.commons.workshops.dot_votes import Ballot, needs_on_disk, read_votes, save_votes, tally
from portee.core.errors import InputError, ManyProblems, ParameterError
from tests.commons.workshops.voices import WORKSHOP, begun

NEED = "need/embauche-avant-l-aube"
BALLOTS = st.lists(
    st.builds(Ballot, st.integers(1, 9).map(str), st.sampled_from(["need/a", "need/b", "need/c"]), st.integers(0, 3)),
    min_size=1, max_size=30,
)  # fmt: skip


@given(BALLOTS)
def test_no_dot_is_lost_and_ranks_follow_sums(ballots: list[Ballot]) -> None:
    found = tally(ballots, 100)
    assert sum(found.dots.values()) == sum(ballot.dots for ballot in ballots)
    assert found.voters == len({ballot.voter for ballot in ballots})
    assert [need for rank in found.ranks for need in rank] == list(found.dots)
    sums = [{found.dots[need] for need in rank} for rank in found.ranks]
    assert all(len(one) == 1 for one in sums)
    assert [max(one) for one in sums] == sorted({max(one) for one in sums}, reverse=True)
    assert tally(ballots[::-1], 100) == found


@given(BALLOTS, st.integers(1, 6))
def test_who_placed_too_many_is_told(ballots: list[Ballot], most: int) -> None:
    placed = {ballot.voter: sum(b.dots for b in ballots if b.voter == ballot.voter) for ballot in ballots}
    over = [voter for voter, dots in placed.items() if dots > most]
    if not over:
        assert tally(ballots, most).ranks
        return
    with pytest.raises(ManyProblems) as told:
        tally(ballots, most)
    assert len(told.value.problems) == len(over)


def test_ties_are_told() -> None:
    found = tally([Ballot("1", "need/a", 2), Ballot("2", "need/b", 2), Ballot("2", "need/c", 0)], 3)
    assert found.ties == (("need/a", "need/b"),)


def test_dots_counted_on_a_wall() -> None:
    wall = [Ballot(None, "need/a", 20), Ballot(None, "need/b", 10)]
    assert tally(wall, 3, 10).voters == 10
    with pytest.raises(InputError, match="30 dots were placed; 9 voters have 27"):
        tally(wall, 3, 9)
    with pytest.raises(ParameterError, match="--voters"):
        tally(wall, 3)
    with pytest.raises(ParameterError, match="apart already"):
        tally([Ballot("1", "need/a", 2)], 3, 12)
    with pytest.raises(ParameterError, match="--dots"):
        tally(wall, 0, 10)


def test_files(tmp_path: Path) -> None:
    path = tmp_path / "v.csv"
    path.write_text("voter,need,dots\n1,embauche-avant-l-aube,2\n01,need/embauche-avant-l-aube,1\n", encoding="utf-8")
    assert read_votes(path, {NEED}) == [Ballot("1", NEED, 2), Ballot("1", NEED, 1)]
    path.write_text("besoin;points\nembauche-avant-l-aube;12\n", encoding="utf-8")
    assert read_votes(path, {NEED}) == [Ballot(None, NEED, 12)]
    path.write_text("voter,need,dots\nAmina,x,-1\n1,embauche-avant-l-aube,many\n", encoding="utf-8")
    with pytest.raises(InputError, match="no such need") as told:
        read_votes(path, {NEED})
    assert "no number of dots" in str(told.value)
    assert "Amina" not in str(told.value)
    path.write_text("voter,need,dots\nAmina,embauche-avant-l-aube,1\n", encoding="utf-8")
    with pytest.raises(InputError, match="The voter is not a number"):
        read_votes(path, {NEED})
    path.write_text("voter,need,dots\n", encoding="utf-8")
    with pytest.raises(InputError, match="no vote"):
        read_votes(path, {NEED})


def test_sums_are_kept_when_eleven_voted(tmp_path: Path) -> None:
    commons = begun(tmp_path)
    assert needs_on_disk(commons.root) == {NEED}
    many = tally([Ballot(str(k), NEED, 2) for k in range(11)], 3)
    save_votes(commons.root, WORKSHOP, many, "Mimosa")
    record = workshop_file(commons.root, WORKSHOP).record
    assert isinstance(record, Workshop)
    assert [(vote.need, vote.dots) for vote in record.votes] == [(NEED, 22)]
    assert check_commons(commons.root).problems == ()
    with pytest.raises(InputError, match="Fewer than 11"):
        save_votes(commons.root, WORKSHOP, tally([Ballot("1", NEED, 2)], 3), "Mimosa")
