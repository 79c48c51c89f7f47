"""海关预裁定（海关总署令第236号，2024年12月1日起经第273号令修改）。"""

from kouan.blueprint import REFUSE, Document, Numbering, Procedure, Terms, Text, Way, auto, review
from kouan.procedures.advance_ruling.form import Filing
from kouan.procedures.advance_ruling.matters import MATTERS
from kouan.procedures.advance_ruling.rules import RULES
from kouan.procedures.advance_ruling.ruling import (
    DECIDED,
    RULING_RULES,
    Ruling,
    Validity,
    issue,
    may_publish,
    public_title,
    publish,
    secret_fields,
)

ACCEPTED = (Way("accept", Text("受理", "Accepted")), REFUSE)
SILENT = Way("silent", Text("十日内没有答复，视为受理", "Nothing was said in ten days: counts as accepted"))


def _has_secrets(filing: Filing) -> bool:
    return bool(filing.secrets)


def _headline(filing: Filing) -> Text:
    matter = MATTERS.options[filing.matter]
    return Text(f"{filing.goods_name} · {matter.zh}", f"{filing.goods_name} · {matter.en}")


procedure = Procedure(
    code="advance-ruling",
    title=Text("海关预裁定", "Advance ruling"),
    summary=Text(
        "进出口三个月前就归类、原产地或价格申请裁定：十日内决定是否受理，没有答复视为受理，五日内补正，六十日内裁定，"
        "有效三年；"
        "公开时隐去申请人列明的商业秘密。",
        "Ask for a ruling on classification, origin or value three months ahead: accepted or not in ten days, silence "
        "counting as acceptance, corrected in five, ruled in sixty, valid three years; published without what the "
        "applicant listed as secret.",
    ),
    basis=(
        "order-236#matters",
        "order-236#where",
        "order-236#silence",
        "order-273#filed-applicant",
        "customs-law#ruling",
        "zhanjiang-2022#8",
        "zhanjiang-2022#9",
    ),
    lead="customs",
    category=Text("货物申报", "Cargo declaration"),
    form=Filing,
    rules=RULES,
    terms=Terms.beside(__file__),
    numbering=Numbering(
        lambda filing, year: f"ruling-{filing.office}-{year}",
        lambda filing, year, n: f"R-{filing.office}-{year}-{n:04d}",
    ),
    object_kind="ruling",
    audience=("importer", "exporter", "customs-broker"),
    principal=lambda filing: filing.applicant_uscc,
    headline=_headline,
    secrets=secret_fields,
    publishes="publish",
    publication_title=public_title,
    documents=(
        Document("materials", Text("说明事项的资料", "Materials that explain the matter"), "order-236#materials"),
        Document("trade-proof", Text("合同或进出口意向", "Contract or intent to trade"), "order-236#applicant"),
        Document(
            "secrecy",
            Text("保密理由与内容说明", "Statement of what is secret and why"),
            "order-236#secrets",
            _has_secrets,
        ),
        Document(
            "translation", Text("外文资料的中文译文", "Chinese translation"), "order-236#materials", required=False
        ),
        Document(
            "sample", Text("样品照片或说明", "Photos or description of a sample"), "order-236#materials", required=False
        ),
    ),
    flow=lambda limit: (
        review(
            "accept",
            "决定是否受理 | Accepted or not",
            by="customs",
            desk="rulings",
            within=limit("accept"),
            reply=limit("correct"),
            ways=ACCEPTED,
            lapses=SILENT,
        )
        >> review(
            "decide",
            "裁定 | Ruling",
            by="customs",
            desk="rulings",
            within=limit("decide"),
            reply=limit("supplement"),
            ways=DECIDED,
            form=Ruling,
            rules=RULING_RULES,
        )
        >> auto(
            "issue",
            "制发决定书 | Decision issued",
            compute=issue,
            ways=(Way("issued", Text("已制发", "Issued")),),
            form=Validity,
        )
        >> auto(
            "publish",
            "公开（隐去商业秘密） | Published without secrets",
            compute=publish,
            ways=(Way("published", Text("已公开", "Published")),),
        ).when(may_publish)
    ),
)
