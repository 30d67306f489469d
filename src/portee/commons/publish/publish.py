"""Write a publication: everything of one release in one folder, which appears whole or not at all."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from pathlib import Path

from portee.commons.publish.catalogue import catalogue
from portee.commons.publish.changelog import changelog_markdown
from portee.commons.publish.citation import bibtex, citation, csl_json
from portee.commons.publish.crate import CRATE, crate
from portee.commons.publish.datapackage import data_package
from portee.commons.publish.feed import atom, feed_path, sitemap
from portee.commons.publish.pages.site import site_files
from portee.commons.publish.parts import Part, content_hash, parts_of, record_files, schema_files, write_file
from portee.commons.publish.record_json import json_text
from portee.commons.publish.release import Release, gather
from portee.core.atomic import atomic_folder
from portee.core.errors import OutputError
from portee.core.progress import Progress

__all__ = ["MARK", "SUMS", "Publication", "publish_commons"]

MARK = "release.json"
"""The file by which a folder is known as a publication, which may be replaced by the next."""

SUMS = "SHA256SUMS"
"""A line for each file, as `sha256sum -c` reads them."""


@dataclass(frozen=True)
class Publication:
    """What was published, and where."""

    release: Release
    folder: Path
    parts: tuple[Part, ...]
    sha256: str

    def files(self, *, font: bytes | None = None, progress: Progress | None = None) -> Iterator[tuple[str, bytes]]:
        """Path and contents of each file of the publication but the sums."""
        release = self.release
        yield from self.data()
        yield "sitemap.xml", sitemap(release)
        cited = {lang: citation(release, self.sha256, lang) for lang in release.manifest.languages}
        yield from site_files(release, self.parts, self.sha256, cited, font=font, progress=progress)

    def data(self) -> Iterator[tuple[str, bytes]]:
        """The same without the pages: what programs and other commons read."""
        release = self.release
        for _, path, contents in record_files(release):
            yield path, contents
        yield from schema_files(release)
        for part in self.parts:
            yield part.path, part.contents
        yield MARK, json_text(_mark(self)).encode("utf-8")
        yield "CITATION.bib", bibtex(release, self.sha256).encode("utf-8")
        yield "CITATION.json", json_text(csl_json(release, self.sha256)).encode("utf-8")
        for lang in release.manifest.languages:
            yield f"CHANGELOG.{lang}.md", changelog_markdown(release, lang).encode("utf-8")
            yield feed_path(lang), atom(release, lang)
        for path, values in (
            ("datapackage.json", data_package(release, self.parts, self.sha256)),
            ("catalogue.jsonld", catalogue(release, self.parts)),
            (CRATE, crate(release, self.parts, self.sha256)),
        ):
            yield path, json_text(values).encode("utf-8")


def publish_commons(
    root: Path,
    folder: Path,
    *,
    include: Collection[str] = (),
    version: str | None = None,
    font: bytes | None = None,
    progress: Progress | None = None,
) -> Publication:
    """Publish the last commit of a commons; the same commit gives the same bytes.

    Args:
        folder: appears whole, in the place of an earlier publication if there is one.
        include: further statuses to publish, `proposed` and `draft`; their records bear them visibly.
        version: such as 1.2.0; counted up from the release before otherwise.
        font: a WOFF2 file for the letters of the site; those of the reader's system otherwise.

    Raises:
        InputError: the commons has problems, edits that are not committed, or licences that do not mix.
        OutputError: the folder holds something else, or cannot be written.
    """
    _check_folder(root, folder)
    release = gather(root, include=include, version=version, progress=progress)
    parts = parts_of(release)
    made = Publication(release, folder, parts, content_hash(release, parts))
    with atomic_folder(folder) as partial:
        sums = {}
        for path, contents in made.files(font=font, progress=progress):
            if path in sums:
                raise ValueError(f"{path} would be written twice")
            write_file(partial, path, contents)
            sums[path] = hashlib.sha256(contents).hexdigest()
        listed = "".join(f"{sums[path]}  {path}\n" for path in sorted(sums))
        write_file(partial, SUMS, listed.encode("utf-8"))
    return made


def _check_folder(root: Path, folder: Path) -> None:
    """Never write over what is no publication, nor among the records."""
    own, target = root.resolve(), folder.resolve()
    if target == own or target.is_relative_to(own) or own.is_relative_to(target):
        raise OutputError(
            "A publication lies beside its commons, not in it.", where=str(folder), mend="Choose a folder elsewhere."
        )
    if folder.is_dir() and any(folder.iterdir()) and not (folder / MARK).is_file():
        raise OutputError(
            "The folder holds something else than a publication.", where=str(folder), mend="Choose another folder."
        )


def _mark(made: Publication) -> dict[str, object]:
    release = made.release
    return {
        "name": release.manifest.name,
        "version": release.version,
        "previous": release.previous,
        "date": release.moment,
        "commit": release.commit,
        "sha256": made.sha256,
        "licence": release.manifest.licence,
        "records": [file.id for file in release.records],
    }
