from __future__ import annotations

from typing import Any

import pytest

from portee.core.errors import ParameterError
from portee.core.progress import Silent
from portee.services.jobs.kinds import Work
from portee.services.jobs.verify import VERIFY
from portee.web.site import Site
from tests.web.conftest import private, shared

__all__ = ["private", "shared"]


def evidence(site: Site) -> list[str]:
    root = site.workspace.commons
    assert root is not None
    return [f"evidence/{path.stem}" for path in sorted((root / "evidence").glob("*.md"))]


def test_what_cannot_be_computed_here_says_which_inputs_are_missing(shared: Site, tmp_path: Any) -> None:
    workspace: Any = shared.workspace
    found = VERIFY.run(Work(workspace, VERIFY.check(workspace, {}), tmp_path, Silent()))
    told = [one["id"] for one in found["verified"]]
    assert sorted([*told, *found["cited"]]) == evidence(shared)
    assert all(one["state"] != "same" or one["computed"] is not None for one in found["verified"])
    assert sum(found["counts"].values()) == len(told)


@pytest.mark.parametrize(
    "asked", [{"ids": "all"}, {"ids": ["evidence/nothing"]}, {"ids": ["evidence/../../etc/passwd"]}, {"ids": [3]},
              {"ids": ["need/x"]}, {"who": "me"}, {"ids": ["evidence/x"] * 500}],
)  # fmt: skip
def test_what_cannot_be_asked_is_told_without_a_path(shared: Site, asked: dict[str, Any]) -> None:
    workspace: Any = shared.workspace
    with pytest.raises(ParameterError) as caught:
        VERIFY.check(workspace, asked)
    assert str(workspace.folder) not in str(caught.value)


def test_a_workspace_without_commons_says_so(private: Site) -> None:
    workspace: Any = private.workspace
    with pytest.raises(ParameterError, match="no commons"):
        VERIFY.check(workspace, {})
