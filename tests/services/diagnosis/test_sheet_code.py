from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portee.core.errors import ParameterError
from portee.people.library import shipped_profiles
from portee.services.diagnosis.interview import CHILDREN, DAYS_ASKED, LICENCES, VEHICLES, WALKS, Interview
from portee.services.diagnosis.sheet_code import SIGNS, code_of, interview_of, rounded

BOUNDS = (5.2, 43.15, 5.8, 43.6)
HERE = "marseille"


def maybe(values: st.SearchStrategy[int] | st.SearchStrategy[str]) -> st.SearchStrategy[int | str | None]:
    return st.none() | values


INTERVIEWS = st.builds(
    Interview,
    lat=st.floats(43.15, 43.6), lon=st.floats(5.2, 5.8),
    profile=st.sampled_from([profile.id for profile in shipped_profiles()]),
    start=maybe(st.integers(0, 287).map(lambda n: n * 5)), end=maybe(st.integers(0, 287).map(lambda n: n * 5)),
    days=maybe(st.sampled_from(tuple(DAYS_ASKED))), budget_eur=maybe(st.integers(0, 200).map(lambda n: n * 5)),
    longest_min=maybe(st.integers(1, 48).map(lambda n: n * 5)), licence=maybe(st.sampled_from(LICENCES)),
    vehicle=maybe(st.sampled_from(VEHICLES)), children=maybe(st.sampled_from(CHILDREN)),
    walk=maybe(st.sampled_from(WALKS)),
)  # fmt: skip


@given(INTERVIEWS)
def test_the_code_tells_every_answer_again(interview: Interview) -> None:
    code = code_of(interview, BOUNDS, HERE)
    found = interview_of(code, BOUNDS, HERE)
    assert found.told == interview.told
    for name in ("profile", *interview.told):
        assert getattr(found, name) == getattr(interview, name)
    assert abs(found.lat - interview.lat) <= 0.45 / 4096
    assert abs(found.lon - interview.lon) <= 0.6 / 4096
    assert rounded(found, BOUNDS, HERE) == found
    assert code_of(found, BOUNDS, HERE) == code
    assert len(code.replace("-", "")) <= 18


@given(INTERVIEWS)
def test_small_letters_spaces_and_look_alikes_do_not_matter(interview: Interview) -> None:
    code = code_of(interview, BOUNDS, HERE)
    written = code.lower().replace("-", " ").replace("0", "o").replace("1", "l")
    assert interview_of(written, BOUNDS, HERE) == interview_of(code, BOUNDS, HERE)


def test_a_code_is_short_where_little_was_answered() -> None:
    assert len(code_of(Interview(43.3, 5.4, "night-cleaner"), BOUNDS, HERE).replace("-", "")) == 9


def test_nearly_every_slip_is_told() -> None:
    code = code_of(Interview(43.3, 5.4, "night-cleaner", 330, 780), BOUNDS, HERE).replace("-", "")
    taken = 0
    for place in range(len(code)):
        for sign in SIGNS:
            if sign != code[place]:
                try:
                    interview_of(code[:place] + sign + code[place + 1 :], BOUNDS, HERE)
                    taken += 1
                except ParameterError:
                    pass
    assert taken <= 0.01 * len(code) * 31


@pytest.mark.parametrize("code", ["", "A", "----", "0" * 40, "é" * 9, "UUUUUUUUU", "K6DZZF0G", "ßßßßßßßßß"])
def test_what_is_no_code_is_told(code: str) -> None:
    with pytest.raises(ParameterError, match="cannot be read"):
        interview_of(code, BOUNDS, HERE)


def test_the_sheet_of_another_territory_is_told() -> None:
    with pytest.raises(ParameterError):
        interview_of(code_of(Interview(43.3, 5.4, "night-cleaner"), BOUNDS, HERE), BOUNDS, "lyon")


@given(st.text(max_size=30))
def test_whatever_is_typed_is_a_code_or_an_error(text: str) -> None:
    with suppress(ParameterError):
        assert isinstance(interview_of(text, BOUNDS, HERE), Interview)


def test_keys_of_profiles_differ() -> None:
    codes = {code_of(Interview(43.3, 5.4, profile.id), BOUNDS, HERE) for profile in shipped_profiles()}
    assert len(codes) == len(shipped_profiles())
