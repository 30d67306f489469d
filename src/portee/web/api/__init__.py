"""The public API under /api/v1: the same names as the command line, one line each; and what watches the application."""

from fastapi import APIRouter

from portee.web.api import health, reach, tiles

__all__ = ["HEAVY", "ROUTERS"]

ROUTERS: tuple[APIRouter, ...] = (
    health.router,
    reach.router,
    tiles.router,
)  # fmt: skip

HEAVY: frozenset[str] = frozenset()
"""Addresses whose answers take seconds of computation: asked less often."""
