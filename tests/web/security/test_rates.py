from __future__ import annotations

from functools import partial

import pytest
from fastapi.testclient import TestClient
from hypothesis import given
from hypothesis import strategies as st

from portee.web.app import create_app
from portee.web.security.rates import MOST_KEPT, Buckets, Rate, RateLimit, caller_of
from portee.web.site import Settings, Site


@given(st.lists(st.floats(0, 100), max_size=60), st.floats(1, 20), st.floats(0.1, 5))
def test_never_more_than_the_burst_and_what_time_brought(steps: list[float], burst: float, per_second: float) -> None:
    now, allowed = 0.0, 0
    buckets = Buckets(Rate(burst, per_second), clock=lambda: now)
    for step in steps:
        now += step
        allowed += buckets.wait("a") == 0
    assert allowed <= burst + now * per_second + 1e-6


def test_whoever_waits_as_long_as_told_is_answered() -> None:
    now = 0.0
    buckets = Buckets(Rate(2, 0.4), clock=lambda: now)
    assert [buckets.wait("a") for _ in range(3)] == [0, 0, 3]
    assert buckets.wait("b") == 0
    now = 3.0
    assert buckets.wait("a") == 0


def test_a_clock_that_goes_back_harms_nobody() -> None:
    now = 100.0
    buckets = Buckets(Rate(1, 1), clock=lambda: now)
    assert buckets.wait("a") == 0
    now = 50.0
    assert buckets.wait("a") > 0
    now = 52.0
    assert buckets.wait("a") == 0


@pytest.mark.parametrize(
    ("address", "told"),
    [
        ("192.0.2.7", "192.0.2.7"), ("::ffff:192.0.2.7", "192.0.2.7"), ("2001:db8:1:2:3::4", "2001:db8:1:2::/64"),
        ("2001:db8:1:2:ffff::", "2001:db8:1:2::/64"), ("testclient", "testclient"), ("fe80::1%eth0", "fe80::/64"),
    ],
)  # fmt: skip
def test_all_addresses_of_one_network_of_ipv6_count_as_one(address: str, told: str) -> None:
    assert caller_of({"type": "http", "client": (address, 1)}) == told
    assert caller_of({"type": "http", "client": None}) == ""


def test_addresses_are_forgotten_and_never_kept_as_they_are() -> None:
    buckets = Buckets(Rate(1, 1))
    for k in range(MOST_KEPT + 10):
        buckets.wait(f"10.0.0.{k}")
    assert len(buckets._left) == MOST_KEPT
    assert not any(b"10.0.0" in key for key in buckets._left)


@pytest.fixture
def few(site: Site, monkeypatch: pytest.MonkeyPatch) -> TestClient:
    """An application that lets each address ask three times, and then once in a minute."""
    monkeypatch.setattr("portee.web.app.RateLimit", partial(RateLimit, easy=Rate(3, 1 / 60)))
    return TestClient(create_app(site))


def test_too_many_questions_are_told_to_wait(few: TestClient) -> None:
    answers = [few.get("/healthz") for _ in range(4)]
    refused = [answer for answer in answers if answer.status_code == 429]
    assert refused
    assert int(refused[0].headers["retry-after"]) >= 1
    assert refused[0].json()["error"]["code"] == "too_many"


def test_limits_can_be_left_out(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("portee.web.app.RateLimit", partial(RateLimit, easy=Rate(3, 1 / 60)))
    client = TestClient(create_app(Site(site.workspace, Settings(limited=False))))
    assert {client.get("/healthz").status_code for _ in range(9)} == {200}


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_people_are_told_on_a_page(few: TestClient, lang: str) -> None:
    answers = [few.get(f"/{lang}/nothing") for _ in range(4)]
    assert "text/html" in next(answer for answer in answers if answer.status_code == 429).headers["content-type"]
