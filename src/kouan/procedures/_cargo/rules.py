"""Demands on how declared goods are named: direction of the declaration, bill on a manifest, rows named once."""

from collections.abc import Iterator, Sequence
from typing import Any, Protocol

from kouan.blueprint import Circumstances, Finding, Form, rule
from kouan.kernel.identifiers import is_export_number, is_import_number
from kouan.procedures._application.rows import repeated


class Declared(Protocol):
    """Anything that names a declaration."""

    @property
    def declaration(self) -> str | None: ...


class Billed(Protocol):
    """Anything that names a bill."""

    @property
    def bill(self) -> str | None: ...


class Lined(Protocol):
    """Anything with lines of a declaration."""

    @property
    def lines(self) -> Sequence[Form]: ...


@rule("not-an-import", basis="customs-numbers#declaration-18", given="declaration")
def the_declaration_is_an_import(filing: Declared) -> Iterator[Finding]:
    """报关单号第 9 位应为 1 或 I（进口）。
    | The ninth character of the declaration number must be 1 or I, for import.
    """
    if filing.declaration and not is_import_number(filing.declaration):
        yield "declaration"


@rule("not-an-export", basis="customs-numbers#declaration-18", given="declaration")
def the_declaration_is_an_export(filing: Declared) -> Iterator[Finding]:
    """报关单号第 9 位应为 0 或 E（出口）。
    | The ninth character of the declaration number must be 0 or E, for export.
    """
    if filing.declaration and not is_export_number(filing.declaration):
        yield "declaration"


@rule("bill-unknown", basis="order-172#kinds", severity="warning", given="bill")
def the_bill_is_on_a_manifest(filing: Billed, on: Circumstances) -> Iterator[Finding]:
    """舱单中没有提运单 {bill}，请核对单号。 | Bill {bill} is on no manifest; please check its number."""
    if on.not_found("bill", filing.bill):
        yield "bill", {"bill": filing.bill}


@rule("bill-not-import", basis="order-172#kinds", given="bill")
def the_bill_is_an_import(filing: Billed, on: Circumstances) -> Iterator[Finding]:
    """提运单 {bill} 在出口舱单上；这里应填进口提运单。
    | Bill {bill} is on an export manifest; name the bill of the import.
    """
    if on.known("bill", filing.bill, "direction", "import") != "import":
        yield "bill", {"bill": filing.bill}


@rule("line-twice", basis="gacc-2019-18#line-number", given="lines")
def a_line_is_listed_once(filing: Lined) -> Iterator[Finding]:
    """报关单项号 {number} 重复，请合并或删去。 | Line {number} is listed twice; merge them or leave one out."""
    for at, number in repeated(filing.lines, "number"):
        yield ("lines", at, "number"), {"number": number}


def of_another_bill(box: str, bill: str | None, on: Circumstances) -> bool:
    """Whether the record of a container names bills, and not this one."""
    bills: Any = on.known("container", box, "bills", ())
    return bool(bills) and bill not in bills
