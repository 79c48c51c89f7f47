"""两段准入的附条件提离和转场检查（xiamen-2022#5；公告2019年第160号）。"""

from kouan.blueprint import Document, Numbering, Procedure, Terms, Text
from kouan.procedures._cargo.disposal import DISPOSE
from kouan.procedures.conditional_release.flow import TAKEN_BACK, flow
from kouan.procedures.conditional_release.form import KINDS, LABORATORY, TRANSFER, Filing
from kouan.procedures.conditional_release.rules import RULES


def _is_sampled(filing: Filing) -> bool:
    return filing.reason == LABORATORY


def _is_transferred(filing: Filing) -> bool:
    return filing.kind == TRANSFER


def _is_new_site(filing: Filing) -> bool:
    return not filing.verified_before


def _headline(filing: Filing) -> Text:
    kind, rest = KINDS.options[filing.kind], f"{filing.consignee_name} · {filing.declaration}"
    return Text(f"{kind.zh} · {rest}", f"{kind.en} · {rest}")


procedure = Procedure(
    code="conditional-release",
    title=Text("两段准入：附条件提离与转场检查", "Two-stage entry: conditional release and check elsewhere"),
    summary=Text(
        "第一段准许入境：结果未出而风险可控的，先提离到企业场所专区存放；口岸不具备检查条件的，施封运到区外场所检查。"
        "第二段准许销售或使用：检查、检测合格后放行，不合格的退运、销毁或作技术处理。",
        "Stage one lets goods in: those awaiting results leave for the owner's premises and are kept apart, those the "
        "port cannot check travel sealed to a fit site. Stage two lets them be sold or used once they pass; what fails "
        "is returned, destroyed or treated.",
    ),
    basis=("gacc-2019-160#conditional-release", "gacc-2019-160#transfer-check", "xiamen-2022#5"),
    lead="customs",
    category=Text("检验检疫", "Inspection and quarantine"),
    form=Filing,
    rules=RULES,
    terms=Terms.beside(__file__),
    numbering=Numbering(
        lambda filing, year: f"conditional-release-{filing.office}-{year}",
        lambda filing, year, n: f"CR-{filing.office}-{year}-{n:05d}",
    ),
    object_kind="conditional-release",
    audience=("importer", "customs-broker"),
    principal=lambda filing: filing.consignee_uscc,
    priority=lambda filing: -1 if filing.cold else 0,
    headline=_headline,
    documents=(
        Document("sampling-note", Text("取样凭证", "Sampling note"), "gacc-2019-160#conditional-release", _is_sampled),
        Document(
            "reason-proof",
            Text("口岸不具备检查条件的说明", "Why the port cannot check them"),
            "gacc-2019-160#transfer-check",
            _is_transferred,
        ),
        Document(
            "site-proof",
            Text("场所权属或租赁证明、平面图", "Title or lease of the site, with its plan"),
            "gacc-2019-160#conditional-release",
            _is_new_site,
        ),
        Document("disposal-proof", Text("处置证明", "Proof of disposal"), "gacc-2019-160#failing", step=DISPOSE),
    ),
    flow=flow,
    takes_back=TAKEN_BACK,
)
