from __future__ import annotations

from pathlib import Path

from portee.services.territories.saved import write_register
from portee.web.register import register_of
from portee.web.site import Site
from tests.services.territories import invented


def test_a_register_is_read_once_and_may_be_missing(site: Site, private: Site, tmp_path: Path) -> None:
    assert register_of(site) is None
    made = invented.register(tmp_path)
    write_register(private.workspace.folder / "territories.parquet", made)
    found = register_of(private)
    assert found is not None
    assert found.codes.tolist() == made.codes.tolist()
    assert register_of(private) is found
