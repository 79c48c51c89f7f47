"""大宗资源性商品先放后检（shenzhen-2019#20，haiyang-2020#4；公告2018-134、2020-69、2020-110）。"""

from kouan.blueprint import Document, Numbering, Procedure, Terms, Text
from kouan.procedures._cargo.disposal import DISPOSE
from kouan.procedures.sample_and_release.flow import TAKEN_BACK, flow
from kouan.procedures.sample_and_release.form import Filing
from kouan.procedures.sample_and_release.rules import RULES


def _headline(filing: Filing) -> Text:
    what = f"{filing.consignee_name} · {filing.lines[0].name} · {filing.ship}"
    return Text(what, what)


procedure = Procedure(
    code="sample-and-release",
    title=Text("大宗资源性商品先放后检", "Bulk goods released before tests"),
    summary=Text(
        "铁、锰、铬、铅、锌矿和原油：现场查放射性、外来夹杂物、疑似固废并取样，合格即可提离；实验室检测和重量鉴定后出，凭证书销售使用。"
        "铁矿自2020年6月1日起依申请才作品质检验；现场发现异常的不适用。",
        "Ores of iron, manganese, chromium, lead and zinc, and crude oil: once sampled and checked on site for "
        "radioactivity, foreign matter and waste they go; tests and weight follow, and they are sold or used on the "
        "certificate. Since 1 June 2020 iron ore is tested only on request. Where something is found they wait.",
    ),
    basis=(
        "gacc-2018-134#release-first",
        "gacc-2020-69#release-first",
        "gacc-2020-110#release-first",
        "shenzhen-2019#20",
        "haiyang-2020#4",
    ),
    lead="customs",
    category=Text("检验检疫", "Inspection and quarantine"),
    form=Filing,
    rules=RULES,
    terms=Terms.beside(__file__),
    numbering=Numbering(
        lambda filing, year: f"sample-and-release-{filing.office}-{year}",
        lambda filing, year, n: f"SAR-{filing.office}-{year}-{n:05d}",
    ),
    object_kind="release-before-tests",
    audience=("importer", "customs-broker"),
    principal=lambda filing: filing.consignee_uscc,
    headline=_headline,
    documents=(
        Document("contract", Text("合同", "Contract"), "gacc-docs#contract"),
        Document("bill", Text("提单", "Bill of lading"), "gacc-docs#bill"),
        Document(
            "load-certificate",
            Text("装货港品质或重量证书", "Certificate of the loading port"),
            "gacc-2018-134#release-first",
            required=False,
        ),
        Document(
            "disposal-proof",
            Text("处置证明", "Proof of disposal"),
            "commodity-inspection-regulation#failing-safety",
            step=DISPOSE,
        ),
    ),
    flow=flow,
    takes_back=TAKEN_BACK,
)
