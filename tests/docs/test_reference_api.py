from __future__ import annotations

import ast
import re
from pathlib import Path

from docs.reference_api import PACKAGE, api_pages, public_names
from docs.words import LANGUAGES

MODULES = sorted(PACKAGE.rglob("*.py"))


def test_signature_docstring_and_constants_are_shown(tmp_path: Path) -> None:
    room = tmp_path / "room"
    room.mkdir()
    (room / "__init__.py").write_text('"""Room."""\n', encoding="utf-8")
    (room / "thing.py").write_text(
        '"""A thing."""\n__all__ = ["LIMIT", "Thing", "make"]\nLIMIT = 3\n"""The most."""\n\n\n'
        'class Thing:\n    """A class."""\n\n    @property\n    def size(self) -> int:\n        """How large."""\n'
        "        return 1\n\n    def _hidden(self) -> None: ...\n\n\n"
        'def make(count: int = 2, *, name: str) -> Thing:\n    """Make it."""\n    return Thing()\n\n\n'
        'def private() -> None:\n    """Not shown."""\n',
        encoding="utf-8",
    )
    page = api_pages("en", tmp_path)["room.md"]
    for shown in (
        "## portee.room.thing",
        "LIMIT (constant)",
        "The most.",
        "property size(self) -> int",
        "How large.",
        "Make it.",
    ):
        assert shown in page
    assert "make(count: int=2, *, name: str) -> Thing" in page
    assert "hidden" not in page
    assert "Not shown." not in page


def test_long_signatures_are_cut_between_arguments(tmp_path: Path) -> None:
    arguments = ", ".join(f"argument_{i}: dict[str, tuple[int, ...]]" for i in range(4))
    (tmp_path / "thing.py").write_text(
        f'__all__ = ["make"]\ndef make({arguments}) -> None:\n    """Make."""\n', encoding="utf-8"
    )
    page = api_pages("en", tmp_path)["thing.md"]
    assert "\n    argument_1: dict[str, tuple[int, ...]],\n" in page


def test_every_public_name_defined_in_the_package_is_in_the_reference() -> None:
    shown = [
        {name for page in api_pages(lang).values() for name in re.findall(r"^### (\w+)", page, re.MULTILINE)}
        for lang in LANGUAGES
    ]
    for module in MODULES:
        text = module.read_text(encoding="utf-8")
        for name in public_names(ast.parse(text)):
            if f"def {name}(" in text or f"class {name}" in text or f"\n{name} =" in text:
                assert all(name in found for found in shown), f"{module.stem}.{name}"
