from __future__ import annotations

from portee.services.hubs.payment_tables import additions_told, left_out_told, payment_table, steps_table
from tests.services.hubs.compared import compared, small


def plain(value: object) -> str:
    return str(value).replace("\u00a0", " ")


def test_each_service_tells_whom_it_serves() -> None:
    first, second = payment_table(compared(), "fr").rows
    assert [plain(cell) for cell in first] == ["Vélos (« Pôle a »)", "75,0 %", "0 %", "25,0 %", "0 %", "0 %"]
    assert [plain(cell) for cell in second] == ["Vélos (« Pôle b »)", "100 %", "100 %", "0 %", "0 %", "0 %"]


def test_who_is_left_out_is_told_with_what_is_missing() -> None:
    told = left_out_told(compared(), "en")
    assert "“Hub a”, Bicycles: Person without a smartphone or a bank card (a way of booking and a way to pay)" in told
    assert left_out_told(compared(small("b", channels=("desk",))), "en").startswith("Nobody is left out")


def test_steps_go_from_paper_to_the_application() -> None:
    rows = steps_table(compared(), "en").rows
    assert len(rows) == 5
    assert [plain(row[1]) for row in rows] == ["0%", "0%", "0%", "0%", "75.0%"]
    assert [plain(row[2]) for row in rows] == ["100%"] * 5


def test_the_smallest_addition_is_told() -> None:
    one, other = additions_told(compared(), "en")
    assert one == "“Hub a”: also book by: desk and also pay by: cash."
    assert other.startswith("“Hub b”: nothing")
