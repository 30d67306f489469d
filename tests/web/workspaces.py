"""A workspace of the invented village, for tests of the web."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from portee.core.declared import Words
from portee.sources.synthetic import SyntheticTerritory

__all__ = ["VillageWorkspace"]

TITLE = Words(fr="Village d'essai", en="Test village")
NOTICE = Words(fr="Territoire inventé.", en="Invented territory.")


@dataclass(frozen=True)
class VillageWorkspace:
    """The village in a folder of the test's own; its files are those that all tests read."""

    folder: Path
    network: Path
    territory: SyntheticTerritory
    name: str = "village"
    title: Words = TITLE
    languages: tuple[str, ...] = ("fr", "en")
    offers: Path | str | None = None
    commons: Path | None = None
    notices: tuple[Words, ...] = (NOTICE,)

    @property
    def private(self) -> Path:
        return self.folder / "private"

    @property
    def results(self) -> Path:
        return self.folder / "results"

    @property
    def tiles(self) -> Path:
        return self.folder / "tiles"

    @property
    def osm(self) -> Path | None:
        return self.territory.osm

    def places(self, kind: str) -> Path | None:
        found = getattr(self.territory, kind, None)
        return found if isinstance(found, Path) else None
