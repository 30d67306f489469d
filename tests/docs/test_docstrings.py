from __future__ import annotations

from docs.docstrings import escape, to_markdown


def test_signs_of_markdown_are_harmless_outside_code() -> None:
    assert escape("a [b](c) *d* `e[f]`") == r"a \[b\](c) \*d\* `e[f]`"


def test_sections_become_lists() -> None:
    text = to_markdown(
        """What it does.

        Args:
            speed: metres per second,
                on flat ground.
            first, second (int): two numbers.

        Raises:
            ValueError: when it cannot.
        """
    )
    assert text == (
        "What it does.\n\n**Args**\n\n- `speed`: metres per second, on flat ground.\n"
        "- `first`, `second` (int): two numbers.\n\n**Raises**\n\n- `ValueError`: when it cannot."
    )


def test_indented_blocks_stay_as_they_are() -> None:
    text = to_markdown("A tree.\n\n    root\n    └── leaf\n\nAfter.")
    assert text == "A tree.\n\n```text\nroot\n└── leaf\n```\n\nAfter."


def test_nothing_is_lost() -> None:
    words = "One line\nand another.\n\nReturns:\n    a thing\n\n    and more\n\nLast [words]."
    kept = to_markdown(words).replace("\\", "")
    for word in words.replace("Returns:", "").split():
        assert word in kept
