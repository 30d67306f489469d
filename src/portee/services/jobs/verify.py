"""Computing evidence of the commons again, as long work: from the files of the workspace, known by their content."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from portee.commons.records.references import ID, LONGEST_ID
from portee.commons.text.record_file import record_path
from portee.core.errors import ParameterError
from portee.services.evidence.verify import computed_evidence, read_evidence, verify_evidence
from portee.services.jobs.kinds import JobKind, Work, register
from portee.services.workspace.workspace import Workspace

__all__ = ["MOST_IDS", "VERIFY"]

MOST_IDS = 200


def _commons(workspace: Workspace) -> Path:
    root = workspace.commons
    if root is None or not root.is_dir():
        raise ParameterError("The workspace has no commons.", mend="Name one in workspace.yaml.")
    return root


def _check(workspace: Workspace, asked: Mapping[str, Any]) -> Mapping[str, Any]:
    root, ids = _commons(workspace), asked.get("ids", [])
    if set(asked) - {"ids"} or not isinstance(ids, list) or len(ids) > MOST_IDS:
        raise ParameterError("Say which evidence.", mend=f"Give at most {MOST_IDS} 'ids', or none for all.")
    for id in ids:
        sound = isinstance(id, str) and ID.fullmatch(id) and len(id) <= LONGEST_ID and id.startswith("evidence/")
        if not sound or not (root / record_path(id)).is_file():
            raise ParameterError("There is no such evidence.", mend="Give ids such as evidence/name.")
    return {"ids": sorted(set(ids))}


def _run(work: Work) -> Mapping[str, Any]:
    root = _commons(work.workspace)
    records = read_evidence(root, work.asked["ids"] or computed_evidence(root))
    cited = [str(record.id) for record in records if record.computed is None]
    found = list(verify_evidence(records, [work.workspace.folder], threads=1, progress=work.progress))
    return {
        "verified": [one.as_dict() for one in found], "counts": dict(Counter(one.state for one in found)),
        "cited": cited,
    }  # fmt: skip


VERIFY = register(JobKind("verify", _check, _run, keyed=False))
