from __future__ import annotations

import json

import pytest

from portee.services.jobs.kinds import JobKind
from portee.services.jobs.results import RESULT, keeping, kept_result, key_of_work, result_file
from portee.services.workspace.workspace import Workspace, open_workspace

KIND = JobKind("k", lambda _, asked: asked, lambda _: {})
KEY = "a" * 64


def test_the_key_is_that_of_all_a_result_follows_from(workspace: Workspace) -> None:
    first = key_of_work(workspace, KIND, {"a": 1, "b": 2})
    assert first == key_of_work(workspace, KIND, {"b": 2, "a": 1})
    others = {
        key_of_work(workspace, KIND, {"a": 2, "b": 2}),
        key_of_work(workspace, JobKind("other", KIND.check, KIND.run), {"a": 1, "b": 2}),
        key_of_work(workspace, JobKind("k", KIND.check, KIND.run, version=2), {"a": 1, "b": 2}),
    }
    jobs = workspace.places("jobs")
    assert jobs is not None
    jobs.write_text(jobs.read_text() + "\n")
    others.add(key_of_work(workspace, KIND, {"a": 1, "b": 2}))
    manifest = workspace.folder / "network" / "manifest.json"
    manifest.write_text(json.dumps(json.loads(manifest.read_text()) | {"key": "another"}))
    others.add(key_of_work(open_workspace(workspace.folder), KIND, {"a": 1, "b": 2}))
    assert len(others) == 5
    assert first not in others


def test_a_result_is_kept_whole_or_not_at_all(workspace: Workspace) -> None:
    def half() -> None:
        with keeping(workspace, KEY) as folder:
            (folder / RESULT).write_text("{}")
            raise RuntimeError("killed")

    with pytest.raises(RuntimeError, match="killed"):
        half()
    assert kept_result(workspace, KEY) is None
    assert list(workspace.results.iterdir()) == []
    with keeping(workspace, KEY) as folder:
        (folder / RESULT).write_text('{"a": 1}')
        (folder / "x.csv").write_text("a")
    assert kept_result(workspace, KEY) == {"a": 1}
    assert result_file(workspace, KEY, "x.csv") is not None


@pytest.mark.parametrize("text", ["", "[1]", "nonsense"])
def test_a_damaged_result_is_none(workspace: Workspace, text: str) -> None:
    with keeping(workspace, KEY) as folder:
        (folder / RESULT).write_text(text)
    assert kept_result(workspace, KEY) is None


@pytest.mark.parametrize(
    "name", ["../workspace.yaml", "/etc/passwd", "", ".", "..", "x", "a/b.csv", "%2e%2e.csv", "x.csv\0"]
)
def test_no_name_leads_out_of_a_result(workspace: Workspace, name: str) -> None:
    with keeping(workspace, KEY) as folder:
        (folder / RESULT).write_text("{}")
    assert result_file(workspace, KEY, name) is None
    assert result_file(workspace, "../private", "portee.sqlite") is None
    assert kept_result(workspace, "../private") is None


def test_a_link_is_no_file_of_a_result(workspace: Workspace) -> None:
    with keeping(workspace, KEY) as folder:
        (folder / RESULT).write_text("{}")
    (workspace.results / KEY / "x.csv").symlink_to(workspace.folder / "workspace.yaml")
    assert result_file(workspace, KEY, "x.csv") is None
