"""The public API under /api/v1: the same names as the command line, one line each; and what watches the application."""

from fastapi import APIRouter

from portee.web.api import (
    commons,
    commons_work,
    diagnose,
    feeds,
    health,
    jobs,
    ogc,
    pains,
    profiles,
    reach,
    rules,
    tiles,
    uploads,
    vacancy,
)

__all__ = ["HEAVY", "ROUTERS"]

ROUTERS: tuple[APIRouter, ...] = (
    diagnose.router,
    commons.router,
    commons_work.router,
    health.router,
    ogc.router,
    pains.router,
    profiles.router,
    reach.router,
    rules.router,
    tiles.router,
    vacancy.router,
    jobs.router,
    uploads.router,
    feeds.router,
)  # fmt: skip

HEAVY = frozenset({"/api/v1/diagnose", "/api/v1/vacancy"})
"""Addresses whose answers take seconds of computation: asked less often."""
