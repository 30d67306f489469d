from __future__ import annotations

from portee.commons.exchange.statuses import with_status
from portee.commons.text.record_file import parse_record
from tests.commons.examples import EXAMPLE
from tests.commons.exchange.commonses import NEED

DRAFT = (EXAMPLE / NEED).read_bytes()


def test_only_the_status_changes() -> None:
    raised = with_status(DRAFT, NEED, "draft", "proposed")
    assert raised == DRAFT.replace(b"status: draft", b"status: proposed")
    assert with_status(raised, NEED, "draft", "proposed") == raised
    quoted = DRAFT.replace(b"status: draft", b'status: "draft" # encore')
    assert with_status(quoted, NEED, "draft", "proposed") == DRAFT.replace(
        b"status: draft", b"status: proposed # encore"
    )


def test_a_status_that_is_not_written_is_written() -> None:
    raised = with_status(DRAFT.replace(b"status: draft\n", b""), NEED, "draft", "proposed")
    file = parse_record(raised.decode(), NEED).file
    assert file is not None
    assert file.record.status == "proposed"


def test_what_is_no_record_is_left_alone() -> None:
    assert with_status(b"x", NEED, "draft", "proposed") == b"x"
