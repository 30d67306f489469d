from __future__ import annotations

from typing import Any

import pytest

from portee.offers.conditions import Condition, Verdict
from portee.people.facts import FACTS
from portee.reports.condition_words import NEEDS, condition_words, verdict_words


def condition(**told: Any) -> Condition:
    return Condition.model_validate(told)


@pytest.mark.parametrize(
    ("told", "french", "english"),
    [
        ({"fact": "licence_b", "is": True}, "il faut le permis B", "a car licence is needed"),
        ({"fact": "smartphone", "is": True}, "il faut un smartphone", "a smartphone is needed"),
        ({"fact": "wheelchair", "is": False}, "fauteuil roulant : ce doit être non", "wheelchair: this must be no"),
        ({"fact": "age", "at_least": 18}, "âge : 18 ou plus", "age: 18 or more"),
        ({"fact": "age", "at_least": 18, "below": 26}, "âge : 18 ou plus, âge : moins de 26", None),
        ({"fact": "income_eur_month", "at_most": 1234.5}, "revenu par mois, en euros : 1\u202f234,5 ou moins", None),
        (
            {"fact": "status", "one_of": ["employee", "apprentice"]},
            "situation : salarié, apprenti",
            "situation: employee, apprentice",
        ),
        ({"fact": "rights", "has": "rsa"}, "droits : il faut « RSA »", "rights: “RSA (minimum income)” is needed"),
        ({"fact": "passes", "has_not": "city"}, "abonnements : sans « city »", "passes: without “city”"),
        ({"fact": "status", "is": "student"}, "situation : étudiant", "situation: student"),
        ({"fact": "shoe_size", "above": 40}, "shoe_size : plus de 40", "shoe_size: more than 40"),
        ({"fact": "vip", "is": True}, "vip : oui", "vip: yes"),
        (
            {"any_of": [{"fact": "age", "below": 26}, {"fact": "rights", "has": "css"}]},
            "âge : moins de 26 ou droits : il faut « complémentaire santé solidaire »",
            None,
        ),
    ],
)
def test_conditions_in_words(told: dict[str, Any], french: str, english: str | None) -> None:
    assert condition_words(condition(**told), "fr") == french
    if english is not None:
        assert condition_words(condition(**told), "en") == english


def test_every_yes_or_no_fact_is_one() -> None:
    assert set(NEEDS) <= set(FACTS)


def test_what_fails_comes_first_and_what_is_not_known_is_to_be_checked() -> None:
    licence, age = condition(fact="licence_b", **{"is": True}), condition(fact="age", at_least=18)
    assert verdict_words(Verdict("no", (licence,), (age,)), "fr") == "il faut le permis B"
    assert verdict_words(Verdict("unknown", (), (age,)), "fr") == "à vérifier : âge : 18 ou plus"
    assert verdict_words(Verdict("yes"), "fr") == ""
