"""出口许可证件：出口许可证、两用物项许可证、放行通知单（海阳2020年方案第一条）。"""

from collections.abc import Iterator
from typing import Any

from kouan.blueprint import Circumstances, Document, Finding, Numbering, Procedure, Terms, Text, rule
from kouan.procedures._licence.issue import issue, of_family, reviewed
from kouan.procedures._licence.rules import rules_for
from kouan.procedures._licence.words import DUAL_USE, EXPORT, KINDS, LICENCE, OBJECT, PESTICIDE, SEVERAL, TOXIC
from kouan.procedures.export_licence.form import Filing
from kouan.reference import table


@rule("batches-of-some", basis="export-licence-measures#batches")
def several_batches_are_for_some(filing: Filing, on: Circumstances) -> Iterator[Finding]:
    """非一批一证限于外商投资企业、补偿贸易和目录列明的 {listed}。
    | Several batches are for foreign-invested firms, compensation trade and listed goods: {listed}.
    """
    listed = str(on.terms.text("several-batches")).split()
    if filing.batch != SEVERAL or filing.foreign_invested or KINDS[EXPORT][filing.kind] != LICENCE:
        return
    if not any(filing.hs_code.startswith(heading) for heading in listed):
        yield "batch", {"listed": "、".join(listed)}


def _headline(filing: Filing) -> Text:
    kind = table("licence").entries[filing.kind].name
    whose = f"{filing.goods} · {filing.exporter_name}"
    return Text(f"{kind.zh} · {whose}", f"{kind.en} · {whose}")


def _known_to_declarations(filing: Any) -> dict[str, Any]:
    return {"country": filing.destination, "consignee": filing.shipper_uscc or filing.exporter_uscc}


def _family(*families: str) -> Any:
    return lambda filing: KINDS[EXPORT][filing.kind] in families


procedure = Procedure(
    code="export-licence",
    title=Text("出口监管证件", "Export licence"),
    summary=Text(
        "申领出口许可证、两用物项许可证和有毒化学品、农药的放行通知：签发电子证件，报关时联网核查并逐票核销。",
        "Apply for an export licence, dual-use licence, or a release notice for toxic chemicals and pesticides: issued "
        "electronically, checked online and written off by declarations.",
    ),
    basis=(
        "goods-regulation#licence",
        "export-licence-measures#apply",
        "dual-use-measures#end-user",
        "release-notices#toxic",
        "haiyang-2020#1",
    ),
    lead="commerce",
    category=Text("监管证件", "Licences"),
    form=Filing,
    rules=(*rules_for(EXPORT), several_batches_are_for_some),
    terms=Terms.beside(__file__),
    numbering=Numbering(
        lambda filing, year: f"licence-{filing.kind}-{year}",
        lambda filing, year, n: f"{year % 100:02d}-{filing.kind}-{n:06d}",
    ),
    object_kind=OBJECT,
    audience=("exporter",),
    principal=lambda filing: filing.exporter_uscc,
    headline=_headline,
    documents=(
        Document("contract", Text("出口合同", "Contract"), "export-licence-measures#apply"),
        Document(
            "quota",
            Text("配额或中标证明", "Proof of quota or bid"),
            "export-licence-measures#apply",
            lambda filing: filing.quota is not None,
        ),
        Document(
            "end-use",
            Text("最终用户和最终用途证明", "Proof of end user and end use"),
            "dual-use-measures#end-user",
            _family(DUAL_USE),
        ),
        Document(
            "registration",
            Text("农药登记证", "Pesticide registration"),
            "release-notices#registered",
            _family(PESTICIDE),
        ),
    ),
    flow=lambda limit: (
        (reviewed(
            "licence", "出口许可证审核 | Export licence reviewed", "commerce", "licences",
            limit("licence"), limit("correct"), EXPORT,
        ).when(of_family(EXPORT, "出口许可证 | An export licence", LICENCE))
        | reviewed(
            "dual-use", "两用物项审查 | Dual-use items reviewed", "commerce", "licences",
            limit("dual-use"), limit("correct"), EXPORT,
        ).when(of_family(EXPORT, "两用物项 | Dual-use items", DUAL_USE))
        | reviewed(
            "chemicals", "有毒化学品审核 | Toxic chemicals reviewed", "environment", "chemicals",
            limit("notice"), limit("correct"), EXPORT,
        ).when(of_family(EXPORT, "有毒化学品 | Toxic chemicals", TOXIC))
        | reviewed(
            "agriculture", "农药审核 | Pesticides reviewed", "agriculture", "licences",
            limit("notice"), limit("correct"), EXPORT,
        ).when(of_family(EXPORT, "农药 | Pesticides", PESTICIDE)))
        >> issue(
            EXPORT,
            lambda filing: str(filing.exporter_uscc),
            _known_to_declarations,
            lambda filing: (filing.shipper_uscc,) if filing.shipper_uscc else (),
        )
    ),
)  # fmt: skip
