"""What a site forgets by itself, once a day, unless its clock cannot be believed."""

from __future__ import annotations

import logging
import shutil
import time
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta

from sqlalchemy import select

from portee.services.workspace.workspace import Workspace
from portee.store.database import Database, now
from portee.store.retention import forget_old, sink_erased
from portee.store.schema import settings

__all__ = ["Housekeeping"]

LOG = logging.getLogger("portee.jobs")
EVERY_S = 86_400.0
LONGEST_GAP = timedelta(days=7)
"""Between two sweeps of a site that runs. A longer one means that it was off, or that the clock jumped: nothing is
erased then before another day has passed on the clock that cannot be set."""
UPLOADS_KEPT_S = 7 * EVERY_S
_SWEPT = "swept"


class Housekeeping:
    """Erases what is old, at most once a day.

    Args:
        workspace, database: whose. clock: seconds that never jump.
    """

    def __init__(
        self, workspace: Workspace, database: Database, clock: Callable[[], float] = time.monotonic
    ) -> None:  # fmt: skip
        self._workspace, self._database, self._clock = workspace, database, clock
        self._next = clock()

    def tick(self, moment: datetime | None = None) -> Mapping[str, int] | None:
        """Sweep when a day has passed since the last time; how many rows went, None when nothing was looked at."""
        if self._clock() < self._next:
            return None
        self._next = self._clock() + EVERY_S
        moment = moment or now()
        with self._database.writing() as connection:
            row = connection.execute(select(settings.c.value).where(settings.c.name == _SWEPT)).first()
            last = None if row is None else datetime.fromisoformat(row.value)
            if last is None:
                connection.execute(settings.insert().values(name=_SWEPT, value=moment.isoformat()))
            else:
                connection.execute(settings.update().where(settings.c.name == _SWEPT).values(value=moment.isoformat()))
            if last is None or abs(moment - last) > LONGEST_GAP or moment < last:
                LOG.info("nothing is forgotten today: the clock is not known to be right")
                return None
            gone = forget_old(connection, now=moment, unused_days=self._workspace.manifest.retention)
        if any(gone.values()):
            sink_erased(self._database)
            LOG.info("forgotten: %s", ", ".join(f"{name} {count}" for name, count in gone.items()))
        self._old_uploads(moment)
        return gone

    def _old_uploads(self, moment: datetime) -> None:
        for folder in self._workspace.uploads.iterdir():
            if folder.is_dir() and moment.timestamp() - folder.stat().st_mtime > UPLOADS_KEPT_S:
                shutil.rmtree(folder, ignore_errors=True)
