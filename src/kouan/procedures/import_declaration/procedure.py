"""进口货物申报 | Import declaration. The form, the rules, the way and the words each have a file of their own."""

from kouan.blueprint import Numbering, Procedure, Terms, Text
from kouan.kernel.identifiers import declaration_number
from kouan.procedures._declaration.kinds import is_perishable
from kouan.procedures.import_declaration.attachments import DOCUMENTS
from kouan.procedures.import_declaration.flow import flow
from kouan.procedures.import_declaration.form import ImportDeclaration
from kouan.procedures.import_declaration.rules import RULES

IMPORT = "1"


def _series(filing: ImportDeclaration, year: int) -> str:
    return f"declaration-{filing.receiving_customs}-{year}-{IMPORT}"


def _number(filing: ImportDeclaration, year: int, n: int) -> str:
    return declaration_number(filing.receiving_customs, year, IMPORT, n)


def _priority(filing: ImportDeclaration) -> int:
    return -1 if any(map(is_perishable, filing.lines)) else 0


def _headline(filing: ImportDeclaration) -> Text:
    goods, more = filing.lines[0].name, len(filing.lines) - 1
    others = Text(f"等 {more + 1} 项", f" and {more} more") if more else Text("", "")
    bill = f" · {filing.bill_number}" if filing.bill_number else ""
    return Text(
        f"{goods}{others.zh} · {filing.consignee_name}{bill}", f"{goods}{others.en} · {filing.consignee_name}{bill}"
    )


procedure = Procedure(
    code="import-declaration",
    title=Text("进口货物申报", "Import declaration"),
    summary=Text(
        "向海关申报进口货物：普通、提前或两步申报，逐票缴税、汇总征税或凭担保放行；不被查验的提前申报货物抵港即放行。",
        "Declare imports: ordinary, advance or two-step; duty paid one by one, consolidated or on guarantee. "
        "Advance declarations that are not selected are released on arrival.",
    ),
    basis=(
        "customs-law#time-limit",
        "order-103#time-limit",
        "gacc-2019-18#head-1",
        "gacc-2014-74#import",
        "haiyang-2020#3",
        "haiyang-2020#5",
        "shenzhen-2019#17",
        "xiamen-2022#4",
        "zhanjiang-2022#2",
        "zhanjiang-2022#4",
        "gacc-2019-216#one-number",
    ),
    lead="customs",
    form=ImportDeclaration,
    rules=RULES,
    documents=DOCUMENTS,
    flow=flow,
    terms=Terms.beside(__file__),
    numbering=Numbering(_series, _number),
    category=Text("货物申报", "Cargo declaration"),
    object_kind="declaration",
    audience=("importer", "customs-broker"),
    principal=lambda filing: filing.consignee_uscc,
    priority=_priority,
    headline=_headline,
)
