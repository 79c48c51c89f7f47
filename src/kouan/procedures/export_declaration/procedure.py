"""出口货物申报 | Export declaration. The form, the rules, the way and the words each have a file of their own."""

from kouan.blueprint import Numbering, Procedure, Terms, Text
from kouan.kernel.identifiers import declaration_number
from kouan.procedures._declaration.kinds import is_perishable
from kouan.procedures.export_declaration.attachments import DOCUMENTS
from kouan.procedures.export_declaration.flow import flow
from kouan.procedures.export_declaration.form import ExportDeclaration
from kouan.procedures.export_declaration.rules import RULES

EXPORT = "0"


def _series(filing: ExportDeclaration, year: int) -> str:
    return f"declaration-{filing.receiving_customs}-{year}-{EXPORT}"


def _number(filing: ExportDeclaration, year: int, n: int) -> str:
    return declaration_number(filing.receiving_customs, year, EXPORT, n)


def _priority(filing: ExportDeclaration) -> int:
    return -1 if any(map(is_perishable, filing.lines)) else 0


def _headline(filing: ExportDeclaration) -> Text:
    goods, more = filing.lines[0].name, len(filing.lines) - 1
    others = Text(f"等 {more + 1} 项", f" and {more} more") if more else Text("", "")
    bill = f" · {filing.bill_number}" if filing.bill_number else ""
    return Text(
        f"{goods}{others.zh} · {filing.consignor_name}{bill}", f"{goods}{others.en} · {filing.consignor_name}{bill}"
    )


procedure = Procedure(
    code="export-declaration",
    title=Text("出口货物申报", "Export declaration"),
    summary=Text(
        "向海关申报出口货物：运抵后普通申报，或备齐装箱后提前申报；不被查验的运抵即放行装船。",
        "Declare exports: as ordinary after arrival, or in advance once ready and packed; "
        "what is not selected is released to load as it arrives.",
    ),
    basis=(
        "customs-law#time-limit",
        "order-103#time-limit",
        "gacc-2019-18#head-1",
        "gacc-2014-74#export",
        "direct-pickup#loading",
    ),
    lead="customs",
    form=ExportDeclaration,
    rules=RULES,
    documents=DOCUMENTS,
    flow=flow,
    terms=Terms.beside(__file__),
    numbering=Numbering(_series, _number),
    category=Text("货物申报", "Cargo declaration"),
    object_kind="declaration",
    audience=("exporter", "customs-broker"),
    principal=lambda filing: filing.consignor_uscc,
    priority=_priority,
    headline=_headline,
)
