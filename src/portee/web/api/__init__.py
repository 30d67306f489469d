"""The public API under /api/v1: the same names as the command line, one line each; and what watches the application."""

from fastapi import APIRouter

from portee.web.api import (
    about,
    commons,
    commons_work,
    compare,
    diagnose,
    feeds,
    health,
    hubs,
    jobs,
    ogc,
    pains,
    profiles,
    reach,
    rules,
    scenarios,
    territories,
    tiles,
    trips,
    uploads,
    vacancy,
)

__all__ = ["HEAVY", "ROUTERS"]

ROUTERS: tuple[APIRouter, ...] = (
    about.router,
    diagnose.router,
    commons.router,
    commons_work.router,
    compare.router,
    health.router,
    hubs.router,
    ogc.router,
    pains.router,
    profiles.router,
    reach.router,
    rules.router,
    scenarios.router,
    territories.router,
    tiles.router,
    trips.router,
    vacancy.router,
    jobs.router,
    uploads.router,
    feeds.router,
)  # fmt: skip

_SECONDS = ("compare", "diagnose", "isochrone", "scenario/check", "territories/groups", "trip", "vacancy")

HEAVY = frozenset(f"/api/v1/{name}" for name in _SECONDS)
"""Addresses whose answers take seconds of computation: asked less often."""
