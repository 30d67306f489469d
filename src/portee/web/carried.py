"""Texts that a page carries along in its forms, since the server keeps none: changed by a step, or given as a file."""

from __future__ import annotations

from collections.abc import Callable

from fastapi.responses import Response

from portee.core.errors import PorteeError

__all__ = ["changed_text", "yaml_file"]


def changed_text(make: Callable[[], str], otherwise: str) -> str:
    """A new text; another where the one it is made from cannot be read."""
    try:
        return make()
    except (PorteeError, KeyError, TypeError, AttributeError, ValueError):
        return otherwise


def yaml_file(text: str, name: str) -> Response:
    """A text as a file that the command line reads; name: of the file, without its ending."""
    headers = {"Content-Disposition": f'attachment; filename="{name}.yaml"', "Cache-Control": "no-store"}
    return Response(text, media_type="application/yaml; charset=utf-8", headers=headers)
