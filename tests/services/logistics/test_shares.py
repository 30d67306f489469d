from __future__ import annotations

from pathlib import Path

import pytest

from portee.core.errors import ParameterError
from portee.logistics.sharing import Shares
from portee.services.logistics.shares import COLUMNS, check_share_outputs, share_facts


def test_shares_are_told_in_euros() -> None:
    facts = share_facts(Shares(("a", "b"), (150, 50), (200, 90), (0.0, 0.0), exact=True, draws=0))
    assert facts["total_eur"] == 2.0
    assert facts["shops"][0] == {"shop": "a", "eur": 1.5, "alone_eur": 2.0, "error_eur": 0.0}
    assert set(COLUMNS) == set(facts["shops"][0])


def test_other_endings_are_refused_before_anything_is_computed() -> None:
    check_share_outputs([Path("a.csv"), Path("a.JSON")])
    with pytest.raises(ParameterError, match="docx"):
        check_share_outputs([Path("a.docx")])
