"""Explanation of the indicators, read from the file that describes them."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml
from latex2mathml.converter import convert

from docs.docstrings import escape
from docs.words import WORDS

__all__ = ["DESCRIPTIONS", "indicators_page"]

DESCRIPTIONS = Path(__file__).parents[1] / "src" / "portee" / "indicators" / "descriptions.yaml"


def indicators_page(language: str, descriptions: Path = DESCRIPTIONS) -> str:
    """Markdown of every indicator: what it is, formula as MathML, unit, limits, source."""
    words = WORDS[language]
    sections = [f"# {words['indicators']}", words["indicators_intro"]]
    for name, indicator in yaml.safe_load(descriptions.read_text(encoding="utf-8")).items():
        sections += [
            f"## {escape(indicator['title'][language])}",
            escape(indicator["description"][language]),
            f'<div class="formula">{convert(indicator["formula"], display="block")}</div>',
            f"- **{words['name']}** `{name}`\n"
            f"- **{words['unit']}** {escape(indicator['unit'][language])}\n"
            f"- **{words['limits']}** {escape(indicator['limits'][language])}\n"
            f"- **{words['source']}** {_source(indicator, words)}",
        ]
    return "\n\n".join(sections) + "\n"


def _source(indicator: Mapping[str, Any], words: Mapping[str, str]) -> str:
    """Author and year, linked to the publication where it has an identifier."""
    if indicator["source"] == "Definition":
        return words["definition"]
    if not indicator.get("doi"):
        return escape(indicator["source"])
    return f"[{escape(indicator['source'])}](<https://doi.org/{indicator['doi']}>)"
