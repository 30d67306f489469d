"""Every kind of modification is in the list, under the name of its file."""

from __future__ import annotations

import inspect
import pkgutil
from importlib import import_module
from typing import get_args

import pytest

from portee.scenarios import kinds
from portee.scenarios.kinds.catalogue import AnyModification
from portee.scenarios.modification import Modification
from tests.scenarios.grounds import problems_of

NAMES = sorted(module.name for module in pkgutil.iter_modules(kinds.__path__) if module.name != "catalogue")
LISTED = get_args(get_args(AnyModification)[0])


@pytest.mark.parametrize("name", NAMES)
def test_a_file_holds_one_kind_of_its_name_and_it_is_listed(name: str) -> None:
    module = import_module(f"portee.scenarios.kinds.{name}")
    own = [one for one in vars(module).values() if inspect.isclass(one) and one.__module__ == module.__name__]
    (kind,) = [one for one in own if issubclass(one, Modification) and "type" in one.model_fields]
    assert get_args(kind.model_fields["type"].annotation) == (name,)
    assert kind in LISTED
    assert kind.__name__ in module.__all__
    assert kind.apply is not Modification.apply
    assert inspect.getdoc(kind) != inspect.getdoc(Modification)


def test_nothing_else_is_listed() -> None:
    assert sorted(get_args(kind.model_fields["type"].annotation)[0] for kind in LISTED) == NAMES


@pytest.mark.parametrize("name", NAMES)
def test_a_name_nearly_right_is_guessed_and_a_wrong_field_shows_those_of_the_kind_alone(name: str) -> None:
    (problem,) = problems_of({"type": f"{name}x"})
    assert problem.what == f"There is no type '{name}x'."
    assert problem.mend == f"Did you mean '{name}'? Types: {', '.join(NAMES)}."
    (extra, *_) = problems_of({"type": name, "notte": "x"})
    assert extra.what == "There is no field 'notte'."
    assert "note" in extra.mend
    assert "Fields: " in extra.mend
    assert "from_" not in extra.mend
