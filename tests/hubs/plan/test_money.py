from __future__ import annotations

import pytest
from pydantic import ValidationError

from portee.hubs.plan.money import Post, Subsidy
from tests.hubs.plan.hubs import WORDS


def test_a_post_is_paid_the_minimum_wage_where_nothing_is_told() -> None:
    assert Post.model_validate({"title": WORDS, "fte": 0.5}).gross.figure == "wage.smic_gross_month"


def test_an_aid_has_a_source() -> None:
    with pytest.raises(ValidationError):
        Subsidy.model_validate({"title": WORDS, "by": "city", "eur": 5, "from": 2027, "until": 2028})
