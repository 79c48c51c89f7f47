"""出口退税在线申报（zhanjiang-2022#11，guangzhou-2019#25）。"""

from kouan.blueprint import Document, Procedure, Terms, Text, plain_numbering
from kouan.procedures.export_tax_refund.flow import flow
from kouan.procedures.export_tax_refund.form import FOURTH, KINDS, Filing
from kouan.procedures.export_tax_refund.rules import RULES


def _shows_receipts(filing: Filing) -> bool:
    return filing.grade == FOURTH or any(line.received or line.unreceived for line in filing.exports)


def _headline(filing: Filing) -> Text:
    kind, sum_ = KINDS.options[filing.kind], f"{filing.claimed:,.2f}"
    return Text(
        f"{filing.exporter_name} · {filing.period} · {kind.zh} · {sum_} 元",
        f"{filing.exporter_name} · {filing.period} · {kind.en} · CNY {sum_}",
    )


procedure = Procedure(
    code="export-tax-refund",
    title=Text("出口退税", "Export tax refund"),
    summary=Text(
        "在单一窗口上申报出口退税，不用纸：外贸企业按进货发票、生产企业按离岸价和留抵税额核算，报关单按 21 位编号比对，"
        "按退税管理类别限时审核，有疑点的函调，核准后国库退到账户。",
        "Refund of VAT on exports, claimed through the single window without paper: by purchase invoice for traders, "
        "by FOB and credit left for producers. Declarations are matched by their 21-digit numbers and examined in the "
        "time of the exporter's class; doubts are written about, and the treasury pays.",
    ),
    basis=("zhanjiang-2022#11", "guangzhou-2019#25", "mof-2012-39#scope", "sat-2012-24#period", "sat-2022-9#paperless"),
    lead="tax",
    category=Text("税费", "Taxes and fees"),
    form=Filing,
    rules=RULES,
    terms=Terms.beside(__file__),
    numbering=plain_numbering("TR"),
    object_kind="tax-refund",
    audience=("exporter", "customs-broker", "forwarder"),
    principal=lambda filing: filing.exporter_uscc,
    headline=_headline,
    documents=(
        Document("receipts", Text("收汇或视同收汇材料", "Proof of receipt"), "sat-2022-9#exchange", _shows_receipts),
        Document("contract", Text("出口合同", "Export contract"), "sat-2022-9#records", required=False),
        Document("transport", Text("运输单证", "Transport documents"), "sat-2022-9#records", required=False),
    ),
    flow=flow,
)
