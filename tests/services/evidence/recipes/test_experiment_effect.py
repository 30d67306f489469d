from __future__ import annotations

from pathlib import Path

import pytest

from portee.commons.records.evidence import Evidence
from portee.core.errors import ParameterError
from portee.services.evidence.ground import Ground
from portee.services.evidence.recipes.experiment_effect import EXPERIMENT_EFFECT
from portee.services.evidence.verify import verify_evidence
from portee.services.experiment.effect import effect_record, experiment_effect
from tests.services.experiment.examples import example

SETTINGS = {"protocol": "protocol.yaml", "measures": "measures.csv", "hypothesis": "rises"}


def ground_of(made: Path) -> Ground:
    files = {name: made / name for name in ("protocol.yaml", "measures.csv")}
    return Ground(files, dict.fromkeys(files, "0" * 64), made)


def record_of(made: Path) -> Evidence:
    """The evidence that an effect comes with, completed as its author would."""
    (block,) = effect_record(experiment_effect(made / "protocol.yaml", made / "measures.csv"))["evidence"]
    block["computed"]["computed_on"] = "2027-05-01"
    return Evidence.model_validate({"id": "evidence/navette", "title": {"fr": "Navette"}, "authors": ["M"], **block})


def test_it_is_the_effect_with_its_interval(tmp_path: Path) -> None:
    made = example(tmp_path)
    figured, record = EXPERIMENT_EFFECT.run(SETTINGS, ground_of(made)), record_of(made)
    assert (figured.value, figured.low, figured.high) == pytest.approx((record.value, record.low, record.high))
    assert figured.unit == record.unit
    assert figured.interval == record.interval


def test_what_an_experiment_writes_is_verified(tmp_path: Path) -> None:
    made = example(tmp_path)
    record = record_of(made)
    (found,) = verify_evidence([record], [made], cache=tmp_path / "cache")
    assert (found.state, found.fields) == ("same", ())
    wrong = record.model_copy(update={"value": record.value + 0.001})
    (told,) = verify_evidence([wrong], [made], cache=tmp_path / "cache")
    assert (told.state, told.fields) == ("differs", ("value",))


def test_weaknesses_are_caveats(tmp_path: Path) -> None:
    made = example(tmp_path, changes={"assignment: random": "assignment: chosen"})
    figured = EXPERIMENT_EFFECT.run(SETTINGS, ground_of(made))
    assert [caveat.fr[:40] for caveat in figured.caveats] == ["Les unités concernées ont été choisies, "]


def test_an_effect_that_is_refused_is_no_evidence(tmp_path: Path) -> None:
    few = {f"    - {{unit: control-{k:02d}}}\n": "" for k in range(4, 25)}
    made = example(tmp_path, "single", few)
    with pytest.raises(ParameterError, match="3 units to mix"):
        EXPERIMENT_EFFECT.run(SETTINGS, ground_of(made))


def test_another_hypothesis_is_told(tmp_path: Path) -> None:
    with pytest.raises(ParameterError, match=r"no hypothesis 'falls'.*Hypotheses: rises"):
        EXPERIMENT_EFFECT.run({**SETTINGS, "hypothesis": "falls"}, ground_of(example(tmp_path)))
