from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from portee.commons.experiments.measures import parse_measures, read_measures
from portee.commons.experiments.panel import NEVER
from portee.core.errors import InputError, PorteeError
from tests.commons.experiments.protocols import LABELS, measures, protocol, table


def test_a_table_becomes_a_panel() -> None:
    panel = measures().panels["trips"]
    assert panel.units == ("a", "b", "c", "d")
    assert panel.periods == tuple(LABELS)
    assert panel.start.tolist() == [4, 4, NEVER, NEVER]
    assert panel.values[0, 4] == pytest.approx(12 + 0.1 * (12 % 5))


def test_rows_in_any_order_and_with_other_separators_say_the_same() -> None:
    head, *rows = table().splitlines()
    mixed = "\n".join([head, *np.random.default_rng(0).permutation(rows).tolist()]).replace(",", ";")
    found = parse_measures("\ufeff".strip("\ufeff") + mixed, protocol())
    assert (found.panels["trips"].values == measures().panels["trips"].values).all()


def test_rows_of_others_are_left_out_and_counted() -> None:
    found = parse_measures(table() + "z,2024-Q1,5\na,2019-Q1,5\n", protocol())
    assert found.others == 2


def test_clusters_are_read() -> None:
    lines = table().splitlines()
    text = "\n".join([f"{lines[0]},cluster", *(f"{line},{'x' if line[0] in 'ac' else ''}" for line in lines[1:])])
    cluster = parse_measures(text, protocol()).panels["trips"].cluster.tolist()
    assert cluster[0] == cluster[2]
    assert len(set(cluster)) == 3


@pytest.mark.parametrize(
    ("old", "new", "line", "field", "what"),
    [
        ("unit,period,trips", "unit,period,trip", 1, "trips", "Did you mean 'trip'"),
        ("unit,period,trips", "unit,period,trips,trips", 1, "trips", "twice"),
        ("a,2024-Q2,", "a,2024-Q2,x", 3, "trips", "no number"),
        ("a,2024-Q2,1", "a,2024-Q2,inf", 3, "trips", "no "),
        ("a,2024-Q2", "a,2024-02", 3, "period", "no quarter"),
        ("a,2024-Q2", "a,2024-Q1", 3, "period", "before in line 2"),
    ],
)
def test_a_wrong_cell_is_told_with_line_and_column(old: str, new: str, line: int, field: str, what: str) -> None:
    with pytest.raises(PorteeError, match=what) as told:
        parse_measures(table().replace(old, new, 1), protocol(), "m.csv")
    where = told.value.where
    assert where is not None
    assert (where.file, where.line, where.field) == ("m.csv", line, field)


def test_a_decimal_comma_is_explained() -> None:
    with pytest.raises(PorteeError, match="dot, not a comma"):
        parse_measures(table().replace(",", ";").replace(".", ","), protocol())


def test_several_wrong_cells_are_told_together() -> None:
    text = table().replace("a,2024-Q2,", "a,2024-Q2,x").replace("b,2024-Q3,", "b,2024-Q3,y")
    with pytest.raises(PorteeError) as told:
        parse_measures(text, protocol(), "m.csv")
    assert "line 3" in str(told.value)
    assert "line 12" in str(told.value)


def test_a_unit_without_rows_is_told_with_a_guess() -> None:
    with pytest.raises(PorteeError, match="no row of the unit 'a'"):
        parse_measures("\n".join(row for row in table().splitlines() if row[:2] != "a,"), protocol())


def test_a_gap_is_refused_or_the_unit_dropped_as_the_protocol_says() -> None:
    text = "\n".join(row for row in table().splitlines() if not row.startswith("d,2025-Q3"))
    with pytest.raises(PorteeError, match="'d' has no 'trips' in 2025-Q3"):
        parse_measures(text, protocol())
    found = parse_measures(text, protocol({"sample:": "missing: drop\nsample:"}))
    assert found.panels["trips"].units == ("a", "b", "c")
    assert found.lost["trips"] == ("d",)


def test_without_any_whole_treated_unit_nothing_is_measured() -> None:
    text = "\n".join(row for row in table().splitlines() if not row.startswith(("a,2025-Q3", "b,2025-Q1")))
    with pytest.raises(InputError, match="No treated unit"):
        parse_measures(text, protocol({"sample:": "missing: drop\nsample:"}))


def test_a_share_beyond_one_is_refused() -> None:
    share = protocol({", spread: 1": ", kind: share, baseline: 0.3", "smallest: 1": "smallest: 0.1"})
    with pytest.raises(PorteeError, match="share of"):
        parse_measures(table(), share)


def test_a_unit_of_two_clusters_is_refused() -> None:
    lines = table().splitlines()
    text = "\n".join([f"{lines[0]},cluster", *(f"{line},x{place % 2}" for place, line in enumerate(lines[1:]))])
    with pytest.raises(PorteeError, match="one cluster"):
        parse_measures(text, protocol())


def test_files_that_cannot_be_read(tmp_path: Path) -> None:
    with pytest.raises(PorteeError, match="cannot be read"):
        read_measures(tmp_path / "none.csv", protocol())
    (tmp_path / "latin.csv").write_bytes("unit,période".encode("latin-1"))
    with pytest.raises(PorteeError, match="UTF-8"):
        read_measures(tmp_path / "latin.csv", protocol())
    (tmp_path / "quote.csv").write_text('unit,period,trips\n"a,2024-Q1,3\n', encoding="utf-8")
    with pytest.raises(PorteeError, match="quotes"):
        read_measures(tmp_path / "quote.csv", protocol())
    (tmp_path / "empty.csv").write_text("", encoding="utf-8")
    with pytest.raises(PorteeError, match="no column 'unit'"):
        read_measures(tmp_path / "empty.csv", protocol())
