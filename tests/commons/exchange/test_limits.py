from __future__ import annotations

from portee.commons.exchange.limits import LIMITS
from portee.commons.text.record_file import LARGEST_RECORD


def test_ten_thousand_records_with_ten_versions_are_let_in() -> None:
    versions = 10_000 * 10
    assert LIMITS.objects > 3 * versions
    assert LIMITS.record_bytes == LARGEST_RECORD
    assert LIMITS.tree_bytes > 10_000 * (20 + 7 + 120)
    assert LIMITS.received_bytes > versions * 4_000
