from __future__ import annotations

from dataclasses import dataclass

from portee.services.gazetteer import Spot
from portee.web.forms import Typed
from portee.web.placing import spot_choices, spots_of

ONE, OTHER = Spot("Rue Haute", "street", 43.1, 5.1, "Gare"), Spot("Rue Haute", "street", 43.2, 5.2)


@dataclass
class Known:
    """Finds what it is told to."""

    found: dict[str, tuple[Spot, ...]]

    def find(self, text: str) -> tuple[Spot, ...]:
        return self.found.get(text, ())


KNOWN = Known({"rue haute": (ONE, OTHER), "gare": (ONE,), "43.200000, 5.200000": (OTHER,)})


def asked(**fields: str) -> tuple[tuple[Spot, ...], dict[str, str]]:
    form = Typed({name.replace("_", "-"): text for name, text in fields.items()})
    return spots_of(form, "home", KNOWN), form.problems  # type: ignore[arg-type]


def test_one_place_is_taken() -> None:
    assert asked(home="gare") == ((ONE,), {})


def test_of_several_one_is_asked_for_and_then_taken() -> None:
    found, problems = asked(home="rue haute")
    assert problems == {"spot": "place-several"}
    value, words = spot_choices(found, "fr")[1]
    assert words == "Rue Haute"
    assert asked(home="rue haute", home_asked="rue haute", spot=value) == ((OTHER,), {})


def test_another_name_typed_meanwhile_counts() -> None:
    assert asked(home="gare", home_asked="rue haute", spot="43.200000, 5.200000") == ((ONE,), {})


def test_what_is_not_found_is_told() -> None:
    assert asked(home="nowhere") == ((), {"home": "place-unknown"})
    assert asked(home="rue haute", home_asked="rue haute", spot="<script>") == ((), {"home": "place-unknown"})


def test_there_is_no_choice_among_one() -> None:
    assert spot_choices((ONE,), "en") == []
    assert "near “Gare”" in spot_choices((ONE, OTHER), "en")[0][1]


def test_a_stop_and_a_street_of_one_name_are_told_apart() -> None:
    words = [told for _, told in spot_choices((Spot("Rue Haute", "stop", 43.3, 5.3), ONE, OTHER), "en")]
    assert words == ["Rue Haute (stop)", "Rue Haute (street), near “Gare”", "Rue Haute (street)"]
