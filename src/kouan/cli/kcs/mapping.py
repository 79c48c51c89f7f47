"""From a row of the data set to an import declaration, or to what of it does not map. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal, InvalidOperation
from functools import cache
from typing import Any

from kouan.cli.kcs.firms import Unnamable, consignee_name, uscc_of
from kouan.cli.kcs.rows import Row
from kouan.cli.kcs.tables import tables
from kouan.kernel.clock import SHANGHAI
from kouan.kernel.text import Text
from kouan.reference import table, tariff

SEA, AIR, LAND = "2", "5", frozenset({"3", "4"})
SHIP = "KCS SYNTHETIC"
LONGEST_NAME = 120
_NOON, _DAY = time(12), timedelta(days=1)
_CENT = Decimal("0.01")
_QUARANTINE, _BY_INSPECTION = "A", frozenset("AB")

_NOT_LISTED = Text("对照表没有这个代码", "no code of ours for it")
_NO_COUNTRY = Text("国别代码表没有这个两位代码", "not among the two-letter codes of countries")
_NO_HEADING = Text("六位税目表没有这个代码", "not among the six-digit headings")
_NO_NUMBER = Text("不是数字", "not a number")
_NO_DATE = Text("不是日期", "not a date")
_NO_ID = Text("不是字母数字代码", "not letters and digits")


@dataclass(frozen=True, slots=True)
class Unmapped:
    """A value that does not map, and why."""

    column: str
    value: str
    why: Text


@dataclass(frozen=True, slots=True)
class Declared:
    """A row as a declaration. ``found``: whether an inspection would find something, by the source's own label."""

    reference: str
    at: datetime
    importer: str
    declarant: str
    form: Mapping[str, Any]
    found: bool

    @property
    def is_by_sea(self) -> bool:
        return bool(self.form["transport_mode"] == SEA)


class _Reader:
    """Takes values out of a row, noting what does not map instead of stopping at the first."""

    def __init__(self, row: Row) -> None:
        self.row, self.unmapped = row, list[Unmapped]()

    def refuse(self, column: str, why: Text) -> None:
        self.unmapped.append(Unmapped(column, self.row[column], why))

    def code(self, column: str, known: Mapping[str, str], why: Text) -> str:
        found = known.get(self.row[column])
        if found is None:
            self.refuse(column, why)
        return found or ""

    def number(self, column: str) -> Decimal:
        try:
            return Decimal(self.row[column])
        except InvalidOperation:
            self.refuse(column, _NO_NUMBER)
            return Decimal(0)

    def day(self) -> date:
        try:
            return date.fromisoformat(self.row["Date"])
        except ValueError:
            self.refuse("Date", _NO_DATE)
            return date.min + _DAY

    def firm(self) -> str:
        try:
            return uscc_of(self.row["Importer ID"])
        except Unnamable:
            self.refuse("Importer ID", _NO_ID)
            return ""


def mapped(row: Row) -> Declared | list[Unmapped]:
    """The declaration of a row; every value that does not map where there is one."""
    reader = _Reader(row)
    day = reader.day()
    form = {**_header(reader, day), **_assumed(), "lines": [_line(reader)]}
    form |= _answers(form["lines"][0]["hs_code"], day)
    if reader.unmapped:
        return reader.unmapped
    return Declared(
        reference=f"KCS-{row['Declaration ID']}",
        at=datetime.combine(day, _NOON, SHANGHAI),
        importer=row["Importer ID"],
        declarant=row["Declarant ID"],
        form=form,
        found=row["Fraud"] == "1",
    )


def _header(reader: _Reader, day: date) -> dict[str, Any]:
    row, firm = reader.row, reader.firm()
    name = consignee_name(row["Importer ID"]).zh
    modes = tables().codes["Mode of Transport"].values
    mode = reader.code("Mode of Transport", modes, _NOT_LISTED)
    return {
        "transport_mode": mode,
        "import_date": (day - _DAY).isoformat(),
        "departure_country": reader.code("Country of Departure", _countries(), _NO_COUNTRY),
        "consignee_uscc": firm,
        "consignee_name": name,
        "agent_uscc": firm,
        "agent_name": name,
        "declarant_name": row["Declarant ID"],
        **_carriage(mode, row["Declaration ID"], day - _DAY),
    }


def _carriage(mode: str, declaration: str, entered: date) -> dict[str, str]:
    """Synthetic conveyance, voyage and bill, as far as the mode of transport has them."""
    bill = {"bill_number": f"KCS{declaration}"}
    if mode == SEA:
        return {"conveyance": SHIP, "voyage": voyage_of(entered), **bill}
    if mode == AIR:
        return {"conveyance": "KC0000", **bill}
    if mode in LAND:
        return {"conveyance": SHIP, "voyage": f"{entered:%Y%m%d}"} | (bill if mode == "3" else {})
    return {}


def voyage_of(entered: date) -> str:
    """The synthetic voyage that entered on a day."""
    return f"KCS{entered:%Y%m%d}"


def _assumed() -> dict[str, Any]:
    said = tables().assumptions
    plain = ("clearance", "supervision_mode", "receiving_customs", "border_customs")
    return {name: said[name][0] for name in plain} | {"involves_duty": True}


def _answers(hs_code: str, day: date) -> dict[str, bool]:
    """Whether licences and inspection are needed, as far as the tariff in use knows."""
    line = tariff(hs_code, day)
    conditions = line.licences if line else ()
    return {
        "involves_licence": not _documents().isdisjoint(conditions),
        "involves_inspection": _QUARANTINE in conditions,
    }


def _line(reader: _Reader) -> dict[str, str]:
    said = tables().assumptions
    heading = table("hs6").get(reader.row["HS6 Code"])
    if heading is None:
        reader.refuse("HS6 Code", _NO_HEADING)
    return {
        "hs_code": f"{reader.row['HS6 Code']}0000",
        "name": heading.name.zh[:LONGEST_NAME] if heading else "",
        "quantity": str(reader.number("Net Mass")),
        "unit": said["unit"][0],
        "total": str(reader.number("Item Price").quantize(_CENT)),
        "currency": said["currency"][0],
        "origin": reader.code("Country of Origin", _countries(), _NO_COUNTRY),
    }


@cache
def _documents() -> frozenset[str]:
    """Supervision conditions that ask for a document on import."""
    rows = table("licence").entries.values()
    asked = {row.code for row in rows if row.attributes["import"] == "true" and row.attributes["kind"] == "DOC"}
    return frozenset(asked - _BY_INSPECTION)


@cache
def _countries() -> Mapping[str, str]:
    """Two letters → three letters."""
    rows = table("country").entries.values()
    return {row.attributes["alpha2"]: row.code for row in rows if row.attributes.get("alpha2")}
