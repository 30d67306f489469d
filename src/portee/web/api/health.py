"""Whether the application answers: for whoever starts it, and for what watches it."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter, Request

import portee
from portee.web.site import site_of

__all__ = ["router"]

router = APIRouter(tags=["health"])


@router.get("/healthz")
def healthz(request: Request) -> dict[str, Any]:
    """Answers when the application is ready."""
    return {"status": "ok", "version": portee.__version__, "workspace": site_of(request).workspace.name}
