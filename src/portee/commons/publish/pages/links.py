"""Which records speak of which."""

from __future__ import annotations

from collections.abc import Mapping

from portee.commons.publish.release import Release
from portee.commons.records.references import references
from portee.commons.text.markdown import body_links

__all__ = ["backlinks"]


def backlinks(release: Release) -> Mapping[str, tuple[str, ...]]:
    """For each record that others of the release refer to, in a field or in their text: which, in reading order."""
    found: dict[str, dict[str, None]] = {}
    for file in release.records:
        told = [str(to) for at, to in references(file.record) if at[0] != "origin"]
        told += [to for body in file.body.values() for _, to in body_links(body)]
        for to in told:
            if to in release.by_id and to != file.id:
                found.setdefault(to, {})[file.id] = None
    return {to: tuple(ids) for to, ids in found.items()}
