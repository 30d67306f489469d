"""How to cite a release: in a sentence, as BibTeX and as CSL-JSON, always with the hash of what was cited."""

from __future__ import annotations

import unicodedata
from typing import Any

from portee.commons.publish.release import Release
from portee.commons.publish.words import day, told, typeset

__all__ = ["bibtex", "citation", "csl_json"]

_ESCAPED = {
    "\\": r"\textbackslash{}", "{": r"\{", "}": r"\}", "#": r"\#", "$": r"\$", "%": r"\%", "&": r"\&", "_": r"\_",
    "~": r"\textasciitilde{}", "^": r"\textasciicircum{}", '"': "''",
}  # fmt: skip
"""Signs that mean something to LaTeX. A quotation mark would end a field."""


def citation(release: Release, sha256: str, lang: str) -> str:
    """A sentence to cite the release by."""
    manifest = release.manifest
    text = told(
        "cite", lang, publisher=manifest.publisher, title=manifest.title.in_(lang), version=release.version,
        day=day(release.moment, lang), url=release.base, sha256=sha256,
    )  # fmt: skip
    return typeset(text, lang)


def bibtex(release: Release, sha256: str) -> str:
    """The release as a BibTeX entry, in the commons' first language."""
    manifest = release.manifest
    year, month, _ = release.moment[:10].split("-")
    fields = {
        "title": f"{{{_latex(manifest.title.in_(manifest.languages[0]))}}}",
        "author": f"{{{_latex(manifest.publisher)}}}",
        "publisher": _latex(manifest.publisher),
        "year": year,
        "month": str(int(month)),
        "version": release.version,
        "url": release.base,
        "note": f"SHA-256: {sha256}; commit: {release.commit}; licence: {manifest.licence}",
    }
    lines = [f"  {name} = {{{value}}}," for name, value in fields.items()]
    return "\n".join([f"@misc{{{manifest.name}-{release.version},", *lines, "}"]) + "\n"


def csl_json(release: Release, sha256: str) -> list[dict[str, Any]]:
    """The release as CSL-JSON, which citation managers read."""
    manifest = release.manifest
    parts = [int(part) for part in release.moment[:10].split("-")]
    return [
        {
            "id": f"{manifest.name}-{release.version}",
            "type": "dataset",
            "title": manifest.title.in_(manifest.languages[0]),
            "author": [{"literal": manifest.publisher}],
            "publisher": manifest.publisher,
            "issued": {"date-parts": [parts]},
            "version": release.version,
            "URL": release.base,
            "language": manifest.languages[0],
            "note": f"SHA-256: {sha256}; commit: {release.commit}; licence: {manifest.licence}",
        }
    ]


def _latex(text: str) -> str:
    kept = "".join(sign for sign in text if unicodedata.category(sign)[0] != "C")
    return "".join(_ESCAPED.get(sign, sign) for sign in " ".join(kept.split()))
