"""Options that several commands share, declared once as a dataclass and shown by each as if they were its own."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from dataclasses import fields, is_dataclass
from typing import Any, get_type_hints

from portee.core.progress import Cancelled

__all__ = ["expand"]


def expand(function: Callable[..., None]) -> Callable[..., None]:
    """The function with each parameter that is a dataclass replaced by the dataclass's fields, in their place.

    Ctrl-C ends it with `Cancelled`.
    """
    hints = get_type_hints(function, include_extras=True)
    parameters: list[inspect.Parameter] = []
    groups: dict[str, Any] = {}
    for name, parameter in inspect.signature(function).parameters.items():
        kind = hints[name]
        if not is_dataclass(kind):
            parameters.append(parameter.replace(annotation=kind, kind=inspect.Parameter.KEYWORD_ONLY))
            continue
        groups[name] = kind
        inner = get_type_hints(kind, include_extras=True)
        parameters += [
            inspect.Parameter(
                item.name, inspect.Parameter.KEYWORD_ONLY, default=item.default, annotation=inner[item.name]
            )
            for item in fields(kind)
        ]

    def run(**values: Any) -> None:
        made = {
            name: kind(**{item.name: values.pop(item.name) for item in fields(kind)}) for name, kind in groups.items()
        }
        try:
            function(**values, **made)
        except KeyboardInterrupt:
            # Under a name of our own, because Typer has words of its own for Ctrl-C.
            raise Cancelled from None

    run.__name__, run.__doc__, run.__module__ = function.__name__, function.__doc__, function.__module__
    # Not functools.wraps: whoever asks for the signature must see the options, not the dataclasses.
    run.__signature__ = inspect.Signature(parameters)  # type: ignore[attr-defined]
    run.__annotations__ = {parameter.name: parameter.annotation for parameter in parameters}
    return run
