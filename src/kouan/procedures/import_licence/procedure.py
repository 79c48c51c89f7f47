"""进口许可证件：进口许可证、自动进口许可证、两用物项许可证、放行通知单（海阳2020年方案第一条）。"""

from typing import Any

from kouan.blueprint import Document, Numbering, Procedure, Terms, Text
from kouan.procedures._licence.issue import issue, of_family, reviewed
from kouan.procedures._licence.rules import rules_for
from kouan.procedures._licence.words import (
    AUTOMATIC,
    DUAL_USE,
    IMPORT,
    KINDS,
    LICENCE,
    OBJECT,
    PESTICIDE,
    TOXIC,
    VETERINARY,
)
from kouan.procedures.import_licence.form import Filing
from kouan.reference import table


def _headline(filing: Filing) -> Text:
    kind = table("licence").entries[filing.kind].name
    whose = f"{filing.goods} · {filing.importer_name}"
    return Text(f"{kind.zh} · {whose}", f"{kind.en} · {whose}")


def _known_to_declarations(filing: Any) -> dict[str, Any]:
    return {"country": filing.origin, "consignee": filing.consignee_uscc or filing.importer_uscc}


def _family(*families: str) -> Any:
    return lambda filing: KINDS[IMPORT][filing.kind] in families


procedure = Procedure(
    code="import-licence",
    title=Text("进口监管证件", "Import licence"),
    summary=Text(
        "申领进口许可证、自动进口许可证、两用物项许可证和有毒化学品、农药、兽药的放行通知：签发电子证件，报关时联网核查并逐票核销。",
        "Apply for an import licence, automatic licence, dual-use licence, or a release notice for toxic chemicals, "
        "pesticides and veterinary drugs: issued electronically, checked online and written off by declarations.",
    ),
    basis=(
        "goods-regulation#licence",
        "import-licence-measures#apply",
        "automatic-licence-measures#apply",
        "dual-use-measures#end-user",
        "release-notices#toxic",
        "haiyang-2020#1",
    ),
    lead="commerce",
    category=Text("监管证件", "Licences"),
    form=Filing,
    rules=rules_for(IMPORT),
    terms=Terms.beside(__file__),
    numbering=Numbering(
        lambda filing, year: f"licence-{filing.kind}-{year}",
        lambda filing, year, n: f"{year % 100:02d}-{filing.kind}-{n:06d}",
    ),
    object_kind=OBJECT,
    audience=("importer",),
    principal=lambda filing: filing.importer_uscc,
    headline=_headline,
    documents=(
        Document("contract", Text("进口合同", "Contract"), "import-licence-measures#apply"),
        Document(
            "end-use",
            Text("最终用户和最终用途证明", "Proof of end user and end use"),
            "dual-use-measures#end-user",
            _family(DUAL_USE),
        ),
        Document(
            "registration",
            Text("登记证或者注册证书", "Registration certificate"),
            "release-notices#registered",
            _family(PESTICIDE, VETERINARY),
        ),
        Document("approval", Text("有关批准文件", "Approvals"), "import-licence-measures#apply", required=False),
    ),
    flow=lambda limit: (
        (reviewed(
            "licence", "进口许可证审核 | Import licence reviewed", "commerce", "licences",
            limit("licence"), limit("correct"), IMPORT,
        ).when(of_family(IMPORT, "进口许可证 | An import licence", LICENCE))
        | reviewed(
            "automatic", "自动进口许可审核 | Automatic licence reviewed", "commerce", "licences",
            limit("automatic"), limit("correct"), IMPORT,
        ).when(of_family(IMPORT, "自动进口许可证 | An automatic import licence", AUTOMATIC))
        | reviewed(
            "dual-use", "两用物项审查 | Dual-use items reviewed", "commerce", "licences",
            limit("dual-use"), limit("correct"), IMPORT,
        ).when(of_family(IMPORT, "两用物项 | Dual-use items", DUAL_USE))
        | reviewed(
            "chemicals", "有毒化学品审核 | Toxic chemicals reviewed", "environment", "chemicals",
            limit("notice"), limit("correct"), IMPORT,
        ).when(of_family(IMPORT, "有毒化学品 | Toxic chemicals", TOXIC))
        | reviewed(
            "agriculture", "农药、兽药审核 | Pesticides and veterinary drugs reviewed", "agriculture", "licences",
            limit("notice"), limit("correct"), IMPORT,
        ).when(of_family(IMPORT, "农药或兽药 | Pesticides or veterinary drugs", PESTICIDE, VETERINARY)))
        >> issue(
            IMPORT,
            lambda filing: str(filing.importer_uscc),
            _known_to_declarations,
            lambda filing: (filing.consignee_uscc,) if filing.consignee_uscc else (),
        )
    ),
)  # fmt: skip
