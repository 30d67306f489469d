"""A small spreadsheet: reads the cells of an .xlsx and computes its formulas again, in exact decimals.

Independent of Portée's code. It knows what the workbook of a hub uses: + - * / ^, comparisons, ranges, SUM, ROUND, MIN,
MAX, IF, INT, SUMIF, SUMIFS.
"""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import dataclass, field
from decimal import ROUND_FLOOR, ROUND_HALF_UP, Decimal, localcontext
from typing import Any
from xml.etree import ElementTree

__all__ = ["Book", "Cell"]

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
TOKEN = re.compile(
    r"\s*(?:(?P<number>\d+\.?\d*(?:[eE][-+]?\d+)?)|(?P<text>\"[^\"]*\")"
    r"|(?P<ref>(?:'[^']+'!)?\$?[A-Z]{1,3}\$?\d+(?::\$?[A-Z]{1,3}\$?\d+)?)"
    r"|(?P<name>[A-Z]+)(?=\()|(?P<sign><=|>=|<>|[-+*/^(),=<>]))"
)
Value = Decimal | str


@dataclass(frozen=True)
class Cell:
    value: Value
    formula: str | None = None


def _column(letters: str) -> int:
    place = 0
    for letter in letters:
        place = 26 * place + ord(letter) - 64
    return place


@dataclass
class Book:
    """Cells by sheet and place (row, column, counted from 1)."""

    cells: dict[str, dict[tuple[int, int], Cell]]
    known: dict[tuple[str, int, int], Value] = field(default_factory=dict)

    @classmethod
    def read(cls, content: bytes) -> Book:
        with zipfile.ZipFile(io.BytesIO(content)) as parts:
            root = ElementTree.fromstring(parts.read("xl/workbook.xml"))  # noqa: S314 - made by the test itself
            names = [each.attrib["name"] for each in root.iter(f"{MAIN}sheet")]
            strings = [
                "".join(t.text or "" for t in each.iter(f"{MAIN}t"))
                for each in ElementTree.fromstring(parts.read("xl/sharedStrings.xml"))  # noqa: S314
            ]
            cells = {
                name: _cells(parts.read(f"xl/worksheets/sheet{place}.xml"), strings)
                for place, name in enumerate(names, start=1)
            }
        return cls(cells)

    def compute(self, sheet: str, row: int, col: int) -> Value:
        """The value of a cell from the inputs alone."""
        key = (sheet, row, col)
        if key not in self.known:
            cell = self.cells[sheet].get((row, col))
            if cell is None:
                self.known[key] = Decimal(0)
            else:
                self.known[key] = cell.value if cell.formula is None else _Parser(self, sheet, cell.formula).whole()
        return self.known[key]

    def change(self, sheet: str, row: int, col: int, value: str) -> None:
        """Write another input; everything is computed again."""
        self.cells[sheet][row, col] = Cell(Decimal(value))
        self.known.clear()


def _number(text: str | None) -> Decimal:
    """As a spreadsheet reads it: fifteen digits."""
    return Decimal(f"{float(text or 0):.15g}")


def _cells(content: bytes, strings: list[str]) -> dict[tuple[int, int], Cell]:
    found = {}
    for each in ElementTree.fromstring(content).iter(f"{MAIN}c"):  # noqa: S314
        letters, digits = re.fullmatch(r"([A-Z]+)(\d+)", each.attrib["r"]).groups()  # type: ignore[union-attr]
        text, formula = each.findtext(f"{MAIN}v"), each.findtext(f"{MAIN}f")
        kind = each.attrib.get("t")
        value: Value = strings[int(text or 0)] if kind == "s" else (text or "") if kind == "str" else _number(text)
        found[int(digits), _column(letters)] = Cell(value, formula)
    return found


class _Parser:
    """Precedence climbing over one formula."""

    def __init__(self, book: Book, sheet: str, formula: str) -> None:
        self.book, self.sheet, self.tokens = book, sheet, []
        at = 0
        while at < len(formula):
            match = TOKEN.match(formula, at)
            assert match is not None, formula[at:]
            assert match.lastgroup is not None
            self.tokens.append((match.lastgroup, match.group(match.lastgroup)))
            at = match.end()
        self.at = 0

    def whole(self) -> Value:
        with localcontext(prec=60):
            value = self.compared()
        assert self.at == len(self.tokens)
        assert isinstance(value, (Decimal, str))
        return value

    def sign(self, *signs: str) -> str | None:
        if self.at < len(self.tokens) and self.tokens[self.at][0] == "sign" and self.tokens[self.at][1] in signs:
            self.at += 1
            return str(self.tokens[self.at - 1][1])
        return None

    def compared(self) -> Any:
        left = self.added()
        while found := self.sign("<=", ">=", "<>", "=", "<", ">"):
            right = self.added()
            results = {"<=": left <= right, ">=": left >= right, "<>": left != right, "=": left == right,
                       "<": left < right, ">": left > right}  # fmt: skip
            left = Decimal(results[found])
        return left

    def added(self) -> Any:
        left = self.multiplied()
        while found := self.sign("+", "-"):
            right = self.multiplied()
            left = left + right if found == "+" else left - right
        return left

    def multiplied(self) -> Any:
        left = self.raised()
        while found := self.sign("*", "/"):
            right = self.raised()
            left = left * right if found == "*" else left / right
        return left

    def raised(self) -> Any:
        if self.sign("-"):
            return -self.raised()
        left = self.atom()
        while self.sign("^"):
            left = left ** int(self.atom())
        return left

    def atom(self) -> Any:
        if self.sign("("):
            value = self.compared()
            assert self.sign(")")
            return value
        kind, text = self.tokens[self.at]
        self.at += 1
        if kind == "number":
            return Decimal(text)
        if kind == "text":
            return text[1:-1]
        if kind == "ref":
            return self.cells(text)
        assert kind == "name", text
        assert self.sign("(")
        if text == "IF":
            return self.choice()
        arguments = [self.compared()]
        while self.sign(","):
            arguments.append(self.compared())
        assert self.sign(")")
        return _call(text, arguments)

    def choice(self) -> Any:
        """IF computes only the branch that is chosen."""
        test = self.compared()
        assert self.sign(",")
        chosen: Any = None
        for wanted, end in ((bool(test), ","), (not test, ")")):
            if wanted:
                chosen = self.compared()
            else:
                self.skip()
            assert self.sign(end)
        return chosen

    def skip(self) -> None:
        depth = 0
        while depth or self.tokens[self.at][1] not in (",", ")"):
            depth += {"(": 1, ")": -1}.get(self.tokens[self.at][1], 0) if self.tokens[self.at][0] == "sign" else 0
            self.at += 1

    def cells(self, text: str) -> Any:
        sheet = self.sheet
        if "!" in text:
            sheet, text = text.rsplit("!", 1)
            sheet = sheet.strip("'")
        corners = [re.fullmatch(r"([A-Z]+)(\d+)", part) for part in text.replace("$", "").split(":")]
        places = [(int(m.group(2)), _column(m.group(1))) for m in corners if m]
        if len(places) == 1:
            return self.book.compute(sheet, *places[0])
        (top, left), (bottom, right) = places
        return [self.book.compute(sheet, r, c) for r in range(top, bottom + 1) for c in range(left, right + 1)]


def _numbers(arguments: list[Any]) -> list[Decimal]:
    flat = [each for argument in arguments for each in (argument if isinstance(argument, list) else [argument])]
    return [each for each in flat if isinstance(each, Decimal)]


def _call(name: str, arguments: list[Any]) -> Any:
    if name == "SUM":
        return sum(_numbers(arguments), Decimal(0))
    if name == "MIN":
        return min(_numbers(arguments))
    if name == "MAX":
        return max(_numbers(arguments))
    if name == "INT":
        return arguments[0].to_integral_value(rounding=ROUND_FLOOR)
    if name == "ROUND":
        return arguments[0].quantize(Decimal(1).scaleb(-int(arguments[1])), rounding=ROUND_HALF_UP)
    if name == "SUMIF":
        keys, wanted, amounts = arguments
        return sum((amount for key, amount in zip(keys, amounts, strict=True) if key == wanted), Decimal(0))
    assert name == "SUMIFS", name
    amounts, conditions = arguments[0], list(zip(arguments[1::2], arguments[2::2], strict=True))
    return sum(
        (amount for k, amount in enumerate(amounts) if all(keys[k] == wanted for keys, wanted in conditions)),
        Decimal(0),
    )  # fmt: skip
