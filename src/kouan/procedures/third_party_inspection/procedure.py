"""第三方检验结果采信（shenzhen-2019#21，haiyang-2020#4；海关总署令第259号）。"""

from kouan.blueprint import Document, Numbering, Procedure, Terms, Text
from kouan.procedures.third_party_inspection.adoption import TAKEN_BACK, flow
from kouan.procedures.third_party_inspection.form import Filing
from kouan.procedures.third_party_inspection.rules import RULES


def _headline(filing: Filing) -> Text:
    rest = f"{filing.consignee_name} · {filing.report}"
    return Text(f"{rest} · {len(filing.lines)} 项", f"{rest} · {len(filing.lines)} line(s)")


procedure = Procedure(
    code="third-party-inspection",
    title=Text("第三方检验结果采信", "Acceptance of third-party inspection"),
    summary=Text(
        "进口服装委托海关公布的采信机构检验的，凭一年内的检验报告申请采信：报告齐全合格即作为合格评定依据，海关按比例抽查验证；"
        "不予采信的由海关检验。商品范围和检验项目清单未逐项核实。",
        "For imported garments tested by a listed body: a report of the last year, complete and passed, is what the "
        "assessment rests on, and customs verifies a share by sample; what is declined customs inspects itself. The "
        "lists of goods and items have not been confirmed one by one.",
    ),
    basis=("order-259#accept", "order-259#report", "gacc-2022-120#scope", "shenzhen-2019#21", "haiyang-2020#4"),
    lead="customs",
    category=Text("检验检疫", "Inspection and quarantine"),
    form=Filing,
    rules=RULES,
    terms=Terms.beside(__file__),
    numbering=Numbering(
        lambda filing, year: f"third-party-{filing.office}-{year}",
        lambda filing, year, n: f"TPI-{filing.office}-{year}-{n:05d}",
    ),
    object_kind="accepted-inspection",
    audience=("importer", "customs-broker"),
    principal=lambda filing: filing.consignee_uscc,
    headline=_headline,
    documents=(
        Document("report", Text("检验报告", "Inspection report"), "order-259#report"),
        Document("photographs", Text("商品照片", "Photographs of the goods"), "gacc-2022-120#photographs"),
        Document("commission", Text("检验委托书", "Commission to the body"), "order-259#commission", required=False),
    ),
    flow=flow,
    takes_back=TAKEN_BACK,
)
