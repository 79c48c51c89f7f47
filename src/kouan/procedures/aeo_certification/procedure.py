"""海关 AEO 认证（海关总署令第251号，2026年4月1日起第282号；湛江2022年方案第十三条、广州2019年方案第二十六条）。"""

from kouan.blueprint import Document, Procedure, Terms, Text, plain_numbering
from kouan.procedures.aeo_certification.flow import flow
from kouan.procedures.aeo_certification.form import FOSTER, LEVELS, Filing
from kouan.procedures.aeo_certification.rules import RULES, total


def _headline(filing: Filing) -> Text:
    level, score = LEVELS.options[filing.level], total(filing)
    wish = Text("培育 · ", "fostering · ") if filing.wish == FOSTER else Text("", "")
    return Text(
        f"{filing.applicant_name} · {wish.zh}{level.zh} · 自评 {score} 分",
        f"{filing.applicant_name} · {wish.en}{level.en} · own score {score}",
    )


procedure = Procedure(
    code="aeo-certification",
    title=Text("海关 AEO 认证", "AEO certification"),
    summary=Text(
        "企业对照标准自评后申请高级认证或认证；未达标的可先列入培育名单。海关受理后先书面、再实地认证，九十日内决定。",
        "A firm measures itself against the standard and applies for a level of AEO, or is fostered first. Customs "
        "look at papers, then at the site, and decide within ninety days of acceptance.",
    ),
    basis=("order-282#levels", "order-282#certify-90-days", "aeo-standard#general", "zhanjiang-2022#13"),
    lead="customs",
    category=Text("企业信用", "Enterprise credit"),
    form=Filing,
    rules=RULES,
    terms=Terms.beside(__file__),
    numbering=plain_numbering("AEO"),
    object_kind="aeo-certification",
    audience=("importer", "exporter", "customs-broker", "forwarder", "haulier", "warehouse"),
    principal=lambda filing: filing.applicant_uscc,
    headline=_headline,
    documents=(
        Document("assessment", Text("自评报告", "Report of the self-assessment"), "aeo-standard#general"),
        Document(
            "audit",
            Text("审计报告", "Auditor's report"),
            "aeo-standard#general",
            lambda filing: filing.wish != FOSTER,
        ),
        Document(
            "offences",
            Text("行政处罚情况说明", "Statement on penalties"),
            "aeo-standard#general",
            lambda filing: filing.offences,
        ),
        Document(
            "improvement",
            Text("规范改进证明材料", "Proof of what was put right"),
            "aeo-improvement#ninety-days",
            step="improve",
        ),
    ),
    flow=flow,
)
