"""The data of a commons in one file to take away: records, tables, schemas, licences and how to cite it."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import cast

from portee.commons.publish.parts import content_hash, parts_of
from portee.commons.publish.publish import Publication
from portee.commons.publish.release import gather
from portee.services.commons_reading.shelf import Reading

__all__ = ["PACKAGE", "publication_of", "published_files"]

PACKAGE = "package.zip"
EARLIEST = (1980, 1, 1, 0, 0, 0)
"""A ZIP knows no earlier day; the same commit gives the same bytes."""


def publication_of(reading: Reading) -> Publication:
    """What `portee commons publish` would write of the commons, with every record that is read. Once per commit.

    Raises:
        ManyProblems: the commons has problems, or licences that do not mix. InputError: edits are not committed.
    """
    if "publication" not in reading.kept:
        release = gather(reading.root, include=("proposed", "draft"))
        parts = parts_of(release)
        made = Publication(release, Path(), parts, content_hash(release, parts))
        reading.kept["publication"] = made
    return cast(Publication, reading.kept["publication"])


def published_files(reading: Reading) -> Mapping[str, bytes]:
    """Path → contents of each file of the data, and all of them in one ZIP. Raises as `publication_of`."""
    if "published" not in reading.kept:
        found = dict(publication_of(reading).data())
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as packed:
            for path in sorted(found):
                packed.writestr(zipfile.ZipInfo(path, EARLIEST), found[path], zipfile.ZIP_DEFLATED)
        reading.kept["published"] = {**found, PACKAGE: out.getvalue()}
    return cast(Mapping[str, bytes], reading.kept["published"])
